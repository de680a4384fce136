"""Changes a reader makes to a query plan: a slot taken away or filled with something else, which is then answered anew.

A plan is shown in slots (Gebietskörperschaft, Jahr, Abschnitt, Teilzeit ...). Each is a typed value of the plan, never a
piece of the question's text: a change replaces the value, and the words by which the question named it stop counting.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from assistant.answers import Language
from assistant.bodies import all_bodies, get_body
from assistant.documents import CategoryKey
from assistant.library import Library, is_listed, title_of
from assistant.plan import QueryPlan
from assistant.question.cues import themes
from assistant.render import CATEGORY_NAMES, YES_NO

SlotName = Literal["body", "doubt", "body_kind", "year", "section", "category", "part_time", "theme", "document_kind"]
"""The slots that a reader may change. What else a plan holds (its kind, its operation) is the question itself."""


@dataclass(frozen=True, slots=True)
class PlanSlot:
    """One filled slot: `value` as the plan has it (a body's id, a year), `text` for people."""

    name: SlotName
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class PlanEdit:
    """One change: in the slot `name`, `new` comes in the place of `old`; an empty `new` takes `old` away."""

    name: SlotName
    old: str
    new: str = ""


class EditError(ValueError):
    """A change that does not fit the plan."""


def list_slots(plan: QueryPlan) -> tuple[PlanSlot, ...]:
    """The filled slots of a plan in the order in which they are read out."""
    language = plan.language
    slots = [PlanSlot("body", b, title_of(b)) for b in plan.bodies]
    slots += [PlanSlot("doubt", d.written, d.written) for d in plan.doubts]
    if plan.body_kind and not plan.bodies:
        slots.append(PlanSlot("body_kind", plan.body_kind, name_value("body_kind", plan.body_kind, language)))
    slots += [PlanSlot("year", str(y), str(y)) for y in plan.years]
    if not plan.years and plan.has_year_filter():
        bounds = f"{plan.year_first or ''}–{plan.year_last or ''}"
        slots.append(PlanSlot("year", bounds, bounds))
    slots += [PlanSlot("section", s, s) for s in plan.sections]
    for name, value in (("category", plan.category), ("document_kind", plan.document_kind)):
        if value:
            slots.append(PlanSlot(cast("SlotName", name), value, name_value(cast("SlotName", name), value, language)))
    if plan.part_time is not None:
        key = "true" if plan.part_time else "false"
        slots.append(PlanSlot("part_time", key, name_value("part_time", key, language)))
    slots += [PlanSlot("theme", key, name_value("theme", key, language)) for key in plan.themes]
    return tuple(slots)


def list_choices(slot: PlanSlot, plan: QueryPlan, library: Library) -> tuple[PlanSlot, ...]:
    """What may come in a slot's place, made from what the index holds; empty where it can only be taken away."""
    values: Sequence[str] = ()
    match slot.name:
        case "body":
            taken = set(plan.bodies)
            values = [b.id for b in sorted(all_bodies(), key=lambda b: b.full) if b.id in library.bodies - taken]
        case "doubt":
            values = next((d.bodies for d in plan.doubts if d.written == slot.value), ())
            return tuple(PlanSlot("body", b, title_of(b)) for b in values)
        case "year":
            values = [str(y) for y in reversed(library.years) if y not in plan.years]
        case "section" if len(plan.sections) == 1:
            labels = dict.fromkeys(s.label for a in library.agreements for s in a.sections if s.label.startswith("§"))
            values = [label for label in labels if label not in plan.sections]
        case "category":
            held = dict.fromkeys(c.key for a in library.agreements for c in a.categories)
            values = [key for key in held if key not in {slot.value, "other"}]
        case "part_time":
            values = ["false" if slot.value == "true" else "true"]
        case _:
            values = ()
    return tuple(PlanSlot(slot.name, v, name_value(slot.name, v, plan.language)) for v in values)


def may_remove(slot: PlanSlot, plan: QueryPlan) -> bool:
    """Whether a slot can be taken away; a name with two readings is settled instead, and a section to be shown is needed."""
    return slot.name != "doubt" and not (slot.name == "section" and plan.kind == "show" and len(plan.sections) == 1)


def name_value(name: SlotName, value: str, language: Language) -> str:
    """A slot's value for people."""
    match name:
        case "body":
            return title_of(value)
        case "category":
            return CATEGORY_NAMES[language][cast("CategoryKey", value)]
        case "part_time":
            return YES_NO[language][value == "true"]
        case "theme":
            return next((t.name(language) for t in themes() if t.key == value), value)
        case "body_kind":
            return _KINDS[language][value]
        case "document_kind":
            return _DOCUMENTS[language][value]
        case _:
            return value


_KINDS: dict[Language, dict[str, str]] = {
    "de": {"landkreis": "nur Landkreise", "stadt": "nur Städte"},
    "en": {"landkreis": "districts only", "stadt": "cities only"},
}
_DOCUMENTS: dict[Language, dict[str, str]] = {
    "de": {"agreement": "nur Zielvereinbarungen", "press_release": "nur Pressemitteilungen"},
    "en": {"agreement": "agreements only", "press_release": "press releases only"},
}


def revise_plan(plan: QueryPlan, edit: PlanEdit) -> QueryPlan:
    """The plan with one slot changed.

    Raises:
        EditError: The plan holds no such value, or the new value cannot stand in the slot.
    """
    if edit.name not in get_args(SlotName) or all((s.name, s.value) != (edit.name, edit.old) for s in list_slots(plan)):
        raise EditError(f"Der Suchplan hat keinen Eintrag '{edit.old}' unter '{edit.name}'.")
    try:
        changed = _change(plan, edit)
    except (ValueError, KeyError) as error:
        raise EditError(f"'{edit.new}' kann unter '{edit.name}' nicht stehen.") from error
    return replace(changed, carried=(), struck=(*plan.struck, *_struck_words(plan, edit)))


def revise_plans(plans: Sequence[QueryPlan], edit: PlanEdit) -> tuple[QueryPlan, ...]:
    """The plans of one question with one slot changed in each that has it.

    Raises:
        EditError: None has it, or the new value cannot stand in the slot.
    """
    having = [p for p in plans if any((s.name, s.value) == (edit.name, edit.old) for s in list_slots(p))]
    if not having:
        raise EditError(f"Der Suchplan hat keinen Eintrag '{edit.old}' unter '{edit.name}'.")
    return tuple(revise_plan(p, edit) if p in having else p for p in plans)


def _change(plan: QueryPlan, edit: PlanEdit) -> QueryPlan:
    match edit.name:
        case "body" | "doubt":
            return _change_bodies(plan, edit)
        case "body_kind":
            return replace(plan, body_kind=None, group="")
        case "year":
            kept = [y for y in plan.years if str(y) != edit.old]
            years = sorted({*kept, int(edit.new)}) if edit.new else kept
            return replace(plan, years=tuple(years), year_first=None, year_last=None)
        case "section":
            return replace(plan, sections=_swap(plan.sections, edit))
        case "category":
            if edit.new and edit.new not in get_args(CategoryKey):
                raise EditError(f"'{edit.new}' ist keine Maßnahmenart.")
            new = cast("CategoryKey", edit.new) if edit.new else None
            return replace(plan, category=new, category_number=None, training_first=False)
        case "part_time":
            return replace(plan, part_time=edit.new == "true" if edit.new else None, training_first=False)
        case "theme":
            words = tuple(w for w in plan.words if w not in _theme_words(plan, edit.old))
            return replace(plan, themes=_swap(plan.themes, edit), words=words)
        case "document_kind":
            return replace(plan, document_kind=None)


def _swap(values: Sequence[str], edit: PlanEdit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for old in values if (v := edit.new if old == edit.old else old)))


