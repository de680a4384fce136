"""What else one could use, answering the same cases: the llama-index quickstart, BM25 and keywords over sections.

Each has an extractive reader that gets a fair try: amount questions take the first euro amount of the best section,
list questions the bodies of the found pieces that hold the question's rarest word. BM25 and keywords get the sections
as ingest found them.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from assistant.answers import Answer, AnswerAmount, Citation, Coverage, PlanView, Row
from assistant.documents import Document, OtherDocument, Section, Span
from assistant.embed import Embedder
from assistant.settings import Settings
from evals.judge import Score, Verdict, sum_up
from evals.run import Suite, run_suite

_EURO = re.compile(r"\b(\d{1,3}(?:\.\d{3})+|\d+)(?:,\d\d)?\s*(?:Euro|€)")
_WORD = re.compile(r"\w+")
_STOP = frozenset(
    ["der", "die", "das", "und", "in", "im", "für", "von", "mit", "wie", "viel", "was", "wer", "welche", "hat"]
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document, from `start` to `end` in its fixed text."""

    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.document.text[self.start : self.end]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that it lies in or overlaps."""
        return tuple(s for s in self.document.sections if s.span.start < self.end and self.start < s.span.end)


def cut_chunks(documents: Sequence[Document]) -> tuple[Chunk, ...]:
    """Every section of every document."""
    return tuple(Chunk(document, s.span.start, s.span.end) for document in documents for s in document.sections)


Ranker = Callable[[str, int], list[Chunk]]
"""Question, k -> the best k chunks, best first."""


def rank_bm25(chunks: Sequence[Chunk]) -> Ranker:
    """BM25 with Snowball stems and German stopwords, as bm25s has it by default."""
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("german")

    def tokens(texts: list[str]) -> object:
        return bm25s.tokenize(texts, stopwords="de", stemmer=stemmer, show_progress=False)

    index = bm25s.BM25()
    index.index(tokens([_search_text(chunk) for chunk in chunks]), show_progress=False)

    def rank(question: str, k: int) -> list[Chunk]:
        found, scores = index.retrieve(tokens([question]), k=min(k, len(chunks)), show_progress=False)
        return [chunks[i] for i, score in zip(found[0], scores[0], strict=True) if score > 0]

    return rank


def rank_keywords(chunks: Sequence[Chunk]) -> Ranker:
    """How many of the question's words stand in the section, as a search box without ranking theory does."""
    bags = [set(_words(_search_text(chunk))) for chunk in chunks]

    def rank(question: str, k: int) -> list[Chunk]:
        words = set(_words(question))
        hits = sorted(((len(words & bag), -i) for i, bag in enumerate(bags)), reverse=True)
        return [chunks[-i] for count, i in hits[:k] if count]

    return rank


def rank_llama_index(documents: Sequence[Document], embedder: Embedder) -> Ranker:
    """The llama-index quickstart: `VectorStoreIndex.from_documents` with its defaults, and our embeddings.

    Chunks of 1,024 tokens by its sentence splitter, top 2 by cosine, file name in the text that is embedded.
    """
    from llama_index.core import Document as Node
    from llama_index.core import VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter

    by_id = {document.id: document for document in documents}
    nodes = [Node(text=d.text, id_=d.id, metadata={"file_name": d.file}) for d in documents]
    model = wrap_embedder(embedder)
    index = VectorStoreIndex.from_documents(nodes, embed_model=model, transformations=[SentenceSplitter()])
    retriever = index.as_retriever()

    def rank(question: str, k: int) -> list[Chunk]:
        found: list[Any] = [hit.node for hit in retriever.retrieve(question)][:k]
        return [Chunk(by_id[n.ref_doc_id], n.start_char_idx, n.end_char_idx) for n in found]

    return rank


