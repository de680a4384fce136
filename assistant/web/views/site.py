"""Where a page stands: its language and its addresses; and how templates are filled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.answering.shown import show_amount, show_date
from assistant.answers import Language
from assistant.dates import format_date
from assistant.documents import Amount, Date, Document, Section, Span, find_section
from assistant.money import format_euros
from assistant.web.sources import link_document
from assistant.web.views.words import ViewWords, count_word, view_words

Parameters = Mapping[str, str] | Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Site:
    """The language of a request and how addresses are made in it.

    `home` is the address of the chat page ("/", or the path that a proxy puts before it); `default` the language
    that needs no mention in an address.
    """

    home: str
    language: Language
    default: Language

    @property
    def words(self) -> ViewWords:
        """The views' words."""
        return view_words(self.language)

    @property
    def other(self) -> "Site":
        """The same site in the other language."""
        return Site(self.home, "en" if self.language == "de" else "de", self.default)

    def address(self, path: str = "", parameters: Parameters = (), anchor: str = "", *, say: bool = False) -> str:
        """The address of a page ("uebersicht"; "" for the chat) with parameters; empty ones are left out.

        `say` names the language even where it is the default: a browser may remember another.
        """
        pairs = parameters.items() if isinstance(parameters, Mapping) else parameters
        given = [(name, value) for name, value in pairs if value]
        if say or self.language != self.default:
            given.append(("lang", self.language))
        query = f"?{urlencode(given)}" if given else ""
        return f"{self.home}{path}{query}{f'#{anchor}' if anchor else ''}"

    def document(self, document: Document, spans: Sequence[Span] = (), anchor: str = "") -> str:
        """The address of a document's reading view, with places to be marked."""
        path, mark, places = link_document(document, spans).partition("?")
        query, _, fragment = places.partition("#")
        given = [query] if mark else []
        if self.language != self.default:
            given.append(f"lang={self.language}")
        tail = anchor or fragment
        return f"{self.home}{path}{'?' if given else ''}{'&'.join(given)}{f'#{tail}' if tail else ''}"

    def question(self, question: str) -> str:
        """The address that asks the assistant."""
        return self.address("", {"q": question})

    def count(self, forms: Mapping[str, str], number: int) -> str:
        """A number with its noun."""
        return count_word(forms, number)

    def number(self, number: int) -> str:
        """A whole number with its thousands parted."""
        printed = f"{number:,}"
        return printed if self.language == "en" else printed.replace(",", ".")

    def euros(self, euros: Decimal, *, signed: bool = False) -> str:
        """A sum of money; with its sign where a difference is meant."""
        sign = "+" if signed and euros > 0 else "−" if euros < 0 else ""
        return sign + format_euros(abs(euros), self.language)

    def amount(self, amount: Amount) -> str:
        """An amount of a document, "rund" and "bis zu" included."""
        return show_amount(amount, self.language)

    def date(self, date: Date) -> str:
        """A date of a document, as short as the language has it: "2.8.2025", "2 August 2025"."""
        if self.language == "de" and date.month and date.day:
            return f"{date.day}.{date.month}.{date.year}"
        return show_date(date, self.language)

    def time(self, time: datetime) -> str:
        """A moment by the clock of this machine ("22.11.2026, 14:05 Uhr")."""
        day = format_date(time.year, time.month, time.day, self.language)
        return f"{day}, {time:%H:%M}{' Uhr' if self.language == 'de' else ''}"

    def cite(self, document: Document, span: Span) -> str:
        """Document and section of a place, in words."""
        section = find_section(document, span.start)
        return f"{document.title}, {section.label}" if section else document.title


def name_section(section: Section) -> str:
    """Label and title of a section ("§ 4 Haushaltsmittel und Eckdaten")."""
    return f"{section.label} {section.title}".strip()


@cache
def read_part(name: str) -> str:
    """A style sheet or script of the views, as it stands in the package."""
    return files("assistant.web").joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("assistant.web.views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["name_section"] = name_section
    return environment


def render_part(template: str, **values: Any) -> Markup:
    """A template of the views, filled; everything that is not `Markup` is escaped."""
    return Markup(_environment().get_template(template).render(**values))  # noqa: S704  (the template escapes)
