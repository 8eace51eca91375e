"""Changes of the packaged rules that make one fault each, in what supports give and share."""

from __future__ import annotations

from tests.support.rulebook_faults import PHASE_2, Change

FIXED = "  fixed: {amount: 1, source: {document: text}}\n"
RAISE = '{id: up, title: {zh: 甲, en: a}, rate: "0.5", source: {document: text}'
UPLIFT = f"  uplift: {RAISE}, when: {{field: drug.entrusted_regio, is: beijing}}}}\n"
MATCH = f"  matches: {RAISE}, when: {{field: company.owns_ip, is: true}}}}\n"
GROUP = (
    "groups: [{id: g, title: {zh: 甲, en: a}, per: subject,"
    " members: [{support: indirect-costs}], source: {document: announcement}}]\n"
)
LIMIT = (
    "limits: [{id: l, title: {zh: 甲, en: a}, per: subject, amount: 1, period: year,"
    " supports: [indirect-costs], source: {document: announcement}}]\n"
)
INCREASE = (
    "{id: up, title: {zh: 甲, en: a}, amount: 1, source: {document: text},"
    " when: {field: company.owns_ip, is: true}}"
)
TOP = "amount: 10_000_000"
BY = "by: {}\n    amounts: [{}]"
STEPS = "by: drug.rd_spend\n    amounts: [{}]"
FURTHER = "\n    further: {{each: 1, amount: 1{}}}"
ELSE = "\n    else: 3"
GENERIC = "first-generic-consistency.yaml"
TEN = "    per: subject\n    amount: 10_000_000\n"
SHARE_OF = "    per: subject\n    share: {{of: {}, rate: '0.30'}}\n"

