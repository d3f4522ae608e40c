"""Whether a recording may start, in words, and which code the next participant gets."""

import re
from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication

from observer.model.consent import ConsentItem


def missing_for_start(
    study: str, participant: str, agreed: Collection[ConsentItem], screen_problem: str
) -> str:
    """Why a recording cannot start yet, as one sentence; empty when it can."""
    if not study.strip():
        return _tr("Name the study first")
    if not participant.strip():
        return _tr("Give the participant a code")
    if not agreed:
        return _tr("Tick what the participant agreed to")
    if ConsentItem.SCREEN in agreed and screen_problem:
        return screen_problem
    return ""


def next_participant(codes: Sequence[str]) -> str:
    """The code after the highest one: P01, then P02; keeps the letters and width in use."""
    found = [match for code in codes if (match := re.fullmatch(r"(\D*)(\d+)", code))]
    if not found:
        return "P01"
    last = max(found, key=lambda match: int(match[2]))
    return f"{last[1]}{int(last[2]) + 1:0{len(last[2])}d}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("readiness", text)
