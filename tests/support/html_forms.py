"""Reads forms from HTML as a browser submits them, and finds controls that have no label.

It reads the page's own markup: values in double quotes, with `<`, `>`, `&` and quotes written out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

Attributes = dict[str, str]
_TAG = re.compile(r"<(/?)(form|label|button|input|select|option|textarea)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')


@dataclass
class HtmlForm:
    """A form: its id, what it submits, and its buttons' values."""

    id: str
    pairs: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)

    def body(self, action: str) -> bytes:
        """What is sent when the button of an action is pressed."""
        return urlencode([*self.pairs, ("do", action)]).encode()


class Page:
    """The forms of a page, and the names of controls that no label names."""

    def __init__(self, html: str) -> None:
        self.forms: list[HtmlForm] = []
        self.controls: list[tuple[str, Attributes, bool]] = []
        self._html = html
        self._labelled: set[str] = set()
        self._in_label = 0
        self._select: tuple[str, list[str], list[str]] = ("", [], [])
        self._area: tuple[str, int] = ("", 0)  # its name, and where its text begins
        for tag in _TAG.finditer(html):
            if tag[1]:
                self._end(tag[2], tag.start())
            else:
                self._start(tag[2], _attributes(tag[3]), tag.end())

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

    def _start(self, tag: str, attributes: Attributes, end: int) -> None:
        name, value = attributes.get("name", ""), attributes.get("value", "")
        if tag in {"input", "select", "textarea"}:
            self.controls.append((tag, attributes, self._in_label > 0))
        match tag:
            case "form":
                self.forms.append(HtmlForm(attributes.get("id", "")))
            case "label":
                self._in_label += 1
                self._labelled.add(attributes.get("for", ""))
            case "button" if name:
                self.forms[-1].buttons.append(value)
            case "input":
                kind = attributes.get("type")
                chosen = kind not in {"radio", "checkbox"} or "checked" in attributes
                if name and chosen and kind != "file":
                    self.forms[-1].pairs.append((name, value))
            case "select":
                self._select = (name, [], [])
            case "option":
                self._select[1].append(value)
                if "selected" in attributes:
                    self._select[2].append(value)
            case "textarea":
                self._area = (name, end)
            case _:
                pass

    def _end(self, tag: str, start: int) -> None:
        if tag == "label":
            self._in_label -= 1
        elif tag == "select":
            name, options, selected = self._select
            self.forms[-1].pairs.append((name, (selected or options)[-1 if selected else 0]))
        elif tag == "textarea":
            name, begin = self._area
            self.forms[-1].pairs.append((name, unescape(self._html[begin:start])))


def _attributes(text: str) -> Attributes:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(text)}
