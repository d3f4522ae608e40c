import signal
import subprocess
import sys
from pathlib import Path

from observer.database.library import Library
from observer.intake.landing import refresh_index
from observer.intake.video import import_video
from observer.intake.workplace import WORKPLACE
from tests.intake import foreign_videos as foreign

DIE_HALF_WAY = """
import os, signal, sys
from pathlib import Path
from observer.database.library import open_library
from observer.intake.video import import_video

def die(part):
    if part > 0.5:
        os.kill(os.getpid(), signal.SIGKILL)

root, video = Path(sys.argv[1]), Path(sys.argv[2])
with open_library(root) as library:
    import_video(library, root, video, "Checkout", "P07", die, lambda: False)
"""


def test_a_killed_import_leaves_no_half_session_and_the_next_one_clears_up(
    library: Library, tmp_path: Path
) -> None:
    video = foreign.meeting(tmp_path / "meeting.mp4")
    died = subprocess.run(
        [sys.executable, "-c", DIE_HALF_WAY, str(library.folder), str(video)],
        cwd=Path(__file__).parents[2],
    )
    assert died.returncode == -signal.SIGKILL
    assert any((library.folder / WORKPLACE).iterdir())
    report = refresh_index(library, library.folder)
    assert (report.rows, report.problems) == ((), ())
    import_video(
        library, library.folder, video, "Checkout", "P07", lambda _part: None, lambda: False
    )
    assert not (library.folder / WORKPLACE).exists()
    assert len(refresh_index(library, library.folder).rows) == 1
