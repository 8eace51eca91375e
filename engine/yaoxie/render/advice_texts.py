"""The sentences of advice, in Chinese and English."""

from __future__ import annotations

ADVICE_TEXTS: dict[str, tuple[str, str]] = {
    "advised": ("建议，{year} 申报年度", "advice for claim year {year}"),
    "advised_as_of": (
        "建议，{year} 申报年度，以 {day} 为准",
        "advice for claim year {year}, as of {day}",
    ),
    "advised_measure": ("{title}（{id}）：{amount}", "{title} ({id}): {amount}"),
    "ground": ("{title}，见{source}", "{title}, see {source}"),
    "source": ("{document}（{confidence}）", "{document} ({confidence})"),
    "source_at": ("{document}{at}（{confidence}）", "{document} {at} ({confidence})"),
    # Readings.
    "reading_range": (
        "如何解读“{title}”：合计 {least} 至 {most}",
        "How “{title}” is read: {least} to {most} in all",
    ),
    "reading_total": ("{option}：合计 {amount}", "{option}: {amount} in all"),
    "reading_chosen": ("本次所用", "used here"),
    "readings_still": (
        "另有{count}项解读，取哪个选项结果都一样。",
        "{count} other readings change nothing, whatever their option.",
    ),
    "moves": (
        "{subject}的“{support}”由{before}变为{after}",
        "“{support}” of {subject}: {before} becomes {after}",
    ),
    "no_such_support": ("没有此项支持", "no such support"),
    "rests_on_heading": (
        "合计依据的可信度",
        "How sure the sources are that the total rests on",
    ),
    "rests_on": (
        "{measure}：依据可信度不低于{mark}的合计 {amount}",
        "{measure}: {amount} rest on sources of {mark} or surer",
    ),
}
