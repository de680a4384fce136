"""A small assistant that one can compute by hand: three documents, fixed answers, no index, no model."""

import gc
import hashlib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from assistant.answers import Answer, Citation, Coverage, Hit, PlanView, Row
from assistant.documents import (
    STATE,
    Agreement,
    Amount,
    Document,
    Measure,
    PartTimeMark,
    Place,
    PressRelease,
    Problem,
    Section,
    Signature,
    Span,
    YearRange,
)
from assistant.errors import IndexMissing
from assistant.settings import Settings
from assistant.store import EmbeddingStamp, Stamp
from assistant.web.current import CurrentAssistant
from assistant.web.words import GERMAN

AGREEMENT = """Zielvereinbarung

{year}

§ 1

Ziele des Landes

Dem Land ist es wichtig, Menschen mit familiensorgenden Tätigkeiten einen Berufsabschluss zu ermöglichen.

§ 4

Haushaltsmittel und Eckdaten

Das HMSI stellt {body} im Jahr {year} Haushaltsmittel in Höhe von insgesamt

{amount} Euro

aus dem Ausbildungs- und Qualifizierungsbudget {year} zur Verfügung.

§ 5

Ziele für die Umsetzung

Qualifizierungsprojekte

- Werkstatt Süd (TZ)

- Nähen <b>& mehr</b>

§ 6

Zielsteuerung

Unterjährige Abweichungen werden bei der Beurteilung berücksichtigt.

Wiesbaden, den 1.7.{year}

Erika Beispiel
Landrätin
"""

RELEASE = (
    """Mehr Geld <img src="http://evil.example/x.png" onerror="window.hacked=1"> für Ausbildung

Rund 12 Mio. Euro stellt Hessen 2031 bereit. {{{{constructor}}}} ${{window.hacked=2}} ![Bild](http://evil.example/y.png)
""".replace("{{{{", "{{")
    .replace("}}}}", "}}")
    .replace("${{", "${")
    .replace("=2}}", "=2}")
)


def span_of(document_id: str, text: str, words: str) -> Span:
    start = text.index(words)
    return Span(document_id, start, start + len(words))


def make_agreement(body: str, dative: str, title: str, year: int, amount: str) -> Agreement:
    text = AGREEMENT.format(year=year, body=dative, amount=amount)
    name = f"agreements/{body} {year}.txt"
    cuts = [(label, text.index(f"\n{label}\n") + 1) for label in ("§ 1", "§ 4", "§ 5", "§ 6")]
    cuts.append(("Unterschriften", text.index("Wiesbaden, den")))
    ends = [start for _, start in cuts[1:]] + [len(text)]
    titles = ("Ziele des Landes", "Haushaltsmittel und Eckdaten", "Ziele für die Umsetzung", "Zielsteuerung", "")
    sections = [Section("Kopf", "", Span(name, 0, cuts[0][1] - 2))]
    for (label, start), end, heading in zip(cuts, ends, titles, strict=True):
        sections.append(Section(label, heading, Span(name, start, start + len(text[start:end].rstrip()))))
    euros = Decimal(amount.replace(".", ""))
    place = span_of(name, text, f"{amount} Euro")
    mark = PartTimeMark("(TZ)", span_of(name, text, "(TZ)"))
    measures = tuple(
        Measure(
            n,
            "qualification",
            "Qualifizierungsprojekte",
            mark if "TZ" in n else None,
            (),
            "§ 5",
            span_of(name, text, n),
        )
        for n in ("Werkstatt Süd (TZ)", "Nähen <b>& mehr</b>")
    )
    signer = span_of(name, text, "Erika Beispiel")
    return Agreement(
        id=name,
        file=name.rpartition("/")[2],
        title=f"Zielvereinbarung {year}, {title}",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        body=body,
        body_written=title,
        body_span=None,
        year=year,
        year_span=None,
        ministry="",
        ministry_short="HMSI",
        ministry_span=None,
        alliance=None,
        alliance_span=None,
        sections=tuple(sections),
        amounts=(
            Amount(euros, f"{amount} Euro", "exact", YearRange(year, year), body, STATE, "", "§ 4", place, place),
        ),
        categories=(),
        measures=measures,
        signatures=(Signature("Erika Beispiel", "Landrätin", title, body, None, None, signer, None, None, signer),),
        abbreviations=(),
        problems=(Problem("category_missing", "Eine Maßnahmenart <fehlt>."),),
        origin="Beispiel",
    )


def make_release() -> PressRelease:
    name = "press/<b>meldung</b>.txt"
    first = RELEASE.index("\n\n")
    sections = (
        Section("Absatz 1", "", Span(name, 0, first)),
        Section("Absatz 2", "", Span(name, first + 2, len(RELEASE.rstrip()))),
    )
    place = span_of(name, RELEASE, "Rund 12 Mio. Euro")
    amount = Amount(
        Decimal(12_000_000),
        "Rund 12 Mio. Euro",
        "about",
        YearRange(2031, 2031),
        STATE,
        STATE,
        "",
        "Absatz 2",
        place,
        place,
    )
    return PressRelease(
        id=name,
        file="<b>meldung</b>.txt",
        title="Mehr Geld <img src=x onerror=window.hacked=3>",
        text=RELEASE,
        sha256=hashlib.sha256(RELEASE.encode()).hexdigest(),
        body=None,
        body_span=None,
        year=2031,
        year_span=None,
        date=None,
        sections=sections,
        amounts=(amount,),
        places=(),
        offers=(),
        quotes=(),
        abbreviations=(),
        problems=(),
    )


