"""What the READMEs and docs/ show is so: outputs, snippets, options, measures and links."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import shlex
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from typer.main import get_command
from yaoxie import Profile, Rulebook
from yaoxie.cli import app
from yaoxie.rules.model import Index, Measure, Support
from yaoxie.sources import yaml_text

from tests.support.command_line import run

ROOT = Path(__file__).parents[2]
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
DOCS = ROOT / "docs"
SCREENING = DOCS / "screening.md"
VOCABULARY = DOCS / "vocabulary.md"  # whose YAML is a rulebook, each block beginning with its file
PAGES = [*READMES, *sorted(DOCS.glob("*.md"))]
CHINESE = sorted((DOCS / "zh").glob("*.md"))  # tests/project/test_chinese_docs.py has the rest
CUT = "[…]"
# What docs/command-line.md shows refused.
REFUSED = {
    "company": {"name": "北京示例", "uscc": "91110114MA00000014"},
    "drugs": [
        {
            "id": "YX-1",
            "project_investment": 1.5,
            "categry": "innovative",
            "milestones": [{"milestone": "clinical_trial_entry", "date": "2019-06-31"}],
        }
    ],
}


def blocks(page: Path, language: str) -> list[str]:
    # Of all languages, so that no closing fence is taken for an opening one.
    fenced = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    text = page.read_text(encoding="utf-8")
    return [block for of, block in fenced.findall(text) if of == language]


def shown(page: Path) -> list[tuple[str, str]]:
    """Commands of a page, each with the output that stands under it."""
    examples = []
    for block in blocks(page, ""):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            examples.append((command, output))
    return examples


SHOWN = [
    pytest.param(page, command, output, id=f"{page.relative_to(ROOT).with_suffix('')}: {command}")
    for page in [*PAGES, *CHINESE]
    for command, output in shown(page)
    if not command.startswith("echo ")
]
# Pages whose Python runs as it stands; that of docs/spark.md needs a cluster, and recipes.md has
# whole programs, which tests/project/test_recipes.py runs.
PYTHON = [
    page for page in PAGES if blocks(page, "python") and page.name not in {"spark.md", "recipes.md"}
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the pages take it for granted: examples, a rulebook, a screened population."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "examples").symlink_to(ROOT / "examples")
    (folder / "profile.json").write_text(
        json.dumps(REFUSED, ensure_ascii=False, indent=2), encoding="utf-8"
    )
    for text in blocks(VOCABULARY, "yaml"):
        file = folder / text.splitlines()[0].removeprefix("# ")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "animals.json").write_text(blocks(VOCABULARY, "json")[0], encoding="utf-8")
    with contextlib.chdir(folder):
        for line in blocks(SCREENING, "sh")[0].splitlines():
            assert run(*shlex.split(line)[1:]).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def place_of(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """The same for each page, so that the commands of twins may write the same files."""

    @cache
    def of(page: Path) -> Path:
        folder = tmp_path_factory.mktemp(page.stem)
        for entry in place.iterdir():
            (folder / entry.name).symlink_to(entry)
        return folder

    return of


@pytest.mark.parametrize(("page", "command", "output"), SHOWN)
def test_outputs_are_those_of_the_commands(
    place_of: Callable[[Path], Path], page: Path, command: str, output: str
) -> None:
    words = shlex.split(command)
    columns = int(words.pop(0).removeprefix("COLUMNS=")) if "=" in words[0] else 80
    assert words[:2] == ["./run", "yaoxie"]
    with contextlib.chdir(place_of(page)):
        lang = "zh" if page in CHINESE or ".zh" in page.name else "en"
        shown = run(*words[2:], columns=columns, lang=lang).output
    lines = "\n".join(line.rstrip() for line in shown.splitlines())
    start = 0
    for part in output.split(CUT):
        sample = part.rstrip().strip("\n")
        at = lines.find(sample, start)
        assert at >= 0, f"not in the output of {command}:\n{sample}"
        start = at + len(sample)


@pytest.mark.parametrize("page", PYTHON, ids=lambda page: page.name)
def test_python_runs_and_prints_what_stands_beside_it(place: Path, page: Path) -> None:
    names: dict[str, Any] = {}
    shown = io.StringIO()
    texts = blocks(page, "python")
    with contextlib.chdir(place), contextlib.redirect_stdout(shown):
        for text in texts:
            exec(text, names)  # noqa: S102  # our own pages
    lines = shown.getvalue().splitlines()
    comments = re.findall(r"^ *print\(.*\)(?:\n#|  #) (.*)$", "\n".join(texts), re.MULTILINE)
    for comment in comments:
        assert any(comment.endswith(line) for line in lines), comment


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_yaml_loads(tmp_path: Path, page: Path) -> None:
    fields = {**Index.model_fields, **Support.model_fields, **Measure.model_fields}
    for number, text in enumerate(blocks(page, "yaml")):
        if all(line.startswith("#") for line in text.splitlines()):
            continue
        file = tmp_path / f"{number}.yaml"
        file.write_text(text, encoding="utf-8")
        source = yaml_text.read(file, file.name)
        assert source.faults == []
        if not isinstance(source.data, dict) or "/vocabulary.yaml" in text.splitlines()[0]:
            continue
        for key, value in source.data.items():
            if key in fields:
                annotation: Any = fields[key].annotation
                TypeAdapter(annotation).validate_python(value)


def test_the_profile_that_a_page_shows_is_one() -> None:
    for page in (DOCS / "profile.md", DOCS / "zh" / "profile.md"):
        (text,) = blocks(page, "json")
        Profile.from_json(text)


def options() -> dict[str, set[str]]:
    """The long options of every command."""
    group: Any = get_command(app.app)
    return {
        name: {
            option for entry in command.params for option in entry.opts if option.startswith("--")
        }
        for name, command in group.commands.items()
    }


def test_every_command_and_option_stands_on_its_page_and_no_other() -> None:
    text = (DOCS / "command-line.md").read_text(encoding="utf-8")
    section = text[text.index("## Commands") : text.index("## Exit status")]
    lines = section.replace("\\|", "/").splitlines()
    rows = [line.split("|")[1:-1] for line in lines if "`--" in line]
    named: dict[str, set[str]] = {name: set() for name in options()}
    for row in rows:
        if len(row) != 3:
            continue
        of = set(named) - set(re.split(r", | and ", row[1].strip().removeprefix("all but ")))
        for name in of if row[1].strip().startswith("all") else set(named) - of:
            named[name] |= set(re.findall(r"`(--[a-z-]+)", row[0]))
    assert named == {name: own_options - {"--help"} for name, own_options in options().items()}
    assert set(re.findall(r"^\| `yaoxie ([a-z]+)", section, re.MULTILINE)) == set(named)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_of_pages_have_the_options_they_are_given(page: Path) -> None:
    known = options()
    for line in re.findall(r"yaoxie ([a-z]+ [^`\n]*)", page.read_text(encoding="utf-8")):
        name, *words = line.split()
        if name in known:
            given = {word.split("=")[0] for word in words if re.match("--[a-z]", word)}
            assert given <= known[name], line


@pytest.mark.parametrize("page", ["measures.md", "zh/measures.md"])
def test_a_page_lists_the_measures(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \|.*\| (\d+) \|$", text, re.MULTILINE)
    measures = Rulebook.load().measures
    assert [(name, int(count)) for name, count in rows] == [
        (name, len(measure.supports)) for name, measure in measures.items()
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for path, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", text):
        target = page.parent / path if path else page
        assert target.exists(), path
        if anchor:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = [
                re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings
            ]
            assert anchor in slugs, anchor


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_a_readme_is_short_and_leads_to_every_page(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 200
    linked = set(re.findall(r"\]\(docs/(?:zh/)?([^)#]*)", text))  # of twins, either
    assert linked >= {other.name for other in DOCS.glob("*.md")}


def test_both_readmes_show_the_same_commands_and_code() -> None:
    for language in ("sh", "yaml"):
        code, twin = (
            [re.sub(r" *# .*", "", text) for text in blocks(page, language)] for page in READMES
        )
        assert code == twin
    code, twin = (
        [ast.dump(ast.parse(text)) for text in blocks(page, "python")] for page in READMES
    )
    assert code == twin
