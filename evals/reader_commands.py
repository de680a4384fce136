"""The command of `python -m evals` that trains and measures the readers of questions in other words."""

from typing import Annotated, get_args

import typer


def readers(
    write: Annotated[bool, typer.Option("--write", help="train anew on all sets and write the weights")] = False,
) -> None:
    """Measure the trained readers on phrasings they were not trained on; --write trains and writes the shipped ones."""
    from assistant.question.trained_reader import ReaderName, open_reader, weights_path
    from evals.learning.shown import MATTERS, SENTENCES, show_matters, show_phrasings, show_sentences
    from evals.learning.train import (
        LEARNT,
        measure_reader,
        measure_sentences,
        show_all,
        train_reader,
        train_sentences,
    )

    if write:
        for name in ("intents", "matters"):
            train_reader(name, show_all(name)).save(weights_path(name))
        train_sentences(list(show_sentences())).save(weights_path("sentences"))
        for path in map(weights_path, get_args(ReaderName)):
            typer.echo(f"{path.stem}: {path.stat().st_size // 1024} kB")
        open_reader.cache_clear()
    held = list(show_phrasings("held", 9))
    typer.echo(f"intents, set held: {measure_reader(open_reader('intents'), held):.3f} of {len(held)}")
    for left_out in ("free", "more"):
        others = tuple(name for name in LEARNT if name != left_out)
        shown = list(show_phrasings(left_out, 9))
        known = {one.answer for name in others for one in show_phrasings(name, 9)}
        shown = [one for one in shown if one.answer in known]
        share = measure_reader(train_reader("intents", show_all("intents", others)), shown)
        typer.echo(f"intents, set {left_out} when trained without it: {share:.3f} of {len(shown)}")
    for bank in MATTERS[:-1]:
        rest = tuple(name for name in MATTERS if name != bank)
        shown = list(show_matters((bank,)))
        share = measure_reader(train_reader("matters", show_all("matters", matters=rest)), shown)
        typer.echo(f"matters, {bank} when trained without it: {share:.3f} of {len(shown)}")
    for bank in SENTENCES:
        reader = train_sentences(list(show_sentences([name for name in SENTENCES if name != bank])))
        told = list(show_sentences((bank,)))
        first, third = (measure_sentences(reader, told, among) for among in (1, 3))
        typer.echo(
            f"sentences, {bank} when trained without it: {first:.3f}, among the first three {third:.3f} of {len(told)}"
        )
