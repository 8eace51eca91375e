"""The chart of screening speed: python benchmarks/population_chart.py RESULTS [--out FILE]."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import altair as alt

OUT = Path(__file__).parent.parent / "docs" / "screening-speed.svg"
PANELS = {
    "facts": "Eligibility, facts ready in memory",
    "tables": "Eligibility, tables in memory to be joined",
    "parquet": "Eligibility, from Parquet",
    "screen": "Whole screening, file to file",
}
COLOURS = {
    "yaoxie": "#c8102e",
    "yaoxie, with ceilings and reasons": "#f28e2b",
    "yaoxie, row by row": "#b07aa1",
    "Polars by hand": "#1f77b4",
    "DuckDB SQL by hand": "#222222",
    "DuckDB SQL by hand, over Polars frames": "#8c8c8c",
    "OpenFisca vectors": "#2a9d5c",
    "zen-engine, row by row": "#8c6d31",
}
FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"


def main() -> None:
    """Draws a panel for each task."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path, help="what population.py has written")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    measured = json.loads(options.results.read_text())
    machine = f"{measured['cores']} cores, CPython {measured['python']}"
    chart(measured["results"], machine).save(options.out)


def chart(results: list[dict[str, Any]], circumstances: str) -> alt.ConcatChart:
    """Companies a second over companies, both in powers of ten, one line for each peer."""
    panels = [
        panel(title, [line for line in results if line["task"] == task])
        for task, title in PANELS.items()
        if any(line["task"] == task for line in results)
    ]
    title = alt.Title(
        "Eleven supports over whole populations",
        subtitle=f"Companies per second, higher is faster. Hollow: extrapolated. {circumstances}.",
        anchor="start",
    )
    return (
        alt.concat(*panels, columns=2, title=title, background="white")
        .resolve_scale(x="shared", y="independent", color="shared")
        .configure(font=FONT, padding=16)
        .configure_title(fontSize=15, subtitleFontSize=12, subtitleColor="#555555", offset=14)
        .configure_axis(labelFontSize=11, titleFontSize=11, gridColor="#e6e6e6", domainColor="#888")
        .configure_legend(labelFontSize=11, labelLimit=260, symbolStrokeWidth=3)
        .configure_view(stroke="#cccccc")
    )


def panel(title: str, rows: list[dict[str, Any]]) -> alt.LayerChart:
    """One task."""
    sizes = sorted({row["companies"] for row in rows})
    scale = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    kept = ("peer", "companies", "extrapolated")
    plain = [
        {"speed": row["companies"] / row["seconds"], **{name: row[name] for name in kept}}
        for row in rows
    ]
    legend = alt.Legend(orient="bottom", columns=3)
    base = alt.Chart(alt.Data(values=plain)).encode(
        x=alt.X("companies:Q", title="companies").scale(type="log").axis(values=sizes, format="~s"),
        y=alt.Y("speed:Q", title="companies per second")
        .scale(type="log", padding=12)
        .axis(format="~s", tickCount=5),
        color=alt.Color("peer:N", scale=scale, title=None, legend=legend),
    )
    measured = alt.datum.extrapolated == False  # noqa: E712  # an expression of the chart
    lines = base.mark_line(strokeWidth=2).transform_filter(measured)
    guessed = base.mark_line(strokeWidth=1.5, strokeDash=[4, 4])
    points = base.mark_point(size=45, opacity=1, strokeWidth=1.5).encode(
        fill=alt.condition(measured, alt.Color("peer:N", scale=scale), alt.value("white"))
    )
    return alt.layer(guessed, lines, points).properties(width=330, height=250, title=title)


if __name__ == "__main__":
    main()
