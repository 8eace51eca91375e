"""Populations as data: what the files say is checked, and comes out of the draws."""

import ast
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import sqrt
from pathlib import Path

import polars as pl
import polars.selectors as cs
import pytest
from polars.testing import assert_frame_equal
from yaoxie.errors import RulebookError
from yaoxie.profile.field_types import FieldType
from yaoxie.profile.vocabulary import packaged as vocabulary
from yaoxie.synth import definitions, faults, model, population, specification
from yaoxie.synth.definitions import Definitions
from yaoxie.synth.trees import full_weights

FOLDER = Path(specification.__file__).parent
SIGMAS = 5
COUNT = 20_000


def with_word(base: Definitions, words: tuple[str, ...], more: tuple[str, ...]) -> Definitions:
    """The definitions with other words in the place of a set's own."""

    def field(type_: FieldType) -> FieldType:
        return replace(type_, words=more) if type_.words == words else type_

    def column(dtype: pl.DataType) -> pl.DataType:
        return pl.Enum(more) if dtype == pl.Enum(words) else dtype

    return replace(
        base,
        fields={k: {n: field(t) for n, t in own.items()} for k, own in base.fields.items()},
        columns={t: {n: column(d) for n, d in own.items()} for t, own in base.columns.items()},
    )


def as_texts(frame: pl.DataFrame) -> pl.DataFrame:
    """The table with its words as texts, whatever other words there are."""
    return frame.with_columns(cs.enum().cast(pl.String))


@pytest.mark.parametrize("place", [0, 1, 5, 10])
def test_a_region_more_takes_no_share_of_another(place: int) -> None:
    regions = vocabulary().ids("region")
    more = (*regions[:place], "taizhou", *regions[place:])
    larger = specification.load(definitions=with_word(definitions.packaged(), regions, more))
    before = population.tables(2000, 3)
    after = population.tables(2000, 3, specification=larger)
    for name, frame in before.items():
        assert_frame_equal(as_texts(after[name]), as_texts(frame))


def drawn_by_weights() -> Iterator[tuple[str, str, dict[str, float]]]:
    """Tables, their fields that are drawn by one row of weights, and the share of each word."""
    packaged = specification.packaged()
    lists = packaged.definitions.lists
    levels = {"companies": packaged.companies} | {
        lists[kind]: entry.level for kind, entry in packaged.kinds.items()
    }
    for table, level in levels.items():
        for name, variable in level.variables.items():
            if not isinstance(variable, model.Chosen) or variable.same_as is not None:
                continue
            if name in level.types and isinstance(variable.weights, dict):
                weights = full_weights(variable.weights, level.words[name])
                total = sum(weights.values())
                yield table, name, {word: weight / total for word, weight in weights.items()}


@pytest.fixture(scope="module")
def tables() -> Mapping[str, pl.DataFrame]:
    return population.tables(COUNT, 17)


def within(count: int, of: int, share: float) -> bool:
    """Whether so many of so many are what chance allows; forms of one drug count as one."""
    return abs(count - of * share) <= SIGMAS * sqrt(1.2 * of * share * (1 - share)) + of / 4096


@pytest.mark.parametrize(("table", "name", "shares"), list(drawn_by_weights()))
def test_words_come_as_often_as_their_weights_say(
    tables: Mapping[str, pl.DataFrame], table: str, name: str, shares: dict[str, float]
) -> None:
    words = tables[table][name].drop_nulls()
    counts = dict(words.cast(pl.String).value_counts().iter_rows())
    assert set(counts) <= set(shares)
    for word, share in shares.items():
        assert within(counts.get(word, 0), len(words), share), word


@pytest.mark.parametrize("kind", ["drug", "device", "platform", "initiative"])
def test_fields_are_unknown_as_often_as_the_file_says(
    tables: Mapping[str, pl.DataFrame], kind: str
) -> None:
    packaged = specification.packaged()
    frame = tables[packaged.definitions.lists[kind]]
    level = packaged.kinds[kind].level
    checked = 0
    for name, variable in level.variables.items():
        unconditional = not variable.only and getattr(variable, "phase", None) is None
        if name in frame.columns and name in level.types and unconditional:
            assert within(frame[name].null_count(), len(frame), float(variable.unknown)), name
            checked += 1
    assert checked >= 3


def test_faults_come_as_often_as_their_weights_say() -> None:
    kinds = faults.load(FOLDER / "faults.yaml")
    chosen = [kind for _, kind in population.faults(100_000, 4, 0.2)]
    assert within(len(chosen), 100_000, 0.2)
    total = float(sum(kind.weight for kind in kinds.values()))
    for name, kind in kinds.items():
        assert within(chosen.count(name), len(chosen), float(kind.weight) / total), name


def test_no_word_of_the_vocabulary_is_named_in_python() -> None:
    words = {word.id for word in vocabulary().every_word()}
    sources = sorted(FOLDER.glob("*.py"))
    assert len(sources) > 10
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in words, (source.name, node.lineno)


