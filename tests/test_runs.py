"""Character runs: the same for every inflection's common letters, weighed by rarity, of length one."""

import numpy as np

from assistant.question.runs import BUCKETS, count_runs
from assistant.question.trained_reader import weigh_runs


def test_forms_of_a_word_share_most_of_their_runs() -> None:
    one, other, unlike = (count_runs(word) for word in ("unterschriften", "unterschrieben", "haushaltsmittel"))

    assert one.shape == (BUCKETS,)
    assert np.minimum(one, other).sum() > one.sum() / 2
    assert np.minimum(one, unlike).sum() < one.sum() / 8


def test_a_run_counts_more_often_but_less_than_proportionally() -> None:
    once, twice = count_runs("bescheid"), count_runs("bescheid bescheid")

    assert set(np.flatnonzero(once)) == set(np.flatnonzero(twice))
    assert 1 < twice.max() / once.max() < 2


def test_no_word_has_no_run() -> None:
    assert not count_runs("2024 ?").any()


def test_runs_are_weighed_by_rarity_and_scaled_to_length_one() -> None:
    described = np.hstack([np.array([[0.5, 0.25]], np.float32), count_runs("frist")[None]])
    rarity = np.ones(BUCKETS, np.float32)
    rare = int(np.flatnonzero(described[0, 2:])[0])
    rarity[rare] = 3
    weighed = weigh_runs(described, rarity)

    assert weighed[0, :2].tolist() == [0.5, 0.25]
    assert np.isclose(np.linalg.norm(weighed[0, 2:]), 1)
    assert weighed[0, 2 + rare] == weighed[0, 2:].max()
    nothing = np.hstack([described[:, :2], np.zeros((1, BUCKETS), np.float32)])
    assert np.isfinite(weigh_runs(nothing, rarity)).all()
