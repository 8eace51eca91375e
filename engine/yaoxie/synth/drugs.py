"""Synthetic drugs: classes, pipelines, R&D spend and families."""

from __future__ import annotations

import numpy as np
import polars as pl

from yaoxie.profile import fields
from yaoxie.synth import pipelines, words
from yaoxie.synth.companies import Companies, Items, items
from yaoxie.synth.draws import Codes, Draws, Flags, Ints, framed, joined, looked_up, masked
from yaoxie.synth.pipelines import UNKNOWN, Field, Reached, Step, coded
from yaoxie.tables import schema

_CATEGORIES = ("innovative", "improved", "generic")
_THERAPIES = ("chemical", "antibody", "cell", "gene", "vaccine", "traditional", "other")
_THERAPY_WEIGHTS = (  # by category
    (0.42, 0.25, 0.09, 0.05, 0.07, 0.09, 0.03),
    (0.64, 0.12, 0.01, 0.00, 0.05, 0.17, 0.01),
    (0.86, 0.04, 0.00, 0.00, 0.02, 0.07, 0.01),
)
# Registration classes by family of therapies and category; those of 2007 until 2016-03-04.
_LINES = ("chemical", "biological", "traditional")
_LINE_OF = (0, 1, 1, 1, 1, 2, 0)  # by therapy
_CLASS_OF = ((1, 2, 4), (1, 2, 3), (1, 2, 4))
_COPY = 4  # of a drug that is on the market here
_OLD_CLASS_OF = (1, 2, 6)
_NEW_SCHEME = "2016-03-04"
_OPEN_CLASSES = ("化学药品第1.1类", "治疗用生物制品第1类", "中药第6类")  # as older papers say it

THREE_PHASE, TWO_STAGE, GENERIC = range(3)
_PATHS: tuple[pipelines.Path, ...] = (
    (
        Step("preclinical_completed", 0, 0, 1.0, 0.8),
        Step("clinical_trial_entry", 90, 420, 0.86),
        Step("phase_1_entered", 0, 150, 0.98, 0.85),
        Step("phase_1_completed", 240, 720, 0.72),
        Step("phase_2_entered", 0, 270, 0.95, 0.85),
        Step("phase_2_completed", 330, 960, 0.55),
        Step("phase_3_entered", 30, 330, 0.93, 0.85),
        Step("phase_3_completed", 480, 1400, 0.68),
        Step("new_drug_approval", 240, 620, 0.9),
        Step("drug_registration", 0, 45, 0.97, 0.9),
    ),
    (
        Step("preclinical_completed", 0, 0, 1.0, 0.8),
        Step("clinical_trial_entry", 90, 420, 0.84),
        Step("stage_1_completed", 300, 800, 0.62),
        Step("stage_2_completed", 400, 1000, 0.55),
        Step("new_drug_approval", 200, 520, 0.9),
        Step("drug_registration", 0, 45, 0.97, 0.9),
    ),
    (
        Step("clinical_trial_entry", 60, 300, 0.9, 0.5),
        Step("drug_registration", 500, 1300, 0.8),
        # The first drugs passed at the end of 2017.
        Step("consistency_evaluation_passed", 0, 900, 0.6, 1.0, "2017-12-29"),
    ),
)
_PRECLINICAL = 9_000_000  # what R&D costs on average, before a drug's own size
_PHASE_SPEND = {
    "rd_spend_phase_1": (14_000_000, "phase_1_entered", "phase_1_completed"),
    "rd_spend_phase_2": (34_000_000, "phase_2_entered", "phase_2_completed"),
    "rd_spend_phase_3": (95_000_000, "phase_3_entered", "phase_3_completed"),
    "rd_spend_stage_1": (24_000_000, "clinical_trial_entry", "stage_1_completed"),
    "rd_spend_stage_2": (60_000_000, "stage_1_completed", "stage_2_completed"),
}
_COST_BY_CATEGORY = (100, 45, 18)  # per cent
_GAPS = {
    "name": 0.01,
    "category": 0.02,
    "registration_class": 0.05,
    "project_investment": 0.15,
    "therapy_kind": 0.05,
    "trial_scheme": 0.06,
    "breakthrough_therapy": 0.1,
    "rd_spend": 0.15,
    "rd_spend_preclinical": 0.2,
    "rd_spend_phase_1": 0.15,
    "rd_spend_phase_2": 0.15,
    "rd_spend_phase_3": 0.15,
    "rd_spend_stage_1": 0.15,
    "rd_spend_stage_2": 0.15,
    "conversion_region": 0.08,
    "production_region": 0.1,
    "entrusted_region": 0.25,
    "production_promise_months": 0.6,
}
_LONGEST = 64  # more drugs than any company has
IDS = pl.Series([f"YP-{number:03}" for number in range(1, _LONGEST + 1)])
_FAMILIES = pl.Series([f"YP-F{number:02}" for number in range(1, _LONGEST + 1)])


