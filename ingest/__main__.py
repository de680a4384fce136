"""The command `python -m ingest`: make the index hold exactly what lies below the given paths."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import AqbError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH ...]", help="Ordner und Dateien; sonst der Ordner corpus.")
    ] = None,
    index: Annotated[Path | None, typer.Option(metavar="DIR", help="Ordner des Index; sonst AQB_INDEX.")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Nichts aus dem bisherigen Index übernehmen.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Eine unlesbare Datei ist ein Fehler.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Den Bericht als JSON ausgeben.")] = False,
) -> None:
    """Liest Dokumente ein; danach hält der Index genau das, was unter den Pfaden liegt."""
    from assistant.settings import read_settings
    from ingest.build import DEFAULT_PATHS, build_index
    from ingest.report import format_json, format_text

    try:
        settings = read_settings(index=index)
        with _show_progress() as progress:
            report = build_index(settings, paths or DEFAULT_PATHS, rebuild=rebuild, strict=strict, progress=progress)
    except AqbError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        print("Abgebrochen; der bisherige Index bleibt bestehen.", file=sys.stderr)
        raise typer.Exit(130) from None
    print(json.dumps(format_json(report), ensure_ascii=False, indent=2) if as_json else format_text(report))


class _Bars:
    """A bar a stage on standard error; nothing where nobody watches."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        self.progress = Progress(
            TextColumn("{task.description:<22}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, int] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self.progress.add_task(stage, total=total)
        self.progress.update(self._tasks[stage], completed=done)  # type: ignore[arg-type]


@contextmanager
def _show_progress() -> Iterator[_Bars]:
    bars = _Bars()
    with bars.progress:
        yield bars


def main() -> None:
    """The console script `aqb-ingest`."""
    app(prog_name="python -m ingest")


if __name__ == "__main__":
    main()
