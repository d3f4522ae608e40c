"""The live rehearsal: a whole sit-in through the real window, with observers in real browsers.

It plays on a stage of its own with two monitors: the participant has one, the moderator's window
lies on the other. What the library holds afterwards is set beside what was done, row by row.
"""

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from observer.database.library import open_library
from observer.intake.shipped import shipped_files
from observer.intake.study_file import read_study
from observer.model.clock import ns_to_seconds
from observer.model.errors import DeviceError, RecorderError
from observer.recorder.client import find_running
from observer.rehearsal.expected import Between, Ledger, differences
from observer.rehearsal.held import rows_of
from observer.rehearsal.live_opening import begin_recording
from observer.rehearsal.live_scene import OBSERVERS, gather, set_stage
from observer.rehearsal.live_script import LiveScript
from observer.rehearsal.rehearse import RehearsalReport, read_back


@dataclass(frozen=True, slots=True)
class ObserverReport:
    """One observer: how many marks the library holds of them, and how long they watched."""

    name: str
    marks: int
    watched_seconds: float


@dataclass(frozen=True, slots=True)
class LiveReport(RehearsalReport):
    """What `rehearse` says, who observed, and where the library is not as it was done.

    `rows` counts the rows that were compared, by table.
    """

    observers: tuple[ObserverReport, ...]
    rows: dict[str, int]
    differences: tuple[str, ...]


def rehearse_live(
    root: Path, say: Callable[[str], None], photographs: Path | None = None
) -> LiveReport:
    """Play a sit-in of three tasks into the library at `root`; some 60 s.

    `say` is told in plain words what goes on. Where a folder for `photographs` is given, every
    page is kept there in both themes, which takes longer. Raises ObserverError where a program is
    missing, or somebody cannot do their part; a recording that was begun is closed in any case.
    """
    _require_chromium()
    (study_file,) = shipped_files("rehearsal", "lamp-study.toml")
    study = read_study(study_file)
    with open_library(root) as library:
        library.save_study(study)
    if find_running(root):
        raise RecorderError(
            "A recording runs in this library",
            "Stop it with “observer stop”, or rehearse in another one: observer --library FOLDER",
        )
    ledger = Ledger()
    with ExitStack() as stack:
        environment, folder = set_stage(stack, say)
        company = gather(stack, root, environment, folder, study, photographs)
        client, clock = begin_recording(stack, root, company, ledger, say)
        script = LiveScript(company, ledger, clock, say)
        script.play()
        shown = company.moderator.does("go_to_review")
        say(f"The review shows {len(shown)} moments")
        company.photographer.window("review-after")
        company.moderator.leaves()
    report = read_back(root, client.folder, script.shown_ns, say)
    _expect_session(ledger, script.ended)
    return _compare(root, report, ledger, say)


def _require_chromium() -> None:
    if shutil.which("chromium") is None and shutil.which("chromium-browser") is None:
        raise DeviceError(
            "The observers of a live rehearsal need Chromium, and it is missing",
            "Install it: apt-get install chromium. “observer rehearse” without --live needs none",
        )


def _expect_session(ledger: Ledger, ended: Between) -> None:
    """What is known of the session only at its end."""
    (session,) = ledger.tables["sessions"]
    session |= {"duration_ns": ended, "moments": len(ledger.tables["annotations"])}


def _compare(
    root: Path, report: RehearsalReport, ledger: Ledger, say: Callable[[str], None]
) -> LiveReport:
    with open_library(root) as library:
        held = rows_of(library, report.session)
    found = differences(ledger.tables, held)
    rows = {table: len(ledger.tables.get(table, ())) for table in held}
    say(f"Compared {sum(rows.values())} rows: {len(found)} differences")
    observers = []
    for name in OBSERVERS:
        watched_ns = sum(
            int(str(row["end_ns"])) - int(str(row["start_ns"]))
            for row in held["exposures"]
            if row["author"] == name
        )
        marks = sum(row["author"] == name for row in held["annotations"])
        observers.append(ObserverReport(name, marks, round(ns_to_seconds(watched_ns), 3)))
    return LiveReport(
        **asdict(report), observers=tuple(observers), rows=rows, differences=tuple(found)
    )
