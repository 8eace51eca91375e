"""How much of an answer rests on how a measure is read, and on how sure its sources are."""

from __future__ import annotations

from collections.abc import Iterator

from yaoxie.advice import advice_shapes as shapes
from yaoxie.advice.grounds import ground_entry
from yaoxie.advice.situation import Situation
from yaoxie.decision.finding import Finding, subject_entry
from yaoxie.decision.report import Report
from yaoxie.rules.library import MeasureChoice
from yaoxie.rules.model import Option
from yaoxie.rules.types import CONFIDENCES

_Key = tuple[str, str, str | None]  # a support, and the kind and id of its subject


def readings(situation: Situation) -> list[shapes.AdvisedReadingDict]:
    """Every reading of every measure, with the totals under each of its options."""
    return [
        entry
        for choice, report in zip(situation.choices, situation.reports, strict=True)
        for entry in _of_measure(situation, choice, report)
    ]


def confidence(situation: Situation) -> list[shapes.ConfidenceDict]:
    """How much of each total rests on sources of each confidence or a higher one."""
    entries: list[shapes.ConfidenceDict] = []
    for report in situation.reports:
        sums, total, is_open = report.total_by_confidence, 0, False
        unsettled = {e.confidence for e in report.findings if e.counted and e.unbounded}
        for mark in CONFIDENCES:
            if sums[mark]:
                total += sums[mark]
                is_open = is_open or mark in unsettled
                entries.append(
                    {
                        "measure": report.measure,
                        "at_least": mark,
                        "total": total,
                        "unbounded": is_open,
                    }
                )
    return entries


def _of_measure(
    situation: Situation, choice: MeasureChoice, chosen: Report
) -> Iterator[shapes.AdvisedReadingDict]:
    for number, reading in enumerate(chosen.plan.measure.readings):
        options = []
        for option in reading.options:
            others = list(choice.options)
            others[number] = option.id
            report = situation.report(MeasureChoice(choice.measure, tuple(others)))
            is_default = option == reading.options[0]
            options.append(_option(option, chosen, report, is_default=is_default))
        totals = [entry["total_ceiling"] for entry in options]
        yield {
            "measure": chosen.measure,
            "reading": reading.id,
            "title": reading.title.as_dict(),
            "least": min(totals),
            "most": max(totals),
            "unbounded": any(entry["unbounded"] for entry in options),
            "options": options,
        }


def _option(
    option: Option, chosen: Report, report: Report, *, is_default: bool
) -> shapes.ReadingOptionDict:
    return {
        "option": option.id,
        "title": option.title.as_dict(),
        "default": is_default,
        "chosen": report.readings == chosen.readings,
        "total_ceiling": report.total_ceiling,
        "potential_ceiling": report.potential_ceiling,
        "upper_bound": report.upper_bound,
        "unbounded": report.unbounded,
        "potential_unbounded": report.potential_unbounded,
        "moves": list(_moves(chosen, report)),
    }


def _moves(chosen: Report, other: Report) -> Iterator[shapes.MoveDict]:
    """The findings whose status or amount differs, those of the chosen option first."""
    before, after = _by_key(chosen), _by_key(other)
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        finding = old or new
        assert finding is not None
        if _moved(old, new):
            yield {
                "support": finding.support,
                "title": finding.title.as_dict(),
                "subject": subject_entry(finding.subject),
                "chosen": _standing(old),
                "option": _standing(new),
                "unmet": list(_unmet(old, new)),
            }


def _moved(old: Finding | None, new: Finding | None) -> bool:
    """Whether a finding differs; not to exist is no better than to be ineligible."""
    known = [entry for entry in (old, new) if entry is not None]
    if len(known) == 1:
        return known[0].status != "ineligible"
    return _standing(old) != _standing(new)


def _by_key(report: Report) -> dict[_Key, Finding]:
    return {(e.support, e.subject.kind, e.subject.id): e for e in report.findings}


def _standing(finding: Finding | None) -> shapes.StandingDict | None:
    if finding is None:
        return None
    counted = finding.counted
    is_open = bool(counted) and finding.unbounded
    return {"status": finding.status, "counted": counted, "unbounded": is_open}


def _unmet(*findings: Finding | None) -> Iterator[shapes.GroundDict]:
    """The requirements that are unmet under one option and not under the other."""
    outcomes = [
        {
            terms.requirement.id: (terms.requirement, judgement)
            for terms, judgement in zip(finding.terms.requirements, finding.judgements, strict=True)
            if judgement.outcome == "unmet"
        }
        for finding in findings
        if finding is not None
    ]
    in_all = set.intersection(*map(set, outcomes)) if len(outcomes) > 1 else set()
    for entries in outcomes:
        for name, (requirement, judgement) in entries.items():
            if name not in in_all:
                yield ground_entry(requirement, judgement)
