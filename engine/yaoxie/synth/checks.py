"""Checks a population's files against the vocabulary and against themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from yaoxie.errors import nearest, pointer
from yaoxie.messages import Message
from yaoxie.profile.field_types import FieldType
from yaoxie.sources.yaml_text import YamlFile
from yaoxie.synth import forms, pipelines
from yaoxie.synth import model as m
from yaoxie.synth.definitions import Definitions
from yaoxie.synth.forms import OTHERS
from yaoxie.synth.scope import NOTHING, Level
from yaoxie.synth.trees import full_weights, leaves, words_of

_TRUTH = ("false", "true")
_DATE = "date"  # of a milestone, which its pipeline gives
_FORMS: Mapping[str, tuple[type[m.Variable], ...]] = {
    "word": (m.Chosen,),
    "words": (m.Chosen,),
    "yes_no": (m.Chance,),
    "yuan": (m.Amount, m.Part, m.Sum, m.Range),
    "rate": (m.Range,),
    "day": (m.Since,),
    "text": (m.Worded, m.CreditCode),
}
_WHOLE = (m.Range, m.Amount)  # of any other whole number
_NUMBERS = (m.Amount, m.Part, m.Sum, m.Range)


def _forms_of(type_: FieldType) -> tuple[type[m.Variable], ...]:
    """The forms that draw values of a type."""
    return _FORMS.get(type_.name, _WHOLE if type_.form.is_whole else ())


def words_by_variable(
    variables: m.Variables, types: Mapping[str, FieldType], outer: Level | None
) -> dict[str, tuple[str, ...]]:
    """The words that each variable can be, the vocabulary's in its order."""
    words: dict[str, tuple[str, ...]] = {}
    for name, variable in variables.items():
        match variable:
            case m.Chosen():
                own = types[name].words if name in types and types[name].name == "word" else ()
                named = [w for leaf in leaves(variable.weights) for w in leaf if w != OTHERS]
                extra = variable.texts if own else named
                if not own and variable.same_as is not None and outer is not None:
                    extra = [*extra, *outer.all_words().get(variable.same_as, ())]
                words[name] = tuple(dict.fromkeys([*own, *extra]))
            case m.Chance():
                words[name] = _TRUTH
            case m.Periods():
                words[name] = tuple(variable.periods)
            case _:
                pass
    return words


