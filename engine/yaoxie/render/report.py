"""A report as tables for a terminal: what may be claimed, at most, why, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from yaoxie.advice import next_step as advice
from yaoxie.advice.advice_shapes import AdviceDict
from yaoxie.advice.places import Outside
from yaoxie.advice.shapes import ComparisonDict
from yaoxie.decision import shapes
from yaoxie.decision.report import Report
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.render.findings import FindingTexts, citations, expectations, most_first
from yaoxie.render.folding import LIST_FOLDS, Folded
from yaoxie.render.wording import Wording, plain
from yaoxie.rules.model import Coverage, Dates
from yaoxie.rules.types import CONFIDENCES

_MOST_PLACES = 12  # of notices of one kind
STYLES = {"eligible": "bold green", "undetermined": "yellow", "ineligible": "red"}


def render(
    decided: Report, words: Wording, elsewhere: Outside | None = None, *, by_amount: bool = False
) -> Group:
    """The whole report; readings that are not the default are marked.

    `elsewhere`: where the company is, if that is outside the measure's place. `by_amount`: most
    money first, in place of the measure's order. Every text is a
    `Text`, never markup: names come from profiles.
    """
    report, words = decided.to_dict(), words.about(decided.profile)
    reasons = FindingTexts(report, words, expectations(decided))
    cited = citations(decided, words)
    claimable = [entry for entry in report["findings"] if entry["status"] != "ineligible"]
    refused = [entry for entry in report["findings"] if entry["status"] == "ineligible"]
    if by_amount:
        claimable.sort(key=most_first)
    blocks: list[RenderableType] = [_head(report, elsewhere, words)]
    if not report["findings"]:
        blocks.append(Text("\n".join(_nothing_to_judge(decided, words))))
    if claimable:
        blocks.append(_claimable(claimable, reasons, cited, words))
    if refused:
        blocks += _refused(refused, reasons, cited, words, alone=not claimable)
    blocks += [_totals(report, reasons, words), *_appendix(decided, report, words)]
    return spaced([*blocks, *next_step(report["findings"], words)])


def next_step(findings: Sequence[shapes.FindingDict], words: Wording) -> Iterator[Text]:
    """The one next thing to do, or that nothing is missing; nothing where there is no finding."""
    if not findings:
        return
    step = advice.of(findings)
    if step is None:
        yield Text(words.say("next_nothing"), "bold")
        return
    (field,) = words.places([step.pointer])
    if step.amount_only:
        text = words.say("next_amount", field=field, count=step.findings)
    elif step.unbounded or not step.ceiling:
        text = words.say("next_field", field=field, count=step.findings)
    else:
        amount = words.money(step.ceiling)
        text = words.say("next_money", field=field, count=step.findings, amount=amount)
    yield Text(text, "bold yellow")


def _nothing_to_judge(report: Report, words: Wording) -> Iterator[str]:
    """Why there is no finding: what the measure supports, and what the profile has instead."""
    kinds = dict.fromkeys(support.kind for support in report.plan.supports)
    if not kinds:
        yield words.say("no_supports")
        return
    yield words.say("no_findings", kinds=words.join([words.kind(kind) for kind in kinds], "comma"))
    lists = report.profile.vocabulary.item_lists
    counts = {kind: len(getattr(report.profile, name) or ()) for kind, name in lists.items()}
    others = [
        words.say("count_of_kind", kind=words.kind(kind), count=count)
        for kind, count in counts.items()
        if count
    ]
    if others:
        yield words.say("profile_has", kinds=words.join(others, "comma"))
    absent = [lists[kind] for kind in kinds if lists[kind] in report.taken_for_empty]
    if absent:
        yield words.say("taken_for_empty", lists=words.join(absent, "comma"))


def spaced(blocks: Iterable[RenderableType]) -> Group:
    """Blocks with an empty line behind each."""
    folded = (Folded(block) if isinstance(block, Text) else block for block in blocks)
    return Group(*(part for block in folded for part in (block, Text())))


def print_to(console: Console, group: Group) -> str:
    """What the console would show, as text with the console's own styles."""
    with console.capture() as capture:
        console.print(group, markup=False, highlight=False, emoji=False)
    lines = capture.get().splitlines()
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def _head(report: shapes.ReportDict, elsewhere: Outside | None, words: Wording) -> Text:
    year = words.say("claim_year", year=report["claim_year"])
    lines = [words.title(report["measure_title"]), version(report, words), year]
    lines += _by_confidence(report, words)
    text = Text.assemble(
        (company(report["company"], words), "bold"), *(f"\n{line}" for line in lines)
    )
    if elsewhere is not None:
        text.append(f"\n{_outside(elsewhere, words)}", "magenta")
    return text


