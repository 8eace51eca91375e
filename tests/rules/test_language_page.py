"""Every example of the pages on the rule language loads when it is copied as it stands.

An example that is a part of a file is put into a file that has what it leaves out, in place of what
it says itself; nothing of the example is changed.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from yaoxie import Rulebook
from yaoxie.rules.model import Index, Measure, Support

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / "rule-language.md", DOCS / "zh" / "rule-language.md"]
MEASURE, FORMER = "example-2024", "example-2021"
DEVICE = "device-registered"
STAGES = {
    "phase-1-entry": "phase_1_entered",
    "phase-1-done": "phase_1_completed",
    "phase-2-done": "phase_2_completed",
    "phase-3-done": "phase_3_completed",
    "stage-1-done": "stage_1_completed",
    "stage-2-done": "stage_2_completed",
    DEVICE: "device_registration",
}
INDEX = f"""\
version: "1"
default_measure: {MEASURE}
measures: [{FORMER}, {MEASURE}]
"""
# What a measure is that an example leaves out, key by key.
SHARED = """\
title: {zh: 示例, en: an example}
place: haikou
issuers: [{zh: 示例市, en: the example city}]
dates: {first: null, year: 2024}
documents:
  - {id: notice, title: {zh: 通知, en: notice}, confidence: H}
  - {id: reprint, title: {zh: 转载, en: reprint}, confidence: M}
areas: [{id: trials, title: {zh: 临床试验, en: clinical trials}}]
windows:
  by-year-end: {last: claim-year-end}
  within-year: {first: claim-year-start, last: claim-year-end}
  before-year: {last: previous-year-end}
readings:
  - id: milestone-window
    title: {zh: 时点, en: when}
    options:
      - {id: by-year-end, title: {zh: 年末, en: by its end}}
      - {id: within-year, title: {zh: 年内, en: within}}
  - id: share-period
    title: {zh: 比例的期间, en: period of the share}
    options:
      - {id: lifetime, title: {zh: 一次, en: once}}
      - {id: yearly, title: {zh: 每年, en: each year}}
"""
OWN = """\
title: {zh: 一项支持, en: one support}
area: trials
requires:
  - id: known
    title: {zh: 条件, en: requirement}
    when: {field: company.legal_person, is: true}
    source: {document: notice, at: 第三条}
gives:
  ceiling: {amount: 1_000_000, source: {document: notice, at: 第三条}}
  period: once
  discretionary: true
"""


def blocks(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def conditions(page: Path) -> list[str]:
    """The examples in the table of operators."""
    text = page.read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| `\w+` \|.*\| `(\{(?:field|milestone|all|any|not): .*\})` \|$", text, re.MULTILINE
    )
    return [row.replace("\\|", "|") for row in rows]


EXAMPLES = [
    pytest.param(text, id=f"{page.parent.name}-{number}")
    for page in PAGES
    for number, text in enumerate([*blocks(page), *(f"when: {c}\n" for c in conditions(page))])
]


def completed(example: str, complete: str) -> str:
    """The example, and of a whole file what the example does not say itself."""
    own = yaml.safe_load(example) or {}
    parts = re.split(r"^(?=\w)", complete, flags=re.MULTILINE)
    others = [part for part in parts if part and part.partition(":")[0] not in own]
    return "".join([example, *others])


def subject(example: str) -> str:
    """The kind of item that the example reads fields or milestones of."""
    kinds = re.findall(r"\b(drug|device|platform|initiative)\.\w", example)
    if "cdmo" in example:
        return "platform"
    return kinds[0] if kinds else "drug"


def requirement(example: str) -> str:
    """A requirement around a condition, or around a source, which is of a word of platforms."""
    own = yaml.safe_load(example)
    parts = {
        "when": "when: {field: platform.platform_type, one_of: [cro, cdmo]}\n",
        "source": "source: {document: notice, at: 第三条}\n",
    }
    text = example + "".join(part for key, part in parts.items() if key not in own)
    body = re.sub(r"^(?=.)", "    ", text, flags=re.MULTILINE)
    return f"requires:\n  - id: case\n    title: {{zh: 条件, en: case}}\n{body}"


def write(folder: Path, example: str) -> None:
    """A rulebook with the example in the file that it is of."""
    own: dict[str, Any] = yaml.safe_load(example) or {}
    keys, kind = set(own), subject(example)
    texts = {"rulebook.yaml": INDEX}
    supports = list(STAGES)
    for name, milestone in STAGES.items():
        head = f"id: {name}\ntitle: {{zh: 支持 {name}, en: {name}}}\n"
        head += f"subject: {'device' if name == DEVICE else 'drug'}\n"
        reached = f"when: {{milestone: {milestone}, on_or_after: 2000-01-01}}\n"
        texts[f"{MEASURE}/{name}.yaml"] = completed(head + requirement(reached), OWN)
    measure = ""
    if keys & set(Index.model_fields):
        texts["rulebook.yaml"] = completed(example, INDEX)
    elif keys in ({"when"}, {"source"}):
        supports.append("case")
        head = f"id: case\nsubject: {kind}\n"
        texts[f"{MEASURE}/case.yaml"] = completed(head + requirement(example), OWN)
    elif (
        not keys
        or keys & (set(Support.model_fields) - set(Measure.model_fields))
        or keys == {"requires"}
    ):
        name = own.get("id", "case")
        supports = [*(each for each in supports if each != name), name]
        texts[f"{MEASURE}/{name}.yaml"] = completed(example, f"id: {name}\nsubject: {kind}\n{OWN}")
    else:
        measure = example
        supports = own.get("supports", supports)
    for name in (*STAGES, "case"):
        if name not in supports:
            texts.pop(f"{MEASURE}/{name}.yaml", None)
    listed = f"id: {MEASURE}\nsupports: [{', '.join(supports)}]\n{SHARED}"
    texts[f"{MEASURE}/measure.yaml"] = completed(measure, listed)
    former = f"id: {FORMER}\nsupports: [phase-1-done]\ndates: {{first: null, year: 2021}}\n"
    texts[f"{FORMER}/measure.yaml"] = completed(former, SHARED)
    texts[f"{FORMER}/phase-1-done.yaml"] = completed("id: phase-1-done\nsubject: drug\n", OWN)
    for file, text in texts.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_both_pages_have_examples_and_a_condition_of_every_operator() -> None:
    assert [len(blocks(page)) for page in PAGES] == [len(blocks(PAGES[0]))] * 2
    assert [len(conditions(page)) for page in PAGES] == [15, 15]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_loads_as_it_stands(tmp_path: Path, example: str) -> None:
    write(tmp_path, example)
    Rulebook.load(tmp_path)
