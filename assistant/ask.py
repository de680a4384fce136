"""The assistant: opens an index and answers questions, in conversations that never mix."""

import re
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answering.draft import Desk, Ledger, join_drafts
from assistant.answering.prose import Sources
from assistant.answering.write import write_draft, write_part
from assistant.answers import Answer, Hit, Language
from assistant.assembly import assemble, cover
from assistant.bodies import fold
from assistant.documents import Document, Place
from assistant.errors import AqbError
from assistant.language import detect_language
from assistant.library import Library
from assistant.phrases import phrase
from assistant.plan import QueryPlan
from assistant.question.cues import cue_vocabulary, fold_question
from assistant.question.decide import decide
from assistant.question.frames import strip_frames
from assistant.question.pairs import plan_parts
from assistant.question.read import Reading, read_question
from assistant.question.spelling import correct_words
from assistant.question.things import ThingIndex
from assistant.question.thread import Thread, continue_plan
from assistant.render import view_plan
from assistant.revise import PlanEdit, revise_plans
from assistant.settings import Settings
from assistant.store import Stamp, Store, open_store

if TYPE_CHECKING:
    from assistant.catalog import Filters
    from assistant.embed import Embedder
    from assistant.lexical import LexicalIndex
    from assistant.retrieve import Parts

MOST_MENDING = 300
"""Documents whose words mend misspelled questions: agreements repeat theirs, more add time and no words."""

_OF_RECORDS = frozenset(
    {"funds", "measures", "signing", "categories", "places", "factsheet", "comparison", "corpus", "thing"}
)
"""Kinds of plans that are about what differs between documents; all others are about what the text says: rules."""

LONGEST_QUESTION = 2000
"""Characters of a question; longer ones are refused with a sentence."""


