"""Screenshots of the views for the documentation: `python -m tests.web.view_shots docs`.

They show the documents of `corpus/` in the real browser; each is small enough to be looked at in a review.
"""

import argparse
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from assistant.ask import Assistant
from assistant.documents import Agreement
from assistant.settings import Settings
from assistant.web.current import CurrentAssistant
from assistant.web.guard import Guard
from assistant.web.server import create_interface
from assistant.web.words import GERMAN
from ingest.build import build_index
from tests.web.chromium import serve, start_chromium

CORPUS = Path(__file__).parents[2] / "corpus"
COLOURS = 96
LARGEST = 150 * 1024
"""Bytes of a picture; a larger one is refused."""


@dataclass(frozen=True)
class Shot:
    """A picture: its name, the address, the element that is brought to the top, size and colours."""

    name: str
    path: str
    top: str = ""
    width: int = 1280
    height: int = 860
    scheme: str = "light"


def list_shots(agreements: tuple[Agreement, ...]) -> tuple[Shot, ...]:
    """Every view once, the overview on a phone and in the dark too."""
    newest, oldest = agreements[0], agreements[-1]
    amount = newest.amounts[0].span
    place = f"dokument/{newest.id}?stelle={amount.start}-{amount.end}"
    return (
        Shot("uebersicht", "uebersicht"),
        Shot("uebersicht-abdeckung", "uebersicht", "#abdeckung", height=800),
        Shot("uebersicht-dunkel", "uebersicht?lang=en", scheme="dark"),
        Shot("uebersicht-telefon", "uebersicht", width=390, height=844),
        Shot("vergleich", f"vergleich?a={oldest.id}&b={newest.id}"),
        Shot("vergleich-wortlaut", f"vergleich?a={oldest.id}&b={newest.id}", "#abschnitt-3", width=1040, height=760),
        Shot("dokument", place, "#abschnitt-6", width=1040, height=760),
        Shot("dokumente", "dokumente"),
        Shot("grundlagen", "lernen", width=1040, height=760),
        Shot("grundlagen-aufbau", "lernen", "#aufbau", width=1040, height=760),
    )


def take(browser: Any, address: str, shot: Shot, folder: Path) -> Path:
    """One picture.

    Raises:
        ValueError: It is larger than `LARGEST`.
    """
    context = browser.new_context(viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.scheme)
    page = context.new_page()
    page.goto(address + shot.path)
    if shot.top:
        page.locator(shot.top).evaluate("e => e.scrollIntoView({ block: 'start' })")
    if shot.name.endswith("aufbau"):
        page.locator("details.build").nth(2).evaluate("e => (e.open = true)")
    path = folder / f"{shot.name}.png"
    picture = Image.open(BytesIO(page.screenshot()))
    context.close()
    # Our pages have a handful of colours: a palette keeps them and takes a third of the bytes.
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        raise ValueError(
            f"{path} has {path.stat().st_size} bytes, at most {LARGEST} are meant; make its window smaller."
        )
    return path


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as index:
        settings = Settings(index=Path(index) / "index")
        build_index(settings, [CORPUS])
        assistant = Assistant.open(settings)
        app = Guard(create_interface(CurrentAssistant(lambda: assistant), GERMAN))
        with serve(app) as address, start_chromium() as browser:
            for shot in list_shots(assistant.library.agreements):
                path = take(browser, address, shot, folder)
                print(f"{path}: {path.stat().st_size // 1024} KB", file=sys.stderr)
        assistant.close()


if __name__ == "__main__":
    main()
