"""How long the views take: `python -m tests.web.view_times` prints the median milliseconds of each page.

The documents are a generated world held in memory; what is measured is the whole answer of the server, without a network.
"""

import argparse
import statistics
import time

from starlette.testclient import TestClient

from assistant.web.current import CurrentAssistant
from assistant.web.guard import Guard
from assistant.web.server import create_interface
from assistant.web.words import GERMAN
from evals.world import World
from ingest.readers import fix_text
from tests.handmade import open_handmade

ROUNDS = 9


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=130)
    parser.add_argument("--seed", type=int, default=901)
    given = parser.parse_args()
    made = World(given.seed, documents=given.documents).make()
    assistant = open_handmade({one.file: fix_text(one.text) for one in made})
    client = TestClient(Guard(create_interface(CurrentAssistant(lambda: assistant), GERMAN)))
    first, *_, last = assistant.library.agreements
    pages = (
        "/uebersicht",
        "/uebersicht.csv",
        f"/vergleich?a={last.id}&b={first.id}",
        "/dokumente",
        "/lernen",
        f"/dokument/{first.id}",
    )
    print(f"{len(assistant.documents)} documents, {len(assistant.library.agreements)} agreements")
    for page in pages:
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            size = len(client.get(page).raise_for_status().content)
            times.append(1000 * (time.perf_counter() - start))
        print(f"{statistics.median(times):6.0f} ms, first {times[0]:5.0f} ms, {size // 1024:4} KB  {page}")


if __name__ == "__main__":
    main()
