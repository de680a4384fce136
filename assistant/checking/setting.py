"""What surrounds a statement: the question as it was understood, and the other statements of the same answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.draft import Claim, Statement
from assistant.answering.shown import show_euros
from assistant.answers import Language
from assistant.documents import Span
from assistant.money import find_euros
from assistant.plan import QueryPlan
from assistant.question.cues import fold_question, themes

_JOINTS = re.compile(r",\s+|\s+/\s+")


@dataclass(frozen=True, slots=True)
class Setting:
    """The question with its plans (two where it asks two things), and every statement of its answer."""

    question: str
    plans: tuple[QueryPlan, ...] = ()
    statements: tuple[Statement, ...] = ()

    @property
    def bodies(self) -> frozenset[str]:
        """Every body that the question may mean."""
        named = (b for p in self.plans for b in (*p.bodies, *(c for d in p.doubts for c in d.bodies)))
        return frozenset(named) | {body for _, body in self.towns}

    @property
    def towns(self) -> frozenset[tuple[str, str]]:
        """Places that belong to a body, with that body."""
        return frozenset(pair for plan in self.plans for pair in plan.towns)

    @property
    def years(self) -> frozenset[int]:
        """The years that were asked for."""
        return frozenset(year for plan in self.plans for year in plan.years)

    def theme_names(self, language: Language) -> frozenset[str]:
        """The names of the themes that were asked for."""
        keys = {key for plan in self.plans for key in plan.themes}
        return frozenset(theme.name(language) for theme in themes() if theme.key in keys)

    def allows_year(self, year: int | None) -> bool:
        """Whether a record of that year is asked for by any of the plans."""
        return not self.plans or any(plan.allows_year(year) for plan in self.plans)

    def has_words(self, shown: str) -> bool:
        """Whether words stand in the question as whole words, as written or folded; those of a list one by one."""
        written = " ".join(" ".join([self.question, *(p.mended for p in self.plans)]).split())
        asked = (written, fold_question(written))
        parts = [shown] if any(_stand_in(shown, text) for text in asked) else _JOINTS.split(shown)
        return all(any(_stand_in(part, text) for text in asked) for part in parts)

    def has_sum(self, shown: str, language: Language) -> bool:
        """Whether a sum of money is one that the question names."""
        sums = [found.euros for found in find_euros(self.question)]
        sums += [euros for plan in self.plans for euros in plan.amounts]
        return any(shown == show_euros(euros, language) for euros in sums)

    def runs(self) -> Iterator[tuple[Statement, ...]]:
        """The lists of the answer: list items that follow each other."""
        run: list[Statement] = []
        for statement in self.statements:
            if statement.bullet:
                run.append(statement)
            elif run:
                yield tuple(run)
                run = []
        if run:
            yield tuple(run)


def _stand_in(words: str, text: str) -> bool:
    before = r"(?<![\w.,])" if words[:1].isdigit() else r"(?<!\w)"
    after = r"(?![\w]|[.,]\d)" if words[-1:].isdigit() else r"(?!\w)"
    return bool(words) and re.search(before + re.escape(words) + after, text) is not None


def spans_of(statements: Sequence[Statement], kind: str) -> frozenset[Span]:
    """The places that statements claim of one kind, those counted of counts."""
    claims: list[Claim] = [c for s in statements for c in s.claims if c.fact.kind == kind]
    places = {c.fact.span for c in claims if c.fact.span is not None}
    return frozenset(places | {span for c in claims for span in c.fact.inputs})
