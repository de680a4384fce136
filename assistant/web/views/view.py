"""The frame that all views share, and the policy under which a browser shows them."""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from assistant.web.navigation import render_navigation
from assistant.web.views.site import Parameters, Site, read_part, render_part


def render_view(template: str, site: Site, page: str, query: Parameters = (), **values: Any) -> str:
    """A whole page in the frame that all views share.

    Args:
        template: Its file name.
        site: Language and addresses.
        page: Its path ("uebersicht"), marked in the navigation.
        query: The parameters it was asked with, kept when the language is changed.
        values: What the template is filled with.
    """
    pairs = query.items() if isinstance(query, Mapping) else query
    switch = site.other.address(page, [(name, value) for name, value in pairs if name != "lang"], say=True)
    return render_part(
        template,
        site=site,
        w=site.words,
        navigation=Markup(render_navigation(page, site, switch)),  # noqa: S704  (made by the same templates)
        style=Markup(read_part("navigation.css") + read_part("views/style.css")),  # noqa: S704  (our own file)
        script=Markup(read_part("views/script.js")),  # noqa: S704  (our own file)
        **values,
    )


@cache
def view_policy() -> str:
    """The content security policy of the views: their one script by its hash, and nothing from anywhere else."""
    digest = base64.b64encode(hashlib.sha256(read_part("views/script.js").encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
