"""The answer as a PDF, set by typst without a browser; the same bytes for the same answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from yaoxie.decision.report import Report
from yaoxie.decision.reports import Reports
from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message
from yaoxie.rulebook import Rulebook
from yaoxie.service.page.advised import Advised
from yaoxie.service.page.answer import STATUSES, Answer, Answers, Card
from yaoxie.service.page.basis import Basis, Source
from yaoxie.service.page.form.forms import Forms
from yaoxie.service.page.submission import Submission
from yaoxie.service.page.texts import Texts
from yaoxie.sources import compact_json

_TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
# Families with simplified Chinese, the best first.
FONTS = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei"),
    *("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Serif CJK SC", "SimHei", "SimSun"),
)
_TEXTS = (
    *("waterfall", "arithmetic", "ask", "readings", "not_computed", "notices", "source"),
    *(f"{status}_heading" for status in STATUSES),
    *STATUSES,
)


def report(rulebook: Rulebook, decided: Report | Reports, submission: Submission) -> bytes:
    """The PDF of an answer, in the language of the submission.

    Raises InputError where no font with Chinese is installed.
    """
    import typst  # noqa: PLC0415  # only who asks for a PDF needs it

    fonts = typst.Fonts()
    font = chosen_font(fonts.families())
    answers = Answers(rulebook, Forms(rulebook.library))
    answer = answers.answer(decided, submission, Advised())
    content = _content(answer, submission, font)
    inputs = {"answer": compact_json.to_text(content)}
    return bytes(typst.compile(_TEMPLATE.read_bytes(), sys_inputs=inputs, font_paths=fonts))


def chosen_font(families: list[str]) -> str:
    """The best font that is installed and has Chinese. Raises InputError where none is."""
    for font in FONTS:
        if font in families:
            return font
    raise InputError([Fault("/fonts", len(families), Message("sources.font", fonts=FONTS))])


def _content(answer: Answer, submission: Submission, font: str) -> dict[str, Any]:
    say = Texts(submission.lang)
    bars = answer.waterfall.bars if answer.waterfall else ()
    several = len(answer.measures) > 1
    return {
        "lang": submission.lang,
        "font": font,
        "texts": {key: say(key) for key in _TEXTS},
        "company": answer.company,
        "year": say("of_year", year=answer.year),
        "measures": [title for _, title in answer.measures],
        "verdict": answer.verdict,
        "bars": [
            {"kind": b.kind, "label": b.full, "amount": b.amount, "x": b.x, "width": b.width}
            for b in bars
        ],
        "cards": {
            status: [_card(card, several=several) for card in answer.cards[status]]
            for status in STATUSES
        },
        "asked": [
            {"title": q.title, "of": q.of, "moves": q.moves} for q in answer.missing.questions
        ],
        "readings": [
            f"{reading.title}{say('colon')}{option.title}"
            for reading in answer.readings
            for option in reading.options
            if option.is_used
        ],
        "not_computed": answer.not_computed,
        "notices": answer.notices,
        "bases": [
            {
                "title": b.title,
                "about": _about(b, say),
                "sources": [_source(s, say) for s in b.sources],
            }
            for b in answer.bases
        ],
        "footer": answer.foot,
    }


def _card(card: Card, *, several: bool) -> dict[str, Any]:
    return {
        "title": card.title,
        "subject": card.subject,
        "measure": f"· {card.basis.title}" if several else "",
        "amount": " ".join((card.amount_text, *card.tags)),
        "sentence": card.sentence,
        "arithmetic": card.arithmetic,
        "notes": card.notes,
    }


def _about(basis: Basis, say: Texts) -> str:
    return " · ".join((basis.number, basis.issuers, say("in_force", days=basis.days)))


def _source(source: Source, say: Texts) -> str:
    sure = f"{source.confidence}{say('colon')}{source.sure}"
    return " · ".join(text for text in (source.title, sure, source.note) if text)
