"""Questions about one agreement: its amount, people, projects."""

import random

from assistant.documents import STATE
from evals.cases import Evidence, Expected
from evals.questions.facts import Held, cite_context, cite_head, cite_measure, cite_offers, cite_signature, phrasings
from evals.questions.question import (
    ANSWERED,
    ANSWERED_OR_PARTIAL,
    NOT_FOUND,
    YES,
    Question,
    about_agreement,
    ask_once,
    choose_agreement,
    expect_amount,
)
from evals.world import AgreementTruth, MeasureTruth, SignatureTruth
from evals.world.agreement import wording
from evals.world.printing import MONTHS

_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def ask_amount(held: Held, rng: random.Random) -> Question | None:
    """How much does a body get?"""
    agreement = choose_agreement(held, rng)
    return ask_once(agreement.id, "amount", about_agreement(agreement, rng), expect_amount(held, agreement))


def ask_signature(held: Held, rng: random.Random) -> Question | None:
    """Who signed, when, where?"""
    agreement = choose_agreement(held, rng)
    slots = about_agreement(agreement, rng)
    phrasing = rng.choice(["signatory", "minister", "signing_date", "signing_place"])
    state = phrasing == "minister"
    signed = [s for s in agreement.signatures if (s.body == STATE) == state]
    texts = [s.name for s in signed]
    names: tuple[tuple[str, ...], ...] = tuple((s.name,) for s in signed)
    if phrasing == "signing_place":
        names = ((signed[0].place or "",),)
    if phrasing == "signing_date":
        if signed[0].date is None:
            expected = Expected(NOT_FOUND, names=(), evidence=_optional_signature(agreement, signed[0]))
            return ask_once(agreement.id, phrasing, slots, expected)
        names = (spell_date(signed[0]),)
    evidence = tuple(cite_signature(agreement, text) for text in texts)
    return ask_once(agreement.id, phrasing, slots, Expected(ANSWERED, names=names, evidence=evidence))


def _optional_signature(agreement: AgreementTruth, signature: SignatureTruth) -> tuple[Evidence, ...]:
    return (cite_signature(agreement, signature.name, optional=True),)


def spell_date(signature: SignatureTruth) -> tuple[str, ...]:
    """A date in every spelling that an answer may use."""
    if signature.date is None:
        return ()
    year, month, day = signature.date
    german, english = MONTHS[month - 1], _ENGLISH_MONTHS[month - 1]
    spelled = (f"{day}. {german} {year}", f"{day} {english} {year}", f"{english} {day}, {year}")
    return (f"{day}.{month}.{year}", f"{day:02}.{month:02}.{year}", *spelled)


def ask_ministry(held: Held, rng: random.Random) -> Question | None:
    """Which ministry?"""
    agreement = choose_agreement(held, rng)
    core = agreement.ministry.split(" für ")[-1]
    evidence = (cite_head(agreement, group="ministry"), *_ministry_places(agreement))
    expected = Expected(ANSWERED_OR_PARTIAL, names=((core,),), evidence=evidence)
    return ask_once(agreement.id, "ministry", about_agreement(agreement, rng), expected)


def _ministry_places(agreement: AgreementTruth) -> tuple[Evidence, ...]:
    places = (("Präambel", agreement.ministry_short), ("Unterschriften", "Ministerium"), ("§ 3", "Ministeriums"))
    return tuple(Evidence(agreement.file, section, text, "ministry") for section, text in places)


def ask_measures(held: Held, rng: random.Random) -> Question | None:
    """Which projects?"""
    agreement = choose_agreement(held, rng)
    if not agreement.measures:
        return None
    expected = expect_measures(held, agreement, agreement.measures)
    return ask_once(agreement.id, "measures", about_agreement(agreement, rng), expected)


