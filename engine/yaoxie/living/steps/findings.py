"""那么: what the report concludes of a support for a subject."""

from __future__ import annotations

from yaoxie.living import named, words
from yaoxie.living.definitions import StepError, Table, expect, said, then
from yaoxie.living.world import Record, World, compare
from yaoxie.messages import Message

TITLE = Message("living.steps-findings")

ABOUT = rf'(?P<about>(?:"[^"]+"的"[^"]+"|{words.EACH})?)'
_AMOUNT = r"(?P<amount>[0-9,]+元)"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|不详"
_OUTCOME = "(?P<outcome>已满足|未满足|不明)"
_PROMISES = {"已经实现": "met", "只是承诺": "unmet", "不明是否实现": "unknown", "不凭承诺": None}


def _named(finding: Record) -> str:
    """What a finding is called in features."""
    return f'"{finding["subject"]["id"] or words.COMPANY}"的"{finding["support"]}"'


def _unmet(finding: Record) -> str:
    """The requirements of a finding that are not met, which is why its status is what it is."""
    return "；".join(
        f"{title}：{'、'.join(ids)}"
        for title, outcome in words.OUTCOMES.items()
        if outcome != "met"
        for ids in [[e["id"] for e in finding["requirements"] if e["outcome"] == outcome]]
        if ids
    )


def _steps(finding: Record) -> str:
    """The arithmetic of a finding."""
    entries = finding["calculation"]
    return "、".join(f"{entry['step']} {words.amount(entry['amount'])}" for entry in entries)


def _why(finding: Record, because: str = "") -> str:
    return f"{_named(finding)}；{because}" if because else _named(finding)


@then(rf'{ABOUT}结论为"(?P<status>[^"]+)"', '结论为"符合"', Message("steps.status"))
def status(world: World, about: str, status: str) -> None:
    expected = words.choose(named.STATUS, status, words.STATUSES)
    for finding in world.findings(about):
        if finding["status"] != expected:
            title = words.title_of(finding["status"], words.STATUSES)
            expect(title, status, why=_why(finding, _unmet(finding)))


@then(rf"{ABOUT}上限为{_AMOUNT}", "上限为10,000,000元", Message("steps.ceiling"))
def ceiling(world: World, about: str, amount: str) -> None:
    expected = words.yuan(amount)
    for finding in world.findings(about):
        if finding["ceiling"] != expected:
            because = _steps(finding) or _unmet(finding)
            expect(finding["ceiling"], expected, words.amount, _why(finding, because))


@then(rf"{ABOUT}计入{_AMOUNT}", "计入4,000,000元", Message("steps.counted"))
def counted(world: World, about: str, amount: str) -> None:
    for finding in world.findings(about):
        bound = f"受限于{finding['bound_by'] or words.NOTHING}"
        expect(finding["counted"], words.yuan(amount), words.amount, _why(finding, bound))


@then(rf"{ABOUT}计算过程为：", "计算过程为：\n| 步骤 | 金额 |", Message("steps.calculation"))
def calculation(world: World, about: str, table: Table) -> None:
    for finding in world.findings(about):
        entries = finding["calculation"]
        found = [[entry["step"], words.amount(entry["amount"])] for entry in entries]
        compare(table[0], table[1:], found)


@then(rf"{ABOUT}金额(?P<fixed>固定，不是上限|为上限)", "金额固定，不是上限", Message("steps.fixed"))
def fixed(world: World, about: str, fixed: str) -> None:
    titles = {True: "固定，不是上限", False: "为上限"}
    for finding in world.findings(about):
        expect(titles[finding["fixed"]], fixed, why=_why(finding))


@then(rf"{ABOUT}(?P<negotiated>一事一议|有公布的标准)", "一事一议", Message("steps.negotiated"))
def negotiated(world: World, about: str, negotiated: str) -> None:
    titles = {True: "一事一议", False: "有公布的标准"}
    for finding in world.findings(about):
        expect(titles[finding.get("negotiated", False)], negotiated, why=_why(finding))


