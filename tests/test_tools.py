"""The MCP server as another assistant sees it: started as a command, asked over its standard input and output."""

import asyncio
import json
import os
import sys
from functools import cache
from importlib.resources import files

import jsonschema
import pytest

from .conftest import ROOT

mcp = pytest.importorskip("mcp", reason="the extra 'mcp' is not installed: pip install -e '.[mcp]'")


@cache
def schema() -> dict:
    return json.loads(files("assistant").joinpath("data/contract.schema.json").read_text(encoding="utf-8"))


def validate(value: object, name: str) -> None:
    jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema()["$defs"]}).validate(value)


async def talk(index, *calls):
    """Tools and the results of calls, over standard input and output."""
    from mcp.client.stdio import StdioServerParameters

    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "assistant", "mcp", "--index", str(index)],
        env=dict(os.environ),
        cwd=ROOT,
    )
    async with mcp.Client(command, read_timeout_seconds=60) as client:
        tools = (await client.list_tools()).tools
        return tools, [await client.call_tool(name, arguments) for name, arguments in calls]


def test_another_assistant_asks(corpus_index, assistant):
    document = assistant.documents[0]
    tools, results = asyncio.run(
        talk(
            corpus_index,
            ("ask", {"question": "Und im Jahr davor?", "earlier": ["Wie viel bekommt der Landkreis Kassel 2025?"]}),
            ("ask", {"question": "How much does Landkreis Kassel get in 2025?"}),
            ("search", {"query": "Abweichungen während des Jahres", "k": 3}),
            ("facts", {}),
            ("facts", {"document": document.id}),
            ("document", {"document": document.id}),
            ("document", {"document": document.id, "start": 5, "end": 9}),
            ("document", {"document": "gibt-es-nicht"}),
            ("ask", {"question": "x" * 3000}),
        )
    )
    assert {tool.name for tool in tools} == {"ask", "search", "facts", "document"}
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)
    follow_up, english, found, facts, own, text, part, unknown, too_long = results
    for answer in (follow_up, english):
        validate(answer.structured_content, "answer")
    assert follow_up.structured_content["plan"]["years"] == "2024"
    assert english.structured_content["language"] == "en"
    quote = english.structured_content["citations"][0]
    held = next(d for d in assistant.documents if d.id == quote["document"])
    assert held.text[quote["start"] : quote["end"]] == quote["quote"]
    validate(found.structured_content, "hits")
    assert len(found.structured_content["hits"]) == 3
    validate(facts.structured_content, "facts")
    validate(own.structured_content, "facts")
    assert [d["document"] for kind in own.structured_content.values() for d in kind] == [document.id]
    assert text.structured_content["text"] == document.text
    assert part.structured_content["text"] == document.text[5:9]
    assert unknown.is_error
    assert "liegt nicht vor" in unknown.content[0].text
    assert too_long.is_error
