"""The breaker: a dead model is left alone, and tried again one question at a time."""

from assistant.llm.breaker import LONGEST_PAUSE, Breaker


class Clock:
    """Time that a test sets."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def opened(clock: Clock) -> Breaker:
    breaker = Breaker(failures=3, pause=30.0, clock=clock)
    for _ in range(3):
        breaker.fail()
    return breaker


def test_it_stays_shut_for_single_failures() -> None:
    breaker = Breaker(failures=3, clock=Clock())
    for _ in range(5):
        breaker.fail()
        breaker.fail()
        breaker.succeed()

    assert breaker.allows()


def test_it_opens_after_failures_in_a_row() -> None:
    assert not opened(Clock()).allows()


def test_after_the_pause_one_call_tries_and_the_others_wait() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.now += 31

    assert [breaker.allows() for _ in range(4)] == [True, False, False, False]


def test_a_call_that_ends_well_shuts_it() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.now += 31
    breaker.allows()
    breaker.succeed()

    assert [breaker.allows() for _ in range(3)] == [True] * 3


def test_a_call_that_fails_again_leaves_it_open() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.now += 31
    breaker.allows()
    breaker.fail()
    clock.now += 29

    assert not breaker.allows()


def test_a_wrong_key_opens_it_at_once() -> None:
    breaker = Breaker(clock=Clock())
    breaker.fail(lasting=True)

    assert not breaker.allows()


def test_a_server_that_asks_for_time_gets_it_within_reason() -> None:
    clock = Clock()
    breaker = Breaker(clock=clock)
    breaker.fail(wait=10_000)
    assert not breaker.allows()
    clock.now += LONGEST_PAUSE + 1

    assert breaker.allows()
