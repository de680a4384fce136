"""The understood plan as chips: each says one thing that was understood, and can be taken away or changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from assistant.library import Library
from assistant.plan import QueryPlan
from assistant.revise import PlanEdit, PlanSlot, list_choices, list_slots, may_remove
from assistant.web.words import Words


@dataclass(frozen=True, slots=True)
class Change:
    """A change that is offered behind an answer: what it does, its name on a button, and what is said once it is made."""

    edit: PlanEdit
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One slot of the plan with the changes it offers, `first` their place among all changes of the answer."""

    slot: PlanSlot
    first: int
    choices: tuple[Change, ...]
    removal: Change | None

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change of this chip in the order of its numbers."""
        return (*self.choices, *((self.removal,) if self.removal else ()))


def make_chips(plans: Sequence[QueryPlan], library: Library, words: Words) -> tuple[Chip, ...]:
    """The chips of an answer; of two plans, what the second adds."""
    chips: list[Chip] = []
    seen: set[PlanSlot] = set()
    number = 0
    for plan in plans:
        if plan.kind in {"refused", "help"}:
            continue
        for slot in list_slots(plan):
            if slot in seen:
                continue
            seen.add(slot)
            chip = _make_chip(slot, plan, library, number, words)
            chips.append(chip)
            number += len(chip.changes)
    return tuple(chips)


def _make_chip(slot: PlanSlot, plan: QueryPlan, library: Library, first: int, words: Words) -> Chip:
    talk = words.talk
    shown = _say_slot(slot, slot.text, words)
    choices = tuple(
        Change(
            PlanEdit(slot.name, slot.value, choice.value),
            choice.text,
            talk.changed.format(new=_say_slot(slot, choice.text, words), old=shown),
        )
        for choice in list_choices(slot, plan, library)
    )
    removal = Change(PlanEdit(slot.name, slot.value), "×", talk.removed.format(old=shown))
    return Chip(slot, first, choices, removal if may_remove(slot, plan) else None)


def _say_slot(slot: PlanSlot, text: str, words: Words) -> str:
    """A value as a chip shows it: a bare yes or no needs the slot's name."""
    return f"{words.talk.slots[slot.name]}: {text}" if slot.name == "part_time" else text


def list_changes(chips: Sequence[Chip]) -> tuple[Change, ...]:
    """The changes of all chips; their order is their number on the page."""
    return tuple(change for chip in chips for change in chip.changes)


def render_chips(kind: str, chips: Sequence[Chip], words: Words) -> str:
    """The line of chips below an answer; `kind` is what was looked for."""
    first = f'<span class="chip plain">{escape(kind)}</span>'
    body = "".join(_render_chip(chip, words) for chip in chips)
    return f'<div class="plan"><span class="plan-label">{escape(words.talk.understood)}</span>{first}{body}</div>'


def _render_chip(chip: Chip, words: Words) -> str:
    talk = words.talk
    said = {"slot": talk.slots[chip.slot.name], "value": chip.slot.text}
    shown = escape(_say_slot(chip.slot, chip.slot.text, words))
    if chip.choices:
        buttons = "".join(
            _render_button(chip.first + n, change.label, "menu-item") for n, change in enumerate(chip.choices)
        )
        shown = (
            f'<details class="chip-menu"><summary title="{escape(talk.change.format(**said))}">{shown}</summary>'
            f'<div class="menu"><p>{escape(talk.instead)}</p>{buttons}</div></details>'
        )
    else:
        shown = f'<span class="chip-text">{shown}</span>'
    off = ""
    if chip.removal:
        title = escape(talk.remove.format(**said))
        off = _render_button(chip.first + len(chip.choices), chip.removal.label, "chip-off", title)
    return f'<span class="chip">{shown}{off}</span>'


def render_readings(chips: Sequence[Chip], words: Words) -> str:
    """A question back as buttons: the readings of each ambiguous name."""
    buttons = "".join(
        _render_button(chip.first + n, change.label, "reading")
        for chip in chips
        if chip.slot.name == "doubt"
        for n, change in enumerate(chip.choices)
    )
    return f'<p class="readings"><span>{escape(words.talk.meant)}</span> {buttons}</p>' if buttons else ""


def _render_button(number: int, label: str, kind: str, title: str = "") -> str:
    tip = f' title="{title}"' if title else ""
    return f'<button type="button" class="act do-edit n-{number} {kind}"{tip}>{escape(label)}</button>'
