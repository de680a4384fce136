"""The web server: our FastAPI app with the JSON interface and the documents, the Gradio page mounted in it."""

from typing import Annotated, Any, Literal, Self

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, model_validator
from starlette.types import ASGIApp

from assistant.ask import LONGEST_QUESTION
from assistant.errors import AqbError
from assistant.render import answer_json, hit_json
from assistant.settings import Settings
from assistant.web.current import CurrentAssistant
from assistant.web.frame import Framing
from assistant.web.guard import Guard
from assistant.web.views.routes import add_views
from assistant.web.words import Words, choose_words

Question = Annotated[str, Field(max_length=LONGEST_QUESTION)]


class Ask(BaseModel):
    """A question, or the turns of a conversation in order."""

    question: Question | None = None
    turns: list[Question] = Field(default_factory=list, max_length=20)
    lang: Literal["de", "en"] | None = None

    @model_validator(mode="after")
    def _ask_something(self) -> Self:
        if (self.question is None) == (not self.turns):
            raise ValueError("Entweder 'question' oder 'turns' ist anzugeben.")
        return self


class Search(BaseModel):
    """A search for passages."""

    query: Question
    k: int = Field(10, ge=1, le=100)


def create_app(current: CurrentAssistant, settings: Settings) -> ASGIApp:
    """Everything that the server answers: page, documents, JSON, probes; guarded and framed."""
    words = choose_words(settings.lang)
    app = create_interface(current, words)
    mount_page(app, current, settings, words)
    return Guard(Framing(app, words), settings.auth.get_secret_value() if settings.auth else None)


def create_interface(current: CurrentAssistant, words: Words) -> FastAPI:
    """The app without the page: probes, JSON interface, documents. Imports no gradio."""
    app = FastAPI(title=words.title, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.add_exception_handler(AqbError, _answer_error)
    _add_probes(app, current)
    _add_questions(app, current)
    add_views(app, current, words.language)
    return app


def mount_page(app: FastAPI, current: CurrentAssistant, settings: Settings, words: Words) -> None:
    """Put the Gradio page at "/", everything that it does not use switched off."""
    from assistant.web.gradio_import import import_gradio

    gradio = import_gradio()
    from assistant.web.page import create_page, create_theme

    gradio.mount_gradio_app(
        app,
        create_page(current, words),
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size="1mb",
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        theme=create_theme(),
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )


async def _answer_error(_request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"error": str(error)}, 503)


def _add_probes(app: FastAPI, current: CurrentAssistant) -> None:
    @app.get("/healthz", include_in_schema=False)
    def is_alive() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz", include_in_schema=False)
    def is_ready() -> dict[str, Any]:
        return {"status": "ok", "documents": len(current.get().documents)}


def _add_questions(app: FastAPI, current: CurrentAssistant) -> None:
    @app.post("/api/ask", summary="Ask a question, or the turns of a conversation")
    def ask(body: Ask) -> dict[str, Any]:
        conversation = current.get().start()
        if body.question is not None:
            return answer_json(conversation.ask(body.question, body.lang))
        return {"answers": [answer_json(conversation.ask(turn, body.lang)) for turn in body.turns]}

    @app.post("/api/search", summary="Find passages")
    def search(body: Search) -> dict[str, Any]:
        return {"hits": [hit_json(hit) for hit in current.get().search(body.query, body.k)]}
