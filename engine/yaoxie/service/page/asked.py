"""What is missing, asked right there: by what the engine says that hangs on it, most first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from yaoxie.advice import advice_shapes
from yaoxie.decision import shapes
from yaoxie.profile.vocabulary import COMPANY
from yaoxie.render import advice_questions
from yaoxie.render.advice_words import CitingWording
from yaoxie.service.page.form.controls import Card, Control
from yaoxie.service.page.form.forms import Forms
from yaoxie.service.page.submission import MILESTONES, Submission
from yaoxie.service.page.texts import Texts

_MOST = 12
_MOST_LEADS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is missing, what hangs on it, and what answers lead to.

    It has a control, or a card where a whole list of milestones is asked for.
    """

    at: str
    title: str
    of: str
    moves: str
    leads: tuple[str, ...]
    control: Control | None
    card: Card | None


@dataclass(frozen=True, slots=True)
class Missing:
    """All that is missing: the first questions, how many there are, and what they may move."""

    questions: tuple[Asked, ...]
    count: int
    outlook: str
    is_ranked: bool


class Asking:
    """Asks for what is missing in one submission."""

    def __init__(self, forms: Forms, submission: Submission, words: CitingWording) -> None:
        self._forms, self._submission, self._words = forms, submission, words
        self._say = Texts(submission.lang)

    def by_stake(self, advice: advice_shapes.AdviceDict) -> Missing:
        """By what the engine says of each answer."""
        questions, outlook = advice["questions"] or [], advice["outlook"]
        assert outlook is not None
        money = advice_questions.Money(self._words, outlook["open_from"])
        asked = [self._with_stake(entry, money) for entry in questions[:_MOST]]
        count = outlook["answers"]
        key = "movers_bound" if outlook["bound"] else "movers_range"
        if money.is_open(outlook["most"]):
            key = "movers_open"
        least, most = money(outlook["least"]), money(outlook["most"])
        text = self._say(key, count=count, least=least, most=most) if count else ""
        return Missing(tuple(asked), len(questions), text, is_ranked=True)

    def _with_stake(
        self, question: advice_shapes.QuestionDict, money: advice_questions.Money
    ) -> Asked:
        at, stake = question["pointer"], question["stake"]
        key = "moves_bound" if question["bound"] else "moves"
        moves = self._say(key, amount=money(stake)) if stake else self._say("moves_status")
        leads = list(advice_questions.answer_texts(question, money, self._words)) if stake else []
        return self._asked(at, moves, leads if 1 < len(leads) <= _MOST_LEADS else [])

    def by_ceilings(self, findings: Sequence[shapes.FindingDict]) -> Missing:
        """By the ceilings that rest on them, where the engine has not said what hangs on each."""
        moves: Counter[str] = Counter()
        changes: set[str] = set()
        for finding in findings:
            for at in finding["missing"]:
                is_figure = finding["money"] and not finding["unbounded"]
                moves[at] += finding["ceiling"] if is_figure else 0
                if finding["status"] == "undetermined":
                    changes.add(at)
        order = sorted(moves, key=lambda at: (-moves[at], at))
        asked = tuple(self._asked(at, self._may_move(at, moves, changes)) for at in order[:_MOST])
        text = self._say("movers", count=len(order)) if order else ""
        return Missing(asked, len(order), text, is_ranked=False)

    def _may_move(self, at: str, moves: Counter[str], changes: set[str]) -> str:
        if moves[at]:
            return self._say("moves_bound", amount=self._words.money(moves[at]))
        return self._say("moves_status") if at in changes else ""

    def _asked(self, at: str, moves: str, leads: Sequence[str] = ()) -> Asked:
        is_list = at.endswith(f"/{MILESTONES}")
        control = None if is_list else self._forms.control(at, self._submission)
        card = self._forms.milestones(at, self._submission) if is_list else None
        title = control.title if control else self._words.field(at)
        return Asked(at, title, self._subject(at), moves, tuple(leads), control, card)

    def _subject(self, at: str) -> str:
        """What a pointer is about: the company, or an item by its name."""
        name, *rest = at.split("/")[1:]
        lists = self._words.vocabulary.item_lists
        kinds = {place: kind for kind, place in lists.items()}
        if name not in kinds or not rest:
            return self._words.kind(COMPANY)
        item = self._submission.data[name][int(rest[0])]
        return f"{self._words.kind(kinds[name])} {item.get('name') or item.get('id', '')}"
