"""What there is to choose from: words, measures, supports of a library, items of a profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yaoxie.messages import Lang
from yaoxie.profile.vocabulary import COMPANY, Vocabulary
from yaoxie.rules.library import ALL, Library
from yaoxie.service.page.form.controls import Choice, Choices
from yaoxie.service.page.submission import Submission, record
from yaoxie.service.page.texts import Texts


class LibraryChoices:
    """The words, measures and supports of a library in one language, worded once for all forms."""

    def __init__(self, library: Library, lang: Lang) -> None:
        self._vocabulary, self._texts = library.vocabulary, Texts(lang)
        self._words: dict[str, dict[str, str]] = {}
        self.measures: Choices = tuple(_measures(library, self._texts))
        self.supports: Choices = tuple(_supports(library, self._texts))

    def words(self, fact: str, words: tuple[str, ...]) -> Mapping[str, str]:
        """The words of a field, such as `drug.category`, and what each is called there."""
        known = self._words.get(fact)
        if known is None:
            known = self._words[fact] = {word: self._word(word, fact) for word in words}
        return known

    def _word(self, word: str, fact: str) -> str:
        title = self._vocabulary.word_title(word, fact)
        if title is None:
            return word
        own = self._texts.title(title)
        return self._place(word, own) if fact == f"{COMPANY}.{self._vocabulary.place.name}" else own

    def _place(self, word: str, own: str) -> str:
        """A place with what it lies within, unless its own title says that."""
        outer = self._vocabulary.place.type.holders(word)[-1]
        whole = self._texts.title(self._vocabulary.place_title(outer))
        return own if whole in own else self._texts.title(self._vocabulary.place_title(word))


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
