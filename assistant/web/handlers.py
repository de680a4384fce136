"""What happens on the page: plain functions from a session and what came in to what is shown. No gradio here.

Handlers that answer yield first the question with a waiting line, then what there is of a slow answer (checked sentences
of a language model), then the answer.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import parse_qs

from assistant.documents import Document
from assistant.errors import AqbError, IndexMissing
from assistant.feedback import FeedbackError
from assistant.revise import EditError
from assistant.settings import Settings
from assistant.web.actions import Action, drop_failed, make_file, read_action, store_feedback
from assistant.web.current import CurrentAssistant
from assistant.web.examples import Starters, make_starters, render_starters
from assistant.web.navigation import render_styled_navigation
from assistant.web.session import (
    Pending,
    Session,
    answer_change,
    find_complaint,
    list_sources,
    make_messages,
    read_question,
    stop_answer,
    stream_answer,
)
from assistant.web.sources import render_panel
from assistant.web.views.site import Site
from assistant.web.words import Words, choose_words, count_kinds

PAINT_SECONDS = 0.3
"""Between two looks at a growing answer: each costs the server, and nobody reads faster."""

MOST_ADDRESSED = 10
"""Questions that an address may ask at once."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a handler shows: None leaves a part as it is, the session too. `starters` is what stands in the empty chat."""

    session: Session | None
    messages: list[dict[str, object]] | None = None
    panel: str | None = None
    complaint: str | None = None
    box: str | None = None
    starters: str | None = None
    file: dict[str, str] | None = None


def greet(
    language: object, address: object, current: CurrentAssistant, words: Words
) -> Iterator[tuple[str, str, Shown]]:
    """What a freshly loaded page shows: what is held and what can be asked, or how to make an index.

    Then come the answers to the questions of its address ("?q=...", once for each turn of a conversation).

    Args:
        language: The language of the page as it was served.
        address: The query part of its address.
        current: The assistant.
        words: The words of the setting, where the page names no language.

    Yields:
        Header, notice, and what else is shown.
    """
    session = Session(language=language if language in {"de", "en"} else words.language)
    words = speak(session, words)
    documents, trouble = find_documents(current)
    header = render_header(documents, trouble, words)
    notice = f"<p>{escape(words.notice)}</p>"
    starters = render_starters(find_starters(current, words), words)
    panel = render_panel((), documents, words)
    yield header, notice, Shown(session, [], panel, "", None, starters)
    asked = parse_qs(address.lstrip("?")).get("q", []) if isinstance(address, str) else []
    for question in asked[:MOST_ADDRESSED]:
        for shown in ask_question(question, session, current, words):
            session = shown.session or session
            yield header, notice, replace(shown, box=None)


def speak(session: Session | None, words: Words) -> Words:
    """The words in the language of a visitor's page."""
    return choose_words(session.language) if session and session.language else words


def find_starters(current: CurrentAssistant, words: Words) -> Starters:
    """First questions, made once for each generation of the index; none without an index."""
    try:
        return current.derive(current.get(), _name_starters(words), lambda a: make_starters(a, words))
    except AqbError:
        return Starters()


def prepare_starters(current: CurrentAssistant, words: Words) -> None:
    """Make them in the background before anyone comes; what they ask loads models and word lists for all."""
    current.prepare(_name_starters(words), lambda a: make_starters(a, words))


def _name_starters(words: Words) -> str:
    return f"starters-{words.language}"


def ask_question(question: object, session: Session | None, current: CurrentAssistant, words: Words) -> Iterator[Shown]:
    """Answer a question of the page: first the question itself appears, then its answer and sources."""
    session = session or Session()
    words = speak(session, words)
    asked = read_question(question)
    complaint = find_complaint(asked, words)
    if not asked or complaint:
        yield Shown(session, complaint=render_complaint(complaint))
        return
    pending = Pending(asked)
    waiting = replace(session, pending=pending)
    yield Shown(waiting, make_messages(waiting, words), None, "", "")
    painted = time.monotonic()
    for step in stream_answer(waiting, asked, current, words):
        if pending.stopped.is_set():
            return
        if step.pending is None:
            yield show_session(step, words)
        elif time.monotonic() - painted > PAINT_SECONDS:
            painted = time.monotonic()
            # The session stays as it is: only a whole answer is remembered.
            yield Shown(None, make_messages(step, words))


def show_session(session: Session, words: Words) -> Shown:
    """A conversation with the sources of its answers."""
    documents = session.assistant.documents if session.assistant else ()
    return Shown(session, make_messages(session, words), render_panel(list_sources(session), documents, words), "")


