"""The list of measures, and one measure as a person would read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len
from yaoxie import OptionError, Rulebook
from yaoxie.profile.vocabulary import packaged
from yaoxie.review import schemas
from yaoxie.rules import catalogue

from tests.support.command_line import refused, run
from tests.support.places import BASE, places, rulebook_of_places, write_places
from tests.support.rulebooks import support_of
from tests.support.strategies.rulebooks import SOURCE, TITLE

LANGS = ("zh", "en")
CATALOGUE_SCHEMA, ENTRY_SCHEMA, MEASURE_SCHEMA, SUPPORT_SCHEMA = (
    Draft202012Validator(json.loads(schemas.text(name)))
    for name in ("catalogue", "measure-entry", "measure", "support")
)


def test_the_list_has_every_measure_with_its_days_confidence_and_series(tmp_path: Path) -> None:
    rules = str(write_places(tmp_path))
    answer = json.loads(run("measures", "--rules", rules, "--format", "json").stdout)
    measures = {measure["id"]: measure for measure in answer["measures"]}
    assert list(measures) == ["hill", "port-2021", "port-2024", "shore", "town"]
    port = measures["port-2021"]
    assert (port["confidence"], port["supports"], port["series"]) == ("H", 1, "port")
    assert (port["dates"]["year"], port["dates"]["last"]) == (2021, "2024-07-31")
    assert measures["town"]["series"] is None
    assert [entry["id"] for entry in answer["series"]] == ["port"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("columns", [80, 100])
def test_the_list_fits_its_width_and_names_every_measure(lang: str, columns: int) -> None:
    output = run("measures", "--lang", lang, columns=columns).stdout
    assert max(map(cell_len, output.splitlines())) <= columns
    assert "…" not in output
    measures = Rulebook.load().measures
    days = [
        day for measure in measures.values() for day in (measure.dates.first, measure.dates.last)
    ]
    texts = [*measures, *(str(day) for day in days if day)]
    assert [text for text in texts if text not in output] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_measure_is_shown_with_every_title_amount_rate_and_source(
    rulebook: Rulebook, lang: str
) -> None:
    for name, model in rulebook.measures.items():
        result = run("measures", name, "--lang", lang, columns=1000)
        assert (result.exit_code, result.stderr) == (0, "")
        supports = rulebook.library.checked(name).supports
        entries = [model, *model.issuers, *model.documents, *model.areas, *model.readings]
        entries += [*model.requires, *supports, *model.groups, *model.limits]
        entries += [option for reading in model.readings for option in reading.options]
        entries += [rule for support in supports for rule in support.requires]
        titles = [getattr(entry, "title", entry) for entry in entries]
        texts = [getattr(title, lang) for title in titles]
        texts.append(getattr(packaged().place_title(model.place), lang))
        for support in supports:
            gives = support.gives
            amounts = [entry.amount for entry in (*(gives.ceiling or ()), *(gives.fixed or ()))]
            texts += [f"{amount:,}" for amount in amounts if amount is not None]
            rated = (*(gives.share or ()), *(gives.uplift or ()), *(gives.matches or ()))
            texts += [f"{(entry.rate * 100).normalize():f}%" for entry in rated]
            texts += [getattr(entry.title, lang) for entry in (*(gives.uplift or ()),)]
            texts += [rule.source.at for rule in support.requires if rule.source.at]
        texts += [f"{limit.amount:,}" for limit in model.limits if limit.amount]
        assert [text for text in texts if text not in result.stdout] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_measure_fits_its_width(lang: str) -> None:
    output = run("measures", "zgc-2019-27", "--lang", lang, columns=80).stdout
    assert max(map(cell_len, output.splitlines())) <= 80
    assert "…" not in output


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        (
            "zh",
            [
                *(
                    "文号      中科园发〔2019〕27号",
                    "成文日期  2019-06-18",
                    "开拓市场〔条款未公布或未编入〕",
                ),
                "2022-01-01起是否仍然有效未知",
                "text 措施文本（第一至四条）〔H 两个一致的来源或官方网页〕",
                "by-year-end 申报年度末以前达到〔默认〕",
                "在中关村示范区内注册〔所在地要求〕（text 适用对象，H）",
                "创新药〔按解读 source-basis=text〕（text 一，H）",
                "drug-phase-2 完成Ⅱ期临床试验的创新药〔药品、择优〕",
                "上限10,000,000 元，每年（text 一，H）",
                "上限3,000,000 元，一次性〔按解读 growth-cap-period=once〕或每年〔",
                "drug-clinical-trial〔按解读 same-drug-reaches-trials=yes〕",
                "企业平台建设每年合计上限：同一企业合计每年上限10,000,000 元",
                "同一产品（各剂型、规格合并）只计入其中一项：new-drug-approval；",
                "是否仍然有效未知。本措施2022年以后",
            ],
        ),
        (
            "en",
            [
                "number    中科园发〔2019〕27号",
                "market expansion [terms not published or not encoded]",
                "one product (its forms together), at most 30% of the project investment once",
                "registered in the Zhongguancun zone [place] (text 适用对象, H)",
                "30% of the project investment, once [under share-period=lifetime]",
                "at most CNY 10,000,000, a year (announcement 每年最高1000万元, H)",
                "[drug, to all who qualify]",
                "not after an award of another year, under same-drug-instalments=no",
            ],
        ),
    ],
)
def test_a_measure_reads_as_a_person_would_say_it(lang: str, texts: list[str]) -> None:
    output = run("measures", "zgc-2019-27", "--lang", lang, columns=1000).stdout
    assert [text for text in texts if text not in output] == []


def test_fixed_amounts_uplifts_matches_and_shares_alone_are_stated(tmp_path: Path) -> None:
    files = places()
    when = {"field": "drug.entrusted_region", "is": "guangzhou"}
    uplift = {"id": "u", "title": {"zh": "委托", "en": "entrusted"}, "when": when}
    match = {"id": "m", "title": {"zh": "区级", "en": "district"}}
    gives = files[0].supports[0]["gives"]
    del gives["ceiling"]
    gives |= {
        "fixed": {"amount": 2_000_000, "source": SOURCE},
        "increase": {**uplift, "id": "i", "amount": 500_000, "source": SOURCE},
        "uplift": {**uplift, "rate": "0.50", "source": SOURCE},
        "matches": {**match, "rate": "1", "source": {**SOURCE, "confidence": "L"}},
    }
    files[0].measure["groups"] = [
        {
            "id": "once",
            "title": TITLE,
            "per": "company",
            "members": [{"supports": ["phase-2"]}],
            "source": SOURCE,
        }
    ]
    files[1].supports[0]["gives"] |= {
        "ceiling": {"amount": 2_000_000, "source": SOURCE},
        "increase": {**uplift, "amount": 1_000_000, "source": SOURCE},
    }
    limit = {"id": "l", "title": TITLE, "per": "subject", "period": "once", "source": SOURCE}
    bases = {"of": ["drug.rd_spend", "drug.rd_spend_phase_1"], "less": "drug.project_investment"}
    names = list(files[1].measure["supports"])
    name = files[1].measure["id"]
    files[1].measure["limits"] = [{**limit, "share": {**bases, "rate": "0.30"}, "supports": names}]
    files[4].supports[0]["gives"] |= {
        "ceiling": {"unknown": True, "source": SOURCE},
        "share": {**BASE, "tops_up": "other:省"},
    }
    by: Any = {"by": "drug.registration_class", "else": 1, "source": SOURCE}
    by["amounts"] = [{"one_of": ["chemical-1", "chemical-2"], "amount": 5_000_000}]
    files[2].supports[0]["gives"]["ceiling"] = by
    steps = {"by": "drug.rd_spend", "amounts": [{"at_least": 10_000_000, "amount": 5}], "else": 2}
    further = {"each": 1_000_000, "amount": 1, "at_most": 9}
    files[3].supports.append(support_of("steps", "drug"))
    files[3].supports[1]["gives"]["ceiling"] = {**steps, "further": further, "source": SOURCE}
    files[3].measure["supports"].append("steps")
    rules = str(write_places(tmp_path, files=files))
    hill = run("measures", "hill", "--rules", rules, "--lang", "en", columns=120).stdout
    assert "fixed CNY 2,000,000, a year (text 一, H)" in hill
    assert "the fixed amount CNY 500,000 higher: entrusted (text 一, H)" in hill
    assert "50% on top: entrusted (text 一, H)" in hill
    assert "matched by 100%: district (text 一, L)" in hill
    assert "a: one company counts once: phase-2 (text 一, H)" in hill
    shore = run("measures", "shore", "--rules", rules, "--lang", "en", columns=120).stdout
    assert "50% of the R&D spend, once (text 一, H)" in shore
    assert "no ceiling published" in shore
    rows = "R&D spend ≥ 10,000,000: CNY 5; any other: CNY 2"
    more = "CNY 1 more per further 1,000,000, up to CNY 9"
    assert f"at most by R&D spend ({rows}; {more}), a year (text 一, H)" in " ".join(shore.split())
    assert "dates not published" in shore
    town = run("measures", "town", "--rules", rules, "--lang", "en", columns=120).stdout
    assert "a ceiling that is not known, a year (text 一, H)" in town
    assert "less what “省” (a payer outside the rulebook) granted" in " ".join(town.split())
    port = run("measures", "port-2024", "--rules", rules, "--lang", "en", columns=200).stdout
    rows = "chemical drug class 1, chemical drug class 2: CNY 5,000,000; any other: CNY 1"
    assert f"at most by registration class ({rows}), a year (text 一, H)" in port
    other = run("measures", name, "--rules", rules, "--lang", "en", columns=200).stdout
    assert "the ceiling CNY 1,000,000 higher: entrusted (text 一, H)" in other
    base = "R&D spend + R&D spend in Phase I − project investment"
    assert f"of one product (its forms together), at most 30% of the {base} once" in other


def test_a_series_is_shown_with_its_versions_and_the_last_of_them(tmp_path: Path) -> None:
    rules = str(write_places(tmp_path))
    shown = run("measures", "port", "--rules", rules, "--lang", "en", columns=100).stdout
    assert "Series port: a" in shown
    assert "- port-2021 2021 to 2024-07-31\n" in shown
    assert "- port-2024 from 2024-08-01, last day not published [shown below]" in shown
    assert "at most CNY 900" in shown
    early = run("measures", "port-2021", "--rules", rules, "--lang", "en", columns=100).stdout
    assert "- port-2021 2021 to 2024-07-31 [shown below]" in early
    assert "at most CNY 500" in early


def test_an_entry_as_json_is_what_the_files_say(rulebook: Rulebook) -> None:
    for name in rulebook.measures:
        answer = json.loads(run("measures", name, "--format", "json").stdout)
        assert answer["measure"]["id"] == name
        MEASURE_SCHEMA.validate(answer["measure"])
        for support in answer["supports"]:
            SUPPORT_SCHEMA.validate(support)
        assert [support["id"] for support in answer["supports"]] == answer["measure"]["supports"]


def test_a_rulebook_of_ones_own_is_listed_as_the_schemas_say(tmp_path: Path) -> None:
    library = rulebook_of_places(tmp_path).library
    CATALOGUE_SCHEMA.validate(json.loads(catalogue.catalogue(library).to_json()))
    for name in (*library.measures, *library.series):
        ENTRY_SCHEMA.validate(json.loads(catalogue.entry(library, name).to_json()))


def test_an_entry_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    rulebook = rulebook_of_places(tmp_path)
    once, again = (catalogue.entry(rulebook.library, "port").to_json() for _ in range(2))
    assert once == again
    with pytest.raises(OptionError):
        catalogue.entry(rulebook.library, "prot")


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["zgc-2019-72"], ["/measure", "did you mean 'zgc-2019-27'"]),
        (["--lang", "zn"], ["/lang", "one of zh, en"]),
        (["--format", "tabel"], ["/format", "did you mean 'table'"]),
        (["--rules", "/nowhere"], ["/nowhere", "a folder of rules"]),
    ],
)
def test_wrong_input_is_refused(arguments: list[str], shown: list[str]) -> None:
    (fault,) = refused(run("measures", *arguments))
    assert [part for part in shown if part not in fault] == []
