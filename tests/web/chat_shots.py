"""Pictures of the chat page for the documentation, and how fast answers are painted: `python tests/web/chat_shots.py`.

Asks the page over `corpus/` in Chromium, as a reader would; the pictures go to `docs/`.
"""

import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from assistant.settings import Settings  # noqa: E402
from assistant.web.current import CurrentAssistant  # noqa: E402
from ingest.build import build_index  # noqa: E402
from tests.web.browsing import SIZES, ask, browsing, make_app  # noqa: E402
from tests.web.chromium import serve, start_chromium  # noqa: E402

PAINTED = """since => new Promise(done => {
  const look = () => document.querySelectorAll('#chat .answer').length > since
    ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - window.since)))
    : setTimeout(look, 5);
  look();
})"""
QUESTIONS = (
    "Wie viel Geld bekommt der Landkreis Kassel 2025?",
    "Welche Landkreise fördern Teilzeitausbildung?",
    "Was gilt bei Abweichungen während des Jahres?",
    "Steckbrief Landkreis Kassel",
)


def time_answers(page) -> list[float]:
    """Milliseconds from Enter until the answer is on the screen, the first question of a page included."""
    times = []
    for question in QUESTIONS:
        page.locator("#eingabe textarea").fill(question)
        shown = page.locator("#chat .answer").count()
        page.evaluate("window.since = performance.now()")
        page.keyboard.press("Enter")
        times.append(page.evaluate(PAINTED, shown))
    return times


def save_small(picture: bytes, path: Path) -> None:
    """A picture with 128 colours: a page of text needs no more, and the file is a third."""
    Image.open(BytesIO(picture)).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


def take_shots(browser, address: str, folder: Path) -> None:
    """One picture for each state worth showing."""
    wide, phone, tall = SIZES["desktop"], SIZES["phone"], (1280, 900)
    shots = (("chat-start", wide, "light"), ("chat", tall, "light"), ("chat-dark", wide, "dark"))
    for name, size, scheme in (*shots, ("chat-phone", phone, "light")):
        with browsing(browser, address, size, color_scheme=scheme) as page:
            page.goto(address)
            page.locator("#chat .starter").first.wait_for()
            if name != "chat-start":
                answer = ask(
                    page, "Welche Projekte sind mit Teilzeit gekennzeichnet?" if size == phone else QUESTIONS[1]
                )
                answer.locator("a.cite").first.click()
                if size == phone:
                    page.evaluate("scrollTo(0, 0)")
            page.wait_for_timeout(400)
            save_small(page.screenshot(), folder / f"{name}.png")


def main() -> None:
    """Make the pictures and print the times."""

    from assistant.ask import Assistant

    folder = ROOT / "docs"
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory() as temporary:
        settings = Settings(index=Path(temporary) / "index", feedback=Path(temporary))
        build_index(settings, [ROOT / "corpus"])
        current = CurrentAssistant(lambda: Assistant.open(settings))
        with serve(make_app(current, settings)) as address, start_chromium() as browser:
            with browsing(browser, address, SIZES["desktop"]) as page:
                page.goto(address)
                page.locator("#chat .starter").first.wait_for()
                print("Millisekunden von der Eingabetaste bis zum Bild:", [round(t) for t in time_answers(page)])
            take_shots(browser, address, folder)
    for file in sorted(folder.glob("chat*.png")):
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
