"""What pieces of advice name, in words: subjects and sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yaoxie.advice.advice_shapes import GroundDict
from yaoxie.decision.shapes import SourceDict, SubjectNameDict
from yaoxie.profile.vocabulary import DATE, MILESTONE
from yaoxie.render.wording import Wording, plain


def subject(name: SubjectNameDict, words: Wording) -> str:
    """The subject's kind, name and id."""
    texts = [plain(text) for text in (name["name"], name["id"]) if text]
    own = texts[0] if texts else ""
    if len(texts) > 1:
        own = words.say("named", name=texts[0], id=texts[1])
    return f"{words.kind(name['kind'])} {own}".rstrip()


def source(place: SourceDict, measure: str, words: Wording) -> str:
    """A document of a measure by its title, the passage, and how sure it is."""
    key = "source" if place["at"] is None else "source_at"
    at = plain(place["at"] or "")
    document = words.document(measure, place["document"])
    return words.say(key, document=document, at=at, confidence=place["confidence"])


def ground(entry: GroundDict, measure: str, words: Wording) -> str:
    """A requirement of a measure, and where it comes from."""
    title, place = words.title(entry["title"]), source(entry["source"], measure, words)
    return words.say("ground", title=title, source=place)


def milestones(entries: Sequence[Any], kind: str, words: Wording) -> str:
    """A list of milestones: each with its day and what else is said of it."""
    return words.join([milestone(entry, kind, words) for entry in entries], "comma") or words.say(
        "no_milestones"
    )


def milestone(entry: dict[str, Any], kind: str, words: Wording) -> str:
    """A milestone with its day and what else is said of it."""
    title = words.fact(f"{kind}.{MILESTONE}.{entry[MILESTONE]}")
    further = [
        words.say(
            "milestone_field",
            title=words.fact(f"{MILESTONE}.{name}"),
            value=words.value(value, f"{MILESTONE}.{name}"),
        )
        for name, value in entry.items()
        if name not in (MILESTONE, DATE)
    ]
    if DATE in entry:
        further.insert(0, str(entry[DATE]))
    return words.say("named", name=title, id=words.join(further, "comma")) if further else title
