"""Writes press releases of the state or of one body, with their truth."""

import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.bodies import Body
from assistant.documents import STATE
from evals.paragraphs import label_paragraph
from evals.world.names import BodyForms, name_person, name_project, parts
from evals.world.printing import MONTHS, group_thousands, print_date, print_millions
from evals.world.records import AmountTruth, PlaceTruth


@cache
def sentences() -> dict[str, Any]:
    """The sentences of `press.toml`."""
    return tomllib.loads(files("evals.world").joinpath("press.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class PrintedAmount:
    """A figure in its printed forms: in the dative ("einer Million Euro"), in the accusative, and in a headline."""

    euros: Decimal
    kind: str
    dative: str
    accusative: str
    headline: str
    headline_euros: Decimal
    headline_kind: str


@dataclass(frozen=True, slots=True)
class PressText:
    """A press release as text, and what stands in it."""

    text: str
    date: tuple[int, int | None, int | None] | None
    amounts: tuple[AmountTruth, ...]
    places: tuple[PlaceTruth, ...]
    quotes: tuple[tuple[str, str], ...]
    offers: tuple[str, ...]
    offer_sections: tuple[str, ...]


def print_press_amount(rng: random.Random, euros: Decimal, form: str, *, millions: bool) -> PrintedAmount:
    """Print a sum in one of the forms of the axis `press_amount`; `millions` for the large sums of the state."""
    unit = rng.choice(["Mio. Euro", "Millionen Euro", "Mio. €"])
    if form == "word" and euros < 2_000_000:
        one = Decimal(1_000_000)
        return PrintedAmount(one, "exact", "einer Million Euro", "eine Million Euro", "Eine Million Euro", one, "exact")
    if form == "million" or (form in {"exact", "nearly"} and millions) or form == "word":
        places = 1 if millions else 2
        rounded = round(euros / 1_000_000, places) * 1_000_000
        written = print_millions(rounded, places, unit)
        return PrintedAmount(rounded, "exact", written, written, written, rounded, "exact")
    if form == "exact":
        written = f"{group_thousands(euros)} {rng.choice(['Euro', '€'])}"
        return PrintedAmount(euros, "exact", written, written, written, euros, "exact")
    step = Decimal(100_000) if millions else Decimal(10_000)
    if form == "nearly":
        above = (euros / step).to_integral_value(ROUND_CEILING) * step
        written, headline = f"{group_thousands(euros)} Euro", f"knapp {group_thousands(above)} Euro"
        return PrintedAmount(euros, "exact", written, written, headline, above, "about")
    rounded = (euros / step).to_integral_value(ROUND_FLOOR) * step
    word, kind = {
        "about": (rng.choice(["rund", "etwa", "ca."]), "about"),
        "more_than": (rng.choice(["mehr als", "über"]), "at_least"),
        "up_to": ("bis zu", "up_to"),
    }[form]
    number = print_millions(rounded, 1, unit) if rounded >= 1_000_000 else f"{group_thousands(rounded)} Euro"
    rounded = round(rounded / 100_000) * Decimal(100_000) if rounded >= 1_000_000 else rounded
    written = f"{word} {number}"
    return PrintedAmount(rounded, kind, written, written, written, rounded, kind)


def write_press(
    rng: random.Random, axes: Mapping[str, str], body: Body | None, forms: BodyForms, year: int, euros: Decimal
) -> PressText:
    """A press release on the budget of one body, or of the state (`body` None: `forms` are not used)."""
    writer = _Press(rng, axes, body, forms, year)
    return writer.write(print_press_amount(rng, euros, axes["press_amount"], millions=body is None))


class _Press:
    """The pieces of one release, put together in order; holds what was said on the way."""

    def __init__(
        self, rng: random.Random, axes: Mapping[str, str], body: Body | None, forms: BodyForms, year: int
    ) -> None:
        self.rng, self.axes, self.body, self.forms, self.year = rng, axes, body, forms, year
        self.amounts: list[AmountTruth] = []
        self.places: list[tuple[int, str, str, str]] = []
        self.quotes: list[tuple[str, str]] = []
        self.offers: list[str] = []
        self.intro = ""
        self.date: tuple[int, int | None, int | None] | None = None

    def write(self, amount: PrintedAmount) -> PressText:
        """The whole text."""
        words, common, rng = sentences()["state" if self.body is None else "body"], sentences()["common"], self.rng
        headline = self._fill(rng.choice(words["headlines"]), amount_head=amount.headline, bare=self.forms.bare)
        opening = rng.choice(common["openings"])
        main = self._say_amount(rng.choice(words["amounts"]), amount)
        shown = self.axes["press_layout"] != "collector" and amount.headline in headline
        headline = headline[:1].upper() + headline[1:]
        if shown and (amount.headline_euros, amount.headline_kind) != (amount.euros, amount.kind):
            written = amount.headline if amount.headline in headline else headline[: len(amount.headline)]
            self._note(amount.headline_euros, written, amount.headline_kind, (self.year, self.year), "", STATE)
        blocks = [f"{main} {opening}" if rng.random() < 0.5 else f"{opening} {main}"]
        if self.body is not None and self.axes["press_own_share"] != "none":
            blocks[0] += " " + self._say_own_share(words["own"])
        blocks.append(self._quote(common))
        blocks += self._say_places(common)
        if self.body is None:
            blocks += self._say_state(words)
        blocks += self._list_offers(common)
        blocks.append(rng.choice(common["closings"]))
        text = self._lay_out(headline, main, blocks, common)
        return self._finish(text)

    def _fill(self, template: str, **more: str) -> str:
        forms = self.forms
        nominative = forms.nominative
        slots = {"Nom": nominative[:1].upper() + nominative[1:], "gen": forms.genitive, "dat": forms.dative}
        slots |= {"acc": forms.accusative, "year": str(self.year)}
        return template.format(**slots | more)

    def _note(
        self, euros: Decimal, written: str, kind: str, years: tuple[int, int], purpose: str, payer: str | None
    ) -> None:
        scope = STATE if self.body is None else self.body.id
        self.amounts.append(AmountTruth(euros, written, kind, *years, scope, payer, purpose, ""))

    def _say_amount(self, template: str, amount: PrintedAmount) -> str:
        several = self.body is not None and self.rng.random() < 0.3 and "{span}" in template
        years = (self.year, self.year + 4) if several else (self.year, self.year)
        span = f"für die Jahre {years[0]} bis {years[1]} " if several else ""
        written = amount.dative if "{amount}" in template else amount.accusative
        start = amount.accusative[:1].upper() + amount.accusative[1:]
        if "{Amount_acc}" in template:
            written = start
        self._note(amount.euros, written, amount.kind, years, "", STATE)
        return self._fill(template, amount=amount.dative, amount_acc=amount.accusative, Amount_acc=start, span=span)

    def _say_own_share(self, templates: list[str]) -> str:
        euros = Decimal(self.rng.randint(5, 40) * 10_000)
        about = self.axes["press_own_share"] == "about"
        written = f"etwa {group_thousands(euros)} Euro" if about else f"{group_thousands(euros)} Euro"
        assert self.body is not None
        years = (self.year, self.year)
        self._note(euros, written, "about" if about else "exact", years, "", self.body.id)
        return self._fill(self.rng.choice(templates), own=written)

    def _quote(self, common: Mapping[str, Any]) -> str:
        woman = self.rng.random() < 0.5
        sex = "women" if woman else "men"
        person = name_person(self.rng, woman=woman)
        kinds = parts()["people"]["city" if self.body and self.body.kind == "stadt" else "district"][sex]
        function = self.rng.choice(["Sozialministerin" if woman else "Sozialminister"] if self.body is None else kinds)
        self.quotes.append((person, function))
        verb = self.rng.choice(common["verbs"])
        return self._fill(self.rng.choice(common["quotes"]), person=person, function=function, verb=verb)

    def _say_places(self, common: Mapping[str, Any]) -> list[str]:
        count = {"none": 0, "one": 1, "three": 3}[self.axes["press_places"]] if self.body else 0
        printed = []
        for noun in self.rng.sample(common["place_nouns"], count):
            number = self.rng.randint(2, 240)
            kind = self.rng.choice(["exact", "up_to", "about"])
            written = {"exact": "", "up_to": "bis zu ", "about": "rund "}[kind] + str(number)
            self.places.append((number, written, kind, noun))
            printed.append(f"{written} {noun}")
        if not printed:
            return []
        joined = printed[0] if count == 1 else f"{', '.join(printed[:-1])} sowie {printed[-1]}"
        return [self.rng.choice(common["place_lines"]).format(places=joined)]

    def _say_state(self, words: Mapping[str, Any]) -> list[str]:
        blocks = []
        if self.rng.random() < 0.6:
            form = self.rng.choice(["word", "million", "about"])
            amount = print_press_amount(self.rng, Decimal(self.rng.randint(8, 30) * 100_000), form, millions=True)
            template = self.rng.choice(words["part_time"])
            written = amount.dative if "{amount}" in template else amount.accusative
            years = (self.year, self.year)
            self._note(amount.euros, written, amount.kind, years, "Teilzeitausbildung", STATE)
            blocks.append(self._fill(template, amount=amount.dative, amount_acc=amount.accusative))
        month, count = self.rng.choice(MONTHS[:6]), "26" if self.year < 2026 else "27"
        blocks.append(self._fill(self.rng.choice(words["talks"]), month=month, count=count))
        return blocks

    def _list_offers(self, common: Mapping[str, Any]) -> list[str]:
        if self.axes["press_list"] == "none" or self.body is None:
            return []
        place = self.rng.choice(parts()["places"]["local"])
        fields = [self.rng.choice(["preparation", "training", "qualification"]) for _ in range(4)]
        made = (name_project(self.rng, field, self.year, place, "Ausbildungsvorbereitung") for field in fields)
        self.offers = list(dict.fromkeys(measure.name for measure in made))
        self.intro = intro = self._fill(self.rng.choice(common["offers_intro"]))
        if self.axes["press_list"] == "dashes":
            return [intro, "\n".join(f"- {offer}" for offer in self.offers)]
        return [intro, *(f"{offer};" for offer in self.offers[:-1]), f"{self.offers[-1]}."]

    def _lay_out(self, headline: str, teaser: str, blocks: list[str], common: Mapping[str, Any]) -> str:
        layout, rng = self.axes["press_layout"], self.rng
        day = (self.year, rng.randint(1, 9), rng.randint(1, 28))
        if layout == "collector":
            self.date = (day[0], day[1], None)
            source = "Land Hessen" if self.body is None else self.forms.bare
            return "\n\n".join([f" date {day[0]}-{day[1]:02} {source} – {blocks[0]}", *blocks[1:]])
        if layout == "dateline":
            self.date = day
            town = "Wiesbaden" if self.body is None else rng.choice(self.body.seats)
            written = print_date(day, rng.choice(["2.8.2025", "02.08.2025", "2. August 2025"]))
            return "\n\n".join([headline, f"{town}, {written} – {blocks[0]}", *blocks[1:]])
        if layout == "web_page":
            source = "Hessisches Ministerium für Arbeit, Integration, Jugend und Soziales"
            person = name_person(rng, woman=True)
            caption = rng.choice(common["captions"]).format(person=person)
            contact = [caption, person, "Pressesprecherin", "Telefon", f"+49 611 {rng.randint(10000, 99999)}"]
            return "\n\n".join([source if self.body is None else self.forms.bare, headline, teaser, *blocks, *contact])
        return "\n\n".join([headline, *blocks])

    def _finish(self, text: str) -> PressText:
        places = tuple(
            PlaceTruth(count, written, kind, what, label_paragraph(text, text.index(f"{written} {what}")))
            for count, written, kind, what in self.places
        )
        amounts = tuple(_locate(amount, text) for amount in self.amounts)
        listed = text.rfind(self.intro) + len(self.intro) if self.intro else 0
        sections = tuple(label_paragraph(text, text.index(offer, listed)) for offer in self.offers)
        return PressText(text, self.date, amounts, places, tuple(self.quotes), tuple(self.offers), sections)


def _locate(amount: AmountTruth, text: str) -> AmountTruth:
    """The amount with the paragraphs that print it."""
    found = [match.start() for match in re.finditer(re.escape(amount.written), text, re.IGNORECASE)]
    first, *others = dict.fromkeys(label_paragraph(text, start) for start in found)
    return replace(amount, section=first, times=len(found), further=tuple(others))
