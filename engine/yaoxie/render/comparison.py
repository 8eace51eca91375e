"""A comparison as a table for a terminal: place by place, as it is and if registered there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from yaoxie.advice import shapes
from yaoxie.advice.comparison import Comparison
from yaoxie.decision.notices import TEXTS
from yaoxie.render import between, report
from yaoxie.render.folding import Folded
from yaoxie.render.wording import Wording

_MOST_FIELDS = 5
_IN_ROWS = ("outside-known-dates", "replaced-by-later-version")  # the others hold for the whole
Facts = Mapping[tuple[str, str], str | None]
_STYLES = {"met": "green", "unmet": "red", "unknown": "yellow"}


def render(compared: Comparison, words: Wording, by_rules: Iterable[str] | None = None) -> Group:
    """The whole comparison, most money first, or in the order of the rulebook's measures.

    Every text is a `Text`, never markup: names come from profiles.
    """
    comparison, words = compared.to_dict(), words.about(compared.profile)
    if by_rules is not None:
        order = {measure: place for place, measure in enumerate(by_rules)}
        comparison["measures"].sort(key=lambda entry: order[entry["measure"]])
    facts = _facts(compared)
    blocks = [_head(comparison, words), _table(comparison, facts, words)]
    blocks += _notes(comparison, words)
    return report.spaced(blocks)


def _facts(compared: Comparison) -> Facts:
    """The fact that each requirement about the registration is about, by measure and id."""
    return {
        (entry.measure, registration.requirement.id): registration.expectation.fact
        for entry in compared.measures
        for registration in entry.registration
    }


def _head(comparison: shapes.ComparisonDict, words: Wording) -> Text:
    title = words.say("compared", year=comparison["claim_year"])
    return Text.assemble((report.company(comparison["company"], words), "bold"), "\n", title)


def _table(comparison: shapes.ComparisonDict, facts: Facts, words: Wording) -> RenderableType:
    table = report.framed()
    rows = [_row(entry, facts, words) for entry in comparison["measures"]]
    for index, name in enumerate(("measure", "as_is", "if_registered", "wanting")):
        title = words.say(f"compared_{name}")
        if name == "measure":
            longest = max((len(entry["measure"]) for entry in comparison["measures"]), default=1)
            table.add_column(title, overflow="fold", ratio=3, width=longest)
            continue
        if name == "wanting":
            table.add_column(title, overflow="fold", ratio=4)
            continue
        lines = [*title.split(), *(line for row in rows for line in row[index].plain.split("\n"))]
        widest = max(Text(line).cell_len for line in lines)
        table.add_column(title, overflow="fold", width=widest, justify="right")
    for row in rows:
        table.add_row(*map(Folded, row))
    return table


def _row(entry: shapes.ComparedDict, facts: Facts, words: Wording) -> tuple[Text, Text, Text, Text]:
    name = [
        Text(words.place(entry["place"]["id"]), "bold"),
        Text(words.title(entry["title"])),
        Text(f"{entry['measure']}\n{report.lifetime(entry['version'], words)}", "dim"),
    ]
    name += [Text(words.say(code), "magenta") for code in entry["notices"] if code in _IN_ROWS]
    name += [Text(text) for text in _supports(entry["if_registered"], words)]
    return (
        Text("\n").join(name),
        _figure(entry["as_is"], words),
        _figure(entry["if_registered"], words, potential=True),
        Text("\n").join(_wanting(entry, facts, words)),
    )


def _supports(summary: shapes.SummaryDict, words: Wording) -> Iterator[str]:
    """What counts there, support by support, most money first; what is open behind the others."""
    amounts: dict[str, int] = {}
    is_open = {entry["support"] for entry in summary["counted"] if entry["unbounded"]}
    titles = {entry["support"]: words.title(entry["title"]) for entry in summary["counted"]}
    for entry in summary["counted"]:
        amounts[entry["support"]] = amounts.get(entry["support"], 0) + entry["counted"]
    for support, amount in sorted(amounts.items(), key=lambda e: (e[0] in is_open, -e[1])):
        shown = words.say("open") if support in is_open else words.short_money(amount)
        yield words.say("item_amount", title=titles[support], amount=shown)


def _figure(summary: shapes.SummaryDict, words: Wording, *, potential: bool = False) -> Text:
    """The total, and whether it may be lower; what is possible once everything is known."""
    total, possible = summary["total_ceiling"], summary["potential_ceiling"]
    unbounded = summary["unbounded"]
    figure = words.say("open") if unbounded["total"] else f"{total:,}"
    text = Text(figure, "bold" if total else "")
    if summary["upper_bound"] and not unbounded["total"]:
        text.append(f"\n{words.say('may_be_lower')}", "yellow not bold")
    if potential and possible != total:
        figure = words.say("open") if unbounded["potential"] else f"{possible:,}"
        text.append(f"\n{words.say('up_to')}\n{figure}", "yellow not bold")
    return text


def _wanting(entry: shapes.ComparedDict, facts: Facts, words: Wording) -> Iterator[Text]:
    for requirement in entry["registration"]:
        title = words.title(requirement["title"])
        tag = words.say(f"registration_{requirement['outcome']}")
        if requirement["outcome"] == "unmet" and requirement["actual"] is not None:
            fact = facts[entry["measure"], requirement["id"]]
            tag = words.say("is_now", actual=words.value(requirement["actual"], fact))
        text = words.say("tagged", text=title, tag=tag)
        yield Text(text, _STYLES[requirement["outcome"]])
    missing = entry["missing"]
    fields = list(words.places(missing[:_MOST_FIELDS]))
    if rest := len(missing) - len(fields):
        fields.append(words.say("and_more", count=rest))
    if fields:
        yield Text(words.say("missing", fields="\n".join(["", *fields])), "yellow")


def _notes(comparison: shapes.ComparisonDict, words: Wording) -> Iterator[RenderableType]:
    codes = {code for entry in comparison["measures"] for code in entry["notices"]}
    codes -= {notice["code"] for notice in comparison["notices"]}
    texts = [words.say("note_if_registered")]
    summaries = [
        entry[key] for entry in comparison["measures"] for key in ("as_is", "if_registered")
    ]
    if any(summary["unbounded"]["potential"] for summary in summaries):
        texts.append(words.say("note_open"))
    if any(summary["upper_bound"] and not summary["unbounded"]["total"] for summary in summaries):
        texts.append(words.say("note_may_be_lower"))
    for code, title in TEXTS.items():
        if code in codes:
            about = [e["measure"] for e in comparison["measures"] if code in e["notices"]]
            text = words.title(title.as_dict())
            everywhere = len(about) == len(comparison["measures"])
            tag = words.join(about, "comma")
            texts.append(text if everywhere else words.say("tagged", text=text, tag=tag))
    if comparison["left_out"]:
        names = words.join(comparison["left_out"], "comma")
        texts.append(words.say("left_out", measures=names))
    texts += [between.sentence(rule, words) for rule in comparison["between"]]
    texts += report.notices(comparison["notices"], words)
    yield report.bullets(words.say("notices"), texts)
    yield report.digests(comparison, words)
