"""The way from page to page, the same on all of them: ask, overview, compare, documents, basics."""

from markupsafe import Markup

from assistant.web.views.site import Site, read_part, render_part

PAGES = ("", "uebersicht", "vergleich", "dokumente", "lernen")
"""Paths in the order of the navigation; "" is the chat."""


def render_navigation(page: str, site: Site, switch: str = "") -> str:
    """The navigation as HTML.

    Args:
        page: Path of the page it stands on ("" for the chat), which is marked.
        site: Language and addresses.
        switch: Address of this page in the other language; no switch without one.
    """
    labels = site.words["navigation"]
    ways = [(labels[path or "fragen"], site.address(path), path == page) for path in PAGES]
    return render_part("navigation.html", w=site.words, ways=ways, switch=switch, other=site.other.language)


def render_styled_navigation(page: str, site: Site, switch: str = "") -> str:
    """The navigation with its style, for a page that does not carry the views' style sheet."""
    style = Markup("<style>{}</style>").format(Markup(read_part("navigation.css")))  # noqa: S704  (our own file)
    return style + render_navigation(page, site, switch)
