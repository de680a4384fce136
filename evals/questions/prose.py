"""Questions that the running text of a world answers, with the places that answer them: what search must find."""

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.bodies import get_body
from evals.cases import Case, Evidence, Expected
from evals.paragraphs import label_paragraph
from evals.questions.naming import name_body
from evals.questions.question import ANSWERED_OR_PARTIAL
from evals.world import AgreementTruth, Made, PressTruth

_KINDS = {"any": "agreement", "one": "agreement", "press": "press_release", "other": "other"}
_SLOT = re.compile(r"\{(\w+)\}")


@cache
def _asks() -> tuple[Mapping[str, Any], ...]:
    text = files("evals.questions").joinpath("prose.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["ask"])


def ask_prose(made: Sequence[Made], seed: int, each: int = 3) -> tuple[Case, ...]:
    """Every way of asking about every piece of prose that the world holds, the same for the same seed.

    Args:
        made: The world's documents.
        seed: Seed of all chance.
        each: For how many documents a question is asked that names one.
    """
    rng = random.Random(f"{seed}-prose")
    cases: list[Case] = []
    for number, ask in enumerate(_asks(), start=1):
        held = [one for one in made if one.truth.kind == _KINDS[ask["of"]] and _find(ask, one)]
        named = ask["of"] in {"one", "press"} and not ask.get("any")
        groups = [[one] for one in rng.sample(held, min(each, len(held)))] if named else [held]
        for count, group in enumerate((g for g in groups if g), start=1):
            cases += _phrase(ask, group, rng, f"prose-{number:02}-{count}")
    return tuple(cases)


def _phrase(ask: Mapping[str, Any], group: Sequence[Made], rng: random.Random, name: str) -> Iterator[Case]:
    evidence = tuple(place for one in group if (place := _find(ask, one)))
    for language in ("de", "en"):
        for number, template in enumerate(ask[language], start=1):
            yield Case(
                id=f"{name}-{language}{number}",
                kind="named" if _SLOT.search(template) else "general",
                language=language,
                turns=(template.format(**_name(group[0], rng)),),
                expected=(Expected(ANSWERED_OR_PARTIAL, evidence=evidence),),
                family=name,
            )


def _name(one: Made, rng: random.Random) -> dict[str, str]:
    """Body, year and person of a document, as people name them."""
    truth = one.truth
    named = name_body(rng, truth.body) if truth.body else {}
    if isinstance(truth, PressTruth) and truth.quotes:
        named |= {"person": truth.quotes[0][0], "function": truth.quotes[0][1]}
    return named | {"year": str(truth.year or "")}


def _find(ask: Mapping[str, Any], one: Made) -> Evidence | None:
    """The place of the wording in a document, as it is printed there; None where it does not hold it."""
    slots = _print(one)
    if set(_SLOT.findall(ask["text"])) - slots.keys():
        return None
    pieces = ask["text"].format(**slots).split("*")
    found = re.search(r"[^\n]*?".join(r"\s+".join(map(re.escape, piece.split(" "))) for piece in pieces), one.text)
    if found is None:
        return None
    section = ask.get("section") or label_paragraph(one.text, found.start())
    return Evidence(one.file, section, " ".join(found.group().split()), ask["text"])


def _print(one: Made) -> dict[str, str]:
    """Body, year and person of a document, as its wording prints them."""
    truth = one.truth
    printed = {"year": str(truth.year or ""), "verb": "*"}
    if truth.body and not isinstance(truth, AgreementTruth):
        body = get_body(truth.body)
        nominative = body.inflect("nominative")
        printed |= {"Nom": nominative[0].upper() + nominative[1:], "gen": body.inflect("genitive")}
    if isinstance(truth, PressTruth) and truth.quotes:
        printed |= {"person": truth.quotes[0][0], "function": truth.quotes[0][1]}
    return printed
