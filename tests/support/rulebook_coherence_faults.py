"""Changes of the packaged rules that make one fault each: what is well formed, and never right."""

from __future__ import annotations

from tests.support.rulebook_faults import PHASE_2, Change

SPEND = "field: drug.rd_spend"
GENERIC = "{field: drug.category, is: generic}"
NO_LEGAL_PERSON = "{field: company.legal_person, is: false}"


def _when(condition: str) -> Change:
    return PHASE_2, "when: {field: drug.category, is: innovative}", f"when: {condition}"


def _all(*parts: str) -> Change:
    return _when(f"{{all: [{', '.join(parts)}]}}")


def _measure(old: str, new: str) -> Change:
    return "measure.yaml", old, new


def _uplift(rate: str, when: str) -> Change:
    entry = "{id: up, title: {zh: 甲, en: a}, source: {document: text}"
    return (
        PHASE_2,
        "  period: year",
        f'  uplift: {entry}, rate: "{rate}", when: {when}}}\n  period: year',
    )


END = "by-claim-year-end: {last: claim-year-end}"
MEETABLE = "a condition that some profile can meet"
BESIDE = "a condition that can hold beside the other"
AT = "/requires/0/when"

# A change, the fault's pointer, a part of what was expected.
_FAULTS: dict[str, tuple[Change, str, str]] = {
    "a last day before the first": (
        _measure("year: 2019\n  last: null", "year: 2020\n  last: 2019-06-19"),
        "/dates/last",
        "a day from 2020-01-01 on",
    ),
    "a last day before that of signing": (
        _measure("  last: null", "  last: 2019-06-17"),
        "/dates/last",
        "a day from 2019-06-18 on",
    ),
    "a year that is not that of the first day": (
        _measure("first: null ", "first: 2018-12-31 "),
        "/dates/year",
        "2018, the year of the first day",
    ),
    "a doubtful day before the first": (
        _measure("doubtful_from: 2022-01-01", "doubtful_from: 2018-12-31"),
        "/dates/doubtful_from",
        "a day from the first, 2019-01-01, on",
    ),
    "a doubtful day after the last": (
        _measure("  last: null", "  last: 2021-12-31"),
        "/dates/doubtful_from",
        "a day up to the last, 2021-12-31",
    ),
    "a window whose ends are swapped": (
        _measure(END, "by-claim-year-end: {first: claim-year-end, last: claim-year-start}"),
        "/windows/by-claim-year-end/first",
        "a day up to the last, claim-year-start",
    ),
    "a claim year twice in a window": (
        _measure(END, "by-claim-year-end: {years: [{year: 2020}, {year: 2020}]}"),
        "/windows/by-claim-year-end/years/1/year",
        "each claim year once",
    ),
    "days of a claim year whose ends are swapped": (
        _measure(
            END,
            "by-claim-year-end: {years: [{year: 2020, first: 2020-01-02, last: 2020-01-01}]}",
        ),
        "/windows/by-claim-year-end/years/0/first",
        "a day up to the last, 2020-01-01",
    ),
    "a window from a first day that is not known": (
        (
            "../wuhan-2021/measure.yaml",
            "  year: 2021 ",
            "  year: null ",
        ),
        "/windows/claim-window/0/first",
        "another day: dates have neither a first day nor a year",
    ),
    "a window of days whose ends are swapped": (
        _measure(END, "by-claim-year-end: [{first: 2020-01-02, last: 2020-01-01}]"),
        "/windows/by-claim-year-end/0/first",
        "a day up to the last, 2020-01-01",
    ),
    "a rate of 40": (
        (PHASE_2, 'rate: "0.30"', 'rate: "40"'),
        "/gives/share/rate",
        'a rate above 0, up to 1; 40 % is "0.4"',
    ),
    "a rate of nothing": (
        (PHASE_2, 'rate: "0.30"', 'rate: "0.00"'),
        "/gives/share/rate",
        "a rate above 0",
    ),
    "an uplift of 20": (
        _uplift("20", "{field: company.owns_ip, is: true}"),
        "/gives/uplift/rate",
        'up to 2; 20 % is "0.2"',
    ),
    "a rate of 40 in a condition": (
        ("../zgc-ip-pledge-2021/pledge-loan-interest.yaml", 'at_most: "0.40"', 'at_most: "40"'),
        "/requires/2/when",
        'up to 10; 40 % is "0.4"',
    ),
    "an empty title": (
        (PHASE_2, "title: {zh: 创新药, en: innovative drug}", 'title: {zh: 创新药, en: ""}'),
        "/requires/0/title/en",
        "text that is not blank",
    ),
    "a title of full-width spaces": (
        (PHASE_2, "title: {zh: 创新药, en: innovative drug}", 'title: {zh: "　", en: a}'),
        "/requires/0/title/zh",
        "text that is not blank",
    ),
    "a place in a source that is blank": (
        (PHASE_2, "source: {document: text, at: 一}", 'source: {document: text, at: " "}'),
        "/requires/0/source/at",
        "text that is not blank",
    ),
    "a version that is blank": (
        ("rulebook.yaml", "version: ", 'version: "" # '),
        "/version",
        "text that is not blank",
    ),
    "two supports of one title": (
        (
            "overseas-rd.yaml",
            "title: {zh: 开展国际研发布局,",
            "title: {zh: 完成Ⅱ期临床试验的创新药,",
        ),
        "/title/zh",
        "a title of its own; drug-phase-2 has it too",
    ),
    "two options of one title": (
        _measure("{zh: 每年, en: every year}", "{zh: 每一事项一次, en: every year}"),
        "/readings/6/options/1/title/zh",
        "a title of its own; once has it too",
    ),
    "a word and another word": (
        _all("{field: drug.category, is: innovative}", GENERIC),
        AT,
        MEETABLE,
    ),
    "words that are apart": (
        _all("{field: drug.category, one_of: [innovative, improved]}", GENERIC),
        AT,
        MEETABLE,
    ),
    "a word that another requirement excludes": (
        (PHASE_2, "{milestone: phase_2_completed, reached: claim-window}", GENERIC),
        "/requires/1/when",
        "can hold beside the others under source-basis=text",
    ),
    "a word that the applicant's requirements exclude": (_when(NO_LEGAL_PERSON), AT, BESIDE),
    "none of the words that there are": (
        _when("{not: {field: drug.category, one_of: [innovative, improved, generic]}}"),
        AT,
        MEETABLE,
    ),
    "an amount of more than it may be": (
        _all(f"{{{SPEND}, at_least: 5}}", f"{{{SPEND}, at_most: 4}}"),
        AT,
        MEETABLE,
    ),
    "more months than there are": (
        _when("{field: drug.production_promise_months, at_least: 1201}"),
        AT,
        MEETABLE,
    ),
    "less than nothing": (_when(f"{{not: {{{SPEND}, at_least: 0}}}}"), AT, MEETABLE),
    "a day before another after which it is": (
        _all(
            "{milestone: phase_1_completed, before: 2020-01-01}",
            "{milestone: phase_1_completed, on_or_after: 2020-01-01}",
        ),
        AT,
        MEETABLE,
    ),
    "a day in a window and out of a longer one": (
        _all(
            "{milestone: phase_1_completed, reached: before-claim-year}",
            "{not: {milestone: phase_1_completed, reached: by-claim-year-end}}",
        ),
        AT,
        MEETABLE,
    ),
    "a milestone that is reached and is not": (
        _when("{not: {milestone: phase_2_completed, reached: by-claim-year-end}}"),
        "/requires/1/when",
        "can hold beside the others under",
    ),
    "no activity of those that there are": (
        _when("{not: {field: company.activities, one_of: [research, production, services]}}"),
        AT,
        BESIDE,
    ),
    "an alternative that never applies": (
        _when(
            f"{{any: [{{{SPEND}, at_least: 5}},"
            f" {{all: [{GENERIC}, {{field: drug.category, is: improved}}]}}]}}"
        ),
        f"{AT}/any/1",
        BESIDE,
    ),
    "an uplift that never applies": (_uplift("0.2", NO_LEGAL_PERSON), "/gives/uplift/when", BESIDE),
    "a guard that the support's own excludes": (
        (
            "cxo-platform.yaml",
            "subject: platform\n",
            "subject: platform\nunder: {platform-base: flat}\n",
        ),
        "/gives/share/under/platform-base",
        "flat, under which alone it can apply",
    ),
    "a member under what its group is not": (
        _measure(
            "{support: drug-phase-2}",
            "{support: drug-phase-2, under: {source-basis: announcement}}",
        ),
        "/groups/0/members/1/under/source-basis",
        "text, under which alone it can apply",
    ),
}
COHERENCE_FAULTS = {name: (*fault, None) for name, fault in _FAULTS.items()}
