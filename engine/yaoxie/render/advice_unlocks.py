"""What to do next, in sentences: the changes that bring most, what opens by itself, what cannot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from yaoxie.advice import advice_shapes as shapes
from yaoxie.profile.vocabulary import MILESTONE
from yaoxie.render import advice_words, report
from yaoxie.render.advice_words import CitingWording

_MOST_UNLOCKS = 8
_MOST_OPENED = 3
_MOST_GROUNDS = 6
_MOST_SUBJECTS = 4
_MOST_UNREACHABLE = 12


def unlocks_blocks(
    unlocks: Sequence[shapes.UnlockDict],
    upcoming: Sequence[shapes.UpcomingDict],
    unreachable: Sequence[shapes.UnreachableDict],
    further: shapes.FurtherUnlocksDict,
    words: CitingWording,
) -> Iterator[RenderableType]:
    """The unlocks that bring something, those by fewer changes instead of those by more."""
    kept = list(bringing(unlocks))
    yield Text(words.say("unlocks" if kept else "unlocks_none"), "bold" if kept else "")
    for number, entry in enumerate(kept[:_MOST_UNLOCKS], 1):
        heading = words.say(
            "unlock",
            number=number,
            gain=words.amount(entry["gain"], is_open=entry["gain_unbounded"]),
            total=words.amount(entry["total"], is_open=entry["unbounded"]),
        )
        yield report.bullets(heading, _lines(entry, words))
    if (more := len(kept) - _MOST_UNLOCKS) > 0:
        yield Text(words.say("unlocks_more", count=more), "dim")
    if further["unevaluated"]:
        yield Text(words.say("unlocks_unevaluated", count=further["unevaluated"]), "dim")
    if upcoming:
        texts = [upcoming_text(entry, words) for entry in upcoming]
        yield report.bullets(words.say("upcoming"), texts)
    if unreachable:
        shown = unreachable[:_MOST_UNREACHABLE]
        texts = [_unreachable(entry, words) for entry in shown]
        if more := len(unreachable) - len(shown):
            texts.append(words.say("and_more", count=more))
        yield report.bullets(words.say("unreachable"), texts)


def bringing(unlocks: Sequence[shapes.UnlockDict]) -> Iterator[shapes.UnlockDict]:
    """Those that bring more than any that asks for a part of their changes, in their order."""
    kept: list[shapes.UnlockDict] = []
    for entry in sorted(unlocks, key=lambda entry: len(entry["changes"])):
        less = [e for e in kept if all(change in entry["changes"] for change in e["changes"])]
        if entry["gain"] > max([0, *(e["gain"] for e in less)]):
            kept.append(entry)
    yield from (entry for entry in unlocks if entry in kept)


def _lines(entry: shapes.UnlockDict, words: CitingWording) -> Iterator[str]:
    for change in entry["changes"]:
        yield change_text(change, words)
    opened = sorted(entry["opens"], key=lambda finding: -finding["counted"])
    for finding in opened[:_MOST_OPENED]:
        grounds = [
            advice_words.ground(e, finding["measure"], words)
            for e in finding["requirements"][:_MOST_GROUNDS]
        ]
        if more := len(finding["requirements"]) - len(grounds):
            grounds.append(words.say("and_more", count=more))
        yield words.say(
            "opens",
            support=words.title(finding["title"]),
            measure=finding["measure"],
            subject=advice_words.subject(finding["subject"], words),
            counted=counted_text(finding, words),
            grounds=words.join(grounds),
        )
    if (more := len(opened) - _MOST_OPENED) > 0:
        yield words.say("opens_more", count=more)


def counted_text(finding: shapes.OpenedDict | shapes.UpcomingDict, words: CitingWording) -> str:
    """What a finding that opens would count."""
    is_open, may_be_lower = finding["unbounded"], finding["upper_bound"]
    return words.amount(finding["counted"], is_open=is_open, may_be_lower=may_be_lower)


def change_text(change: shapes.ChangeDict, words: CitingWording) -> str:
    """One change in words."""
    subject = advice_words.subject(change["subject"], words)
    title = words.title(change["title"])
    if f".{MILESTONE}." in change["field"]:
        return _milestone(change, subject, title, words)
    value = words.measured(change["value"], change["field"])
    return words.say(f"change_{change['how']}", subject=subject, title=title, value=value)


def _milestone(change: shapes.ChangeDict, subject: str, title: str, words: CitingWording) -> str:
    if change["absent"]:
        return words.say("change_absent", subject=subject, title=title)
    further = [
        words.say(
            "milestone_field",
            title=words.fact(f"{MILESTONE}.{name}"),
            value=words.value(value, f"{MILESTONE}.{name}"),
        )
        for name, value in change["attributes"].items()
    ]
    first, last = change["first"], change["last"]
    if first or last:
        key = "from" if last is None else "by" if first is None else "between"
        day = words.say(key, day=first or last, first=first, last=last).strip()
        further.insert(0, day)
    if change["brings"]:
        kind = change["subject"]["kind"]
        names = [words.fact(f"{kind}.{MILESTONE}.{word}") for word in change["brings"]]
        further.append(words.say("change_brings", titles=words.join(names, "comma")))
    key = "change_reached" if change["how"] == "confirm" else "change_reach"
    text = words.say(key, subject=subject, title=title)
    return words.say("tagged", text=text, tag=words.join(further)) if further else text


def upcoming_text(entry: shapes.UpcomingDict, words: CitingWording) -> str:
    """What time opens by itself, in words."""
    grounds = [advice_words.ground(e, entry["measure"], words) for e in entry["requirements"]]
    return words.say(
        "upcoming_entry",
        when=words.say_count("ahead", entry["days"], count=f"{entry['days']:,}")
        if entry["days"]
        else words.say("ahead_none"),
        day=entry["opens"],
        year=entry["claim_year"],
        support=words.title(entry["title"]),
        measure=entry["measure"],
        subject=advice_words.subject(entry["subject"], words),
        counted=counted_text(entry, words),
        grounds=words.join(grounds),
    )


def _unreachable(entry: shapes.UnreachableDict, words: CitingWording) -> str:
    subjects = [advice_words.subject(e, words) for e in entry["subjects"][:_MOST_SUBJECTS]]
    if more := len(entry["subjects"]) - len(subjects):
        subjects.append(words.say("and_more", count=more))
    reasons = [
        words.say(
            f"obstacle_{obstacle['obstacle']}",
            title=words.title(obstacle["title"]),
            field=words.title(obstacle["field_title"]),
            source=words.cite(obstacle["source"], entry["measure"]),
        )
        for obstacle in entry["obstacles"]
    ]
    return words.say(
        "unreachable_entry",
        support=words.title(entry["title"]),
        measure=entry["measure"],
        subjects=words.join(subjects, "comma"),
        reasons=words.join(reasons) or words.say("obstacle_together"),
    )
