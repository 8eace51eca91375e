"""Reads forms from HTML as a browser submits them, and finds controls that have no label."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

Attributes = dict[str, str | None]


@dataclass
class HtmlForm:
    """A form: its id, what it submits, and its buttons' values."""

    id: str
    pairs: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)

    def body(self, action: str) -> bytes:
        """What is sent when the button of an action is pressed."""
        return urlencode([*self.pairs, ("do", action)]).encode()


class Page(HTMLParser):
    """The forms of a page, and the names of controls that no label names."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[HtmlForm] = []
        self.controls: list[tuple[str, Attributes, bool]] = []
        self._labelled: set[str] = set()
        self._legends = self._in_label = 0
        self._select: tuple[str, list[str], list[str]] | None = None
        self._area: tuple[str, list[str]] | None = None
        self.feed(html)

    @property
    def unlabelled(self) -> list[str]:
        """Names of visible controls without a label; a placeholder is none."""
        return [
            f"{tag} {attributes.get('name')}"
            for tag, attributes, within in self.controls
            if attributes.get("type") != "hidden"
            and "hidden" not in attributes
            and not within
            and not attributes.get("aria-label")
            and attributes.get("id") not in self._labelled
        ]

    def form(self, name: str) -> HtmlForm:
        return next(form for form in self.forms if form.id == name)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        name, value = attributes.get("name") or "", attributes.get("value")
        match tag:
            case "form":
                self.forms.append(HtmlForm(attributes.get("id") or ""))
            case "label":
                self._in_label += 1
                self._labelled.add(attributes.get("for") or "")
            case "button" if name:
                self.forms[-1].buttons.append(value or "")
            case "input":
                self.controls.append((tag, attributes, self._in_label > 0))
                kind = attributes.get("type")
                chosen = kind not in {"radio", "checkbox"} or "checked" in attributes
                if name and chosen and kind != "file":
                    self.forms[-1].pairs.append((name, value or ""))
            case "select":
                self.controls.append((tag, attributes, self._in_label > 0))
                self._select = (name, [], [])
            case "option" if self._select:
                self._select[1].append(value or "")
                if "selected" in attributes:
                    self._select[2].append(value or "")
            case "textarea":
                self.controls.append((tag, attributes, self._in_label > 0))
                self._area = (name, [])
            case _:
                pass

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self._in_label -= 1
        elif tag == "select" and self._select:
            name, options, selected = self._select
            self.forms[-1].pairs.append((name, (selected or options)[-1 if selected else 0]))
            self._select = None
        elif tag == "textarea" and self._area:
            self.forms[-1].pairs.append((self._area[0], "".join(self._area[1])))
            self._area = None
