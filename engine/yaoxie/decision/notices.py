"""What a reader of a report must know beside the findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from yaoxie.decision import shapes
from yaoxie.decision.finding import Finding
from yaoxie.errors import pointer
from yaoxie.profile.checks import AWARDS
from yaoxie.profile.model import Award, Profile
from yaoxie.profile.plausibility import implausible
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.rules.model import Dates, Measure
from yaoxie.rules.payers import Hints, Payers
from yaoxie.values import Title

AWARD_MATCHES_NOTHING = "award-matches-nothing"
TEXTS = {
    "amounts-are-ceilings": Title(
        zh="除注明为定额的以外，金额均为上限，合计总是上限；"
        "择优支持由主管部门评审，实际金额可能更低或为零。",
        en="Amounts are ceilings unless they are marked as fixed, and totals always are; "
        "discretionary supports are decided on merit and may bring less, or nothing.",
    ),
    "outside-known-dates": Title(
        zh="申报年度在政策已知有效期之外，仍按其条款评估。",
        en="The claim year is outside the measure's known dates; "
        "it is decided by its terms all the same.",
    ),
    # Reports carry the measure's own sentence in its place.
    "validity-doubtful": Title(
        zh="申报年度政策是否仍然有效不详。",
        en="Whether the measure is still in force in the claim year is not known.",
    ),
    "replaced-by-later-version": Title(
        zh="申报年度末已有后续版本取代本政策，仍按本版本的条款评估。",
        en="By the end of the claim year a later version has replaced this measure; "
        "it is decided by its own terms all the same.",
    ),
    "first-day-unknown": Title(
        zh="政策的起始日期没有公布，申报前请核实其何时开始有效。",
        en="The measure's first day is not published; check since when it is in force.",
    ),
    "last-day-unknown": Title(
        zh="政策的终止日期没有公布，申报前请核实其是否仍然有效。",
        en="The measure's last day is not published; check that it is still in force.",
    ),
    "terms-unpublished": Title(
        zh="政策的部分领域条款未公布，可能另有支持，本报告无法评估。",
        en="Some areas of the measure have no published terms; "
        "they may hold supports that are not judged here.",
    ),
    "older-certificate": Title(
        zh="注册证编号为旧格式，未作核对。",
        en="A certificate number of an older form was accepted unchecked.",
    ),
    "unknown-registration-class": Title(
        zh="所填内容不在词汇表中，按未知处理。",
        en="A text is no word of the vocabulary; it was taken as unknown.",
    ),
    AWARD_MATCHES_NOTHING: Title(
        zh="有既往资助的政策、支持或对象类型与规则库不符，未计入，合计因此可能偏高；"
        "请核实，规则库以外的出资方请写成“other:名称”。",
        en="An award's measure, support or kind of subject is none of the rulebook's; it was left "
        'out, and totals may be too high. A payer outside the rulebook is written "other:NAME".',
    ),
    "milestone-before-measure": Title(
        zh="计入的里程碑早于本政策的首日；政策是否及于此前的里程碑，来源没有写明。",
        en="A milestone that counts lies before the measure's first day; "
        "the sources do not say whether it reaches back that far.",
    ),
}


class Notice(Struct, frozen=True, cache_hash=True, gc=False):
    """A code of a closed set, its text, and the places in the profile it is about.

    `own` is the sentence of the measure or of the rule of plausibility, where one has it.
    `nearest`: of an award that matches nothing, the valid name that is nearest, if any is.
    """

    code: str
    pointers: tuple[str, ...] = ()
    own: Title | None = None
    nearest: str | None = None

    @property
    def text(self) -> Title:
        """What it says."""
        return self.own or TEXTS[self.code]

    def to_dict(self) -> shapes.NoticeDict:
        """The notice as it stands in a report."""
        entry: shapes.NoticeDict = {"code": self.code, "text": self.text.as_dict()}
        if self.pointers:
            entry["pointers"] = list(self.pointers)
        if self.code == AWARD_MATCHES_NOTHING:
            entry["nearest"] = self.nearest
        return entry


def of_measure(model: Measure, year: int, *, replaced: bool = False) -> tuple[Notice, ...]:
    """The notices that hold for every profile, in the order of TEXTS.

    `replaced`: a later version of the measure is in force at the end of the year.
    """
    return tuple(_of_measure(model, year, replaced))


def _of_measure(model: Measure, year: int, replaced: bool) -> Iterator[Notice]:
    yield Notice("amounts-are-ceilings")
    if _outside(model.dates, year):
        yield Notice("outside-known-dates")
    if model.dates.doubtful(year):
        yield Notice("validity-doubtful", own=model.dates.doubt)
    if replaced:
        yield Notice("replaced-by-later-version")
    if model.dates.first is None:
        yield Notice("first-day-unknown")
    if model.dates.last is None:
        yield Notice("last-day-unknown")
    if any(area.unpublished for area in model.areas):
        yield Notice("terms-unpublished")


def of_profile(payers: Payers, profile: Profile, year: int) -> tuple[Notice, ...]:
    """The notices about what stands in the profile, whatever the measure, in the order of TEXTS.

    Then what is unlikely in it, some of it in this claim year alone. `payers`: whom its awards may
    name.
    """
    of_year = implausible(profile, profile.vocabulary, year)
    unlikely = tuple(
        [Notice(code, at, own=text) for code, text, at in (*profile.implausible, *of_year)]
    )
    if not (profile.older_certificates or profile.unknown_words or profile.awards):
        return unlikely
    return (*_of_profile(payers, profile), *unlikely)


def _of_profile(payers: Payers, profile: Profile) -> Iterator[Notice]:
    if profile.older_certificates:
        yield Notice("older-certificate", profile.older_certificates)
    if profile.unknown_words:
        yield Notice("unknown-registration-class", profile.unknown_words)
    if profile.awards:
        yield from _awards(payers, profile, profile.awards)


def _awards(payers: Payers, profile: Profile, awards: Iterable[Award]) -> Iterator[Notice]:
    """One for each award that matches nothing, at the first of its fields that does not."""
    kinds = {COMPANY: COMPANY}
    for kind, name in profile.vocabulary.item_lists.items():
        for item in getattr(profile, name) or ():
            kinds[item.id] = kind
    hints = Hints()
    for index, award in enumerate(awards):
        mismatch = payers.mismatch(award, kinds)
        if mismatch is not None:
            place = pointer((AWARDS, index, mismatch.field))
            nearest = hints.nearest(mismatch)
            yield Notice(AWARD_MATCHES_NOTHING, (place,), nearest=nearest)


def of_findings(dates: Dates, findings: Iterable[Finding]) -> tuple[Notice, ...]:
    """A milestone that counts, though it was reached before the measure's first day."""
    first = dates.start
    if first is None:
        return ()
    early: dict[str, None] = {}
    for finding in findings:
        if finding.terms.days and finding.status != "ineligible":
            for at in finding.days_before(first):
                early[at] = None
    return (Notice("milestone-before-measure", tuple(early)),) if early else ()


def _outside(dates: Dates, year: int) -> bool:
    if dates.start is not None and year < dates.start.year:
        return True
    if dates.last is not None and year > dates.last.year:
        return True
    return dates.doubtful(year)
