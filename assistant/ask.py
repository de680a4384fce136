"""The assistant: opens an index and answers questions, in conversations that never mix."""

import threading
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answering.candidates import Sources
from assistant.answering.draft import Desk, Draft, Ledger, Statement, join_drafts
from assistant.answering.write import write_draft, write_part
from assistant.answers import Answer, Hit, Language
from assistant.assembly import assemble, cover
from assistant.conversation import Conversation
from assistant.documents import Document, Place
from assistant.errors import AqbError, ModelError
from assistant.language import detect_language
from assistant.library import Library
from assistant.phrases import phrase
from assistant.plan import QueryPlan
from assistant.question.planner import Planner
from assistant.question.things import ThingIndex
from assistant.question.thread import Thread
from assistant.render import view_plan
from assistant.settings import Settings
from assistant.store import Stamp, Store, open_store

if TYPE_CHECKING:
    from assistant.catalog import Filters
    from assistant.embed import Embedder
    from assistant.lexical import LexicalIndex
    from assistant.llm.model import LanguageModel
    from assistant.llm.writing import Writer
    from assistant.retrieve import Parts

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
        self.model = _open_model(settings)

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

    def start(self) -> Conversation:
        """A new conversation."""
        return Conversation(self)

    @cached_property
    def sources(self) -> Sources:
        """Search within filters, and the vocabulary of the index."""
        return Sources(self._search, self._lexical, self._planner.find_matters)

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
        from assistant.catalog import ANY, Filters
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
            filters=Filters(bodies, years, sections=sections),
            aim=aim if aim and parts.names else ANY,
            rules=rules or not parts.templates,
            synonyms=open_synonyms() if parts.synonyms else None,
            matters=self._planner.find_matters(query, language or detect_language(query)).all if parts.matters else (),
            weights=parts.weights,
        )

    def search(self, query: str, k: int = 10, parts: "Parts | None" = None) -> tuple[Hit, ...]:
        """The passages that answer a question best, best first.

        Passages of the bodies, years and sections that it names are preferred; wording that agreements share comes
        after other text where the question is about what differs between them.
        """
        language = detect_language(query)
        plan = self._planner.plan_one(query[:LONGEST_QUESTION], Thread(), language)
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
        composed = self._compose(question, thread, language)
        writer = self._writer(composed)
        return (writer.whole() if writer else composed.answer), composed.thread

    def answer_stream(
        self, question: str, thread: Thread, language: Language | None = None
    ) -> Iterator[str | tuple[Answer, Thread]]:
        """The text of an answer in checked pieces as they come, then the answer with the conversation after it."""
        composed = self._compose(question, thread, language)
        writer = self._writer(composed)
        if writer is None:
            yield composed.answer.text
            yield composed.answer, composed.thread
            return
        yield from writer.pieces()
        yield writer.answer, composed.thread

    def _compose(self, question: str, thread: Thread, language: Language | None) -> "_Composed":
        """The answer that records and passages give, without a word of a language model."""
        if self.model is not None:
            # Its libraries load in seconds; the time for the answer counts from here.
            self.model.load()
        start = time.perf_counter()
        language = language or detect_language(question)
        if len(question) > LONGEST_QUESTION:
            return _Composed(self._too_long(question, language, start), thread, question, start)
        desk = Desk(self.library, Ledger(self.library), language)
        plans = self._planner.plan(question, thread, language)
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
        if self.model is not None and len(plans) == 1:
            plans, draft = self._read_with_model(self.model, desk, plans, draft, start)
        for plan in plans[1:]:
            draft = join_drafts(draft, write_part(desk, plan, self.sources))
        answer, statements = assemble(desk, plans, draft, question, time.perf_counter() - start)
        after = replace(_next_thread(thread, plans[-1], answer), shown=tuple(plans))
        return _Composed(answer, after, question, start, statements)

    def _read_with_model(
        self, model: "LanguageModel", desk: Desk, plans: tuple[QueryPlan, ...], draft: Draft, start: float
    ) -> tuple[tuple[QueryPlan, ...], Draft]:
        """Plan and draft as the model reads the question, where the grammar did not and the records answer then."""
        from assistant.llm.reading import is_unsure, read_plan

        if not is_unsure(plans[0], draft):
            return plans, draft
        try:
            plan = read_plan(model, plans[0], draft, self.library, model.deadline(start))
        except ModelError:
            said = [*draft.statements, desk.say("model_silent", basis="said")]
            return plans, replace(draft, statements=said)
        read = write_draft(desk, plan, self.sources) if plan else None
        if plan is None or read is None or read.outcome not in {"answered", "partial", "clarify"}:
            return plans, draft
        model.count_reading()
        read.statements.append(desk.say("model_read", basis="said"))
        return (plan,), read

    def _writer(self, composed: "_Composed") -> "Writer | None":
        """Who words the answer anew; None without a language model."""
        if self.model is None:
            return None
        from assistant.llm.writing import Composed, Writer

        handed = Composed(composed.answer, composed.statements, composed.question)
        return Writer(self.model, handed, self.library, lambda: self._lexical, self.model.deadline(composed.start))

    def answer_plans(self, plans: Sequence[QueryPlan], thread: Thread) -> tuple[Answer, Thread]:
        """The answer to plans that were changed after they were shown, checked like any other, and the thread after it.

        A language model is not asked: the reader changed one slot and waits for the records.
        """
        start = time.perf_counter()
        desk = Desk(self.library, Ledger(self.library), plans[0].language)
        draft = write_draft(desk, plans[0], self.sources)
        for plan in plans[1:]:
            draft = join_drafts(draft, write_part(desk, plan, self.sources))
        answer, _ = assemble(desk, plans, draft, plans[0].question, time.perf_counter() - start)
        return answer, replace(_next_thread(thread, plans[-1], answer), shown=tuple(plans))

    @cached_property
    def _planner(self) -> Planner:
        return Planner(self.library, self.things, self._settings.day)

    def _too_long(self, question: str, language: Language, start: float) -> Answer:
        text = phrase(language, "too_long").replace("{limit}", str(LONGEST_QUESTION))
        plan = QueryPlan(question[:80], language, "help", "look_up")
        view = view_plan(plan)
        coverage = cover(self.library, [], language)
        return Answer("help", text, language, (), (), (), view, coverage, seconds=time.perf_counter() - start)


def _open_model(settings: Settings) -> "LanguageModel | None":
    """The configured language model; None without an address."""
    if settings.llm_url is None:
        return None
    from assistant.llm.model import LanguageModel

    return LanguageModel(settings)


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


@dataclass(frozen=True, slots=True)
class _Composed:
    """An answer as it was composed, the conversation after it, and the statements that its text is made of."""

    answer: Answer
    thread: Thread
    question: str
    start: float
    statements: tuple[Statement, ...] = ()
