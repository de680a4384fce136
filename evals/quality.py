"""The evaluation report: every question set in one run, its measures by kind, and why what is wrong is wrong."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from assistant.errors import AqbError
from evals.causes import count_causes
from evals.judge import Score, Verdict, sum_up_by
from evals.measure import Options, measure_suite
from evals.page import format_share, tabulate_scores
from evals.questions import Asking
from evals.run import EXAMPLES
from evals.world import World

_BLOCK = re.compile(r"(<!-- quality: begin -->\n).*?(<!-- quality: end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """One question set as it was measured; `others` are the assistant and the baselines, where they were run beside it."""

    name: str
    title: str
    command: str
    verdicts: tuple[Verdict, ...]
    others: tuple[Score, ...] = ()

    @property
    def scores(self) -> tuple[Score, ...]:
        """The measures of each kind and of all."""
        return sum_up_by(self.verdicts, lambda v: v.kind)

    @property
    def cases(self) -> int:
        """Number of conversations."""
        return len({v.case for v in self.verdicts})

    @property
    def right_cases(self) -> int:
        """Conversations that are right in every turn."""
        return self.cases - len({v.case for v in self.verdicts if not v.right})


@dataclass(frozen=True, slots=True)
class Quality:
    """All parts of a run, with the day (ISO) and the version of the program."""

    day: str
    version: str
    parts: tuple[Part, ...]


def measure_quality(world: World, per_kind: int, tell: Callable[[str], None]) -> Quality:
    """Measure the written sets and a generated world beside the baselines.

    Args:
        world: The generated world.
        per_kind: Generated cases of each kind.
        tell: Told the name of each part before it is measured.
    """
    own = f"--seed {world.seed} --documents {world.documents} --per-kind {per_kind}"
    plans = (
        ("worked examples", "Die durchgearbeiteten Beispiele", "examples", "--baselines"),
        ("development split", "Geschriebene Fragen, Entwicklungsteil", "evals/dev.jsonl", "--baselines"),
        ("development split, freer words", "Entwicklungsteil in freieren Worten", "evals/dev2.jsonl", ""),
        ("development split, third", "Entwicklungsteil, dritter", "evals/dev3.jsonl", ""),
        ("development split, fourth", "Entwicklungsteil, vierter", "evals/dev4.jsonl", ""),
        ("development split, fifth", "Entwicklungsteil, fünfter", "evals/dev5.jsonl", ""),
        ("test split (totals only)", "Geschriebene Fragen, Prüfteil", "evals/test.jsonl", "--totals --baselines"),
        (f"generated world of {world.documents} documents", "Erzeugte Welt", "world", f"{own} --baselines"),
        (
            "the same, phrasings that the readers learnt",
            "Dieselbe Welt, gelernte Formulierungen",
            "world",
            f"{own} --phrasings free",
        ),
        (
            "the same, held-out phrasings (totals only)",
            "Dieselbe Welt, andere Formulierungen",
            "world",
            f"{own} --phrasings held --totals",
        ),
    )
    parts = []
    for name, title, suite, options in plans:
        tell(name)
        path = suite if suite in {"examples", "world"} else str(EXAMPLES.with_name(Path(suite).name))
        chosen = options.partition("--phrasings ")[2].partition(" ")[0] or "dev"
        asking = Asking.read(per_kind, chosen, "some")
        measured = measure_suite(path, world, Options(asking, baselines="--baselines" in options))
        command = f"python -m evals --set {suite} {options}".strip()
        parts.append(Part(name, title, command, tuple(measured.verdicts), tuple(measured.others)))
    return Quality(*today(), tuple(parts))


def today() -> tuple[str, str]:
    """The day (ISO) and the version of the program, as reports name them."""
    return datetime.now(tz=UTC).date().isoformat(), version("aqb-assistant")


def write_report(quality: Quality, path: Path) -> None:
    """Write the whole report as Markdown."""
    lines = [
        "# Auswertung",
        "",
        f"Gemessen am {quality.day} mit Version {quality.version}; `python -m evals report` schreibt diese Seite neu.",
        "Alle Anteile in Prozent; was die Spalten messen, steht in `evals/judge.py` und `evals/metrics.py`.",
    ]
    for part in quality.parts:
        lines += ["", *_describe_part(part)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _describe_part(part: Part) -> list[str]:
    whole = part.scores[-1]
    lines = [
        f"## {part.title}",
        "",
        f"`{part.command}`",
        "",
        f"{part.right_cases} von {part.cases} Fällen richtig.",
        f"Falsche Beträge als Tatsache: {whole.wrong_facts}. Zitate ungleich Fundstelle: {whole.unfaithful}.",
        "",
        *tabulate_scores(part.scores),
    ]
    if part.others:
        lines += ["", "Im selben Lauf daneben:", "", *tabulate_scores(part.others)]
    causes = count_causes(part.verdicts)
    if causes:
        lines += ["", "Woran es liegt, wo etwas falsch ist:", "", "| Art | falsch | Gründe |", "|---|---|---|"]
        for kind, counts in causes.items():
            named = ", ".join(f"{cause}: {number}" for cause, number in counts.most_common())
            lines.append(f"| {kind} | {counts.total()} | {named} |")
    return lines


def put_into_readme(quality: Quality, readme: Path) -> None:
    """Replace the README's quality table by this run's.

    Raises:
        AqbError: The README has no place for it.
    """
    text = readme.read_text(encoding="utf-8")
    if _BLOCK.search(text) is None:
        raise AqbError(f"In '{readme.name}' fehlt die Stelle '<!-- quality: begin -->' bis '<!-- quality: end -->'.")
    table = "\n".join(_readme_lines(quality))
    readme.write_text(_BLOCK.sub(lambda m: f"{m[1]}{table}\n{m[2]}", text), encoding="utf-8")


def _readme_lines(quality: Quality) -> list[str]:
    lines = [
        f"Measured on {quality.day} with version {quality.version}, no network, no language model.",
        "",
        "| questions | right | outcome | wrong amounts | unfaithful quotes | beside it | command |",
        "|---|---|---|---|---|---|---|",
    ]
    for part in quality.parts:
        whole = part.scores[-1]
        beside = ", ".join(f"{o.name} {format_share(o.right)}" for o in _peers(part.others)) or "–"
        right = f"{part.right_cases} of {part.cases}"
        lines.append(
            f"| {part.name} | {right} | {format_share(whole.outcome)} | {whole.wrong_facts} | {whole.unfaithful} | {beside} | `{part.command}` |"
        )
    return lines


def _peers(others: Sequence[Score]) -> list[Score]:
    return [score for score in others if not score.name.startswith("assistant") and ":" not in score.name]
