"""Frames around what has the keyboard are told from what else changes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from observer.session.focus_frames import Mask, without_frames


def picture() -> Mask:
    return np.zeros((200, 400), np.bool_)


def framed(width: int, height: int, line: int) -> Mask:
    changed = picture()
    changed[20 : 20 + height, 20 : 20 + width] = True
    changed[20 + line : 20 + height - line, 20 + line : 20 + width - line] = False
    return changed


@given(st.integers(40, 350), st.integers(28, 150), st.integers(1, 3))
def test_of_a_frame_next_to_nothing_is_left(width: int, height: int, line: int) -> None:
    assert without_frames(framed(width, height, line)).sum() <= 4 * line * line


def test_a_filled_box_stays_and_so_do_short_strokes() -> None:
    filled = picture()
    filled[50:80, 50:150] = True
    assert (without_frames(filled) == filled).all()
    text = picture()
    for letter in range(20):
        text[100:112, 40 + 10 * letter : 42 + 10 * letter] = True
        text[105:107, 40 + 10 * letter : 47 + 10 * letter] = True
    assert (without_frames(text) == text).all()


def test_a_frame_does_not_take_what_is_written_in_it_along() -> None:
    changed = framed(300, 40, 2)
    changed[32:44, 60:64] = True
    assert without_frames(changed)[32:44, 60:64].all()


def test_a_picture_smaller_than_a_line_is_left_alone() -> None:
    tiny = np.ones((3, 3), np.bool_)
    assert without_frames(tiny).all()
