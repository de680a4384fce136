"""One visitor's conversation: questions, answers and the sources already shown. Never shared, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.answers import Answer
from assistant.ask import LONGEST_QUESTION
from assistant.documents import Document
from assistant.errors import AqbError
from assistant.web.current import Assistant, Conversation, CurrentAssistant
from assistant.web.messages import render_answer, render_error, render_question
from assistant.web.sources import render_sources
from assistant.web.words import Words

PANEL_TURNS = 12
"""Answers whose sources stay in the panel; older marks open the document itself."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, as they are shown."""

    number: int
    question: str
    message: str
    sources: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """The state of one page in one browser; a new one for each change."""

    turns: tuple[Turn, ...] = ()
    conversation: Conversation | None = None
    assistant: Assistant | None = None


def read_question(value: object) -> str:
    """The question as it came from the page; anything but text is no question."""
    return value.strip() if isinstance(value, str) else ""


def find_complaint(question: str, words: Words) -> str:
    """A friendly sentence where a question cannot be taken as it is, empty where it can."""
    if len(question) <= LONGEST_QUESTION:
        return ""
    separator = "," if words.language == "en" else "."
    limit, length = (f"{n:,}".replace(",", separator) for n in (LONGEST_QUESTION, len(question)))
    return words.too_long.format(limit=limit, length=length)


def answer_question(session: Session, question: str, current: CurrentAssistant, words: Words) -> Session:
    """The session with one more turn: the answer, or the sentence that says why there is none."""
    number = len(session.turns) + 1
    try:
        session = _join(session, current.get())
        if session.conversation is None or session.assistant is None:
            raise AssertionError("A joined session has a conversation.")
        answer = session.conversation.ask(question)
    except AqbError as error:
        turn = Turn(number, question, render_error(str(error), words), "")
        return replace(session, turns=(*session.turns, turn))
    documents = {document.id: document for document in session.assistant.documents}
    return replace(session, turns=(*session.turns, _make_turn(number, question, answer, documents, words)))


def _make_turn(number: int, question: str, answer: Answer, documents: Mapping[str, Document], words: Words) -> Turn:
    return Turn(
        number,
        question,
        render_answer(number, answer, documents, words),
        render_sources(number, question, answer.citations, documents, words),
        answer.suggestions,
    )


def _join(session: Session, assistant: Assistant) -> Session:
    """The session with a conversation on this assistant; when the index was renewed, the old one goes on over it."""
    if session.conversation is None:
        return replace(session, conversation=assistant.start(), assistant=assistant)
    if session.assistant is not assistant:
        session.conversation.move_to(assistant)
    return replace(session, assistant=assistant)


def make_messages(session: Session, pending: str = "") -> list[dict[str, object]]:
    """The chat's messages; suggestions hang on the last answer only. `pending` is a question not yet answered."""
    messages: list[dict[str, object]] = []
    for turn in session.turns:
        messages.append({"role": "user", "content": render_question(turn.question)})
        options = turn.suggestions if turn is session.turns[-1] and not pending else ()
        messages.append(
            {"role": "assistant", "content": turn.message, "options": [{"value": o, "label": o} for o in options]}
        )
    if pending:
        messages.append({"role": "user", "content": render_question(pending)})
    return messages


def list_sources(session: Session) -> tuple[str, ...]:
    """The sources that the panel holds."""
    return tuple(turn.sources for turn in session.turns[-PANEL_TURNS:] if turn.sources)
