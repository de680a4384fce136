"""The web door: `python app.py` serves the assistant's page."""

import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import AqbError, SettingsError
from assistant.settings import Settings, read_settings
from assistant.web.current import Assistant, CurrentAssistant

SHUTDOWN_SECONDS = 10
"""How long running answers may take to finish when the server is told to stop."""


def main() -> None:
    """Run the command."""
    typer.run(serve)


def serve(
    index: Annotated[Path | None, typer.Option(help="Ordner des Index (AQB_INDEX)")] = None,
    host: Annotated[str | None, typer.Option(help="Adresse, an der die Seite lauscht (AQB_HOST)")] = None,
    port: Annotated[int | None, typer.Option(help="Port der Seite (AQB_PORT)")] = None,
) -> None:
    """Die Webseite des AQB-Assistenten."""
    try:
        settings = read_settings(index=index, host=host, port=port)
        listen = open_socket(settings)
    except AqbError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    run(settings, listen, open_assistant)


def open_assistant(settings: Settings) -> Assistant:
    """The assistant on the current generation of the index."""
    from assistant.ask import Assistant as RealAssistant

    return RealAssistant.open(settings)


def open_socket(settings: Settings) -> socket.socket:
    """The socket that the page listens on, taken before anything slow begins.

    Raises:
        SettingsError: The port is taken or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listen = socket.socket(family, socket.SOCK_STREAM)
    listen.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listen.bind((settings.host, settings.port))
        # Listening at once takes the port for good; early visitors wait in the queue until the page is there.
        listen.listen()
    except OSError as error:
        listen.close()
        raise SettingsError(
            f"Auf {settings.host}:{settings.port} kann die Seite nicht lauschen ({error.strerror}); "
            "`python app.py --port 7861` nimmt einen anderen Port."
        ) from error
    return listen


def run(settings: Settings, listen: socket.socket, opener: Callable[[Settings], Assistant]) -> None:
    """Serve until told to stop. The index is opened while gradio, the slow import, is still on its way."""
    current = CurrentAssistant(lambda: opener(settings))
    current.open_in_background()
    import uvicorn

    from assistant.web.server import create_app

    config = uvicorn.Config(
        create_app(current, settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"AQB-Assistent: http://{host}:{listen.getsockname()[1]}", file=sys.stderr, flush=True)
    uvicorn.Server(config).run(sockets=[listen])


if __name__ == "__main__":
    main()