VETERINARY = """
count: {numbers: {0: 1, 1: 2, 2: 1}}
families: {draw: vet-pair, share: 0.2, text: [SY-F, {number: 2}]}
variables:
  pipeline: {weights: {usual: 1}}
  start: {since: "2010-01-01"}
fields:
  id: {text: [SY-, {number: 3}]}
  name: {text: {by: species, of: {pig: 猪用疫苗}, others: 兽药}}
  species: {unknown: 0.1, weights: {pig: 3, hen: 1}}
  herd: {between: [10, 50], step: 10}
  dose_cost: {median: 1000, spread: 1, step: 10}
  listed: {chance: {by: species, of: {pig: 1}, others: 0}}
pipelines:
  usual:
    - {milestone: field_trial, days: [10, 20], passing: 1}
    - {milestone: veterinary_approval, days: [30, 60], passing: 0.5}
milestones:
  fields:
    place: {milestones: [veterinary_approval], weights: {beijing: 1, others: 0}}
    certificate: {milestones: [veterinary_approval], text: [兽药字, {year: date}]}
"""


@pytest.fixture
def own(tmp_path: Path) -> specification.Specification:
    """A population with a kind that the packaged vocabulary lacks."""
    (tmp_path / "veterinary_drug.yaml").write_text(VETERINARY, "utf-8")
    return specification.load(tmp_path, veterinary_definitions())


def veterinary_definitions() -> Definitions:
    base = definitions.packaged()
    fields = {
        "id": FieldType("text"),
        "name": FieldType("text"),
        "family": FieldType("text"),
        "species": FieldType("word", ("pig", "hen")),
        "herd": FieldType("months"),
        "dose_cost": FieldType("yuan"),
        "listed": FieldType("yes_no"),
        "remark": FieldType("text"),
    }
    reached = ("veterinary_approval", "field_trial")
    words = base.columns["milestones"]["milestone"]
    assert isinstance(words, pl.Enum)
    columns = {
        "company": pl.Int64(),
        "item": pl.Int32(),
        "id": pl.String(),
        "name": pl.String(),
        "family": pl.String(),
        "species": pl.Enum(["pig", "hen"]),
        "herd": pl.Int64(),
        "dose_cost": pl.Int64(),
        "listed": pl.Boolean(),
        "remark": pl.String(),
        "milestones_known": pl.Boolean(),
    }
    milestones = {
        **base.columns["milestones"],
        "kind": pl.Enum([*base.milestones, "veterinary_drug"]),
        "milestone": pl.Enum([*words.categories, *reached]),
    }
    return Definitions(
        base.vocabulary,
        {**base.lists, "veterinary_drug": "veterinary_drugs"},
        {**base.fields, "veterinary_drug": fields},
        {**base.milestones, "veterinary_drug": reached},
        {**base.columns, "veterinary_drugs": columns, "milestones": milestones},
    )


def test_a_kind_of_ones_own_needs_a_file_and_no_python(own: specification.Specification) -> None:
    supports = {"m": [("s", "veterinary_drug")]}
    frames = population.tables(3000, 5, supports=supports, specification=own)
    drugs = frames["veterinary_drugs"]
    species = drugs["species"].drop_nulls().to_list()
    assert within(species.count("pig"), len(species), 0.75)
    assert (drugs["listed"] == (drugs["species"] == "pig")).drop_nulls().all()
    assert set(drugs["herd"]) == {10, 20, 30, 40, 50}
    assert drugs["family"].drop_nulls().str.contains(r"^SY-F\d\d$").all()
    assert drugs["remark"].null_count() == len(drugs)
    milestones = frames["milestones"].filter(pl.col("kind") == "veterinary_drug")
    approved = milestones.filter(pl.col("milestone") == "veterinary_approval")
    assert 0.3 < len(approved) / len(drugs) < 0.5
    years = approved["date"].dt.year().cast(pl.String)
    assert (approved["certificate"] == "兽药字" + years).all()
    assert set(approved["place"]) == {"beijing"}
    trials = milestones.filter(pl.col("milestone") == "field_trial")
    assert trials["certificate"].null_count() == len(trials)
    assert frames["awards"]["subject"].str.starts_with("SY-").all()
    assert len(frames["awards"]) > 0


def test_what_is_added_changes_nothing_else(own: specification.Specification) -> None:
    before = population.tables(500, 5)
    after = population.tables(500, 5, specification=own)
    for name in ("companies", "drugs", "devices", "platforms", "initiatives"):
        assert_frame_equal(after[name], before[name])
    packaged = after["milestones"].filter(pl.col("kind") != "veterinary_drug")
    assert_frame_equal(as_texts(packaged), as_texts(before["milestones"]))


