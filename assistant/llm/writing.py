"""Words a composed answer anew: asks the model, shows only sentences that the check binds, keeps the rest as composed."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.draft import Statement
from assistant.answering.relevance import Vocabulary
from assistant.answers import Answer, Outcome
from assistant.errors import ModelError
from assistant.library import Library
from assistant.llm.client import Message
from assistant.llm.deadline import Deadline
from assistant.llm.handed import Handout
from assistant.llm.model import LanguageModel
from assistant.llm.prompts import again_messages, write_messages
from assistant.llm.sentences import SentenceReader, Written
from assistant.llm.verify import WRITTEN, Verifier
from assistant.phrases import phrase

WORDED: frozenset[Outcome] = frozenset({"answered", "partial"})
"""Outcomes that a model may word; all others are shown as they were composed, and the model is not asked."""

MOST_AGAIN = 6
"""Failed sentences that are asked for once more."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed answer with the checked statements that its text is made of, and the question."""

    answer: Answer
    statements: tuple[Statement, ...]
    question: str


class Page:
    """The text of an answer as it grows: what is added comes back as the piece to be shown."""

    def __init__(self) -> None:
        self.text = ""
        self._before: Statement | None = None

    def add(self, statement: Statement) -> str:
        """Adds a statement: sentences of the model flow on, everything else stands on lines of its own."""
        before, self._before = self._before, statement
        flows = (
            before is not None and before.key == statement.key == WRITTEN and not (before.bullet or statement.bullet)
        )
        gap = ""
        if before is not None:
            gap = " " if flows else ("\n" if before.bullet and statement.bullet else "\n\n")
        return self._grow(gap + statement.render())

    def note(self, sentence: str) -> str:
        """Adds a sentence about the answer itself."""
        return self._grow(f"\n\n{sentence}")

    def _grow(self, piece: str) -> str:
        self.text += piece
        return piece


class Writer:
    """Words one composed answer.

    Attributes:
        answer: The finished answer, once all pieces are taken.
        refused: Sentences that were not shown, each with the reason, for logs and measures.
    """

    def __init__(
        self,
        model: LanguageModel,
        composed: Composed,
        library: Library,
        vocabulary: Callable[[], Vocabulary],
        deadline: Deadline,
    ) -> None:
        self._model = model
        self._composed = composed
        self._library = library
        self._vocabulary = vocabulary
        self._deadline = deadline
        self._fault = False
        self._removed = 0
        self._kept = 0
        self.answer = composed.answer
        self.refused: list[tuple[str, str]] = []

    def pieces(self) -> Iterator[str]:
        """The text in pieces, each checked; together they are the text of `answer`."""
        start = time.perf_counter()
        composed, language = self._composed, self._composed.answer.language
        handout = Handout(composed.statements, composed.answer.citations, language)
        messages: tuple[Message, ...] = ()
        if composed.answer.outcome in WORDED:
            messages, handout = write_messages(
                handout, composed.question, self._model.settings.llm_context, self._model.settings.llm_output
            )
        if not messages:
            yield composed.answer.text
            return
        page = Page()
        for statement in composed.statements[: handout.leads]:
            yield page.add(statement)
        verifier = Verifier(handout, self._library, self._vocabulary(), composed.question)
        yield from self._write(page, messages, verifier, handout)
        for number, statement in enumerate(composed.statements):
            if number >= handout.leads and number not in verifier.covered:
                yield page.add(statement)
        yield from (page.note(sentence) for sentence in self._notes())
        self._model.count_sentences(self._kept, self._removed, time.perf_counter() - start, self.refused)
        self.answer = replace(
            composed.answer,
            text=page.text,
            removed=composed.answer.removed + self._removed,
            seconds=composed.answer.seconds + time.perf_counter() - start,
        )

    def whole(self) -> Answer:
        """The finished answer: as composed, with one honest line, where the model failed on the way."""
        for _ in self.pieces():
            continue
        if not self._fault:
            return self.answer
        text = f"{self._composed.answer.text}\n\n{phrase(self.answer.language, 'model_silent')}"
        return replace(self.answer, text=text, removed=self._composed.answer.removed)

    def _write(self, page: Page, messages: Sequence[Message], verifier: Verifier, handout: Handout) -> Iterator[str]:
        """The model's sentences that hold, then those that hold when asked for once more."""
        failed: list[str] = []
        try:
            yield from self._take(page, messages, verifier, failed)
        except ModelError:
            self._fault = True
            self._removed = len(failed)
            return
        self._removed = len(failed)
        if not failed or handout.open <= verifier.covered or len(failed) > MOST_AGAIN:
            return
        again: list[str] = []
        before = self._kept
        try:
            yield from self._take(page, again_messages(messages, failed, handout.language), verifier, again)
        except ModelError:
            return
        self._removed = max(0, len(failed) - (self._kept - before))

    def _take(self, page: Page, messages: Sequence[Message], verifier: Verifier, failed: list[str]) -> Iterator[str]:
        reader = SentenceReader()
        for piece in self._model.ask(messages, self._deadline):
            for written in reader.feed(piece):
                yield from self._show(page, verifier, written, failed)
        for written in reader.close():
            yield from self._show(page, verifier, written, failed)

    def _show(self, page: Page, verifier: Verifier, written: Written, failed: list[str]) -> Iterator[str]:
        verdict = verifier.judge(written)
        if verdict.statement is not None:
            self._kept += 1
            yield page.add(verdict.statement)
        elif verdict.fault:
            failed.append(written.raw[:300])
            self.refused.append((written.raw, verdict.fault))

    def _notes(self) -> Iterator[str]:
        """What has to be said of the answer itself."""
        language = self._composed.answer.language
        if self._composed.answer.removed:
            yield phrase(language, "removed")
        if self._removed == 1:
            yield phrase(language, "model_removed")
        elif self._removed:
            yield phrase(language, "model_removed_many").replace("{count}", str(self._removed))
        if self._fault:
            yield phrase(language, "model_unfinished" if self._kept else "model_silent")
