"""From a question to its plans: the rules read it, the trained reader where it is in words that the rules do not know."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache

from assistant.answers import Language
from assistant.bodies import fold
from assistant.library import Library
from assistant.plan import QueryPlan
from assistant.question.cues import cue_vocabulary, fold_question
from assistant.question.decide import decide
from assistant.question.frames import strip_frames
from assistant.question.matters import AskedMatters, find_matters
from assistant.question.pairs import plan_parts
from assistant.question.read import Reading, read_question
from assistant.question.restate import Weighed, asks_for_a_rule, is_better, is_outside, propose
from assistant.question.spelling import correct_words
from assistant.question.things import ThingIndex
from assistant.question.thread import Thread, continue_plan

MOST_MENDING = 300
"""Documents whose words mend misspelled questions: agreements repeat theirs, more add time and no words."""


_OF_TEXT = frozenset({"prose", "show", "define"})


class Planner:
    """Plans questions over one library."""

    def __init__(self, library: Library, things: ThingIndex, today: Callable[[], date]) -> None:
        self._library, self._things, self._today = library, things, today
        self.find_matters = lru_cache(maxsize=64)(self._find_matters)
        """The matters of running text that a question asks about; a question is weighed once, however often asked."""

    def plan(self, question: str, thread: Thread, language: Language) -> tuple[QueryPlan, ...]:
        """The plan of a question within a conversation, or several where it asks several things."""
        asked = strip_frames(question)
        plans = self._plan_parts(asked, thread, language)
        if any("things" in plan.carried for plan in plans):
            # "Which city is that one in?" leans on the turn before and is no plain question.
            return plans
        weighed = Weighed(self.read(asked, language))
        if is_outside(weighed, plans):
            return (replace(plans[0], kind="refused", operation="look_up"),)
        if asks_for_a_rule(weighed, plans):
            return (replace(plans[0], kind="prose", operation="look_up"),)
        restated = propose(weighed, follows=thread.plan is not None)
        if restated is None:
            return plans
        others = self._plan_parts(restated.question, thread, language)
        if not is_better(restated, weighed, plans, others):
            return plans
        return tuple(replace(plan, read_as=restated.question) for plan in others)

    def _plan_parts(self, question: str, thread: Thread, language: Language) -> tuple[QueryPlan, ...]:
        def plan_part(part: str, before: Thread) -> QueryPlan:
            return self.plan_one(part, before if before is thread else self._with_holder(before), language)

        return plan_parts(question, thread, plan_part)

    def _with_holder(self, thread: Thread) -> Thread:
        """A thread whose last part named a project: the body that has it is talked about."""
        before = thread.plan
        if before is None or before.kind != "thing" or thread.answered:
            return thread
        ids = {span.document_id for thing in before.things if thing.kind == "measure" for span in thing.spans}
        bodies = {d.body for d in self._library.documents if d.id in ids and d.body}
        return replace(thread, answered=tuple(bodies)) if len(bodies) == 1 else thread

    def plan_one(self, question: str, thread: Thread, language: Language) -> QueryPlan:
        """The plan of a question that asks one thing, as the rules read it."""
        reading = self.read(question, language)
        plan = decide(reading)
        if plan.kind in {"prose", "define", "absent"} and language == "de":
            mended = correct_words(fold_question(question), self._vocabulary, self.is_known)
            plan = replace(plan, mended=mended if mended != fold_question(question) else "")
        return self._without_idle_years(continue_plan(plan, thread, _year_shift(reading)))

    def _without_idle_years(self, plan: QueryPlan) -> QueryPlan:
        """A plan without the years of the turn before, where the body that is named now has documents of other years only."""
        bodies = {*plan.bodies, *(body for doubt in plan.doubts for body in doubt.bodies)}
        if "years" not in plan.carried or "bodies" in plan.carried or not bodies or plan.kind not in _OF_TEXT:
            return plan
        years = [d.year for d in self._library.documents if d.body in bodies]
        if not years or any(plan.allows_year(year) for year in years):
            return plan
        return replace(plan, years=(), year_first=None, year_last=None)

    def read(self, question: str, language: Language) -> Reading:
        """What a question names."""
        return read_question(question, language, self._things, self._today(), self.is_known)

    def _has_words(self, reading: Reading) -> bool:
        """Whether a question holds an ordinary word at all; strings of letters ask about nothing."""
        from assistant.lexicon import open_lexicon

        words = re.findall(r"[a-z]{3,}", reading.folded)
        return any(self.is_known(word) or bool(open_lexicon().translate(word)) for word in words)

    def _find_matters(self, question: str, language: Language) -> AskedMatters:
        reading = self.read(question, language)
        found = find_matters(reading)
        return found if self._has_words(reading) else replace(found, matter=None)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """Folded longer words of the documents, to which misspelled words of a prose question are mended."""
        words: set[str] = set()
        for document in self._library.documents[:MOST_MENDING]:
            words |= set(re.findall(r"[a-z]{7,}", fold_question(document.text)))
        return frozenset(words) | cue_vocabulary()

    def is_known(self, word: str) -> bool:
        """Whether a folded word is an ordinary one or stands in a project's name: such a word is not mended to a cue."""
        from assistant.lexicon import german_words

        plural = word.removesuffix("n") if word.endswith("en") else word
        return word in self._project_words or any(
            spelling in german_words() for one in {word, plural} for spelling in _spellings(one)
        )

    @cached_property
    def _project_words(self) -> frozenset[str]:
        names = (p.measure.name for p in self._library.projects)
        return frozenset(w for name in names for w in re.findall(r"[a-z]{3,}", fold(name)))


def _spellings(word: str) -> list[str]:
    """A folded word in the ways in which a word list may print it: "massnahme" and "maßnahme"."""
    spellings = [word]
    for spelled, umlaut in (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("ss", "ß")):
        spellings += [s.replace(spelled, umlaut) for s in spellings if spelled in s]
    return spellings


def _year_shift(reading: Reading) -> int | None:
    return next((y.relative for y in reading.years if y.relative is not None), None)