def expect_measures(held: Held, agreement: AgreementTruth, measures: tuple[MeasureTruth, ...]) -> Expected:
    """A complete list of projects of one agreement; what press releases list besides may be given too."""
    releases = held.offers(agreement.body, agreement.year)
    return Expected(
        outcomes=ANSWERED_OR_PARTIAL,
        rows=tuple({"measure": name} for name in dict.fromkeys(m.name for m in measures)),
        allowed_rows=tuple({"measure": offer} for release in releases for offer in release.offers),
        evidence=(
            *(cite_measure(agreement, m) for m in measures),
            *cite_context(agreement),
            *(place for release in releases for place in cite_offers(release)),
        ),
    )


def ask_measures_of_category(held: Held, rng: random.Random) -> Question | None:
    """Which projects of one category? Sometimes the category is printed and empty."""
    agreement = choose_agreement(held, rng)
    category = rng.choice([c for c in agreement.categories if c.key != "other"])
    slots = about_agreement(agreement, rng) | {"category:": category.key}
    measures = tuple(m for m in agreement.measures if m.category == category.key)
    about = f"{agreement.id}-{category.key}"
    if measures:
        return ask_once(about, "measures_category", slots, expect_measures(held, agreement, measures))
    place = Evidence(agreement.file, "§ 5", category.title, f"{agreement.file} § 5")
    outcomes = (*ANSWERED_OR_PARTIAL, "not_found", "corrected")
    return ask_once(about, "measures_category", slots, Expected(outcomes, rows=(), evidence=(place,)))


def ask_part_time_measures(held: Held, rng: random.Random) -> Question | None:
    """Which projects of a body are marked as part-time?"""
    agreement = choose_agreement(held, rng)
    marked = tuple(m for m in agreement.measures if m.mark)
    if not marked:
        return None
    slots = about_agreement(agreement, rng)
    return ask_once(agreement.id, "measures_part_time", slots, expect_measures(held, agreement, marked))


def ask_whether_part_time(held: Held, rng: random.Random) -> Question | None:
    """Has a body part-time projects? Silence of the documents is not a no, and not a yes."""
    agreement = choose_agreement(held, rng)
    marked = tuple(m for m in agreement.measures if m.mark)
    slots = about_agreement(agreement, rng)
    if marked:
        evidence = tuple(cite_measure(agreement, m) for m in marked)
        expected = Expected(ANSWERED_OR_PARTIAL, names=(YES,), evidence=(*evidence, *cite_context(agreement)))
    else:
        place = cite_measure(agreement, agreement.measures[0], optional=True)
        expected = Expected((*ANSWERED_OR_PARTIAL, "not_found"), forbidden=("Ja,", "Ja.", "Yes,"), evidence=(place,))
    return ask_once(agreement.id, "part_time_yes", slots, expected)


def ask_category_of(held: Held, rng: random.Random) -> Question | None:
    """In which category is a project?"""
    agreement = choose_agreement(held, rng)
    names = [m.name for m in agreement.measures]
    single = [m for m in agreement.measures if names.count(m.name) == 1 and "„" not in m.name]
    if not single or agreement.axes["torn_words"] in {"title", "name"}:
        return None
    measure = rng.choice(single)
    category = next(c for c in agreement.categories if c.key == measure.category)
    usual = wording()["measures"]["titles"].get(category.key, [category.title])[0]
    evidence = (cite_measure(agreement, measure), *cite_context(agreement))
    english = phrasings()["categories"]["en"].get(category.key, usual)
    expected = Expected(ANSWERED_OR_PARTIAL, names=((category.title, usual, english),), evidence=evidence)
    slots = about_agreement(agreement, rng) | {"measure": measure.name}
    return ask_once(f"{agreement.id}-{measure.name}", "category_of", slots, expected)


def ask_section(held: Held, rng: random.Random) -> Question | None:
    """Show § 5."""
    agreement = choose_agreement(held, rng)
    names = tuple((m.name,) for m in agreement.measures)
    evidence = tuple(cite_measure(agreement, m) for m in agreement.measures)
    expected = Expected(ANSWERED_OR_PARTIAL, names=names, evidence=evidence)
    return ask_once(agreement.id, "show", about_agreement(agreement, rng), expected)
