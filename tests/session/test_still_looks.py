"""Looks that surely saw no change, told without what came before them."""

import random
from pathlib import Path

import numpy as np
import pytest

from observer.model.clock import NS_PER_MS
from observer.model.picture_change import Look
from observer.session import change_track
from observer.session.reader import SessionReader
from observer.session.still_looks import surely_still
from tests.session.painted import HEIGHT, WIDTH, Painter

WHOLE = (0, 0, WIDTH, HEIGHT)
FAR_AWAY = (WIDTH - 1, HEIGHT - 1)


def pointer(_from_ns: int, _until_ns: int) -> list[tuple[int, int]]:
    return [FAR_AWAY]


def look_of(before_ms: int, *after_ms: int, box: tuple[int, int, int, int] = WHOLE) -> Look:
    return Look(before_ms * NS_PER_MS, tuple(at * NS_PER_MS for at in after_ms), *box)


def is_still(
    folder: Path, before_ms: int, *after_ms: int, **box: tuple[int, int, int, int]
) -> bool:
    return bool(
        surely_still(SessionReader(folder), [look_of(before_ms, *after_ms, **box)], pointer)
    )


def textured(seed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    grey = np.random.default_rng(seed).integers(0, 256, (128, 160, 1), np.uint8)
    return np.repeat(grey, 4, axis=2)


def test_a_screen_at_rest_is_still_and_one_that_is_painted_is_not(tmp_path: Path) -> None:
    painter = Painter()
    painter.paint(2000, 100, 100, 80, 30, 200)
    painter.paint(6000, 100, 100, 80, 30, 120)
    folder = painter.write(tmp_path)
    assert is_still(folder, 2100, 3000, 5900)
    assert not is_still(folder, 1900, 2500)
    assert not is_still(folder, 5000, 5500, 6500)
    assert is_still(folder, 5000, 6500, box=(300, 100, 200, 200))


def test_what_was_scrolled_is_not_still(tmp_path: Path) -> None:
    painter, page = Painter(), textured(1)
    painter._paste(1000, 100, 100, page)
    painter._paste(3000, 100, 100, np.roll(page, -16, axis=0))
    folder = painter.write(tmp_path)
    assert is_still(folder, 1500, 2900)
    assert not is_still(folder, 1500, 3500)


def test_what_changed_back_is_left_to_those_who_decode_it(tmp_path: Path) -> None:
    painter = Painter()
    painter._paste(1000, 100, 100, textured(1))
    painter._paste(3000, 100, 100, textured(2))
    painter._paste(3100, 100, 100, textured(1))
    folder = painter.write(tmp_path)
    look = look_of(2500, 4000)
    assert not is_still(folder, 2500, 4000)
    assert change_track.compare_pictures(SessionReader(folder), [look], pointer) == {look: False}


def test_a_keyframe_that_repeats_a_still_picture_does_not_matter(tmp_path: Path) -> None:
    painter = Painter()
    painter.paint(1000, 100, 100, 80, 30, 200)
    painter.still(140_000)
    painter.paint(140_000, 100, 100, 80, 30, 90)
    folder = painter.write(tmp_path, end_ms=145_000)
    keyframes_ms = [
        stir.time_ns // NS_PER_MS
        for stir in change_track.read_stirs(SessionReader(folder))
        if stir.keyframe
    ]
    keyframe_ms = next(at_ms for at_ms in keyframes_ms if at_ms)
    assert 10_000 < keyframe_ms < 137_000
    assert is_still(folder, keyframe_ms - 2000, keyframe_ms - 100, keyframe_ms + 2000)
    assert is_still(folder, keyframe_ms - 2000, 139_900)
    assert not is_still(folder, keyframe_ms - 2000, 140_500)


def test_a_keyframe_among_changes_leaves_the_look_open(tmp_path: Path) -> None:
    painter = Painter()
    for number in range(200):
        painter.paint(1000 + 100 * number, 500, 300, 20, 20, number)
    folder = painter.write(tmp_path, end_ms=22_000)
    keyframe_ms = [
        stir.time_ns // NS_PER_MS
        for stir in change_track.read_stirs(SessionReader(folder))
        if stir.keyframe
    ][1]
    beside = (100, 100, 200, 200)
    assert is_still(folder, keyframe_ms + 100, keyframe_ms + 2000, box=beside)
    assert not is_still(folder, keyframe_ms - 1000, keyframe_ms + 1000, box=beside)


@pytest.mark.parametrize("seed", range(6))
def test_nothing_that_changed_is_ever_called_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance, painter, at_ms = random.Random(seed), Painter(), 500
    page = textured(seed)
    for _ in range(120):
        at_ms += chance.choice([33, 33, 66, 400, 1500])
        x, y = chance.randrange(16, 400), chance.randrange(16, 200)
        if chance.random() < 0.4:
            page = np.roll(page, chance.choice([-16, -3, 1, 8]), axis=chance.randrange(2))
            painter._paste(at_ms, 120, 120, page)
        else:
            width, height = chance.choice([(2, 20), (8, 16), (60, 20), (200, 150)])
            painter.paint(at_ms, x, y, width, height, chance.randrange(256))
    reader = SessionReader(painter.write(tmp_path, end_ms=at_ms + 2000))
    looks = []
    for _ in range(80):
        before_ms = chance.randrange(at_ms)
        after_ms = [before_ms + chance.choice([50, 200, 800, 2500]) for _ in range(2)]
        box = (chance.randrange(-20, 400), chance.randrange(-20, 250), 200, 150)
        looks.append(look_of(before_ms, *after_ms, box=box))
    still = surely_still(reader, looks, pointer)
    monkeypatch.setattr(change_track, "surely_still", lambda *_: set())
    decoded = change_track.compare_pictures(reader, looks, pointer)
    assert {look for look in still if decoded[look]} == set()
    unchanged = sum(not changed for changed in decoded.values())
    assert len(still) > 0.5 * unchanged > 5
