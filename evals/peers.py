"""What one would write in twenty lines instead, as whole programs: BM25 over paragraphs, the llama-index quickstart.

They read plain text and know no sections; their answer is the text that they found.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

Peer = Literal["BM25", "llama-index"]

peer = typer.Typer(help="The peers of `bench`, as commands of their own.")


@peer.command()
def ask(
    question: str,
    paths: Annotated[list[Path] | None, typer.Argument(help="folders of text files, for BM25")] = None,
    kept: Annotated[Path | None, typer.Option(help="folder of a kept llama-index, to ask that")] = None,
) -> None:
    """Answer one question from a cold start."""
    typer.echo(answer_with_llama_index(question, kept) if kept else answer_with_bm25(question, paths or []))


@peer.command()
def keep(folder: Path, paths: list[Path]) -> None:
    """Make the llama-index quickstart's index of the files below the paths and keep it in a folder."""
    keep_llama_index(paths, folder)


def read_files(paths: Sequence[Path]) -> list[tuple[str, str]]:
    """Name and text of every text file below the paths."""
    files = [file for path in paths for file in sorted(path.rglob("*")) if file.suffix in {".txt", ".md"}]
    return [(file.name, file.read_text(encoding="utf-8", errors="replace")) for file in files]


def answer_with_bm25(question: str, paths: Sequence[Path]) -> str:
    """Read the files, index their paragraphs, give the best three: it keeps no index, each question begins anew."""
    import bm25s

    blocks = [block for _, text in read_files(paths) for block in text.split("\n\n") if block.strip()]
    index = bm25s.BM25()
    index.index(bm25s.tokenize(blocks, stopwords="de", show_progress=False), show_progress=False)
    tokens = bm25s.tokenize([question], stopwords="de", show_progress=False)
    found, _ = index.retrieve(tokens, k=min(3, len(blocks)), show_progress=False)
    return "\n\n".join(blocks[i] for i in found[0])


def keep_llama_index(paths: Sequence[Path], folder: Path) -> None:
    """The quickstart's ingest: `VectorStoreIndex.from_documents` with its defaults, our embeddings, then `persist`."""
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter

    nodes = [Document(text=text, metadata={"file_name": name}) for name, text in read_files(paths)]
    index = VectorStoreIndex.from_documents(nodes, embed_model=_embedding(), transformations=[SentenceSplitter()])
    index.storage_context.persist(str(folder))


def answer_with_llama_index(question: str, folder: Path) -> str:
    """The quickstart's answer: load what was persisted, give the top 2."""
    from llama_index.core import StorageContext, load_index_from_storage

    storage = StorageContext.from_defaults(persist_dir=str(folder))
    index = load_index_from_storage(storage, embed_model=_embedding())
    return "\n\n".join(hit.get_content() for hit in index.as_retriever().retrieve(question))


def _embedding() -> object:
    from assistant.embed import open_embedder
    from assistant.settings import read_settings
    from evals.baselines import wrap_embedder

    return wrap_embedder(open_embedder(read_settings()))
