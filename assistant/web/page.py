"""The Gradio page: the chat, the sources beside it, and what happens on a click. The only module that builds with gradio.

Handlers are plain functions of `assistant.web.session`; here they are only wired up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.documents import Document
from assistant.errors import AqbError, IndexMissing
from assistant.web.current import CurrentAssistant
from assistant.web.examples import make_examples
from assistant.web.navigation import render_styled_navigation
from assistant.web.session import (
    Session,
    answer_question,
    find_complaint,
    list_sources,
    make_messages,
    read_question,
)
from assistant.web.sources import render_panel
from assistant.web.views.site import Site
from assistant.web.words import Words, count_kinds

if TYPE_CHECKING:
    from gradio.components.chatbot import ExampleMessage

CONCURRENT_ANSWERS = 8
WAITING_QUESTIONS = 64
SESSION_SECONDS = 8 * 3600
"""How long a page that stays open keeps its conversation."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that handlers fill."""

    header: gr.HTML
    chat: gr.Chatbot
    complaint: gr.HTML
    box: gr.Textbox
    panel: gr.HTML
    session: gr.State


def create_page(current: CurrentAssistant, words: Words) -> gr.Blocks:
    """The page as Gradio blocks, to be mounted."""
    blocks: gr.Blocks = gr.Blocks(title=words.title, analytics_enabled=False, fill_width=True)
    with blocks:
        parts, send, new = _lay_out(words)
        _wire(parts, send, new, current, words)

        def load() -> tuple[str, Any, str]:
            return greet(current, words)

        shown = [parts.header, parts.chat, parts.panel]
        blocks.load(load, None, shown, show_progress="hidden", api_visibility="private")
    blocks.queue(default_concurrency_limit=CONCURRENT_ANSWERS, max_size=WAITING_QUESTIONS)
    return blocks


def create_theme() -> gr.themes.Base:
    """System fonts, grey, and one accent colour (contrast 7.3 on white, 5.4 white on dark blue)."""
    return gr.themes.Base(
        neutral_hue="slate", font=["system-ui", "Segoe UI", "sans-serif"], font_mono=["ui-monospace", "monospace"]
    ).set(
        body_background_fill="#f6f7f8",
        body_background_fill_dark="#12171c",
        body_text_color="#1c2530",
        body_text_color_dark="#e8ecf0",
        button_primary_background_fill="#0b5a82",
        button_primary_background_fill_hover="#08435f",
        button_primary_background_fill_dark="#1a6d99",
        button_primary_background_fill_hover_dark="#155a7f",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#ffffff",
        color_accent_soft="#e6eef3",
        color_accent_soft_dark="#24313c",
        border_color_accent_subdued="#c6d6e0",
        border_color_accent_subdued_dark="#38434e",
        input_placeholder_color="#56616d",
        input_placeholder_color_dark="#a9b4bf",
    )


def create_html(value: str, elem_id: str | None = None) -> gr.HTML:
    """HTML of our own making, with our own style and no behaviour of Gradio's."""
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=None)


def _lay_out(words: Words) -> tuple[Parts, gr.Button, gr.Button]:
    create_html(render_styled_navigation("", Site("./", words.language, words.language)), elem_id="bereiche")
    header = create_html(render_start(words), elem_id="kopf")
    with gr.Row(elem_id="flaechen"):
        with gr.Column(scale=3, min_width=320):
            chat = gr.Chatbot(
                label=words.chat,
                show_label=False,
                elem_id="chat",
                height="60vh",
                autoscroll=False,
                buttons=[],
                allow_tags=False,
                sanitize_html=True,
                latex_delimiters=[],
                allow_file_downloads=False,
                layout="panel",
                placeholder=f'<h2 class="welcome">{escape(words.chat_empty)}</h2>',
                feedback_options=None,
            )
            complaint = create_html("", elem_id="hinweis")
            with gr.Row(elem_id="eingabe", equal_height=False):
                box = gr.Textbox(
                    label=words.question, placeholder=words.question_hint, lines=1, max_lines=6, scale=6, autofocus=True
                )
                send = gr.Button(words.ask, variant="primary", scale=1, min_width=110, elem_id="fragen")
            with gr.Row(elem_id="fuss"):
                create_html(f"<p>{escape(words.notice)}</p>")
                new = gr.Button(words.new_chat, size="sm", scale=0, min_width=170)
        with gr.Column(scale=2, min_width=300, elem_id="belege-spalte"):
            panel = create_html(render_panel((), (), words), elem_id="belege-tafel")
    session = gr.State(None, time_to_live=SESSION_SECONDS)
    return Parts(header, chat, complaint, box, panel, session), send, new


