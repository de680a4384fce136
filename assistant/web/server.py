"""The web server: our FastAPI app with the JSON interface and the documents, the Gradio page mounted in it."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.types import ASGIApp

from assistant.errors import AqbError
from assistant.settings import Settings
from assistant.web.current import CurrentAssistant
from assistant.web.frame import Framing
from assistant.web.guard import Guard
from assistant.web.interface import add_probes, add_questions
from assistant.web.views.routes import add_views
from assistant.web.words import Words, choose_words


def create_app(current: CurrentAssistant, settings: Settings) -> ASGIApp:
    """Everything that the server answers: page, documents, JSON, probes; guarded and framed."""
    words = choose_words(settings.lang)
    app = create_interface(current, words)
    mount_page(app, current, settings, words)
    login = settings.auth.get_secret_value() if settings.auth else None
    return Guard(Framing(app, words.language), login, root_path=settings.root_path)


def create_interface(current: CurrentAssistant, words: Words) -> FastAPI:
    """The app without the page: probes, JSON interface, documents. Imports no gradio."""
    app = FastAPI(
        title=words.title,
        description=words.intro,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.add_exception_handler(AqbError, _answer_error)
    add_probes(app, current)
    add_questions(app, current)
    add_views(app, current, words.language)
    return app


def mount_page(app: FastAPI, current: CurrentAssistant, settings: Settings, words: Words) -> None:
    """Put the Gradio page at "/", everything that it does not use switched off."""
    from assistant.web.gradio_import import import_gradio

    gradio = import_gradio()
    from assistant.web.handlers import prepare_starters
    from assistant.web.page import create_page, create_theme, create_translation

    translation = create_translation()
    gradio.mount_gradio_app(
        app,
        create_page(current, settings, words, translation),
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
        i18n=translation,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )
    prepare_starters(current, words)


async def _answer_error(_request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"error": str(error)}, 503)
