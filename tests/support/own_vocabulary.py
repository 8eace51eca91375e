"""A rulebook whose own vocabulary adds a kind, a region, milestones, words and fields of each type.

rulebook = Rulebook.load(own_vocabulary.write(tmp_path))
profile = rulebook.profile(own_vocabulary.random_data(rng))
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml
from yaoxie.profile.own_vocabulary import extended
from yaoxie.profile.vocabulary import Vocabulary
from yaoxie.sources.yaml_text import YamlFile

from tests.support.rulebooks import Data, simple, support_of
from tests.support.rulebooks import write as write_rules
from tests.support.strategies.rulebooks import SOURCE, Files

MEASURE = "zhengzhou-2025"
YEAR = 2025
VOCABULARY = """\
groups:
  animals: {zh: 动物, en: animals}
kinds:
  company:
    fields:
      breeder:
        {zh: 自有养殖场, en: runs a farm, type: yes_no, group: animals, help: {zh: 见许可证, en: see the permit}}
      standing:
        {zh: 信用等级, en: standing, type: word, words: standing, group: animals, help: {zh: 见信用报告, en: see the credit report}}
      farmed:
        {zh: 养殖品种, en: species farmed, type: words, words: species, group: animals, help: {zh: 见许可证, en: see the permit}}
      farm_rent:
        {zh: 场地租金, en: rent of the farm, type: yuan, group: animals, help: {zh: 见合同, en: see the contract}}
      farm_lease:
        {zh: 场地租期, en: term of the lease, type: months, group: animals, help: {zh: 见合同, en: see the contract}}
      farm_share:
        {zh: 养殖收入占比, en: share of farming in revenue, type: rate, group: animals, help: {zh: 见审计报告, en: see the accounts}}
      farm_opened:
        {zh: 养殖场启用日期, en: day the farm opened, type: day, group: animals, help: {zh: 见许可证, en: see the permit}}
      parent_uscc:
        {zh: 母公司信用代码, en: credit code of the parent, type: text, check: credit-code, group: animals, help: {zh: 见执照, en: see the licence}}
  drug:
    fields:
      for_animals_too:
        {zh: 可兽用, en: also for animals, type: yes_no, group: animals, help: {zh: 见说明书, en: see the label}}
      animal_data_from:
        {zh: 动物试验起始日, en: first day of animal data, type: day, group: animals, help: {zh: 见报告, en: see the report}}
    milestones:
      - {id: conditional_approval, zh: 附条件批准, en: conditional approval, implies: [clinical_trial_entry], attributes: [place]}
    orders:
      - [clinical_trial_entry, conditional_approval]
  veterinary_drug:
    zh: 兽药
    en: veterinary drug
    list: veterinary_drugs
    fields:
      id:
        {zh: 编号, en: key, type: text, required: true, group: identity, help: {zh: 自定, en: of your choice}}
      name:
        {zh: 名称, en: name, type: text, group: identity, help: {zh: 通用名称, en: the generic name}}
      family:
        {zh: 同一产品, en: product, type: text, group: identity, help: {zh: 各规格相同, en: the same for all forms}}
      remark:
        {zh: 备注, en: remark, type: text, group: animals, help: {zh: 自定, en: of your choice}}
      prescription:
        {zh: 处方药, en: prescription only, type: yes_no, group: animals, help: {zh: 见说明书, en: see the label}}
      veterinary_class:
        {zh: 注册分类, en: class, type: word, words: veterinary_class, open: true, group: animals, help: {zh: 见证书, en: see the certificate}}
      risk:
        {zh: 风险等级, en: risk, type: word, words: standing, group: animals, help: {zh: 见评估, en: see the assessment}}
      species:
        {zh: 靶动物, en: target species, type: words, words: species, group: animals, help: {zh: 见说明书, en: see the label}}
      trial_cost:
        {zh: 试验费用, en: cost of trials, type: yuan, group: animals, help: {zh: 见审计报告, en: see the accounts}}
      rank:
        {zh: 批准次序, en: rank of the approval, type: count, group: animals, help: {zh: 见公告, en: see the notice}}
      withdrawal_months:
        {zh: 休药期, en: withdrawal period, type: months, group: animals, help: {zh: 见说明书, en: see the label}}
      residue_rate:
        {zh: 残留率, en: rate of residues, type: rate, group: animals, help: {zh: 见报告, en: see the report}}
      first_sold:
        {zh: 首次销售日期, en: day of the first sale, type: day, group: animals, help: {zh: 见发票, en: see the invoice}}
      milestones:
        {zh: 里程碑, en: milestones, type: milestones, group: milestones, help: {zh: 已达到的, en: those reached}}
    milestones:
      - {id: field_trial_entry, zh: 进入田间试验, en: field trial entered}
      - {id: field_trial_completed, zh: 完成田间试验, en: field trial completed, implies: [field_trial_entry], attributes: [certificate]}
      - {id: veterinary_registration, zh: 取得兽药注册, en: registration, attributes: [place, certificate]}
    orders:
      - [field_trial_entry, field_trial_completed, veterinary_registration]
    certificates:
      milestones: [veterinary_registration]
      field: risk
      digits: {good: "2", poor: "3"}
