"""What an erasure takes, what stays, and what was found, in words."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from observer.intake.erasure.erase import Step
from observer.intake.erasure.looking import Proof
from observer.intake.erasure.plan import ErasurePlan
from observer.ui.wording import spoken_bytes

_MOST_LINES = 6


def step_words(step: Step) -> str:
    """What is being done."""
    return {
        Step.RECORDINGS: _tr("Deleting the recordings…"),
        Step.SAID: _tr("Taking out what was said…"),
        Step.COPIES: _tr("Cleaning older copies of the database…"),
        Step.INDEX: _tr("Making the database and its search anew…"),
        Step.PROOF: _tr("Looking through every file for what is left…"),
    }[step]


def going_lines(plan: ErasurePlan) -> list[str]:
    """What goes, a line each."""
    rows, note = plan.rows, plan.note
    lines = []
    if plan.bytes:  # none where a former erasure came as far as this
        words = _tr("{sessions} in {folders}, with clips, reports and pictures · {bytes}")
        lines.append(
            words.format(
                sessions=_counted(len(note.session_ids), _tr("session"), _tr("sessions")),
                folders=_counted(len(note.folders), _tr("folder"), _tr("folders")),
                bytes=spoken_bytes(plan.bytes),
            )
        )
    if note.files:
        lines.append(
            _tr("{files} in the library’s folder").format(
                files=_counted(len(note.files), _tr("packed copy"), _tr("packed or exported files"))
            )
        )
    if rows.get("annotations"):
        lines.append(
            _tr("{moments}, with comments and every change to them").format(
                moments=_counted(
                    rows["annotations"],
                    _tr("moment"),
                    _tr("moments, removed ones and suggestions"),
                )
            )
        )
    if rows.get("consents"):
        lines.append(_tr("The consent, with name and signature"))
    if any(rows.get(name) for name in ("attempts", "answers", "askings", "debriefs", "exposures")):
        lines.append(_tr("Attempts, answers, debriefs, and who watched"))
    words = _tr("Their clips in the reel “{title}”")
    lines += _first([words.format(title=one) for one in plan.reels])
    words = _tr("Every trace in the search, in settings, logs and older copies of the database")
    return [*lines, words]


def staying_lines(plan: ErasurePlan) -> list[str]:
    """What stays knowingly, a line each."""
    words = _tr("The finding “{name}” as a name, without any moment")
    findings = [words.format(name=name) for name in plan.findings]
    return [_tr("The study and its predictions"), *_first(findings)]


def export_lines(plan: ErasurePlan) -> list[str]:
    """The files that left the library, a line each; the first few of many."""
    lines = []
    for one in plan.exports:
        there = _tr("Still there") if Path(one.path).exists() else _tr("Not found any more")
        lines.append(f"{there} · {one.kind} · {one.path}")
    return _first(lines)


def left_lines(proof: Proof) -> list[str]:
    """Where something is left, a line each; the first few of many."""
    lines = [f"{one.where}  ·  {one.what}" for one in proof.left]
    lines += [_tr("{file} cannot be read").format(file=one) for one in proof.unread]
    return _first(lines)


def mention_lines(proof: Proof) -> list[str]:
    """Where the team names the participant, a line each; the first few of many."""
    return _first([f"{one.where}  ·  {one.what}" for one in proof.mentions])


def searched_words(proof: Proof) -> str:
    """How the proof was made."""
    return _tr("{texts} were looked for in {files} of {bytes}.").format(
        texts=_counted(proof.texts, _tr("text"), _tr("texts")),
        files=_counted(proof.files, _tr("file"), _tr("files")),
        bytes=spoken_bytes(proof.bytes),
    )


def _first(lines: list[str]) -> list[str]:
    if len(lines) <= _MOST_LINES:
        return lines
    more = _tr("and {count} more").format(count=len(lines) - _MOST_LINES + 1)
    return [*lines[: _MOST_LINES - 1], more]


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("erase", text)
