"""Writes the signatures of an agreement in all their forms."""

import calendar
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.bodies import Body
from assistant.documents import STATE
from evals.world.names import BodyForms, name_person, parts
from evals.world.printing import print_date
from evals.world.records import SignatureTruth


@dataclass(frozen=True, slots=True)
class Signing:
    """The signature blocks as paragraphs, and who signed."""

    blocks: tuple[str, ...]
    signatures: tuple[SignatureTruth, ...]


def write_signing(
    rng: random.Random,
    axes: Mapping[str, str],
    body: Body,
    forms: BodyForms,
    year: int,
    ministry: Mapping[str, Any],
    minister: tuple[str, str],
) -> Signing:
    """Both sides sign, in the year of the budget."""
    month = rng.choice((2, 3, 4, 5, 6, 7, 7, 8, 8, 9, 11))
    day = rng.randint(1, 20)
    name, function = minister
    if rng.random() < 0.2:
        woman = rng.random() < 0.5
        name, function = name_person(rng, woman=woman), parts()["people"]["state"]["women" if woman else "men"][0]
    state = _sign(name, function, STATE, "Wiesbaden", (year, month, day), axes["date_format"])
    last = calendar.monthrange(year, month)[1]
    body_day = (year, month, min(last, day + rng.randint(2, 12)))
    signers = _choose_signers(rng, body, 2 if axes["signatures"] == "two_for_body" else 1)
    seat = rng.choice(body.seats)
    own = [_sign(n, f, body.id, seat, body_day, axes["date_format"]) for n, f in signers]
    if axes["signatures"] == "columns":
        return Signing(_print_columns(state, own[0], forms, ministry), (state, own[0]))
    sides = [
        _print_side([state], list(ministry["lines"]), axes),
        _print_side(own, _organisation_lines(forms, axes["organisation"]), axes),
    ]
    signatures = [state, *own]
    if axes["signatures"] == "body_first":
        sides.reverse()
        signatures = [*own, state]
    return Signing(tuple(block for side in sides for block in side), tuple(signatures))


def _choose_signers(rng: random.Random, body: Body, count: int) -> list[tuple[str, str]]:
    kinds = parts()["people"]["city" if body.kind == "stadt" else "district"]
    signers: list[tuple[str, str]] = []
    while len(signers) < count:
        woman = rng.random() < 0.5
        signer = name_person(rng, woman=woman), rng.choice(kinds["women" if woman else "men"])
        if signer[0] not in [name for name, _ in signers]:
            signers.append(signer)
    return signers


def _sign(name: str, function: str, body: str, place: str, day: tuple[int, int, int], form: str) -> SignatureTruth:
    if form == "blank" and body != STATE:
        return SignatureTruth(name, function, body, place, None, "")
    written = print_date(day, form)
    return SignatureTruth(name, function, body, place, day, written)


def _organisation_lines(forms: BodyForms, style: str) -> list[str]:
    if style == "lines" and forms.genitive.count(" ") >= 2:
        article, kind, rest = forms.genitive.split(" ", 2)
        return [f"{article} {kind}", rest]
    return [forms.genitive]


def _print_place_date(signature: SignatureTruth, form: str) -> list[str]:
    if signature.date is None:
        return [f"{signature.place}, den ____________"]
    if form == "torn":
        return [f"{signature.place}, den", signature.date_written]
    if form == "no_den":
        return [f"{signature.place}, {signature.date_written}"]
    return [f"{signature.place}, den {signature.date_written}"]


def _print_side(signatures: Sequence[SignatureTruth], organisation: list[str], axes: Mapping[str, str]) -> list[str]:
    """One side: place and date once, then each person with function and organisation."""
    form = axes["signatures"]
    blocks = _print_place_date(signatures[0], axes["date_format"])
    for signature in signatures:
        lines = [signature.function, *organisation]
        if axes["organisation"] != "lines":
            lines = [signature.function, " ".join(organisation)]
        if axes["organisation"] == "with_function" and signature.body != STATE:
            lines = [f"{signature.function} {organisation[0]}", *organisation[1:]]
        before = {
            "twice": [signature.name],
            "initials": ["".join(w[0] for w in signature.name.split() if w[0].isupper())],
            "body_first": [signature.name],
        }
        name = f"gez. {signature.name}" if form == "gez" else signature.name
        blocks += [*before.get(form, []), "\n".join([name, *lines])]
    return blocks


def _print_columns(
    state: SignatureTruth, own: SignatureTruth, forms: BodyForms, ministry: Mapping[str, Any]
) -> tuple[str, ...]:
    """Both sides beside each other, as a text layer of a PDF gives them."""
    left = [f"{state.place}, den {state.date_written}", "", state.name, state.function, *ministry["lines"]]
    date = own.date_written or "____________"
    right = [f"{own.place}, den {date}", "", own.name, own.function, *_organisation_lines(forms, "lines")]
    height = max(len(left), len(right))
    rows = zip(left + [""] * (height - len(left)), right + [""] * (height - len(right)), strict=True)
    return ("\n".join(f"{one:<48}{two}".rstrip() for one, two in rows),)