def _wire(parts: Parts, send: gr.Button, new: gr.Button, current: CurrentAssistant, words: Words) -> None:
    shown = [parts.chat, parts.panel, parts.complaint, parts.box, parts.session]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

    def ask(question: object, session: Session | None) -> Iterator[tuple[Any, ...]]:
        yield from ask_question(question, session, current, words)

    def ask_chosen(session: Session | None, event: gr.SelectData) -> Iterator[tuple[Any, ...]]:
        yield from ask_question(read_choice(event.value), session, current, words)

    def fail() -> str:
        return render_complaint(words.busy)

    def clear() -> tuple[Any, ...]:
        return start_again(current, words)

    for event in (parts.box.submit, send.click):
        event(ask, [parts.box, parts.session], shown, **quiet).failure(fail, None, parts.complaint, **quiet)
    for pick in (parts.chat.example_select, parts.chat.option_select):
        pick(ask_chosen, [parts.session], shown, **quiet).failure(fail, None, parts.complaint, **quiet)
    for event in (new.click, parts.chat.clear):
        event(clear, None, shown, **quiet)


def ask_question(
    question: object, session: Session | None, current: CurrentAssistant, words: Words
) -> Iterator[tuple[Any, ...]]:
    """Answer a question of the page: first the question itself appears, then its answer and sources.

    Yields what goes into chat, panel, complaint, box and session.
    """
    session = session or Session()
    asked = read_question(question)
    complaint = find_complaint(asked, words)
    if not asked or complaint:
        yield gr.skip(), gr.skip(), render_complaint(complaint), gr.skip(), session
        return
    yield make_messages(session, asked), gr.skip(), "", "", session
    session = answer_question(session, asked, current, words)
    documents = session.assistant.documents if session.assistant else ()
    yield make_messages(session), render_panel(list_sources(session), documents, words), "", gr.skip(), session


def read_choice(value: object) -> object:
    """The question behind an example or a suggestion that was clicked."""
    return value.get("text") or value.get("value") if isinstance(value, dict) else value


def start_again(current: CurrentAssistant, words: Words) -> tuple[Any, ...]:
    """An empty conversation."""
    documents, _ = find_documents(current)
    return [], render_panel((), documents, words), "", "", None


def greet(current: CurrentAssistant, words: Words) -> tuple[str, Any, str]:
    """What a freshly loaded page shows: what is held, example questions from it, or how to make an index."""
    documents, trouble = find_documents(current)
    examples: list[ExampleMessage] = [{"text": question} for question in make_examples(documents, words)]
    return (
        render_header(documents, trouble, words),
        gr.Chatbot(examples=examples),
        render_panel((), documents, words),
    )


def find_documents(current: CurrentAssistant) -> tuple[Sequence[Document], AqbError | None]:
    """The documents held, or what stands in the way; whoever opens the page will soon ask."""
    try:
        assistant = current.get()
    except AqbError as error:
        return (), error
    current.warm_up(assistant)
    return assistant.documents, None


def render_start(words: Words) -> str:
    """The header before the documents are known."""
    return f"<h1>{escape(words.title)}</h1><p>{escape(words.intro)}</p>"


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
