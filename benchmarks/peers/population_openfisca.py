"""OpenFisca vectors: one simulation per kind, its subjects as persons and companies as groups.

It has no word for "unknown": what is not known is set to what decides as if it were not so, and an
approval without a day to one that never comes. Facts come as the arrays that it keeps itself; of
a company's activities, whether there are any. The four simulations run one after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from peers import population_polars
from peers.openfisca_system import (
    COMPANY,
    NEVER,
    SUBJECT,
    Category,
    DeviceClass,
    InitiativeType,
    Park,
    Place,
    PlatformType,
    ReviewLevel,
)
from peers.population_job import (
    COLUMNS,
    ENTRY,
    KINDS,
    MILESTONES,
    OWN,
    SUPPORTS,
    YEAR,
    Job,
    Verdicts,
    facts_file,
)

Vectors = dict[str, Any]
Frames = dict[str, pl.LazyFrame]
ENUMS = {
    "park": Park,
    "category": Category,
    "device_class": DeviceClass,
    "platform_type": PlatformType,
    "initiative_type": InitiativeType,
    "new_drug_approval_place": Place,
    "drug_registration_place": Place,
    "special_review_passed_review_level": ReviewLevel,
    "device_registration_place": Place,
    "production_licence_place": Place,
}
IN_TRIALS = f"{ENTRY}_latest"
COMPANY_FACTS = ("park", "legal_person", "engaged", "owns_ip")
GROWTH = [InitiativeType.restructuring, InitiativeType.listing, InitiativeType.merger_acquisition]
CXO = [PlatformType.cro, PlatformType.cmo, PlatformType.cdmo]


def _reached(subject: Any, period: Any, day: str) -> Any:
    return subject(day, period) <= np.datetime64(f"{period.start.year}-12-31")


def _is(subject: Any, period: Any, name: str, *words: Any) -> Any:
    values = subject(name, period)
    holds = values == words[0]
    for word in words[1:]:
        holds = holds + (values == word)
    return holds


def _in_beijing(subject: Any, period: Any, word: str) -> Any:
    place = _is(subject, period, f"{word}_place", Place.beijing)
    return _reached(subject, period, f"{word}_date") * place


def _applicant(company: Any, period: Any) -> Any:
    park = company("park", period)
    in_zone = (park != Park.outside) * (park != Park.none)
    return in_zone * company("legal_person", period) * company("engaged", period)


def _not_before(subject: Any, period: Any, day: str) -> Any:
    return subject(day, period) >= np.datetime64(f"{period.start.year}-01-01")


FORMULAS: dict[str, Callable[[Any, Any], Any]] = {
    "new-drug-approval": lambda s, p: (
        _is(s, p, "category", Category.innovative)
        * (_in_beijing(s, p, "new_drug_approval") + _in_beijing(s, p, "drug_registration"))
    ),
    "drug-phase-2": lambda s, p: (
        _is(s, p, "category", Category.innovative) * _reached(s, p, "phase_2_completed_date")
    ),
    "first-generic-consistency": lambda s, p: (
        _is(s, p, "category", Category.generic)
        * _reached(s, p, "consistency_evaluation_passed_date")
        * s("consistency_evaluation_passed_first_in_country", p)
    ),
    "drug-clinical-trial": lambda s, p: (
        _is(s, p, "category", Category.innovative)
        * _reached(s, p, IN_TRIALS)
        * _not_before(s, p, "new_drug_approval_date")
        * _not_before(s, p, "drug_registration_date")
    ),
    "innovative-device": lambda s, p: (
        _reached(s, p, "special_review_passed_date")
        * _is(s, p, "special_review_passed_review_level", ReviewLevel.national)
        * s("industrialised_in_zone", p)
    ),
    "device-registration": lambda s, p: (
        _is(s, p, "device_class", DeviceClass.II, DeviceClass.III)
        * _in_beijing(s, p, "device_registration")
        * s.company("owns_ip", p)
        * _in_beijing(s, p, "production_licence")
    ),
    "cxo-platform": lambda s, p: _is(s, p, "platform_type", *CXO),
    "testing-platform": lambda s, p: _is(s, p, "platform_type", PlatformType.testing_inspection),
    "translation-centre": lambda s, p: _is(s, p, "platform_type", PlatformType.translation_centre),
    "listing-and-merger": lambda s, p: (
        _is(s, p, "initiative_type", *GROWTH) * _reached(s, p, "date")
    ),
    "overseas-rd": lambda s, p: (
        _is(s, p, "initiative_type", InitiativeType.overseas_rd) * _reached(s, p, "date")
    ),
}


def from_facts(folder: Path) -> Job:
    """The arrays are made ready, and set."""
    frames = {kind: pl.scan_parquet(facts_file(folder, kind)) for kind in KINDS}
    simulations = _simulations(*_vectors(_scanned(folder)["companies"], frames))

    def forget() -> None:
        for kind, simulation in simulations.items():
            for name in ("applicant", *map(_name, SUPPORTS[kind])):
                simulation.delete_arrays(name)

    return Job(lambda: _decided(simulations), lambda verdicts: verdicts, 1, forget)


def from_tables(folder: Path) -> Job:
    """Polars joins the tables and makes the arrays, then OpenFisca decides."""
    return _joined({name: frame.collect().lazy() for name, frame in _scanned(folder).items()})


def from_parquet(folder: Path) -> Job:
    """The same with the scan of the tables."""
    return _joined(_scanned(folder))


def _joined(tables: Frames) -> Job:
    def run() -> Verdicts:
        frames = population_polars.side_by_side(tables)
        return _decided(_simulations(*_vectors(tables["companies"], frames)))

    return Job(run, lambda verdicts: verdicts, pl.thread_pool_size())


def _scanned(folder: Path) -> Frames:
    return {
        name: pl.scan_parquet(folder / f"{name}.parquet").select(columns)
        for name, columns in COLUMNS.items()
    }


def _vectors(companies: pl.LazyFrame, frames: Frames) -> tuple[Vectors, dict[str, Vectors]]:
    """The arrays of companies, and those of the subjects of each kind."""
    engaged = pl.col("activities").list.len() > 0
    company = companies.select("company", "park", "legal_person", "owns_ip", engaged=engaged)
    subjects = {
        kind: _arrays(frame.select("company", *_facts(kind)).collect())
        for kind, frame in frames.items()
    }
    return _arrays(company.collect()), subjects


def _facts(kind: str) -> list[str]:
    asked = MILESTONES.get(kind, {})
    days = [f"{word}_date" for word in asked] + ([IN_TRIALS] if kind == "drug" else [])
    attributes = [f"{word}_{attribute}" for word, attribute in asked.items() if attribute]
    return [*OWN[kind], *days, *attributes]


def _arrays(frame: pl.DataFrame) -> Vectors:
    return {column.name: _array(column) for column in frame}


def _array(column: pl.Series) -> Any:
    if column.name in ENUMS:
        assert isinstance(column.dtype, pl.Enum)
        words = ENUMS[column.name]
        known = [item.name for item in words]
        used = [word.replace("-", "_") for word in column.dtype.categories]
        places = [known.index(word) if word in known else 0 for word in used]
        codes = np.array([*places, 0], np.uint8)  # the last one for what is not known
        numbers = column.to_physical().cast(pl.Int32).fill_null(len(places))
        return EnumArray(codes[numbers.to_numpy()], words)
    if column.dtype == pl.Date:
        return column.fill_null(NEVER).to_numpy().astype("datetime64[D]")
    return column.fill_null(value=False).to_numpy()


def _simulations(company: Vectors, subjects: dict[str, Vectors]) -> dict[str, Any]:
    simulations = {}
    for kind, vectors in subjects.items():
        system, builder = _system(kind), SimulationBuilder()
        builder.create_entities(system)
        persons, groups = builder.populations["subject"], builder.populations["company"]
        for population, numbers in ((persons, vectors["company"]), (groups, company["company"])):
            population.count = len(numbers)
            population.ids = np.arange(len(numbers))
        groups.members_entity_id = np.searchsorted(company["company"], vectors["company"])
        simulations[kind] = simulation = builder.build(system)
        for name, array in (*company.items(), *vectors.items()):
            if name != "company":
                simulation.set_input(name, "ETERNITY", array)
    return simulations


def _system(kind: str) -> Any:
    """A system for subjects of one kind."""
    system = TaxBenefitSystem([SUBJECT, COMPANY])
    for name in COMPANY_FACTS:
        system.add_variable(_fact(name, COMPANY))
    for name in _facts(kind):
        system.add_variable(_fact(name, SUBJECT))
    system.add_variable(_variable("applicant", COMPANY, bool, DateUnit.YEAR, formula=_applicant))
    for support in SUPPORTS[kind]:
        system.add_variable(
            _variable(_name(support), SUBJECT, bool, DateUnit.YEAR, formula=_formula(support))
        )
    return system


def _formula(support: str) -> Callable[[Any, Any], Any]:
    own = FORMULAS[support]

    def formula(subject: Any, period: Any) -> Any:
        return own(subject, period) * subject.company("applicant", period)

    return formula


def _fact(name: str, entity: Any) -> type[Variable]:
    if name in ENUMS:
        words = ENUMS[name]
        more = {"possible_values": words, "default_value": words.none}
        return _variable(name, entity, Enum, DateUnit.ETERNITY, **more)
    if name.endswith("date") or name == IN_TRIALS:
        return _variable(name, entity, date, DateUnit.ETERNITY, default_value=NEVER)
    return _variable(name, entity, bool, DateUnit.ETERNITY)


def _variable(name: str, entity: Any, type_: type, period: str, **more: Any) -> type[Variable]:
    members = {"entity": entity, "value_type": type_, "definition_period": period, "label": name}
    return type(name, (Variable,), {**members, **more})


def _decided(simulations: dict[str, Any]) -> Verdicts:
    return {
        support: simulations[kind].calculate(_name(support), str(YEAR)).view(np.uint8)
        for kind, supports in SUPPORTS.items()
        for support in supports
    }


def _name(support: str) -> str:
    return support.replace("-", "_")


TASKS = {"facts": from_facts, "tables": from_tables, "parquet": from_parquet}