def drugs(companies: Companies, year: int) -> tuple[pl.DataFrame, Field]:
    """The drugs of all companies, and their milestones."""
    listed = items(companies, "drug")
    formed, family = _families(companies, listed)
    # Dosage forms of one drug share what the substance is, but not its dates.
    substance = Items(listed.company, listed.item - formed, _substances(companies, listed, formed))
    category = substance.draws.pick("category", (0.46, 0.19, 0.35))
    therapy = substance.draws.pick_by("therapy", category, _THERAPY_WEIGHTS)
    staged = _among(therapy, "cell", "gene") & substance.draws.chance("staged", 0.6)
    generic = category == _CATEGORIES.index("generic")
    path = np.where(generic, GENERIC, np.where(staged, TWO_STAGE, THREE_PHASE)).astype(np.uint8)
    start = pipelines.starts(substance.draws, year)
    done = pipelines.reached("drug", listed.draws, _PATHS, path, start, year)
    types = schema.schema("drugs")
    known = {name: listed.known(_GAPS, name) for name in _GAPS}
    lists = pipelines.milestones_known(listed)
    phases = _at_least(done, len(listed))
    columns = {
        "company": pl.Series(companies.numbers[listed.company]),
        "item": pl.Series(listed.item.astype(np.int32)),
        "id": looked_up(IDS, listed.item),
        "name": masked(_names(substance.draws, listed.draws, therapy), known["name"]),
        "family": family,
        "category": looked_up(_CATEGORIES, category, known["category"], types["category"]),
        "registration_class": _classes(substance.draws, category, therapy, start, known),
        "therapy_kind": looked_up(
            _THERAPIES, therapy, known["therapy_kind"], types["therapy_kind"]
        ),
        "trial_scheme": looked_up(
            ("three_phase", "two_stage"),
            staged.astype(np.uint8),
            known["trial_scheme"] & (~generic | listed.draws.chance("generic.scheme", 0.3)),
            types["trial_scheme"],
        ),
        "breakthrough_therapy": masked(
            pl.Series(substance.draws.chance("breakthrough", 0.06) & (category == 0)),
            known["breakthrough_therapy"],
        ),
        **_amounts(listed, category, path, phases, known),
        **_regions(companies, listed, known),
        "production_promise_months": masked(
            pl.Series(listed.draws.whole("promise", 2, 10) * 6),
            known["production_promise_months"],
        ),
        schema.KNOWN: pl.Series(lists),
    }
    frame = framed("drugs", columns)
    return frame, _milestones(companies, listed, done, lists, therapy)


def _families(companies: Companies, listed: Items) -> tuple[Ints, pl.Series]:
    """Which drugs are another form of the drug before them, and what the families are called."""
    counts = companies.counts("drug")[listed.company]
    pair = listed.item >> 1
    whole = (pair * 2 + 1) < counts
    pairs = companies.draws.at(listed.company).inner("pair", pair)
    together = whole & pairs.chance("together", 0.09)
    # Some give the first form's own key as the family of the second.
    by_id = together & pairs.chance("by-id", 0.1)
    second = (listed.item & 1) == 1
    named = looked_up(_FAMILIES, pair, together & ~by_id)
    family = pl.select(
        pl.when(pl.Series(by_id & second)).then(looked_up(IDS, pair * 2)).otherwise(named)
    ).to_series()
    return (together & second).astype(np.int64), family


def _substances(companies: Companies, listed: Items, formed: Ints) -> Draws:
    return companies.draws.at(listed.company).inner("drug", listed.item - formed)


def _among(therapy: Codes, *names: str) -> Flags:
    return np.array([name in names for name in _THERAPIES])[therapy]


def _names(substance: Draws, own: Draws, therapy: Codes) -> pl.Series:
    stems = pl.concat([words.STEMS, words.HERBS])
    plain, herbs = len(words.STEMS), len(words.HERBS)
    of_herbs = _among(therapy, "traditional")
    stem = np.where(
        of_herbs,
        plain + substance.whole("herb", 0, herbs - 1),
        substance.whole("stem", 0, plain - 1),
    )
    ends = [word for name in _THERAPIES for word in words.ENDINGS[name]]
    sizes = np.array([len(words.ENDINGS[name]) for name in _THERAPIES])
    first = (np.cumsum(sizes) - sizes)[therapy]
    end = first + own.whole("ending", 0, 2**16) % sizes[therapy]
    return joined(looked_up(stems, stem), looked_up(ends, end))


def _classes(
    draws: Draws, category: Codes, therapy: Codes, start: Ints, known: dict[str, Flags]
) -> pl.Series:
    line = np.array(_LINE_OF)[therapy]
    number = np.array(_CLASS_OF)[line, category]
    # Generics that had no original drug in the country are of class 3.
    number = np.where((number == _COPY) & draws.chance("class-3", 0.25), _COPY - 1, number)
    names = [f"{name}-{i}" for name in _LINES for i in range(7)]
    names += [f"chemical-2007-{i}" for i in range(7)] + list(_OPEN_CLASSES)
    old = (line == 0) & (start < pipelines.day_number(_NEW_SCHEME))
    place = np.where(old, 21 + np.array(_OLD_CLASS_OF)[category], line * 7 + number)
    place = np.where(draws.chance("open-class", 0.01), 28 + line, place)
    return looked_up(names, place, known["registration_class"])


