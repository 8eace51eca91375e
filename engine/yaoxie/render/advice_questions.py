"""What to ask next, in sentences: the first line says how far the total may move, and by what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from yaoxie.advice import advice_shapes as shapes
from yaoxie.advice.variants import MILESTONES
from yaoxie.render import advice_words, report
from yaoxie.render.advice_words import CitingWording

_MOST_QUESTIONS = 8
_MOST_ANSWERS = 8
_MOST_JOINED = 2  # by `or`; more stand between commas
_MOST_SUPPORTS = 4


def questions_blocks(
    outlook: shapes.OutlookDict, questions: Sequence[shapes.QuestionDict], words: CitingWording
) -> Iterator[RenderableType]:
    """The outlook, then the questions on which money hangs, those first on which most does."""
    moving = [entry for entry in questions if entry["stake"]]
    money = Money(words, outlook["open_from"])
    yield Text("\n".join(_outlook(outlook, money, words)), "bold")
    for number, entry in enumerate(moving[:_MOST_QUESTIONS], 1):
        heading = _heading(number, entry, money, words)
        yield report.bullets(heading, answer_texts(entry, money, words))
    rest = []
    if more := len(moving) - _MOST_QUESTIONS:
        rest += [words.say("questions_more", count=more)] if more > 0 else []
    if still := len(questions) - len(moving):
        rest.append(words.say("questions_still", count=still))
    if rest:
        yield Text("\n".join(rest), "dim")


class Money(NamedTuple):
    """Says the figures of questions; those from `open_from` on are open."""

    words: CitingWording
    open_from: int | None

    def is_open(self, amount: int) -> bool:
        """Whether nothing known bounds the amount."""
        return self.open_from is not None and amount >= self.open_from

    def __call__(self, amount: int) -> str:
        return self.words.amount(amount, is_open=self.is_open(amount))


def _outlook(outlook: shapes.OutlookDict, money: Money, words: CitingWording) -> Iterator[str]:
    least, most = money(outlook["least"]), money(outlook["most"])
    if not outlook["answers"]:
        is_settled = outlook["least"] == outlook["most"]
        settled = "outlook_settled_open" if money.is_open(outlook["least"]) else "outlook_settled"
        yield words.say(settled if is_settled else "outlook_none", amount=least)
        return
    key = "outlook" if outlook["answers"] > 1 else "outlook_single"
    if money.is_open(outlook["least"]):
        key = f"{key}_unbounded"
    elif money.is_open(outlook["most"]):
        key = f"{key}_open"
    elif outlook["bound"]:
        key = f"{key}_bound"
    yield words.say(key, count=outlook["answers"], least=least, most=most)
    if outlook["fewest"]:
        yield words.say("outlook_fewest")


def _heading(number: int, question: shapes.QuestionDict, money: Money, words: CitingWording) -> str:
    (place,) = words.places([question["pointer"]])
    title = words.say("question", number=number, place=place)
    key = "question_stake_bound" if question["bound"] else "question_stake"
    key = "question_stake_open" if money.is_open(question["stake"]) else key
    lines = [words.say(key, question=title, amount=money(question["stake"]))]
    if question["help"]:
        lines.append(words.title(question["help"]))
    shown = question["supports"][:_MOST_SUPPORTS]
    lines += [_support(entry, words) for entry in shown]
    if more := len(question["supports"]) - len(shown):
        lines.append(words.say("and_more", count=more))
    return "\n".join(lines)


def _support(entry: shapes.AskingSupportDict, words: CitingWording) -> str:
    grounds = [advice_words.ground(e, entry["measure"], words) for e in entry["requirements"]]
    if entry["share"] is not None:
        source = words.cite(entry["share"], entry["measure"])
        grounds.append(words.say("question_share", source=source))
    return words.say(
        "question_for",
        support=words.title(entry["title"]),
        measure=entry["measure"],
        grounds=words.join(grounds),
    )


def answer_texts(
    question: shapes.QuestionDict, money: Money, words: CitingWording
) -> Iterator[str]:
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
        key = "answer_range_open" if money.is_open(most) else "answer_range"
        if least == most == total or money.is_open(least):
            key = "answer"  # there is no other, or all are open alike
        yield words.say(
            key,
            answer=words.join(texts, _between(texts, answers)),
            total=words.worth("in_all", total, is_open=money.is_open(total)),
            least=money(least),
            most=money(most),
        )


def _between(texts: Sequence[str], answers: Sequence[shapes.AnswerDict]) -> str:
    """What stands between answers: `or`, but commas between many that have none themselves."""
    has_lists = any(isinstance(answer["value"], list) for answer in answers)
    return "or" if has_lists or len(texts) <= _MOST_JOINED else "comma"


def _alike(
    question: shapes.QuestionDict, answers: Sequence[shapes.AnswerDict], words: CitingWording
) -> list[str]:
    """Answers that lead to the same; amounts from the least of them to the most."""
    if type(answers[0]["value"]) is int and len(answers) > 1:
        least, most = (words.measured(answers[at]["value"], question["field"]) for at in (0, -1))
        if answers[-1] is question["answers"][-1]:
            return [words.say("at_least", figure=least)]
        return [words.say("between", first=least, last=most).strip()]
    texts = [text for answer in answers for text in _answer(question, answer, words)]
    if (more := len(texts) - _MOST_ANSWERS) > 0:
        return [*texts[:_MOST_ANSWERS], words.say("and_more", count=more)]
    return texts


def _answer(
    question: shapes.QuestionDict, answer: shapes.AnswerDict, words: CitingWording
) -> list[str]:
    """An answer in words; of words that rules do not tell apart, each."""
    value = answer["value"]
    if isinstance(value, list) and question["pointer"].endswith(f"/{MILESTONES}"):
        return [advice_words.milestones(value, question["subject"]["kind"], words)]
    first, last = answer["first"], answer["last"]
    if first or last:
        key = "from" if last is None else "by" if first is None else "between"
        return [words.say(key, day=first or last, first=first, last=last).strip()]
    alike = answer["words"] if len(answer["words"]) > 1 else [value]
    return [words.measured(word, question["field"]) for word in alike]
