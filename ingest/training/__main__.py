"""`python -m ingest.training`: trains the embedding model, builds the lexicon, measures the model."""

import time
from pathlib import Path
from typing import Annotated

import typer

from assistant.embed import SHIPPED_MODEL
from assistant.errors import AqbError, ModelError
from assistant.lexicon import DATA

app = typer.Typer(help="Baut Einbettungsmodell und Wortlisten aus Ding und OpenThesaurus.", no_args_is_help=True)

Folder = Annotated[Path, typer.Option("--folder", help="Zielordner")]


@app.command("model")
def train(
    folder: Folder = SHIPPED_MODEL,
    epochs: Annotated[float | None, typer.Option(help="Durchgänge durch alle Paare")] = None,
    seed: Annotated[int | None, typer.Option(help="Startwert des Zufalls")] = None,
) -> None:
    """Trainiert das Einbettungsmodell (6 bis 15 Minuten auf einem Kern; Extra `train`)."""
    from dataclasses import replace
    from importlib.util import find_spec

    from ingest.training.ding import read_ding
    from ingest.training.model import Recipe, save_model, train_model
    from ingest.training.pairs import make_synonyms, make_translations
    from ingest.training.thesaurus import read_thesaurus

    if not (find_spec("datasets") and find_spec("accelerate")):
        raise ModelError("Zum Trainieren fehlen datasets und accelerate; `pip install -e '.[train]'` bringt beide.")
    began = time.monotonic()
    given = {"epochs": epochs, "seed": seed}
    recipe = replace(Recipe(), **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    entries = list(read_ding())
    model = train_model(make_translations(entries), make_synonyms(entries, read_thesaurus()), recipe, _say)
    save_model(model, folder)
    _say(f"{folder} geschrieben nach {time.monotonic() - began:.0f} s.")


@app.command("lexicon")
def build(folder: Folder = DATA) -> None:
    """Baut Lexikon, Synonyme und Wortliste (zwei Minuten)."""
    from ingest.training.ding import read_ding
    from ingest.training.lexicon import make_synonyms, make_translations, make_words, write_table, write_words
    from ingest.training.thesaurus import read_thesaurus

    entries = list(read_ding())
    write_words(folder / "words.txt.gz", make_words(entries))
    write_table(folder / "synonyms.zip", make_synonyms(read_thesaurus(coarse=False), entries))
    write_table(folder / "lexicon.zip", make_translations(entries))
    for name in ("words.txt.gz", "synonyms.zip", "lexicon.zip"):
        _say(f"{folder / name}: {(folder / name).stat().st_size / 1e6:.1f} MB")


@app.command("measure")
def measure() -> None:
    """Misst das eingestellte Modell allein auf XQuAD (Ordner `xquad` unter AQB_DATA)."""
    from assistant.embed import open_embedder
    from assistant.settings import read_settings
    from ingest.training.measure import format_figures, measure_model, read_squad

    settings = read_settings()
    if settings.data is None:
        raise AqbError("AQB_DATA ist nicht gesetzt; nötig ist der Ordner, in dem `xquad/xquad.de.json` liegt.")
    german, english = (read_squad(settings.data / "xquad" / f"xquad.{language}.json") for language in ("de", "en"))
    embedder = open_embedder(settings)
    for name, asked in (("German", german), ("English -> German", english)):
        typer.echo(format_figures(name, measure_model(embedder, german.passages, asked)))


def main() -> None:
    """Runs the command; what a person can mend is one sentence and exit code 1."""
    try:
        app()
    except AqbError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(1) from error


def _say(message: str) -> None:
    typer.echo(message, err=True)


if __name__ == "__main__":
    main()
