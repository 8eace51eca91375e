"""What the command line says, in Chinese and English, and how it writes values."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args

from yaoxie.vocabulary import Title, vocabulary

Lang = Literal["zh", "en"]
LANGS: tuple[str, ...] = get_args(Lang)

# Control, format, surrogate, line and paragraph separators: what a terminal may obey, not show.
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_WAN = 10_000
_MOST_WORDS = 4

_TEXTS: dict[str, tuple[str, str]] = {
    "claim_year": ("{year} 申报年度", "claim year {year}"),
    "claimable": ("可申报与待定的支持", "Eligible and undetermined"),
    "refused": ("不符合的支持", "Ineligible"),
    "status": ("状态", "Status"),
    "support": ("支持与依据", "Support and why"),
    "ceiling": ("上限（元）", "Ceiling (CNY)"),
    "counted": ("计入（元）", "Counted (CNY)"),
    "refused_support": ("支持与对象", "Support and subject"),
    "unmet": ("未满足的条件", "What is not met"),
    "eligible": ("符合", "eligible"),
    "ineligible": ("不符合", "ineligible"),
    "undetermined": ("待定", "undetermined"),
    "discretionary": ("择优", "discretionary"),
    "named": ("{name}（{id}）", "{name} ({id})"),
    "tagged": ("{text}〔{tag}〕", "{text} [{tag}]"),
    "money": ("{amount} 元", "CNY {amount}"),
    "share": ("{rate} × {base} = {amount}", "{rate} × {base} = {amount}"),
    "received": ("已获{amount}", "received {amount}"),
    "top": ("{period}上限{amount}", "ceiling {amount} {period}"),
    "once": ("一次性", "once"),
    "year": ("每年", "a year"),
    "limited": ("受“{limit}”限制，计入{amount}", "{limit}: {amount} counted"),
    "excluded_finding": (
        "不重复计算：已计入“{support}”（{subject}）",
        "counted once: “{support}” ({subject}) counts instead",
    ),
    "excluded_award": (
        "不重复支持：{year}年已按“{support}”获得资助（{subject}）",
        "supported once: funded in {year} under “{support}” ({subject})",
    ),
    "unknown_base": ("尚缺投资额，金额可能更低", "may be lower: the investment is unknown"),
    "missing": ("尚缺：{fields}", "missing: {fields}"),
    "field": ("{title} {pointer}", "{title} {pointer}"),
    "item_field": ("{title}（{item}）", "{title} ({item})"),
    "not_reached": ("未达到：{titles}", "not reached: {titles}"),
    "actual": ("{title}：实际为{actual}", "{title}: is {actual}"),
    "required": ("，要求{required}", ", must be {required}"),
    "gap_days": ("，相差{amount}天", ", off by {amount} days"),
    "gap_yuan": ("，相差{amount}元", ", off by CNY {amount}"),
    "for_all": ("所有支持均不符合：{reasons}", "No support is open: {reasons}"),
    "see_above": ("见上", "see above"),
    "by": (" {day}及以前", "by {day}"),
    "from": (" {day}及以后", "from {day}"),
    "between": (" {first}至{last}", "{first} to {last}"),
    "not": ("不在{text}", "not {text}"),
    "true": ("是", "yes"),
    "false": ("否", "no"),
    "none": ("无", "none"),
    "comma": ("、", ", "),
    "or": ("或", " or "),
    "semicolon": ("；", "; "),
    "no_findings": (
        "档案中没有药品、器械、平台或企业事项，没有可评估的支持。",
        "The profile has no drug, device, platform or initiative; there is nothing to judge.",
    ),
    "total": ("合计上限", "Total, at most"),
    "potential": (
        "补齐资料后可能达到的上限",
        "At most, once what is missing is known",
    ),
    "bound": ("受限于：{reasons}", "bound by: {reasons}"),
    "bound_ceiling": ("各项支持的上限", "the supports' own ceilings"),
    "bound_share": ("投资额的比例", "the share of the investment"),
    "readings": ("所用解读", "Readings used"),
    "reading": ("{title}：{option}", "{title}: {option}"),
    "not_default": ("非默认", "not the default"),
    "unpublished": ("条款未公布的领域", "Areas without published terms"),
    "notices": ("说明", "Notes"),
    "rulebook": ("规则 {version}  {digest}", "rules {version}  {digest}"),
    "profile": ("档案 {digest}", "profile {digest}"),
}


def plain(text: str) -> str:
    """The text with all that a terminal would obey written out, so that it is only shown."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        repr(char)[1:-1] if unicodedata.category(char) in _UNSHOWN else char for char in text
    )


