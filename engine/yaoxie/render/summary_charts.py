"""Charts of a summary, as Vega-Lite, and what draws them in a page that has no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from yaoxie import extras

_COLOURS = ("#1b7f4d", "#e0b13a", "#7a8ca8", "#b56b8f", "#b9c6c1")
_SNIPPET = "window.vegaEmbed = vegaEmbed;"  # what the page calls
_WIDTH, _STEP, _LABEL = 360, 24, 220  # of the bars, of a row, at most of a name; pixels


class Bar(NamedTuple):
    """A row of a chart: what it is called, and the length of each part with its text."""

    name: str
    parts: Sequence[tuple[int, str]]

    @property
    def length(self) -> int:
        """How long the whole bar is."""
        return sum(length for length, _ in self.parts)


def bars(title: str, description: str, parts: Sequence[str], rows: Sequence[Bar]) -> dict[str, Any]:
    """A chart of bars, each of some parts; whole numbers alone go in, and none is rounded."""
    import altair as alt  # noqa: PLC0415 - of an extra

    chart = alt.Chart(
        alt.Data(values=_values(parts, rows)),
        title=alt.Title(title, anchor="start"),
        description=description,
        width=_WIDTH,
        height=alt.Step(_STEP),
    ).mark_bar()
    legend = alt.Legend(orient="bottom", title=None, labelLimit=_WIDTH) if parts[1:] else None
    drawn: dict[str, Any] = chart.encode(
        x=alt.X("length:Q", stack="zero", axis=None),
        y=alt.Y("row:N", sort=None, title=None, axis=alt.Axis(labelLimit=_LABEL)),
        color=alt.Color(
            "part:N",
            scale=alt.Scale(domain=list(parts), range=list(_COLOURS[: len(parts)])),
            legend=legend,
        ),
        order=alt.Order("place:Q"),
        tooltip=[alt.Tooltip(f"{name}:N", title=" ") for name in ("row", "part", "text")],
    ).to_dict()
    return drawn


def _values(parts: Sequence[str], rows: Sequence[Bar]) -> list[dict[str, Any]]:
    """A value for each part that is not nothing; rows of one name are told apart."""
    values = []
    names: Counter[str] = Counter()
    for row in rows:
        names[row.name] += 1
        count = names[row.name]
        name = row.name if count == 1 else f"{row.name} ({count})"
        for place, (part, (length, text)) in enumerate(zip(parts, row.parts, strict=True)):
            values.append(
                {"row": name, "part": part, "place": place, "length": length, "text": text}
            )
    return values


@lru_cache(maxsize=1)
def script() -> str:
    """Vega, Vega-Lite and vega-embed, as a page holds them. Raises MissingExtraError."""
    extras.require("charts")
    import altair as alt  # noqa: PLC0415
    import vl_convert  # noqa: PLC0415

    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    bundle: str = vl_convert.javascript_bundle(_SNIPPET, vl_version=version)
    return bundle.replace("</script", "<\\/script")