@pytest.mark.parametrize("of", ["true", "false"])
def test_what_is_drawn_by_a_yes_or_no_follows_it(tmp_path: Path, of: str) -> None:
    text = (FOLDER / "drug.yaml").read_text("utf-8")
    plain = "      draw: first-three\n      unknown: 0.08\n      chance: 0.3\n"
    branch = f'      chance: {{by: first_in_country, of: {{"{of}": 1}}, others: 0}}\n'
    assert plain in text
    drug = text.replace(plain, plain.replace("      chance: 0.3\n", branch))
    (tmp_path / "drug.yaml").write_text(drug, "utf-8")
    frames = population.tables(3000, 5, specification=specification.load(tmp_path))
    known = frames["milestones"].drop_nulls(["first_in_country", "first_three_in_country"])
    assert set(known["first_in_country"]) == {True, False}
    first = known["first_in_country"] if of == "true" else ~known["first_in_country"]
    assert (known["first_three_in_country"] == first).all()


# A file, what to change in it, and what the fault says.
MISTAKES = [
    ("company", "haikou: 94", "haikuo: 94", "'haikuo'; expected a word of the vocabulary"),
    ("company", "production: 2, ", "producing: 2, ", "a word of the vocabulary"),
    ("company", "haikou: 94", "haikou: -2", "-2; expected"),
    ("company", "unknown: 0.03", "unknown: 1.5", "1.5; expected"),
    ("company", "legal_person: {", "legal_persona: {", "a field of the vocabulary"),
    ("company", "chance: 0.96", "since: 2005-01-01", "a form that suits its type, yes_no"),
    ("company", "chance: 0.96", "odds: 0.96", "a mapping with one of the keys"),
    ("company", "by: home\n      of", "by: hoem\n      of", "a variable that has words"),
    ("company", "service: 30_000_000, ", "", "a branch for service, or others"),
    ("company", "outside: 1, others: 0", "others: 0", "a weight above 0"),
    ("drug", "only: {pipeline: [generic]}", "only: {pipeline: [generics]}", "a word of pipeline"),
    ("drug", "milestone: phase_1_entered", "milestone: phase_1", "a milestone"),
    ("drug", "days: [240, 720]", "days: [720, 240]", "two numbers from 0 that ascend"),
    ("drug", "times: size", "times: sizes", "a variable of this level that is a number"),
    ("drug", "{first: 1, last: 24, ratio: 0.57}", "{first: 1, last: 24}", "last and ratio"),
    ("drug", '"2016": null', '"2016": "2016-03-03"', "null for the last period"),
    ("drug", "share_of: rd_spend", "share_of: project_investment", "no circle of variables"),
    ("drug", "  two_stage:\n    -", "  two_stages:\n    -", "the name of a pipeline"),
    ("drug", "{year: date}", "{year: approval}", "a variable that is a day"),
    ("drug", "{value: stem}", "{value: category}", "a variable that is a text"),
    ("drug", "texts: [", "others: [", "one of the keys"),
    ("initiative", "step: 0.01", "step: 0.3", "two multiples of the step that ascend"),
    ("awards", "share: 0.04", "share: often", "a number"),
    ("platform", "count:", "amount:", "count"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "expected"), MISTAKES)
def test_a_mistake_in_a_file_is_named_with_its_place(
    tmp_path: Path, file: str, right: str, wrong: str, expected: str
) -> None:
    text = (FOLDER / f"{file}.yaml").read_text("utf-8")
    assert right in text
    (tmp_path / f"{file}.yaml").write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(RulebookError) as refused:
        specification.load(tmp_path)
    for fault in refused.value.faults:
        assert fault.file == f"{file}.yaml"
        assert fault.line is not None
        assert fault.column is not None
    assert expected in str(refused.value)


def test_a_word_more_needs_a_weight_where_the_file_says_nothing_of_others(tmp_path: Path) -> None:
    regions = vocabulary().ids("region")
    larger = with_word(definitions.packaged(), regions, (*regions, "taizhou"))
    text = (FOLDER / "company.yaml").read_text("utf-8")
    needle = "others: {elsewhere: 1, others: 0}"
    assert needle in text
    every = ", ".join(f"{region}: 1" for region in regions)
    (tmp_path / "company.yaml").write_text(text.replace(needle, f"others: {{{every}}}"), "utf-8")
    specification.load(tmp_path)
    with pytest.raises(RulebookError, match="a weight of taizhou, or of others"):
        specification.load(tmp_path, larger)


def test_a_file_of_no_kind_and_a_folder_that_is_none_are_refused(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "drug.yaml", tmp_path / "drugs.yaml")
    with pytest.raises(RulebookError, match=r"did you mean 'drug\.yaml'"):
        specification.load(tmp_path)
    with pytest.raises(RulebookError, match="expected a folder"):
        specification.load(tmp_path / "none")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: {weight: 1}", "one of the keys text, set"),
        ("a: {weight: 1, text: cut, remove: name}", "one of the keys text, set"),
        ("a: {weight: 0, text: cut}", "a weight above 0"),
        ("a: {weight: 1, text: bent}", "one of cut, wrapped, repeated"),
    ],
)
def test_a_mistake_in_the_faults_is_named(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "faults.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(RulebookError, match=expected):
        faults.load(path)
