"""Puts a world together: which bodies and years, one document each, and writes it to a folder."""

import random
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from assistant.bodies import Body, all_bodies, get_body
from evals.world.agreement import SECTIONS, Draft, list_amounts, wording, write_agreement
from evals.world.axes import choose
from evals.world.measures import choose_groups, print_list, settle_axes
from evals.world.names import BodyForms, inflect_body, name_person, name_project, parts
from evals.world.press import sentences, write_press
from evals.world.printing import encode, group_thousands
from evals.world.records import AgreementTruth, Made, MeasureTruth, OtherTruth, PressTruth, write_truths
from evals.world.signing import write_signing

YEARS = tuple(range(2014, 2027))
_PRESS_SHARE, _OTHER_SHARE = 0.15, 0.06


@dataclass(frozen=True, slots=True)
class World:
    """A seed and what the world may hold; equal worlds make equal documents.

    Attributes:
        seed: Seed of all chance.
        documents: How many files; about 15 % are press releases and 6 % neither (none of these below eight files).
        bodies: Ids of the bodies that conclude agreements; all of the table where empty.
        years: Budget years; 2014 to 2026 where empty.
        axes: Axis -> the only values that it may take (see `evals.world.axes.AXES`).
        without: Axis -> values that are held out.
        press: Number of press releases, instead of the usual share.
        others: Number of other documents, instead of the usual share.
    """

    seed: int
    documents: int = 26
    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    axes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    without: Mapping[str, Sequence[str]] = field(default_factory=dict)
    press: int | None = None
    others: int | None = None

    def check(self) -> None:
        """Refuse a world that cannot be made.

        Raises:
            ValueError: An axis or value is unknown, or bodies and years are too few.
        """
        choose(random.Random(self.seed), self.axes, self.without)
        self._choose_pairs(self._count_agreements())

    def _count_agreements(self) -> int:
        return self.documents - self._count_press() - self._count_others()

    def _count_press(self) -> int:
        usual = 0 if self.documents < 8 else round(self.documents * _PRESS_SHARE)
        return usual if self.press is None else self.press

    def _count_others(self) -> int:
        usual = 0 if self.documents < 8 else round(self.documents * _OTHER_SHARE)
        return usual if self.others is None else self.others

    def make(self) -> tuple[Made, ...]:
        """Every document of the world, agreements first."""
        press, others = self._count_press(), self._count_others()
        pairs = self._choose_pairs(self._count_agreements())
        made = [_make_agreement(self, index, body, year) for index, (body, year) in enumerate(pairs)]
        first = len(made)
        made += [_make_press(self, first + n, pairs) for n in range(press)]
        made += [_make_other(self, first + press + n, n) for n in range(others)]
        return tuple(made)

    def _choose_pairs(self, count: int) -> list[tuple[Body, int]]:
        """Bodies and years: four years are common, so that the same year has many bodies and a body several years."""
        rng = random.Random(f"{self.seed}-pairs")
        years = self.years or YEARS
        bodies = [get_body(b) for b in self.bodies] if self.bodies else list(all_bodies())
        common = set(rng.sample(years, min(4, len(years))))
        pairs = [(body, year) for body in bodies for year in years if body.exists_in(year)]
        if count > len(pairs):
            raise ValueError(f"{count} Vereinbarungen verlangt, Körperschaften und Jahre reichen für {len(pairs)}.")
        keys = {pair: rng.random() ** (1 / (6 if pair[1] in common else 1)) for pair in pairs}
        return sorted(sorted(pairs, key=lambda pair: -keys[pair])[:count], key=lambda p: (p[0].id, p[1]))


def write_world(world: World, folder: Path) -> tuple[Made, ...]:
    """Write the files of a world into `folder` and the truth beside it (`<folder>.truth.json`)."""
    made = world.make()
    folder.mkdir(parents=True, exist_ok=True)
    for one in made:
        (folder / one.file).write_bytes(one.data)
    write_truths([one.truth for one in made], truth_path(folder))
    return made


def truth_path(folder: Path) -> Path:
    """Where the truth of a written world lies: beside the folder, so that ingest does not read it."""
    return folder.with_name(f"{folder.name}.truth.json")


def _name_file(rng: random.Random, index: int, speaking: str, axes: Mapping[str, str]) -> str:
    kind = axes["file_name"]
    end = rng.choice([".txt", ".txt", ".md"])
    if kind == "speaking":
        return f"{speaking.replace(' ', '_').replace('/', '-')}_{index:03}{end}"
    if kind == "misleading":
        return f"{rng.choice(['pressemitteilung', 'zielvereinbarung', 'merkblatt'])}_{index:03}{end}"
    if kind == "scan":
        return f"scan{index:04}{end}"
    return f"{index:03}_{rng.getrandbits(64):016x}{end}"


def _known_projects(world: World, body: Body) -> list[MeasureTruth]:
    """The projects that a body runs over the years; the same in each of its agreements."""
    rng = random.Random(f"{world.seed}-{body.id}-projects")
    fields = ("preparation", "training", "qualification", "staff")
    known = [name_project(rng, f, 2020, rng.choice(parts()["places"]["local"]), "Coaching") for f in fields * 4]
    return [measure for measure in known if "2020" not in measure.name]


