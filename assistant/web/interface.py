"""The JSON interface: questions and searches as the commands answer them, described in full by its OpenAPI document."""

import json
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, Self

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.ask import LONGEST_QUESTION
from assistant.render import answer_json, hit_json
from assistant.web.current import CurrentAssistant

Question = Annotated[str, Field(max_length=LONGEST_QUESTION)]

_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string", "description": "A sentence: what failed, and the command that helps."}},
}
_CONVERSATION = {
    "type": "object",
    "required": ["answers"],
    "additionalProperties": False,
    "properties": {"answers": {"type": "array", "items": {"$ref": "#/components/schemas/answer"}}},
}


class Ask(BaseModel):
    """A question, or the turns of a conversation in order."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"question": "Wie viel Geld bekommt der Landkreis Fulda?"}, {"turns": ["…", "Und 2024?"]}]
        }
    )

    question: Question | None = Field(None, description="one question; then the answer is one object")
    turns: list[Question] = Field(
        default_factory=list, max_length=20, description="several in order; then as many answers come back"
    )
    lang: Literal["de", "en"] | None = Field(None, description="language of the answer; that of the question otherwise")

    @model_validator(mode="after")
    def _ask_something(self) -> Self:
        if (self.question is None) == (not self.turns):
            raise ValueError("Entweder 'question' oder 'turns' ist anzugeben.")
        return self


class Search(BaseModel):
    """A search for passages."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"query": "Abweichungen während des Jahres", "k": 5}]})

    query: Question
    k: int = Field(10, ge=1, le=100, description="how many passages")


def add_questions(app: FastAPI, current: CurrentAssistant) -> None:
    """Put the interface into an app: `/api/ask`, `/api/search`, and the description of both."""
    failures: dict[int | str, dict[str, Any]] = {
        413: _describe("The body is too large.", _ERROR),
        503: _describe("There is no usable index.", _ERROR),
    }
    answer = {"anyOf": [{"$ref": "#/components/schemas/answer"}, _CONVERSATION]}

    @app.post(
        "/api/ask",
        summary="Ask a question, or the turns of a conversation",
        responses={200: _describe("The answer, or the answers in order.", answer), **failures},
    )
    def ask(body: Ask) -> dict[str, Any]:
        conversation = current.get().start()
        if body.question is not None:
            return answer_json(conversation.ask(body.question, body.lang))
        return {"answers": [answer_json(conversation.ask(turn, body.lang)) for turn in body.turns]}

    hits = {"$ref": "#/components/schemas/hits"}

    @app.post(
        "/api/search",
        summary="Find passages",
        responses={200: _describe("The best passages, best first.", hits), **failures},
    )
    def search(body: Search) -> dict[str, Any]:
        return {"hits": [hit_json(hit) for hit in current.get().search(body.query, body.k)]}

    app.openapi = lambda: describe_interface(app)  # type: ignore[method-assign]


def add_probes(app: FastAPI, current: CurrentAssistant) -> None:
    """Put in what a supervisor asks: whether the process lives, whether it can answer."""
    state = {"type": "object", "required": ["status"], "properties": {"status": {"const": "ok"}}}
    ready = state | {"properties": {"status": {"const": "ok"}, "documents": {"type": "integer", "minimum": 0}}}

    @app.get("/healthz", summary="Whether the process lives", responses={200: _describe("It does.", state)})
    def is_alive() -> dict[str, str]:
        return {"status": "ok"}

    @app.get(
        "/readyz",
        summary="Whether questions can be answered",
        responses={200: _describe("They can.", ready), 503: _describe("There is no usable index.", _ERROR)},
    )
    def is_ready() -> dict[str, Any]:
        return {"status": "ok", "documents": len(current.get().documents)}


def _describe(text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def describe_interface(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, made once; what comes back is described by the same schema as the commands' JSON."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, routes=app.routes, description=app.description)
        made["components"]["schemas"] |= _contract()
        app.openapi_schema = made
    return app.openapi_schema


@cache
def _contract() -> dict[str, Any]:
    """The definitions of the contract that answers and hits need, at the place where OpenAPI has them."""
    text = files("assistant").joinpath("data/contract.schema.json").read_text(encoding="utf-8")
    definitions = json.loads(text.replace("#/$defs/", "#/components/schemas/"))["$defs"]
    wanted = ["answer", "hits"]
    for name in wanted:
        used = json.dumps(definitions[name])
        wanted += [other for other in definitions if f'schemas/{other}"' in used and other not in wanted]
    return {name: definitions[name] for name in wanted}