TERM_FAULTS: dict[str, tuple[Change, str, str, str | None]] = {
    "a version that is no measure": (
        ("rulebook.yaml", "[shanghai-2021, shanghai-2024]", "[shanghai-2021, shanghai-2025]"),
        "/series/0/versions/1",
        "one of zgc-2019-27",
        "shanghai-2024",
    ),
    "a version twice": (
        ("rulebook.yaml", "[shanghai-2021, shanghai-2024]", "[shanghai-2021, shanghai-2021]"),
        "/series/0/versions/1",
        "a measure in one series, once",
        None,
    ),
    "versions in another order": (
        ("rulebook.yaml", "[shanghai-2021, shanghai-2024]", "[shanghai-2024, shanghai-2021]"),
        "/series/0/versions/1",
        "a version that begins after shanghai-2024",
        None,
    ),
    "a series called as a measure": (
        ("rulebook.yaml", "- id: shanghai\n", "- id: shanghai-2024\n"),
        "/series/0/id",
        "an id that no measure has",
        None,
    ),
    "a fixed amount beside a ceiling": (
        ("overseas-rd.yaml", "  ceiling:", FIXED + "  ceiling:"),
        "/gives/ceiling",
        "exactly one alternative",
        None,
    ),
    "a share beside a fixed amount": (
        (PHASE_2, "  ceiling:\n", "  fixed:\n"),
        "/gives/share",
        "no share beside a fixed amount",
        None,
    ),
    "an uplift whose condition reads what is not there": (
        (PHASE_2, "  period: year", UPLIFT + "  period: year"),
        "/gives/uplift/when/field",
        "a field of drug or company",
        "drug.entrusted_region",
    ),
    "two raises of one name": (
        (PHASE_2, "  period: year", MATCH + MATCH.replace("matches", "uplift") + "  period: year"),
        "/gives/matches/id",
        "a name that is not taken already",
        None,
    ),
    "a part of a field that is no amount": (
        (
            PHASE_2,
            "drug.category, is: innovative}",
            'drug.rd_spend, at_least_part: {of: drug.categry, rate: "0.3"}}',
        ),
        "/requires/0/when/at_least_part/of",
        "an amount: drug.project_investment, drug.rd_spend_preclinical",
        None,
    ),
    "a part of the field itself": (
        (
            PHASE_2,
            "drug.category, is: innovative}",
            'drug.rd_spend, at_most_part: {of: drug.rd_spend, rate: "0.3"}}',
        ),
        "/requires/0/when/at_most_part/of",
        "an amount: drug.project_investment, drug.rd_spend_preclinical",
        "drug.rd_spend_stage_2",
    ),
    "a part against a word": (
        (PHASE_2, "is: innovative}", 'at_least_part: {of: drug.rd_spend, rate: "0.3"}}'),
        "/requires/0/when/at_least_part",
        "is or one_of for a field of type word",
        None,
    ),
    "a ceiling of an amount that is not known": (
        (PHASE_2, "amount: 10_000_000", "amount: 10_000_000\n    unknown: true"),
        "/gives/ceiling",
        "one of amount, by, unknown",
        None,
    ),
    "a ceiling of nothing": (
        (PHASE_2, "amount: 10_000_000", "unknown: false"),
        "/gives/ceiling",
        "one of amount, by, unknown",
        None,
    ),
    "an amount by a field that is none": (
        (PHASE_2, TOP, BY.format("drug.categry", "{one_of: generic, amount: 1}")),
        "/gives/ceiling/by",
        "a field of one word, or of a figure: drug.category",
        "drug.category",
    ),
    "an amount by a list of words": (
        (PHASE_2, TOP, BY.format("company.activities", "{one_of: research, amount: 1}")),
        "/gives/ceiling/by",
        "a field of one word, or of a figure: drug.category",
        None,
    ),
    "an amount for a word that is none": (
        (PHASE_2, TOP, BY.format("drug.category", "{one_of: [generic, inovative], amount: 1}")),
        "/gives/ceiling/amounts/0/one_of/1",
        "one of innovative, improved, generic",
        "innovative",
    ),
    "two amounts for one word": (
        (
            *(PHASE_2, TOP),
            BY.format(
                "drug.category",
                "{one_of: [innovative, improved], amount: 1}, {one_of: innovative, amount: 2},"
                " {one_of: generic, amount: 3}",
            ),
        ),
        "/gives/ceiling/amounts/1/one_of",
        "words that leave another row's alone, such as innovative",
        None,
    ),
    "an amount for a city and for its district": (
        (
            *(PHASE_2, TOP),
            BY.format(
                "company.region",
                "{one_of: daxing, amount: 1}, {one_of: [tianjin, beijing], amount: 2}",
            )
            + ELSE,
        ),
        "/gives/ceiling/amounts/1/one_of/1",
        "words that leave another row's alone, such as daxing",
        None,
    ),
    "no amount for some words that the requirements let pass": (
        (PHASE_2, TOP, BY.format("drug.category", "{one_of: innovative, amount: 1}")),
        "/gives/ceiling/amounts",
        "an else, under source-basis=announcement",
        None,
    ),
    "an amount for a word that the requirements rule out": (
        (
            *(GENERIC, TOP),
            BY.format(
                "drug.category", "{one_of: generic, amount: 2}, {one_of: improved, amount: 1}"
            ),
        ),
        "/gives/ceiling/amounts/1",
        "a condition that can hold beside the other requirements",
        None,
    ),
    "an amount for all other words where there are none": (
        (GENERIC, TOP, BY.format("drug.category", "{one_of: generic, amount: 2}") + ELSE),
        "/gives/ceiling/else",
        "a condition that can hold beside the other requirements",
        None,
    ),
    "a threshold for a word": (
        (PHASE_2, TOP, BY.format("drug.category", "{at_least: 1, amount: 1}") + ELSE),
        "/gives/ceiling/amounts/0",
        "one_of alone, for a field of type word",
        None,
    ),
    "a word for a figure": (
        (PHASE_2, TOP, BY.format("drug.rd_spend", "{one_of: generic, amount: 1}") + ELSE),
        "/gives/ceiling/amounts/0",
        "at_least alone, for a field of type yuan",
        None,
    ),
    "a step that is no higher": (
        (PHASE_2, TOP, STEPS.format("{at_least: 5, amount: 3}, {at_least: 5, amount: 4}") + ELSE),
        "/gives/ceiling/amounts/1/at_least",
        "more than 5, of the step before",
        None,
    ),
    "a step that brings no more": (
        (PHASE_2, TOP, STEPS.format("{at_least: 5, amount: 3}, {at_least: 6, amount: 3}") + ELSE),
        "/gives/ceiling/amounts/1/amount",
        "more than 3, of the step before",
        None,
    ),
    "steps without what is below them": (
        (PHASE_2, TOP, STEPS.format("{at_least: 5, amount: 3}")),
        "/gives/ceiling/amounts",
        "a row for all that the requirements let pass, or an else",
        None,
    ),
    "further units without a top": (
        (PHASE_2, TOP, STEPS.format("{at_least: 0, amount: 3}") + FURTHER.format("")),
        "/gives/ceiling/further/at_most",
        "required",
        None,
    ),
    "further units with a top below the last step": (
        (PHASE_2, TOP, STEPS.format("{at_least: 0, amount: 3}") + FURTHER.format(", at_most: 3")),
        "/gives/ceiling/further/at_most",
        "more than 3, of the last step",
        None,
    ),
    "further units of a word": (
        (
            *(GENERIC, TOP),
            BY.format("drug.category", "{one_of: generic, amount: 2}")
            + FURTHER.format(", at_most: 3"),
        ),
        "/gives/ceiling/further",
        "no further units of a field of type word",
        None,
    ),
    "amounts without what decides them": (
        (PHASE_2, TOP, f"{TOP}\n    amounts: [{{one_of: generic, amount: 1}}]"),
        "/gives/ceiling",
        "by with amounts, or neither",
        None,
    ),
    "an amount for all other words beside the only amount": (
        (PHASE_2, TOP, TOP + ELSE),
        "/gives/ceiling/else",
        "no else without by and amounts",
        None,
    ),
    "an increase that is called as a word of the amounts": (
        (
            *(GENERIC, f"  ceiling:\n    {TOP}"),
            f"  increase: {INCREASE.replace('id: up', 'id: generic')}\n  ceiling:\n    "
            + BY.format("drug.category", "{one_of: generic, amount: 2}"),
        ),
        "/gives/increase/id",
        "a name that is not taken already",
        None,
    ),
    "a ceiling that is not known without a share": (
        ("overseas-rd.yaml", "amount: 3_000_000", "unknown: true"),
        "/gives/ceiling",
        "a share beside it under any reading",
        None,
    ),
    "an increase without a ceiling": (
        (
            "../beijing-30-2019/indirect-costs.yaml",
            "gives:\n",
            f"gives:\n  increase: {INCREASE}\n".replace("text", "announcement"),
        ),
        "/gives/increase",
        "a ceiling or fixed amount to increase under any reading",
        None,
    ),
    "a group of a support that gives no money": (
        (
            "../beijing-30-2019/measure.yaml",
            "supports: [indirect-costs, indirect-costs-basic]\n",
            f"supports: [indirect-costs, indirect-costs-basic]\n{GROUP}",
        ),
        "/groups/0/members/0/support",
        "a support that gives money",
        None,
    ),
    "a limit of a support that gives no money": (
        (
            "../beijing-30-2019/measure.yaml",
            "supports: [indirect-costs, indirect-costs-basic]\n",
            f"supports: [indirect-costs, indirect-costs-basic]\n{LIMIT}",
        ),
        "/limits/0/supports/0",
        "a support that gives money",
        None,
    ),
    "a match of what is no money": (
        (
            "../beijing-30-2019/indirect-costs.yaml",
            "gives:\n",
            f"gives:\n  matches: {RAISE}}}\n".replace("text", "announcement"),
        ),
        "/gives/matches",
        "a support that gives money",
        None,
    ),
    "more items encoded than known": (
        ("measure.yaml", "  encoded: 4\n", "  encoded: 5\n"),
        "/coverage/encoded",
        "4 at most",
        None,
    ),
    "more items known than there are": (
        ("measure.yaml", "  total: 25\n", "  total: 3\n"),
        "/coverage/known",
        "3 at most",
        None,
    ),
    "more items encoded than there are": (
        ("../beijing-30-2019/measure.yaml", "  encoded: 1 ", "  encoded: 31 "),
        "/coverage/encoded",
        "30 at most",
        None,
    ),
    "a base twice": (
        (PHASE_2, "of: drug.project_investment", "of: [drug.rd_spend, drug.rd_spend]"),
        "/gives/share/of/1",
        "each amount once",
        None,
    ),
    "an amount that comes off itself": (
        (PHASE_2, "    rate:", "    less: drug.project_investment\n    rate:"),
        "/gives/share/less",
        "each amount once",
        None,
    ),
    "a part of a base that is no amount": (
        (PHASE_2, "    rate:", "    less: [drug.rd_spend, drug.categry]\n    rate:"),
        "/gives/share/less/1",
        "an amount: drug.project_investment",
        None,
    ),
    "a limit without an amount": (
        ("measure.yaml", "    amount: 3_000_000\n", ""),
        "/limits/3",
        "one of amount, share",
        None,
    ),
    "a limit of an amount and a share": (
        (
            "measure.yaml",
            "    amount: 3_000_000\n",
            '    amount: 3_000_000\n    share: {of: initiative.project_funds, rate: "0.30"}\n',
        ),
        "/limits/3",
        "one of amount, share",
        None,
    ),
    "a limit by share of another kind of subject": (
        (
            "measure.yaml",
            TEN,
            SHARE_OF.format("[company.revenue, initiative.interest_paid]"),
        ),
        "/limits/0/share/of/1",
        "an amount: ",
        None,
    ),
    "a limit by share without an amount of every kind": (
        (
            "measure.yaml",
            TEN,
            SHARE_OF.format("drug.project_investment"),
        ),
        "/limits/0/share/of",
        "an amount of device, platform too",
        None,
    ),
    "a scheme and a support in one member": (
        (
            "measure.yaml",
            "{support: drug-phase-2}",
            "{support: drug-phase-2, supports: [drug-phase-2]}",
        ),
        "/groups/0/members/1",
        "one of support, supports",
        None,
    ),
    "a support in two schemes": (
        (
            "measure.yaml",
            "{support: drug-phase-2}",
            "{supports: [drug-phase-2, new-drug-approval]}",
        ),
        "/groups/0/members/1/supports/1",
        "a name that is not taken already",
        None,
    ),
}
