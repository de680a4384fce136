"""The same cases with the configured language model: what it gains and loses, what its check removes, what it costs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answers import Answer
from assistant.ask import Assistant
from assistant.documents import Document
from assistant.errors import SettingsError
from assistant.settings import Settings
from evals.metrics import percentile
from evals.run import Suite, Turn, run_suite
from evals.run_folder import Comparison, compare_rights, list_rights


@dataclass(frozen=True, slots=True)
class ModelScore:
    """A set asked twice, without and with a language model.

    Attributes:
        comparison: Turns that became right or wrong by it.
        turns: Turns that were asked.
        worded: Turns whose text is another with it.
        other_facts: Turns whose outcome, amounts, rows or citations are others with it; readings by the model aside, none.
        read: Questions that it interpreted.
        kept: Sentences of it that were shown.
        removed: Sentences of it that the check took out.
        calls: Requests to it.
        tokens_in: Tokens that it was sent.
        tokens_out: Tokens that it wrote.
        faults: How often it failed, by kind.
        refused: Those sentences with the reasons, first attempts among them.
        seconds: Median and 95th percentile of a turn without it, then with it.
    """

    comparison: Comparison
    turns: int
    worded: int
    other_facts: int
    read: int
    kept: int
    removed: int
    calls: int
    tokens_in: int
    tokens_out: int
    faults: dict[str, int]
    refused: tuple[tuple[str, str], ...]
    seconds: tuple[float, float, float, float]


def require_model(settings: Settings) -> None:
    """Refuses to measure a model that is not configured.

    Raises:
        SettingsError: There is no address.
    """
    if settings.llm_url is None:
        raise SettingsError("--with-model braucht AQB_LLM_URL; `python -m assistant model` prüft das Sprachmodell.")


def without_model(settings: Settings) -> Settings:
    """The settings with which composed answers are measured, whatever the environment says."""
    return settings.model_copy(update={"llm_url": None})


def run_with_model(
    suite: Suite,
    settings: Settings,
    documents: Sequence[Document],
    before: Sequence[Turn],
    progress: Callable[[int], None] = lambda _: None,
) -> ModelScore:
    """Asks a suite with the model and compares it turn by turn with the run without.

    Raises:
        SettingsError: The model's address or name cannot be used.
    """
    assistant = Assistant.open(settings)
    if assistant.model is None:
        raise SettingsError("--with-model braucht AQB_LLM_URL.")
    assistant.model.load()
    turns = run_suite(suite, assistant, documents, progress)
    usage = assistant.model.usage
    pairs = [(a.answer, b.answer) for a, b in zip(before, turns, strict=True) if a.answer and b.answer]
    rights = [list_rights([t.verdict for t in run if t.verdict]) for run in (before, turns)]
    seconds = [[t.answer.seconds for t in run if t.answer] for run in (before, turns)]
    return ModelScore(
        comparison=compare_rights(rights[0], rights[1]),
        turns=len(turns),
        worded=sum(a.text != b.text for a, b in pairs),
        other_facts=sum(_facts(a) != _facts(b) for a, b in pairs),
        read=usage.read,
        kept=usage.kept,
        removed=usage.removed,
        calls=usage.calls,
        tokens_in=usage.tokens_in,
        tokens_out=usage.tokens_out,
        faults=usage.faults,
        refused=tuple(assistant.model.refused),
        seconds=(
            percentile(seconds[0], 0.5),
            percentile(seconds[0], 0.95),
            percentile(seconds[1], 0.5),
            percentile(seconds[1], 0.95),
        ),
    )


def _facts(answer: Answer) -> tuple[object, ...]:
    return answer.outcome, answer.amounts, answer.rows, answer.citations
