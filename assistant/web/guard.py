"""What stands before every request: login, closed routes, body limit, security headers.

Gradio opens far more than this page uses (upload, proxy, file, its own API and its description), sends no security
header and sets no limit; so only the routes of this page are let through.
"""

import base64
import re
import secrets
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_LIMIT = 128 * 1024
"""Largest request body in bytes; a question of 2,000 characters needs 25 KB at the very most."""

_OPEN = re.compile(
    r"/|/healthz|/readyz|/api/(?:ask|search|openapi\.json)|/dokument/.+|/(?:uebersicht(?:\.csv)?|vergleich|dokumente|lernen)|/assets/.+|/static/.+|/theme\.css|/robots\.txt"
    r"|/gradio_api/(?:queue/(?:join|data)|heartbeat/\w+|startup-events|cancel|reset)"
)
_PROBES = ("/healthz", "/readyz")

_PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; "
    "form-action 'self'; object-src 'none'; base-uri 'self'"
)
# A document's page runs no script and asks for nothing at all.
_DOCUMENT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; "
    "form-action 'none'; base-uri 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """ASGI: refuses what this page does not use, and puts the headers on what it does."""

    app: ASGIApp
    login: str | None = None
    body_limit: int = BODY_LIMIT

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        guarded = self._add_headers(scope, send)
        refusal = self._refuse(scope)
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        await self._pass_on(scope, receive, guarded)

    def _refuse(self, scope: Scope) -> Response | None:
        """The answer to a request that goes no further, None for one that may."""
        path = scope["path"]
        headers = Headers(scope=scope)
        if (
            self.login is not None
            and path not in _PROBES
            and not is_authorized(headers.get("authorization"), self.login)
        ):
            return PlainTextResponse(
                "Anmeldung nötig.", 401, {"WWW-Authenticate": 'Basic realm="AQB-Assistent", charset="UTF-8"'}
            )
        if not _OPEN.fullmatch(path):
            return JSONResponse({"error": "Diese Adresse gibt es hier nicht."}, 404)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.body_limit:
            return self._too_large()
        return None

    def _too_large(self) -> Response:
        return JSONResponse({"error": self._too_large_sentence()}, 413)

    def _too_large_sentence(self) -> str:
        return f"Die Anfrage ist größer als {self.body_limit} Byte."

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, counting what really arrives: a length may be left out or wrong."""
        arrived = 0

        async def counted_receive() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > self.body_limit:
                # FastAPI lets an HTTPException out of reading the body pass and answers with it.
                raise HTTPException(413, self._too_large_sentence())
            return message

        await self.app(scope, counted_receive, send)

    def _add_headers(self, scope: Scope, send: Send) -> Send:
        path = scope["path"]
        policy = _DOCUMENT_POLICY if path.startswith("/dokument/") else _PAGE_POLICY

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", policy)
                if not path.startswith(("/assets/", "/static/")):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        return send_with_headers


def is_authorized(header: str | None, login: str) -> bool:
    """Whether a Basic authorization header carries this "user:password"."""
    scheme, _, given = (header or "").partition(" ")
    if scheme.lower() != "basic":
        return False
    expected = base64.b64encode(login.encode("utf-8"))
    return secrets.compare_digest(given.strip().encode("utf-8"), expected)