def _outside(elsewhere: Outside, words: Wording) -> str:
    """Where the company is, and which measures there are."""
    measures = [
        words.say("named", name=words.title(measure.title.as_dict()), id=measure.id)
        for measure in elsewhere.measures
    ]
    return words.say(
        "outside" if measures else "outside_none",
        field=words.fact(f"{COMPANY}.{words.vocabulary.place.name}"),
        region=words.place(elsewhere.region),
        place=words.place(elsewhere.place),
        measures=words.join(measures, "comma"),
    )


def _by_confidence(report: shapes.ReportDict, words: Wording) -> Iterator[str]:
    """The total by how surely it holds, in a line; none where nothing counts."""
    counting = [entry for entry in report["findings"] if entry["counted"]]
    unsettled = {entry["confidence"] for entry in counting if entry["unbounded"]}
    sums = {mark: report["total_by_confidence"][mark] for mark in CONFIDENCES}
    amounts = {
        mark: words.amount(amount, is_open=mark in unsettled)
        for mark, amount in sums.items()
        if amount
    }
    if amounts:
        parts = [words.say(f"confidence_{mark}", amount=amount) for mark, amount in amounts.items()]
        key = "by_confidence_open" if unsettled else "by_confidence"
        total = words.money(report["total_ceiling"])
        yield words.say(key, total=total, parts=words.join(parts, "semicolon"))


def company(company: shapes.CompanyNameDict, words: Wording) -> str:
    """Whom a report or comparison is about: the name, and the credit code where it is known."""
    name, uscc = plain(company["name"]), company["uscc"]
    return words.say("named", name=name, id=plain(uscc)) if uscc else name


def version(report: shapes.ReportDict, words: Wording) -> str:
    """A measure's id, its days, its series and the version that replaced it."""
    own = report["version"]
    texts = [report["measure"], lifetime(own, words)]
    if own["series"]:
        texts.append(words.say("of_series", series=own["series"]))
    if own["replaced_by"]:
        texts.append(words.say("replaced_by", version=own["replaced_by"]))
    return words.join(texts, "comma")


def lifetime(dates: shapes.VersionDict | Dates, words: Wording) -> str:
    """A measure's first day, or its year, to its last; unknown ones as such."""
    first, year, last = (
        (dates.first, dates.year, dates.last)
        if isinstance(dates, Dates)
        else (dates["first"], dates["year"], dates["last"])
    )
    begin = words.say("of_year", year=year) if first is None and year is not None else first
    known = [name for name, day in (("first", begin), ("last", last)) if day]
    return words.say("_".join(["days", *known]), first=begin, last=last)


def _claimable(
    findings: Iterable[shapes.FindingDict],
    reasons: FindingTexts,
    cited: Mapping[str, str],
    words: Wording,
) -> Table:
    rows = [_claim_row(entry, reasons, cited, words) for entry in findings]
    columns = ("status", "support", "ceiling", "counted")
    return findings_table(words.say("claimable"), columns, rows, words)


