"""What pieces of advice name, in words: subjects and sources, which are cited by number."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
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


@dataclasses.dataclass(frozen=True, slots=True)
class CitingWording(Wording):
    """A wording that cites sources by number, and has the list of them for the end.

    `cited`: the number of each source, in the order in which they are first cited.
    """

    cited: dict[str, int] = dataclasses.field(default_factory=dict)

    def cite(self, place: SourceDict, measure: str) -> str:
        """The number of a source: a document of a measure, and the passage."""
        key = "source" if place["at"] is None else "source_at"
        at = plain(place["at"] or "")
        document = self.document(measure, place["document"])
        confidence = place["confidence"]
        text = self.say(key, document=document, at=at, confidence=confidence, measure=measure)
        return self.say("cited", number=self.cited.setdefault(text, len(self.cited) + 1))

    def worth(self, key: str, amount: int, *, is_open: bool, may_be_lower: bool = False) -> str:
        """What an amount is within a sentence, which says otherwise where nothing known bounds it.

        `key` names both ways: `in_all` and `in_all_open`.
        """
        if is_open:
            return self.say(f"{key}_open")
        return self.say(key, amount=self.amount(amount, is_open=False, may_be_lower=may_be_lower))

    def sources(self) -> Iterator[str]:
        """Every source that is cited, by title, passage, and how sure it is."""
        for text, number in self.cited.items():
            yield self.say("cited_source", number=self.say("cited", number=number), source=text)


def ground(entry: GroundDict, measure: str, words: CitingWording) -> str:
    """A requirement of a measure, and where it comes from."""
    place = words.cite(entry["source"], measure)
    return words.say("ground", title=words.title(entry["title"]), source=place)


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