class Checker:
    """The checks of one file, whose faults it adds to its source."""

    def __init__(
        self, source: YamlFile, level: Level, definitions: Definitions, kind: str | None = None
    ) -> None:
        self._source = source
        self._level = level
        self._definitions = definitions
        self._kind = kind
        self._milestones = definitions.milestones.get(kind or "", ())

    def check_kind(self, model: m.KindSpec, companies: Level, milestones: Level | None) -> None:
        """Checks the file of one kind of item."""
        self._check_tree("/count", model.count, companies, self._check_counts)
        self.check_level("", model.variables, model.fields)
        if model.families is not None:
            self._check_text("/families/text", model.families.text, self._level)
        for name, steps in model.pipelines.items():
            for position, step in enumerate(steps):
                at = pointer(("pipelines", name, position))
                self._among_milestones(f"{at}/milestone", step.milestone)
                self._check_pair(f"{at}/days", step.days)
        try:
            pipelines.order(model.pipelines)
        except CycleError:
            self._add("/pipelines", None, Message("synth.same-order"))
        if model.milestones is None or milestones is None:
            return
        if not self._milestones:
            self._add("/milestones", self._kind, Message("synth.no-milestones"))
        for name in (pipelines.PIPELINE, pipelines.START):
            if name not in self._level.variables:
                self._add("/milestones", None, Message("synth.variable-in-file", name=name))
        for name in self._level.words.get(pipelines.PIPELINE, ()):
            at = pointer(("variables", pipelines.PIPELINE))
            known = tuple(model.pipelines)
            self._among(at, name, known, Message("synth.pipeline-name", names=known))
        inner = Checker(self._source, milestones, self._definitions, self._kind)
        own = model.milestones
        inner.check_level("/milestones", own.variables, own.fields)

    def check_level(self, base: str, variables: m.Variables, fields: m.Variables) -> None:
        """Checks the variables and fields of one level, which stand below `base`."""
        for name, variable in variables.items():
            at = f"{base}/variables{pointer((name,))}"
            if name in fields:
                self._add(at, name, Message("synth.name-of-no-field"))
            self._check_variable(at, name, variable)
        for name, variable in fields.items():
            at = f"{base}/fields{pointer((name,))}"
            type_ = self._level.types.get(name)
            if type_ is None:
                known = self._level.types
                self._add(at, name, Message("synth.vocabulary-field"), nearest(name, known))
            elif not isinstance(variable, _forms_of(type_)):
                self._add(at, name, Message("synth.form-of-type", type=type_.name))
            else:
                self._check_variable(at, name, variable)
        uses = {
            name: [used for used in _uses(variable) if used in self._level.variables]
            for name, variable in self._level.variables.items()
        }
        try:
            TopologicalSorter(uses).prepare()
        except CycleError as error:
            self._add(base, None, Message("synth.no-circle", names=" > ".join(error.args[1])))

    def _check_variable(self, at: str, name: str, variable: m.AnyVariable) -> None:
        self._check_conditions(at, variable)
        match variable:
            case m.Chosen():
                self._check_chosen(at, name, variable)
            case m.Chance():
                self._check_tree(f"{at}/chance", variable.chance, self._level)
            case m.Amount():
                self._check_amount(at, variable)
            case m.Part():
                self._check_number(f"{at}/share_of", variable.share_of)
                self._check_pair(f"{at}/percent", variable.percent)
            case m.Sum():
                for position, term in enumerate(variable.sum):
                    self._check_number(f"{at}/sum/{position}", term)
            case m.Range():
                self._check_range(at, variable)
            case m.Periods():
                self._check_day(f"{at}/day", variable.day, self._level)
                self._check_periods(f"{at}/periods", list(variable.periods.values()))
            case m.Worded():
                self._check_text(f"{at}/text", variable.text, self._level)
            case m.CreditCode():
                self._check_text(f"{at}/credit_code", variable.credit_code, self._level)
            case m.Since():
                pass

    def _check_conditions(self, at: str, variable: m.Variable) -> None:
        for milestone in variable.milestones or ():
            self._among_milestones(f"{at}/milestones", milestone)
        for other, words in variable.only.items():
            here = f"{at}/only{pointer((other,))}"
            known = self._words_of(here, other, self._level)
            for word in words if known else ():
                self._among_words(here, word, other, known or ())

    def _check_amount(self, at: str, variable: m.Amount) -> None:
        self._check_tree(f"{at}/median", variable.median, self._level)
        if variable.times is not None:
            self._check_number(f"{at}/times", variable.times)
        if variable.phase is not None:
            for key, word in (("from", variable.phase.start), ("to", variable.phase.end)):
                self._among_milestones(f"{at}/phase/{key}", word)
            self._check_pair(f"{at}/phase/under_way", variable.phase.under_way)

    def _check_range(self, at: str, variable: m.Range) -> None:
        low, high = variable.between
        if variable.step <= 0 or low > high or low % variable.step or high % variable.step:
            self._add(f"{at}/between", str(low), Message("synth.two-multiples"))

    def _check_chosen(self, at: str, name: str, variable: m.Chosen) -> None:
        type_ = self._level.types.get(name)
        if variable.texts and (type_ is None or not type_.open):
            self._add(f"{at}/texts", name, Message("synth.texts-for-open"))
        words = self._level.words[name]
        if variable.same_as is not None:
            others = self._words_of(f"{at}/same_as", variable.same_as, self._level) or ()
            if type_ is not None and (strange := [w for w in others if w not in words]):
                self._add(f"{at}/same_as", strange[0], Message("synth.variable-with-words"))

        def check(here: str, leaf: forms.Weights, _level: Level) -> None:
            self._check_weights(here, leaf, type_, words)

        self._check_tree(f"{at}/weights", variable.weights, self._level, check)

    def _check_weights(
        self, at: str, weights: forms.Weights, type_: FieldType | None, words: tuple[str, ...]
    ) -> None:
        if not full_weights(weights, words):
            self._add(at, None, Message("synth.weight-above-0"))
        if type_ is None:
            return
        sets = type_.name == "words"
        known = type_.words if sets else words
        named = [word for word in weights if word != OTHERS]
        for key in named:
            for word in words_of(key) if sets and key != NOTHING else (key,):
                if not sets or key != NOTHING:
                    expected = Message("synth.word-of-vocabulary", names=known)
                    self._among(at + pointer((key,)), word, known, expected)
        if OTHERS in weights:
            if sets and weights[OTHERS]:
                self._add(f"{at}/{OTHERS}", str(weights[OTHERS]), Message("synth.zero-for-sets"))
            return
        covered = {word for key in named for word in (words_of(key) if sets else (key,))}
        if missing := [word for word in known if word not in covered]:
            expected = Message("synth.weight-of", names=tuple(missing), others=OTHERS)
            self._add(at, None, expected)

    def _check_counts(self, at: str, counts: forms.Counts, _level: Level) -> None:
        try:
            counts.weights()
        except ValueError as error:
            self._add(at, None, Message("synth.numbers-and", problem=error.args[0]))

    def _check_text(self, at: str, tree: Any, level: Level) -> None:
        match tree:
            case forms.TextParts():
                for position, part in enumerate(tree.root):
                    self._check_text(f"{at}/{position}", part, level)
            case forms.TextBy():
                self._check_tree(at, tree, level, self._check_text)
            case forms.WeightedText():
                if not any(tree.weights.values()):
                    self._add(at, None, Message("synth.weight-above-0"))
            case forms.WholeText():
                self._check_pair(f"{at}/whole", tree.whole)
            case forms.YearText():
                self._check_day(f"{at}/year", tree.year, level)
            case forms.ValueText():
                if not isinstance(_variable(level, tree.value), (m.Worded, m.CreditCode)):
                    self._add(f"{at}/value", tree.value, Message("synth.text-variable"))
            case _:
                pass

    def _check_tree(
        self,
        at: str,
        tree: Any,
        level: Level,
        check: Callable[[str, Any, Level], None] | None = None,
    ) -> None:
        if not isinstance(tree, forms.By):
            if check is not None:
                check(at, tree, level)
            return
        words = self._words_of(f"{at}/by", tree.by, level)
        if words is None:
            return
        named = []
        for key, branch in tree.of.items():
            here = f"{at}/of{pointer((key,))}"
            for word in words_of(key):
                self._among_words(here, word, tree.by, words)
                if word in named:
                    self._add(here, word, Message("synth.one-branch"))
                named.append(word)
            self._check_tree(here, branch, level, check)
        if tree.others is not None:
            self._check_tree(f"{at}/others", tree.others, level, check)
        elif missing := [word for word in drawn(level, tree.by) if word not in named]:
            self._add(f"{at}/of", None, Message("synth.branch-for", names=tuple(missing)))

    def _check_periods(self, at: str, ends: list[object]) -> None:
        days = [day for day in ends if day is not None]
        if not ends or ends[-1] is not None or len(days) != len(ends) - 1 or days != sorted(
            days, key=str
        ):  # fmt: skip
            self._add(at, None, Message("synth.ascending-days"))

    def _check_day(self, at: str, name: str, level: Level) -> None:
        if level.outer is not None and level.outer.outer is not None and name == _DATE:
            return
        if not isinstance(_variable(level, name), m.Since):
            self._add(at, name, Message("synth.day-variable"))

    def _check_number(self, at: str, name: str) -> None:
        if not isinstance(self._level.variables.get(name), _NUMBERS):
            known = [n for n, v in self._level.variables.items() if isinstance(v, _NUMBERS)]
            self._add(at, name, Message("synth.number-variable"), nearest(name, known))

    def _check_pair(self, at: str, pair: list[int]) -> None:
        if not 0 <= pair[0] <= pair[1]:
            self._add(at, str(pair), Message("synth.ascending-pair"))

    def _words_of(self, at: str, name: str, level: Level) -> tuple[str, ...] | None:
        words = level.all_words()
        if name not in words:
            self._add(at, name, Message("synth.worded-variable"), nearest(name, words))
            return None
        return words[name]

    def _among_milestones(self, at: str, word: str) -> None:
        expected = Message("synth.a-milestone", names=tuple(self._milestones))
        self._among(at, word, self._milestones, expected)

    def _among_words(self, at: str, word: str, name: str, words: Sequence[str]) -> None:
        self._among(at, word, words, Message("synth.word-of", name=name, names=tuple(words)))

    def _among(self, at: str, word: str, known: Sequence[str], expected: Message) -> None:
        if word not in known:
            self._add(at, word, expected, nearest(word, known))

    def _add(self, at: str, value: Any, expected: Message, close: str | None = None) -> None:
        self._source.add_fault(at, value, expected, close)


