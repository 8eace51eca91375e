"""The page of all public names, `docs/api.md`, made from their docstrings and annotations.

python -m yaoxie.review.pages   writes it anew, in a checkout
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

import yaoxie
from yaoxie import resources

_HEAD = """\
# API

<!-- made from docstrings by: python -m yaoxie.review.pages -->

本页列出可以从 `yaoxie` 导入的全部名称，由源代码的文档字符串生成，所以是英文；怎样使用，见
[作为库使用](../README.zh.md#作为库使用)和[用法示例](zh/recipes.md)。金额都是整数元。

What can be imported from `yaoxie`, and nothing else, is public. [README](../README.md#as-a-library)
shows how it is used, [recipes.md](recipes.md) has whole programs. Amounts are whole yuan; what is
unknown is None.
"""
# Where a name stands says what it belongs to: the first package that it begins with.
_SECTIONS = {
    "Rulebooks": ("yaoxie.rulebook",),
    "Profiles": ("yaoxie.profile",),
    "Reports and findings": ("yaoxie.decision",),
    "Advice and comparison": ("yaoxie.advice",),
    "Screening of populations": ("yaoxie.screening",),
    "Measures": ("yaoxie.rules", "yaoxie.values"),
    "Errors and messages": ("yaoxie.errors", "yaoxie.messages"),
}
_PLAIN = "Plain data"  # what `to_dict` gives; a section of its own, as they are many
_FIELDS_OF = "yaoxie.profile.model"  # made from the vocabulary, which has a page
_LONGEST = 88  # of a signature in one line


def path() -> Path:
    """Where the page lies, in a checkout."""
    return resources.folder("schemas").parent / "docs" / "api.md"


def text() -> str:
    """The page."""
    lines = [_HEAD, "## Contents", ""]
    sections = _sections()
    for section, classes in sections.items():
        lines.append(f"- **{section}**: {', '.join(map(_linked, classes))}")
    for section, classes in sections.items():
        lines += ["", f"## {section}", ""]
        for name, class_ in classes.items():
            lines += [f"### {name}", "", *_class(class_)]
    lines += ["## Aliases", "", "Short names of types that stand above:", "", *_aliases(sections)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def _sections() -> dict[str, dict[str, type]]:
    """The public classes by section, then by name."""
    sections: dict[str, dict[str, type]] = {name: {} for name in (*_SECTIONS, _PLAIN)}
    for name in sorted(_public()):
        class_ = _public()[name]
        places = (
            section
            for section, modules in _SECTIONS.items()
            if class_.__module__.startswith(modules)
        )
        sections[_PLAIN if _is_shape(class_) else next(places)][name] = class_
    return sections


@cache
def _public() -> dict[str, type]:
    named = {name: getattr(yaoxie, name) for name in dir(yaoxie) if _is_public(name)}
    return {name: value for name, value in named.items() if inspect.isclass(value)}


def _is_public(name: str) -> bool:
    return name in yaoxie.__all__ or name in yaoxie._OF_EXTRA  # noqa: SLF001 - the package's own


def _is_shape(class_: type) -> bool:
    return hasattr(class_, "__required_keys__")  # of TypedDicts


def _class(class_: type) -> Iterator[str]:
    bases = [base.__name__ for base in class_.__bases__ if base.__name__ in _public()]
    if bases:
        yield from (f"Derives from {_linked(bases[0])}.", "")
    yield from (_doc(class_), "")
    contents = [entry for base in _own_bases(class_) for entry in _contents(base)]
    if class_.__module__ == _FIELDS_OF:
        yield from ("Its fields stand in [profile.md](profile.md).", "")
    yield from _table(("Attribute", "Type", "Is"), contents)
    for base in _own_bases(class_):
        for name, function in _methods(base):
            yield from (f"#### {class_.__name__}.{name}", "", "```py", _signature(name, function))
            yield from ("```", "", _doc(function), "")


def _own_bases(class_: type) -> list[type]:
    """A class and what it takes from bases that are not public themselves."""
    own = [base for base in class_.__mro__ if base.__module__.startswith("yaoxie")]
    return [base for base in own if base is class_ or base.__name__ not in _public()]


def _table(titles: tuple[str, ...], rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """Rows of a name, a type and what it is; without the last column where none says that."""
    width = 3 if any(doc for *_, doc in rows) else 2
    if rows:
        yield from (f"| {' | '.join(titles[:width])} |", "|---" * width + "|")
    for name, type_, doc in rows:
        cells = (f"`{name}`", f"`{_cell(type_)}`", _cell(doc).replace("<", "&lt;"))
        yield f"| {' | '.join(cells[:width])} |"
    if rows:
        yield ""


def _contents(class_: type) -> Iterator[tuple[str, str, str]]:
    """Name, type and meaning of the fields and properties of a class that hold what is public."""
    docs = _field_docs(class_)
    fields: dict[str, tuple[str, str]] = {}
    for name, annotation in inspect.get_annotations(class_).items():
        written = getattr(annotation, "__forward_arg__", annotation)
        if isinstance(written, str):
            fields[name] = (written, docs.get(name, ""))
    for name, member in vars(class_).items():
        function = member.fget if isinstance(member, property) else None
        if isinstance(member, cached_property):
            function = member.func
        if function is not None:
            fields[name] = (function.__annotations__["return"], _doc(function))
    for name, (annotation, doc) in fields.items():
        if not name.startswith("_") and not _names_private(annotation, class_.__module__):
            yield name, _bare(annotation), doc


def _names_private(annotation: str, module: str) -> bool:
    """Whether an annotation names a class of this package that is not public."""
    scope = vars(sys.modules[module])
    values = (scope.get(name) for name in re.findall(r"\w+", annotation))
    return any(_holds_private(value) for value in values)


def _holds_private(type_: Any) -> bool:
    if inspect.isclass(type_) and type_.__module__.startswith("yaoxie"):
        return type_.__name__ not in _public()
    return any(_holds_private(part) for part in get_args(type_))


def _methods(class_: type) -> Iterator[tuple[str, Any]]:
    for name, member in vars(class_).items():
        function = getattr(member, "__func__", member)
        own = inspect.isfunction(function) and function.__module__.startswith("yaoxie")
        if own and not name.startswith("_"):
            yield name, function


def _signature(name: str, function: Any) -> str:
    """As it is called, without what Python hands over itself; a parameter a line where long."""
    signature = inspect.signature(function)
    parameters: list[str] = []
    for parameter in list(signature.parameters.values())[1:]:
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in parameters:
            parameters.append("*")
        entry = f"{parameter.name}: {_bare(parameter.annotation)}"
        default = parameter.default
        parameters.append(entry if default is parameter.empty else f"{entry} = {default!r}")
    result = _bare(signature.return_annotation)
    line = f"{name}({', '.join(parameters)}) -> {result}"
    if len(line) <= _LONGEST:
        return line
    return "\n".join([f"{name}(", *(f"    {entry}," for entry in parameters), f") -> {result}"])


class _Bared(ast.NodeTransformer):
    """Takes from annotations the modules that they name, and what only pydantic reads."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        return ast.Name(node.attr)

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        match node:
            case ast.Subscript(ast.Name("Annotated"), ast.Tuple([first, *_])):
                return self.visit(first)
            case ast.Subscript(ast.Name("ClassVar"), held):
                return self.visit(held)
            case _:
                return self.generic_visit(node)


def _bare(annotation: str) -> str:
    """An annotation as a reader needs it."""
    return ast.unparse(_Bared().visit(ast.parse(annotation, mode="eval")))


def _doc(documented: Any) -> str:
    return inspect.cleandoc(documented.__doc__ or "")


def _cell(content: str) -> str:
    return " ".join(content.split()).replace("|", "\\|")


def _linked(name: str) -> str:
    return f"[{name}](#{name.lower()})"


@cache
def _tree(module: str) -> ast.Module:
    import_module(module)
    return ast.parse(inspect.getsource(sys.modules[module]))


def _field_docs(class_: type) -> dict[str, str]:
    """What is said of fields: to pydantic, or by the strings that stand under them."""
    if class_.__module__ == _FIELDS_OF:
        return {}
    docs = {}
    if issubclass(class_, BaseModel):
        docs = {name: field.description or "" for name, field in class_.model_fields.items()}
    for node in _tree(class_.__module__).body:
        if isinstance(node, ast.ClassDef) and node.name == class_.__name__:
            for field, doc in pairwise(node.body):
                match field, doc:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str() as said)),
                    ):
                        docs[name] = inspect.cleandoc(said)
                    case _:
                        pass
    return docs


