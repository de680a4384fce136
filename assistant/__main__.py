"""The console door: `python -m assistant ask | search | facts | text | model | mcp | settings`."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.errors import AqbError
from assistant.settings import Settings, read_settings

if TYPE_CHECKING:
    from assistant.ask import Assistant

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Fragt die Zielvereinbarungen und Pressemitteilungen zum AQB.",
    pretty_exceptions_enable=False,
)

IndexOption = Annotated[Path | None, typer.Option("--index", help="Ordner des Index (sonst AQB_INDEX).")]
JsonOption = Annotated[bool, typer.Option("--json", help="Nur JSON auf die Standardausgabe.")]
BatchOption = Annotated[
    str | None, typer.Option("--batch", help="Datei mit einem JSON-Objekt je Zeile, - für die Standardeingabe.")
]
EnvOption = Annotated[Path | None, typer.Option("--env-file", help="Datei mit AQB_-Einstellungen.")]


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="Die Frage; ohne sie beginnt ein Gespräch.")] = None,
    *,
    as_json: JsonOption = False,
    batch: BatchOption = None,
    index: IndexOption = None,
    lang: Annotated[str | None, typer.Option("--lang", help="de oder en; sonst die Sprache der Frage.")] = None,
    env_file: EnvOption = None,
) -> None:
    """Beantwortet eine Frage, ein Gespräch oder eine Datei von Gesprächen."""
    language = _language(lang)
    assistant = _open(read_settings(env_file, index=index))
    if batch is not None:
        _run_batch(batch, lambda line: _answer_turns(assistant, line, language))
    elif question is None:
        _converse(assistant, language, as_json=as_json)
    else:
        _print_answer(assistant.start().ask(question, language), as_json=as_json)


def _language(written: str | None) -> Any:
    if written not in {None, "de", "en"}:
        raise typer.BadParameter(f"--lang ist '{written}', möglich sind de und en.")
    return written


def _open(settings: Settings) -> "Assistant":
    from assistant.ask import Assistant

    return Assistant.open(settings)


def _print_answer(answer: Any, *, as_json: bool) -> None:
    from assistant.render import answer_json, answer_text

    _print(json.dumps(answer_json(answer), ensure_ascii=False) if as_json else answer_text(answer))


def _print(text: str) -> None:
    """Prints in UTF-8 whatever the terminal's locale, and at once."""
    sys.stdout.buffer.write((text + "\n").encode("utf-8", "replace"))
    sys.stdout.flush()


def _converse(assistant: "Assistant", language: Any, *, as_json: bool) -> None:
    conversation = assistant.start()
    prompt = sys.stdin.isatty() and not as_json
    while True:
        if prompt:
            print("? ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line or line.strip().lower() in {"exit", "quit", "ende"}:
            return
        if line.strip():
            _print_answer(conversation.ask(line.strip(), language), as_json=as_json)
            if not as_json:
                _print("")


def _run_batch(source: str, answer: Any) -> None:
    """One JSON object a line in, one out, in the same order; a broken line is an error object, the rest goes on."""
    for line in _batch_lines(source):
        if line.strip():
            try:
                result = answer(line)
            except AqbError as error:
                result = {"id": _read_line(line)[0], "error": str(error)}
            _print(json.dumps(result, ensure_ascii=False))


def _batch_lines(source: str) -> Iterator[str]:
    if source == "-":
        yield from _decoded(sys.stdin.buffer)
        return
    try:
        with Path(source).open("rb") as file:
            yield from _decoded(file)
    except OSError as error:
        raise AqbError(
            f"Die Datei '{source}' lässt sich nicht lesen ({error.strerror}); --batch erwartet ein JSON-Objekt je Zeile."
        ) from error


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield line.decode("utf-8", "replace").removeprefix("\ufeff" if number == 0 else "")


def _read_line(line: str) -> tuple[Any, dict[str, Any] | None, str]:
    """(id, object, error) of one line."""
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        return None, None, f"Die Zeile ist kein JSON: {error}."
    if not isinstance(value, dict):
        return None, None, "Die Zeile ist kein JSON-Objekt."
    return value.get("id"), value, ""


def _answer_turns(assistant: "Assistant", line: str, language: Any) -> dict[str, Any]:
    from assistant.render import answer_json

    identity, value, error = _read_line(line)
    if value is None:
        return {"id": identity, "error": error}
    turns = value.get("turns")
    if not isinstance(turns, list) or not turns or not all(isinstance(t, str) for t in turns):
        return {"id": identity, "error": "Das Feld 'turns' fehlt oder ist keine Liste von Fragen (Texten)."}
    conversation = assistant.start()
    return {"id": identity, "answers": [answer_json(conversation.ask(turn, language)) for turn in turns]}


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(help="Die Suchwörter oder eine Frage.")] = None,
    *,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="Zahl der Textstellen.")] = 10,
    as_json: JsonOption = False,
    batch: BatchOption = None,
    index: IndexOption = None,
    env_file: EnvOption = None,
) -> None:
    """Sucht Textstellen, die beste zuerst."""
    if query is None and batch is None:
        raise typer.BadParameter("Es fehlt eine Suchanfrage oder --batch DATEI.")
    assistant = _open(read_settings(env_file, index=index))
    if batch is not None:
        _run_batch(batch, lambda line: _search_line(assistant, line, k))
        return
    hits = assistant.search(query or "", k)
    _print_hits(hits, as_json=as_json)


