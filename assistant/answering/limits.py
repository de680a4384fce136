"""What is not answered, and what the assistant can do: refusals, greetings, help."""

import re

from assistant.answering.draft import Desk, Draft, Statement
from assistant.answering.relevance import Asked, Vocabulary
from assistant.answering.scope import name_words
from assistant.answering.shown import body_fact, covered_fact, plain_fact, year_fact
from assistant.plan import QueryPlan
from assistant.question.cues import cue_pattern

_DOMAIN = re.compile(
    r"\baqb\b|ausbildung|qualifizierung|budget|zielvereinbarung|foerder|massnahme|projekt|teilzeit|haushalt|ministeri|regierungspraesid|bescheid|"
    r"training|agreement|funding|measure|apprentice|vocational|landesmittel|arbeitsmarkt|labou?r market|hmsi|gebietskoerper|"
    # Words of grant practice: a question with one of them is ours even where the documents are silent.
    r"zuwendung|verwendungsnachweis|antragsteller|antragstellung|rueckzahl|rueckforder|eigenmittel|kofinanz|jobcenter|\bsgb\b|traeger|teilnehm|"
    r"\bgrants?\b|\bgrantee|subsid|co-?financ|repay|proof of use|participant"
)


TELLING = 0.7
"""Weight of a word that by itself shows that a question belongs here: rare, and it stands in the documents."""


def write_refused(desk: Desk) -> Draft:
    """A short refusal that offers what can be asked."""
    draft = Draft(outcome="refused")
    draft.statements.append(desk.say("refused", basis="said"))
    return draft


def write_help(desk: Desk, plan: QueryPlan) -> Draft:
    """What can be asked, with examples made from what the index holds."""
    draft = Draft(outcome="help")
    thanked = cue_pattern("limits", "thanks").search(plan.folded)
    draft.statements.append(
        desk.say(
            "welcome" if thanked else "help",
            basis="said",
            agreements=covered_fact(len(desk.library.agreements), "agreements"),
            press=covered_fact(len(desk.library.press_releases), "press_releases"),
        )
    )
    draft.statements += [] if thanked else _examples(desk)
    return draft


def _examples(desk: Desk) -> list[Statement]:
    held = [a for a in desk.library.agreements if a.body]
    if not held:
        return []
    first = held[0]
    facts = {"body": body_fact(first.body or "", desk.language, document=first), "year": year_fact(first.year, first)}
    return [
        desk.say("example_amount", basis="said", bullet=True, facts=facts),
        desk.say("example_list", basis="said", bullet=True, nothing=plain_fact("")),
        desk.say("example_rule", basis="said", bullet=True, nothing=plain_fact("")),
    ]


def write_empty(desk: Desk) -> Draft:
    """For a question without a single word."""
    draft = Draft(outcome="help")
    draft.statements.append(desk.say("empty_question", basis="said"))
    return draft


def is_off_topic(plan: QueryPlan, vocabulary: Vocabulary) -> bool:
    """Whether nothing in a question that found no answer belongs to this field: no term of it, hardly a known word."""
    if plan.things or plan.sections or plan.authorities or plan.themes or _DOMAIN.search(plan.folded):
        return False
    if any(not cue.startswith("op:") for cue in plan.cues):
        return False
    asked = Asked(plan.question, plan.language, vocabulary, name_words(plan))
    known = [w for w in asked.words if any(vocabulary.frequency(t[0]) for t, worth in w.forms if worth >= 0.5)]
    telling = [w for w in known if w.weight >= TELLING]
    return not telling and len(known) <= len(asked.words) / 2
