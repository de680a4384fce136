"""Small documents made by hand in the style of the agreements' template, and an assistant over them in memory.

All persons and projects are invented; bodies and years are chosen so that they are not those of `corpus/`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from assistant.ask import Assistant
from assistant.bodies import get_body
from assistant.documents import Document
from assistant.settings import Settings
from ingest.parse import parse_document
from ingest.passages import cut_passages

PREPARATION = "1. Ausbildungsvorbereitung"
TRAINING = "2. Ausbildung und Ausbildungscoaching in anerkannten Ausbildungsberufen"
QUALIFICATION = "3. Qualifizierungsprojekte zur Arbeitsmarktintegration, Fachkräftesicherung"
STAFF = "4. Weiterbildungsmaßnahmen für Personal"

HEAD = """Zielvereinbarung

{year}

zwischen

dem {ministry_dative}

und {dative}

zur Umsetzung des hessischen Ausbildungs- und Qualifizierungsbudgets

Präambel

Erfolgreiche Arbeitsmarktpolitik bindet die regionalen Akteure ein. Dafür will das {ministry} ({short}) regionale
Entscheidungsspielräume eröffnen. Bei allen Maßnahmen orientiert sich das {short} am „Bündnis für Ausbildung für die
Jahre 2020 bis 2024“ sowie an der regionalen Arbeitsmarktstrategie {genitive}. Die Maßnahmen sind grundsätzlich
genderadäquat und ohne Altersbegrenzungen angelegt.

§ 1

Ausbildungs- und Qualifizierungsbudget

Ziele des Landes

Das {short} verfolgt mit dem Ausbildungs- und Qualifizierungsbudget {year} das Ziel, die Ausbildungsfähigkeit von
benachteiligten Menschen zu steigern. Daher werden spezifisch Mittel für Maßnahmen zur Ermöglichung von
Teilzeitausbildungen bereitgestellt.

§ 2

Verpflichtungen der Vereinbarungspartner

{Nominative} erörtert die Umsetzung mit den OloV-Steuerungsgruppen.{addition}

§ 3

Umsetzung der UN-Behindertenrechtskonvention

Der Förderung von Maßnahmen zur Integration von Menschen mit Behinderungen kommt eine große Bedeutung zu.

§ 4

Haushaltsmittel und Eckdaten

Das {short} stellt {dative} im Jahr {year} Haushaltsmittel in Höhe von insgesamt

{amount}

aus dem Ausbildungs- und Qualifizierungsbudget {year} zur Verfügung.

§ 5

Ziele für die Umsetzung {genitive}

{Nominative} finanziert mit den Mitteln des **Ausbildungs- und Qualifizierungsbudgets {year}** in den jeweiligen
Maßnahmenarten folgende Projekte:

{projects}

Die Förderung der aufgeführten Maßnahmen erfolgt auf Basis und nach Maßgabe des – nach Antragstellung durch
{accusative} vom Regierungspräsidium {authority} erlassenen – Bescheides.

§ 6

Zielsteuerung

{Nominative} und das {short} bleiben im engen Austausch. Dazu wird eine Umsetzungsbesprechung im Herbst angesetzt.

Unterjährige Abweichungen von den in § 4 genannten Haushaltsmitteln werden bei der Beurteilung der Zielerreichung
berücksichtigt.

§ 7

Kontinuierlicher Verbesserungsprozess

{Nominative} beteiligt sich an Umfragen und Tagungen des {short}.

Die Zielvereinbarungen werden auf dem Internetportal „Arbeitswelt Hessen“ veröffentlicht.

