"""那么: what the report says, or what is wrong with the profile."""

from __future__ import annotations

from typing import Any

from pytest_bdd import parsers, then

from tests.living.steps import words
from tests.living.steps.world import Record, Table, World

ABOUT = rf'(?P<about>(?:"[^"]+"的"[^"]+"|{words.EACH})?)'
AMOUNT = r"(?P<amount>[0-9,]+元)"
COUNT = r"[0-9]+条|不详"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|不详"


@then(parsers.re(rf'{ABOUT}结论为"(?P<status>[^"]+)"'))
def status(world: World, about: str, status: str) -> None:
    expected = words.choose("结论", status, words.STATUSES)
    for finding in world.findings(about):
        assert finding["status"] == expected, (finding["support"], finding["requirements"])


@then(parsers.re(rf"{ABOUT}上限为{AMOUNT}"))
def ceiling(world: World, about: str, amount: str) -> None:
    for finding in world.findings(about):
        assert finding["ceiling"] == words.yuan(amount), (
            finding["support"],
            finding["calculation"],
        )


@then(parsers.re(rf"{ABOUT}计入{AMOUNT}"))
def counted(world: World, about: str, amount: str) -> None:
    for finding in world.findings(about):
        assert finding["counted"] == words.yuan(amount), finding["support"]


@then(parsers.re(rf"{ABOUT}金额(?P<fixed>固定，不是上限|为上限)"))
def fixed(world: World, about: str, fixed: str) -> None:
    for finding in world.findings(about):
        assert finding["fixed"] is (fixed != "为上限"), finding["support"]


@then(parsers.re(rf"{ABOUT}(?P<negotiated>一事一议|有公布的标准)"))
def negotiated(world: World, about: str, negotiated: str) -> None:
    for finding in world.findings(about):
        assert finding.get("negotiated", False) is (negotiated == "一事一议"), finding["support"]


@then(parsers.re(rf"{ABOUT}(?P<money>是资金|不是资金)"))
def money(world: World, about: str, money: str) -> None:
    for finding in world.findings(about):
        assert finding["money"] is (money == "是资金"), finding["support"]


@then(parsers.re(rf'{ABOUT}结论的依据可信度为"(?P<mark>[^"]+)"'))
def finding_confidence(world: World, about: str, mark: str) -> None:
    for finding in world.findings(about):
        assert (finding["confidence"] or words.NOTHING) == mark, finding["support"]


@then(parsers.re(rf'合计上限中依据可信度为"(?P<mark>[^"]+)"的有{AMOUNT}'))
def total_by_confidence(world: World, mark: str, amount: str) -> None:
    sums = world.report["total_by_confidence"]
    assert words.choose("可信度", mark, sums) == words.yuan(amount)


@then(parsers.re(rf'{ABOUT}(?P<what>上浮|配套)"(?P<ids>[^"]+)"(?P<outcome>已满足|未满足|不明)'))
def supplements(world: World, about: str, what: str, ids: str, outcome: str) -> None:
    for finding in world.findings(about):
        outcomes = {entry["id"]: entry["outcome"] for entry in _supplements(finding, what)}
        for name in words.items(ids):
            assert words.choose(what, name, outcomes) == words.OUTCOMES[outcome], name


@then(parsers.re(rf"{ABOUT}没有(?P<what>上浮|配套)"))
def no_supplement(world: World, about: str, what: str) -> None:
    for finding in world.findings(about):
        assert [entry["id"] for entry in _supplements(finding, what)] == [], finding["support"]


def _supplements(finding: Record, what: str) -> list[Record]:
    kind = {"上浮": "uplift", "配套": "matching"}[what]
    return [entry for entry in finding.get("uplifts", []) if entry["kind"] == kind]


@then(
    parsers.re(
        rf'{ABOUT}(?:由"(?P<payers>[^"]+)"分担|分期拨付"(?P<instalments>[^"]+)"|支付给"(?P<payee>[^"]+)")'
        r'，依据可信度为"(?P<mark>[^"]+)"'
    )
)
def payment(
    world: World,
    about: str,
    payers: str | None,
    instalments: str | None,
    payee: str | None,
    mark: str,
) -> None:
    """Parts of what counts, as `市财政2,250,000元`; without a rate, the title alone."""
    for finding in world.findings(about):
        said = finding.get("payment", {})
        if payee is not None:
            assert said["payee"]["title"]["zh"] == payee, finding["support"]
            assert said["payee"]["source"]["confidence"] == mark, finding["support"]
            continue
        division = said["payers" if payers is not None else "instalments"]
        parts = [
            entry["title"]["zh"] + ("" if entry["rate"] is None else f"{entry['counted']:,}元")
            for entry in division["parts"]
        ]
        assert parts == words.items(payers or instalments or ""), finding["support"]
        assert division["source"]["confidence"] == mark, finding["support"]


