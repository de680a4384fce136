"""What a click beside the question box asks for: a change of the plan, the question again, a file, feedback.

The page sends only a verb and numbers; what they stand for is kept in the visitor's session. Whatever else arrives is
no action.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from assistant.feedback import LONGEST_COMMENT, Feedback, Verdict, append_feedback
from assistant.render import answer_json
from assistant.settings import Settings
from assistant.web.export import name_file, write_markdown
from assistant.web.rows import write_csv
from assistant.web.session import Session, Turn
from assistant.web.words import Words, choose_words

Verb = Literal["ask", "edit", "again", "csv", "markdown", "right", "wrong"]


@dataclass(frozen=True, slots=True)
class Action:
    """A click: its verb, the number of the answer it stands at, the number of a change, a text (question or comment)."""

    verb: Verb
    turn: int = 0
    number: int = 0
    text: str = ""


def read_action(value: Any) -> Action | None:
    """The action that a page sent, None for anything that is none."""
    if not isinstance(value, dict) or value.get("act") not in get_args(Verb):
        return None
    turn, number, text = value.get("turn", 0), value.get("n", 0), value.get("text", "")
    # A truth value is an int in Python, and no number of anything.
    if any(not isinstance(n, int) or isinstance(n, bool) or not 0 <= n < 1_000_000 for n in (turn, number)):
        return None
    return Action(value["act"], turn, number, text) if isinstance(text, str) else None


def make_file(action: Action, turn: Turn, session: Session, words: Words) -> dict[str, str]:
    """The file that an answer is saved as: its name, type and text."""
    if turn.answer is None:
        return {}
    spoken = choose_words(turn.answer.language)
    if action.verb == "csv":
        return {"name": name_file(turn.question, "csv"), "type": "text/csv", "text": write_csv(turn.answer, spoken)}
    documents = {d.id: d for d in session.assistant.documents} if session.assistant else {}
    text = write_markdown(
        " – ".join(filter(None, (turn.question, turn.change))), turn.answer, documents, action.text, words
    )
    return {"name": name_file(turn.question, "md"), "type": "text/markdown", "text": text}


def store_feedback(action: Action, turn: Turn, session: Session, settings: Settings) -> None:
    """Keep a reader's word on an answer.

    Raises:
        FeedbackError: It cannot be written.
    """
    if turn.answer is None:
        return
    verdict: Verdict = "right" if action.verb == "right" else "wrong"
    turns = tuple(t.question for t in session.turns if t.number <= turn.number and t.answer)
    entry = Feedback(
        verdict,
        action.text.strip()[:LONGEST_COMMENT],
        turns,
        turn.answer.language,
        answer_json(turn.answer),
        turn.change,
        getattr(session.assistant, "generation", ""),
    )
    append_feedback(settings.feedback_folder(), entry)


def drop_failed(session: Session, turn: Turn) -> Session:
    """The session without a turn that has no answer: asked again, the question stands there once."""
    if turn.answer is not None:
        return session
    return replace(session, turns=tuple(t for t in session.turns if t.number != turn.number))
