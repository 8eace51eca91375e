"""How an amount is paid, in lines: by whom, in which instalments, to whom."""

from __future__ import annotations

from collections.abc import Iterator

from yaoxie.decision import shapes
from yaoxie.render.wording import Wording


def lines(payment: shapes.PaymentDict, words: Wording) -> Iterator[str]:
    """Who pays which part, when, and to whom, as far as the measure says it."""
    divisions = {"payers": payment.get("payers"), "instalments": payment.get("instalments")}
    for name, division in divisions.items():
        if division:
            parts = [_part(part, words) for part in division["parts"]]
            yield words.say(f"paid_{name}", parts=words.join(parts, "comma"))
    if payee := payment.get("payee"):
        yield words.say("paid_to", payee=words.title(payee["title"]))


def _part(part: shapes.PaidPartDict, words: Wording) -> str:
    title = words.title(part["title"])
    if part["rate"] is None:
        return title
    rate = words.percent(part["rate"])
    amount = part["counted"] or part["ceiling"]
    if amount is None:
        return words.say("paid_part", title=title, rate=rate)
    return words.say("paid_amount", title=title, rate=rate, amount=words.short_money(amount))
