"""The generated world: wide, repeatable, and true to its own truth."""

import unicodedata
from decimal import Decimal

import pytest

from evals.world import AgreementTruth, PressTruth, World, read_truths, write_world
from evals.world.axes import AXES, read_axes
from evals.world.printing import print_amount, print_date, print_millions
from evals.world.world import truth_path

INVISIBLE = str.maketrans("", "", "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}")


@pytest.fixture(scope="module")
def wide():
    return [one for seed in (1, 2, 3) for one in World(seed, documents=60).make()]


def squeeze(text):
    return " ".join(text.split())


def test_same_seed_same_bytes():
    assert World(5, 20).make() == World(5, 20).make()
    assert World(5, 20).make() != World(6, 20).make()


def test_truth_of_agreements_stands_in_their_text(wide):
    for one in wide:
        if not isinstance(one.truth, AgreementTruth):
            continue
        flat = squeeze(one.text)
        assert squeeze(one.truth.printed_body) in flat
        assert one.truth.ministry_short in flat
        assert all(a.written in one.text for a in one.truth.amounts)
        assert all(m.name in flat and (m.mark or "") in m.name for m in one.truth.measures)
        assert all(c.title in flat for c in one.truth.categories)
        for signature in one.truth.signatures:
            assert all(words in flat for words in (signature.name, signature.function, signature.place))


def test_truth_of_press_releases_stands_in_their_text(wide):
    releases = [one for one in wide if isinstance(one.truth, PressTruth)]
    assert releases
    for one in releases:
        assert one.truth.amounts
        assert all(a.written in one.text and a.section.startswith("Absatz ") for a in one.truth.amounts)
        assert all(f"{p.written} {p.what}" in one.text for p in one.truth.places)
        assert all(name in one.text and function in one.text for name, function in one.truth.quotes)


def test_every_value_of_every_axis_occurs(wide):
    many = [one.truth.axes for seed in range(10, 16) for one in World(seed, 80).make()]
    for axis, values in AXES.items():
        seen = {axes[axis] for axes in many}
        assert len(seen) >= min(len(values), 2), axis


def test_bytes_decode_to_the_fixed_text(wide):
    for one in wide:
        text = decode(one.data)
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(INVISIBLE)
        assert text == one.text, one.truth.axes


def decode(data):
    if data.startswith(b"\xff\xfe"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def test_axes_are_fixed_and_held_out():
    fixed = World(1, 30, axes={"bullets": ("• ",)}).make()
    assert {one.truth.axes["bullets"] for one in fixed if one.truth.kind == "agreement"} == {"• "}
    without = World(1, 60, without={"amount_format": ("1.234.560 Euro",)}).make()
    assert "1.234.560 Euro" not in {one.truth.axes["amount_format"] for one in without}


@pytest.mark.parametrize(
    ("axes", "sentence"),
    [
        ({"bulletz": ("- ",)}, "Achse 'bulletz'"),
        ({"bullets": ("?",)}, "Achse 'bullets'"),
        ({"bullets": ()}, "kein Wert"),
    ],
)
def test_impossible_axes_are_refused(axes, sentence):
    with pytest.raises(ValueError, match=sentence):
        World(1, 5, axes=axes).check()


def test_bodies_and_years_are_kept_and_hanau_begins_in_2026():
    world = World(1, 4, bodies=("stadt-hanau", "wetteraukreis"), years=(2025, 2026), press=0, others=1)
    pairs = {(one.truth.body, one.truth.year) for one in world.make() if one.truth.kind == "agreement"}
    assert pairs == {("wetteraukreis", 2025), ("wetteraukreis", 2026), ("stadt-hanau", 2026)}
    with pytest.raises(ValueError, match="reichen für 3"):
        World(1, 9, bodies=("stadt-hanau", "wetteraukreis"), years=(2025, 2026), press=0, others=0).check()


def test_written_world_reads_back(tmp_path):
    made = write_world(World(3, 20), tmp_path / "w")
    assert {path.name for path in (tmp_path / "w").iterdir()} == {one.file for one in made}
    assert read_truths(truth_path(tmp_path / "w")) == [one.truth for one in made]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("1.234.560 Euro", "915.600 Euro"),
        ("1.234.560,-- €", "915.600,-- €"),
        ("EUR 1.234.560", "EUR 915.600"),
        ("1 234 560 Euro", "915 600 Euro"),
        ("1234560 Euro", "915600 Euro"),
        ("nbsp", "915.600\N{NO-BREAK SPACE}Euro"),
    ],
)
def test_amounts_are_printed(form, printed):
    assert print_amount(Decimal(915600), form) == printed


def test_millions_and_dates_are_printed():
    assert print_millions(Decimal(27_700_000), 1, "Mio. Euro") == "27,7 Mio. Euro"
    assert print_date((2025, 8, 2), "02.08.2025") == "02.08.2025"
    assert print_date((2025, 8, 2), "2. August 2025") == "2. August 2025"


def test_axes_of_the_command_line():
    assert read_axes(["bullets=• ", "bullets=- ", "head=lines"]) == {"bullets": ("• ", "- "), "head": ("lines",)}
    with pytest.raises(ValueError, match="keine Achse"):
        read_axes(["bullets"])
