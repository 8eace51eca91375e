"""What there is to choose from: measures and supports of a library, items of a profile."""

from __future__ import annotations

from collections.abc import Iterator

from yaoxie.messages import Lang
from yaoxie.profile.vocabulary import COMPANY, Vocabulary
from yaoxie.rules.library import ALL, Library
from yaoxie.service.page.form.controls import Choice, Choices
from yaoxie.service.page.submission import Submission, record
from yaoxie.service.page.texts import Texts


class LibraryChoices:
    """The measures and supports of a library in one language, worded once for all forms."""

    def __init__(self, library: Library, lang: Lang) -> None:
        texts = Texts(lang)
        self.measures: Choices = tuple(_measures(library, texts))
        self.supports: Choices = tuple(_supports(library, texts))


def _measures(library: Library, texts: Texts) -> Iterator[tuple[str, tuple[Choice, ...]]]:
    yield texts("by_place"), (("", texts("of_place")), (ALL, texts("of_all")))
    by_place: dict[str, list[Choice]] = {}
    for name, model in library.measures.items():
        place = texts.title(library.vocabulary.place_title(model.place))
        by_place.setdefault(place, []).append((name, texts.title(model.title)))
    for name, series in library.series.items():
        first = library.measures[series.versions[0]]
        place = texts.title(library.vocabulary.place_title(first.place))
        title = texts("series", title=texts.title(series.title))
        by_place.setdefault(place, []).append((name, title))
    yield from ((place, tuple(choices)) for place, choices in by_place.items())


def _supports(library: Library, texts: Texts) -> Iterator[tuple[str, tuple[Choice, ...]]]:
    for name, model in library.measures.items():
        supports = library.checked(name).supports
        yield texts.title(model.title), tuple((e.id, texts.title(e.title)) for e in supports)


def subjects(submission: Submission, vocabulary: Vocabulary, chosen: str) -> Choices:
    """The company and the items of a submission, and what is chosen where that is none of them."""
    texts = Texts(submission.lang)

    def heading(kind: str) -> str:
        return texts.title(vocabulary.kind_title(kind))

    groups: list[tuple[str, tuple[Choice, ...]]]
    groups = [(heading(COMPANY), ((COMPANY, heading(COMPANY)),))]
    known = {COMPANY}
    for kind, name in vocabulary.item_lists.items():
        items = submission.data.get(name)
        records = [record(item) for item in items] if isinstance(items, list) else []
        keys = [(str(r["id"]), str(r.get("name") or r["id"])) for r in records if r.get("id")]
        known |= {key for key, _ in keys}
        if keys:
            groups.append((heading(kind), tuple(keys)))
    if chosen and chosen not in known:
        groups.append(("?", ((chosen, chosen),)))
    return tuple(groups)
