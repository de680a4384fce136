"""One visitor's conversation: questions, answers and the sources already shown. Never shared, never stored."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import Event

from assistant.answers import Answer, Language
from assistant.ask import LONGEST_QUESTION
from assistant.errors import AqbError
from assistant.plan import QueryPlan
from assistant.revise import EditError
from assistant.web.chips import Change, list_changes, make_chips
from assistant.web.current import Assistant, Conversation, CurrentAssistant
from assistant.web.messages import render_answer, render_change, render_error, render_question, render_waiting
from assistant.web.sources import render_sources
from assistant.web.words import Words, choose_words

PANEL_TURNS = 12
"""Answers whose sources stay in the panel; older marks open the document itself."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, as they are shown.

    `change` says what was changed of the plan of `question`, where that was done. `plans` and `changes` are what the chips of this answer stand for. Without an `answer` it failed.
    """

    number: int
    question: str
    message: str
    sources: str = ""
    suggestions: tuple[str, ...] = ()
    change: str = ""
    answer: Answer | None = None
    plans: tuple[QueryPlan, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """A question on its way, with the `text` that came so far; once `stopped`, nobody waits for its answer any more."""

    question: str
    text: str = ""
    stopped: Event = field(default_factory=Event)


@dataclass(frozen=True, slots=True)
class Session:
    """The state of one page in one browser; a new one for each change."""

    turns: tuple[Turn, ...] = ()
    conversation: Conversation | None = None
    assistant: Assistant | None = None
    language: Language | None = None
    pending: Pending | None = None

    def find_turn(self, number: int) -> Turn | None:
        """The turn with this number."""
        return next((turn for turn in self.turns if turn.number == number), None)


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
    return list(stream_answer(session, question, current, words))[-1]


def stream_answer(session: Session, question: str, current: CurrentAssistant, words: Words) -> Iterator[Session]:
    """The session with the text of the answer as it grows, at last with one more turn."""
    return _add_turn(session, question, "", lambda conversation: conversation.ask_stream(question), current, words)


def answer_change(session: Session, turn: Turn, number: int, current: CurrentAssistant, words: Words) -> Session:
    """The session with the answer to a change of an earlier answer's plan.

    Raises:
        EditError: That answer offers no such change.
    """
    if not 0 <= number < len(turn.changes):
        raise EditError(f"Die Antwort {turn.number} bietet keine Änderung {number} an.")
    change = turn.changes[number]
    answers = _add_turn(
        session, turn.question, change.note, lambda c: iter((c.revise(turn.plans, change.edit),)), current, words
    )
    return list(answers)[-1]


def stop_answer(session: Session, words: Words) -> Session:
    """The session after its running answer was stopped."""
    if not session.pending:
        return session
    session.pending.stopped.set()
    number = _next_number(session)
    turn = Turn(number, session.pending.question, render_error(number, words.talk.stopped, words))
    return replace(session, turns=(*session.turns, turn), pending=None)


def _add_turn(
    session: Session,
    question: str,
    change: str,
    answer_it: Callable[[Conversation], Iterator[str | Answer]],
    current: CurrentAssistant,
    words: Words,
) -> Iterator[Session]:
    number, pending = _next_number(session), session.pending or Pending(question)
    session = replace(session, pending=None)
    text, answer = "", None
    try:
        assistant = current.get()
        session, conversation = _join(session, assistant)
        for part in answer_it(conversation):
            if isinstance(part, str):
                text += part
                yield replace(session, pending=replace(pending, text=text))
            else:
                answer = part
    except AqbError as error:
        message = render_error(number, words.failed.format(message=str(error)), words)
        yield replace(session, turns=(*session.turns, Turn(number, question, message, change=change)))
        return
    if answer is None:
        raise AssertionError("A stream ends with its answer.")
    turn = _make_turn(number, (question, change), answer, conversation.plans, assistant, words)
    yield replace(session, turns=(*session.turns, turn))


def _next_number(session: Session) -> int:
    return session.turns[-1].number + 1 if session.turns else 1


def _make_turn(
    number: int,
    question: tuple[str, str],
    answer: Answer,
    plans: Sequence[QueryPlan],
    assistant: Assistant,
    words: Words,
) -> Turn:
    """A turn; what stands around an answer is in the answer's language, what stands beside it in the page's."""
    documents = {document.id: document for document in assistant.documents}
    spoken = choose_words(answer.language)
    chips = make_chips(plans, assistant.library, spoken)
    return Turn(
        number,
        question[0],
        render_answer(number, answer, documents, spoken, chips),
        render_sources(number, " – ".join(filter(None, question)), answer.citations, documents, words),
        answer.suggestions,
        question[1],
        answer,
        tuple(plans),
        list_changes(chips),
    )


def _join(session: Session, assistant: Assistant) -> tuple[Session, Conversation]:
    """The session with a conversation on this assistant; when the index was renewed, the old one goes on over it.

    Each question gets a conversation of its own that goes on from the last one: a stopped answer leaves no trace.
    """
    conversation = session.conversation.fork() if session.conversation else assistant.start()
    if session.assistant is not None and session.assistant is not assistant:
        conversation.move_to(assistant)
    return replace(session, conversation=conversation, assistant=assistant), conversation


def make_messages(session: Session, words: Words) -> list[dict[str, object]]:
    """The chat's messages; suggestions hang on the last answer only, and a question on its way waits for its answer."""
    messages: list[dict[str, object]] = []
    for turn in session.turns:
        asked = render_change(turn.question, turn.change) if turn.change else render_question(turn.question)
        messages.append({"role": "user", "content": asked})
        options = turn.suggestions if turn is session.turns[-1] and not session.pending else ()
        messages.append(
            {"role": "assistant", "content": turn.message, "options": [{"value": o, "label": o} for o in options]}
        )
    if session.pending:
        messages.append({"role": "user", "content": render_question(session.pending.question)})
        messages.append({"role": "assistant", "content": render_waiting(words, session.pending.text)})
    return messages


def list_sources(session: Session) -> tuple[str, ...]:
    """The sources that the panel holds."""
    return tuple(turn.sources for turn in session.turns[-PANEL_TURNS:] if turn.sources)
