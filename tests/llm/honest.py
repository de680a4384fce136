"""An honest model: words the statements of a composed answer as a careful writer would, in many ways, with their marks.

The turns of phrase are written here by hand, as people write; they do not come from the lists that the check uses.
"""

import random
import re
from collections.abc import Iterator, Sequence

from assistant.answering.draft import Statement
from assistant.answers import Answer, Language
from assistant.bodies import get_body
from assistant.checking.templates import find_key
from assistant.documents import STATE
from assistant.llm.handed import Handout
from assistant.llm.pieces import plain_text

TURNS: dict[Language, dict[str, tuple[str, ...]]] = {
    "de": {
        "body_funds": (
            "{Nom} bekommt {year} {amount} aus dem Ausbildungs- und Qualifizierungsbudget.",
            "Im Jahr {year} erhält {nom} {amount} aus dem AQB.",
            "{Dat} stehen {year} {amount} zur Verfügung.",
            "Der Betrag für {acc} beträgt {year} {amount}.",
            "Für {acc} sind {year} {amount} vorgesehen.",
            "An {acc} fließen {year} {amount} aus dem Ausbildungs- und Qualifizierungsbudget.",
            "{amount} gehen {year} an {acc}.",
            "Laut Zielvereinbarung erhält {nom} im Jahr {year} insgesamt {amount}.",
            "Aus dem Ausbildungs- und Qualifizierungsbudget {year} erhält {nom} {amount}.",
            "Die Mittel {gen} belaufen sich {year} auf {amount}.",
            "{Nom} erhielt für {year} einen Betrag von {amount}.",
            "{year} wurden {dat} {amount} bereitgestellt.",
        ),
        "body_funds_range": (
            "{Nom} bekommt für die Jahre {year} {amount} an Landesmitteln.",
            "Für {year} stehen {dat} {amount} aus dem Ausbildungs- und Qualifizierungsbudget zur Verfügung.",
        ),
        "own_share": ("{Nom} steuert {amount} eigene Mittel bei.", "{Nom} trägt mit {amount} aus eigenen Mitteln bei."),
        "state_funds": (
            "Insgesamt stellt {nom} {year} {amount} aus dem Ausbildungs- und Qualifizierungsbudget bereit.",
            "{year} stellt {nom} {amount} zur Verfügung.",
        ),
        "signed_place_date": (
            "Die Zielvereinbarung {year} {gen} unterschrieb {person} ({function}) am {date} in {place}.",
            "{person}, {function}, hat die Zielvereinbarung {year} {gen} am {date} in {place} unterzeichnet.",
            "Am {date} unterzeichnete {person} ({function}) in {place} die Zielvereinbarung {year} {gen}.",
            "Unterzeichnet wurde die Zielvereinbarung {year} {gen} am {date} in {place} von {person} ({function}).",
        ),
        "project_stands": (
            "Das Projekt „{measure}“ ist in der Zielvereinbarung {year} {gen} in {section} unter „{category}“ aufgeführt.",
            "„{measure}“ findet sich in {section} der Zielvereinbarung {year} {gen} unter „{category}“.",
        ),
        "stands_for": ("Die Abkürzung {short} bedeutet „{long}“.", "{short} heißt ausgeschrieben „{long}“."),
    },
    "en": {
        "body_funds": (
            "In {year}, {nom} receives {amount}.",
            "{Nom} gets {amount} for {year}.",
            "{amount} goes to {nom} in {year}.",
            "For {year}, {nom} was allocated {amount} from the training and qualification budget.",
            "{Nom} is granted {amount} in {year}.",
            "The amount for {nom} in {year} is {amount}.",
            "The {year} budget of {nom} is {amount}.",
            "A total of {amount} is available to {nom} in {year}.",
        ),
        "signed_place_date": (
            "{person} ({function}) signed the {year} agreement of {nom} in {place} on {date}.",
            "On {date}, the {year} agreement of {nom} was signed in {place} by {person} ({function}).",
        ),
        "project_stands": ("“{measure}” is listed in {section} of the {year} agreement of {nom} under “{category}”.",),
        "stands_for": ("{short} is the abbreviation for “{long}”.",),
    },
}
QUOTES: dict[Language, tuple[str, ...]] = {
    "de": (
        "In {section} heißt es: „{quote}“",
        "Wörtlich steht dort: „{quote}“",
        "Dazu steht in {section}: „{quote}“",
        "{bare}",
    ),
    "en": ("{section} says: “{quote}”", "The agreement states: “{quote}”"),
}


def forms_of(statement: Statement, language: Language) -> dict[str, str]:
    """What fills the slots of a turn: the shown facts, and the body in every case."""
    slots = {c.slot: plain_text(c.fact.shown) for c in statement.claims}
    body = next((c.fact.value for c in statement.claims if c.slot == "body" and c.fact.kind == "body"), "")
    if body and language == "de":
        named = get_body(body) if body != STATE else None
        cases = {"nom": "nominative", "gen": "genitive", "dat": "dative", "acc": "accusative"}
        slots |= {k: named.inflect(c) if named else "das Land Hessen" for k, c in cases.items()}  # type: ignore[arg-type]
    elif body:
        slots |= {"nom": f"the {get_body(body).full}" if body != STATE else "the state of Hesse"}
    return slots | {k.capitalize(): v[0].upper() + v[1:] for k, v in slots.items() if k in {"nom", "dat", "gen"}}


def wordings(statement: Statement, language: Language, key: str | None = None) -> tuple[str, ...]:
    """Every way in which the honest model words a typed statement, without its mark."""
    turns = TURNS[language].get(key or find_key(statement, language) or "", ())
    slots = forms_of(statement, language)
    return tuple(turn.format(**slots) for turn in turns if set(re.findall(r"\{(\w+)\}", turn)) <= set(slots))


def mark(sentence: str, keys: Sequence[str]) -> str:
    """A sentence with its marks before the full stop."""
    marks = "".join(f"[{key}]" for key in keys)
    return f"{sentence[:-1]} {marks}." if sentence.endswith(".") else f"{sentence} {marks}."


def honest_sentences(answer: Answer, statements: Sequence[Statement], chance: random.Random) -> Iterator[str]:
    """Sentences for all that is open to a model, each as one of its wordings."""
    handout = Handout(statements, answer.citations, answer.language)
    for handed in handout.handed:
        if handed.number not in handout.open:
            continue
        if handed.is_passage:
            yield from _quote(handed.statement, handout, chance)
            continue
        ways = wordings(handed.statement, answer.language)
        yield mark(chance.choice(ways) if ways else handed.text, handed.statement.citations)


def _quote(statement: Statement, handout: Handout, chance: random.Random) -> Iterator[str]:
    key = statement.citations[0]
    citation = handout.citations[key]
    quote = next(plain_text(c.fact.shown) for c in statement.claims if c.fact.kind == "quote")
    if any(sign in quote for sign in '„“”"»«'):
        yield mark(plain_text(statement.text), [key])
        return
    turn = chance.choice(QUOTES[handout.language])
    bare = quote if quote.endswith(".") else f"{quote}."
    yield mark(turn.format(section=citation.section, quote=quote, bare=bare), [key])
