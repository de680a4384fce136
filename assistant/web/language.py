"""Which language a page is in: what its address asks for, else what was chosen before, else the setting."""

from http.cookies import CookieError, SimpleCookie
from typing import cast
from urllib.parse import parse_qs

from starlette.types import Scope

from assistant.answers import Language

COOKIE = "aqb_lang"
"""Remembers the language that was chosen; nothing else is remembered of a visitor."""

YEAR_SECONDS = 365 * 24 * 3600


def read_choice(scope: Scope) -> Language | None:
    """The language that the address of a request asks for ("?lang=en"), None where it says nothing."""
    given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    return cast("Language", given) if given in {"de", "en"} else None


def read_language(scope: Scope, default: Language) -> Language:
    """The language of a request's page."""
    chosen = read_choice(scope)
    if chosen is not None:
        return chosen
    for name, value in scope.get("headers", ()):
        if name == b"cookie":
            try:
                morsel = SimpleCookie(value.decode("latin-1")).get(COOKIE)
            except CookieError:
                continue
            if morsel is not None and morsel.value in {"de", "en"}:
                return cast("Language", morsel.value)
    return default


def remember_language(language: Language, scope: Scope) -> tuple[bytes, bytes]:
    """The header that keeps a choice for a year, for this application alone."""
    path = scope.get("root_path", "") + "/"
    cookie = f"{COOKIE}={language}; Path={path}; Max-Age={YEAR_SECONDS}; SameSite=Lax; HttpOnly"
    return b"set-cookie", cookie.encode("latin-1")