@then(parsers.re(rf'{ABOUT}要求"(?P<ids>[^"]+)"(?P<kept>已经实现|只是承诺|不明是否实现|不凭承诺)'))
def promise(world: World, about: str, ids: str, kept: str) -> None:
    outcomes = {"已经实现": "met", "只是承诺": "unmet", "不明是否实现": "unknown", "不凭承诺": None}
    for finding in world.findings(about):
        known = {entry["requirement"]: entry["fulfilled"] for entry in finding.get("promises", [])}
        for name in words.items(ids):
            assert known.get(name) == outcomes[kept], (finding["support"], name)


@then(parsers.re(rf"{ABOUT}没有(?P<what>分担|分期拨付|受付人)的规定"))
def no_payment(world: World, about: str, what: str) -> None:
    key = {"分担": "payers", "分期拨付": "instalments", "受付人": "payee"}[what]
    for finding in world.findings(about):
        assert finding["status"] != "ineligible"
        assert key not in finding.get("payment", {}), finding["support"]


@then(parsers.re(rf'{ABOUT}受限于"(?P<bound>[^"]+)"'))
def bound_by(world: World, about: str, bound: str) -> None:
    for finding in world.findings(about):
        assert (finding["bound_by"] or words.NOTHING) == bound, finding["support"]


@then(parsers.re(rf'{ABOUT}(?P<only>仅)?要求"(?P<ids>[^"]+)"(?P<outcome>已满足|未满足|不明)'))
def requirement(world: World, about: str, only: str | None, ids: str, outcome: str) -> None:
    for finding in world.findings(about):
        outcomes = {entry["id"]: entry["outcome"] for entry in finding["requirements"]}
        for name in words.items(ids):
            assert words.choose("要求", name, outcomes) == words.OUTCOMES[outcome], name
        if only:
            others = {
                name: value for name, value in outcomes.items() if name not in words.items(ids)
            }
            assert set(others.values()) <= {"met"}, (finding["support"], others)


@then(parsers.re(rf'{ABOUT}的?要求有"(?P<ids>[^"]+)"'))
def requirements(world: World, about: str, ids: str) -> None:
    for finding in world.findings(about):
        names = [entry["id"] for entry in finding["requirements"]]
        assert sorted(names) == sorted(words.items(ids)), finding["support"]


@then(
    parsers.re(
        rf'{ABOUT}(?P<what>要求|上浮|配套)"(?P<ids>[^"]+)"的依据可信度为"(?P<confidence>[^"]+)"'
    )
)
def confidence(world: World, about: str, what: str, ids: str, confidence: str) -> None:
    for finding in world.findings(about):
        entries = finding["requirements"] if what == "要求" else finding.get("uplifts", [])
        by_id = {entry["id"]: entry for entry in entries}
        for name in words.items(ids):
            source = words.choose(what, name, by_id)["source"]
            assert source["confidence"] == confidence, (finding["support"], name)


@then(
    parsers.re(
        rf'{ABOUT}要求"(?P<ids>[^"]+)"'
        rf'(?:由"(?P<milestone>[^"]+)"推定，(?:不晚于|日期)(?P<day>{DAY})|不是推定的)'
    )
)
def implied(world: World, about: str, ids: str, milestone: str | None, day: str | None) -> None:
    for finding in world.findings(about):
        by_id = {entry["id"]: entry for entry in finding["requirements"]}
        by = words.choose("要求", ids, by_id).get("implied_by")
        if milestone is None:
            assert by is None, finding["support"]
        else:
            word = words.milestone(finding["subject"]["kind"], milestone)
            known = None if day == words.UNPUBLISHED else day
            assert by == {"milestone": word, "date": known}, finding["support"]


@then(parsers.re(rf"{ABOUT}没有缺少的字段"))
def nothing_missing(world: World, about: str) -> None:
    for finding in world.findings(about):
        assert finding["missing"] == [], finding["support"]


@then(parsers.re(rf'{ABOUT}缺少字段"(?P<pointers>[^"]+)"'))
def missing(world: World, about: str, pointers: str) -> None:
    for finding in world.findings(about):
        assert finding["missing"] == words.items(pointers), finding["support"]


