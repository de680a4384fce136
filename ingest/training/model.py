"""Trains the embedding model: own word pieces, a table of vectors, contrastive learning on word and phrase pairs."""

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ingest.training.pairs import Pair, make_bags

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

UNKNOWN = "[UNK]"


@dataclass(frozen=True, slots=True)
class Recipe:
    """The numbers of a training; the defaults are those of the shipped model.

    `spread` is the standard deviation of the first, random vectors; `bags` the number of made passages.
    `inverse_frequency` is a in the weight a / (a + p) of a piece with relative frequency p, after Arora et al., "A
    Simple but Tough-to-Beat Baseline for Sentence Embeddings" (2017).
    """

    pieces: int = 32_000
    dimension: int = 256
    spread: float = 1.0
    epochs: float = 1.5
    batch: int = 2048
    learning_rate: float = 0.1
    bags: int = 600_000
    inverse_frequency: float = 1e-3
    seed: int = 13


def train_tokenizer(texts: Sequence[str], pieces: int) -> "Tokenizer":
    """Word pieces of the dictionary's own words.

    Compatibility forms are unified, case is dropped, ß becomes ss (as the Swiss write it), umlauts stay. Punctuation
    but for §, € and % is no part of any piece, digits are apart from letters.
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

    invisible = Regex("[\u00ad\u200b-\u200d\u2060\ufeff]")
    steps = [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace("ß", "ss")]
    words = pre_tokenizers.Split(Regex(r"[^\w§€%]+|_+"), "removed")
    tokenizer = Tokenizer(models.WordPiece(unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.Sequence([*steps, normalizers.Replace(invisible, "")])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([words, pre_tokenizers.Digits(individual_digits=False)])
    # The trainer numbers letters inside words as it meets them, in an order that differs from run to run and decides
    # between equally frequent pieces; letters that are given are numbered first.
    letters = sorted({letter for text in texts for letter in tokenizer.normalizer.normalize_str(text)})
    given = [UNKNOWN, *(f"##{letter}" for letter in letters if not letter.isspace())]
    tokenizer.train_from_iterator(
        texts, trainers.WordPieceTrainer(vocab_size=pieces, special_tokens=given, show_progress=False)
    )
    vocabulary = tokenizer.get_vocab(with_added_tokens=False)
    # The given letters must not be read as marks that stand in a text: a fresh tokenizer knows them as pieces alone.
    pieced = Tokenizer(models.WordPiece(vocabulary, unk_token=UNKNOWN, max_input_chars_per_word=100))
    pieced.normalizer, pieced.pre_tokenizer = tokenizer.normalizer, tokenizer.pre_tokenizer
    return pieced


def train_model(
    translations: Sequence[Pair], synonyms: Sequence[Pair], recipe: Recipe, log: Callable[[str], None] = print
) -> "SentenceTransformer":
    """A sentence-transformers model of one static table, normalised; the same pairs and recipe give the same model."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    _seed_everything(recipe.seed)
    texts = [text for pair in translations for text in pair]
    tokenizer = train_tokenizer(texts, recipe.pieces)
    log(f"{tokenizer.get_vocab_size()} word pieces from {len(texts)} texts.")
    start = np.random.default_rng(recipe.seed).normal(0, recipe.spread, (tokenizer.get_vocab_size(), recipe.dimension))
    table = StaticEmbedding(tokenizer, embedding_weights=start.astype(np.float32))
    model = SentenceTransformer(modules=[table, Normalize()], device="cpu")
    bags = make_bags(translations, recipe.bags, recipe.seed)
    log(f"Training on {len(translations)} translations, {len(synonyms)} synonyms, {len(bags)} made passages.")
    _fit(model, [*translations, *synonyms, *bags], recipe)
    weights = weigh_pieces(count_pieces(tokenizer, texts), recipe.inverse_frequency)
    rows = table.embedding.weight.detach().numpy() * weights[:, None]
    return SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=rows), Normalize()], device="cpu")


def count_pieces(tokenizer: "Tokenizer", texts: Sequence[str]) -> NDArray[np.int64]:
    """How often each piece stands in the texts, by its number."""
    encodings = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    ids = np.fromiter((number for encoding in encodings for number in encoding.ids), np.int64)
    return np.bincount(ids, minlength=tokenizer.get_vocab_size())


def weigh_pieces(counts: NDArray[np.int64], constant: float) -> NDArray[np.float32]:
    """Inverse-frequency weights a / (a + p), near 1 for rare pieces and near 0 for words that stand everywhere."""
    share = (counts + 1) / (counts.sum() + len(counts))
    weights: NDArray[np.float32] = (constant / (constant + share)).astype(np.float32)
    return weights


def save_model(model: "SentenceTransformer", folder: Path) -> None:
    """Writes the model as a sentence-transformers folder, the table in half precision, readable by all."""
    import torch

    folder.mkdir(parents=True, exist_ok=True)
    model[0].to(torch.float16)
    model.save(str(folder), create_model_card=False)
    for path in folder.rglob("*"):
        # safetensors creates its files for the owner alone.
        path.chmod(0o755 if path.is_dir() else 0o644)


def _fit(model: "SentenceTransformer", pairs: Sequence[Pair], recipe: Recipe) -> None:
    import tempfile

    from datasets import Dataset
    from sentence_transformers import SentenceTransformerTrainer, SentenceTransformerTrainingArguments
    from sentence_transformers.losses import MultipleNegativesRankingLoss

    dataset = Dataset.from_dict({"anchor": [a for a, _ in pairs], "positive": [b for _, b in pairs]})
    with tempfile.TemporaryDirectory() as scratch:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=scratch,
            num_train_epochs=recipe.epochs,
            per_device_train_batch_size=recipe.batch,
            learning_rate=recipe.learning_rate,
            warmup_steps=0.05,
            weight_decay=0.0,
            optim="adamw_torch",
            max_grad_norm=0.0,
            seed=recipe.seed,
            use_cpu=True,
            save_strategy="no",
            report_to="none",
            logging_steps=100,
            dataloader_drop_last=True,
            disable_tqdm=True,
        )
        loss = MultipleNegativesRankingLoss(model)
        SentenceTransformerTrainer(model=model, args=arguments, train_dataset=dataset, loss=loss).train()


def _seed_everything(seed: int) -> None:
    import torch

    random.seed(seed)
    torch.manual_seed(seed)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
