"""The addresses of the views: /uebersicht, /vergleich, /dokumente, /dokument/..., /lernen."""

import re
from collections.abc import Callable
from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, Response

from assistant.answers import Language
from assistant.documents import Agreement
from assistant.errors import AqbError, IndexMissing
from assistant.web.current import CurrentAssistant
from assistant.web.reader import read_document, render_missing_document
from assistant.web.views import basics, compare, documents, overview
from assistant.web.views.holdings import CurrentHoldings, Holdings, Rendered
from assistant.web.views.site import Site
from assistant.web.views.view import render_view, view_policy
from assistant.web.views.words import choose_language

Page = Callable[[Holdings, Site, dict[str, str]], str | Rendered]


def add_views(app: FastAPI, current: CurrentAssistant, default: Language) -> None:
    """Put the views into the app; `default` is the language of addresses that name none."""
    held = CurrentHoldings(current)
    pages: dict[str, Page] = {
        overview.PAGE: overview.render_overview,
        compare.PAGE: compare.render_compare,
        documents.PAGE: documents.render_documents_page,
        basics.PAGE: lambda holdings, site, _given: basics.render_basics(holdings, site),
    }
    for path, render in pages.items():
        _add_page(app, path, render, held, default)
    _add_csv(app, held, default)
    _add_documents(app, held, default)


def _add_page(app: FastAPI, path: str, render: Page, held: CurrentHoldings, default: Language) -> None:
    @app.get(f"/{path}", include_in_schema=False)
    def show(request: Request) -> HTMLResponse:
        site = find_site(request, default)
        try:
            holdings = held.get()
        except AqbError as error:
            return _answer(_render_unready(error, site, path), 503)

        def make() -> Rendered:
            made = render(holdings, site, dict(request.query_params))
            return made if isinstance(made, tuple) else (made, 200)

        return _answer(*holdings.keep((path, site, request.url.query), make))


def _add_csv(app: FastAPI, held: CurrentHoldings, default: Language) -> None:
    @app.get(f"/{overview.PAGE}.csv", include_in_schema=False)
    def download(request: Request) -> Response:
        site = find_site(request, default)
        content = overview.write_csv(held.get().library, site, dict(request.query_params))
        name = site.words["overview"]["file"]
        return Response(
            content,
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


def _add_documents(app: FastAPI, held: CurrentHoldings, default: Language) -> None:
    @app.get("/dokument/{document_id:path}", include_in_schema=False)
    def read(
        request: Request, document_id: str, stelle: Annotated[list[str] | None, Query()] = None, stand: str = ""
    ) -> HTMLResponse:
        site = find_site(request, default)
        try:
            library = held.get().library
        except AqbError as error:
            return _answer(_render_unready(error, site, "dokumente"), 503)
        if document_id not in library:
            return HTMLResponse(render_missing_document(site), 404)
        document = library.document(document_id)
        partner = compare.find_partner(library, document) if isinstance(document, Agreement) else None
        return HTMLResponse(read_document(document, stelle or (), stand, site, partner))


def find_site(request: Request, default: Language) -> Site:
    """The language that the address asks for, and the path that a proxy puts before all others."""
    home = str(request.scope.get("root_path", "")) + "/"
    return Site(home, choose_language(request.query_params.get("lang"), default), default)


def _answer(html: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(html, status, headers={"Content-Security-Policy": view_policy()})


def _render_unready(error: AqbError, site: Site, page: str) -> str:
    """The page while there is no index: what is the matter, and the command that helps."""
    words = site.words["state"]
    return render_view(
        "unready.html",
        site,
        page,
        heading=words["no_index_title" if isinstance(error, IndexMissing) else "bad_index_title"],
        parts=[(part, bool(n % 2)) for n, part in enumerate(re.split(r"`([^`]+)`", str(error)))],
        hint=words["reload"],
    )