def _choose_total(world: World, body: Body, year: int) -> Decimal:
    """A body's amount: its size with a drift; full hundreds to 2024, tens since."""
    size = random.Random(f"{world.seed}-{body.id}-size").uniform(3.2e5, 2.6e6)
    drift = random.Random(f"{world.seed}-{body.id}-{year}-drift").uniform(0.86, 1.16)
    step = 10 if year >= 2025 else 100
    return Decimal(round(size * drift / step) * step)


def _choose_state_total(world: World, year: int) -> Decimal:
    """The whole state's money of a year, the same in every release."""
    return Decimal(random.Random(f"{world.seed}-state-{year}").randint(200, 300) * 100_000)


def _make_agreement(world: World, index: int, body: Body, year: int) -> Made:
    rng = random.Random(f"{world.seed}-{body.id}-{year}")
    axes = settle_axes(choose(rng, world.axes, world.without))
    forms = inflect_body(body, axes["body_form"])
    words = wording()
    ministry = words["ministries"]["integration" if year < 2024 else "labour"]
    minister = next((m["name"], m["function"]) for m in words["ministers"] if year <= m["last"])
    place = rng.choice(parts()["places"]["local"])
    titles = words["measures"]["titles"]
    groups = choose_groups(rng, axes, titles, year, place, _known_projects(world, body))
    draft = Draft(
        body=body,
        forms=forms,
        year=year,
        axes=axes,
        total=_choose_total(world, body, year),
        second=Decimal(rng.randint(900, 4000) * 100),
        earmark=Decimal(rng.randint(40, 150) * 1000),
        measures=print_list(rng, axes, groups),
        signing=write_signing(rng, axes, body, forms, year, ministry, minister),
    )
    text = unicodedata.normalize("NFC", write_agreement(draft, rng))
    file = _name_file(rng, index, f"Zielvereinbarung {year} {body.full}", axes)
    truth = AgreementTruth(
        id=file,
        file=file,
        body=body.id,
        printed_body=forms.bare,
        year=year,
        ministry=ministry["name"],
        ministry_short=ministry["short"],
        alliance=draft.alliance,
        sections=SECTIONS,
        amounts=list_amounts(draft),
        categories=draft.measures.categories,
        measures=draft.measures.measures,
        signatures=draft.signing.signatures,
        axes=axes,
    )
    return Made(file, text, encode(text, axes, rng), truth)


def _make_press(world: World, index: int, pairs: list[tuple[Body, int]]) -> Made:
    rng = random.Random(f"{world.seed}-press-{index}")
    axes = choose(rng, world.axes, world.without)
    body, year = rng.choice(pairs)
    if rng.random() < 0.6:  # most releases are of bodies and years that no agreement is held of
        year = rng.choice([y for y in world.years or YEARS if body.exists_in(y)])
    about = None if rng.random() < 0.3 else body
    form = axes["body_form"] if axes["body_form"] in {"plain", "kreis"} else "plain"
    forms = inflect_body(body, form) if about else BodyForms("", "", "", "", "")
    euros = _choose_total(world, body, year) if about else _choose_state_total(world, year)
    press = write_press(rng, axes, about, forms, year, euros)
    file = _name_file(rng, index, f"Presse {year} {about.full if about else 'Hessen'}", axes)
    truth = PressTruth(
        id=file,
        file=file,
        body=about.id if about else None,
        year=year,
        date=press.date,
        amounts=press.amounts,
        places=press.places,
        quotes=press.quotes,
        offers=press.offers,
        offer_sections=press.offer_sections,
        axes=axes,
    )
    return Made(file, press.text, encode(press.text, axes, rng), truth)


def _make_other(world: World, index: int, number: int) -> Made:
    rng = random.Random(f"{world.seed}-other-{number}")
    axes = choose(rng, world.axes, world.without)
    template = sentences()["others"][number % len(sentences()["others"])]
    body, year = rng.choice([b for b in all_bodies() if b.since is None]), rng.choice(world.years or YEARS)
    forms = inflect_body(body, "plain")
    words = wording()
    slots = {
        "year": str(year), "dat": forms.dative, "Nom": forms.nominative[0].upper() + forms.nominative[1:],
        "ministry_dat": words["ministries"]["integration" if year < 2024 else "labour"]["dative"],
        "percent": str(rng.randint(1, 9)), "amount": f"{group_thousands(_choose_total(world, body, year))} Euro",
        "date": f"{rng.randint(1, 28)}.{rng.randint(2, 5)}.{year}", "minister": words["ministers"][-1]["name"],
        "minister_function": "Staatsministerin", "seat": body.seats[0], "person": name_person(rng, woman=True),
        "function": "Landrätin" if body.kind == "landkreis" else "Stadträtin", "deadline": "31. März",
        "hours": rng.choice(["20 bis 30", "25 bis 30", "30"]),
    }  # fmt: skip
    text = template["text"].strip().format(**slots)
    file = _name_file(rng, index, template["title"], axes)
    is_agreement = "48b" in template["title"]
    known_body, known_year = (body.id, year) if is_agreement else (None, None)
    return Made(
        file, text, encode(text, axes, rng), OtherTruth(file, file, template["title"], known_body, known_year, axes)
    )
