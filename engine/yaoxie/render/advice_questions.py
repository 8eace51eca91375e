"""What to ask next, in sentences: the first line says how far the total may move, and by what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from yaoxie.advice import advice_shapes as shapes
from yaoxie.advice.variants import MILESTONES
from yaoxie.render import advice_words, report
from yaoxie.render.wording import Wording, plain

_MOST_QUESTIONS = 8
_MOST_ANSWERS = 8
_MOST_WORDS = 4
_MOST_SUPPORTS = 4


def questions_blocks(
    outlook: shapes.OutlookDict, questions: Sequence[shapes.QuestionDict], words: Wording
) -> Iterator[RenderableType]:
    """The outlook, then the questions on which money hangs, those first on which most does."""
    moving = [entry for entry in questions if entry["stake"]]
    yield Text("\n".join(_outlook(outlook, words)), "bold")
    for number, entry in enumerate(moving[:_MOST_QUESTIONS], 1):
        yield report.bullets(_heading(number, entry, words), _answers(entry, words))
    rest = []
    if more := len(moving) - _MOST_QUESTIONS:
        rest += [words.say("questions_more", count=more)] if more > 0 else []
    if still := len(questions) - len(moving):
        rest.append(words.say("questions_still", count=still))
    if rest:
        yield Text("\n".join(rest), "dim")


def _outlook(outlook: shapes.OutlookDict, words: Wording) -> Iterator[str]:
    least, most = words.money(outlook["least"]), words.money(outlook["most"])
    if not outlook["answers"]:
        yield words.say("outlook_settled" if least == most else "outlook_none", amount=least)
        return
    key = "outlook_bound" if outlook["bound"] else "outlook"
    yield words.say(key, count=outlook["answers"], least=least, most=most)
    if outlook["fewest"]:
        yield words.say("outlook_fewest")


def _heading(number: int, question: shapes.QuestionDict, words: Wording) -> str:
    title = words.say(
        "question",
        number=number,
        subject=advice_words.subject(question["subject"], words),
        title=words.title(question["title"]),
        pointer=plain(question["pointer"]),
    )
    key = "question_stake_bound" if question["bound"] else "question_stake"
    lines = [words.say(key, question=title, amount=words.money(question["stake"]))]
    if question["help"]:
        lines.append(words.title(question["help"]))
    shown = question["supports"][:_MOST_SUPPORTS]
    lines += [_support(entry, words) for entry in shown]
    if more := len(question["supports"]) - len(shown):
        lines.append(words.say("and_more", count=more))
    return "\n".join(lines)


def _support(entry: shapes.AskingSupportDict, words: Wording) -> str:
    grounds = [advice_words.ground(e, entry["measure"], words) for e in entry["requirements"]]
    if entry["share"] is not None:
        source = advice_words.source(entry["share"], entry["measure"], words)
        grounds.append(words.say("question_share", source=source))
    return words.say(
        "question_for",
        support=words.title(entry["title"]),
        measure=entry["measure"],
        grounds=words.join(grounds),
    )


def _answers(question: shapes.QuestionDict, words: Wording) -> Iterator[str]:
    """Answers that lead to the same totals stand together."""
    if not question["answers"]:
        yield words.say("answers_many")
        return
    alike: dict[tuple[int, int, int], list[shapes.AnswerDict]] = {}
    for answer in question["answers"]:
        at = answer["total"], answer["least"], answer["most"]
        alike.setdefault(at, []).append(answer)
    for (total, least, most), answers in alike.items():
        texts = _alike(question, answers, words)
        key = "answer" if least == most == total else "answer_range"
        yield words.say(
            key,
            answer=words.join(texts, "or"),
            total=words.money(total),
            least=words.money(least),
            most=words.money(most),
        )


def _alike(
    question: shapes.QuestionDict, answers: Sequence[shapes.AnswerDict], words: Wording
) -> list[str]:
    """Answers that lead to the same; amounts from the least of them to the most."""
    if type(answers[0]["value"]) is int and len(answers) > 1:
        least, most = (words.value(answers[at]["value"]) for at in (0, -1))
        if answers[-1] is question["answers"][-1]:
            return [words.say("at_least", figure=least)]
        return [words.say("between", first=least, last=most).strip()]
    texts = [_answer(question, answer, words) for answer in answers[:_MOST_ANSWERS]]
    if more := len(answers) - len(texts):
        texts.append(words.say("and_more", count=more))
    return texts


def _answer(question: shapes.QuestionDict, answer: shapes.AnswerDict, words: Wording) -> str:
    value = answer["value"]
    if isinstance(value, list) and question["pointer"].endswith(f"/{MILESTONES}"):
        return advice_words.milestones(value, question["subject"]["kind"], words)
    first, last = answer["first"], answer["last"]
    if first or last:
        key = "from" if last is None else "by" if first is None else "between"
        return words.say(key, day=first or last, first=first, last=last).strip()
    if len(answer["words"]) > 1:
        shown = [words.value(word, question["field"]) for word in answer["words"][:_MOST_WORDS]]
        if more := len(answer["words"]) - len(shown):
            shown.append(words.say("and_more", count=more))
        return words.join(shown, "comma")
    return words.value(value, question["field"])
