"""Writes one agreement: head, preamble, seven paragraphs, signatures, with its truth."""

import random
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.bodies import Body
from assistant.documents import STATE
from evals.world.measures import MeasureList
from evals.world.names import BodyForms
from evals.world.printing import print_amount
from evals.world.records import AmountTruth
from evals.world.signing import Signing

SECTIONS = ("Kopf", "Präambel", *(f"§ {number}" for number in range(1, 8)), "Unterschriften")


@cache
def wording() -> dict[str, Any]:
    """The template wording of `wording.toml`."""
    return tomllib.loads(files("evals.world").joinpath("wording.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands fixed before an agreement is written down."""

    body: Body
    forms: BodyForms
    year: int
    axes: dict[str, str]
    total: Decimal
    second: Decimal
    earmark: Decimal
    measures: MeasureList
    signing: Signing

    @property
    def era(self) -> str:
        """Which template: "old" to 2019, "mid" to 2024, "new" since."""
        return "old" if self.year < 2020 else "mid" if self.year < 2025 else "new"

    @property
    def ministry(self) -> dict[str, Any]:
        """The ministry of the year."""
        return dict(wording()["ministries"]["integration" if self.year < 2024 else "labour"])

    @property
    def alliance(self) -> tuple[int, int] | None:
        """The years of the alliance that the preamble names."""
        if self.year < 2015 or (self.era == "old" and self.axes["budgets"] == "two"):
            return None
        first = 2015 + (self.year - 2015) // 5 * 5
        return first, first + 4

    @property
    def two(self) -> bool:
        """Whether it is for two budgets, as some were to 2018."""
        return self.axes["budgets"] == "two" and self.year <= 2018


def write_agreement(draft: Draft, rng: random.Random) -> str:
    """The fixed text of the agreement."""
    blocks = [*_write_head(draft), *_write_preamble(draft), *_write_aims(draft), *_write_duties(draft)]
    blocks += [*_write_disability(draft), *_write_money(draft), *_write_measures(draft), *_write_rest(draft)]
    blocks = _furnish(blocks, draft, rng)
    return "\n\n".join([*blocks, *draft.signing.blocks]) + rng.choice(["", "\n"])


def list_amounts(draft: Draft) -> tuple[AmountTruth, ...]:
    """The amounts of § 4 as records."""
    form = draft.axes["amount_format"]

    def amount(euros: Decimal, written: str, kind: str, purpose: str) -> AmountTruth:
        return AmountTruth(euros, written, kind, draft.year, draft.year, draft.body.id, STATE, purpose, "§ 4")

    amounts = [amount(draft.total, print_amount(draft.total, form), "exact", "")]
    if draft.two:
        amounts.append(amount(draft.second, print_amount(draft.second, form), "exact", "Arbeitsmarktbudget"))
    if draft.axes["earmark"] != "none":
        kind = draft.axes["earmark"]
        amounts.append(amount(draft.earmark, _print_earmark(draft), kind, "Teilzeitausbildung"))
    return tuple(amounts)


def _print_earmark(draft: Draft) -> str:
    before = "bis zu " if draft.axes["earmark"] == "up_to" else ""
    return before + print_amount(draft.earmark, draft.axes["amount_format"])


def _fill(template: str, draft: Draft, **more: str) -> str:
    forms, ministry = draft.forms, draft.ministry
    nominative = ministry["nominative"]
    slots = {
        "Nom": forms.nominative[0].upper() + forms.nominative[1:], "nom": forms.nominative, "gen": forms.genitive,
        "dat": forms.dative, "acc": forms.accusative, "year": str(draft.year), "short": ministry["short"],
        "ministry": "das" + nominative[3:], "ministry_cap": nominative, "ministry_gen": ministry["genitive"],
        "budgets": "die beiden Budgets" if draft.two else "das Ausbildungs- und Qualifizierungsbudget",
        "budgets_dat": "den beiden Budgets" if draft.two else f"dem Ausbildungs- und Qualifizierungsbudget {draft.year}",
    }  # fmt: skip
    return template.format(**slots | more)


_LOGOS = {
    "none": [],
    "bold": ["**ARBEITSWELT\nHESSEN**\ninnovativ · sozial · nachhaltig"],
    "plain": ["ARBEITSWELT HESSEN\ninnovativ · sozial · nachhaltig"],
    "asterisk": ["* HESSEN", "ARBEITSWELT HESSEN"],
    "torn": ["ARBEITSWELT\n\nHESSEN\n\ninnovativ · so zial · n achhaltig"],
}


def _write_head(draft: Draft) -> list[str]:
    year, ministry, body = str(draft.year), draft.ministry["dative"], f"und {draft.forms.dative}"
    purpose = "zur Umsetzung des hessischen Ausbildungs- und Qualifizierungsbudgets"
    purpose += " und des Arbeitsmarktbudgets" if draft.two else ""
    plain = ["Zielvereinbarung", year, "zwischen", ministry, body, purpose]
    styles = {
        "lines": plain,
        "compact": ["\n".join(plain)],
        "one_line": [f"Zielvereinbarung {year} zwischen {ministry} {body} {purpose}"],
        "wrapped": [
            f"Zielvereinbarung\n{year}",
            "zwischen",
            ministry.replace(" für ", "\nfür "),
            "und",
            draft.forms.dative,
            purpose.replace(" Ausbildungs-", "\nAusbildungs-"),
        ],
        "title_year": [f"Zielvereinbarung {year}", *plain[2:]],
        "bold": ["**Zielvereinbarung**", f"**{year}**", "zwischen", ministry, f"und **{draft.forms.dative}**", purpose],
        "markdown": [f"# Zielvereinbarung {year}", *plain[2:]],
    }
    start = [f" date {draft.year}-12"] if draft.axes["furniture"] == "collector" else []
    return [*start, *_LOGOS[draft.axes["logo"]], *styles[draft.axes["head"]]]


def _write_preamble(draft: Draft) -> list[str]:
    words = wording()
    if draft.alliance is None:
        alliance = words["alliances"]["old"]
    else:
        alliance = words["alliances"]["named"].format(first=draft.alliance[0], last=draft.alliance[1])
    title = {"bold_all": "**Präambel**", "markdown": "## Präambel"}.get(draft.axes["heading"], "Präambel")
    text = words["preamble"]["old" if draft.era == "old" else "mid"]
    return [title, _fill(text, draft, alliance=alliance)]


def _head_section(draft: Draft, number: int, *titles: str) -> list[str]:
    style = draft.axes["heading"]
    if style == "mixed":
        style = "own_line" if number <= 5 else "bold_title"
    first, *others = titles
    return {
        "own_line": [f"§ {number}", *titles],
        "same_line": [f"§ {number} {first}", *others],
        "bold_title": [f"§ {number} **{first}**", *(f"**{title}**" for title in others)],
        "bold_all": [f"**§ {number} {first}**", *(f"**{title}**" for title in others)],
        "markdown": ["\n".join([f"## § {number} {first}", *others])],
        "close": [f"§{number} {first}", *others],
    }[style]


def _write_aims(draft: Draft) -> list[str]:
    aims = wording()["aims"]
    skilled = "Fachkräfte sicherung" if draft.axes["torn_words"] == "aims" else "Fachkräftesicherung"
    later = [] if draft.era == "old" else [aims["part_time"]]
    texts = [aims[draft.era], aims["law"], *later, aims["focus"]]
    tear = "\n\n" if draft.axes["amount_layout"] == "torn" else " "
    filled = [_fill(text, draft, skilled=skilled, tear=tear) for text in texts]
    return [*_head_section(draft, 1, aims["heading"], aims["heading2"]), *filled]


def _write_duties(draft: Draft) -> list[str]:
    duties = wording()["duties"]
    return [*_head_section(draft, 2, duties["heading"]), _fill(duties["text"], draft), _fill(duties[draft.era], draft)]


def _write_disability(draft: Draft) -> list[str]:
    words = wording()["disability"]
    return [*_head_section(draft, 3, words["heading"]), _fill(words["text"], draft)]


def _write_money(draft: Draft) -> list[str]:
    words, amounts = wording()["money"], [a.written for a in list_amounts(draft) if a.purpose != "Teilzeitausbildung"]
    layout = draft.axes["amount_layout"]
    if layout == "bold":
        amounts = [f"**{amount}**" for amount in amounts]
    pieces = [words["before"], amounts[0], words["after"]]
    if draft.two:
        pieces = [words["before"], amounts[0], words["after_two"], amounts[1], words["after_second"]]
    glue = {"torn": "\n\n", "inline": " ", "bold": "\n\n", "two_lines": "\n"}[layout]
    blocks = [_fill(glue.join(pieces), draft)]
    if draft.axes["earmark"] != "none":
        blocks.append(_fill(words["earmark"], draft, earmark=_print_earmark(draft)))
    return [*_head_section(draft, 4, words["heading"]), *blocks]


def _write_measures(draft: Draft) -> list[str]:
    words = wording()["measures"]
    intro = _fill(
        words["intro_two" if draft.two else "intro"], draft, bold="**" if draft.axes["logo"] == "bold" else ""
    )
    heading = _head_section(draft, 5, _fill(words["heading"], draft))
    return [*heading, intro, draft.measures.text, _fill(words["closing"], draft)]


def _write_rest(draft: Draft) -> list[str]:
    blocks = []
    for number, name in ((6, "steering"), (7, "improvement")):
        words = wording()[name]
        blocks += _head_section(draft, number, words["heading"])
        blocks += [_fill(words["text"], draft), _fill(words["text2"], draft)]
    return blocks


def _furnish(blocks: list[str], draft: Draft, rng: random.Random) -> list[str]:
    """Put page numbers or a running head between paragraphs, never before the preamble."""
    kind = draft.axes["furniture"]
    if kind not in {"page_numbers", "running_head"}:
        return blocks
    style = rng.choice(["- {} -", "Seite {} von 6", "{}"])
    first = next(i for i, block in enumerate(blocks) if "Präambel" in block) + 2
    places = sorted(rng.sample(range(first, len(blocks)), 3))
    furnished = list(blocks)
    for page, at in reversed(list(enumerate(places, start=2))):
        line = style.format(page) if kind == "page_numbers" else f"Zielvereinbarung {draft.year} – {draft.forms.bare}"
        furnished.insert(at, line)
    return furnished