class Assistant:
    """Answers questions over one open generation of the index. Safe to use from several threads."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._lock = threading.Lock()
        self.library = Library(store.documents)
        self.things = ThingIndex(self.library)

    @classmethod
    def open(cls, settings: Settings) -> "Assistant":
        """Opens the current generation of the index.

        Raises:
            IndexMissing: There is none.
            IndexForeign: What lies there is none, or is damaged.
            IndexMismatch: It was built with another embedding model or passage size.
        """
        assistant = cls(open_store(settings), settings)
        if settings.embed_model is None:
            # The shipped model opens in a few hundredths of a second; any other is checked at the first search.
            assistant._require_embedder()
        return assistant

    def _require_embedder(self) -> None:
        """Opens the embedder, and the index with it only if both are of one model."""
        try:
            _ = self._embedder
        except AqbError:
            self.close()
            raise

    @property
    def settings(self) -> Settings:
        """The settings it was opened with."""
        return self._settings

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document of the index."""
        return self.library.documents

    @property
    def generation(self) -> str:
        """The name of the open generation."""
        return self._store.generation

    @property
    def stamp(self) -> Stamp:
        """With what the open generation was built."""
        return self._store.stamp

    def is_current(self) -> bool:
        """Whether no newer generation has been swapped in since it was opened."""
        return self._store.is_current()

    def close(self) -> None:
        """Lets go of the generation."""
        self._store.close()

    def start(self) -> "Conversation":
        """A new conversation."""
        return Conversation(self)

    @cached_property
    def sources(self) -> Sources:
        """Search within filters, and the vocabulary of the index."""
        return Sources(search=self._search, vocabulary=self._lexical)

    @cached_property
    def _lexical(self) -> "LexicalIndex":
        from assistant.lexical import open_lexical

        return open_lexical(self._store.lexical_folder, self._store.passages)

    @cached_property
    def _embedder(self) -> "Embedder":
        from assistant.embed import open_embedder
        from assistant.store import describe_embedder

        embedder = open_embedder(self._settings)
        self._store.require_embedding(describe_embedder(embedder))
        return embedder

    def _search(
        self,
        query: str,
        k: int,
        *,
        language: Language | None = None,
        bodies: Collection[str | None] | None = None,
        years: Collection[int | None] | None = None,
        sections: Collection[str] | None = None,
        rules: bool = False,
        aim: "Filters | None" = None,
        parts: "Parts | None" = None,
    ) -> tuple[Hit, ...]:
        from assistant.lexicon import open_lexicon, open_synonyms
        from assistant.retrieve import Parts, search

        parts = parts or Parts()

        with self._lock:
            lexical, embedder = self._lexical, self._embedder
        return search(
            self._store,
            lexical,
            embedder,
            open_lexicon() if parts.translation else None,
            query,
            k,
            language=language,
            bodies=bodies,
            years=years,
            sections=sections,
            rules=rules or not parts.templates,
            synonyms=open_synonyms() if parts.synonyms else None,
            aim=aim if parts.names else None,
            weights=parts.weights,
        )

    def search(self, query: str, k: int = 10, parts: "Parts | None" = None) -> tuple[Hit, ...]:
        """The passages that answer a question best, best first.

        Passages of the bodies, years and sections that it names are preferred; wording that agreements share comes
        after other text where the question is about what differs between them.
        """
        language = detect_language(query)
        plan = self._plan_one(query[:LONGEST_QUESTION], Thread(), language)
        hits = self._search(
            query[: 5 * LONGEST_QUESTION],
            k,
            language=language,
            rules=plan.kind not in _OF_RECORDS,
            aim=self._find_aim(plan),
            parts=parts,
        )
        return tuple(replace(hit, also_in=tuple(self._filed(place) for place in hit.also_in)) for hit in hits)

    def _find_aim(self, plan: QueryPlan) -> "Filters":
        """The bodies, years and sections that a plan names."""
        from assistant.catalog import Filters

        bodies = (*plan.bodies, *(body for doubt in plan.doubts for body in doubt.bodies))
        years = [year for year in self.library.years if plan.allows_year(year)] if plan.has_year_filter() else []
        return Filters(bodies=bodies or None, years=years or None, sections=plan.sections or None)

    def _filed(self, place: Place) -> Place:
        return replace(place, file=self.library.document(place.span.document_id).file)

    def answer(self, question: str, thread: Thread, language: Language | None = None) -> tuple[Answer, Thread]:
        """The answer to a question within a conversation, and the conversation after it."""
        start = time.perf_counter()
        language = language or detect_language(question)
        if len(question) > LONGEST_QUESTION:
            return self._too_long(question, language, start), thread
        desk = Desk(self.library, Ledger(self.library), language)
        plans = plan_parts(strip_frames(question), thread, lambda part, before: self._plan_one(part, before, language))
        draft = write_draft(desk, plans[0], self.sources)
        if draft.outcome == "not_found" and "years" in plans[0].carried and plans[0].kind != "prose":
            # A year that was only carried over must not hide what is held for another.
            freed = replace(
                plans[0],
                years=(),
                year_first=None,
                year_last=None,
                carried=tuple(c for c in plans[0].carried if c != "years"),
            )
            wider = write_draft(desk, freed, self.sources)
            if wider.outcome != "not_found":
                plans, draft = (freed, *plans[1:]), wider
        for plan in plans[1:]:
            draft = join_drafts(draft, write_part(desk, plan, self.sources))
        answer = assemble(desk, plans, draft, question, time.perf_counter() - start)
        return answer, replace(_next_thread(thread, plans[-1], answer), shown=tuple(plans))

    def answer_plans(self, plans: Sequence[QueryPlan], thread: Thread) -> tuple[Answer, Thread]:
        """The answer to plans that were changed after they were shown, checked like any other, and the thread after it."""
        start = time.perf_counter()
        desk = Desk(self.library, Ledger(self.library), plans[0].language)
        draft = write_draft(desk, plans[0], self.sources)
        for plan in plans[1:]:
            draft = join_drafts(draft, write_part(desk, plan, self.sources))
        answer = assemble(desk, plans, draft, plans[0].question, time.perf_counter() - start)
        return answer, replace(_next_thread(thread, plans[-1], answer), shown=tuple(plans))

    def _plan_one(self, question: str, thread: Thread, language: Language) -> QueryPlan:
        reading = read_question(question, language, self.things, self._settings.day(), self._is_known)
        plan = decide(reading)
        if plan.kind in {"prose", "define", "absent"} and language == "de":
            mended = correct_words(fold_question(question), self._corpus_vocabulary, self._is_known)
            plan = replace(plan, mended=mended if mended != fold_question(question) else "")
        return continue_plan(plan, thread, _year_shift(reading))

    @cached_property
    def _corpus_vocabulary(self) -> frozenset[str]:
        """Folded longer words of the documents, to which misspelled words of a prose question are mended."""
        words: set[str] = set()
        for document in self.library.documents[:MOST_MENDING]:
            words |= set(re.findall(r"[a-z]{7,}", fold_question(document.text)))
        return frozenset(words) | cue_vocabulary()

    def _is_known(self, word: str) -> bool:
        from assistant.lexicon import german_words

        return word in self._corpus_words or any(spelling in german_words() for spelling in _spellings(word))

    @cached_property
    def _corpus_words(self) -> frozenset[str]:
        """Folded words of project names: they are never mended to a cue."""
        names = (p.measure.name for p in self.library.projects)
        return frozenset(w for name in names for w in re.findall(r"[a-z]{3,}", fold(name)))

    def _too_long(self, question: str, language: Language, start: float) -> Answer:
        text = phrase(language, "too_long").replace("{limit}", str(LONGEST_QUESTION))
        plan = QueryPlan(question[:80], language, "help", "look_up")
        view = view_plan(plan)
        coverage = cover(self.library, [], language)
        return Answer("help", text, language, (), (), (), view, coverage, seconds=time.perf_counter() - start)


