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

from assistant.web.words import Words

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
    return framed.replace("<head>", f"<head>{render_head(words)}", 1)


@dataclass(frozen=True, slots=True)
class Framing:
    """ASGI: frames the HTML that is served at "/", passes everything else on."""

    app: ASGIApp
    words: Words

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["path"] != "/":
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
                await self._send_framed(start[0], b"".join(parts), send)

        await self.app({**scope, "headers": headers}, receive, collect)

    async def _send_framed(self, start: Message, body: bytes, send: Send) -> None:
        headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
        if dict(headers).get(b"content-type", b"").startswith(b"text/html"):
            body = frame_page(body.decode("utf-8"), self.words).encode("utf-8")
        headers.append((b"content-length", str(len(body)).encode("ascii")))
        await send({**start, "headers": headers})
        await send({"type": "http.response.body", "body": body})
