"""Changes of the packaged rules that make one fault each."""

from __future__ import annotations

Change = tuple[str, str, str]  # file, what stands there, what is put in its place
PHASE_2 = "drug-phase-2.yaml"
PARAGRAPH = "    source: {document: text, at: 一}\n"

# A change that makes one fault, the fault's pointer, a part of what was expected, the nearest.
FAULTS: dict[str, tuple[Change, str, str, str | None]] = {
    "an unknown field": (
        (PHASE_2, "drug.category", "drug.categry"),
        "/requires/0/when/field",
        "a field of drug or company",
        "drug.category",
    ),
    "a field of another kind": (
        (PHASE_2, "drug.category", "device.device_class"),
        "/requires/0/when/field",
        "a field of drug or company",
        None,
    ),
    "a free text as a field": (
        (PHASE_2, "drug.category", "drug.name"),
        "/requires/0/when/field",
        "a field of drug or company",
        "drug.category",
    ),
    "an unknown milestone": (
        (PHASE_2, "milestone: phase_2_completed", "milestone: phase_2_complete"),
        "/requires/1/when/milestone",
        "a milestone of drug",
        "phase_2_completed",
    ),
    "an unknown word": (
        (PHASE_2, "is: innovative}", "is: inovative}"),
        "/requires/0/when/is",
        "one of innovative, improved, generic",
        "innovative",
    ),
    "an unknown word in a list": (
        ("cxo-platform.yaml", "[cro, cmo, cdmo]", "[cro, cmo, cdm]"),
        "/requires/0/when/one_of/2",
        "one of cro",
        "cdmo",
    ),
    "a word twice": (
        ("cxo-platform.yaml", "[cro, cmo, cdmo]", "[cro, cmo, cro]"),
        "/requires/0/when/one_of/2",
        "each word once",
        None,
    ),
    "an operator of another type": (
        (PHASE_2, "is: innovative}", "at_least: 3}"),
        "/requires/0/when/at_least",
        "is or one_of for a field of type word",
        None,
    ),
    "a date against a number": (
        (PHASE_2, "reached: claim-window}", "at_least: 3}"),
        "/requires/1/when/at_least",
        "before or on_or_after or reached",
        None,
    ),
    "a yes or no against a word": (
        ("device-registration.yaml", "owns_ip, is: true", "owns_ip, is: 'true'"),
        "/requires/3/when/is",
        "true or false",
        None,
    ),
    "two operators": (
        (PHASE_2, "is: innovative}", "is: innovative, one_of: [generic]}"),
        "/requires/0/when",
        "exactly one of",
        None,
    ),
    "no operator": (
        (PHASE_2, ", is: innovative}", "}"),
        "/requires/0/when",
        "exactly one of",
        None,
    ),
    "an unknown operator": (
        (PHASE_2, "is: innovative}", "equals: innovative}"),
        "/requires/0/when/equals",
        "one of the keys",
        None,
    ),
    "an unknown window": (
        (PHASE_2, "reached: claim-window", "reached: claim-windw"),
        "/requires/1/when/reached",
        "a window of the measure",
        "claim-window",
    ),
    "an unknown reading": (
        (PHASE_2, "under: {source-basis: text}      #", "under: {source-bases: text}      #"),
        "/requires/0/under/source-bases",
        "a reading",
        "source-basis",
    ),
    "an unknown option": (
        (PHASE_2, "under: {source-basis: text}      #", "under: {source-basis: txt}      #"),
        "/requires/0/under/source-basis",
        "one of text, announcement",
        "text",
    ),
    "an unknown period": (
        (PHASE_2, "period: share-period", "period: share-perod"),
        "/gives/share/period",
        "one of once, year",
        "share-period",
    ),
    "an unknown base": (
        (PHASE_2, "of: drug.project_investment", "of: drug.investment"),
        "/gives/share/of",
        "an amount",
        "drug.project_investment",
    ),
    "a base that is no amount": (
        (PHASE_2, "of: drug.project_investment", "of: drug.category"),
        "/gives/share/of",
        "an amount",
        None,
    ),
    "a rate that is not in quotes": (
        (PHASE_2, 'rate: "0.30"', "rate: 0.30"),
        "/gives/share/rate",
        "a decimal in quotes",
        None,
    ),
    "a rate that is no text": (
        (PHASE_2, 'rate: "0.30"', "rate: 30"),
        "/gives/share/rate",
        "a decimal in quotes",
        None,
    ),
    "an amount of nothing": (
        (PHASE_2, "10_000_000", "0"),
        "/gives/ceiling/amount",
        "at least 1",
        None,
    ),
    "an unknown document": (
        (PHASE_2, "document: text", "document: txt"),
        "/requires/0/source/document",
        "one of text, announcement",
        "text",
    ),
    "an unknown area": (
        (PHASE_2, "area: technical-innovation", "area: technical-inovation"),
        "/area",
        "one of technical-innovation",
        "technical-innovation",
    ),
    "an unknown kind of subject": (
        (PHASE_2, "subject: drug", "subject: drugs"),
        "/subject",
        "one of company, drug, device, platform, initiative",
        "drug",
    ),
    "a requirement without a source": (
        (PHASE_2, PARAGRAPH, ""),
        "/requires/0/source",
        "the field is required",
        None,
    ),
    "a requirement without a title": (
        (PHASE_2, "    title: {zh: 创新药, en: innovative drug}\n", ""),
        "/requires/0/title",
        "the field is required",
        None,
    ),
    "a requirement that the applicant has already": (
        (PHASE_2, "id: innovative", "id: legal-person"),
        "/requires/0/id",
        "a name that is not taken already",
        None,
    ),
    "a ceiling that is missing": (
        (PHASE_2, "  ceiling:\n    amount: 10_000_000\n    source: {document: text, at: 一}\n", ""),
        "/gives/share",
        "exactly one alternative under source-basis=announcement",
        None,
    ),
    "a ceiling that some readings lack": (
        (PHASE_2, "    amount: 10", "    under: {source-basis: text}\n    amount: 10"),
        "/gives/ceiling",
        "exactly one alternative under source-basis=announcement",
        None,
    ),
    "an id that is not the file's name": (
        (PHASE_2, "id: drug-phase-2\n", "id: drug-phase-3\n"),
        "/id",
        "drug-phase-2, the name of its file",
        None,
    ),
    "an unknown key": (
        (PHASE_2, "area:", "zone: 1\narea:"),
        "/zone",
        "one of the keys",
        None,
    ),
    "a window that some readings lack": (
        (
            "measure.yaml",
            "last: claim-year-end, under: {milestone-window: by-year-end}",
            "last: claim-year-end, under: {milestone-window: within-year}",
        ),
        "/windows/claim-window",
        "exactly one alternative",
        None,
    ),
    "two periods at once": (
        ("measure.yaml", "{holds: year, under: {share-period: yearly}}", "{holds: year}"),
        "/periods/share-period",
        "exactly one alternative under share-period=lifetime",
        None,
    ),
    "a limit's support that is none": (
        ("measure.yaml", "supports: [cxo-platform,", "supports: [cxo-platfrm,"),
        "/limits/2/supports/0",
        "a support of the measure",
        "cxo-platform",
    ),
    "a group's members under different limits": (
        ("measure.yaml", "[new-drug-approval, drug-phase-2,", "[new-drug-approval,"),
        "/groups/0/members",
        "subject-yearly under source-basis=text",
        None,
    ),
    "a limit with a word of the report as its name": (
        ("measure.yaml", "id: subject-yearly", "id: share"),
        "/limits/0/id",
        "an id other than ceiling, share",
        None,
    ),
    "limits that overlap": (
        ("measure.yaml", "supports: [listing-and-merger,", "supports: [cxo-platform,"),
        "/limits/3/supports",
        "a limit that nests in company-platforms",
        None,
    ),
    "a measure without a folder": (
        ("rulebook.yaml", "- zgc-2019-27\n", "- zgc-2019-27\n  - zgc-2019-28\n"),
        "/measures/1",
        "a folder of that name",
        "zgc-2019-27",
    ),
    "a rate against an amount": (
        (PHASE_2, "drug.category, is: innovative}", 'drug.rd_spend, at_least: "0.40"}'),
        "/requires/0/when/at_least",
        "",
        None,
    ),
    "an amount against months": (
        (PHASE_2, "is: innovative}", "at_least: 24}"),
        "/requires/0/when/at_least",
        "is or one_of for a field of type word",
        None,
    ),
    "a requirement of registration that reads the drug": (
        (PHASE_2, "  - id: innovative\n", "  - id: innovative\n    registration: true\n"),
        "/requires/0/when/field",
        "a field of company",
        None,
    ),
    "a measure without a place": (
        ("measure.yaml", 'place: {zh: 北京市中关村, en: "Zhongguancun, Beijing"}\n', ""),
        "/place",
        "the field is required",
        None,
    ),
    "a default that is no measure": (
        ("rulebook.yaml", "default_measure: zgc-2019-27", "default_measure: zgc-2019-2"),
        "/default_measure",
        "one of the measures",
        "zgc-2019-27",
    ),
}
