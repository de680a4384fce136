"""The HTML around the Gradio page: our language, title, style and script from the first byte on.

Gradio adds what it is given only after its own script has run, and by then it has taken the browser's language.
"""

import json
import re
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.answers import Language
from assistant.web.language import read_choice, read_language, remember_language
from assistant.web.words import Words, choose_words

_FOREIGN = re.compile(r'\s*<meta\s+(?:property|name)="(?:og|twitter):[^>]*>|<link rel="manifest"[^>]*>')
"""Gradio's own advertisement, and a manifest for an app that this page is not."""

_ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='6' fill='#0b5a82'/>"
    "<text x='16' y='24' font-family='Georgia,serif' font-size='24' fill='#fff' text-anchor='middle'>§</text></svg>"
)


def render_head(words: Words) -> str:
    """What goes to the top of the page's head."""
    read = files("assistant.web").joinpath
    said = {
        "language": words.language,
        "chat": words.chat,
        "answer": words.answer,
        "question": words.your_question,
        "copy": words.copy,
        "copied": words.copied,
        "toEnd": words.to_end,
        "linkCopied": words.talk.link_copied,
        "copyLink": words.talk.link,
        "copyAddress": words.talk.address,
        "sectionFailed": words.talk.section_failed,
    }
    # "</" would end the script early; JSON may write it with an escaped slash.
    data = json.dumps(said, ensure_ascii=False).replace("</", "<\\/")
    return (
        f'<title>{escape(words.title)}</title><link rel="icon" href="data:image/svg+xml,{quote(_ICON)}">'
        f"<style>{read('style.css').read_text(encoding='utf-8')}</style>"
        f"<script>window.aqbWords = {data};\n{read('script.js').read_text(encoding='utf-8')}</script>"
    )


def frame_page(html: str, words: Words) -> str:
    """Gradio's index page in our frame."""
    framed = _FOREIGN.sub("", html).replace('lang="en"', f'lang="{words.language}"', 1)
    framed = framed.replace("<head>", f"<head>{render_head(words)}", 1)
    return framed.replace("</body>", f"{render_dialog(words)}</body>", 1)


def render_dialog(words: Words) -> str:
    """The form for what is not correct about an answer; opened and sent by the page's script."""
    talk = words.talk
    return (
        '<dialog id="rueckmeldung" aria-labelledby="rueckmeldung-titel"><form method="dialog">'
        f'<h2 id="rueckmeldung-titel">{escape(talk.comment_title)}</h2>'
        f'<label for="kommentar">{escape(talk.comment)}</label><textarea id="kommentar" rows="4" maxlength="2000">'
        f'</textarea><p class="quiet">{escape(talk.comment_hint)}</p>'
        f'<p class="tools"><button value="send" class="primary">{escape(talk.send)}</button>'
        f'<button value="" formnovalidate>{escape(talk.cancel)}</button></p></form></dialog>'
    )


@dataclass(frozen=True, slots=True)
class Framing:
    """ASGI: frames the HTML that is served at "/" in the language of the request, passes everything else on."""

    app: ASGIApp
    default: Language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        send = _remembering(scope, send)
        if get_path(scope) != "/":
            await self.app(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        start: list[Message] = []
        parts: list[bytes] = []

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.append(message)
                return
            if message["type"] != "http.response.body":
                await send(message)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                words = choose_words(read_language(scope, self.default))
                await _send_framed(start[0], b"".join(parts), words, send)

        await self.app({**scope, "headers": headers}, receive, collect)


def get_path(scope: Scope) -> str:
    """The path of a request below the one under which a proxy serves the application."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", "")) or "/"


def _remembering(scope: Scope, send: Send) -> Send:
    """Keeps the language that an address asks for."""
    chosen = read_choice(scope)
    if chosen is None:
        return send

    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], remember_language(chosen, scope)]}
        await send(message)

    return send_with_cookie


async def _send_framed(start: Message, body: bytes, words: Words, send: Send) -> None:
    headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
    if dict(headers).get(b"content-type", b"").startswith(b"text/html"):
        body = frame_page(body.decode("utf-8"), words).encode("utf-8")
    headers.append((b"content-length", str(len(body)).encode("ascii")))
    await send({**start, "headers": headers})
    await send({"type": "http.response.body", "body": body})