def _change_bodies(plan: QueryPlan, edit: PlanEdit) -> QueryPlan:
    if edit.new and not is_listed(edit.new):
        raise EditError(f"'{edit.new}' ist keine Gebietskörperschaft.")
    if edit.name == "doubt":
        doubts = tuple(d for d in plan.doubts if d.written != edit.old)
        bodies = (*plan.bodies, edit.new) if edit.new else plan.bodies
    else:
        doubts, bodies = plan.doubts, _swap(plan.bodies, edit)
    named = bool(bodies or doubts)
    # Without any body the question is about all of them.
    return replace(
        plan,
        bodies=tuple(dict.fromkeys(bodies)),
        doubts=doubts,
        named=tuple((b,) for b in bodies),
        body_kind=None if named else plan.body_kind,
        every=plan.every or not named,
    )


def _struck_words(plan: QueryPlan, edit: PlanEdit) -> tuple[str, ...]:
    """The words by which the question may have named what was changed."""
    if edit.name == "body" and is_listed(edit.old):
        body = get_body(edit.old)
        return (body.full, body.name, body.short, *body.aliases, *body.seats, *body.plates)
    if edit.name == "theme":
        return _theme_words(plan, edit.old)
    if edit.name == "section":
        return (edit.old.replace(" ", ""), edit.old.removeprefix("§ "), "§")
    return (edit.old,) if edit.name in {"doubt", "year"} else ()


def _theme_words(plan: QueryPlan, key: str) -> tuple[str, ...]:
    """The words of the question that name a theme."""
    theme = next((t for t in themes() if t.key == key), None)
    return tuple(w for w in plan.words if theme is not None and theme.ask.search(w))