@dataclass(frozen=True, slots=True)
class Wording:
    """One language: sentences, titles, money and values."""

    lang: Lang

    def say(self, key: str, **values: object) -> str:
        """A sentence of the list above, with its values in."""
        chinese, english = _TEXTS[key]
        return (chinese if self.lang == "zh" else english).format(**values)

    def title(self, titles: Mapping[str, str]) -> str:
        """A title in this language."""
        return plain(titles[self.lang])

    def join(self, texts: Sequence[str], by: str = "semicolon") -> str:
        """Several texts as one."""
        return self.say(by).join(texts)

    def money(self, amount: int) -> str:
        """An amount with its currency: `10,000,000 元`, `CNY 10,000,000`."""
        return self.say("money", amount=f"{amount:,}")

    def short_money(self, amount: int) -> str:
        """An amount inside arithmetic: `1,000万` where that is exact and Chinese."""
        if self.lang == "zh" and amount and amount % _WAN == 0:
            return f"{amount // _WAN:,}万"
        return f"{amount:,}"

    def percent(self, rate: str) -> str:
        """A rate in a string as a percentage, exactly."""
        return f"{(Decimal(rate) * 100).normalize():f}%"

    def word(self, word: str) -> str:
        """A word of the vocabulary by its title; any other text as it is."""
        for name in vocabulary().words:
            found = vocabulary().title(name, word)
            if found is not None:
                return self._own(found)
        return plain(word)

    def value(self, value: Any) -> str:
        """What a profile says, in words."""
        match value:
            case None:
                return self.say("none")
            case bool():
                return self.say("true" if value else "false")
            case int():
                return f"{value:,}"
            case list():
                return self.join([self.value(part) for part in value], "comma") or self.say("none")
            case _:
                return self.word(str(value))

    def required(self, text: str) -> str | None:
        """What a requirement asks for, in words; None where its title says it better."""
        if text in {"true", "false"}:
            return self.say(text)
        if text.startswith("not (") and text.endswith(")"):
            inner = self.required(text[5:-1])
            return self.say("not", text=inner) if inner else None
        if text.startswith(("<= ", ">= ")):
            key = "by" if text.startswith("<=") else "from"
            figure = text[3:]
            return self.say(key, day=f"{int(figure):,}" if figure.isdecimal() else figure)
        if ".." in text:
            first, _, last = text.partition("..")
            return self.say("between", first=first, last=last)
        words = text.split(" | ")
        if len(words) > _MOST_WORDS or any(" " in word for word in words):
            return None
        return self.join([self.word(word) for word in words], "or")

    def field(self, pointer: str) -> str:
        """The title of the profile's field that a JSON pointer names."""
        parts = pointer.strip("/").split("/")
        names = [part for part in parts if not part.isdecimal()]
        kind = "milestone" if len(names) > 2 else names[0].removesuffix("s")  # noqa: PLR2004
        found = vocabulary().fields.get(f"{kind}.{names[-1]}")
        return self._own(found) if found else plain(names[-1])

    def fact(self, name: str) -> str:
        """The title of the field or milestone that a part of a requirement looks at."""
        found = vocabulary().fields.get(name)
        return self._own(found) if found else self.word(name.rpartition(".")[2])

    def _own(self, title: Title) -> str:
        return title.zh if self.lang == "zh" else title.en