{signed}"""

MINISTRIES = {
    "HMSI": "Hessische Ministerium für Soziales und Integration",
    "HMAS": "Hessische Ministerium für Arbeit und Soziales",
}
Projects = Mapping[str, Sequence[str]]


def agreement_text(
    body: str,
    year: int,
    amount: str,
    projects: Projects | None = None,
    signed: str = "",
    ministry: str = "HMSI",
    authority: str = "Gießen",
    addition: str = "",
) -> str:
    """An agreement as the template prints it; `projects` maps headings of § 5 to their items."""
    named = get_body(body)
    listing = projects if projects is not None else {PREPARATION: ["Werkstatt"]}
    return HEAD.format(
        year=year,
        ministry=MINISTRIES[ministry],
        ministry_dative=MINISTRIES[ministry].replace("Hessische ", "Hessischen ", 1),
        short=ministry,
        dative=named.inflect("dative"),
        genitive=named.inflect("genitive"),
        accusative=named.inflect("accusative"),
        Nominative=named.inflect("nominative").capitalize()[:3] + named.inflect("nominative")[3:],
        amount=amount,
        projects="\n\n".join(
            "\n\n".join((title, *(f"- {item}" for item in items))) for title, items in listing.items()
        ),
        authority=authority,
        addition=f" {addition}" if addition else "",
        signed=signed,
    )


def signatures(minister: tuple[str, str, str], official: tuple[str, str, str, str], of: str) -> str:
    """Two signatures: (name, function, date) of the ministry, (name, function, place, date) of the body."""
    date_line = f"Wiesbaden, den {minister[2]}\n\n" if minister[2] else ""
    place = ", den ".join(part for part in official[2:] if part)
    return (
        f"{date_line}{minister[0]}\n{minister[1]}\n\n"
        + (f"{place}\n\n" if place else "")
        + f"{official[0]}\n{official[1]}\n{of}"
    )


FULDA_2023 = agreement_text(
    "landkreis-fulda",
    2023,
    "812.300 Euro",
    {
        PREPARATION: ["Lernwerkstatt Rhön", "SprungBrett 23"],
        TRAINING: ["Berufsausbildung in außerbetrieblichen Einrichtungen (BaE)", "AzubiPlus (TZ)"],
        QUALIFICATION: ["Sprachbrücke für Geflüchtete", "Pflegehelfer werden (Teilzeit)"],
        STAFF: ["Schulung Fallmanagement"],
    },
    signatures(
        ("Tilo Amsel", "Staatsminister", "3.7.2023"),
        ("Eva Drossel", "Landrätin", "Fulda", "12.7.2023"),
        "des Landkreises Fulda",
    ),
    authority="Kassel",
)
FULDA_2024 = agreement_text(
    "landkreis-fulda",
    2024,
    "845.150 Euro",
    {
        PREPARATION: ["Lernwerkstatt Rhön"],
        TRAINING: ["AzubiPlus (TZ)"],
        QUALIFICATION: ["Sprachbrücke für Geflüchtete"],
        STAFF: [],
    },
    signatures(
        ("Renate Specht", "Staatsministerin", "1.8.2024"),
        ("Eva Drossel", "Landrätin", "Fulda", "9.8.2024"),
        "des Landkreises Fulda",
    ),
    ministry="HMAS",
    authority="Kassel",
    addition="Im Jahr 2024 werden erneut Landesmittel für Sprachförderung zur Verfügung gestellt.",
)
KASSEL_CITY_2024 = agreement_text(
    "stadt-kassel",
    2024,
    "1.104.020 Euro",
    {
        PREPARATION: ["Startklar Nord", "Werkhof", "FrauenWege"],
        TRAINING: ["Coaching in der TZ-Ausbildung", "Stütz- und Förderunterricht"],
        QUALIFICATION: ["DigiFit 4.0"],
    },
    signatures(
        ("Renate Specht", "Staatsministerin", "2.8.2024"),
        ("Jürgen Fink", "Oberbürgermeister", "Kassel", "14.8.2024"),
        "der Stadt Kassel",
    ),
    ministry="HMAS",
    authority="Kassel",
)
KASSEL_DISTRICT_2024 = agreement_text(
    "landkreis-kassel",
    2024,
    "964.710 Euro",
    {PREPARATION: ["Neustart Reinhardswald"], QUALIFICATION: ["Qualifizierung Lager und Logistik"]},
    signatures(
        ("Renate Specht", "Staatsministerin", "2.8.2024"),
        ("Karl Zeisig", "Landrat", "Kassel", ""),
        "des Landkreises Kassel",
    ),
    ministry="HMAS",
    authority="Kassel",
)
OFFENBACH_2024 = agreement_text(
    "landkreis-offenbach",
    2024,
    "1.011.480 Euro",
    {
        PREPARATION: ["ÜberGang 12"],
        TRAINING: ["Ausbildung zur Köchin in Teilzeit"],
        QUALIFICATION: ["Alleinerziehende in Arbeit", "Lotsen im Quartier"],
    },
    signatures(
        ("Renate Specht", "Staatsministerin", "6.8.2024"),
        ("Mara Elster", "Kreisbeigeordnete", "Dietzenbach", "20.8.2024"),
        "des Kreises Offenbach",
    ),
    ministry="HMAS",
    authority="Darmstadt",
)
VOGELSBERG_2023 = agreement_text(
    "vogelsbergkreis",
    2023,
    "640.900 Euro",
    {PREPARATION: ["Basislager"], TRAINING: ["Verbundausbildung Vogelsberg"]},
    signatures(("Tilo Amsel", "Staatsminister", "4.7.2023"), ("Jan Pirol", "Landrat", "", ""), "des Vogelsbergkreises"),
)
GIESSEN_PRESS = """Pressemitteilung vom 12.04.2024

