"""Picks measures and press offers by body, year, category, part-time mark and theme."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.analyze import stem
from assistant.answering.scope import Scope, all_readings, of_kind, resolve_bodies
from assistant.documents import Agreement, Category
from assistant.lexicon import open_lexicon
from assistant.library import Library, PressOffer, Project, find_category
from assistant.plan import QueryPlan
from assistant.question.cues import Theme, fold_question, themes

_NARROWING = re.compile(
    r"\b(?:fuer|zu|zum|zur|ueber|mit|rund um|im bereich|bereich|thema|gegen|for|on|about|with|targeting|regarding|against)\s+(?:\w+\s+){0,2}?$"
)


_FIELD = re.compile(
    r"\bausbildungscoaching\b|\btraining coaching\b|\b(?:bereich|kategorie|massnahmenart|feld|unter|category|field) (?:of )?(?:ausbildung|training)\b"
)
"""The field of training by its title, not part-time training as such."""


@dataclass(frozen=True, slots=True)
class Picked:
    """The measures of a plan.

    `projects` fit fully; `beside` are those shown apart: part-time measures outside the training field when
    part-time *training* is asked for, or names that only suggest a theme. `offers` are list items of press texts.
    `agreements` are those that were looked through; `unmatched` the theme words that no name contains.
    """

    scope: Scope
    agreements: tuple[Agreement, ...]
    projects: tuple[Project, ...]
    beside: tuple[Project, ...]
    offers: tuple[PressOffer, ...]
    categories: tuple[tuple[Agreement, Category | None], ...]
    unmatched: tuple[str, ...]


def asks_training(plan: QueryPlan) -> bool:
    """Whether part-time *training* is asked for, not part-time measures of any field."""
    field = plan.category == "training" and _FIELD.search(plan.folded) is not None
    training = plan.category == "training" or (plan.training_first and plan.category is None)
    return plan.part_time is True and not field and training


def chosen_themes(plan: QueryPlan) -> tuple[Theme, ...]:
    """The themes of a plan."""
    return tuple(theme for theme in themes() if theme.key in plan.themes)


def pick_measures(library: Library, plan: QueryPlan) -> Picked:
    """All measures that fit a plan; complete, in the order of print."""
    scope = resolve_bodies(plan, lambda b: _has_record(library, plan, b))
    bodies = all_readings(scope)
    named = scope.named or plan.unknown or plan.towns
    agreements = tuple(
        a
        for a in library.agreements
        if (not named or a.body in bodies) and plan.allows_year(a.year) and of_kind(plan, a.body)
    )
    if plan.document_kind == "press_release":
        agreements = ()
    pool = [Project(a, m) for a in agreements for m in a.measures]
    categories = tuple((a, find_asked_category(a, plan)) for a in agreements) if _asks_category(plan) else ()
    by_agreement = {a.id: c for a, c in categories}
    in_category = [p for p in pool if not categories or _in_category(p, by_agreement)]
    marked = [p for p in in_category if plan.part_time is None or (p.measure.part_time is not None) == plan.part_time]
    fit, hinted, unmatched = _by_theme(marked, plan)
    beside = hinted
    if asks_training(plan):
        beside = [p for p in fit if p.measure.category != "training"]
        fit = [p for p in fit if p.measure.category == "training"]
    offers = _pick_offers(library, plan, bodies, named=bool(named), unmatched=unmatched)
    return Picked(scope, agreements, tuple(fit), tuple(beside), offers, categories, unmatched)


def _has_record(library: Library, plan: QueryPlan, body: str) -> bool:
    if plan.document_kind != "press_release" and any(
        a.body == body and plan.allows_year(a.year) for a in library.agreements
    ):
        return True
    return any(p.document.body == body and plan.allows_year(p.document.year) for p in library.offers)


def _asks_category(plan: QueryPlan) -> bool:
    if asks_training(plan):
        return False
    return plan.category is not None or plan.category_number is not None


def find_asked_category(agreement: Agreement, plan: QueryPlan) -> Category | None:
    """The agreement's category that the plan names: by its field first, else by its printed number or its place."""
    if plan.category is not None:
        return find_category(agreement, plan.category)
    number = plan.category_number or 0
    printed = next((c for c in agreement.categories if c.number == number), None)
    if printed is not None or any(c.number for c in agreement.categories):
        return printed
    return agreement.categories[number - 1] if 0 < number <= len(agreement.categories) else None


def _in_category(project: Project, categories: dict[str, Category | None]) -> bool:
    category = categories.get(project.document.id)
    if category is None:
        return False
    return project.measure.category == category.key and (
        category.key != "other" or project.measure.category_title == category.title
    )


