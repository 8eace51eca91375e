"""Fields by whose words a population is broken down: a column of findings for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from yaoxie.errors import Fault, OptionError, nearest
from yaoxie.messages import Message
from yaoxie.profile.vocabulary import COMPANY, Vocabulary
from yaoxie.screening.facts import Slice
from yaoxie.screening.findings import Findings, Flags

_TYPES = ("word", "yes_no")


def check(fields: Sequence[str], vocabulary: Vocabulary) -> None:
    """Raises OptionError with each that is no field of words, or of yes and no."""
    known = [
        f"{kind}.{name}"
        for kind in vocabulary.kinds
        for name, field in vocabulary.fields(kind).items()
        if field.type.name in _TYPES
    ]
    faults = [
        Fault("/by", field, Message("screening.field-of-words"), nearest(field, known))
        for field in fields
        if field not in known
    ]
    if faults:
        raise OptionError(faults)


def columns(
    fields: Sequence[str], slice_: Slice, findings: Findings, kinds: Sequence[str]
) -> Iterator[pl.Series]:
    """What each field says of the findings; null where it is unknown, or of another kind.

    `kinds`: of each finding's support, by the support's number.
    """
    for field in fields:
        kind, _, _ = field.partition(".")
        values = slice_.facts(kind, [field])[field]
        if kind == COMPANY:
            yield values.gather(pl.Series(findings.company)).alias(field)
            continue
        of_kind: Flags = _flags(kinds, kind)[findings.support]
        at = pl.Series(findings.row).set(pl.Series(~of_kind), None)
        yield values.gather(at).alias(field)


def _flags(kinds: Sequence[str], kind: str) -> Flags:
    return pl.Series(kinds, dtype=pl.String).eq(kind).to_numpy()
