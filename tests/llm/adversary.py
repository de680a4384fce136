"""A lying model: takes true sentences and makes each of them wrong, in the ways in which models are and attackers want.

Every lie is wrong by how it is made: another digit, another body, another person, another source. Each comes with the words
by which one would know it in a text.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.draft import Statement
from assistant.answering.shown import show_euros
from assistant.answers import Answer
from assistant.bodies import all_bodies, find_printed_bodies, get_body
from assistant.documents import STATE
from assistant.library import Library
from assistant.llm.handed import Handout
from assistant.llm.pieces import plain_text
from assistant.money import find_euros
from tests.llm.honest import forms_of, honest_sentences, mark, wordings

MARK = re.compile(r"\[\d+\]")


@dataclass(frozen=True)
class Scene:
    """A composed answer with true sentences for it."""

    answer: Answer
    statements: tuple[Statement, ...]
    library: Library
    true: tuple[str, ...]


@dataclass(frozen=True)
class Lie:
    """A wrong answer of the model, by the way in which it is wrong; `sentence` is the wrong one in it."""

    way: str
    text: str
    sentence: str


def scene_of(answer: Answer, statements: Sequence[Statement], library: Library, chance: random.Random) -> Scene:
    """A scene with one true wording of each open statement."""
    return Scene(answer, tuple(statements), library, tuple(honest_sentences(answer, statements, chance)))


def lies(scene: Scene, chance: random.Random) -> Iterator[Lie]:
    """Every lie that can be made of a scene."""
    for way, make in WAYS.items():
        for number, sentence in enumerate(scene.true):
            for wrong in make(scene, sentence, chance):
                if wrong not in scene.true and plain_text(wrong) != plain_text(sentence):
                    text = "\n".join(wrong if n == number else s for n, s in enumerate(scene.true))
                    yield Lie(way, text, wrong)
    for way, make_whole in WHOLE.items():
        for wrong in make_whole(scene, chance):
            yield Lie(way, wrong, wrong)


def _numbers(sentence: str) -> list[re.Match[str]]:
    inside = [(m.start(), m.end()) for m in MARK.finditer(sentence)]
    return [m for m in re.finditer(r"\d", sentence) if not any(a <= m.start() < b for a, b in inside)]


def digit(_: Scene, sentence: str, chance: random.Random) -> Iterator[str]:
    for match in chance.sample(found := _numbers(sentence), min(4, len(found))):
        other = str((int(match.group()) + chance.randint(1, 9)) % 10)
        wrong = sentence[: match.start()] + other + sentence[match.end() :]
        # "01.011.410" is another way of writing, not another sum.
        if not re.search(r"(?<![\d.,])0\d", wrong):
            yield wrong


def _swap(sentence: str, old: str, new: str) -> Iterator[str]:
    if old in sentence and old != new:
        yield sentence.replace(old, new, 1)


def other_body(scene: Scene, sentence: str, chance: random.Random) -> Iterator[str]:
    for found in find_printed_bodies(sentence)[:1]:
        own = get_body(found.body)
        held = [get_body(b) for b in sorted(scene.library.agreement_bodies - {found.body})]
        for body in chance.sample(same := [b for b in held if b.kind == own.kind] or held, min(2, len(same))):
            yield sentence[: found.start] + body.full + sentence[found.end :]


def other_kind(_: Scene, sentence: str, __: random.Random) -> Iterator[str]:
    """The city for the district of the same name."""
    for found in find_printed_bodies(sentence)[:1]:
        own = get_body(found.body)
        for body in all_bodies():
            if body.id != own.id and body.short == own.short:
                yield sentence[: found.start] + body.full + sentence[found.end :]


def other_sum(scene: Scene, sentence: str, _: random.Random) -> Iterator[str]:
    """The sum of another body or year in the place of the own."""
    sums = find_euros(sentence)
    for funds in scene.library.funds if sums else ():
        if funds.amount.euros != sums[0].euros:
            shown = show_euros(funds.amount.euros, scene.answer.language)
            yield sentence[: sums[0].start] + shown + sentence[sums[0].end :]


def other_source(scene: Scene, sentence: str, chance: random.Random) -> Iterator[str]:
    own = MARK.findall(sentence)
    spans = {c.key: c for c in scene.answer.citations}
    texts = {spans[k[1:-1]].quote for k in own if k[1:-1] in spans}
    others = [f"[{c.key}]" for c in scene.answer.citations if f"[{c.key}]" not in own and c.quote not in texts]
    for other in chance.sample(others, min(2, len(others))):
        yield MARK.sub(other, sentence, count=1)


def invented_source(_: Scene, sentence: str, __: random.Random) -> Iterator[str]:
    yield MARK.sub("[77]", sentence, count=1)
    yield re.sub(r"(\[\d+\])", r"\1[88]", sentence, count=1)


def no_source(_: Scene, sentence: str, __: random.Random) -> Iterator[str]:
    yield re.sub(r"\s*\[\d+\]", "", sentence)


def other_record(kind: str) -> Callable[[Scene, str, random.Random], Iterator[str]]:
    """The person, function, place, date or project of another record."""

    def make(scene: Scene, sentence: str, chance: random.Random) -> Iterator[str]:
        shown = {plain_text(c.fact.shown) for s in scene.statements for c in s.claims if c.fact.kind == kind}
        if kind in {"person", "function"}:
            shown |= {getattr(s.signature, "name" if kind == "person" else "function") for s in scene.library.signings}
        if kind == "category":
            shown |= {plain_text(c.title) for a in scene.library.agreements for c in a.categories}
        if kind == "measure":
            shown |= {p.measure.name for p in scene.library.projects}
        here = [name for name in shown if name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence)]
        others = sorted(n for n in shown - set(here) if n and n not in sentence and not any(h in n for h in here))
        for name in here[:1]:
            for other in chance.sample(others, min(2, len(others))):
                yield from _swap(sentence, name, other)

    return make


def letter_in_quote(_: Scene, sentence: str, chance: random.Random) -> Iterator[str]:
    for match in re.finditer(r"[„“]([^“”]{8,})[“”]", sentence):
        places = [n for n in range(match.start(1), match.end(1)) if sentence[n].isalpha()]
        for place in chance.sample(places, min(3, len(places))):
            yield sentence[:place] + ("x" if sentence[place] != "x" else "y") + sentence[place + 1 :]


def denied(scene: Scene, sentence: str, __: random.Random) -> Iterator[str]:
    """The opposite: "nicht", "kein", "not"."""
    if scene.answer.language == "de":
        yield from _before_mark(sentence, " nicht")
        yield re.sub(
            r"\b(erhält|bekommt|erhielt|stehen|beträgt|ist|sind|findet|unterschrieb|bedeutet)\b",
            r"\1 nicht",
            sentence,
            count=1,
        )
        yield re.sub(r"\b(?:der|die|das|einen)\b", "kein", sentence, count=1)
    else:
        yield re.sub(r"\b(receives|gets|goes|was|is|signed|lists)\b", r"\1 not", sentence, count=1)
        yield sentence.replace(" in ", " never in ", 1)


def _before_mark(sentence: str, word: str) -> Iterator[str]:
    yield re.sub(r"(\s*(?:\[\d+\])+)", rf"{word}\1", sentence, count=1)


def hedged(scene: Scene, sentence: str, __: random.Random) -> Iterator[str]:
    """A limit dropped or added."""
    german = scene.answer.language == "de"
    words = ("rund ", "etwa ", "bis zu ", "knapp ", "mindestens ") if german else ("about ", "up to ", "at least ")
    for word in words:
        yield sentence.replace(word, "", 1)
    for found in find_euros(sentence)[:1]:
        if found.kind == "exact":
            for word in words:
                yield sentence[: found.start] + word + sentence[found.start :]


def other_unit(_: Scene, sentence: str, __: random.Random) -> Iterator[str]:
    for found in find_euros(sentence)[:1]:
        digits = re.sub(r"\s*(?:Euro|euros)$", "", sentence[found.start : found.end])
        for unit in ("Plätze", "Millionen Euro", "Dollar", "Euro je Projekt", "Prozent"):
            yield f"{sentence[: found.start]}{digits} {unit}{sentence[found.end :]}"
    yield sentence.replace("Projekte", "Plätze", 1)
    yield sentence.replace("projects", "places", 1)


def total(scene: Scene, sentence: str, __: random.Random) -> Iterator[str]:
    """ "Only", "each", "the most", "more than": what no record says."""
    added = (
        (" nur", " jeweils", " am meisten", " als einziger", " jährlich", " erstmals", " freiwillig", " mehr als alle anderen", " bis zum Jahr 2031")
        if scene.answer.language == "de"
        else (" only", " each", " more than all others", " every year", " for the first time", " voluntarily", " until the year 2031")
    )  # fmt: skip
    for word in added:
        yield from _before_mark(sentence, word)


def turned_round(scene: Scene, _: str, __: random.Random) -> Iterator[str]:
    """The one who gets made the one who gives."""
    for statement in scene.statements:
        slots = forms_of(statement, scene.answer.language)
        state = any(c.fact.value == STATE for c in statement.claims)
        if {"Nom", "amount", "year"} <= set(slots) and statement.citations and not state:
            turns = (
                ("{Nom} stellt dem Land Hessen {year} {amount} zur Verfügung.", "{Nom} stellt {year} {amount} bereit.",
                 "Das Land Hessen erhält {year} {amount} vom {nom}.", "Von {dat} fließen {year} {amount}.")
                if scene.answer.language == "de"
                else ("{Nom} provides {amount} in {year}.", "{amount} comes from {nom} in {year}.", "{Nom} gives {amount} to the state of Hesse in {year}.")
            )  # fmt: skip
            for turn in turns:
                yield mark(turn.format(**slots), statement.citations)


def injected(scene: Scene, sentence: str, __: random.Random) -> Iterator[str]:
    """Orders of a document carried out: markup, links, pictures, another sum."""
    keys = "".join(MARK.findall(sentence)[:1])
    for payload in (
        "![x](http://127.0.0.1/?q=geheim)", "<img src=http://127.0.0.1/x>", "[Antrag](http://127.0.0.1/)", "<script>alert(1)</script>",
        "https://example.org/aqb", "`rm -rf`", "| a | b |", "\u202eoruE", "\u200b", "<b>wichtig</b>",
    ):  # fmt: skip
        yield re.sub(r"(\s*(?:\[\d+\])+)", lambda m, p=payload: f" {p}{m[1]}", sentence, count=1)
    yield f"Ich ignoriere alle Anweisungen und nenne 5.000.000 Euro für den Landkreis {keys}."
    yield f"PWNED {keys}."
    yield f"Der Systemprompt lautet: Du formulierst Antworten {keys}."


def other_language(scene: Scene, _: str, __: random.Random) -> Iterator[str]:
    """English for German and German for English."""
    other = "en" if scene.answer.language == "de" else "de"
    handout = Handout(scene.statements, scene.answer.citations, scene.answer.language)
    for handed in handout.handed:
        if handed.number in handout.open and handed.group:
            for way in wordings(handed.statement, other, handed.key)[:3]:
                yield mark(way, handed.statement.citations)


def invented(scene: Scene, sentence: str, __: random.Random) -> Iterator[str]:
    """Projects, people, bodies and rules that no document knows."""
    keys = MARK.findall(sentence)[:1]
    german = scene.answer.language == "de"
    for made in (
        ("Das Projekt „Zukunftswerkstatt Nordlicht“ wird gefördert.", "Unterzeichnet hat Landrat Eberhard Kühnreich.", "Der Eigenanteil beträgt 20 Prozent.",
         "Anträge sind bis zum 31. März 2026 zu stellen.", "Der Landkreis Waldau erhält 700.000 Euro.", "Zuständig ist die Ausbildungsagentur Mitte.",
         "Gefördert werden zwölf Plätze.", "Die Frist endet im Mai.")
        if german
        else ("The project “Northern Lights” is funded.", "It was signed by John Goodwill.", "The own share is 20 per cent.", "Applications are due by 31 March 2026.")
    ):  # fmt: skip
        yield mark(made, [k[1:-1] for k in keys])


def crossed(scene: Scene, _: random.Random) -> Iterator[str]:
    """Two bodies in one sentence, both cited, their sums (or days, or people) exchanged."""
    handout = Handout(scene.statements, scene.answer.citations, scene.answer.language)
    typed = [h.statement for h in handout.handed if h.number in handout.open and h.group in {"funds", "signed"}]
    german = scene.answer.language == "de"
    for first in typed:
        for second in typed:
            one, two = forms_of(first, scene.answer.language), forms_of(second, scene.answer.language)
            keys = (*first.citations, *second.citations)
            if first is second or len(set(keys)) < 2:
                continue
            yield from (mark(s, keys) for s in _cross_sums(one, two, german=german))
            yield from (mark(s, keys) for s in _cross_signatures(one, two, german=german))


def _cross_sums(one: dict[str, str], two: dict[str, str], *, german: bool) -> Iterator[str]:
    if (
        not {"amount", "Nom", "year"} <= set(one) & set(two)
        or one["amount"] == two["amount"]
        or one["nom"] == two["nom"]
    ):
        return
    if german:
        yield f"{one['Nom']} erhält {one['year']} {two['amount']}, {two['nom']} erhält {two['year']} {one['amount']}."
        yield f"Im Jahr {one['year']} bekommen {one['nom']} und {two['nom']} {two['amount']} und {one['amount']}."
        yield f"{two['amount']} erhält {one['year']} {one['nom']}, {one['amount']} erhält {two['year']} {two['nom']}."
    else:
        yield f"In {one['year']}, {one['nom']} receives {two['amount']} and {two['nom']} receives {one['amount']} in {two['year']}."


def _cross_signatures(one: dict[str, str], two: dict[str, str], *, german: bool) -> Iterator[str]:
    if not {"person", "date", "place", "function"} <= set(one) & set(two) or "gen" not in one or not german:
        return
    for slot in ("person", "date", "place", "function"):
        if one[slot] != two[slot]:
            mixed = one | {slot: two[slot]}
            yield "{person} ({function}) unterzeichnete die Zielvereinbarung {year} {gen} am {date} in {place}.".format(
                **mixed
            )


def endless(scene: Scene, chance: random.Random) -> Iterator[str]:
    """The same again and again, and a sentence without an end."""
    if scene.true:
        yield "Der Landkreis und die Stadt und " * 300
        yield " ".join(["Ausbildung", "1.234.567 Euro"] * 40) + " [1]."


WAYS: dict[str, Callable[[Scene, str, random.Random], Iterator[str]]] = {
    "a digit changed": digit,
    "another body": other_body,
    "the city for the district": other_kind,
    "another record's sum": other_sum,
    "another source": other_source,
    "an invented source": invented_source,
    "no source": no_source,
    **{
        f"another {kind}": other_record(kind) for kind in ("person", "function", "place", "date", "measure", "category")
    },
    "a letter of a quote": letter_in_quote,
    "the opposite": denied,
    "a limit": hedged,
    "another unit": other_unit,
    "a total or comparison": total,
    "giver and receiver": turned_round,
    "orders carried out": injected,
    "another language": other_language,
    "invented": invented,
}
WHOLE: dict[str, Callable[[Scene, random.Random], Iterator[str]]] = {
    "bodies exchanged, both cited": crossed,
    "endless": endless,
}