def _print_hits(hits: Any, *, as_json: bool) -> None:
    from assistant.render import hit_json

    if as_json:
        _print(json.dumps({"hits": [hit_json(h) for h in hits]}, ensure_ascii=False))
        return
    for number, hit in enumerate(hits, start=1):
        _print(f"{number}. {hit.label} ({hit.score:.2f})\n   {' '.join(hit.text.split())}\n")


def _search_line(assistant: "Assistant", line: str, k: int) -> dict[str, Any]:
    from assistant.render import hit_json

    identity, value, error = _read_line(line)
    if value is None:
        return {"id": identity, "error": error}
    query = value.get("query")
    if not isinstance(query, str):
        return {"id": identity, "error": "Das Feld 'query' fehlt oder ist kein Text."}
    return {"id": identity, "hits": [hit_json(h) for h in assistant.search(query, k)]}


@app.command()
def facts(
    output: Annotated[str, typer.Option("--format", help="table, csv oder json.")] = "table",
    *,
    index: IndexOption = None,
    env_file: EnvOption = None,
) -> None:
    """Zeigt alle getypten Fakten mit ihren Fundstellen."""
    if output not in {"table", "csv", "json"}:
        raise typer.BadParameter(f"--format ist '{output}', möglich sind table, csv und json.")
    from assistant.fact_tables import print_facts

    print_facts(_read_library(read_settings(env_file, index=index)), output, _print)


def _read_library(settings: Settings) -> Any:
    from assistant.library import Library
    from assistant.store import open_store

    return Library(open_store(settings).documents)


@app.command()
def text(
    document: Annotated[str, typer.Argument(help="Kennung oder Dateiname.")],
    *,
    index: IndexOption = None,
    env_file: EnvOption = None,
) -> None:
    """Gibt den festen Text eines Dokuments aus, in den alle Fundstellen zeigen."""
    library = _read_library(read_settings(env_file, index=index))
    found = [d for d in library.documents if document == d.id] or [d for d in library.documents if document == d.file]
    if len(found) != 1:
        names = ", ".join(sorted(d.id for d in (found or library.documents))[:12])
        raise AqbError(
            f"'{document}' bezeichnet {len(found) or 'kein'} Dokument{'e' if len(found) > 1 else ''}; es gibt zum Beispiel: {names}."
        )
    sys.stdout.buffer.write(found[0].text.encode("utf-8"))
    sys.stdout.flush()


@app.command()
def mcp(*, index: IndexOption = None, env_file: EnvOption = None) -> None:
    """Dient anderen Assistenten als MCP-Server über die Standardein- und -ausgabe (Zusatz: pip install -e '.[mcp]')."""
    from assistant.tools import create_tools

    create_tools(_open(read_settings(env_file, index=index))).run("stdio")


@app.command()
def model(*, as_json: JsonOption = False, env_file: EnvOption = None) -> None:
    """Sagt, ob das eingestellte Sprachmodell antwortet, was es kann und wie schnell es ist."""
    from assistant.llm.examine import examine_model, finding_json, finding_text

    finding = examine_model(read_settings(env_file))
    _print(json.dumps(finding_json(finding), ensure_ascii=False) if as_json else finding_text(finding))
    if finding.error:
        raise typer.Exit(1)


@app.command()
def settings(*, env_file: EnvOption = None) -> None:
    """Zeigt die geltenden Einstellungen, Geheimes verdeckt."""
    for name, value in read_settings(env_file).show().items():
        _print(f"{name}={value}")


def main() -> None:
    """Runs the command line; an error of the user or of the world is one sentence and exit code 1."""
    try:
        app()
    except AqbError as error:
        print(f"Fehler: {error}", file=sys.stderr)
        raise SystemExit(1) from error
    except BrokenPipeError:
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
