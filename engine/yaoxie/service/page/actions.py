"""What a pressed button asks for: what is shown next, and how the submission changes before."""

from __future__ import annotations

from typing import Any, Literal, cast

from yaoxie.messages import LANGS, Lang
from yaoxie.profile.checks import AWARDS
from yaoxie.profile.vocabulary import COMPANY, Vocabulary
from yaoxie.service.page import submission as handed_in
from yaoxie.service.page.submission import Submission
from yaoxie.service.page.values import UNITS

# The form; the answer; the answer with all steps that could be next; these steps alone; a file.
View = Literal[
    "form", "answer", "next", "steps",
    "profile.json", "profile.xlsx", "report.json", "report.xlsx", "report.pdf",
]  # fmt: skip
OF_ANSWER: tuple[View, ...] = ("answer", "next")
FILES: tuple[View, ...] = (
    *("profile.json", "profile.xlsx", "report.json", "report.xlsx", "report.pdf"),
)


def taken(submission: Submission, vocabulary: Vocabulary) -> tuple[View, Submission]:
    """What is shown, and of what, once the pressed button has done its work."""
    action, _, argument = submission.action.partition(":")
    match action:
        case "answer" | "next":
            lang = cast("Lang", argument) if argument in LANGS else submission.lang
            return ("next" if action == "next" else "answer"), submission.but(lang=lang)
        case "reading":
            return "answer", _reread(submission, argument)
        case "measure":
            return "answer", submission.but(measure=argument)
        case "steps":
            return "steps", submission
        case _ if action in FILES:
            return action, submission
        case _:
            return "form", _changed(submission, action, argument, vocabulary)


def _changed(
    submission: Submission, action: str, argument: str, vocabulary: Vocabulary
) -> Submission:
    """A submission after the button of a form that is still being filled."""
    match action:
        case "lang" if argument in LANGS:
            return submission.but(lang=argument)
        case "unit" if argument in UNITS:
            return submission.but(unit=argument)
        case "mode" if argument in {"guided", "dense"}:
            return submission.but(mode=argument)
        case "add" if argument in {*vocabulary.item_lists.values(), AWARDS}:
            return submission.but(data=_with_item(submission.data, argument))
        case "remove":
            return submission.but(data=_without(submission.data, argument))
        case _:
            return submission


def _reread(submission: Submission, chosen: str) -> Submission:
    """With another option of one reading."""
    name = chosen.partition("=")[0]
    others = [each for each in submission.readings if each.partition("=")[0] != name]
    return submission.but(readings=(*others, chosen))


def _with_item(data: dict[str, Any], name: str) -> dict[str, Any]:
    """With one more item of a list; it has a key of its own, but for an award."""
    items = data.get(name)
    items = items if isinstance(items, list) else []
    fresh: dict[str, Any] = {}
    if name != AWARDS:
        keys = {
            str(item.get("id"))
            for other in data.values()
            if isinstance(other, list)
            for item in other
            if isinstance(item, dict)
        }
        letter = name[0].upper()
        fresh["id"] = next(
            key for number in range(1, len(keys) + 2) if (key := f"{letter}{number}") not in keys
        )
    return {**data, name: [*items, fresh]}


def _without(data: dict[str, Any], at: str) -> dict[str, Any]:
    """Without the item that a pointer names."""
    name, _, index = at.removeprefix("/").partition("/")
    items = data.get(name)
    if name == COMPANY or not isinstance(items, list) or not handed_in.is_index(index):
        return data
    left = [item for number, item in enumerate(items) if number != int(index)]
    if left:
        return {**data, name: left}
    return {key: value for key, value in data.items() if key != name}
