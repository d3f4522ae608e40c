"""The live rehearsal: a whole sit-in through the real window, with observers in real browsers.

It plays on a stage of its own with two monitors: the participant has one, the moderator's window
lies on the other. What the library holds afterwards is set beside what was done, row by row.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from observer.database.library import open_library
from observer.intake.consent_text import consent_text
from observer.intake.consent_wording import kept_wording
from observer.intake.shipped import shipped_files
from observer.intake.study_file import read_study
from observer.model.clock import NS_PER_SECOND, ns_to_seconds
from observer.model.consent import ConsentItem
from observer.model.errors import DeviceError, RecorderError
from observer.model.study import Study
from observer.recorder.client import RecorderClient, find_running
from observer.rehearsal.customer import Customer
from observer.rehearsal.expected import Between, Clock, Ledger, differences
from observer.rehearsal.held import rows_of, study_rows
from observer.rehearsal.layout import Layout
from observer.rehearsal.live_script import DESK, Company, LiveScript
from observer.rehearsal.moderator import Moderator
from observer.rehearsal.monitors import set_monitors
from observer.rehearsal.observer_browser import ObserverBrowser
from observer.rehearsal.photographer import Photographer
from observer.rehearsal.program import running_module
from observer.rehearsal.rehearse import RehearsalReport, read_back
from observer.rehearsal.stage import Stage, joined
from observer.session.manifest_file import read_manifest

_BESIDE = "BESIDE"
_WIDTHS = {DESK: 1280, _BESIDE: 1440}
_HEIGHT = 900
_GREETINGS = 10
_PACE = 2.0  # of the participant: as a person who has done this before
_AUTHOR = "Mara"
_OBSERVERS = ("Bo", "Cy")
_PARTICIPANT_NAME = "Ada Winter"
_LANGUAGE = "it"
_AGREED = (ConsentItem.SCREEN, ConsentItem.VOICE, ConsentItem.INPUT, ConsentItem.SHARING)
_REFUSED = (ConsentItem.FACE,)


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
        environment, folder = _set_stage(stack, say)
        company = _gather(stack, root, environment, folder, study, photographs)
        client, clock = _begin_recording(stack, root, company, ledger, say)
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


def _set_stage(stack: ExitStack, say: Callable[[str], None]) -> tuple[Mapping[str, str], Path]:
    say("Making up a desk with two screens and a microphone")
    stage = stack.enter_context(Stage(size=f"{sum(_WIDTHS.values())}x{_HEIGHT}"))
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="observer-live-")))
    own = {
        # The window must neither find nor leave settings of the person who rehearses.
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
        "QT_QPA_PLATFORM": "xcb",
        "OBSERVER_AUTHOR": _AUTHOR,
    }
    environment = joined(os.environ, stage.environment() | own)
    set_monitors(environment["DISPLAY"], _WIDTHS, _HEIGHT)
    return environment, folder


def _gather(
    stack: ExitStack,
    root: Path,
    environment: Mapping[str, str],
    folder: Path,
    study: Study,
    photographs: Path | None,
) -> Company:
    layout = folder / "layout.json"
    product = ["observer.ui.product", "--layout", str(layout)]
    stack.enter_context(running_module(product, environment))
    person = ["observer.rehearsal.participant", "--layout", str(layout), "--by-task"]
    person += ["--pace", str(_PACE)]
    customer = stack.enter_context(running_module(person, environment, talks=True))
    window = ["observer", "--library", str(root), "window", "--rehearsed"]
    log = stack.enter_context((folder / "window.log").open("wb"))
    process = stack.enter_context(running_module(window, environment, talks=True, log=log))
    moderator = Moderator(process, folder / "window.log")
    first, second = (stack.enter_context(ObserverBrowser(name)) for name in _OBSERVERS)
    Layout(layout).wait_for("shop")
    return Company(
        moderator,
        _AUTHOR,
        Customer(customer),
        first,
        second,
        study,
        Photographer(photographs, moderator),
    )


def _begin_recording(
    stack: ExitStack,
    root: Path,
    company: Company,
    ledger: Ledger,
    say: Callable[[str], None],
) -> tuple[RecorderClient, Clock]:
    does, study = company.moderator.does, company.study
    does("move_to_screen", screen=_BESIDE)
    _photograph_studies(company)
    code = does("choose_study", study=study.name)
    company.photographer.window("record")
    say(f"{code} reads what is asked, and signs")
    signed_from_s = int(time.time())  # the moment is kept in whole seconds
    signature = does(
        "sign_consent",
        language=_LANGUAGE,
        agreed=list(_AGREED),
        refused=list(_REFUSED),
        name=_PARTICIPANT_NAME,
    )
    company.photographer.window("consent")
    does("agree")
    company.photographer.window("consent-copy")
    does("put_copy_away")
    text = consent_text(_LANGUAGE).filled(study.name, code)
    ledger.did(
        "consents",
        items=tuple(sorted(str(item) for item in _AGREED)),
        agreed_at=Between(signed_from_s * NS_PER_SECOND, time.time_ns()),
        language=_LANGUAGE,
        text=kept_wording(text, _AGREED),
        name=_PARTICIPANT_NAME,
        signature=signature,
    )
    does("choose_monitor", monitor=DESK)
    _look_once_more(company, say)
    stack.callback(_stop_what_runs, root)
    began_s = time.time()
    does("start_recording")
    (client,) = find_running(root)
    say(f"Recording into {client.folder}")
    ledger.did("participants", study=study.name, code=code)
    ledger.did(
        "sessions",
        id=client.session_id,
        folder=client.folder.name,
        state="closed",
        study=study.name,
        participant=code,
        recorded_at=Between(int(began_s) * NS_PER_SECOND, time.time_ns()),
    )
    for table, rows in study_rows(study).items():
        for row in rows:
            ledger.did(table, **row)
    return client, Clock(read_manifest(client.folder).clock.monotonic_start_ns)


def _photograph_studies(company: Company) -> None:
    if not company.photographer.is_there:
        return
    does, photo = company.moderator.does, company.photographer
    does("show_studies", name=company.study.name)
    photo.window("study")
    for section in ("tasks", "questionnaires", "predictions"):
        does("show_section", key=section)
        photo.window(f"study-{section}")
    does("begin_study")
    photo.window("study-begin")


def _look_once_more(company: Company, say: Callable[[str], None]) -> None:
    """The page before the start wants to hear a voice; whoever is not heard speaks again."""
    company.moderator.does("look_once_more")
    say("The participant is asked to say something")
    for _ in range(_GREETINGS):
        company.customer.speak()
        if company.moderator.does("is_ready"):
            company.photographer.window("before-it-starts")
            return
    raise DeviceError(
        "The participant was not heard before the start",
        "Run “observer doctor” to see whether there is a sound server",
    )


def _stop_what_runs(root: Path) -> None:
    for client in find_running(root):
        client.stop()


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
    for name in _OBSERVERS:
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
