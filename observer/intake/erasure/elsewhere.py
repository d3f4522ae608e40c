"""What Observer keeps outside the library: its logs, and the window's settings."""

import re
from collections.abc import Collection
from pathlib import Path

import platformdirs

from observer.database.traces import Trace
from observer.session.disk import disk_errors, replace_file


def log_files() -> list[Path]:
    """The logs of the window, the recorder and the page for observers, older ones too."""
    folder = Path(platformdirs.user_log_dir("observer"))
    return sorted(path for path in folder.glob("*.log*") if path.is_file())


def settings_file() -> Path:
    """Where Qt keeps the window's settings, unless told otherwise."""
    return Path(platformdirs.user_config_dir("observer")) / "observer.conf"


def clean_log(path: Path, traces: Collection[Trace], participant: str) -> int:
    """Take the lines that name the sessions or the participant out of a log; how many.

    In place: a program that has it open goes on writing at its end. Raises LibraryReadOnly.
    """
    names = [trace.text.encode() for trace in traces if trace.own]
    code = re.compile(rb"(?<![\w])" + re.escape(participant.encode()) + rb"(?![\w])")
    with disk_errors(path), path.open("r+b") as file:
        lines = file.readlines()
        kept = [
            line
            for line in lines
            if not any(name in line for name in names) and not (participant and code.search(line))
        ]
        if len(kept) != len(lines):
            file.seek(0)
            file.writelines(kept)
            file.truncate()
    return len(lines) - len(kept)


def clean_settings(path: Path, session_ids: Collection[str], participant: str) -> None:
    """Take the sessions, and a filter for the participant, out of the settings.

    A list with a name less in it stays a list: an empty name is nobody's. Raises LibraryReadOnly.
    """
    with disk_errors(path):
        try:
            text = path.read_text("utf-8")
        except FileNotFoundError:
            return
        cleaned = text
        for session_id in session_ids:
            cleaned = cleaned.replace(session_id, "")
        if participant:
            cleaned = re.sub(
                rf"^(.*participant)={re.escape(participant)}$", r"\1=", cleaned, flags=re.MULTILINE
            )
        if cleaned != text:
            replace_file(path, cleaned.encode("utf-8"))
