"""Sound keeps its place in time, whatever the sound card's clock does."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from observer.capture.sound.sample_clock import SampleClock
from observer.capture.sound.steady_sound import Samples, SteadySound
from observer.model.clock import NS_PER_MS, NS_PER_SECOND

RATE = 48_000
BLOCK = 4800
CLICK_EVERY_S = 0.5


class Card:
    """A sound card with a clock of its own that hears a click every half second of true time."""

    def __init__(self, drift: float = 0.0, seed: int = 1) -> None:
        self.ns_per_sample = NS_PER_SECOND / RATE * (1 + drift)
        self.index = 0
        self.random = np.random.default_rng(seed)

    def moment_ns(self, index: int) -> int:
        return round(index * self.ns_per_sample)

    def skip(self, samples: int) -> None:
        self.index += samples

    def block(self) -> tuple[Samples, int, int]:
        moments_s = (self.index + np.arange(BLOCK)) * self.ns_per_sample / NS_PER_SECOND
        ages = moments_s % CLICK_EVERY_S
        pcm = np.where(ages < 0.002, 20_000, 1000).astype(np.int16)
        heard_ns = self.moment_ns(self.index)
        self.index += BLOCK
        return pcm, heard_ns, self.moment_ns(self.index) + 8 * NS_PER_MS


def record(
    card: Card, seconds: float, losing: dict[int, int] | None = None
) -> tuple[Samples, list[tuple[int, int]]]:
    """What comes out, block by block from 0.2 s on, and what was found lost."""
    sound, out, losses, next_ns = SteadySound(RATE), [], [], 200 * NS_PER_MS
    for number in range(round(seconds * 10)):
        card.skip((losing or {}).get(number, 0))
        pcm, heard_ns, arrived_ns = card.block()
        sound.add(pcm, heard_ns, arrived_ns)
        losses += sound.take_losses()
        while sound.can_render(next_ns, BLOCK):
            out.append(sound.render(next_ns, BLOCK))
            next_ns += 100 * NS_PER_MS
    return np.concatenate(out), losses


def clicks_s(pcm: Samples) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """When the clicks of a recording that begins at 0.2 s start, in seconds."""
    loud = pcm > 10_000
    starts = np.flatnonzero(loud[1:] & ~loud[:-1]) + 1
    return starts / RATE + 0.2


@given(st.floats(-300e-6, 300e-6), st.integers(0, 100))
@settings(max_examples=15, deadline=None)
def test_the_clock_finds_drift_under_noise(drift: float, seed: int) -> None:
    card, clock, noise = Card(drift, seed), SampleClock(RATE), np.random.default_rng(seed)
    for number in range(600):
        heard_ns = card.moment_ns(number * BLOCK)
        delay_ns = int(noise.exponential(2 * NS_PER_MS)) + (number % 50 == 7) * 80 * NS_PER_MS
        wander_ns = int((1 - math.cos(number / 60)) * 4 * NS_PER_MS)
        clock.observe(number * BLOCK, heard_ns - wander_ns, heard_ns + 110 * NS_PER_MS + delay_ns)
    assert clock.drift == pytest.approx(drift, abs=30e-6)
    for index in (0, 300 * BLOCK, 600 * BLOCK):
        assert abs(clock.moment_of(index) - card.moment_ns(index)) < 2 * NS_PER_MS
        assert clock.index_at(clock.moment_of(index)) == pytest.approx(index, abs=0.01)


@pytest.mark.parametrize(
    ("later_ms", "says_so"), [(6, True), (45, True), (-6, True), (6, False), (-6, False)]
)
def test_sound_keeps_its_place_when_blocks_come_another_way(later_ms: int, says_so: bool) -> None:
    clock, noise = SampleClock(RATE), np.random.default_rng(5)
    for number in range(1200):
        late_ms = later_ms if number >= 640 else 0
        wrong_ms = 0 if says_so else late_ms
        arrived_ns = (number * 100 + 160 + late_ms) * NS_PER_MS
        arrived_ns += int(noise.exponential(0.1 * NS_PER_MS))
        clock.observe(number * BLOCK, (number * 100 + wrong_ms) * NS_PER_MS, arrived_ns)
        truth_ns = (number + 1) * 100 * NS_PER_MS
        assert abs(clock.moment_of((number + 1) * BLOCK) - truth_ns) < 0.5 * NS_PER_MS or number < 5
    assert abs(clock.drift) < 2e-6


def test_reports_that_wander_later_move_nothing() -> None:
    clock = SampleClock(RATE)
    for number in range(3000):
        wander_ms = 40 * (1 - math.cos(number / 80)) if number > 40 else 0
        arrived_ns = (number * 100 + 160) * NS_PER_MS
        clock.observe(number * BLOCK, number * 100 * NS_PER_MS - int(wander_ms * 1e6), arrived_ns)
    assert abs(clock.moment_of(3000 * BLOCK) - 300_000 * NS_PER_MS) < 0.1 * NS_PER_MS


def test_a_way_that_grows_in_disorder_does_not_tilt_the_line_for_good() -> None:
    clock, noise = SampleClock(RATE), np.random.default_rng(7)
    for number in range(2400):
        heard_ns = number * 100 * NS_PER_MS
        if number < 130:
            longer_ms = 0.0
        elif number < 185:  # a sound server under load, as one was recorded
            longer_ms = 24 + (number - 130) * 0.4 + noise.uniform(0, 8)
        else:
            longer_ms = 63 + noise.exponential(0.3) + (number > 1000) * 1.5
        wander_ms = 4 * (1 - math.cos(number / 60))
        arrived_ns = heard_ns + int((110 + longer_ms) * NS_PER_MS)
        clock.observe(number * BLOCK, heard_ns - int(wander_ms * NS_PER_MS), arrived_ns)
    assert abs(clock.moment_of(2400 * BLOCK) - 240_000 * NS_PER_MS) < 8 * NS_PER_MS
    assert abs(clock.drift) < 10e-6


def test_losses_too_small_to_be_seen_do_not_add_up() -> None:
    clock = SampleClock(RATE)
    lost_ms = 0
    for number in range(4000):
        lost_ms += 10 if number % 200 == 199 else 0  # each 20 s
        heard_ns = (number * 100 + lost_ms) * NS_PER_MS
        clock.observe(number * BLOCK, heard_ns, heard_ns + 160 * NS_PER_MS)
    assert lost_ms == 200
    assert abs(clock.moment_of(4000 * BLOCK) - (400_000 + lost_ms) * NS_PER_MS) < 50 * NS_PER_MS


def test_arrivals_that_a_busy_machine_scatters_move_nothing() -> None:
    clock, noise = SampleClock(RATE), np.random.default_rng(6)
    for number in range(660):
        heard_ns = number * 100 * NS_PER_MS
        busy = int(noise.uniform(3, 9) * NS_PER_MS) if number >= 640 else 0
        # What is said to be heard is cut off at the block's own length, and so wanders along.
        clock.observe(number * BLOCK, heard_ns + busy, heard_ns + 110 * NS_PER_MS + busy)
    assert abs(clock.moment_of(660 * BLOCK) - 66_000 * NS_PER_MS) < 0.3 * NS_PER_MS


def test_a_server_that_has_just_started_is_not_believed() -> None:
    measured_ms = [610] * 7 + [510, 410, 310, 210] + [110] * 9  # what PulseAudio 16 reported
    clock, settled_after = SampleClock(RATE), 0
    for number, latency_ms in enumerate(measured_ms):
        arrived_ns = (number * 100 + 110) * NS_PER_MS
        clock.observe(number * BLOCK, arrived_ns - latency_ms * NS_PER_MS, arrived_ns)
        settled_after += not clock.settled
    assert settled_after == 13
    assert abs(clock.moment_of(0)) < NS_PER_MS


def test_a_server_that_has_run_for_a_while_is_believed_after_half_a_second() -> None:
    clock = SampleClock(RATE)
    for number in range(5):
        assert not clock.settled
        first_ns = number * 100 * NS_PER_MS
        clock.observe(number * BLOCK, first_ns - (number < 2) * 200 * NS_PER_MS, first_ns)
    assert clock.settled
    assert abs(clock.moment_of(0)) < NS_PER_MS


@pytest.mark.parametrize("wrong_blocks", [12, 45])
def test_what_a_server_says_of_its_first_seconds_is_put_right(wrong_blocks: int) -> None:
    clock = SampleClock(RATE)
    for number in range(300):
        arrived_ns = (number * 100 + 104) * NS_PER_MS
        wrong_ms = 36 if number < wrong_blocks else 0
        clock.observe(number * BLOCK, (number * 100 - wrong_ms) * NS_PER_MS, arrived_ns)
        if number > wrong_blocks + 12:
            truth_ns = (number + 1) * 100 * NS_PER_MS
            assert abs(clock.moment_of((number + 1) * BLOCK) - truth_ns) < NS_PER_MS
    assert clock.is_known


# Told before a player opened, after it, and from the 13th block on, as a PulseAudio that had just
# started told it; 100 ms were true, and what the way grew by.
@pytest.mark.parametrize(
    ("longer_ms", "told_ms"),
    [(8, (141, 149, 107)), (44, (147, 191, 143)), (42, (100, 123, 135))],
)
def test_a_player_that_opens_in_the_first_second_leaves_the_line_where_it_is(
    longer_ms: int, told_ms: tuple[int, int, int]
) -> None:
    clock = SampleClock(RATE)
    for number in range(400):
        told = told_ms[(number >= 7) + (number >= 12)]
        arrived_ns = (number * 100 + 100 + (longer_ms if number >= 7 else 0)) * NS_PER_MS
        clock.observe(number * BLOCK, arrived_ns - told * NS_PER_MS, arrived_ns)
    assert abs(clock.moment_of(400 * BLOCK) - 40_000 * NS_PER_MS) < 2 * NS_PER_MS


def test_sound_that_was_placed_by_a_wrong_report_is_in_its_place_at_once() -> None:
    card, sound, out, next_ns = Card(), SteadySound(RATE), [], 200 * NS_PER_MS
    for number in range(60):
        pcm, heard_ns, arrived_ns = card.block()
        wrong_ms = 24 if number < 12 else 0
        sound.add(pcm, heard_ns - wrong_ms * NS_PER_MS, arrived_ns)
        while sound.can_render(next_ns, BLOCK):
            out.append(sound.render(next_ns, BLOCK))
            next_ns += 100 * NS_PER_MS
    found = clicks_s(np.concatenate(out))
    off_ms = (found + CLICK_EVERY_S / 2) % CLICK_EVERY_S - CLICK_EVERY_S / 2
    late = found > 2.0
    assert np.abs(off_ms[late]).max() < 0.001
    assert np.abs(off_ms[~late]).max() > 0.02, "the first ones were placed as they were told"


@pytest.mark.parametrize("drift", [0.0, 250e-6, -250e-6])
def test_a_card_with_a_clock_of_its_own_stays_in_place(drift: float) -> None:
    pcm, losses = record(Card(drift), seconds=90)
    found = clicks_s(pcm)
    expected = np.arange(1, len(found) + 1) * CLICK_EVERY_S
    assert len(found) > 170
    assert np.abs(found - expected).max() < 0.004
    assert np.abs(found - expected)[-40:].max() < 0.002
    assert losses == []


def test_a_lost_stretch_becomes_silence_of_its_length() -> None:
    lost = int(0.25 * RATE)
    pcm, losses = record(Card(), seconds=20, losing={100: lost})
    assert len(losses) == 1
    start_ns, end_ns = losses[0]
    assert start_ns == pytest.approx(10 * NS_PER_SECOND, abs=2 * NS_PER_MS)
    assert end_ns - start_ns == pytest.approx(250 * NS_PER_MS, abs=2 * NS_PER_MS)
    silent = np.flatnonzero(pcm == 0)
    assert len(silent) == pytest.approx(lost, abs=100)
    assert silent[0] / RATE + 0.2 == pytest.approx(10, abs=0.003)
    after = [click for click in clicks_s(pcm) if click > 10.3]
    assert np.allclose(after, np.arange(len(after)) * CLICK_EVERY_S + 10.5, atol=0.003)


def test_a_longer_way_is_no_loss_where_reports_claim_that_no_sample_had_an_age() -> None:
    sound, card = SteadySound(RATE), Card()
    for number in range(100):
        pcm, heard_ns, arrived_ns = card.block()
        if number >= 50:
            arrived_ns += 60 * NS_PER_MS
            heard_ns = arrived_ns - 100 * NS_PER_MS
        sound.add(pcm, heard_ns, arrived_ns)
    assert sound.take_losses() == []
    assert abs(sound.first_ns - 7 * NS_PER_SECOND) < 10 * NS_PER_MS


def test_a_late_arrival_alone_is_no_loss() -> None:
    sound, card = SteadySound(RATE), Card()
    for number in range(60):
        pcm, heard_ns, arrived_ns = card.block()
        sound.add(pcm, heard_ns, arrived_ns + (30 <= number < 40) * 300 * NS_PER_MS)
    assert sound.take_losses() == []


def test_a_stutter_that_is_caught_up_with_is_no_loss() -> None:
    sound, card = SteadySound(RATE), Card()
    for number in range(60):
        pcm, heard_ns, arrived_ns = card.block()
        late_ns = max(0, 160 - 20 * (number - 30)) * NS_PER_MS if number >= 30 else 0
        sound.add(pcm, heard_ns + late_ns, arrived_ns + late_ns)
    assert sound.take_losses() == []
    assert sound.can_render(5 * NS_PER_SECOND, BLOCK)


def test_a_wandering_report_alone_is_no_loss() -> None:
    sound, card = SteadySound(RATE), Card()
    for number in range(60):
        pcm, heard_ns, arrived_ns = card.block()
        sound.add(pcm, heard_ns + (30 <= number < 40) * 60 * NS_PER_MS, arrived_ns)
    assert sound.take_losses() == []


def test_before_the_first_sample_there_is_silence() -> None:
    sound, card = SteadySound(RATE), Card()
    for _ in range(8):
        sound.add(*card.block())
    pcm = sound.render(-50 * NS_PER_MS, BLOCK)
    assert len(pcm) == BLOCK
    assert not pcm[: BLOCK // 2 - 2].any()
    assert (pcm[BLOCK // 2 + 2 :] > 0).all()
