"""What pieces of advice name, in words: subjects and sources."""

from __future__ import annotations

from yaoxie.decision.shapes import SourceDict, SubjectNameDict
from yaoxie.render.wording import Wording, plain


def subject(name: SubjectNameDict, words: Wording) -> str:
    """The subject's kind, name and id."""
    texts = [plain(text) for text in (name["name"], name["id"]) if text]
    own = texts[0] if texts else ""
    if len(texts) > 1:
        own = words.say("named", name=texts[0], id=texts[1])
    return f"{words.kind(name['kind'])} {own}".rstrip()


def source(place: SourceDict, words: Wording) -> str:
    """A document of the measure, the passage, and how sure it is."""
    key = "source" if place["at"] is None else "source_at"
    at = plain(place["at"] or "")
    return words.say(key, document=place["document"], at=at, confidence=place["confidence"])
