"""Questions about one agreement: its amount, people, projects."""

import random

from evals.cases import Evidence, Expected
from evals.questions.facts import Held, cite_context, cite_head, cite_measure, cite_offers, cite_signature
from evals.questions.naming import spell_day, words
from evals.questions.question import (
    ANSWERED_OR_PARTIAL,
    NOT_FOUND,
    YES,
    Question,
    about_agreement,
    ask_once,
    choose_agreement,
    expect_amount,
    signed_for_body,
    signed_for_state,
)
from evals.world import AgreementTruth, MeasureTruth, SignatureTruth
from evals.world.agreement import wording


def ask_amount(held: Held, rng: random.Random) -> Question | None:
    """How much does a body get?"""
    agreement = choose_agreement(held, rng)
    return ask_once(agreement.id, "amount", about_agreement(agreement, rng), expect_amount(held, agreement))


def ask_signatory(held: Held, rng: random.Random) -> Question | None:
    """Who signed for the body?"""
    agreement = choose_agreement(held, rng)
    return ask_once(agreement.id, "signatory", about_agreement(agreement, rng), expect_signatory(agreement))


def expect_signatory(agreement: AgreementTruth) -> Expected:
    """Everybody who signed for the body."""
    return _expect_signed(signed_for_body(agreement), agreement)


def _expect_signed(signed: tuple[SignatureTruth, ...], agreement: AgreementTruth) -> Expected:
    evidence = tuple(cite_signature(agreement, s.name) for s in signed)
    return Expected(
        ANSWERED_OR_PARTIAL, names=tuple((s.name,) for s in signed), evidence=(*evidence, *cite_context(agreement))
    )


def ask_minister(held: Held, rng: random.Random) -> Question | None:
    """Who signed for the ministry?"""
    agreement = choose_agreement(held, rng)
    expected = _expect_signed((signed_for_state(agreement),), agreement)
    return ask_once(agreement.id, "minister", about_agreement(agreement, rng), expected)


def ask_signing_date(held: Held, rng: random.Random) -> Question | None:
    """When did the body sign? The line may be blank."""
    agreement = choose_agreement(held, rng)
    return ask_once(agreement.id, "signing_date", about_agreement(agreement, rng), expect_signing_date(agreement))


def expect_signing_date(agreement: AgreementTruth) -> Expected:
    """The day on which the body signed; where its line was left blank, that this is not said."""
    signature = signed_for_body(agreement)[0]
    if signature.date is None:
        place = cite_signature(agreement, signature.name, optional=True)
        return Expected((*NOT_FOUND, "partial"), evidence=(place, *cite_context(agreement)))
    evidence = (cite_signature(agreement, signature.name), *cite_context(agreement))
    return Expected(ANSWERED_OR_PARTIAL, names=(spell_day(signature.date),), evidence=evidence)


def ask_signing_place(held: Held, rng: random.Random) -> Question | None:
    """Where did the body sign?"""
    agreement = choose_agreement(held, rng)
    return ask_once(agreement.id, "signing_place", about_agreement(agreement, rng), expect_signing_place(agreement))


def expect_signing_place(agreement: AgreementTruth) -> Expected:
    """The place in which the body signed."""
    signature = signed_for_body(agreement)[0]
    evidence = (cite_signature(agreement, signature.name), *cite_context(agreement))
    return Expected(ANSWERED_OR_PARTIAL, names=((signature.place or "",),), evidence=evidence)


def ask_function(held: Held, rng: random.Random) -> Question | None:
    """In which function did somebody sign for a body?"""
    agreement = choose_agreement(held, rng)
    signature = rng.choice(signed_for_body(agreement))
    evidence = (cite_signature(agreement, signature.name), *cite_context(agreement))
    expected = Expected(ANSWERED_OR_PARTIAL, names=((signature.function,),), evidence=evidence)
    slots = about_agreement(agreement, rng) | {"person": signature.name}
    return ask_once(f"{agreement.id}-{signature.name}", "function", slots, expected)


def ask_person_function(held: Held, rng: random.Random) -> Question | None:
    """Which function has somebody, whatever they signed?"""
    person = rng.choice(signed_for_body(choose_agreement(held, rng))).name
    signed = [(a, s) for a in held.agreements for s in a.signatures if s.name == person]
    quoted = any(person == name for release in held.press for name, _ in release.quotes)
    if quoted or len({s.function for _, s in signed}) > 1:
        return None
    evidence = tuple(cite_signature(a, person, group=person) for a, _ in signed)
    context = tuple(e for a, _ in signed for e in cite_context(a))
    expected = Expected(ANSWERED_OR_PARTIAL, names=((signed[0][1].function,),), evidence=(*evidence, *context))
    return ask_once(person, "person_function", {"person": person}, expected)


def ask_alliance(held: Held, rng: random.Random) -> Question | None:
    """For which years is the alliance that the preamble names?"""
    agreement = choose_agreement(held, rng)
    if agreement.alliance is None:
        return None
    first, last = (str(year) for year in agreement.alliance)
    place = Evidence(agreement.file, "Präambel", f"{first} bis {last}", f"{agreement.file} Präambel")
    expected = Expected(
        ANSWERED_OR_PARTIAL, names=((first,), (last,)), evidence=(place, *_other_alliances(held, agreement))
    )
    return ask_once(agreement.id, "alliance", about_agreement(agreement, rng), expected)


def _other_alliances(held: Held, agreement: AgreementTruth) -> tuple[Evidence, ...]:
    first, last = agreement.alliance or (0, 0)
    others = [a for a in held.agreements if a.alliance == agreement.alliance and a != agreement]
    text = f"{first} bis {last}"
    return tuple(Evidence(a.file, "Präambel", text, f"{a.file} Präambel", optional=True) for a in others)


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
    if not marked and any(amount.purpose == "Teilzeitausbildung" for amount in agreement.amounts):
        return None  # money is earmarked, no project is marked: a reader may say either
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
    english = words()["categories"]["en"].get(category.key, usual)
    expected = Expected(ANSWERED_OR_PARTIAL, names=((category.title, usual, english),), evidence=evidence)
    slots = about_agreement(agreement, rng) | {"measure": measure.name}
    return ask_once(f"{agreement.id}-{measure.name}", "category_of", slots, expected)


def ask_section(held: Held, rng: random.Random) -> Question | None:
    """Show § 5."""
    agreement = choose_agreement(held, rng)
    names = tuple((m.name, m.name.rstrip(".")) for m in agreement.measures)
    evidence = tuple(cite_measure(agreement, m) for m in agreement.measures)
    expected = Expected(ANSWERED_OR_PARTIAL, names=names, evidence=evidence)
    return ask_once(agreement.id, "show", about_agreement(agreement, rng), expected)


MAKERS = (
    ask_amount, ask_signatory, ask_ministry, ask_category_of, ask_signing_date, ask_function, ask_minister,
    ask_signing_place, ask_alliance, ask_person_function,
)  # fmt: skip
LISTS = (ask_measures, ask_measures_of_category, ask_part_time_measures)
YES_OR_NO = (ask_whether_part_time,)
SHOWN = (ask_section,)
