"""The bodies as tiles, roughly where they lie on the map: which ones have an agreement and which have none."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from assistant.bodies import Body, all_bodies
from assistant.documents import PressRelease
from assistant.library import Library
from assistant.web.views.agreement_rows import AgreementRow

TileState = Literal["covered", "press_only", "missing"]


@dataclass(frozen=True, slots=True)
class Tile:
    """A body with its agreements, and its press releases, newest first. `row` and `column` are its place, 0 for none."""

    body: Body
    row: int
    column: int
    state: TileState
    rows: tuple[AgreementRow, ...]
    press: tuple[PressRelease, ...]


@cache
def tile_places() -> dict[str, tuple[int, int]]:
    """Row and column of each body's tile, from 1, north first."""
    table = json.loads(files("assistant.web.views").joinpath("tiles.json").read_text(encoding="utf-8"))
    return {body: (place[0], place[1]) for body, place in table["tiles"].items()}


def make_tiles(library: Library, rows: Sequence[AgreementRow], year: int | None) -> tuple[Tile, ...]:
    """A tile for each body that exists in the year (in any year held, without one), by its place on the map.

    Args:
        library: For press releases.
        rows: The agreements that count.
        year: The budget year that was chosen.
    """
    years = (year,) if year else library.years
    own: dict[str, list[AgreementRow]] = {}
    for row in rows:
        if year is None or row.year == year:
            own.setdefault(row.body, []).append(row)
    press: dict[str | None, list[PressRelease]] = {}
    for release in library.press_releases:
        if year is None or release.year == year:
            press.setdefault(release.body, []).append(release)
    tiles = []
    for body in all_bodies():
        if not (body.since is None or any(body.exists_in(y) for y in years) or body.id in own):
            continue
        place = tile_places().get(body.id, (0, 0))
        state: TileState = "covered" if body.id in own else "press_only" if body.id in press else "missing"
        held = sorted(own.get(body.id, []), key=lambda r: -(r.year or 0))
        tiles.append(Tile(body, *place, state, tuple(held), tuple(press.get(body.id, ()))))
    return tuple(sorted(tiles, key=lambda tile: (tile.row == 0, tile.row, tile.column, tile.body.name)))