@then(parsers.re(rf'{ABOUT}只缺少对象的(?:里程碑"(?P<milestone>[^"]+)"的)?"(?P<title>[^"]+)"'))
def missing_of_subject(world: World, about: str, milestone: str | None, title: str) -> None:
    for finding in world.findings(about):
        kind, item = finding["subject"]["kind"], finding["subject"]["id"]
        assert finding["missing"] == [world.pointer(kind, item, milestone, title)]


# An award is named with its year, a finding without.
@then(
    parsers.re(
        rf'{ABOUT}因"(?P<other>[^"]+)"(?:的"(?P<rival>[^"]+)"|(?P<award>[0-9]+年的"[^"]+")资金)'
        r'被排除(?:，依据"(?P<group>[^"]+)")?'
    )
)
def excluded(
    world: World, about: str, other: str, rival: str | None, award: str | None, group: str | None
) -> None:
    for finding in world.findings(about):
        by = finding["excluded_by"]
        assert by is not None, finding["support"]
        by_award = f'{by["year"]}年的"{by["support"]}"' if by["by"] == "award" else None
        assert (by["subject"] or words.COMPANY, by_award) == (other, award)
        assert rival is None or by["support"] == rival
        assert group is None or by["group"] == group


@then(parsers.re(rf"{ABOUT}未被排除"))
def not_excluded(world: World, about: str) -> None:
    for finding in world.findings(about):
        assert finding["excluded_by"] is None, finding["support"]


@then(parsers.re(rf"{ABOUT}上限(?P<may>仍可能|不会再)降低"))
def upper_bound(world: World, about: str, may: str) -> None:
    for finding in world.findings(about):
        assert finding["upper_bound"] is (may == "仍可能"), finding["support"]


@then(parsers.re(rf"{ABOUT}(?P<mode>属于|不属于)择优支持，(?P<period>按年度|一次性)计算"))
def terms(world: World, about: str, mode: str, period: str) -> None:
    for finding in world.findings(about):
        assert finding["discretionary"] is (mode == "属于"), finding["support"]
        assert finding["period"] == words.PERIODS[period], finding["support"]


@then(parsers.re(rf"{ABOUT}计算过程为："))
def calculation(world: World, about: str, datatable: Table) -> None:
    expected = [(step, words.yuan(amount)) for step, amount in datatable[1:]]
    for finding in world.findings(about):
        assert [(entry["step"], entry["amount"]) for entry in finding["calculation"]] == expected


@then(parsers.re(r'报告中没有支持"(?P<support>[^"]+)"'))
def no_support(world: World, support: str) -> None:
    assert support not in {entry["support"] for entry in world.report["findings"]}


@then(parsers.re(rf"(?P<which>合计|潜在合计)上限为{AMOUNT}"))
def total(world: World, which: str, amount: str) -> None:
    key = "total_ceiling" if which == "合计" else "potential_ceiling"
    counts = {(f["subject"]["id"], f["support"]): f["counted"] for f in world.report["findings"]}
    assert world.report[key] == words.yuan(amount), counts


@then(parsers.re(r"合计上限(?P<may>仍可能|不会再)降低"))
def total_upper_bound(world: World, may: str) -> None:
    assert world.report["upper_bound"] is (may == "仍可能")


@then(parsers.re(r'报告的措施为"(?P<measure>[^"]+)"'))
def measure(world: World, measure: str) -> None:
    assert world.report["measure"] == measure


@then(
    parsers.re(
        rf"有效期为(?P<first>{DAY})至(?P<last>{DAY})(?:，措施年度为(?P<year>[0-9]+年|不详))?"
    )
)
def dates(world: World, first: str, last: str, year: str | None) -> None:
    version = world.report["version"]
    days = [version[name] or words.UNPUBLISHED for name in ("first", "last")]
    assert days == [first, last]
    if year is not None:
        assert (f"{version['year']}年" if version["year"] else words.UNPUBLISHED) == year


@then(parsers.re(r'措施属于系列"(?P<series>[^"]+)"'))
def series(world: World, series: str) -> None:
    assert world.report["version"]["series"] == (None if series == words.NOTHING else series)


@then(parsers.re(r'(?:措施已由"(?P<measure>[^"]+)"取代|措施没有后续版本)'))
def replaced_by(world: World, measure: str | None) -> None:
    assert world.report["version"]["replaced_by"] == measure


