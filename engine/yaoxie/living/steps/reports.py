"""那么: what the report says beside its findings: totals, the measure, readings, notices."""

from __future__ import annotations

from typing import Any

from yaoxie.decision.report import coverage_entry
from yaoxie.living import named, words
from yaoxie.living.definitions import Table, expect, said, then
from yaoxie.living.world import Record, World, compare, expect_rows, subject_id
from yaoxie.messages import Message

TITLE = Message("living.steps-reports")

_AMOUNT = r"(?P<amount>[0-9,]+元)"
_COUNT = r"[0-9]{1,9}条|不详"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|不详"


@then(rf"(?P<which>合计|潜在合计)上限为{_AMOUNT}", "合计上限为33,000,000元", Message("steps.total"))
def total(world: World, which: str, amount: str) -> None:
    report = world.report
    found = report.total_ceiling if which == "合计" else report.potential_ceiling
    counts = "、".join(
        f"{finding.support} {words.amount(finding.counted)}"
        for finding in report.findings
        if finding.counted
    )
    expect(found, words.yuan(amount), words.amount, counts)


@then(
    r"合计上限(?P<may>仍可能|不会再)降低", "合计上限不会再降低", Message("steps.total-upper-bound")
)
def total_upper_bound(world: World, may: str) -> None:
    titles = {True: "仍可能", False: "不会再"}
    expect(titles[world.report.upper_bound], may)


@then(
    rf'合计上限中依据可信度为"(?P<mark>[^"]+)"的有{_AMOUNT}',
    '合计上限中依据可信度为"H"的有26,000,000元',
    Message("steps.total-by-confidence"),
)
def total_by_confidence(world: World, mark: str, amount: str) -> None:
    sums = dict(world.report.total_by_confidence)
    found = words.choose(named.CONFIDENCE, mark, sums)
    expect(found, words.yuan(amount), words.amount)


@then(
    "各项结论依次为：",
    "各项结论依次为：\n| 支持 | 对象 | 结论 | 上限 | 计入 | 受限于 | 被排除 |",
    Message("steps.all-findings"),
)
def all_findings(world: World, table: Table) -> None:
    columns = {
        "支持": lambda finding: finding.support,
        "对象": subject_id,
        "结论": lambda finding: words.title_of(finding.status, words.STATUSES),
        "上限": lambda finding: words.amount(finding.ceiling),
        "计入": lambda finding: words.amount(finding.counted),
        "受限于": lambda finding: said(finding.bound_by),
        "被排除": lambda finding: said(finding.excluded_by is not None),
    }
    expect_rows(world.report.findings, table, columns)


@then(
    r'报告中没有支持"(?P<support>[^"]+)"',
    '报告中没有支持"phase-1-done"',
    Message("steps.no-support"),
)
def no_support(world: World, support: str) -> None:
    supports = list(dict.fromkeys(finding.support for finding in world.report.findings))
    expect(support in supports, False, lambda _: said(supports))


# The measure.


@then(
    r'报告的措施为"(?P<measure>[^"]+)"', '报告的措施为"example-2026"', Message("steps.of-measure")
)
def measure(world: World, measure: str) -> None:
    expect(world.report.measure, measure)


@then(
    rf"有效期为(?P<first>{_DAY})至(?P<last>{_DAY})(?:，措施年度为(?P<year>[0-9]+年|不详))?",
    "有效期为2025-12-06至2028-12-05，措施年度为不详",
    Message("steps.dates"),
)
def dates(world: World, first: str, last: str, year: str | None) -> None:
    version = world.report.version.to_dict()
    found = [day or words.UNPUBLISHED for day in (version["first"], version["last"])]
    asked = [first, last]
    if year is not None:
        found.append(f"{version['year']}年" if version["year"] else words.UNPUBLISHED)
        asked.append(year)
    expect(found, asked)


@then(r'措施属于系列"(?P<series>[^"]+)"', '措施属于系列"无"', Message("steps.series"))
def series(world: World, series: str) -> None:
    expect(said(world.report.version.to_dict()["series"]), series)


@then(
    r'(?:措施已由"(?P<measure>[^"]+)"取代|措施没有后续版本)',
    "措施没有后续版本",
    Message("steps.replaced-by"),
)
def replaced_by(world: World, measure: str | None) -> None:
    expect(world.report.version.to_dict()["replaced_by"], measure)


@then(
    r'报告采用的理解"(?P<name>[^"]+)"为"(?P<option>[^"]+)"',
    '报告采用的理解"milestone-window"为"since-first-day"',
    Message("steps.reading"),
)
def reading(world: World, name: str, option: str) -> None:
    expect(words.choose(named.READING, name, world.report.readings), option)


@then(
    "报告列明条款未公布的领域：",
    "报告列明条款未公布的领域：\n| other-terms |",
    Message("steps.unpublished"),
)
def unpublished(world: World, table: Table) -> None:
    areas = world.report.plan.measure.areas
    compare([], table, [[area.id] for area in areas if area.unpublished])


@then(
    rf"条文编入规则(?P<encoded>{_COUNT})，看到原文(?P<known>{_COUNT})，"
    rf"原文未公布(?P<unpublished>{_COUNT})",
    "条文编入规则4条，看到原文4条，原文未公布21条",
    Message("steps.coverage"),
)
def coverage(world: World, **texts: str) -> None:
    counts = {name: None if "不详" in text else int(text[:-1]) for name, text in texts.items()}
    expect(coverage_entry(world.report.plan.measure.coverage), counts, _coverage)


def _coverage(counts: dict[str, int | None]) -> str:
    return said([words.UNPUBLISHED if n is None else f"{n}条" for n in counts.values()])


# Notices.


@then(
    r'(?P<some>提示|没有提示)"(?P<code>[^"]+)"', '提示"last-day-unknown"', Message("steps.notice")
)
def notice(world: World, some: str, code: str) -> None:
    codes = [entry.code for entry in world.report.notices]
    expect(code in codes, some == "提示", lambda _: said(codes))


@then(
    r'提示"(?P<code>[^"]+)"涉及"(?P<pointers>[^"]+)"',
    '提示"milestone-before-measure"涉及"/drugs/0/milestones/0/date"',
    Message("steps.notice-about"),
)
def notice_about(world: World, code: str, pointers: str) -> None:
    found = [entry["pointers"] for entry in _notices(world, code)]
    expect(found, [words.items(pointers)])


@then(
    r'提示"(?P<code>[^"]+)"写明"(?P<text>[^"]+)"',
    '提示"validity-doubtful"写明"是否仍然有效不详"',
    Message("steps.notice-text"),
)
def notice_text(world: World, code: str, text: str) -> None:
    texts = [entry["text"]["zh"] for entry in _notices(world, code)]
    expect(any(text in entry for entry in texts), True, lambda _: said(texts))


@then(
    r'既往资助在"(?P<place>[^"]+)"与规则库不符，最接近"(?P<near>[^"]+)"|既往资助都与规则库相符',
    '既往资助在"/awards/0/support"与规则库不符，最接近"phase-2-done"',
    Message("steps.unmatched-award"),
)
def unmatched_award(world: World, place: str | None, near: str | None) -> None:
    notices = _notices(world, "award-matches-nothing")
    expected = [] if place is None else [[[place], near]]
    found: list[Any] = [[entry["pointers"], said(entry["nearest"])] for entry in notices]
    expect(found, expected)


def _notices(world: World, code: str) -> list[Record]:
    return [dict(entry.to_dict()) for entry in world.report.notices if entry.code == code]
