"""How well a model alone finds the paragraph that answers a question, on a public set in SQuAD form."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.embed import Embedder
from assistant.errors import SourceUnreadable

DEVELOPMENT_ARTICLES = 16
"""Every choice of the recipe was made on the questions of the first sixteen articles; the others are the test."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„\"\d])")


@dataclass(frozen=True, slots=True)
class Questions:
    """Passages, questions, and for each question the number of its passage and of its article."""

    passages: tuple[str, ...]
    questions: tuple[str, ...]
    gold: NDArray[np.int64]
    articles: NDArray[np.int64]


def read_squad(path: Path) -> Questions:
    """The passages and questions of a file in SQuAD form.

    Raises:
        SourceUnreadable: The file is missing or is no SQuAD JSON.
    """
    passages: list[str] = []
    asked: list[tuple[str, int, int]] = []
    try:
        for article, entry in enumerate(json.loads(path.read_text(encoding="utf-8"))["data"]):
            for paragraph in entry["paragraphs"]:
                asked += [(question["question"], len(passages), article) for question in paragraph["qas"]]
                passages.append(paragraph["context"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SourceUnreadable(
            f"Die Messdaten '{path}' fehlen oder sind kein SQuAD-JSON; AQB_DATA nennt ihren Ordner."
        ) from error
    questions, gold, articles = zip(*asked, strict=True)
    return Questions(tuple(passages), questions, np.array(gold), np.array(articles))


def measure_model(embedder: Embedder, passages: tuple[str, ...], asked: Questions) -> dict[str, tuple[float, ...]]:
    """R@1, R@10 and MRR@10 on the development part, on the test part and on all questions.

    A passage scores its own similarity to the question plus that of its most similar sentence.
    """
    sentences = [(i, part) for i, text in enumerate(passages) for part in _SENTENCE.split(text)]
    owner = np.array([i for i, _ in sentences])
    questions = embedder.embed_passages(asked.questions)
    whole = questions @ embedder.embed_passages(passages).T
    best = np.full(whole.shape, -np.inf, np.float32)
    np.maximum.at(best.T, owner, (questions @ embedder.embed_passages([part for _, part in sentences]).T).T)
    scores = whole + best
    ranks = (scores > scores[np.arange(len(scores)), asked.gold][:, None]).sum(axis=1)
    development = asked.articles < DEVELOPMENT_ARTICLES
    parts = {"development": development, "test": ~development, "all": np.ones_like(development)}
    return {name: _figures(ranks[mask]) for name, mask in parts.items() if mask.any()}


def format_figures(name: str, figures: dict[str, tuple[float, ...]]) -> str:
    """A line for people: `German  development 0.805 / 0.937 / 0.850   test ...` (R@1 / R@10 / MRR@10)."""
    parts = (f"{part} {' / '.join(f'{figure:.3f}' for figure in row)}" for part, row in figures.items())
    return f"{name:18s} {'   '.join(parts)}   (R@1 / R@10 / MRR@10)"


def _figures(ranks: NDArray[np.int64]) -> tuple[float, float, float]:
    reciprocal = np.where(ranks < 10, 1 / (ranks + 1), 0)
    return float((ranks < 1).mean()), float((ranks < 10).mean()), float(reciprocal.mean())
