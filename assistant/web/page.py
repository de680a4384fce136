"""The Gradio page: the chat, the sources beside it, and what happens on a click. The only module that builds with gradio.

Handlers are plain functions of `assistant.web.handlers`; here they are only wired up. What the page's own script sends (a
click on a chip, a tool) arrives through one component, the bridge.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from assistant.settings import Settings
from assistant.web.current import CurrentAssistant
from assistant.web.examples import Starters, render_starters
from assistant.web.handlers import (
    Shown,
    act,
    ask_question,
    complain_busy,
    greet,
    read_choice,
    render_start,
    start_again,
    stop,
)
from assistant.web.session import Session
from assistant.web.sources import render_panel
from assistant.web.words import ENGLISH, GERMAN, Words

CONCURRENT_ANSWERS = 8
WAITING_QUESTIONS = 128
SESSION_SECONDS = 8 * 3600
"""How long a page that stays open keeps its conversation."""

_BRIDGE = "window.aqbSend = (value) => trigger('select', value); window.aqbStop = () => trigger('stop');"
_ADDRESS = "() => [window.aqbWords.language, location.search]"
_SAVE = "(file) => { if (file && file.name) window.aqbSave(file); }"
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_TRANSLATED = ("chat", "question", "question_hint", "ask", "new_chat")
"""Words of the page that Gradio's own components show; the browser picks those of the page's language."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that handlers fill."""

    header: gr.HTML
    notice: gr.HTML
    chat: gr.Chatbot
    complaint: gr.HTML
    box: gr.Textbox
    panel: gr.HTML
    session: gr.State
    send: gr.Button
    new: gr.Button
    bridge: gr.HTML
    language: gr.Textbox
    address: gr.Textbox
    file: gr.JSON


def create_page(current: CurrentAssistant, settings: Settings, words: Words, translate: gr.I18n) -> gr.Blocks:
    """The page as Gradio blocks, to be mounted together with its translation."""
    blocks: gr.Blocks = gr.Blocks(title=words.title, analytics_enabled=False, fill_width=True)
    with blocks:
        parts = _lay_out(words, translate)
        _wire(parts, blocks, current, settings, words)
    blocks.queue(default_concurrency_limit=CONCURRENT_ANSWERS, max_size=WAITING_QUESTIONS)
    return blocks


def create_translation() -> gr.I18n:
    """The words of Gradio's components in both languages."""
    return gr.I18n(**{w.language: {f"aqb_{n}": getattr(w, n) for n in _TRANSLATED} for w in (GERMAN, ENGLISH)})


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


def create_html(value: str, elem_id: str | None = None, script: str | None = None) -> gr.HTML:
    """HTML of our own making, with our own style; `script` runs when it is there."""
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=script)


def _lay_out(words: Words, translate: gr.I18n) -> Parts:
    header = create_html(render_start(words), elem_id="kopf")
    with gr.Row(elem_id="flaechen"):
        with gr.Column(scale=3, min_width=320):
            chat = _create_chat(translate, words)
            complaint = create_html("", elem_id="hinweis")
            with gr.Row(elem_id="eingabe", equal_height=False):
                box = gr.Textbox(
                    label=translate("aqb_question"),
                    placeholder=translate("aqb_question_hint"),
                    lines=1,
                    max_lines=6,
                    scale=6,
                    autofocus=True,
                )
                send = gr.Button(translate("aqb_ask"), variant="primary", scale=1, min_width=110, elem_id="fragen")
            with gr.Row(elem_id="fuss"):
                notice = create_html(f"<p>{escape(words.notice)}</p>")
                new = gr.Button(translate("aqb_new_chat"), size="sm", scale=0, min_width=170, elem_id="neu")
        with gr.Column(scale=2, min_width=300, elem_id="belege-spalte"):
            panel = create_html(render_panel((), (), words), elem_id="belege-tafel")
    session = gr.State(None, time_to_live=SESSION_SECONDS)
    bridge = create_html("", elem_id="bruecke", script=_BRIDGE)
    language, address = gr.Textbox(visible=False), gr.Textbox(visible=False)
    file = gr.JSON(visible=False)
    return Parts(
        header, notice, chat, complaint, box, panel, session, send, new, bridge, language, address, file
    )  # fmt: skip


def _create_chat(translate: gr.I18n, words: Words) -> gr.Chatbot:
    return gr.Chatbot(
        label=translate("aqb_chat"),
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
        placeholder=render_starters(Starters(), words),
        feedback_options=None,
    )


def _wire(parts: Parts, blocks: gr.Blocks, current: CurrentAssistant, settings: Settings, words: Words) -> None:
    shown = [parts.chat, parts.panel, parts.complaint, parts.box, parts.session]

    def load(language: object, address: object) -> Iterator[tuple[Any, ...]]:
        for header, notice, page in greet(language, address, current, words):
            yield header, notice, *_fill(page)

    def fail(session: Session | None) -> str:
        return complain_busy(session, words)

    greeted = [parts.header, parts.notice, *shown]
    start = blocks.load(load, [parts.language, parts.address], greeted, js=_ADDRESS, **_QUIET)
    for event in (start, *_wire_answers(parts, shown, current, settings, words)):
        event.failure(fail, [parts.session], parts.complaint, **_QUIET)
    _wire_ends(parts, shown, current, words)


def _wire_answers(
    parts: Parts, shown: list[Any], current: CurrentAssistant, settings: Settings, words: Words
) -> tuple[Any, ...]:
    """Everything that asks."""

    def ask(question: object, session: Session | None) -> Iterator[tuple[Any, ...]]:
        yield from map(_fill, ask_question(question, session, current, words))

    def ask_suggested(session: Session | None, event: gr.SelectData) -> Iterator[tuple[Any, ...]]:
        yield from map(_fill, ask_question(read_choice(event.value), session, current, words))

    def click(session: Session | None, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        # Gradio hands out the event's data under this name alone.
        for page in act(event._data, session, current, settings, words):  # noqa: SLF001
            yield *_fill(page), page.file

    # After a stop the next question is asked while the stopped one still runs.
    asking = _QUIET | {"trigger_mode": "multiple"}
    clicked = parts.bridge.select(click, [parts.session], [*shown, parts.file], **asking)
    clicked.success(None, [parts.file], None, js=_SAVE, api_visibility="private")
    return (
        clicked,
        parts.box.submit(ask, [parts.box, parts.session], shown, **asking),
        parts.send.click(ask, [parts.box, parts.session], shown, **asking),
        parts.chat.option_select(ask_suggested, [parts.session], shown, **asking),
    )


def _wire_ends(parts: Parts, shown: list[Any], current: CurrentAssistant, words: Words) -> None:
    """What ends an answer or a conversation."""

    def halt(session: Session | None) -> tuple[Any, ...]:
        return _fill(stop(session, words))

    def clear(session: Session | None) -> tuple[Any, ...]:
        return _fill(start_again(session, current, words))

    # Gradio's own way to cancel takes the next event of the page along; here the late answer is not shown.
    parts.bridge.stop(halt, [parts.session], shown, **_QUIET)
    for event in (parts.new.click, parts.chat.clear):
        event(clear, [parts.session], shown, **_QUIET)


def _fill(page: Shown) -> tuple[Any, ...]:
    """What goes into chat, panel, complaint, box and session; what is None stays as it is."""
    chat: Any = gr.skip() if page.messages is None else page.messages
    if page.starters is not None:
        chat = gr.Chatbot(value=[], placeholder=page.starters)
    rest = (page.panel, page.complaint, page.box, page.session)
    return (chat, *(gr.skip() if value is None else value for value in rest))
