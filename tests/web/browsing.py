"""How the browser tests talk with the page: ask, read, watch over requests and the console."""

import contextlib
import gc
import warnings
from collections.abc import Iterator
from typing import Any

SIZES = {"desktop": (1280, 800), "phone": (390, 844)}


def make_app(current: Any, settings: Any) -> Any:
    """The whole page. Gradio makes its locks with event loops of their own and never closes those."""
    from assistant.web.server import create_app

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        app = create_app(current, settings)
        gc.collect()
    return app


@contextlib.contextmanager
def browsing(browser: Any, address: str, size: tuple[int, int], **options: Any) -> Iterator[Any]:
    """A page in an English browser; afterwards: no foreign request, no error in the console."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-US", **options)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(10_000)
    requests: list[str] = []
    errors: list[str] = []
    context.on("request", lambda r: requests.append(r.url))
    context.on("console", lambda m: errors.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: errors.append(str(e)))
    yield page
    context.close()
    origin = "/".join(address.split("/")[:3])
    assert [url for url in requests if not url.startswith((origin, "data:", "blob:"))] == []
    assert errors == []


def ask(page: Any, question: str) -> Any:
    """Asks in the question box; the answer's element."""
    answers = page.locator("#chat .answer").count()
    page.locator("#eingabe textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator("#chat .answer").nth(answers).wait_for()
    return page.locator("#chat .answer").nth(answers)


def visible_card(page: Any) -> Any:
    """The open cards of the sources that are shown."""
    return page.locator(".turn:not([hidden]) details[open]")
