"""The beginning of a live rehearsal: form, consent, a look whether everything works, the start."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from observer.intake.consent_text import consent_text
from observer.intake.consent_wording import kept_wording
from observer.model.clock import NS_PER_SECOND
from observer.model.consent import ConsentItem
from observer.model.errors import DeviceError
from observer.recorder.client import RecorderClient, find_running
from observer.rehearsal.company import Company
from observer.rehearsal.expected import Between, Clock, Ledger
from observer.rehearsal.held import study_rows
from observer.rehearsal.live_scene import BESIDE, DESK
from observer.session.manifest_file import read_manifest

_GREETINGS = 10
_PARTICIPANT_NAME = "Ada Winter"
_LANGUAGE = "it"
_AGREED = (ConsentItem.SCREEN, ConsentItem.VOICE, ConsentItem.INPUT, ConsentItem.SHARING)
_REFUSED = (ConsentItem.FACE,)


def begin_recording(
    stack: ExitStack,
    root: Path,
    company: Company,
    ledger: Ledger,
    say: Callable[[str], None],
) -> tuple[RecorderClient, Clock]:
    """From the form over the signed consent to the console; the recording and its clock."""
    does, study = company.moderator.does, company.study
    does("move_to_screen", screen=BESIDE)
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
