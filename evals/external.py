"""Measures search on public data that nobody here wrote: XQuAD, German paragraphs, German and English questions.

The folder is named by `AQB_DATA` and holds `xquad/xquad.de.json` and `xquad/xquad.en.json` (google-deepmind/xquad, CC
BY-SA 4.0). Every paragraph becomes a file, is ingested like any other, and is relevant to its own questions. Nothing is
ever trained or tuned on it.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AqbError
from evals.metrics import bootstrap, ndcg_at, recall_at, reciprocal_rank


class DataMissing(AqbError):
    """The public data is not where the setting says."""


@dataclass(frozen=True, slots=True)
class Quiz:
    """Paragraphs by file name, questions with the file that answers each, and the article of each file."""

    paragraphs: dict[str, str]
    questions: dict[str, tuple[tuple[str, str], ...]]
    articles: dict[str, int]

    def count_articles(self) -> int:
        """How many articles the paragraphs are of."""
        return len(set(self.articles.values()))


@dataclass(frozen=True, slots=True)
class SearchScore:
    """Search over one set of questions: shares, with the 95 % interval of the reciprocal rank."""

    name: str
    questions: int
    recall_1: float
    recall_10: float
    mrr_10: float
    ndcg_10: float
    low: float
    high: float


def read_xquad(data: Path | None) -> Quiz:
    """German paragraphs, German questions and the same questions in English.

    Raises:
        DataMissing: The files are not there.
    """
    folder = None if data is None else data / "xquad"
    if folder is None or not all((folder / f"xquad.{language}.json").is_file() for language in ("de", "en")):
        where = (
            "AQB_DATA ist nicht gesetzt" if data is None else f"unter '{data}' fehlt xquad/xquad.de.json oder .en.json"
        )
        raise DataMissing(f"XQuAD wird nicht gemessen, {where}; AQB_DATA nennt den Ordner mit den öffentlichen Daten.")
    paragraphs, asked = _read_squad(folder / "xquad.de.json")
    english = {key: question for key, question, _ in _read_squad(folder / "xquad.en.json")[1]}
    german = tuple((question, file) for _, question, file in asked)
    questions = {"de -> de": german, "en -> de": tuple((english[key], file) for key, _, file in asked)}
    return Quiz(paragraphs, questions, _number_articles(folder / "xquad.de.json"))


def _number_articles(path: Path) -> dict[str, int]:
    """The number of the article of each paragraph's file."""
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    numbers = [number for number, article in enumerate(articles) for _ in article["paragraphs"]]
    return {f"{place:04}.txt": number for place, number in enumerate(numbers)}


def _read_squad(path: Path) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """Paragraphs by file name; (id, question, file name) of every question."""
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    contexts = [paragraph for article in articles for paragraph in article["paragraphs"]]
    paragraphs = {f"{number:04}.txt": context["context"] for number, context in enumerate(contexts)}
    asked = [(qa["id"], qa["question"], f"{number:04}.txt") for number, c in enumerate(contexts) for qa in c["qas"]]
    return paragraphs, asked


def write_paragraphs(quiz: Quiz, folder: Path) -> None:
    """One file for each paragraph."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in quiz.paragraphs.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")


def score_search(
    name: str, questions: Sequence[tuple[str, str]], search: Callable[[str], Sequence[str]]
) -> SearchScore:
    """Score a search.

    Args:
        name: Of the set.
        questions: Question and the file that answers it.
        search: Question -> files, best first, each once.
    """
    ranks = [(frozenset([file]), search(question)) for question, file in questions]
    reciprocal = [reciprocal_rank(relevant, found) for relevant, found in ranks]
    low, high = bootstrap(reciprocal, rounds=200)

    def mean(values: Sequence[float]) -> float:
        return sum(values) / len(values) if values else 0.0

    return SearchScore(
        name=name,
        questions=len(ranks),
        recall_1=mean([recall_at(relevant, found, 1) for relevant, found in ranks]),
        recall_10=mean([recall_at(relevant, found, 10) for relevant, found in ranks]),
        mrr_10=mean(reciprocal),
        ndcg_10=mean([ndcg_at(relevant, found) for relevant, found in ranks]),
        low=low,
        high=high,
    )