@then("各项结论依次为：")
def all_findings(world: World, datatable: Table) -> None:
    columns = {
        "支持": lambda finding: finding["support"],
        "对象": lambda finding: finding["subject"]["id"] or words.COMPANY,
        "结论": lambda finding: {v: k for k, v in words.STATUSES.items()}[finding["status"]],
        "上限": lambda finding: f"{finding['ceiling']:,}元",
        "计入": lambda finding: f"{finding['counted']:,}元",
        "受限于": lambda finding: finding["bound_by"] or words.NOTHING,
        "被排除": lambda finding: "是" if finding["excluded_by"] else "否",
    }
    chosen = [words.choose("栏目", title, columns) for title in datatable[0]]
    rows = [[column(entry) for column in chosen] for entry in world.report["findings"]]
    assert rows == datatable[1:]


@then(parsers.re(r'(?P<some>提示|没有提示)"(?P<code>[^"]+)"'))
def notice(world: World, some: str, code: str) -> None:
    codes = [entry["code"] for entry in world.report["notices"]]
    assert (code in codes) is (some == "提示"), codes


@then(parsers.re(r'提示"(?P<code>[^"]+)"涉及"(?P<pointers>[^"]+)"'))
def notice_about(world: World, code: str, pointers: str) -> None:
    about = [entry for entry in world.report["notices"] if entry["code"] == code]
    assert [entry["pointers"] for entry in about] == [words.items(pointers)]


@then(parsers.re(r'提示"(?P<code>[^"]+)"写明"(?P<text>[^"]+)"'))
def notice_text(world: World, code: str, text: str) -> None:
    texts = [entry["text"]["zh"] for entry in world.report["notices"] if entry["code"] == code]
    assert any(text in entry for entry in texts), texts


@then(
    parsers.re(
        r'既往资助在"(?P<place>[^"]+)"与规则库不符，最接近"(?P<near>[^"]+)"|既往资助都与规则库相符'
    )
)
def unmatched_award(world: World, place: str | None, near: str | None) -> None:
    notices = [n for n in world.report["notices"] if n["code"] == "award-matches-nothing"]
    expected = [] if place is None else [([place], None if near == words.NOTHING else near)]
    assert [(notice["pointers"], notice["nearest"]) for notice in notices] == expected


@then(parsers.re(r'报告采用的理解"(?P<name>[^"]+)"为"(?P<option>[^"]+)"'))
def reading(world: World, name: str, option: str) -> None:
    assert words.choose("理解", name, world.report["readings"]) == option


@then("报告列明条款未公布的领域：")
def unpublished(world: World, datatable: Table) -> None:
    areas = [[entry["area"]] for entry in world.report["unpublished"]]
    assert areas == datatable


@then(
    parsers.re(
        rf"条文编入规则(?P<encoded>{COUNT})，看到原文(?P<known>{COUNT})，"
        rf"原文未公布(?P<unpublished>{COUNT})"
    )
)
def coverage(world: World, encoded: str, known: str, unpublished: str) -> None:
    texts = {"encoded": encoded, "known": known, "unpublished": unpublished}
    counts = {name: None if "不详" in text else int(text[:-1]) for name, text in texts.items()}
    assert world.report["coverage"] == counts


# What is wrong with the input


@then("资料无误")
def no_fault(world: World) -> None:
    assert [str(fault) for fault in world.faults] == []


@then(parsers.re(r"共有(?P<count>[0-9]+)处错误"))
def fault_count(world: World, count: str) -> None:
    assert len(world.faults) == int(count), [str(fault) for fault in world.faults]


@then(parsers.re(r'错误在"(?P<place>[^"]*)"，应为"(?P<expected>[^"]+)"(?P<more>.*)'))
def fault(world: World, place: str, expected: str, more: str) -> None:
    faults = "\n".join(str(entry) for entry in world.faults)
    here = [f for f in world.faults if f.pointer == place and expected in f.expected]
    assert here, faults
    hints: dict[str, Any] = {"最接近": here[0].nearest, "另见": here[0].related}
    for title, value in words.PAIRS.findall(more):
        expected_hint = None if value == words.NOTHING else value
        assert words.choose("线索", title, hints) == expected_hint, faults


@then(parsers.re(r'错误(?P<some>包括|不包括)"(?P<expected>[^"]+)"'))
def some_fault(world: World, some: str, expected: str) -> None:
    texts = [entry.expected for entry in world.faults]
    assert any(expected in text for text in texts) is (some == "包括"), texts


@then(parsers.re(r'有(?P<count>[0-9]+)处错误，最接近"(?P<near>[^"]+)"'))
def option_fault(world: World, count: str, near: str) -> None:
    nearest = [entry.nearest or words.NOTHING for entry in world.faults]
    assert nearest == [near] * int(count)