def findings_table(
    heading: str, columns: Sequence[str], rows: Sequence[Sequence[Text]], words: Wording
) -> Table:
    """A table of findings, a row each; only the support's text is folded."""
    table = framed(heading)
    for index, name in enumerate(columns):
        title = words.say(name)
        if name == "support":
            table.add_column(title, overflow="fold", ratio=1)
            continue
        widest = max(Text(title).cell_len, *(row[index].cell_len for row in rows))
        right = name != "status"
        table.add_column(
            title, overflow="fold", min_width=widest, justify="right" if right else "left"
        )
    for row in rows:
        table.add_row(*map(Folded, row))
    return table


def _claim_row(
    finding: shapes.FindingDict,
    reasons: FindingTexts,
    cited: Mapping[str, str],
    words: Wording,
) -> tuple[Text, Text, Text, Text]:
    status = finding["status"]
    lines = [Text(reasons.support(finding), "bold"), Text(reasons.subject(finding["subject"]))]
    if arithmetic := reasons.arithmetic(finding):
        lines.append(Text(arithmetic, "dim"))
    lines += [Text(text, "dim") for text in reasons.payment(finding)]
    if promised := reasons.promised(finding):
        lines.append(Text(promised, "dim"))
    if exclusion := reasons.exclusion(finding):
        lines.append(Text(exclusion, "magenta"))
    if implied := reasons.implied(finding):
        lines.append(Text(implied, "dim"))
    if missing := reasons.missing(finding):
        lines.append(Text(missing, "yellow"))
    if source := cited.get(finding["support"]):
        lines.append(Text(source, "dim"))
    return (
        Text(words.say(status), STYLES[status]),
        Text("\n").join(lines),
        Text(reasons.ceiling(finding)),
        Text(reasons.counted(finding), "bold" if finding["counted"] else ""),
    )


def _refused(
    findings: Sequence[shapes.FindingDict],
    reasons: FindingTexts,
    cited: Mapping[str, str],
    words: Wording,
    *,
    alone: bool,
) -> Iterator[RenderableType]:
    """The ineligible findings, those of one support with the same reasons as one row.

    Where nothing else is open, what all of them lack (the applicant's part) is said once.
    """
    shared = _shared(findings) if alone else set()
    if shared:
        common = [entry for entry in _unmet(findings[0]) if entry["id"] in shared]
        texts = reasons.unmet(findings[0]["support"], common)
        yield Text(words.say("for_all", reasons=texts), STYLES["ineligible"])
    rows: dict[tuple[str, str, str], list[str]] = {}
    for finding in findings:
        own = [entry for entry in _unmet(finding) if entry["id"] not in shared]
        why = reasons.unmet(finding["support"], own) if own else words.say("see_above")
        key = (words.title(finding["title"]), cited.get(finding["support"], ""), why)
        rows.setdefault(key, []).append(reasons.subject(finding["subject"]))
    table = framed(words.say("refused"))
    table.add_column(words.say("refused_support"), overflow="fold", ratio=3)
    table.add_column(words.say("unmet"), overflow="fold", ratio=4)
    for (title, source, why), subjects in rows.items():
        about = Text(f"{title}\n{words.join(subjects, 'comma')}")
        if source:
            about.append(f"\n{source}", "dim")
        table.add_row(Folded(about, LIST_FOLDS), Folded(Text(why)))
    yield table


def _unmet(finding: shapes.FindingDict) -> list[shapes.RequirementDict]:
    return [entry for entry in finding["requirements"] if entry["outcome"] == "unmet"]


def _shared(findings: Sequence[shapes.FindingDict]) -> set[str]:
    """Ids of the requirements that all of several supports have, and none meets."""
    if len({finding["support"] for finding in findings}) == 1:
        return set()
    return set.intersection(*({entry["id"] for entry in _unmet(finding)} for finding in findings))


def _totals(report: shapes.ReportDict, reasons: FindingTexts, words: Wording) -> Text:
    lines = Text(f"{words.say('total')}  ", "bold")
    money = [entry for entry in report["findings"] if entry["money"]]
    lines.append(words.amount(report["total_ceiling"], is_open=report["unbounded"]))
    if doubts := reasons.doubts(entry for entry in money if entry["counted"]):
        note = words.say("tagged", text="", tag=words.join(doubts))
        lines.append(note, "yellow")
    if bound := reasons.limits(report):
        lines.append(f"\n{bound}", "not bold")
    if any(entry["status"] == "undetermined" for entry in money):
        is_open = any(entry["unbounded"] for entry in money)
        potential = words.amount(report["potential_ceiling"], is_open=is_open)
        lines.append(f"\n{words.say('potential')}  {potential}", "yellow not bold")
    return lines