def _at_least(done: Reached, height: int) -> dict[str, Flags]:
    """By milestone, which drugs have reached it."""
    found = {}
    for position, word in enumerate(fields.milestones("drug")):
        flags = np.zeros(height, dtype=bool)
        flags[done.row[done.word == position]] = True
        found[word] = flags
    return found


def _amounts(
    listed: Items, category: Codes, path: Codes, done: dict[str, Flags], known: dict[str, Flags]
) -> dict[str, pl.Series]:
    """R&D spend by phase, growing from one to the next; nothing where a phase has not begun."""
    draws = listed.draws
    cost = np.array(_COST_BY_CATEGORY)[category]
    size = draws.amount("size", 1_000_000, 1.0, 1000)  # a million is a drug of usual size
    early = (
        draws.amount("preclinical", _PRECLINICAL * cost // 100, 0.4, 1000) * (size // 1000) // 1000
    )
    total = early.copy()
    columns = {"rd_spend_preclinical": masked(pl.Series(early), known["rd_spend_preclinical"])}
    for name, (median, begun, completed) in _PHASE_SPEND.items():
        own = path == (TWO_STAGE if "stage" in name else THREE_PHASE)
        usual = median * cost // 100
        full = draws.amount(name, usual, 0.35, 1000) * (size // 1000) // 1000
        # A phase under way has cost a part of it; its beginning may not be listed.
        spent = np.where(done[completed], full, full * draws.whole(f"{name}.part", 20, 80) // 100)
        there = own & (done[begun] | done[completed])
        total += np.where(there, spent, 0)
        columns[name] = masked(pl.Series(spent), known[name] & there)
    total += np.where(path == GENERIC, draws.amount("generic.spend", 6_000_000, 0.8, 1000), 0)
    more = draws.whole("investment", 105, 210)
    columns["rd_spend"] = masked(pl.Series(total), known["rd_spend"])
    investment = pl.Series(total * more // 100)
    return columns | {"project_investment": masked(investment, known["project_investment"])}


def _regions(companies: Companies, listed: Items, known: dict[str, Flags]) -> dict[str, pl.Series]:
    home = companies.region[listed.company]
    return {
        "conversion_region": region(listed, home, "conversion_region", 0.86, known),
        "production_region": region(listed, home, "production_region", 0.7, known),
        "entrusted_region": region(listed, home, "entrusted_region", 0.35, known),
    }


def region(
    listed: Items, home: Codes, name: str, at_home: float, known: dict[str, Flags]
) -> pl.Series:
    """A region that is the company's own with a chance, else any."""
    places = [place.region for place in words.REGIONS]
    any_place = listed.draws.whole(name, 0, len(places) - 1)
    where = np.where(listed.draws.chance(f"{name}.home", at_home), home, any_place)
    return looked_up(places, where, known[name], schema.schema("drugs")[name])


def _milestones(
    companies: Companies, listed: Items, done: Reached, lists: Flags, therapy: Codes
) -> Field:
    keep = lists[done.row]
    row, word, day = done.row[keep], done.word[keep], done.day[keep]
    draws = listed.draws.at(row).inner("milestone", word.astype(np.int64))
    placed = pipelines.words_among(
        "drug", {"new_drug_approval", "drug_registration", "consistency_evaluation_passed"}
    )[word]
    certified = pipelines.words_among("drug", {"new_drug_approval", "drug_registration"})[word]
    tried = pipelines.words_among("drug", {completed for _, _, completed in _PHASE_SPEND.values()})[
        word
    ]
    first = word == fields.milestones("drug").index("consistency_evaluation_passed")
    at_home = companies.at_home[listed.company[row]] == draws.chance("as-home", 0.9)
    (numbered,) = np.nonzero(certified & ~draws.chance("gap.certificate", 0.1))
    chosen = draws.at(numbered)
    serial = pipelines.years(day[numbered]) * 10_000 + chosen.whole("serial", 1, 9999)
    letters = np.array(_LINE_OF)[therapy[row[numbered]]]
    numbers = joined(looked_up(("国药准字H", "国药准字S", "国药准字Z"), letters), pl.Series(serial))
    return Field(
        "drug",
        listed.company[row],
        listed.item[row],
        word,
        day,
        ~draws.chance("gap.date", 0.02),
        coded(~at_home, placed & ~draws.chance("gap.place", 0.04)),
        coded(draws.chance("first", 0.12), first & ~draws.chance("gap.first", 0.08)),
        coded(draws.chance("abroad", 0.07), tried & ~draws.chance("gap.country", 0.1)),
        np.full(len(row), UNKNOWN, dtype=np.uint8),
        pipelines.spread(numbers, numbered, len(row)),
    )