milestone:
  fields:
    audited:
      {zh: 已审计, en: audited, type: yes_no, group: animals, help: {zh: 见报告, en: see the report}}
    auditor:
      {zh: 审计机构, en: auditor, type: text, group: animals, help: {zh: 见报告, en: see the report}}
    grade:
      {zh: 评级, en: grade, type: word, words: standing, group: animals, help: {zh: 见报告, en: see the report}}
    sites:
      {zh: 试验动物, en: animals of the trial, type: words, words: species, group: animals, help: {zh: 见报告, en: see the report}}
    cost:
      {zh: 花费, en: cost, type: yuan, group: animals, help: {zh: 见审计报告, en: see the accounts}}
    duration:
      {zh: 历时, en: duration, type: months, group: animals, help: {zh: 见报告, en: see the report}}
    loss_rate:
      {zh: 脱落率, en: rate of drop-outs, type: rate, group: animals, help: {zh: 见报告, en: see the report}}
    reported:
      {zh: 报告日期, en: day of the report, type: day, group: animals, help: {zh: 见报告, en: see the report}}
words:
  region:
    - {id: zhengzhou, zh: 郑州市, en: Zhengzhou}
  standing:
    - {id: good, zh: 良好, en: good}
    - {id: poor, zh: 较差, en: poor}
  species:
    - {id: pig, zh: 猪, en: pig}
    - {id: hen, zh: 鸡, en: hen}
    - {id: bee, zh: 蜂, en: bee}
  veterinary_class:
    - {id: new, zh: 新兽药, en: new}
    - {id: known, zh: 已知兽药, en: known}