DOCUMENTS: tuple[Document, ...] = (
    make_agreement("landkreis-fulda", "dem Landkreis Fulda", "Landkreis Fulda", 2031, "800.100"),
    make_agreement("stadt-darmstadt", "der Stadt Darmstadt", "Stadt Darmstadt", 2031, "700.200"),
    make_release(),
)


def cite(key: str, document: Document, words: str, also_in: tuple[Place, ...] = ()) -> Citation:
    span = span_of(document.id, document.text, words)
    section = next(s.label for s in document.sections if s.span.start <= span.start < s.span.end)
    label = f"{document.title}, {section}"
    return Citation(key, document.id, document.file, label, section, words, span, also_in)


def make_answer(text: str, citations: Sequence[Citation] = (), **fields: object) -> Answer:
    given: dict[str, object] = {
        "outcome": "answered",
        "language": "de",
        "amounts": (),
        "rows": (),
        "plan": PlanView("amount", (("year", "2031"),), "Betrag, Landkreis Fulda, 2031"),
        "coverage": Coverage(2, 2, 1, 1, 0, 0, "2 von 2 Zielvereinbarungen, 1 Pressemitteilung."),
    }
    return Answer(text=text, citations=tuple(citations), **(given | fields))  # type: ignore[arg-type]


@dataclass
class FakeConversation:
    """Remembers the last body, so that "Und ...?" can be told from a first question."""

    documents: Sequence[Document]
    asked: list[str] = field(default_factory=list)

    def move_to(self, assistant: "FakeAssistant") -> None:
        self.documents = assistant.documents
        assistant.started.append(self)

    def ask(self, question: str, lang: str | None = None) -> Answer:
        self.asked.append(question)
        fulda, darmstadt, release = self.documents
        if "böse" in question:
            quote = release.text[release.text.index("Rund") :].strip()
            return make_answer(f"{quote} <img src=x onerror=window.hacked=4> [1]", [cite("1", release, quote)])
        if "Projekte" in question:
            citations = [cite(str(n), fulda, m.name) for n, m in enumerate(fulda.measures, 1)]
            rows = tuple(
                Row(
                    "measure",
                    (
                        ("body", "landkreis-fulda"),
                        ("body_name", "Landkreis Fulda"),
                        ("year", "2031"),
                        ("measure", m.name),
                        ("part_time", "true" if m.part_time else "false"),
                    ),
                    (str(n),),
                )
                for n, m in enumerate(fulda.measures, 1)
            )
            text = "Zwei Projekte:\n\n" + "\n".join(f"- {m.name} [{n}]" for n, m in enumerate(fulda.measures, 1))
            return make_answer(text, citations, rows=rows)
        if question.startswith("Und"):
            earlier = len(self.asked) - 1
            return make_answer(
                f"Die Stadt Darmstadt bekommt **700.200 Euro** [1]. Frühere Fragen: {earlier}.",
                [cite("1", darmstadt, "700.200 Euro")],
            )
        if "Wetter" in question:
            return make_answer("Dazu steht nichts in den Dokumenten.", outcome="not_found")
        also = (Place("§ 6", cite("1", darmstadt, "Unterjährige Abweichungen").span),)
        return make_answer(
            "Der Landkreis Fulda bekommt 2031 **800.100 Euro** [1]. Abweichungen werden berücksichtigt [2].",
            [cite("1", fulda, "800.100 Euro"), cite("2", fulda, "Unterjährige Abweichungen", also)],
            suggestions=("Und Darmstadt?",),
        )


STAMP = Stamp(1, EmbeddingStamp("probe-<model>", 12, "f"), 256, "p", (), 34, "c")


@dataclass
class FakeAssistant:
    documents: tuple[Document, ...] = DOCUMENTS
    current: bool = True
    started: list[FakeConversation] = field(default_factory=list)
    generation: str = "gen-20310102T030405000000-abcdef12"
    stamp: Stamp = STAMP

    def start(self) -> FakeConversation:
        self.started.append(FakeConversation(self.documents))
        return self.started[-1]

    def search(self, query: str, k: int) -> tuple[Hit, ...]:
        document = self.documents[0]
        span = span_of(document.id, document.text, "800.100 Euro")
        return (Hit(document.id, document.file, document.title, "§ 4", span, "800.100 Euro", 1.5),)[:k]

    def is_current(self) -> bool:
        return self.current


def open_nothing() -> FakeAssistant:
    raise IndexMissing("Unter 'index' liegt kein Index; `python -m ingest` legt ihn an.")


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def current(fake: FakeAssistant) -> CurrentAssistant:
    return CurrentAssistant(lambda: fake)


@pytest.fixture
def no_index() -> CurrentAssistant:
    return CurrentAssistant(open_nothing)


@pytest.fixture
def words():
    return GERMAN


@pytest.fixture(scope="session")
def gradio_app():
    """The whole page over the fake."""
    from assistant.web.server import create_app

    fake = FakeAssistant()
    with warnings.catch_warnings():
        # Gradio makes its locks with event loops of their own and never closes those.
        warnings.simplefilter("ignore", ResourceWarning)
        app = create_app(CurrentAssistant(lambda: fake), Settings())
        gc.collect()
    return app