def drawn(level: Level, name: str) -> list[str]:
    """The words of a variable that can be drawn."""
    variable = _variable(level, name)
    while name not in level.variables and level.outer is not None:
        level = level.outer
    words = level.words[name]
    if not isinstance(variable, m.Chosen):
        return list(words)
    chosen = {w for leaf in leaves(variable.weights) for w in full_weights(leaf, words)}
    if variable.same_as is not None:
        chosen.update(drawn(level, variable.same_as))
    return [word for word in words if word in chosen]


def _variable(level: Level, name: str) -> m.AnyVariable | None:
    inner: Level | None = level
    while inner is not None and name not in inner.variables:
        inner = inner.outer
    return None if inner is None else inner.variables[name]


def _uses(variable: m.AnyVariable) -> Iterator[str]:
    """The variables that one is drawn from."""
    yield from variable.only
    match variable:
        case m.Chosen():
            yield from _tree_uses(variable.weights)
            yield from [variable.same_as] if variable.same_as else []
        case m.Chance():
            yield from _tree_uses(variable.chance)
        case m.Amount():
            yield from _tree_uses(variable.median)
            yield from [variable.times] if variable.times else []
        case m.Part():
            yield variable.share_of
        case m.Sum():
            yield from variable.sum
        case m.Periods():
            yield variable.day
        case m.Worded():
            yield from _tree_uses(variable.text)
        case m.CreditCode():
            yield from _tree_uses(variable.credit_code)
        case _:
            pass


def _tree_uses(tree: Any) -> Iterator[str]:
    match tree:
        case forms.By():
            yield tree.by
            for branch in (*tree.of.values(), tree.others):
                yield from _tree_uses(branch)
        case forms.TextParts():
            for part in tree.root:
                yield from _tree_uses(part)
        case forms.ValueText():
            yield tree.value
        case forms.YearText():
            yield tree.year
        case _:
            pass