@then(rf"{ABOUT}(?P<money>是资金|不是资金)", "不是资金", Message("steps.money"))
def money(world: World, about: str, money: str) -> None:
    titles = {True: "是资金", False: "不是资金"}
    for finding in world.findings(about):
        expect(titles[finding["money"]], money, why=_why(finding))


@then(
    rf'{ABOUT}结论的依据可信度为"(?P<mark>[^"]+)"',
    '结论的依据可信度为"H"',
    Message("steps.finding-confidence"),
)
def finding_confidence(world: World, about: str, mark: str) -> None:
    for finding in world.findings(about):
        expect(finding["confidence"] or words.NOTHING, mark, why=_why(finding))


# What it requires.


@then(
    rf'{ABOUT}(?P<only>仅)?要求"(?P<ids>[^"]+)"{_OUTCOME}',
    '仅要求"merger"不明',
    Message("steps.requirement"),
)
def requirement(world: World, about: str, only: str | None, ids: str, outcome: str) -> None:
    for finding in world.findings(about):
        outcomes = {entry["id"]: entry["outcome"] for entry in finding["requirements"]}
        _expect_outcomes(finding, named.REQUIREMENT, outcomes, ids, outcome)
        others = [name for name in outcomes if name not in words.items(ids)]
        if only and any(outcomes[name] != "met" for name in others):
            raise StepError(Message("living.others", why=_why(finding, _unmet(finding))))


def _expect_outcomes(
    finding: Record, what: Message, outcomes: dict[str, str], ids: str, outcome: str
) -> None:
    for name in words.items(ids):
        found = words.choose(what, name, outcomes)
        if found != words.OUTCOMES[outcome]:
            expect(words.title_of(found, words.OUTCOMES), outcome, why=_why(finding, name))


@then(
    rf'{ABOUT}的?要求有"(?P<ids>[^"]+)"', '要求有"class-1、trial-cost"', Message("steps.requires")
)
def requirements(world: World, about: str, ids: str) -> None:
    for finding in world.findings(about):
        names = sorted(entry["id"] for entry in finding["requirements"])
        expect(names, sorted(words.items(ids)), why=_why(finding))


@then(
    rf'{ABOUT}(?P<what>要求|上浮|配套)"(?P<ids>[^"]+)"的依据可信度为"(?P<mark>[^"]+)"',
    '要求"class-1"的依据可信度为"H"',
    Message("steps.confidence"),
)
def confidence(world: World, about: str, what: str, ids: str, mark: str) -> None:
    for finding in world.findings(about):
        entries = finding["requirements"] if what == "要求" else finding.get("uplifts", [])
        by_id = {entry["id"]: entry for entry in entries}
        for name in words.items(ids):
            source = words.choose(named.REQUIREMENT, name, by_id)["source"]
            expect(source["confidence"], mark, why=_why(finding, name))


@then(
    rf'{ABOUT}要求"(?P<ids>[^"]+)"'
    rf'(?:由"(?P<milestone>[^"]+)"推定，(?:不晚于|日期)(?P<day>{_DAY})|不是推定的)',
    '要求"clinical-entry"由"完成Ⅱ期临床试验"推定，不晚于2019-05-20',
    Message("steps.implied"),
)
def implied(world: World, about: str, ids: str, milestone: str | None, day: str | None) -> None:
    for finding in world.findings(about):
        kind = finding["subject"]["kind"]
        by_id = {entry["id"]: entry for entry in finding["requirements"]}
        by = words.choose(named.REQUIREMENT, ids, by_id).get("implied_by")
        expected = None
        if milestone is not None:
            known = None if day == words.UNPUBLISHED else day
            expected = {"milestone": world.titles.milestone(kind, milestone), "date": known}
        expect(by, expected, _implication, _why(finding))