def wrap_embedder(embedder: Embedder) -> Any:
    """An embedder of ours as llama-index wants it."""
    from llama_index.core.embeddings import BaseEmbedding

    class Wrapped(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return list(map(float, embedder.embed_query(query)))

        def _get_text_embedding(self, text: str) -> list[float]:
            return list(map(float, embedder.embed_passages([text])[0]))

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    return Wrapped(model_name=embedder.name)


def _search_text(chunk: Chunk) -> str:
    labels = " ".join(section.label for section in chunk.sections)
    return f"{chunk.document.title} {labels} {chunk.text}"


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in _STOP]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Answers every question from the best sections; it has no memory, so each turn stands alone."""

    rank: Ranker
    k: int = 3

    def start(self) -> "Baseline":
        """Itself."""
        return self

    def ask(self, question: str) -> Answer:
        """The best sections with the reader's guess."""
        chunks = self.rank(question, self.k)
        cited = [citation for chunk in chunks for citation in _cite(chunk)]
        citations = tuple(replace(citation, key=str(key)) for key, citation in enumerate(cited, start=1))
        return Answer(
            outcome="answered" if chunks else "not_found",
            text="\n\n".join(chunk.text for chunk in chunks),
            language="de",
            citations=citations,
            amounts=_read_amount(chunks),
            rows=_read_bodies(question, chunks),
            plan=PlanView("baseline", (), ""),
            coverage=Coverage(0, 0, 0, 0, 0, 0, ""),
        )


def _cite(chunk: Chunk) -> list[Citation]:
    """A citation for each section that the chunk overlaps."""
    document, cited = chunk.document, []
    for section in chunk.sections:
        start, end = max(section.span.start, chunk.start), min(section.span.end, chunk.end)
        label = f"{document.title}, {section.label}"
        span = Span(document.id, start, end)
        cited.append(Citation("", document.id, document.file, label, section.label, document.text[start:end], span))
    return cited


def _read_amount(chunks: Sequence[Chunk]) -> tuple[AnswerAmount, ...]:
    match = _EURO.search(chunks[0].text) if chunks else None
    return (AnswerAmount(Decimal(match.group(1).replace(".", "")), "fact", "1"),) if match else ()


def _read_bodies(question: str, chunks: Sequence[Chunk]) -> tuple[Row, ...]:
    """The bodies whose found section holds the question's rarest word (rarest among the found sections)."""
    counts = Counter(word for chunk in chunks for word in set(_words(chunk.text)))
    known = [word for word in _words(question) if counts[word]]
    if not known:
        return ()
    term = min(known, key=lambda word: counts[word])
    found = [(key, chunk) for key, chunk in enumerate(chunks, start=1) if term in _words(chunk.text)]
    bodies = {
        c.document.body: str(key) for key, c in found if c.document.body and not isinstance(c.document, OtherDocument)
    }
    return tuple(Row("body", (("body", body),), (key,)) for body, key in bodies.items() if body)


LISTS = frozenset(
    {
        "list",
        "filter",
        "about the corpus",
        "count",
        "sum",
        "difference",
        "ranking",
        "average",
        "development",
        "computation",
    }
)
"""Kinds of questions that ask for all records or compute over them."""


def compare_with_baselines(
    suite: Suite, documents: Sequence[Document], settings: Settings, verdicts: Sequence[Verdict]
) -> list[Score]:
    """The assistant's verdicts and those of each baseline on the same cases: over all, and over lists and computations."""
    from assistant.embed import open_embedder

    chunks = cut_chunks(documents)
    rankers = {
        "llama-index quickstart": rank_llama_index(documents, open_embedder(settings)),
        "BM25 top 3": rank_bm25(chunks),
        "keywords top 3": rank_keywords(chunks),
    }
    judged = {"assistant": list(verdicts)}
    for name, rank in rankers.items():
        judged[name] = [turn.verdict for turn in run_suite(suite, Baseline(rank), documents) if turn.verdict]
    whole = [sum_up(name, own) for name, own in judged.items()]
    lists = {name: [v for v in own if v.kind in LISTS] for name, own in judged.items()}
    return whole + [sum_up(f"{name}: lists, sums", own) for name, own in lists.items() if own]
