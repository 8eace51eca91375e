"""What a rulebook holds and nothing uses: no fault, but likely a slip.

Names that no rule reads, and files that no list names. A reader can do without each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yaoxie.errors import Fault, nearest
from yaoxie.messages import Message
from yaoxie.profile.definitions import KindDefinition, VocabularyFile
from yaoxie.profile.vocabulary import FILE as VOCABULARY
from yaoxie.profile.vocabulary import Vocabulary, packaged
from yaoxie.rules import model as measure
from yaoxie.rules.checks import Checker
from yaoxie.rules.choosing import excludes
from yaoxie.rules.conditions import Condition, facts_of, tests_of
from yaoxie.sources.yaml_text import YamlFile

INDEX, MEASURE = "rulebook.yaml", "measure"
_BESIDE = ("README", "LICENSE", "CHANGELOG", "NOTICE")  # what any folder may hold


@dataclass(frozen=True, slots=True)
class MeasureFiles:
    """A checked measure, and its supports with their files."""

    checker: Checker
    files: Sequence[tuple[measure.Support, YamlFile]]

    @property
    def conditions(self) -> Iterator[Condition]:
        """Every condition of the measure."""
        checker = self.checker
        yield from checker.applicant.values()
        yield from checker.conditions.values()
        yield from checker.supplements.values()
        yield from checker.promises.values()

    @property
    def facts(self) -> Iterator[str]:
        """The facts that conditions and shares read."""
        for condition in self.conditions:
            yield from facts_of(condition)
        for support, _ in self.files:
            for share in support.gives.share or ():
                yield from (*share.of, *(share.less or ()))
        for limit in self.checker.model.limits:
            if limit.share is not None:
                yield from (*limit.share.of, *(limit.share.less or ()))

    @property
    def words(self) -> Iterator[object]:
        """The words that conditions name."""
        for condition in self.conditions:
            for test in tests_of(condition):
                yield from test.operand if isinstance(test.operand, tuple) else (test.operand,)
                yield from test.excepted


def of_measure(files: MeasureFiles) -> Iterator[Fault]:
    """Readings, windows, periods, areas, sources, groups and limits that nothing uses."""
    model, source = files.checker.model, files.checker.source
    data = [source.data, *(place.data for _, place in files.files)]
    yield from _readings(model, source, [guard for part in data for guard in _under(part, "under")])
    named = set(files.words)
    for name in model.windows:
        if name not in named:
            yield source.fault(f"/windows/{name}", name, Message("rules.used-window"))
    supports = [support for support, _ in files.files]
    periods = {support.gives.period for support in supports}
    periods |= {limit.period for limit in model.limits}
    periods |= {share.period for support in supports for share in support.gives.share or ()}
    for name in model.periods:
        if name not in periods:
            yield source.fault(f"/periods/{name}", name, Message("rules.used-period"))
    areas = {support.area for support in supports}
    for i, area in enumerate(model.areas):
        if area.id not in areas and not area.unpublished:
            expected = Message("rules.used-area")
            yield source.fault(f"/areas/{i}/id", area.id, expected)
    cited = {entry.get("document") for part in data for entry in _under(part, "source")}
    for i, document in enumerate(model.documents):
        if document.id not in cited and not document.note:
            expected = Message("rules.used-document")
            yield source.fault(f"/documents/{i}/id", document.id, expected)
    yield from _sharing(model, source, {support.id: support for support in supports})


def _readings(
    model: measure.Measure, source: YamlFile, guards: Sequence[Mapping[str, Any]]
) -> Iterator[Fault]:
    for i, reading in enumerate(model.readings):
        named: set[str] = set()
        for options in (guard[reading.id] for guard in guards if reading.id in guard):
            named |= {*options} if isinstance(options, list) else {options}
        if not named:
            expected = Message("rules.used-reading")
            yield source.fault(f"/readings/{i}/id", reading.id, expected)
            continue
        alike = [j for j, option in enumerate(reading.options) if option.id not in named]
        for j in alike[1:]:
            expected = Message("rules.used-option", other=reading.options[alike[0]].id)
            at = f"/readings/{i}/options/{j}/id"
            yield source.fault(at, reading.options[j].id, expected)


def _sharing(
    model: measure.Measure, source: YamlFile, supports: Mapping[str, measure.Support]
) -> Iterator[Fault]:
    shared: list[tuple[str, measure.Group | measure.Limit | measure.AtMost, Iterable[str]]] = [
        (f"/groups/{i}", group, [name for member in group.members for name in member.names])
        for i, group in enumerate(model.groups)
    ]
    shared += [(f"/limits/{i}", limit, limit.supports) for i, limit in enumerate(model.limits)]
    shared += [(f"/at_most/{i}", entry, entry.supports) for i, entry in enumerate(model.at_most)]
    for at, entry, names in shared:
        if all(excludes(entry.under, supports[name].under) for name in names if name in supports):
            expected = Message("rules.used-sharing")
            yield source.fault(f"{at}/id", entry.id, expected)


def _under(data: Any, key: str) -> Iterator[Mapping[str, Any]]:
    """The mappings under a key, at any depth."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name == key and isinstance(value, dict):
                yield value
            yield from _under(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from _under(value, key)


def of_vocabulary(
    vocabulary: Vocabulary, source: YamlFile, measures: Iterable[MeasureFiles]
) -> Iterator[Fault]:
    """What a vocabulary of the rulebook's own adds and no rule reads."""
    files = list(measures)
    facts = frozenset(fact for entry in files for fact in entry.facts)
    words = frozenset(word for entry in files for word in entry.words)
    words |= {entry.checker.model.place for entry in files}
    kinds = frozenset(support.subject for entry in files for support, _ in entry.files)
    yield from _VocabularyUse(vocabulary, source, facts, words, kinds).unused()


@dataclass(frozen=True, slots=True)
class _VocabularyUse:
    """Of an own vocabulary, what rules read: facts, words, and kinds of subject."""

    vocabulary: Vocabulary
    source: YamlFile
    facts: frozenset[str]
    words: frozenset[object]
    kinds: frozenset[str]

    def unused(self) -> Iterator[Fault]:
        """What the vocabulary adds and no rule reads."""
        own, base = VocabularyFile.model_validate(self.source.data), packaged()
        for name, kind in own.kinds.items():
            if name not in base.kinds and name not in self.kinds:
                expected = Message("rules.used-kind")
                yield self.source.fault(f"/kinds/{name}", name, expected)
            else:
                yield from self._kind(name, kind)
        for name in own.milestone.fields:
            field = self.vocabulary.milestone_fields[name]
            read = any(".milestone." in fact and fact.endswith(f".{name}") for fact in self.facts)
            if name not in base.milestone_fields and field.type.decides and not read:
                yield self._fault(f"/milestone/fields/{name}", name, Message("rules.a-field"))
        yield from self._sets(own)

    def _kind(self, name: str, kind: KindDefinition) -> Iterator[Fault]:
        base = packaged()
        known = base.fields(name) if name in base.kinds else {}
        certificates = self.vocabulary.certificates(name)
        certificate_fields = {certificates.field} if certificates is not None else set()
        for field in kind.fields:
            decides = self.vocabulary.fields(name)[field].type.decides
            added = field not in known and field not in certificate_fields and decides
            if added and f"{name}.{field}" not in self.facts:
                yield self._fault(f"/kinds/{name}/fields/{field}", field, Message("rules.a-field"))
        reached = {
            word
            for word in self.vocabulary.milestones(name)
            if f"{name}.milestone.{word}" in self.facts
        }
        for i, milestone in enumerate(kind.milestones):
            word = milestone.id
            implied = self.vocabulary.implied(name, word)
            if word not in base.milestones(name) and not {word, *implied} & reached:
                yield self._fault(
                    f"/kinds/{name}/milestones/{i}/id", word, Message("rules.a-milestone")
                )

    def _sets(self, own: VocabularyFile) -> Iterator[Fault]:
        """Words that are added to a packaged set; sets and groups of the form that no field has."""
        base = packaged()
        fields = [
            field.definition
            for kind in self.vocabulary.kinds
            for field in self.vocabulary.fields(kind).values()
        ]
        fields += [field.definition for field in self.vocabulary.milestone_fields.values()]
        sets, groups = {field.words for field in fields}, {field.group for field in fields}
        for name, words in own.words.items():
            if name not in sets:
                expected = Message("rules.used-set")
                yield self.source.fault(f"/words/{name}", name, expected)
            if name not in base.words:
                continue
            type_ = self.vocabulary.word_type(name)
            # Whoever reads a word reads what lies within it, and what holds it.
            named = [word for word in type_.words if word in self.words]
            read = {
                word for word in type_.words if any(type_.overlap(word, each) for each in named)
            }
            for i, word in enumerate(words):
                if word.id not in base.ids(name) and word.id not in read:
                    yield self._fault(f"/words/{name}/{i}/id", word.id, Message("rules.a-word"))
        for name in own.groups:
            if name not in groups:
                expected = Message("rules.used-group")
                yield self.source.fault(f"/groups/{name}", name, expected)

    def _fault(self, at: str, value: str, what: Message) -> Fault:
        return self.source.fault(at, value, Message("rules.used-by-rule", what=what))


def of_folder(folder: Path, models: Mapping[str, measure.Measure]) -> list[Fault]:
    """Files and folders that no list names; hidden ones and READMEs do no harm."""
    named = [INDEX, VOCABULARY, *models]
    stray = list(_stray(folder, "", named, Message("rules.listed-measure")))
    for name, model in models.items():
        files = [f"{stem}.yaml" for stem in (MEASURE, *model.supports)]
        expected = Message("rules.file-of-support")
        stray += _stray(folder / name, f"{name}/", files, expected)
    return stray


def _stray(folder: Path, home: str, names: Sequence[str], expected: Message) -> Iterator[Fault]:
    for path in sorted(folder.iterdir()):
        beside = path.name.startswith((".", *_BESIDE)) or path.suffix == ".md"
        if path.name not in names and not beside:
            file = f"{home}{path.name}"
            yield Fault("", path.name, expected, nearest(path.name, names), file=file)