def _appendix(
    decided: Report, report: shapes.ReportDict, words: Wording
) -> Iterator[RenderableType]:
    if covered := coverage(decided.plan.measure.coverage, words):
        yield Text(words.say("coverage", counts=covered))
    readings = []
    for titles in report["reading_titles"].values():
        title, option = words.title(titles["title"]), words.title(titles["option"])
        text = words.say("reading", title=title, option=option)
        if not titles["default"]:
            text = words.say("tagged", text=text, tag=words.say("not_default"))
        readings.append(text)
    areas = [words.title(area["title"]) for area in report["unpublished"]]
    sections = {
        "readings": readings,
        "unpublished": areas,
        "notices": notices(report["notices"], words),
    }
    for name, texts in sections.items():
        if texts:
            yield bullets(words.say(name), texts)
    yield digests(report, words)


def coverage(counts: Coverage | None, words: Wording) -> str:
    """How much of the document is known and encoded, in a line; empty where nothing is counted."""
    if counts is None:
        return ""
    items = words.title(counts.items.as_dict())
    known = {name: getattr(counts, name) for name in ("total", "known", "encoded", "unpublished")}
    texts = [
        words.say(f"coverage_{name}", count=count, items=items)
        for name, count in known.items()
        if count is not None
    ]
    return words.join(texts, "comma")


def notices(entries: Iterable[shapes.NoticeDict], words: Wording) -> list[str]:
    """Notices in words, those of one text together: the text, then the places it is about."""
    places: dict[str, list[str]] = {}
    for entry in entries:
        own = places.setdefault(words.title(entry["text"]), [])
        at = words.join(list(words.places(entry.get("pointers", ()))), "places")
        if near := entry.get("nearest"):
            at = words.say("near", place=at, name=_nearest(near, entry, words))
        if at:
            own.append(at)
    texts = []
    for text, own in places.items():
        rest = len(own) - _MOST_PLACES
        more = [words.say("and_more", count=rest)] if rest > 0 else []
        shown = words.join([*own[:_MOST_PLACES], *more], "places")
        texts.append(words.say("notice_at", text=text, places=shown) if own else text)
    return texts


def _nearest(name: str, entry: shapes.NoticeDict, words: Wording) -> str:
    """The name that an award was likely meant to have, with its title."""
    _, _, number, field = entry.get("pointers", [""])[0].split("/")
    awards = () if words.profile is None else words.profile.awards or ()
    measure = awards[int(number)].measure if int(number) < len(awards) else None
    return words.award_name(name, field, measure)


def digests(answer: shapes.ReportDict | ComparisonDict | AdviceDict, words: Wording) -> Text:
    """What the figures come from, to the byte."""
    rulebook = words.say("rulebook", **answer["rulebook"])
    return Text(f"{rulebook}\n{words.say('profile', digest=answer['profile_digest'])}", "dim")


def bullets(title: str, texts: Iterable[str]) -> Group:
    """A heading over texts, each beside a dash."""
    rows = grid(1)
    for text in texts:
        rows.add_row("-", Folded(Text(text)))
    return Group(Folded(Text(title, "bold")), rows)


def grid(gap: int) -> Table:
    """Two columns without lines; only the second is folded."""
    table = Table.grid(padding=(0, gap, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    return table


def framed(title: str | None = None) -> Table:
    """A table with lines between its rows, as wide as the terminal."""
    return Table(
        title=Text(title, "bold") if title else None,
        title_justify="left",
        box=box.HORIZONTALS,
        show_lines=True,
        expand=True,
        padding=(0, 1),
    )