def act(
    sent: Any, session: Session | None, current: CurrentAssistant, settings: Settings, words: Words
) -> Iterator[Shown]:
    """Do what a click beside the question box asks for."""
    words = speak(session, words)
    action = read_action(sent)
    if action is None:
        yield Shown(session)
        return
    if action.verb == "ask":
        yield from ask_question(action.text, session, current, words)
        return
    turn = session.find_turn(action.turn) if session else None
    if session is None or turn is None:
        yield Shown(session, complaint=render_complaint(words.talk.gone))
        return
    match action.verb:
        case "again":
            yield from ask_question(turn.question, drop_failed(session, turn), current, words)
        case "edit":
            yield _change(action, session, current, words)
        case "csv" | "markdown":
            yield Shown(session, file=make_file(action, turn, session, words))
        case _:
            yield Shown(session, complaint=_keep_feedback(action, session, settings, words))


def _change(action: Action, session: Session, current: CurrentAssistant, words: Words) -> Shown:
    turn = session.find_turn(action.turn)
    if turn is None:
        return Shown(session, complaint=render_complaint(words.talk.gone))
    try:
        return show_session(answer_change(session, turn, action.number, current, words), words)
    except EditError as error:
        return Shown(session, complaint=render_complaint(str(error)))


def _keep_feedback(action: Action, session: Session, settings: Settings, words: Words) -> str:
    turn = session.find_turn(action.turn)
    if turn is None:
        return render_complaint(words.talk.gone)
    try:
        store_feedback(action, turn, session, settings)
    except FeedbackError as error:
        return render_complaint(words.talk.feedback_failed.format(message=str(error)))
    return f'<p class="thanks" role="status">{escape(words.talk.thanks)}</p>'


def stop(session: Session | None, words: Words) -> Shown:
    """The conversation after its running answer was stopped."""
    words = speak(session, words)
    return show_session(stop_answer(session or Session(), words), words)


def read_choice(value: object) -> object:
    """The question behind a suggestion that was clicked."""
    return value.get("text") or value.get("value") if isinstance(value, dict) else value


def start_again(session: Session | None, current: CurrentAssistant, words: Words) -> Shown:
    """An empty conversation in the same language."""
    words = speak(session, words)
    documents, _ = find_documents(current)
    empty = Session(language=session.language if session else None)
    return Shown(empty, [], render_panel((), documents, words), "", "")


def complain_busy(session: Session | None, words: Words) -> str:
    """The sentence for a question that the server could not take."""
    return render_complaint(speak(session, words).busy)


def find_documents(current: CurrentAssistant) -> tuple[Sequence[Document], AqbError | None]:
    """The documents held, or what stands in the way."""
    try:
        return current.get().documents, None
    except AqbError as error:
        return (), error


def render_start(words: Words) -> str:
    """The header before the documents are known."""
    talk = words.talk
    switch = (
        f'<a class="language" href="?lang={talk.other_language_key}" lang="{talk.other_language_key}" '
        f'hreflang="{talk.other_language_key}">{escape(talk.other_language)}</a>'
    )
    # A page names its language, so that the way to the others keeps it.
    site = Site("./", words.language, talk.other_language_key)
    ways = f'<div id="bereiche">{render_styled_navigation("", site)}</div>'
    return f"{switch}{ways}<h1>{escape(words.title)}</h1><p>{escape(words.intro)}</p>"


def render_header(documents: Sequence[Document], trouble: AqbError | None, words: Words) -> str:
    """Title, what this is, what it rests on; without a usable index what stands in the way and what helps."""
    head = render_start(words)
    if trouble is not None:
        title = words.no_index if isinstance(trouble, IndexMissing) else words.bad_index
        return (
            f'{head}<div class="missing" role="alert"><strong>{escape(title)}.</strong> '
            f"{_render_code(str(trouble))} {escape(words.reload)}</div>"
        )
    kinds = {kind: sum(d.kind == kind for d in documents) for kind in words.kinds}
    held = words.documents_held.format(counts=count_kinds(kinds, words)) if documents else words.no_documents
    return f'{head}<p class="held">{escape(held)}</p>'


def _render_code(text: str) -> str:
    """A sentence, escaped, with its commands in backticks as code."""
    pieces = escape(text).split("`")
    return "".join(f"<code>{piece}</code>" if n % 2 else piece for n, piece in enumerate(pieces))


def render_complaint(sentence: str) -> str:
    """A sentence between chat and input, read out by screen readers; nothing for no sentence."""
    return f'<p class="complaint" role="alert">{escape(sentence)}</p>' if sentence else ""
