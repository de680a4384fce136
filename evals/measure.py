"""Measures the assistant, and the baselines beside it, on one question set."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from evals.baselines import compare_with_baselines
from evals.judge import Score, Verdict
from evals.questions import Asking
from evals.run import Suite, Turn, limit_cases, open_index, open_suite, run_suite
from evals.with_model import ModelScore, require_model, run_with_model, without_model
from evals.world import World


@dataclass(frozen=True, slots=True)
class Options:
    """What of a set is asked, and of whom.

    `asking` says which questions a generated world is asked; `kinds`, `split` and `limit` choose among the cases;
    `index` is asked instead of a temporary one. With `with_model` the set is asked again with the language model.
    """

    asking: Asking = field(default_factory=Asking)
    kinds: tuple[str, ...] = ()
    split: str | None = None
    limit: int | None = None
    index: Path | None = None
    baselines: bool = False
    with_model: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """A set as it was asked, answered and judged; `others` are the assistant and the baselines in the same run.

    `model` is what a language model gained and cost, None where none was asked.
    """

    suite: Suite
    turns: tuple[Turn, ...]
    others: tuple[Score, ...]
    model: ModelScore | None = None

    @property
    def verdicts(self) -> list[Verdict]:
        """The verdicts of the judged turns."""
        return [turn.verdict for turn in self.turns if turn.verdict]


def measure_suite(
    name: str, world: World, options: Options, count: Callable[[int], Callable[[int], None]] = lambda _: lambda _: None
) -> Measured:
    """Ask and judge a set.

    Args:
        name: "examples", "world" or a file of cases.
        world: The generated world, for "world".
        options: What is asked, and of whom.
        count: Total number of cases -> what is told the number of those done.

    Raises:
        CaseError: No such set, or a case that cannot be meant.
        AqbError: The index cannot be used, or no language model is configured where one is asked for.
    """
    from assistant.ask import Assistant

    with open_suite(name, world, options.asking) as whole, open_index(whole.paths, options.index) as settings:
        suite = limit_cases(whole, options.kinds, options.split, options.limit)
        if options.with_model:
            require_model(settings)
        assistant = Assistant.open(without_model(settings))
        turns = run_suite(suite, assistant, assistant.documents, count(len(suite.cases)))
        verdicts = [turn.verdict for turn in turns if turn.verdict]
        others = compare_with_baselines(suite, assistant.documents, settings, verdicts) if options.baselines else []
        model = run_with_model(suite, settings, assistant.documents, turns) if options.with_model else None
    return Measured(suite, turns, tuple(others), model)
