"""A library with a participant of whom something unmistakable stands in every place there is."""

import hashlib
import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import msgspec

from observer.annotate.board_book import BoardBook
from observer.annotate.editor import Editor
from observer.database.library import Library, open_library
from observer.intake.erasure.erase import Elsewhere
from observer.intake.landing import land_session
from observer.intake.travel.pack import pack_session
from observer.model.annotation import AnnotationKind, Mark, Standing
from observer.model.consent import Consent, ConsentItem
from observer.model.effort import Effort
from observer.model.finding import Finding
from observer.model.identity import new_id
from observer.model.redaction import Cover, Redaction
from observer.model.reel import Reel, ReelClip, TitleCard
from observer.model.samples import FocusChange
from observer.model.sitting import Answer, Asking, Attempt, Debrief, Exposure, Outcome
from observer.session.folder import create_folder
from observer.session.layout import FOCUS_FILE, MARKS_FILE
from observer.session.manifest_file import write_manifest
from tests.database.builders import SECOND, manifest, study

PLACES = (
    "consentname",
    "signature",
    "marknote",
    "windowtitle",
    "note",
    "formernote",
    "removednote",
    "quote",
    "comment",
    "formercomment",
    "attemptnote",
    "frontwindow",
    "answer",
    "debrief",
    "redaction",
    "suggestion",
    "formerfinding",
    "cliptitle",
    "cardquote",
    "media",
    "camera",
    "captions",
    "input",
    "clipfile",
    "report",
    "cachepicture",
    "damaged",
    "halfmedia",
    "torn",
)
"""Each stands in a planted text of its own: `zq-<place>-<participant>-planted`."""


@dataclass
class Planted:
    """Where it all lies, and whose sessions there are."""

    base: Path
    root: Path
    sessions: dict[str, list[str]]

    @property
    def elsewhere(self) -> Elsewhere:
        logs = (self.base / "log" / "observer.log", self.base / "log" / "recorder.log.1")
        return Elsewhere(logs, self.base / "config" / "observer.conf")

    @property
    def outside(self) -> Path:
        """An exported clip, where no erasure reaches."""
        return self.base / "desktop" / "clip.mp4"


def text(place: str, code: str) -> str:
    return f"zq-{place}-{code}-planted “café”"


def word(code: str) -> str:
    """One word as the full-text index holds it: in small letters, and not beginning as others do,
    for what a word shares with the one before it is left out there."""
    return hashlib.sha256(code.encode()).hexdigest()[:24]


def plant(base: Path, codes: tuple[str, ...] = ("P03", "P05")) -> Planted:
    """Two sessions of each participant of one study, and all that Observer keeps beside them."""
    root = base / "library"
    planted = Planted(base, root, {})
    for name in ("log", "config", "desktop"):
        (base / name).mkdir(parents=True)
    with open_library(root) as library:
        library.save_study(study())
        for code in codes:
            ids = sorted([new_id(), new_id()])
            planted.sessions[code] = ids
            for session_id in ids:
                folder = _folder(root, code, session_id)
                land_session(library, folder)
                _say(library, session_id, code)
            library.set_segment("Checkout", code, "new")
            _lay_about(library, planted, root / _names(library, code)[0], code)
        _join(library, planted)
    _outside(planted)
    with (
        closing(sqlite3.connect(root / "library.db")) as source,
        closing(sqlite3.connect(root / "library.db.before-9-20261120T101010Z")) as copy,
    ):
        source.backup(copy)
    (root / "library.db.before-3-20250101T101010Z").write_bytes(
        b"SQLite format 3\0" + b"".join(text("note", code).encode() for code in codes)
    )
    return planted


def _names(library: Library, code: str) -> list[str]:
    return [row.folder for row in library.sessions() if row.participant == code]


def _folder(root: Path, code: str, session_id: str) -> Path:
    folder = create_folder(root, "Checkout", code, session_id, date(2026, 1, 10))
    signed = Consent(
        (ConsentItem.SCREEN, ConsentItem.SHARING),
        "2026-01-10T09:55:00+01:00",
        name=text("consentname", code),
        signature=text("signature", code),
    )
    made = manifest(session_id, participant=code, wall_start="2026-01-10T10:00:00+01:00")
    write_manifest(folder, replace(made, consent=signed))
    mark = Mark(new_id(), AnnotationKind.BUG, SECOND, 2 * SECOND, 3, text("marknote", code), "Ann")
    (folder / MARKS_FILE).write_bytes(msgspec.json.encode(mark) + b"\n")
    change = FocusChange(SECOND, "Firefox", text("windowtitle", code))
    (folder / FOCUS_FILE).write_bytes(msgspec.json.encode(change) + b"\n")
    for place, name in (
        ("media", "recording-001.mkv"),
        ("camera", "camera-001.mkv"),
        ("captions", "captions.vtt"),
        ("input", "input.jsonl"),
        ("damaged", "session.json.damaged"),
        ("clipfile", "clips/friction.mp4"),
        ("report", "reports/report.html"),
        ("cachepicture", "cache/card-640-60000.jpg"),
    ):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"\0" * 3000 + text(place, code).encode() + b"\0" * 3000)
    return folder