def _spellings(word: str) -> list[str]:
    """A folded word in the ways in which a word list may print it: "massnahme" and "maßnahme"."""
    spellings = [word]
    for spelled, umlaut in (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("ss", "ß")):
        spellings += [s.replace(spelled, umlaut) for s in spellings if spelled in s]
    return spellings


def _year_shift(reading: Reading) -> int | None:
    return next((y.relative for y in reading.years if y.relative is not None), None)


class Conversation:
    """One conversation: turns lean on the turns before, and on no other conversation."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._thread = Thread()

    def ask(self, question: str, lang: Language | None = None) -> Answer:
        """The answer to the next question; in the question's language unless one is given."""
        answer, self._thread = self._assistant.answer(question, self._thread, lang)
        return answer

    def ask_stream(self, question: str, lang: Language | None = None) -> Iterator[str | Answer]:
        """The next answer as it comes: its text in checked pieces, the answer itself last; here it is there at once."""
        yield self.ask(question, lang)

    @property
    def plans(self) -> tuple[QueryPlan, ...]:
        """What the last question was understood to ask; two plans where it asked two things."""
        return self._thread.shown

    def revise(self, plans: Sequence[QueryPlan], edit: PlanEdit) -> Answer:
        """The answer to plans of this conversation with one slot changed, where they have it.

        Raises:
            EditError: None of the plans has such a slot, or the new value cannot stand in it.
        """
        answer, self._thread = self._assistant.answer_plans(revise_plans(plans, edit), self._thread)
        return answer

    def fork(self) -> "Conversation":
        """A conversation that goes on from here on its own: what is asked there is not asked here."""
        fork = Conversation(self._assistant)
        fork._thread = self._thread
        return fork

    def move_to(self, assistant: Assistant) -> None:
        """Goes on over another (newer) generation."""
        self._assistant = assistant


def _next_thread(thread: Thread, plan: QueryPlan, answer: Answer) -> Thread:
    if plan.kind in {"refused", "help"}:
        return thread
    shown = [row.cell("body") for row in answer.rows if row.kind != "document"]
    answered = tuple(dict.fromkeys(b for b in shown if b and b != "land-hessen"))
    answered = () if "land-hessen" in shown else answered
    named = answered if 0 < len(answered) <= 4 else plan.bodies
    bodies = [b for b in thread.bodies if b not in named] + list(named)
    years = plan.years or tuple(sorted({int(y) for r in answer.rows if (y := (r.cell("year") or "")[:4]).isdigit()}))
    return replace(thread, plan=plan, bodies=tuple(bodies)[-8:], answered=answered[:12], years=years or thread.years)
