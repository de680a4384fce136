"""Why answers are wrong, in classes: where the next work starts."""

from collections import Counter
from collections.abc import Sequence

from evals.judge import Verdict

_CLASSES = (
    ("error", "Programmfehler"),
    ("outcome refused", "nicht verstanden (abgewiesen)"),
    ("outcome not_found", "nicht gefunden, obwohl es dasteht"),
    ("outcome clarify", "unnötig zurückgefragt"),
    ("outcome", "falscher Ausgang"),
    ("amount", "Betrag fehlt oder ist zu viel"),
    ("rows", "Liste unvollständig oder zu lang"),
    ("must not", "Verbotenes gesagt"),
    ("not said", "Angabe fehlt"),
    ("citations recall", "Beleg fehlt"),
    ("citations precision", "Beleg gehört nicht zur Frage"),
)
"""Beginning of a reason -> class; the first that any reason of a verdict begins with is its cause."""


def find_cause(verdict: Verdict) -> str:
    """The class of a wrong answer; empty for a right one."""
    for beginning, name in _CLASSES:
        if any(reason.startswith(beginning) for reason in verdict.reasons):
            return name
    return "Zitat ungleich Fundstelle" if verdict.reasons else ""


def count_causes(verdicts: Sequence[Verdict]) -> dict[str, Counter[str]]:
    """Kind of question -> how often each cause, for kinds with wrong answers; most wrong answers first."""
    counts: dict[str, Counter[str]] = {}
    for verdict in verdicts:
        cause = find_cause(verdict)
        if cause:
            counts.setdefault(verdict.kind, Counter())[cause] += 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1].total(), item[0])))
