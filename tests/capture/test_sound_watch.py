"""Sound that is not worth recording is told of, in time and until it is well again."""

import numpy as np
import pytest

from observer.capture.sound.steady_sound import Samples
from observer.capture.sound.watch import SILENCE_DB, SoundWatch, clipped_samples, peak_db
from observer.model.consent import TrackKind

RATE = 48_000
BLOCK = RATE // 10


def hear(watch: SoundWatch, samples: Samples, seconds: float) -> None:
    for _ in range(round(seconds * 10)):
        watch.add(samples)


def voice(gain: float) -> Samples:
    """A voice of 200 Hz that would need `gain` times full scale."""
    wave = gain * 32_767 * np.sin(np.arange(BLOCK) * 2 * np.pi * 200 / RATE)
    clipped: Samples = np.clip(np.rint(wave), -32_768, 32_767).astype(np.int16)
    return clipped


def noise(level_db: float) -> Samples:
    random = np.random.default_rng(1)
    made: Samples = np.rint(random.normal(0, 32_768 * 10 ** (level_db / 20), BLOCK)).astype(
        np.int16
    )
    return made


@pytest.fixture
def microphone() -> SoundWatch:
    return SoundWatch(TrackKind.MICROPHONE, RATE)


def test_a_loud_voice_that_fits_is_no_problem(microphone: SoundWatch) -> None:
    hear(microphone, voice(0.999), 2)
    assert microphone.problem == ""
    assert microphone.peak_db == pytest.approx(0, abs=0.01)
    assert microphone.level_db == pytest.approx(-3, abs=0.02)


def test_a_voice_that_is_cut_off_is_told_at_once_until_it_has_ended(microphone: SoundWatch) -> None:
    microphone.add(voice(1.5))
    assert "turn it down" in microphone.problem
    hear(microphone, voice(0.5), 4.9)
    assert "turn it down" in microphone.problem
    hear(microphone, voice(0.5), 0.3)
    assert microphone.problem == ""


def test_a_single_click_at_full_scale_is_no_problem(microphone: SoundWatch) -> None:
    click = np.zeros(BLOCK, np.int16)
    click[100:110] = 32_767
    microphone.add(click)
    assert microphone.problem == ""


def test_only_runs_at_full_scale_count_as_cut_off() -> None:
    samples = np.array([32_767, 32_767, 0, -32_768, -32_767, -32_768, 0, 32_767], np.int16)
    assert clipped_samples(samples) == 3


def test_a_muted_microphone_is_told_after_ten_seconds_until_it_hears(
    microphone: SoundWatch,
) -> None:
    hear(microphone, voice(0.3), 1)
    hear(microphone, noise(-88), 9.8)
    assert microphone.problem == ""
    hear(microphone, noise(-88), 0.3)
    assert microphone.problem == "The microphone hears nothing: it may be muted"
    microphone.add(voice(0.3))
    assert microphone.problem == ""


def test_a_quiet_room_is_no_muted_microphone(microphone: SoundWatch) -> None:
    hear(microphone, noise(-72), 15)
    assert microphone.problem == ""


def test_a_computer_that_plays_nothing_is_no_problem() -> None:
    watch = SoundWatch(TrackKind.SYSTEM_SOUND, RATE)
    hear(watch, np.zeros(BLOCK, np.int16), 15)
    assert watch.problem == ""
    assert watch.level_db == watch.peak_db == SILENCE_DB
    watch.add(voice(2))
    assert "volume" in watch.problem


def test_a_device_that_is_gone_is_not_called_muted(microphone: SoundWatch) -> None:
    hear(microphone, np.zeros(BLOCK, np.int16), 11)
    microphone.forget()
    assert microphone.problem == ""
    hear(microphone, np.zeros(BLOCK, np.int16), 9)
    assert microphone.problem == ""


def test_the_lowest_number_there_is_has_a_peak() -> None:
    assert peak_db(np.array([-32_768, 0], np.int16)) == 0
    assert peak_db(np.array([], np.int16)) == SILENCE_DB
