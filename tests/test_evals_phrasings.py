"""The phrasings of generated questions: enough of each, none twice, none in both sets, every slot filled."""

import random
import re
from collections import Counter
from difflib import SequenceMatcher

import pytest

from assistant.bodies import all_bodies
from evals.questions import Asking, ask_world
from evals.questions.ask import KINDS
from evals.questions.facts import arrange
from evals.questions.naming import name_body, translate_slots
from evals.questions.phrase import PHRASING_SETS, list_templates, phrasings
from evals.questions.slips import slip_name
from evals.world import World

NOT_ASKED = {"frames", "claims", "claim_frames"}
"""Parts that others are put together of."""


def leaves(table, path=()):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, key))
        else:
            yield path, key, [line for line in value.splitlines() if line]


@pytest.fixture(scope="module")
def truths():
    return [one.truth for one in World(901, documents=130).make()]


@pytest.fixture(scope="module")
def slots(truths):
    """Type -> the slots of questions of that type, from every maker."""
    held = arrange(truths)
    found = {}
    for kind in KINDS.values():
        for maker in kind.makers:
            for seed in range(160):
                question = maker(held, random.Random(seed))
                for turn in question.turns if question else ():
                    found.setdefault(turn.phrasing, []).append(turn.slots)
    return found


def test_enough_phrasings_of_every_type():
    for path, language, lines in leaves(phrasings("dev")):
        if (len(path) == 1 and path[0] != "frames") or path == ("claim_frames",):
            assert len(lines) >= {"de": 14, "en": 7}[language], path
    silent = [path for path, language, _ in leaves(phrasings("dev")) if path[0].startswith("unstated")]
    assert len(set(silent)) >= 25
    aside = {line for name in ("off_topic", "order") for line in list_templates(name, "de")}
    assert len(aside) >= 30


def test_no_phrasing_twice_in_a_type():
    for chosen in PHRASING_SETS:
        for path, language, lines in leaves(phrasings(chosen)):
            twice = [line for line, count in Counter(line.casefold() for line in lines).items() if count > 1]
            assert twice == [], (chosen, path, language)


def test_held_and_development_share_no_phrasing_but_all_types():
    held = list(leaves(phrasings("held")))
    lines_held = {line.casefold() for *_, lines in held for line in lines}
    for chosen in ("dev", "free", "more", "extra"):
        others = list(leaves(phrasings(chosen)))
        assert lines_held & {line.casefold() for *_, lines in others for line in lines} == set(), chosen
        if chosen != "extra":
            assert {(path, language) for path, language, _ in others} == {(p, lang) for p, lang, _ in held}


def test_every_type_is_asked(slots):
    types = {".".join(path) for path, *_ in leaves(phrasings("dev")) if path[0] not in NOT_ASKED}
    claims = {path[1] for path, *_ in leaves(phrasings("dev")) if path[0] == "claims"}
    types |= {f"wrong.{claim}" for claim in claims} | {f"right.{claim}" for claim in claims - {"part_time"}}
    assert set(slots) == types


@pytest.mark.parametrize("chosen", PHRASING_SETS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_slot_is_filled(slots, chosen, language):
    for name, examples in slots.items():
        for template in list_templates(name, language, chosen):
            for given in examples[:3]:
                text = template.format(**translate_slots(given, language))
                assert not re.search(r"[{}]|\s\s", text), text


def test_the_facts_asked_about_hang_on_the_seed_alone(truths):
    runs = [
        ask_world(truths, 3, 8),
        ask_world(truths, 3, 8, phrasings="held"),
        ask_world(truths, 3, 8, typos="names"),
        ask_world(truths, 3, 8, typos="none"),
    ]
    facts = [[(case.family, case.expected) for case in cases if case.kind != "off-topic"] for cases in runs]
    assert all(one == facts[0] for one in facts)
    assert len({tuple(case.turns for case in cases) for cases in runs}) == 4


def test_about_a_quarter_is_without_an_answer(truths):
    cases = ask_world(truths, 5, 20)
    silent = [case for case in cases if not any(expected.answerable for expected in case.expected[-1:])]
    assert 0.2 < len(silent) / len(cases) < 0.3
    assert {case.language for case in silent} == {"de", "en"}


def test_two_thousand_questions_over_one_world(truths):
    cases = ask_world(truths, 9, 60)
    assert len(cases) > 2000
    assert len({case.turns for case in cases}) == len(cases)


def test_names_get_one_slip_each_and_nothing_else_does(truths):
    clean, slipped = (ask_world(truths, 3, 6, typos=typos) for typos in ("none", "names"))
    changed = 0
    for one, two in zip(clean, slipped, strict=True):
        for before, after in zip(one.turns, two.turns, strict=True):
            edits = [
                op for op in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if op[0] != "equal"
            ]
            touched = sum(end - start for _, start, end, *_ in edits)
            changed += bool(edits)
            assert touched <= 8 * 3, (before, after)
            assert re.findall(r"\d+", before) == re.findall(r"\d+", after)
    assert changed > len(clean) / 3


@pytest.mark.parametrize("body", all_bodies(), ids=lambda body: body.id)
def test_a_slip_changes_a_name_once_and_never_into_another(body):
    others = {
        form for other in all_bodies() if other != body for form in name_body(random.Random(0), other.id).values()
    }
    for seed in range(60):
        rng = random.Random(seed)
        for name in (body.inflect("genitive"), body.inflect("dative"), body.short, body.full):
            slipped = slip_name(name, rng)
            edits = [
                op for op in SequenceMatcher(None, name, slipped, autojunk=False).get_opcodes() if op[0] != "equal"
            ]
            assert slipped != name
            assert slipped not in others
            assert len(edits) <= 2, (name, slipped)  # a swap shows as two
            assert name.split(" ", 1)[0].lower() not in {"der", "des", "dem"} or slipped[:4] == name[:4]


def test_an_unknown_set_is_refused():
    with pytest.raises(ValueError, match="bekannt: dev, free, more, held"):
        Asking.read(6, "test", "none")
    assert Asking.read(20, "held", "names").suffix == "-20-held-typos_names"
    assert Asking().suffix == ""