"""  # noqa: E501

# Of each tuple the first value, which is drawn most often, is what the measure's supports ask for.
AMOUNTS = (1_000_000, 0, 1, 999_999, 1_000_001, 10**15)
RANKS = (3, 1, 2, 4, 1_000_000)
MONTHS = (6, 0, 5, 7, 1200)
RATES = ("0.1", "0", "0.10", "0.099999", "0.100001", "999.999999")
DAYS = (date(2025, 1, 1), date(1, 1, 1), date(2024, 12, 31), date(2025, 12, 31), date(2026, 1, 1))
TEXTS = ("甲", "a/b~c", '"', "\\", "\U0001f48a")
CODES = ("91110114MA00000013",)
STANDINGS = ("good", "poor")
SPECIES = ("pig", "hen", "bee")


def write(folder: Path) -> Path:
    """The folder with the rulebook's files in it."""
    write_rules(measure(), folder)
    (folder / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")
    return folder


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the rulebook: the packaged one with what it adds."""
    source = YamlFile("vocabulary.yaml", yaml.safe_load(VOCABULARY))
    merged = extended(source)
    assert not source.faults, [str(fault) for fault in source.faults]
    return merged


def measure() -> Files:
    """A measure with supports that read every own field, of every kind that has some."""
    supports = [
        support_of(
            "farm",
            "company",
            {"field": "company.breeder", "is": True},
            {"field": "company.standing", "is": "good"},
            {"field": "company.farmed", "one_of": ["pig", "hen"]},
            {"field": "company.farm_rent", "at_least": 1_000_000},
            {"field": "company.farm_lease", "at_least": 6},
            {"field": "company.farm_share", "at_least": "0.1"},
            {"field": "company.farm_opened", "before": "2025-12-31"},
        ),
        support_of(
            "veterinary-drug",
            "veterinary_drug",
            {"field": "veterinary_drug.prescription", "is": True},
            {"field": "veterinary_drug.veterinary_class", "one_of": ["new"]},
            {"field": "veterinary_drug.species", "one_of": ["bee", "hen"]},
            {"field": "veterinary_drug.withdrawal_months", "at_most": 6},
            {"field": "veterinary_drug.rank", "at_most": 3},
            {"field": "veterinary_drug.residue_rate", "at_most": "0.1"},
            {"field": "veterinary_drug.first_sold", "on_or_after": "2025-01-01"},
            {"milestone": "veterinary_registration", "reached": "by-end"},
            share={
                "of": "veterinary_drug.trial_cost",
                "rate": "0.30",
                "period": "year",
                "source": SOURCE,
            },
            ceiling={"amount": 200_000, "source": SOURCE},
        ),
        support_of(
            "field-trial",
            "veterinary_drug",
            {"milestone": "field_trial_completed", "reached": "by-end"},
            {"milestone": "field_trial_completed", "field": "audited", "is": True},
            {"milestone": "field_trial_completed", "field": "grade", "is": "good"},
            {"milestone": "field_trial_completed", "field": "sites", "one_of": ["pig"]},
            {"milestone": "field_trial_completed", "field": "cost", "at_most": 1_000_000},
            {"milestone": "field_trial_completed", "field": "duration", "at_least": 6},
            {"milestone": "field_trial_completed", "field": "loss_rate", "at_most": "0.1"},
            {"milestone": "field_trial_completed", "field": "reported", "before": "2026-01-01"},
        ),
        support_of(
            "field-trial-entry",
            "veterinary_drug",
            {"milestone": "field_trial_entry", "reached": "by-end"},
        ),
        support_of(
            "conditional",
            "drug",
            {"milestone": "conditional_approval", "reached": "by-end"},
            {"field": "drug.for_animals_too", "is": True},
            {"field": "drug.animal_data_from", "before": "2025-06-01"},
        ),
        support_of(
            "trial-entry", "drug", {"milestone": "clinical_trial_entry", "reached": "by-end"}
        ),
    ]
    where = {
        "id": "region",
        "title": {"zh": "郑州", "en": "Zhengzhou"},
        "when": {"field": "company.region", "is": "zhengzhou"},
        "source": SOURCE,
    }
    group = {
        "id": "stages",
        "title": {"zh": "阶段", "en": "stages"},
        "per": "subject",
        "members": [{"support": "veterinary-drug"}, {"support": "field-trial-entry"}],
        "source": SOURCE,
    }
    return simple(supports, MEASURE, requires=[where], groups=[group])


def random_data(rng: Random, most: int = 3) -> Data:
    """Plain data of a profile with own fields, milestones and kinds; valid but for rare orders."""
    company: Data = {"name": rng.choice(TEXTS)}
    for name, values in {
        "id": TEXTS,
        "region": ("zhengzhou", "zhengzhou", "zhengzhou", "shanghai"),
        "breeder": (True, True, False),
        "standing": STANDINGS,
        "farmed": (["pig"], [], ["hen", "bee"], ["bee"]),
        "farm_rent": AMOUNTS,
        "farm_lease": MONTHS,
        "farm_share": RATES,
        "farm_opened": DAYS,
        "parent_uscc": CODES,
    }.items():
        _maybe(rng, company, name, values)
    drugs = [_drug(rng, f"D{i}") for i in range(rng.randrange(most + 1))]
    veterinary = [_veterinary_drug(rng, f"T{i}") for i in range(rng.randrange(most + 1))]
    data: Data = {"company": company, "drugs": drugs, "veterinary_drugs": veterinary}
    subjects = [
        *(("conditional", drug["id"]) for drug in drugs),
        *(("veterinary-drug", item["id"]) for item in veterinary),
        *(("field-trial-entry", item["id"]) for item in veterinary),
        ("farm", "company"),
    ]
    data["awards"] = [
        {
            "measure": MEASURE,
            "support": support,
            "subject": subject,
            "year": rng.choice([YEAR - 1, YEAR]),
            "amount": rng.choice([1, 50, 100_000]),
        }
        for support, subject in subjects
        if rng.randrange(5) == 0
    ]
    return data


def _drug(rng: Random, key: str) -> Data:
    drug: Data = {"id": key}
    _maybe(rng, drug, "for_animals_too", (True, True, False))
    _maybe(rng, drug, "animal_data_from", DAYS)
    _maybe_milestones(rng, drug, ("clinical_trial_entry", "conditional_approval"))
    return drug


def _veterinary_drug(rng: Random, key: str) -> Data:
    item: Data = {"id": key}
    for name, values in {
        "name": TEXTS,
        "family": ("F", "T0", "T1"),
        "remark": TEXTS,
        "prescription": (True, True, False),
        "veterinary_class": ("new", "new", "known", "of long ago"),
        "risk": STANDINGS,
        "species": (["hen", "bee"], [], ["pig"], ["bee"]),
        "trial_cost": AMOUNTS,
        "withdrawal_months": MONTHS,
        "rank": RANKS,
        "residue_rate": RATES,
        "first_sold": DAYS,
    }.items():
        _maybe(rng, item, name, values)
    names = ("field_trial_entry", "field_trial_completed", "veterinary_registration")
    _maybe_milestones(rng, item, names)
    return item


def _maybe_milestones(rng: Random, item: Data, names: tuple[str, ...]) -> None:
    """Milestones whose days may not run backwards; or none at all, or nothing known of them."""
    if not rng.randrange(6):
        return
    reached = [name for name in names if rng.randrange(3)]
    days = sorted(rng.choice(DAYS) for _ in reached)
    item["milestones"] = []
    for name, day in zip(reached, days, strict=True):
        milestone: Data = {"milestone": name}
        if rng.randrange(6):
            milestone["date"] = day.isoformat()
        for field, values in {
            "certificate": TEXTS,
            "audited": (True, True, False),
            "auditor": TEXTS,
            "grade": STANDINGS,
            "sites": (["pig"], ["pig", "bee"], []),
            "cost": AMOUNTS,
            "duration": MONTHS,
            "loss_rate": RATES,
            "reported": DAYS,
        }.items():
            _maybe(rng, milestone, field, values)
        item["milestones"].append(milestone)


def _maybe(rng: Random, data: Data, name: str, values: tuple[Any, ...]) -> None:
    """Sets a field to one of its values; once in ten times it is absent or null."""
    if rng.randrange(10):
        value = values[0] if rng.randrange(2) else rng.choice(values)
        data[name] = value.isoformat() if isinstance(value, date) else value
    elif rng.randrange(2):
        data[name] = None
