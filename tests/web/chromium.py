"""Debian's Chromium and a server on a free port, for tests and for screenshots."""

import contextlib
import importlib.util
import socket
import threading
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
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextlib.contextmanager
def serve(app: Any) -> Iterator[str]:
    """The app on a free port of this machine; gives its address."""
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
def start_chromium() -> Iterator[Any]:
    """A browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


def find_violations(page: Any) -> list[tuple[str, str, list[str]]]:
    """What axe-core finds on a page as it stands: rule, impact, elements. All impacts, best practice too."""
    package = importlib.util.find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("axe-playwright-python is missing; `make test` installs it.")
    source = (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(f"{source}; void 0")
    found = page.evaluate("tags => axe.run(document, { runOnly: tags })", WCAG)["violations"]
    return [(v["id"], v["impact"], [n["html"][:160] for n in v["nodes"]]) for v in found]
