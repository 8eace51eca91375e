"""What to ask next: the missing fields, those first on whose answer most money hangs."""

from __future__ import annotations

from collections.abc import Iterator

from yaoxie.advice import advice_shapes as shapes
from yaoxie.advice.answers import Answer
from yaoxie.advice.components import Components
from yaoxie.advice.situation import Situation
from yaoxie.advice.survey import Answered, Survey, survey_of
from yaoxie.advice.variants import as_json
from yaoxie.decision.explanation import Judgement
from yaoxie.decision.finding import Finding, source_entry, subject_entry
from yaoxie.decision.shapes import SourceDict
from yaoxie.profile.titles import fact_title
from yaoxie.profile.vocabulary import MILESTONE, Vocabulary
from yaoxie.rules.plan import Requirement, Supplement
from yaoxie.values import Titles


def outlook(situation: Situation) -> shapes.OutlookDict:
    """How far the total may move, and with how many answers."""
    survey = survey_of(situation)
    moving = [entry for entry in survey.answered if entry.stake]
    return {
        "answers": len(moving),
        "least": survey.whole.least,
        "most": survey.whole.most,
        "bound": not survey.exact,
        "open_from": survey.open_from,
        "fewest": survey.proven,
    }


def questions(situation: Situation) -> list[shapes.QuestionDict]:
    """Every question of a situation, those first on which most hangs."""
    survey = survey_of(situation)
    return [_question(entry, survey, situation) for entry in survey.answered]


def _question(entry: Answered, survey: Survey, situation: Situation) -> shapes.QuestionDict:
    question, vocabulary = entry.question, situation.library.vocabulary
    return {
        "pointer": question.pointer,
        "field": question.fact,
        "title": _title(question.fact, vocabulary),
        "help": _help(question.fact, vocabulary),
        "subject": subject_entry(question.subject),
        "stake": entry.stake,
        "bound": not entry.exact,
        "answers": list(_answers(entry, survey)),
        "supports": [
            support
            for components in entry.measures
            for support in _supports(question.pointer, components)
        ],
    }


def _title(fact: str, vocabulary: Vocabulary) -> Titles:
    return fact_title(fact, vocabulary).as_dict()


def _help(fact: str, vocabulary: Vocabulary) -> Titles:
    kind, *names = fact.split(".")
    fields = vocabulary.milestone_fields if names[0] == MILESTONE else vocabulary.fields(kind)
    return fields[names[-1]].definition.help.as_dict()


def _answers(entry: Answered, survey: Survey) -> Iterator[shapes.AnswerDict]:
    for number, (answer, span) in enumerate(zip(entry.question.answers, entry.spans, strict=True)):
        total = survey.alone(entry, number)
        if span is None or total is None:
            continue  # it would contradict what the profile says
        yield {
            "value": as_json(answer.value),
            "words": list(answer.words),
            "first": _day(answer, "first"),
            "last": _day(answer, "last"),
            "total": total,
            "least": span.least,
            "most": span.most,
        }


def _day(answer: Answer, end: str) -> str | None:
    day = answer.first if end == "first" else answer.last
    return None if day is None else day.isoformat()


def _supports(pointer: str, components: Components) -> Iterator[shapes.AskingSupportDict]:
    for finding in components.asking[pointer]:
        yield {
            "measure": components.choice.measure,
            "support": finding.support,
            "title": finding.title.as_dict(),
            "subject": subject_entry(finding.subject),
            "requirements": [
                {
                    "id": entry.id,
                    "title": entry.title.as_dict(),
                    "source": source_entry(entry.source),
                }
                for entry, judgement in _judged(finding)
                if judgement.outcome == "unknown" and pointer in judgement.missing
            ],
            "share": _share(pointer, finding),
        }


def _judged(finding: Finding) -> Iterator[tuple[Requirement | Supplement, Judgement]]:
    terms = finding.terms
    yield from zip(
        [entry.requirement for entry in terms.requirements], finding.judgements, strict=True
    )
    if finding.supplements:
        yield from zip(
            [entry.supplement for entry in terms.supplements], finding.supplements, strict=True
        )


def _share(pointer: str, finding: Finding) -> SourceDict | None:
    own = [finding.subject.pointer(fact) for fact in finding.amount.missing]
    if pointer in own and finding.terms.support.share_source is not None:
        return source_entry(finding.terms.support.share_source)
    for open_limit in finding.open_limits:
        if pointer in open_limit.missing:
            return source_entry(open_limit.limit.source)
    return None
