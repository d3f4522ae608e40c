"""When and where a recorded picture changed."""

from pathlib import Path

import pytest

from observer.model.clock import NS_PER_MS
from observer.model.picture_change import Look
from observer.session.change_track import compare_pictures, read_stirs
from observer.session.frame_walk import walk_frames
from observer.session.reader import SessionReader
from tests.session.painted import HEIGHT, WIDTH, Painter

WHOLE = (0, 0, WIDTH, HEIGHT)


def differs(
    folder: Path,
    before_ms: int,
    *after_ms: int,
    box: tuple[int, int, int, int] = WHOLE,
    pointer: tuple[int, int] = (600, 390),
    went_to: tuple[int, int] | None = None,
) -> bool:
    look = Look(before_ms * NS_PER_MS, tuple(at * NS_PER_MS for at in after_ms), *box)

    def places(_from_ns: int, until_ns: int) -> list[tuple[int, int]]:
        return [went_to if went_to and until_ns > before_ms * NS_PER_MS else pointer]

    (answer,) = compare_pictures(SessionReader(folder), [look], places).values()
    return answer


def test_each_picture_is_told_with_its_size_and_a_still_screen_costs_least(tmp_path: Path) -> None:
    painter = Painter()
    painter.paint(2000, 100, 100, 200, 60, 200)
    stirs = read_stirs(SessionReader(painter.write(tmp_path, end_ms=5000)))
    assert [stir.time_ns // NS_PER_MS for stir in stirs] == [0, 900, 1800, 2000, 2900, 3800, 4700]
    assert [stir.keyframe for stir in stirs] == [True, *[False] * 6]
    at_rest = [stir.size_bytes for stir in (*stirs[1:3], *stirs[4:])]
    assert max(at_rest) - min(at_rest) <= 5
    assert stirs[3].size_bytes > max(at_rest) + 10


def test_a_box_that_was_painted_differs_and_what_lies_beside_it_does_not(tmp_path: Path) -> None:
    painter = Painter()
    painter.paint(2000, 100, 100, 80, 30, 200)
    folder = painter.write(tmp_path)
    assert differs(folder, 1900, 2500)
    assert differs(folder, 1900, 2500, box=(150, 110, 100, 100))
    assert not differs(folder, 1900, 2500, box=(200, 110, 300, 100))
    assert not differs(folder, 2100, 2500, 6000)


def test_what_was_painted_back_does_not_differ_unless_one_looks_between(tmp_path: Path) -> None:
    painter = Painter()
    painter.paint(2000, 100, 100, 80, 30, 200)
    painter.paint(2100, 100, 100, 80, 30, 0)
    folder = painter.write(tmp_path)
    assert not differs(folder, 1900, 2500)
    assert differs(folder, 1900, 2050, 2500)


def test_a_caret_is_too_little(tmp_path: Path) -> None:
    painter = Painter()
    painter.paint(2000, 100, 100, 2, 24, 255)
    assert not differs(painter.write(tmp_path), 1900, 2500)


def test_the_pointer_and_what_lights_up_where_it_goes_are_left_out(tmp_path: Path) -> None:
    painter = Painter()
    painter.paint(2000, 300, 200, 18, 24, 255)  # the pointer's arrow, hot spot at 300, 200
    folder = painter.write(tmp_path)
    assert not differs(folder, 1900, 2500, pointer=(300, 200))
    assert differs(folder, 1900, 2500, pointer=(100, 100))
    painter = Painter()
    painter.paint(2000, 200, 184, 200, 32, 90)  # a button under it
    folder = painter.write(tmp_path)
    assert not differs(folder, 1900, 2500, pointer=(100, 100), went_to=(300, 200))
    assert differs(folder, 1900, 2500, pointer=(300, 200))


def test_leaping_to_keyframes_finds_the_same_pictures(tmp_path: Path) -> None:
    painter = Painter()
    for number in range(1, 40):
        painter.paint(2000 * number, 100, 100, 80, 30, 50 + 5 * number)
    reader = SessionReader(painter.write(tmp_path, end_ms=80_000))
    keyframes_ns = [stir.time_ns for stir in read_stirs(reader) if stir.keyframe]
    assert len(keyframes_ns) == 3
    moments_ns = [at_ms * NS_PER_MS for at_ms in (100, 5_000, 47_900, 48_000, 71_000, 79_999)]
    walked, leapt = (
        [bytes(frame.planes[0]) for _, frame in walk_frames(reader, moments_ns, keys)]
        for keys in ([], keyframes_ns)
    )
    assert walked == leapt
    assert len(set(walked)) == len(moments_ns)


def test_looks_after_a_cancel_stay_open(tmp_path: Path) -> None:
    folder = Painter().write(tmp_path, end_ms=2000)
    look = Look(0, (NS_PER_MS,), *WHOLE)
    assert not compare_pictures(SessionReader(folder), [look], lambda _a, _b: [], (), lambda: True)


@pytest.mark.parametrize("threads", [1, 2, 3, 20])
def test_several_threads_answer_as_one(tmp_path: Path, threads: int) -> None:
    painter = Painter()
    for number in range(1, 8):
        painter.paint(4000 * number, 100 + 40 * number, 100, 30, 30, 200)
    reader = SessionReader(painter.write(tmp_path, end_ms=34_000))
    looks = {
        Look(at_ms * NS_PER_MS, ((at_ms + 500) * NS_PER_MS,), *WHOLE): at_ms % 4000 == 3800
        for at_ms in (31_000, 3800, 5000, 7800, 11_800, 13_000, 27_800)
    }
    answers = compare_pictures(reader, looks, lambda _a, _b: [(600, 390)], threads=threads)
    assert answers == looks


@pytest.mark.parametrize("box", [(-50, -50, 120, 120), (600, 380, 500, 500)])
def test_a_box_may_reach_over_the_edge(tmp_path: Path, box: tuple[int, int, int, int]) -> None:
    painter = Painter()
    painter.paint(2000, 0, 0, 40, 40, 255)
    painter.paint(2000, 600, 360, 40, 40, 255)
    assert differs(painter.write(tmp_path), 1900, 2500, box=box, pointer=(300, 300))
