"""What a form is made of: questions in groups on cards, milestones, lists of items."""

from __future__ import annotations

from dataclasses import dataclass, field

from yaoxie.service.page.submission import Submission

Choice = tuple[str, str]
Choices = tuple[tuple[str, tuple[Choice, ...]], ...]  # in groups, each with its heading
_FEW = 9  # questions that need no headings between


@dataclass(slots=True)
class Control:
    """One question: its name is its pointer. `texts` are its values as they are typed or chosen."""

    name: str
    kind: str
    title: str
    help: str
    texts: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    groups: Choices = ()
    unit: str = ""
    in_words: str = ""
    required: bool = False
    is_open: bool = False
    is_asked: bool = True
    # What the page's script checks as it is typed, by the names of its attributes.
    checks: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id within the page."""
        return anchor(self.name)

    @property
    def text(self) -> str:
        """Its only value."""
        return self.texts[0] if self.texts else ""

    @property
    def other(self) -> str:
        """What is typed beside the words of an open field."""
        known = {value for value, _ in self.choices}
        known |= {value for _, choices in self.groups for value, _ in choices}
        return "" if self.text in known else self.text


@dataclass(slots=True)
class Row:
    """A milestone: whether it is reached, and what is asked of it then."""

    name: str
    milestone: str
    title: str
    is_reached: bool
    is_asked: bool
    controls: list[Control]
    faults: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id within the page."""
        return anchor(self.name)


@dataclass(slots=True)
class Group:
    """A group of the form."""

    title: str
    asked: list[Control]
    others: list[Control]


@dataclass(slots=True)
class Card:
    """One subject or award."""

    name: str
    title: str
    heading: str
    groups: list[Group]
    milestones: list[Row]
    none_reached: bool = False
    faults: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id within the page."""
        return anchor(self.name)

    @property
    def is_short(self) -> bool:
        """Whether what is asked of it needs no headings between."""
        return sum(len(group.asked) for group in self.groups) <= _FEW


@dataclass(slots=True)
class Items:
    """The items of one kind."""

    name: str
    title: str
    help: str
    cards: list[Card]
    is_empty: bool
    is_asked: bool


@dataclass(slots=True)
class Form:
    """All of a form. `start`: what is asked first; `faults`: anchor, title and sentence of each."""

    submission: Submission
    start: list[Control]
    measure: Control
    company: Card
    lists: list[Items]
    faults: list[tuple[str, str, str]]


Part = Control | Row | Card
Parts = dict[str, Part]  # all parts of a form, by the pointers that faults name them by


def anchor(name: str) -> str:
    """The id of what a pointer names."""
    return "f" + name.replace("/", "-").replace("~", "_")


def item_of(name: str) -> str:
    """The pointer of the item that a pointer lies in: `/drugs/0` of `/drugs/0/category`."""
    return "/".join(name.split("/")[:3])