def _aliases(sections: dict[str, dict[str, type]]) -> Iterator[str]:
    """What the aliases stand for that types and signatures of the page name."""
    meanings: dict[str, str] = {}
    for classes in sections.values():
        for base in {base: None for class_ in classes.values() for base in _own_bases(class_)}:
            annotations = [annotation for _, annotation, _ in _contents(base)]
            for _, function in _methods(base):
                annotations += function.__annotations__.values()
            for name in re.findall(r"\b[A-Z]\w*[a-z]\w*", " ".join(annotations)):
                meaning = None if name in _public() else _meaning(name, base.__module__)
                if meaning is not None:
                    meanings[name] = meaning
    rows = [(name, _bare(meanings[name]), "") for name in sorted(meanings)]
    yield from _table(("Alias", "Stands for"), rows)


def _meaning(name: str, module: str) -> str | None:
    """What an alias stands for by the module that gives it its name; None of what is none."""
    match _named(module).get(name):
        case ast.ImportFrom(module=str() as other) if other.startswith("yaoxie"):
            return _meaning(name, other)
        case ast.expr() as value:
            return ast.unparse(value)
        case _:
            return None


@cache
def _named(module: str) -> dict[str, ast.AST]:
    """What a module imports or assigns, by name: the import, or the value."""
    named: dict[str, ast.AST] = {}
    for node in ast.walk(_tree(module)):
        match node:
            case ast.ImportFrom(names=aliases):
                named |= dict.fromkeys((alias.name for alias in aliases), node)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                named[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                named[name] = value
            case _:
                pass
    return named