def _implication(by: Record | None) -> str:
    if by is None:
        return "不是推定的"
    return f"由{by['milestone']}推定，不晚于{by['date'] or words.UNPUBLISHED}"


@then(
    rf'{ABOUT}要求"(?P<ids>[^"]+)"(?P<kept>{"|".join(_PROMISES)})',
    '要求"output-here"只是承诺',
    Message("steps.promise"),
)
def promise(world: World, about: str, ids: str, kept: str) -> None:
    titles = {outcome: title for title, outcome in _PROMISES.items()}
    for finding in world.findings(about):
        known = {entry["requirement"]: entry["fulfilled"] for entry in finding.get("promises", [])}
        for name in words.items(ids):
            expect(titles[known.get(name)], kept, why=_why(finding, name))


@then(rf"{ABOUT}没有缺少的字段", "没有缺少的字段", Message("steps.nothing-missing"))
def nothing_missing(world: World, about: str) -> None:
    missing(world, about, words.NOTHING)


@then(rf'{ABOUT}缺少字段"(?P<pointers>[^"]+)"', '缺少字段"/company/park"', Message("steps.missing"))
def missing(world: World, about: str, pointers: str) -> None:
    for finding in world.findings(about):
        expect(finding["missing"], words.items(pointers), why=_why(finding))


@then(
    rf'{ABOUT}只缺少对象的(?:里程碑"(?P<milestone>[^"]+)"的)?"(?P<title>[^"]+)"',
    '只缺少对象的"研发投入"',
    Message("steps.missing-of-subject"),
)
def missing_of_subject(world: World, about: str, milestone: str | None, title: str) -> None:
    for finding in world.findings(about):
        kind, item = finding["subject"]["kind"], finding["subject"]["id"]
        pointer = world.pointer(kind, item, milestone, title)
        expect(finding["missing"], [pointer], why=_why(finding))


# What raises the amount, and who pays it.


@then(
    rf'{ABOUT}(?P<what>上浮|配套)"(?P<ids>[^"]+)"{_OUTCOME}',
    '上浮"entrusted-locally"已满足',
    Message("steps.supplements"),
)
def supplements(world: World, about: str, what: str, ids: str, outcome: str) -> None:
    for finding in world.findings(about):
        outcomes = {entry["id"]: entry["outcome"] for entry in _supplements(finding, what)}
        _expect_outcomes(finding, named.SUPPLEMENT, outcomes, ids, outcome)


@then(rf"{ABOUT}没有(?P<what>上浮|配套)", "没有配套", Message("steps.no-supplement"))
def no_supplement(world: World, about: str, what: str) -> None:
    for finding in world.findings(about):
        expect([entry["id"] for entry in _supplements(finding, what)], [], why=_why(finding))


def _supplements(finding: Record, what: str) -> list[Record]:
    kind = {"上浮": "uplift", "配套": "matching"}[what]
    return [entry for entry in finding.get("uplifts", []) if entry["kind"] == kind]


_PAYMENT = {"payers": "分担", "instalments": "分期拨付", "payee": "受付人"}


@then(
    rf'{ABOUT}(?:由"(?P<payers>[^"]+)"分担|分期拨付"(?P<instalments>[^"]+)"|支付给"(?P<payee>[^"]+)")'
    r'，依据可信度为"(?P<mark>[^"]+)"',
    '由"市财政2,250,000元、区财政2,250,000元"分担，依据可信度为"L"',
    Message("steps.payment"),
)
def payment(world: World, about: str, mark: str, **parts: str | None) -> None:
    """Parts of what counts, as `市财政2,250,000元`; without a rate, the title alone."""
    ((key, expected),) = ((key, text) for key, text in parts.items() if text is not None)
    for finding in world.findings(about):
        rule = _payment(finding, key)
        found = [_part(part) for part in rule["parts"]] if "parts" in rule else [_part(rule)]
        expect(found, words.items(expected), why=_why(finding))
        expect(rule["source"]["confidence"], mark, why=_why(finding))


