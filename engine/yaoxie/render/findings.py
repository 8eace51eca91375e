"""A finding of a report in words: its arithmetic, what excludes it, what is missing, why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from yaoxie.decision import shapes
from yaoxie.decision.report import Report
from yaoxie.render import payment
from yaoxie.render.wording import Wording, plain
from yaoxie.rules.expectations import Expectation, Some
from yaoxie.rules.types import Source, weakest

_MOST_ARTICLES = 4  # of one document

Judged = shapes.RequirementDict | shapes.PartDict
Expectations = Mapping[tuple[str, str], Expectation]


def expectations(report: Report) -> Expectations:
    """What each requirement of a report asks for, by support and id."""
    return {
        (finding.support, terms.requirement.id): terms.expectation
        for finding in report.findings
        for terms in finding.terms.requirements
    }


def most_first(finding: shapes.FindingDict) -> tuple[int, int, int]:
    """Sorts by what counts, then by ceiling; one that nothing bounds stands behind others."""
    return (-finding["counted"], finding["unbounded"], -finding["ceiling"])


def citations(report: Report, words: Wording) -> dict[str, str]:
    """Where each support of a report comes from: passages of documents, with their confidence.

    Those of what it requires and gives by itself; what all applicants need is left out.
    """
    measure = report.plan.measure
    titles = {document.id: words.title(document.title.as_dict()) for document in measure.documents}
    texts: dict[str, str] = {}
    for support in report.plan.supports:
        passages: dict[str, list[Source]] = {}
        own = [entry.source for entry in support.requirements]
        for source in (*own, support.source, support.share_source):
            if source is not None:
                passages.setdefault(titles[source.document], []).append(source)
        cited = [_passage(title, sources, words) for title, sources in passages.items()]
        if cited:
            texts[support.id] = words.say("based_on", sources=words.join(cited, "comma"))
    return texts


def _passage(document: str, sources: Sequence[Source], words: Wording) -> str:
    """A document, the articles of it, and the weakest mark among them."""
    articles = list(dict.fromkeys(plain(source.at) for source in sources if source.at))
    shown = articles[:_MOST_ARTICLES]
    if more := len(articles) - len(shown):
        shown.append(words.say("and_more", count=more))
    return words.say(
        "passage_at" if articles else "passage",
        document=document,
        at=words.join(shown, "comma"),
        confidence=weakest(source.confidence for source in sources),
    )


class FindingTexts:
    """Words for the findings of one report, in one language.

    `expectations` are those of its requirements, by support and id.
    """

    def __init__(
        self, report: shapes.ReportDict, words: Wording, expectations: Expectations
    ) -> None:
        self._words = words
        self._expectations = expectations
        self._limits = report["limits"]
        self._groups = report["groups"]
        self._titles = {entry["support"]: entry["title"] for entry in report["findings"]}
        self._names = {entry["subject"]["id"]: entry["subject"] for entry in report["findings"]}

    def support(self, finding: shapes.FindingDict) -> str:
        """The support's title, marked where it is on merit, its amount fixed, or none of money."""
        title = self._words.title(finding["title"])
        tags = [self._words.say(tag) for tag in ("discretionary", "fixed") if finding[tag]]
        if "negotiated" in finding:
            tags.append(self._words.say("negotiated"))
        if not finding["money"]:
            tags.append(self._words.say("not_money"))
        if not tags:
            return title
        return self._words.say("tagged", text=title, tag=self._words.join(tags, "comma"))

    def ceiling(self, finding: shapes.FindingDict) -> str:
        """The finding's ceiling; where nothing known bounds it or it is negotiated, that."""
        if _is_negotiated(finding):
            return self._words.say("negotiated")
        return self._words.say("open") if finding["unbounded"] else f"{finding['ceiling']:,}"

    def counted(self, finding: shapes.FindingDict) -> str:
        """What the finding adds to the total, likewise."""
        if not finding["money"] or _is_negotiated(finding):
            return self._words.say("counts_nothing")
        without_ceiling = finding["counted"] and finding["unbounded"]
        return self._words.say("open") if without_ceiling else f"{finding['counted']:,}"

    def subject(self, subject: shapes.SubjectNameDict) -> str:
        """The subject's kind, name and id."""
        return f"{self._words.kind(subject['kind'])} {self._name(subject)}"

    def arithmetic(self, finding: shapes.FindingDict) -> str:
        """How the amount came about, step by step."""
        steps = [self._step(step, finding) for step in finding["calculation"]]
        if "least" in finding:
            steps.append(self._words.say("least", amount=self._words.short_money(finding["least"])))
        steps += self.doubts([finding])
        return self._words.join([step for step in steps if step])

    def payment(self, finding: shapes.FindingDict) -> Iterator[str]:
        """Who pays which part, when, and to whom, as far as the measure says it."""
        yield from payment.lines(finding.get("payment", {}), self._words)

    def promised(self, finding: shapes.FindingDict) -> str | None:
        """The requirements that are met by a promise alone."""
        titles = {entry["id"]: entry["title"] for entry in finding["requirements"]}
        names = [
            self._words.title(titles[promise["requirement"]])
            for promise in finding.get("promises", ())
            if promise["fulfilled"] != "met"
        ]
        if not names:
            return None
        return self._words.say("promised", titles=self._words.join(names, "comma"))

    def doubts(self, findings: Iterable[shapes.FindingDict]) -> list[str]:
        """Why the amounts of findings may be lower, if they may."""
        doubtful = [finding for finding in findings if finding["upper_bound"]]
        texts = []
        if any(finding["ceiling_unknown"] for finding in doubtful):
            texts.append(self._words.say("ceiling_unknown"))
        if any(finding["missing"] or not finding["ceiling_unknown"] for finding in doubtful):
            texts.append(self._words.say("unknown_base"))
        return texts

    def exclusion(self, finding: shapes.FindingDict) -> str | None:
        """The group or number that keeps the finding from counting, and what counts instead."""
        by = finding["excluded_by"]
        if by is None:
            return None
        title = self._titles.get(by["support"])
        own = by["support"]
        support = self._words.title(title) if title else self._words.award_name(own, "support")
        known = self._names.get(by["subject"])
        subject = plain(str((known and known["name"]) or by["subject"]))
        rule = self._words.title(self._groups[by["group"]])
        key = f"excluded_{by['by']}"
        return self._words.say(
            key, rule=rule, support=support, subject=subject, year=by.get("year")
        )

    def missing(self, finding: shapes.FindingDict) -> str | None:
        """The fields that would settle the finding."""
        fields = list(self._words.places(finding["missing"]))
        if not fields:
            return None
        return self._words.say("missing", fields=self._words.join(fields, "places"))

    def implied(self, finding: shapes.FindingDict) -> str | None:
        """The requirements about milestones whose unknown day others bound."""
        texts = [
            text
            for requirement in finding["requirements"]
            for text in self._implied(self._words.title(requirement["title"]), requirement)
        ]
        if not texts:
            return None
        titles = self._words.join(list(dict.fromkeys(texts)), "comma")
        return self._words.say("implied", titles=titles)

    def unmet(self, support: str, requirements: Iterable[shapes.RequirementDict]) -> str:
        """A support's unmet requirements: those with a value first, beside what is required."""
        texts, unreached = [], []
        for requirement in requirements:
            title = self._words.title(requirement["title"])
            if _unreached(requirement):
                unreached.append(title)
            else:
                expected = self._expectations[support, requirement["id"]]
                texts.append(self._compared(title, requirement, expected))
        if unreached:
            titles = self._words.join(unreached, "comma")
            texts.append(self._words.say("not_reached", titles=titles))
        return self._words.join(texts)

    def limits(self, report: shapes.ReportDict) -> str | None:
        """What bound the total: limits and groups first, then ceilings and shares."""
        say = self._words.say
        eligible = [entry for entry in report["findings"] if entry["status"] == "eligible"]
        bounds = dict.fromkeys(entry["bound_by"] for entry in eligible if entry["bound_by"])
        texts = [self._words.title(self._limits[name]) for name in bounds if name in self._limits]
        groups = dict.fromkeys(e["excluded_by"]["group"] for e in eligible if e["excluded_by"])
        texts += [self._words.title(report["groups"][name]) for name in groups]
        texts += [say(f"bound_{name}") for name in ("ceiling", "share") if name in bounds]
        return say("bound", reasons=self._words.join(texts, "comma")) if texts else None

    def _name(self, subject: shapes.SubjectNameDict) -> str:
        name, key = subject["name"], subject["id"]
        if name is None or key is None or name == key:
            return plain(str(name if key is None else key))
        return self._words.say("named", name=plain(name), id=plain(key))

    def _step(self, step: shapes.StepDict, finding: shapes.FindingDict) -> str | None:
        say, money = self._words.say, self._words.short_money
        match step["step"]:
            case "share":
                rate = self._words.percent(step["rate"])
                return say(
                    "share", rate=rate, base=money(step["base"]), amount=money(step["amount"])
                )
            case "awards":
                awards = money(step["awards"])
                if "others" not in step:
                    return say("received", amount=awards)
                return say("received_of_others", amount=awards, others=money(step["others"]))
            case "unbounded":
                return say("no_ceiling") if finding["unbounded"] else None
            case "further":
                each, increase = money(step["each"]), money(step["increase"])
                return say("further", each=each, increase=increase, amount=money(step["amount"]))
            case "row" | "increase" | "uplift" | "matching" as kind:
                return self._supplement(kind, step, finding)
            case "ceiling" | "fixed" as kind:
                period = say(finding["period"])
                top = say(f"top_{kind}", amount=money(step["ceiling"]), period=period)
                if "awards" not in step:
                    return top
                received = say("received", amount=money(step["awards"]))
                return say("item_field", title=top, item=received)
            case "limit":
                title = self._words.title(self._limits[step["limit"]])
                if "base" not in step:
                    return say("limited", limit=title, amount=money(step["amount"]))
                rate, whole = self._words.percent(step["rate"]), money(step["limit_amount"])
                share = say("share", rate=rate, base=money(step["base"]), amount=whole)
                return say("limited_share", limit=title, share=share, amount=money(step["amount"]))
            case _:  # a group says more by what excludes
                return None

    def _supplement(self, kind: str, step: shapes.StepDict, finding: shapes.FindingDict) -> str:
        """A row, increase, uplift or match with the amount after it; marked where not sure."""
        say = self._words.say
        supplement = next(entry for entry in finding["uplifts"] if entry["id"] == step["id"])
        title, amount = (
            self._words.title(supplement["title"]),
            self._words.short_money(step["amount"]),
        )
        if kind == "row":
            text = say(kind, title=title, amount=amount)
        elif kind == "increase":
            increase = self._words.short_money(step["increase"])
            text = say(kind, title=title, increase=increase, amount=amount)
        else:
            rate = self._words.percent(step["rate"])
            text = say(kind, title=title, rate=rate, amount=amount)
        if supplement["outcome"] == "unknown":
            return say("tagged", text=text, tag=say("undetermined"))
        return text

    def _compared(self, title: str, judged: Judged, expected: Expectation) -> str:
        """An unmet requirement, or part of one, with its value or with the parts that have some."""
        say = self._words.say
        inner = judged.get("parts")
        pairs = zip(inner, expected.parts, strict=True) if inner else ()
        parts = [
            self._compared(self._fact(part), part, asked)
            for part, asked in pairs
            if part["outcome"] == "unmet"
        ]
        if parts:
            by = "alternatives" if isinstance(expected, Some) else "semicolon"
            item = self._words.join(parts, by)
            return say("item_field", title=title, item=item) if title else item
        implied = next(self._implied(title, judged), None)
        actual = self._words.value(judged["actual"], expected.fact)
        text = implied or say("actual", title=title, actual=actual)
        required = self._words.required(expected)
        if required and required != title:
            text += say("required", required=required)
        if gap := judged["gap"]:
            text += self._words.gap(gap["unit"], gap["amount"])
        return text

    def _implied(self, title: str, judged: Judged) -> Iterator[str]:
        """What is implied in a requirement, or a part of one, and by what."""
        if by := judged.get("implied_by"):
            key = "implied_by" if by["date"] is None else "implied_until"
            milestone = self._words.word(by["milestone"])
            yield self._words.say(key, title=title, milestone=milestone, day=by["date"])
        for part in judged.get("parts", ()):
            yield from self._implied(self._fact(part), part)

    def _fact(self, part: shapes.PartDict) -> str:
        return self._words.fact(part["fact"]) if part["fact"] else ""


def _is_negotiated(finding: shapes.FindingDict) -> bool:
    """Whether it is negotiated, and no amount of it is known."""
    return "negotiated" in finding and not finding["calculation"]


def _unreached(requirement: shapes.RequirementDict) -> bool:
    known = requirement["actual"] is not None or "implied_by" in requirement
    return not known and not requirement.get("parts")
