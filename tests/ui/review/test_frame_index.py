from observer.ui.review.frame_index import FrameIndex

FRAMES = FrameIndex([100, 133, 166, 600, 1000])


def test_the_picture_on_screen_is_the_last_one_begun() -> None:
    assert FRAMES.number_at(599) == 2
    assert FRAMES.number_at(600) == 3
    assert FRAMES.number_at(9999) == 4


def test_before_the_first_picture_the_first_one_counts() -> None:
    assert FRAMES.number_at(0) == 0


def test_stepping_on_goes_to_the_next_start() -> None:
    assert FRAMES.stepped(140, 1) == 166
    assert FRAMES.stepped(166, 1) == 600


def test_stepping_back_inside_a_still_picture_goes_to_its_start() -> None:
    assert FRAMES.stepped(900, -1) == 600
    assert FRAMES.stepped(600, -1) == 166


def test_stepping_stops_at_both_ends() -> None:
    assert FRAMES.stepped(100, -5) == 100
    assert FRAMES.stepped(1000, 5) == 1000


def test_without_times_there_is_no_step() -> None:
    assert FrameIndex().stepped(5, 1) is None


def test_a_moment_after_the_last_picture_is_shown_by_it() -> None:
    assert FRAMES.last_ns(700, 6000) == 700
    assert FRAMES.last_ns(5000, 6000) == 1000
    assert FRAMES.last_ns(950, 1000) < 950  # the last of a file whose next begins at 1000
    assert FrameIndex().last_ns(5000, 6000) == 5000
