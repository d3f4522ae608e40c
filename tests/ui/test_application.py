"""`observer-window` as a user starts it: a process of its own."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from observer.database.library import open_library
from observer.model.errors import LibraryNewer
from observer.ui.banner import Banner
from observer.ui.defects import Defects
from observer.ui.trouble import trouble_dialog
from tests.ui.test_window import open_window


def start(root: Path, home: Path) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "OBSERVER_LIBRARY": str(root),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "observer.app"], env=environment, text=True, stderr=subprocess.PIPE
    )


def test_the_window_comes_up_with_a_library_of_its_own(
    display: str, root: Path, tmp_path: Path
) -> None:
    with start(root, tmp_path) as process:
        found = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(process.pid), "Observer"],
            timeout=20,
            capture_output=True,
            check=False,
        )
        process.terminate()
        _, complaints = process.communicate(timeout=10)
    assert found.returncode == 0
    assert (root / "library.db").is_file()
    assert "Traceback" not in complaints


def test_a_newer_library_is_refused_in_words(root: Path, qtbot: QtBot) -> None:
    with open_library(root):
        pass
    connection = sqlite3.connect(root / "library.db")
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES "
        "('observer', 'm9999_from_the_future', '2030-01-01')"
    )
    connection.commit()
    connection.close()
    with pytest.raises(LibraryNewer) as refused:
        open_library(root)
    dialog = trouble_dialog(refused.value, root)
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == refused.value.message
    dialog.show()
    dialog.yes.click()
    assert not dialog.isVisible()


def test_a_defect_is_shown_and_the_window_stays(root: Path, qtbot: QtBot) -> None:
    with open_library(root) as library:
        window = open_window(library, root, qtbot)
        defects = Defects(window, root / "observer.log")
        defects.happened.emit(ZeroDivisionError("of all things"))
        qtbot.waitUntil(lambda: window.findChildren(Banner) != [])
        assert "of all things" in window.findChildren(Banner)[0].accessibleName()
        assert window.isVisible()
        window.close()
