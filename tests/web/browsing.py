"""What the browser tests share: the real Chromium, a server on a free port, the watch over requests and the console."""

import contextlib
import gc
import socket
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def make_app(current: Any, settings: Any) -> Any:
    """The whole page. Gradio makes its locks with event loops of their own and never closes those."""
    from assistant.web.server import create_app

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        app = create_app(current, settings)
        gc.collect()
    return app


@contextlib.contextmanager
def serving(app: object) -> Iterator[str]:
    """The app on a free port of this machine."""
    import uvicorn

    listen = socket.socket()
    listen.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listen]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listen.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join(10)
        listen.close()


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


def find_violations(page: Any, source: str) -> list[Any]:
    """What axe finds of WCAG 2.2 A and AA and its best practices."""
    page.evaluate(f"{source}; void 0")
    found = page.evaluate("tags => axe.run(document, { runOnly: tags })", AXE_TAGS)["violations"]
    return [(v["id"], v["impact"], [n["html"][:200] for n in v["nodes"]]) for v in found]
