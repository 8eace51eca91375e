"""A claim plan for a terminal: a table, bars by year, and what is given up for what."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from yaoxie.advice.planning import shapes
from yaoxie.render import advice_words, payment, report
from yaoxie.render.advice_words import CitingWording

_WIDEST = 40  # columns of the longest bar
_MOST = 6  # sentences of one kind


def plan_blocks(plan: shapes.ClaimPlanDict, words: CitingWording) -> Iterator[RenderableType]:
    """The plan: what to claim, its bars, its trade-offs and its limits."""
    yield Text("\n").join(_head(plan, words))
    if any(year["claims"] for year in plan["by_year"]):
        yield _table(plan, words)
    if plan["total"] and len(plan["by_year"]) > 1:
        yield _bars(plan, words)
    if plan["forgone"]:
        yield report.bullets(words.say("forgone_heading"), forgone_texts(plan, words))
    if plan["binding"]:
        yield report.bullets(words.say("binding_heading"), binding_texts(plan, words))
    if undetermined := list(_undetermined(plan, words)):
        shown = _first(undetermined[:_MOST], len(undetermined), words)
        yield report.bullets(words.say("plan_open_heading"), shown)


def heading(plan: shapes.ClaimPlanDict, words: CitingWording) -> str:
    """The years of the plan, and what it brings in them."""
    first, last = plan["first_year"], plan["last_year"]
    is_open, may_be_lower = plan["unbounded"], plan["upper_bound"]
    amount = words.amount(plan["total"], is_open=is_open, may_be_lower=may_be_lower)
    key = "plan_heading" if first < last else "plan_heading_year"
    return words.say(key, first=first, last=last, amount=amount)


def forgone_texts(plan: shapes.ClaimPlanDict, words: CitingWording) -> list[str]:
    """What the plan gives up for what, that which costs most first."""
    ordered = sorted(plan["forgone"], key=lambda entry: -entry["less"])
    return _first([_forgone(entry, words) for entry in ordered[:_MOST]], len(ordered), words)


def binding_texts(plan: shapes.ClaimPlanDict, words: CitingWording) -> list[str]:
    """The limits that bind the plan, that which costs most first."""
    ordered = sorted(plan["binding"], key=lambda entry: -entry["more"])
    return _first([_binding(entry, words) for entry in ordered[:_MOST]], len(ordered), words)


def known(year: shapes.PlannedYearDict) -> int:
    """What a year brings but for what nothing known bounds."""
    return year["total"] - sum(claim["counted"] for claim in year["claims"] if claim["unbounded"])


def year_total(year: shapes.PlannedYearDict, words: CitingWording) -> str:
    """What a year brings, in short."""
    return words.say("open") if year["unbounded"] else words.short_money(year["total"])


def _head(plan: shapes.ClaimPlanDict, words: CitingWording) -> Iterator[Text]:
    first, last = plan["first_year"], plan["last_year"]
    yield Text(heading(plan, words), "bold")
    if plan["present_value"] != plan["total"]:
        rate = words.percent(plan["discount"])
        value = words.amount(plan["present_value"], is_open=plan["unbounded"])
        yield Text(words.say("plan_discounted", rate=rate, amount=value))
    if plan["claims_a_year"] is not None:
        yield Text(words.say("plan_claims_a_year", count=plan["claims_a_year"]))
    if plan["potential"] != plan["total"]:
        potential = words.amount(plan["potential"], is_open=plan["potential_unbounded"])
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


def _table(plan: shapes.ClaimPlanDict, words: CitingWording) -> RenderableType:
    several = len(plan["measures"]) > 1
    rows = []
    for year in plan["by_year"]:
        for number, claim in enumerate(year["claims"]):
            about = Text(_support(claim, words), "bold")
            about.append(f"\n{advice_words.subject(claim['subject'], words)}", "not bold")
            if several:
                about.append(f"\n{claim['measure']}", "not bold dim")
            for line in payment.lines(claim["payment"] or {}, words):
                about.append(f"\n{line}", "not bold dim")
            if planned := planned_days(claim, words):
                about.append(f"\n{planned}", "not bold dim")
            shown = str(year["claim_year"]) if number == 0 else ""
            rows.append((Text(shown, "bold"), about, Text(_amount(claim, words))))
        rows += [
            (Text(), Text(_charge(charge, words)), Text(f"-{charge['amount']:,}"))
            for charge in year["charges"]
        ]
    columns = ("planned_year", "support", "planned_amount")
    return report.findings_table("", columns, rows, words)


def _charge(charge: shapes.ChargeDict, words: CitingWording) -> str:
    return words.say(
        "plan_charge",
        measure=charge["measure"],
        title=words.title(charge["title"]),
        source=words.cite(charge["source"], charge["rule"]),
    )


def _support(claim: shapes.PlannedClaimDict, words: CitingWording) -> str:
    title = words.title(claim["title"])
    if claim["discretionary"]:
        return words.say("tagged", text=title, tag=words.say("discretionary"))
    return title


def planned_days(claim: shapes.PlannedClaimDict, words: CitingWording) -> str:
    """The days to come that a claim rests on; nothing where there are none."""
    days = [
        words.say("planned_day", title=_day_title(claim, entry, words), day=entry["date"])
        for entry in claim["planned"]
    ]
    return words.say("planned_on", days=words.join(days, "comma")) if days else ""


def _day_title(
    claim: shapes.PlannedClaimDict, entry: shapes.PlannedDayDict, words: CitingWording
) -> str:
    if entry["milestone"] is None:
        return words.field(entry["pointer"])
    return words.fact(f"{claim['subject']['kind']}.milestone.{entry['milestone']}")


def _amount(claim: shapes.PlannedClaimDict, words: CitingWording) -> str:
    if claim["unbounded"]:
        return words.say("open")
    amount = f"{claim['counted']:,}"
    return f"{amount}\n{words.say('may_be_lower')}" if claim["upper_bound"] else amount


def _bars(plan: shapes.ClaimPlanDict, words: CitingWording) -> RenderableType:
    amounts = [known(year) for year in plan["by_year"]]
    most = max(1, *amounts)
    texts = [Text(words.say("plan_by_year"), "bold")]
    for year, amount in zip(plan["by_year"], amounts, strict=True):
        bar = "█" * (amount * _WIDEST // most)
        line = Text(f"{year['claim_year']}  ")
        line.append(bar, "cyan")
        line.append(f"{' ' if bar else ''}{year_total(year, words)}")
        texts.append(line)
    return Text("\n").join(texts)


def _forgone(entry: shapes.ForgoneDict, words: CitingWording) -> str:
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
        less=words.amount(entry["less"], is_open=entry["unbounded"]),
        title=words.title(entry["title"]),
        source=words.cite(entry["source"], entry["measure"]),
    )


def _titles(
    entry: shapes.ForgoneDict, supports: list[shapes.SupportNameDict], words: CitingWording
) -> str:
    """What supports are called; of several measures, each with its measure."""
    titles = [words.title(support["title"]) for support in supports]
    if entry["rule"] is not None:
        pairs = zip(titles, supports, strict=True)
        titles = [words.say("named", name=title, id=e["measure"]) for title, e in pairs]
    return words.join(titles, "comma")


def _binding(entry: shapes.BindingLimitDict, words: CitingWording) -> str:
    return words.say(
        "binding",
        title=words.title(entry["title"]),
        measure=entry["measure"],
        source=words.cite(entry["source"], entry["measure"]),
        more=words.amount(entry["more"], is_open=entry["unbounded"]),
    )


def _undetermined(plan: shapes.ClaimPlanDict, words: CitingWording) -> Iterator[str]:
    for year in plan["potential_by_year"]:
        for claim in year["claims"]:
            if claim["status"] == "undetermined":
                yield words.say(
                    "plan_open",
                    year=year["claim_year"],
                    support=words.title(claim["title"]),
                    subject=advice_words.subject(claim["subject"], words),
                    amount=words.amount(
                        claim["counted"],
                        is_open=claim["unbounded"],
                        may_be_lower=claim["upper_bound"],
                    ),
                )


def _first(texts: list[str], count: int, words: CitingWording) -> list[str]:
    """The first sentences of so many, and how many there are besides."""
    rest = count - len(texts)
    return [*texts, words.say("and_more", count=rest)] if rest > 0 else texts