Knapp 880.000 Euro für Ausbildung im Landkreis Gießen

Der Landkreis Gießen erhält in diesem Jahr 879.800 Euro vom Land Hessen aus dem Ausbildungs- und
Qualifizierungsbudget (AQB) 2024. Davon sind 50.000 Euro für Teilzeitausbildung vorgesehen. Der Landkreis Gießen
steuert 120.000 Euro aus eigenen Mitteln bei.

„Das Geld ist gut angelegt“, sagte Landrätin Dr. Lena Kranich.

Gefördert werden bis zu 40 Teilnehmerplätze und rund 25 Plätze in der Werkstatt.

Geplant sind folgende Projekte:

- Holzwerkstatt
- Coaching für Mütter (TZ)

Die Anmeldung ist bis Ende Mai 2024 beim Kreisausschuss möglich."""
STATE_PRESS = """Hessisches Ministerium für Soziales und Integration

26,4 Millionen Euro für die regionale Arbeitsmarktförderung

26,4 Millionen Euro aus dem Ausbildungs- und Qualifizierungsbudget (AQB) stellt Hessen 2023 den 26 Landkreisen und
kreisfreien Städten zur Verfügung. Zusätzlich können die Gebietskörperschaften Mittel für den Bereich
Teilzeitausbildung in Höhe von zwei Millionen Euro erhalten.

„Ausbildung ist die Basis“, erklärt Sozialminister Tilo Amsel."""

TEXTS = {
    "fulda-2023.txt": FULDA_2023,
    "fulda-2024.txt": FULDA_2024,
    "kassel-stadt-2024.txt": KASSEL_CITY_2024,
    "kassel-kreis-2024.txt": KASSEL_DISTRICT_2024,
    "offenbach-2024.txt": OFFENBACH_2024,
    "vogelsberg-2023.txt": VOGELSBERG_2023,
    "giessen-presse.txt": GIESSEN_PRESS,
    "land-presse.txt": STATE_PRESS,
}


class MemoryStore:
    """What the assistant needs of a store, without Chroma; the nearest passages by a few words in common."""

    lexical_folder = None
    generation = "by hand"
    stamp = None

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self.passages = cut_passages(self.documents)

    def require_embedding(self, embedding: Any) -> None:
        """Any will do."""

    def query(self, vector: Any, k: int, **filters: Any) -> list[tuple[str, float]]:
        """No dense ranking: the lexical one decides."""
        return []

    def is_current(self) -> bool:
        """Nothing newer is ever made."""
        return True

    def close(self) -> None:
        """Nothing is held."""


class NoEmbedder:
    """A model without meaning."""

    name, dimension = "none", 2

    def embed_query(self, text: str, /) -> Any:
        """The same for all texts."""
        return np.ones(2, dtype=np.float32)


class HandmadeAssistant(Assistant):
    """The assistant with the embedder above."""

    _embedder = NoEmbedder()  # type: ignore[assignment]


def open_handmade(texts: Mapping[str, str], today: date = date(2024, 10, 1)) -> Assistant:
    """An assistant over these texts by file name."""
    documents = [parse_document(name, name, text, "") for name, text in texts.items()]
    return HandmadeAssistant(MemoryStore(documents), Settings(today=today))  # type: ignore[arg-type]


@cache
def handmade() -> Assistant:
    """The assistant over `TEXTS`: six agreements of five bodies and two years, a press text of a body and one of the state."""
    return open_handmade(TEXTS)


def ask(*turns: str, assistant: Assistant | None = None) -> Any:
    """The answer to the last of some turns."""
    conversation = (assistant or handmade()).start()
    return [conversation.ask(turn) for turn in turns][-1]


def facts_of(answer: Any) -> set[str]:
    """The sums that an answer states as facts."""
    return {f"{a.euros:f}" for a in answer.amounts if a.role == "fact"}


def computed_of(answer: Any) -> set[str]:
    """The sums that an answer computed."""
    return {f"{a.euros:f}" for a in answer.amounts if a.role == "computed"}


def cells(answer: Any, name: str, kind: str | None = None) -> list[str | None]:
    """One cell of every row."""
    return [row.cell(name) for row in answer.rows if kind is None or row.kind == kind]