def _payment(finding: Record, key: str) -> Record:
    rules = {_PAYMENT[name]: rule for name, rule in finding.get("payment", {}).items()}
    rule: Record = words.choose(named.PAYMENT, _PAYMENT[key], rules)
    return rule


def _part(entry: Record) -> str:
    known = entry.get("rate") is not None
    title: str = entry["title"]["zh"]
    return title + (words.amount(entry["counted"]) if known else "")


@then(
    rf"{ABOUT}没有(?P<what>分担|分期拨付|受付人)的规定",
    "没有分担的规定",
    Message("steps.no-payment"),
)
def no_payment(world: World, about: str, what: str) -> None:
    for finding in world.findings(about):
        if finding["status"] == "ineligible":
            expect("不符合", "", why=_why(finding, _unmet(finding)))
        stated = [_PAYMENT[name] for name in finding.get("payment", {})]
        expect([title for title in stated if title == what], [], why=_why(finding))


# What cuts it, and on which terms it is granted.


@then(rf'{ABOUT}受限于"(?P<bound>[^"]+)"', '受限于"ceiling"', Message("steps.bound-by"))
def bound_by(world: World, about: str, bound: str) -> None:
    for finding in world.findings(about):
        expect(finding["bound_by"] or words.NOTHING, bound, why=_why(finding, _steps(finding)))


# An award is named with its year, a finding without.
@then(
    rf'{ABOUT}因"(?P<other>[^"]+)"(?:的"(?P<rival>[^"]+)"|(?P<award>[0-9]+年的"[^"]+")资金)'
    r'被排除(?:，依据"(?P<group>[^"]+)")?',
    '因"规格B"的"trial-national"被排除，依据"product-once"',
    Message("steps.excluded"),
)
def excluded(
    world: World, about: str, other: str, rival: str | None, award: str | None, group: str | None
) -> None:
    for finding in world.findings(about):
        by = finding["excluded_by"]
        if by is None:
            raise StepError(Message("living.found-since", found="未被排除", why=_why(finding)))
        by_award = f'{by["year"]}年的"{by["support"]}"' if by["by"] == "award" else None
        found = [by["subject"] or words.COMPANY, by_award]
        asked = [other, award]
        for value, wanted in ((by["support"], rival), (by.get("group"), group)):
            if wanted is not None:
                found.append(value)
                asked.append(wanted)
        expect(found, asked, _excluding, _why(finding))


def _excluding(found: list[str | None]) -> str:
    return said([part for part in found if part is not None])


@then(rf"{ABOUT}未被排除", "未被排除", Message("steps.not-excluded"))
def not_excluded(world: World, about: str) -> None:
    for finding in world.findings(about):
        by = finding["excluded_by"]
        found = None if by is None else f"被{by['subject'] or words.COMPANY}的{by['support']}排除"
        expect(found, None, why=_why(finding))


@then(rf"{ABOUT}上限(?P<may>仍可能|不会再)降低", "上限仍可能降低", Message("steps.upper-bound"))
def upper_bound(world: World, about: str, may: str) -> None:
    titles = {True: "仍可能", False: "不会再"}
    for finding in world.findings(about):
        missing = f"缺少{said(finding['missing'])}"
        expect(titles[finding["upper_bound"]], may, why=_why(finding, missing))


@then(
    rf"{ABOUT}(?P<mode>属于|不属于)择优支持，(?P<period>按年度|一次性)计算",
    "属于择优支持，一次性计算",
    Message("steps.terms"),
)
def terms(world: World, about: str, mode: str, period: str) -> None:
    for finding in world.findings(about):
        chosen = "属于" if finding["discretionary"] else "不属于"
        found = [chosen, words.title_of(finding["period"], words.PERIODS)]
        expect(found, [mode, period], why=_why(finding))
