"""A claim plan for a terminal: a table, bars by year, and what is given up for what."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from yaoxie.advice.planning import shapes
from yaoxie.render import advice_words, report
from yaoxie.render.wording import Wording

_WIDEST = 40  # columns of the longest bar
_MOST = 6  # sentences of one kind


def plan_blocks(plan: shapes.ClaimPlanDict, words: Wording) -> Iterator[RenderableType]:
    """The plan: what to claim, its bars, its trade-offs and its limits."""
    yield Text("\n").join(_head(plan, words))
    if any(year["claims"] for year in plan["by_year"]):
        yield _table(plan, words)
    if plan["total"] and len(plan["by_year"]) > 1:
        yield _bars(plan, words)
    if plan["forgone"]:
        ordered = sorted(plan["forgone"], key=lambda entry: -entry["less"])
        texts = [_forgone(entry, words) for entry in ordered]
        yield report.bullets(words.say("forgone_heading"), _first(texts, words))
    if plan["binding"]:
        limits = sorted(plan["binding"], key=lambda entry: -entry["more"])
        texts = [_binding(entry, words) for entry in limits]
        yield report.bullets(words.say("binding_heading"), _first(texts, words))
    if undetermined := list(_undetermined(plan, words)):
        yield report.bullets(words.say("plan_open_heading"), _first(undetermined, words))


def _head(plan: shapes.ClaimPlanDict, words: Wording) -> Iterator[Text]:
    first, last = plan["first_year"], plan["last_year"]
    amount = words.say("open") if plan["unbounded"] else words.money(plan["total"])
    key = "plan_heading" if first < last else "plan_heading_year"
    yield Text(words.say(key, first=first, last=last, amount=amount), "bold")
    if plan["present_value"] != plan["total"]:
        value, rate = words.money(plan["present_value"]), words.percent(plan["discount"])
        yield Text(words.say("plan_discounted", rate=rate, amount=value))
    if plan["claims_a_year"] is not None:
        yield Text(words.say("plan_claims_a_year", count=plan["claims_a_year"]))
    if plan["potential"] != plan["total"]:
        potential = words.money(plan["potential"])
        yield Text(words.say("plan_potential", amount=potential), "yellow")
    if not any(year["claims"] for year in plan["by_year"]):
        yield Text(words.say("plan_empty"))
    for entry in plan["measures"]:
        out = [str(year) for year in range(first, last + 1) if year not in entry["years"]]
        if out:
            years = words.join(out, "comma")
            yield Text(words.say("plan_years_out", measure=entry["measure"], years=years), "dim")
        if entry["doubtful"]:
            years = words.join([str(year) for year in entry["doubtful"]], "comma")
            yield Text(words.say("plan_doubtful", measure=entry["measure"], years=years), "yellow")


def _table(plan: shapes.ClaimPlanDict, words: Wording) -> RenderableType:
    several = len(plan["measures"]) > 1
    rows = []
    for year in plan["by_year"]:
        for number, claim in enumerate(year["claims"]):
            about = Text(_support(claim, words), "bold")
            about.append(f"\n{advice_words.subject(claim['subject'], words)}", "not bold")
            if several:
                about.append(f"\n{claim['measure']}", "not bold dim")
            if planned := _planned(claim, words):
                about.append(f"\n{planned}", "not bold dim")
            shown = str(year["claim_year"]) if number == 0 else ""
            rows.append((Text(shown, "bold"), about, Text(_amount(claim, words))))
        rows += [
            (Text(), Text(_charge(charge, words)), Text(f"-{charge['amount']:,}"))
            for charge in year["charges"]
        ]
    columns = ("planned_year", "support", "planned_amount")
    return report.findings_table("", columns, rows, words)


def _charge(charge: shapes.ChargeDict, words: Wording) -> str:
    return words.say(
        "plan_charge",
        measure=charge["measure"],
        title=words.title(charge["title"]),
        source=advice_words.source(charge["source"], charge["rule"], words),
    )


def _support(claim: shapes.PlannedClaimDict, words: Wording) -> str:
    title = words.title(claim["title"])
    if claim["discretionary"]:
        return words.say("tagged", text=title, tag=words.say("discretionary"))
    return title


def _planned(claim: shapes.PlannedClaimDict, words: Wording) -> str:
    days = [
        words.say("planned_day", title=_day_title(claim, entry, words), day=entry["date"])
        for entry in claim["planned"]
    ]
    return words.say("planned_on", days=words.join(days, "comma")) if days else ""


def _day_title(claim: shapes.PlannedClaimDict, entry: shapes.PlannedDayDict, words: Wording) -> str:
    if entry["milestone"] is None:
        return words.field(entry["pointer"])
    return words.fact(f"{claim['subject']['kind']}.milestone.{entry['milestone']}")


def _amount(claim: shapes.PlannedClaimDict, words: Wording) -> str:
    return words.say("open") if claim["unbounded"] else f"{claim['counted']:,}"


def _bars(plan: shapes.ClaimPlanDict, words: Wording) -> RenderableType:
    most = max(year["total"] for year in plan["by_year"])
    texts = [Text(words.say("plan_by_year"), "bold")]
    for year in plan["by_year"]:
        bar = "█" * (year["total"] * _WIDEST // most)
        line = Text(f"{year['claim_year']}  ")
        line.append(bar, "cyan")
        line.append(f"{' ' if bar else ''}{words.short_money(year['total'])}")
        texts.append(line)
    return Text("\n").join(texts)


def _forgone(entry: shapes.ForgoneDict, words: Wording) -> str:
    key = "forgone" if entry["claimed"] else "forgone_nothing"
    if not entry["less"]:
        key += "_alike"
    subjects = [advice_words.subject(subject, words) for subject in entry["subjects"]]
    about = words.join(subjects, "comma")
    if entry["claim_year"] is not None:
        about = words.say("tagged", text=about, tag=str(entry["claim_year"]))
    return words.say(
        key,
        subjects=about,
        claimed=_titles(entry, entry["claimed"], words),
        given_up=_titles(entry, entry["given_up"], words),
        less=words.money(entry["less"]),
        title=words.title(entry["title"]),
        source=advice_words.source(entry["source"], entry["measure"], words),
    )


def _titles(
    entry: shapes.ForgoneDict, supports: list[shapes.SupportNameDict], words: Wording
) -> str:
    """What supports are called; of several measures, each with its measure."""
    titles = [words.title(support["title"]) for support in supports]
    if entry["rule"] is not None:
        pairs = zip(titles, supports, strict=True)
        titles = [words.say("named", name=title, id=e["measure"]) for title, e in pairs]
    return words.join(titles, "comma")


def _binding(entry: shapes.BindingLimitDict, words: Wording) -> str:
    return words.say(
        "binding",
        title=words.title(entry["title"]),
        measure=entry["measure"],
        source=advice_words.source(entry["source"], entry["measure"], words),
        more=words.money(entry["more"]),
    )


def _undetermined(plan: shapes.ClaimPlanDict, words: Wording) -> Iterator[str]:
    for year in plan["potential_by_year"]:
        for claim in year["claims"]:
            if claim["status"] == "undetermined":
                yield words.say(
                    "plan_open",
                    year=year["claim_year"],
                    support=words.title(claim["title"]),
                    subject=advice_words.subject(claim["subject"], words),
                    amount=_amount(claim, words),
                )


def _first(texts: list[str], words: Wording) -> list[str]:
    """The first sentences, and how many there are besides."""
    rest = len(texts) - _MOST
    return [*texts[:_MOST], words.say("and_more", count=rest)] if rest > 0 else texts
