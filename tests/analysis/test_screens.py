from dataclasses import replace

import pytest

from observer.analysis.screens import Stay, screens
from observer.analysis.study_facts import SessionFacts
from observer.model.errors import Cancelled
from observer.model.samples import FocusChange
from tests.analysis.small_study import S, small_study


def test_a_session_without_a_window_leaves_the_screens_of_the_others() -> None:
    bare = SessionFacts("imported", "P09", "", "2026-11-20T10:00:00+01:00", 60 * S)
    shown = replace(
        bare, id="shown", windows=(FocusChange(0, "browser", "Shop"), FocusChange(20 * S, "", ""))
    )
    (screen,) = screens(replace(small_study(), sessions=(bare, shown)))
    assert (screen.application, screen.title) == ("browser", "Shop")
    assert screen.stays == (Stay("shown", 0, 20 * S),)


def test_nobody_waits_for_screens_that_are_cancelled() -> None:
    with pytest.raises(Cancelled):
        screens(small_study(), cancelled=lambda: True)
