"""Words of failure, help, silence after a question, loudness."""

import pytest

from observer.analysis.loudness import Loudness
from observer.analysis.signals.run import signals_of
from observer.analysis.signals.settings import SignalSettings
from observer.analysis.tracks import ShownText, Tracks
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.samples import KeyClass
from observer.model.sitting import Asking, Attempt
from tests.analysis.signals.hand import Hand

ATTEMPT = (Attempt("a", "s", "t", 0),)
STEP_NS = 50 * NS_PER_MS


def reasons(tracks: Tracks, rule: str) -> list[str]:
    settings = SignalSettings(only=frozenset({rule}))
    return [signal.reason for signal in signals_of(tracks, settings)]


def shown(*texts: tuple[float, str]) -> Tracks:
    words = tuple(ShownText(round(at_s * NS_PER_SECOND), text) for at_s, text in texts)
    return Tracks(100 * NS_PER_SECOND, words=words)


def test_a_message_of_failure_is_told_in_its_words() -> None:
    assert reasons(shown((3, "Post code invalid")), "error-words") == [
        "“invalid” came up on the screen, in “Post code invalid”."
    ]


@pytest.mark.parametrize(
    "text", ["errors.py – editor", "error.log", "terrorist", "Add to basket", "no-error-page", ""]
)
def test_files_and_parts_of_words_are_no_failure(text: str) -> None:
    assert not reasons(shown((3, text)), "error-words")


def test_the_same_word_is_told_again_only_after_half_a_minute() -> None:
    seen = shown((3, "Error"), (9, "An error"), (20, "Failed"), (45, "error 5"))
    assert [reason[:9] for reason in reasons(seen, "error-words")] == [
        "“Error” c", "“Failed” ", "“error” c",
    ]  # fmt: skip


def test_a_title_counts_where_it_begins_with_the_word() -> None:
    assert reasons(Hand().wait(500).front("Error – Printing").tracks(), "error-words")
    assert not reasons(Hand().wait(500).front("How to read an error").tracks(), "error-words")


@pytest.mark.parametrize("title", ["Help – Delivery", "Hilfe", "stack overflow: sorting"])
def test_help_opened_in_a_task_is_told(title: str) -> None:
    hand = Hand().wait(500).front(title)
    assert reasons(hand.tracks(attempts=ATTEMPT), "help-opened") == [
        f"During a task “{title}” was opened."
    ]
    assert not reasons(hand.tracks(), "help-opened")


def test_find_and_f1_are_turns_to_help_and_other_keys_are_not() -> None:
    for key_class, key, fires in (
        (KeyClass.FUNCTION, "F1", True),
        (KeyClass.SHORTCUT, "Ctrl+F", True),
        (KeyClass.FUNCTION, "F5", False),
        (KeyClass.SHORTCUT, "Ctrl+P", False),
    ):
        tracks = Hand().wait(500).key(key_class, key).tracks(attempts=ATTEMPT)
        assert bool(reasons(tracks, "help-opened")) is fires


def test_one_look_for_help_is_told_once() -> None:
    hand = Hand().key(KeyClass.FUNCTION, "F1").wait(800).front("Help").wait(5000).front("Shop")
    assert len(reasons(hand.wait(900).front("Help").tracks(attempts=ATTEMPT), "help-opened")) == 1


def test_a_product_called_helpful_is_no_help() -> None:
    hand = Hand().wait(500).front("Helpful things – Shop")
    assert not reasons(hand.tracks(attempts=ATTEMPT), "help-opened")


def sound(*parts: tuple[float, float]) -> Loudness:
    """Stretches of so many seconds at such a peak; words have holes."""
    peaks: list[float] = []
    for seconds, level in parts:
        count = round(seconds * NS_PER_SECOND / STEP_NS)
        peaks += [level if index % 5 or level < 0.05 else 0.006 for index in range(count)]
    return Loudness(STEP_NS, tuple(peaks))


def asked(voice: Loudness, at_s: float = 10) -> Tracks:
    asking = Asking("s", "q", round(at_s * NS_PER_SECOND))
    return Tracks(len(voice.peaks) * STEP_NS, loudness=voice, askings=(asking,))


def test_a_silence_after_a_question_says_how_long_and_how_soon() -> None:
    voice = sound((10, 0.15), (2, 0.15), (11, 0.006), (9, 0.15))
    assert reasons(asked(voice), "silence") == [
        "A silence of 11 s began 2.0 s after a question was asked."
    ]


def test_an_answer_or_a_silence_much_later_is_ordinary() -> None:
    assert not reasons(asked(sound((16, 0.15), (6, 0.006), (9, 0.15))), "silence")
    assert not reasons(asked(sound((40, 0.15), (12, 0.006), (9, 0.15))), "silence")


def test_a_silence_that_nobody_asked_into_is_ordinary() -> None:
    voice = sound((10, 0.15), (20, 0.006), (9, 0.15))
    assert not reasons(Tracks(39 * NS_PER_SECOND, loudness=voice), "silence")


def test_a_much_louder_moment_is_named_loudness_and_nothing_more() -> None:
    voice = sound((20, 0.15), (1.2, 0.7), (20, 0.15))
    (reason,) = reasons(Tracks(41 * NS_PER_SECOND, loudness=voice), "louder")
    assert reason.startswith("For 1.1 s it was 13 dB louder than speech in this session;")
    assert "loudness is all that is known" in reason


def test_a_knock_and_a_lively_voice_are_ordinary() -> None:
    for peak, seconds in ((0.9, 0.3), (0.3, 2.0)):
        voice = sound((20, 0.15), (seconds, peak), (20, 0.15))
        assert not reasons(Tracks(42 * NS_PER_SECOND, loudness=voice), "louder")


def test_where_hardly_anybody_speaks_nothing_is_louder_than_usual() -> None:
    voice = sound((30, 0.006), (2, 0.2), (30, 0.006), (1, 0.9), (9, 0.006))
    assert not reasons(Tracks(72 * NS_PER_SECOND, loudness=voice), "louder")
