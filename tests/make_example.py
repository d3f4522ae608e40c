"""`python -m tests.make_example`: makes the session in `sessions/example` anew, from a rehearsal.

Nothing of the machine it was made on may stay in it: no name, no path, no boot. What is said of
it is written below; the suggestions are what the rules find.
"""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from observer.database.library import open_library
from observer.intake.example import RECORDING_FOLDER, SAID_FILE, STUDY_FILE, ExampleWords
from observer.intake.landing import land_session
from observer.intake.study_file import read_study, write_study
from observer.intake.suggesting import suggest_signals
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.identity import new_id
from observer.model.samples import FocusChange
from observer.model.sitting import Attempt, Outcome
from observer.model.study import Code, Component, Segment, Study
from observer.rehearsal.rehearse import rehearse
from observer.session.manifest_file import read_manifest, write_manifest
from observer.session.reader import SessionReader

_PLACE = Path(__file__).resolve().parents[1] / "sessions" / "example"
_LIVE_STUDY = _PLACE.parents[1] / "assets" / "rehearsal" / "lamp-study.toml"
_SECONDS = 45.0
_LARGEST_BYTES = 3_000_000
_KEPT_FILES = ("recording-001.mkv", "input.jsonl", "focus.jsonl", "marks.jsonl")
_STUDY, _PARTICIPANT, _AUTHOR = "Example: buying a lamp", "P01", "Example"


def main() -> int:
    """Make it; 0 unless it grew too large."""
    with tempfile.TemporaryDirectory(prefix="observer-example-") as folder:
        root = Path(folder)
        recorded = Path(rehearse(root, _SECONDS, print).folder)
        study = _study()
        _rename(recorded, study)
        with open_library(root) as library:
            library.save_study(study)
            session_id = read_manifest(recorded).id
            attempts = _attempts(session_id, SessionReader(recorded))
            library.forget_session(session_id)
            land_session(library, recorded)
            for attempt in attempts:
                library.save_attempt(attempt)
            suggest_signals(library, root, session_id)
            annotations = _annotations(library.annotations(session_id), attempts)
            said = ExampleWords(
                study.segments[0].id, tuple(attempts), annotations,
                tuple(library.suggestions(session_id)),
            )  # fmt: skip
        return _write(recorded, study, said)


def _study() -> Study:
    live = read_study(_LIVE_STUDY)
    return replace(
        live,
        id="example-lamp",
        name=_STUDY,
        segments=(Segment("example-new", "New customers", 5), Segment("example-back", "Returning")),
        components=(
            Component("example-shop", "Shop", "Team Alder", title="Shop"),
            Component("example-basket", "Basket", "Team Alder", title="Basket"),
            Component("example-address", "Address form", "Team Birch", title="Address"),
            Component("example-payment", "Payment", "Team Cedar", title="Payment"),
        ),
        codebook=(
            Code("example-message", "error message", "A message does not say what to do", "e"),
            Code("example-dead", "no response", "The product does not answer", "n"),
            Code("example-lost", "lost the way", "Is somewhere they did not want to be", "l"),
        ),
    )


def _rename(recorded: Path, study: Study) -> None:
    """Give it the example's names, and take away what tells of the machine."""
    manifest = read_manifest(recorded)
    clock = replace(manifest.clock, monotonic_start_ns=0, boot_id="")
    write_manifest(
        recorded, replace(manifest, study=study.name, participant=_PARTICIPANT, clock=clock)
    )


def _attempts(session_id: str, session: SessionReader) -> list[Attempt]:
    """The three tasks, parted where the participant came to the next page for the first time."""
    changes = list(session.focus_changes())
    address, payment, thanks = (_first(changes, page) for page in ("Address", "Payment", "Thank"))
    tasks = (
        ("rehearsal-choose", 1_000_000_000, address, Outcome.SUCCESS, "Went straight to it"),
        ("rehearsal-address", address, payment, Outcome.DIFFICULTY,
         "Post code with a space was refused; lost the basket on the way"),
        ("rehearsal-pay", payment, thanks, Outcome.DIFFICULTY, "Paid without the voucher"),
    )  # fmt: skip
    return [
        Attempt(new_id(), session_id, task_id, start_ns, end_ns, outcome, note=note)
        for task_id, start_ns, end_ns, outcome, note in tasks
    ]


def _first(changes: Sequence[FocusChange], page: str) -> int:
    return next(change.time_ns for change in changes if page in change.title)


def _annotations(marked: list[Annotation], attempts: list[Attempt]) -> tuple[Annotation, ...]:
    """What was marked live, said in full, and two moments that were found afterwards."""
    quote = next(one for one in marked if one.kind is AnnotationKind.QUOTE)
    dead = next(one for one in marked if one.kind is AnnotationKind.FRICTION)
    address, payment = attempts[1], attempts[2]

    def found(**fields: Any) -> Annotation:
        return replace(quote, id=new_id(), **fields)

    said = (
        replace(quote, kind=AnnotationKind.FRICTION, severity=3, quote=quote.note,
                note="Post code refused without a reason", end_ns=quote.start_ns + 3_000_000_000,
                codes=("example-message",), task_id=address.task_id),
        found(kind=AnnotationKind.FRICTION, severity=2, start_ns=quote.start_ns + 4_500_000_000,
              end_ns=quote.start_ns + 6_500_000_000, codes=("example-lost",), component="Shop",
              team="Team Alder", task_id=address.task_id,
              note="“Continue” leads back to the shop instead of on to the payment"),
        replace(dead, note="Apply does nothing: five clicks", codes=("example-dead",),
                start_ns=dead.start_ns - 2_000_000_000, task_id=payment.task_id),
        found(kind=AnnotationKind.DELIGHT, severity=None, start_ns=3_000_000_000,
              end_ns=3_000_000_000, component="Shop", team="Team Alder",
              task_id=attempts[0].task_id, note="Finds the lamp and the basket at once"),
    )  # fmt: skip
    return tuple(replace(one, author=_AUTHOR) for one in said)


def _write(recorded: Path, study: Study, said: ExampleWords) -> int:
    shutil.rmtree(_PLACE, ignore_errors=True)
    (_PLACE / RECORDING_FOLDER).mkdir(parents=True)
    for name in ("session.json", *_KEPT_FILES):
        shutil.copyfile(recorded / name, _PLACE / RECORDING_FOLDER / name)
    write_study(study, _PLACE / STUDY_FILE)
    content = msgspec.json.format(msgspec.json.encode(said), indent=1)
    (_PLACE / SAID_FILE).write_bytes(content + b"\n")
    size = sum(file.stat().st_size for file in _PLACE.rglob("*") if file.is_file())
    print(f"{_PLACE.name}: {size / 1e6:.2f} MB, {len(said.suggestions)} suggestions")  # noqa: T201  # a script that tells what it made
    return 0 if size <= _LARGEST_BYTES else 1


if __name__ == "__main__":
    sys.exit(main())
