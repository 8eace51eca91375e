"""The parts of one evaluation, each called by itself with what the part before it gives."""

from __future__ import annotations

from collections.abc import Callable

from yaoxie import Profile, Rulebook
from yaoxie.decision.evaluation import Evaluation
from yaoxie.decision.evaluator import asked_for
from yaoxie.decision.explanation import judge_of, judged
from yaoxie.decision.inference import Inference
from yaoxie.decision.settlement import Claim, Settlement
from yaoxie.profile import facts
from yaoxie.rules import choosing
from yaoxie.rules.plan import Plan


def phases(
    rulebook: Rulebook, profile: Profile, text: bytes, year: int
) -> dict[str, Callable[[], object]]:
    """What can be timed, by name."""
    checked = rulebook.library.checked(rulebook.library.default_measure)
    readings = {reading.id: reading.options[0].id for reading in checked.model.readings}
    plan_ = choosing.make(checked, readings, rulebook.library.payers)
    inference = Inference(plan_)
    evaluation = Evaluation(plan_, inference, year)
    readers = facts.Readers(profile.vocabulary, asked_for(checked))
    company, items = readers.subjects(profile)
    report = rulebook.evaluate(profile, year=year)
    return {
        "validation, from JSON": lambda: Profile.from_json(text),
        "facts": lambda: readers.subjects(profile),
        "inference": lambda: inference.eligible(company, items, year),
        "explanation": _explanation(plan_, company, items, year),
        "settlement": _settlement(plan_, profile, company, items, year),
        "facts to settlement together": lambda: evaluation.findings(profile, (company, items)),
        "report to JSON": report.to_json,
    }


def _explanation(
    plan_: Plan, company: facts.Subject, items: list[facts.Subject], year: int
) -> Callable[[], object]:
    applicant = [judge_of(entry.condition, plan_.windows, year) for entry in plan_.applicant]
    own = [
        (
            support.kind,
            [judge_of(entry.condition, plan_.windows, year) for entry in support.requirements],
        )
        for support in plan_.supports
    ]

    def explain() -> object:
        shared = judged(applicant, company)
        return [
            shared + judged(judges, subject)
            for kind, judges in own
            for subject in items
            if subject.kind == kind
        ]

    return explain


def _settlement(
    plan_: Plan,
    profile: Profile,
    company: facts.Subject,
    items: list[facts.Subject],
    year: int,
) -> Callable[[], object]:
    """Settles every support of every subject as if it were eligible."""
    settlement = Settlement(plan_, year)
    pairs = [
        (support, subject)
        for support in plan_.supports
        for subject in items
        if subject.kind == support.kind
    ]

    def settle() -> object:
        awards = settlement.awards(profile.awards or (), items)
        return settlement.settle(
            [
                Claim(support, subject, settlement.amount(support, subject, awards))
                for support, subject in pairs
            ],
            awards,
            settlement.limit_amounts(company, items),
        )

    return settle
