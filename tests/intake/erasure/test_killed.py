"""An erasure that is killed is finished by the next one, and never taken for done before."""

import shutil
import signal
from pathlib import Path

import pytest

from observer.database.library import open_library
from observer.intake.erasure.erase import Step, erase
from observer.intake.erasure.note import holding_note, unfinished
from observer.intake.erasure.plan import plan_participant
from observer.intake.landing import land_session, refresh_index
from observer.model.errors import LibraryError
from tests.intake.erasure.erase_and_die import kill_at
from tests.intake.erasure.planted import PLACES, grep, plant


def test_a_killed_erasure_is_finished_by_the_next_one(tmp_path: Path) -> None:
    planted = plant(tmp_path)
    # The note, the first folders, in the middle of deleting them, packs, the copies, at the end.
    for step in (1, 3, 7, 30, 40, 8, 12):
        killed = kill_at(tmp_path, step)
        assert killed.returncode == -signal.SIGKILL, (step, killed)
        with open_library(planted.root) as library:
            problems = [str(one) for one in refresh_index(library, planted.root).problems]
        said = any("P03 in “Checkout” is not finished" in one for one in problems)
        assert said == (step > 1)  # the first died over the note: nothing has begun
    finished = kill_at(tmp_path, 0)
    assert finished.stdout.strip().isdigit(), finished
    for words in (*(f"zq-{place}-P03-planted" for place in PLACES), *planted.sessions["P03"]):
        assert grep(planted.base, words) == [], words
    assert unfinished(planted.root) == []
    with open_library(planted.root) as library:
        left = [str(one) for one in refresh_index(library, planted.root).problems]
        assert not any("not finished" in one for one in left)
        with pytest.raises(LibraryError, match="no participant P03"):
            plan_participant(library, planted.root, "P03")


def test_what_a_window_puts_back_meanwhile_goes_too(tmp_path: Path) -> None:
    planted = plant(tmp_path)
    (folder,) = planted.root.glob(f"2026-01-10-checkout-P03-{planted.sessions['P03'][0][:4]}")
    kept = shutil.copytree(folder, tmp_path / "kept")

    def put_back(step: Step, _done: float) -> None:
        if step is Step.INDEX:
            shutil.copytree(kept, folder)
            with open_library(planted.root) as window:
                land_session(window, folder)

    with open_library(planted.root) as library:
        plan = plan_participant(library, planted.root, "P03")
        assert erase(library, planted.root, plan.note, planted.elsewhere, put_back).holds
    assert grep(planted.root, "zq-windowtitle-P03-planted") == []


def test_two_never_erase_the_same_at_once(tmp_path: Path) -> None:
    planted = plant(tmp_path, ("P03",))
    with open_library(planted.root) as library:
        plan = plan_participant(library, planted.root, "P03")
        with holding_note(planted.root, plan.note):
            problems = refresh_index(library, planted.root).problems
            assert not any("not finished" in str(one) for one in problems)
            with pytest.raises(LibraryError, match="being erased at this moment"):
                erase(library, planted.root, plan.note, planted.elsewhere)
