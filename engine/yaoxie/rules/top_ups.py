"""Checks of shares that top up what other payers granted: whom they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yaoxie.errors import nearest
from yaoxie.messages import Message
from yaoxie.rules.model import Index, Measure, Support
from yaoxie.rules.payers import EVERY_OTHER, is_outside
from yaoxie.rules.scope import item
from yaoxie.sources.yaml_text import YamlFile


def check(
    name: str,
    index: Index,
    measures: Mapping[str, Measure],
    supports: Iterable[tuple[Support, YamlFile]],
) -> None:
    """Each payer is another measure or series, or stands outside the rulebook; named once."""
    own = {name, *(measures[name].aliases if name in measures else ())}
    own |= {series.id for series in index.series if name in series.versions}
    aliases = [alias for model in measures.values() for alias in model.aliases]
    known = [*index.measures, *aliases, *(series.id for series in index.series)]
    others = [other for other in known if other not in own]
    for support, source in supports:
        for number, share in enumerate(support.gives.share or ()):
            at = f"{item(source, '/gives/share', number)}/tops_up"
            payers = share.tops_up or []
            for place, payer in enumerate(payers):
                here = item(source, at, place)
                if payer in payers[:place]:
                    source.add_fault(here, payer, Message("rules.each-payer-once"))
                elif payer not in (*others, EVERY_OTHER) and not is_outside(payer):
                    names = [*others, EVERY_OTHER]
                    expected = Message("rules.other-payer", names=tuple(names))
                    source.add_fault(here, payer, expected, nearest(payer, names))