def _say(library: Library, session_id: str, code: str) -> None:
    editor = Editor(library, session_id, "Ann")
    said = editor.add(AnnotationKind.FRICTION, SECOND, note=text("formernote", code))
    (moment,) = said.changed_ids
    editor.change(moment, note=text("note", code), quote=text("quote", code))
    (gone,) = editor.add(AnnotationKind.NOTE, SECOND, note=text("removednote", code)).changed_ids
    editor.remove(gone)
    editor.comment(moment, text("formercomment", code))
    editor.change_comment(editor.comments()[0].id, text("comment", code))
    suggested = replace(
        library.annotation(moment),
        id=new_id(),
        rule="hesitation",
        reason=text("suggestion", code),
        standing=Standing.SUGGESTED,
    )
    library.suggest(session_id, [suggested])
    finding = Finding(f"finding-{code}", "study-1", f"Nobody sees the {code} button")
    library.save_finding(finding)
    library.link_moments([moment], finding.id)
    board = BoardBook(library, "study-1", "Ann")
    board.change(finding.id, description=text("formerfinding", code))
    board.change(finding.id, description="")
    attempt = Attempt(
        new_id(), session_id, "find", 0, SECOND, Outcome.FAILED, 1, text("attemptnote", code)
    )
    library.save_attempt(attempt)
    fronts = ((text("frontwindow", code), SECOND),)
    library.save_efforts([Effort(attempt.id, session_id, 0, SECOND, fronts=fronts)])
    library.save_asking(Asking(session_id, "why", SECOND))
    library.save_answer(Answer(session_id, "own", "again", text=text("answer", code)))
    library.add_exposure(Exposure(session_id, "Ben", 0, SECOND))
    library.save_debrief(
        Debrief(session_id, "Ben", f"{text('debrief', code)} {word(code)} or thereabouts")
    )
    library.save_redaction(
        Redaction(
            new_id(), session_id, "Ann", Cover.TONE, 0, SECOND, reason=text("redaction", code)
        )
    )


def _lay_about(library: Library, planted: Planted, folder: Path, code: str) -> None:
    """Packs, halves and a twin, anywhere in the library's folder."""
    root = planted.root
    (root / "sent").mkdir(exist_ok=True)
    pack = root / "sent" / f"{code}.observer"
    pack_session(library, folder, pack, with_covered=True)
    torn = pack.read_bytes()
    (root / f".{code}.observer.partial").write_bytes(torn[: len(torn) // 2])
    shutil.copytree(folder, root / f"copy of {folder.name}")
    unpacking = root / f".unpacking-{code}"
    unpacking.mkdir()
    (unpacking / "recording-001.mkv").write_bytes(text("halfmedia", code).encode())
    shutil.copytree(folder, root / ".importing" / planted.sessions[code][0])
    inside = root / f"exported {code}.mp4"
    inside.write_bytes(text("torn", code).encode())
    library.note_export([planted.sessions[code][0]], str(inside), "clip")


def _join(library: Library, planted: Planted) -> None:
    """Reels of several participants: one shows all of them, one each alone."""
    shown: list[TitleCard | ReelClip] = []
    for code, (session_id, _) in planted.sessions.items():
        items = (
            TitleCard("Words", quote=text("cardquote", code)),
            ReelClip(session_id, 0, SECOND, text("cliptitle", code)),
        )
        library.save_reel(Reel(f"reel-{code}", f"All of {code}", items))
        shown += items
    library.save_reel(Reel("reel-all", "The worst", (TitleCard("Checkout"), *shown)))
    everyone = [ids[0] for ids in planted.sessions.values()]
    planted.outside.write_bytes(b"clip")
    library.note_export(everyone, str(planted.outside), "reel")


def _outside(planted: Planted) -> None:
    ids = [one for each in planted.sessions.values() for one in each]
    lines = [f"WARNING slow disk at {one}\n" for one in ids]
    lines += [f"INFO session of {code} opened\n" for code in planted.sessions]
    lines += ["INFO nothing to see\n"]
    for path in planted.elsewhere.logs:
        path.write_text("".join(lines), "utf-8")
    blind = json.dumps(json.dumps(ids))
    planted.elsewhere.settings.write_text(
        f"[library]\nparticipant={next(iter(planted.sessions))}\nrecent={' '.join(ids)}\n"
        f"\n[review]\nblind-sessions={blind}\nvolume=80\n",
        "utf-8",
    )


def grep(base: Path, words: str) -> list[str]:
    """Where the words stand below a folder, in any spelling: files, their names, what ZIPs hold."""
    found = []
    spellings = [words.encode(), words.encode("utf-16-le"), words.encode("utf-16-be")]
    spellings.append(json.dumps(words)[1:-1].encode())
    for path in sorted(base.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                content += b"".join(archive.read(name) for name in archive.namelist())
        if words in str(path.relative_to(base)) or any(one in content for one in spellings):
            found.append(str(path.relative_to(base)))
    return found