def _by_theme(projects: Sequence[Project], plan: QueryPlan) -> tuple[list[Project], list[Project], tuple[str, ...]]:
    """(fitting, only suggested, theme words that nothing contains)."""
    chosen = chosen_themes(plan)
    if chosen:
        fit = [p for p in projects if all(t.explicit.search(fold_question(p.measure.name)) for t in chosen)]
        fit = fit or [p for p in projects if any(t.explicit.search(fold_question(p.measure.name)) for t in chosen)]
        hinted = [
            p
            for p in projects
            if p not in fit and any(t.suggestive and t.suggestive.search(fold_question(p.measure.name)) for t in chosen)
        ]
        return fit, hinted, () if fit or hinted else tuple(t.key for t in chosen)
    words = narrowing_words(plan)
    loose = [w for w in plan.words if w not in words and (plan.language == "en" or _may_name(w, plan))]
    # An English word that only begins like a German one is no name ("fall" is no "Fallmanagement").
    holds = _has_whole_word if plan.language == "en" else has_word
    matching = [
        p
        for p in projects
        if any(has_word(p.measure.name, w) for w in words) or any(holds(p.measure.name, w) for w in loose)
    ]
    matching = matching or _under_title(projects, [*words, *loose])
    if matching:
        return matching, [], ()
    return ([], [], words) if words else (list(projects), [], ())


def _under_title(projects: Sequence[Project], words: Sequence[str]) -> list[Project]:
    """The projects of the fields whose titles hold a word, where they tell some projects from others."""
    titles = {p.measure.category_title for p in projects}
    named = {title: sum(_names_title(title, word) for word in words) for title in titles}
    most = max(named.values(), default=0)
    held = {title for title in titles if named[title] == most > 0}
    return [p for p in projects if p.measure.category_title in held] if held != titles else []


def _names_title(title: str, word: str) -> bool:
    """Whether a word, or the German of an English one, stands in the title of a field."""
    return has_word(title, word) or any(
        weight >= _USUAL and len(german) > 4 and has_word(title, fold_question(german))
        for german, weight in open_lexicon().translate(word)
    )


_USUAL = 0.35
"""How usual a translation must be to be looked for in a title."""


def narrowing_words(plan: QueryPlan) -> tuple[str, ...]:
    """Content words that narrow a list: those behind "für", "zum", "im Bereich"."""
    folded = plan.folded
    found = []
    for word in plan.words:
        position = folded.find(word)
        if position > 0 and _NARROWING.search(folded[:position]) and _may_name(word, plan):
            found.append(word)
    return tuple(found)


def _may_name(word: str, plan: QueryPlan) -> bool:
    """Whether a word of a question may be part of a project's name: in German a noun, where it minds its capitals."""
    nouns = {fold_question(w) for w in re.findall(r"\b[A-ZÄÖÜ][\w-]+", plan.question)}
    return plan.language == "en" or word in nouns or not re.search(r"(?<=\s)[A-ZÄÖÜ]", plan.question)


def _has_whole_word(name: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", fold_question(name)) is not None


def as_written(question: str, words: Sequence[str]) -> list[str]:
    """Folded words as the question writes them."""
    tokens = re.findall(r"[^\W_]+(?:-[^\W_]+)*", question)
    return [next((t for t in tokens if fold_question(t) == word), word) for word in words]


def has_word(name: str, word: str) -> bool:
    """Whether a name contains a word of a question in any form: by its stem, also inside a compound."""
    folded = fold_question(name)
    root = fold_question(stem(word))
    if len(root) < 4:
        return re.search(rf"\b{re.escape(word)}\b", folded) is not None
    return root in folded


def _pick_offers(
    library: Library, plan: QueryPlan, bodies: Sequence[str], *, named: bool, unmatched: tuple[str, ...]
) -> tuple[PressOffer, ...]:
    if plan.document_kind == "agreement" or _asks_category(plan):
        return ()
    pool = [
        o
        for o in library.offers
        if (not named or o.document.body in bodies)
        and plan.allows_year(o.document.year)
        and of_kind(plan, o.document.body)
    ]
    if plan.part_time is not None:
        pool = [o for o in pool if (o.offer.part_time is not None) == plan.part_time]
    chosen = chosen_themes(plan)
    if chosen:
        return tuple(o for o in pool if any(t.explicit.search(fold_question(o.offer.name)) for t in chosen))
    words = [*narrowing_words(plan), *unmatched]
    return tuple(o for o in pool if any(has_word(o.offer.name, w) for w in words)) if words else tuple(pool)
