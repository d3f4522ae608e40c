"""What a pack holds, and what came of unpacking one, in plain words."""

from PySide6.QtCore import QCoreApplication

from observer.intake.travel.unpack import UnpackReport
from observer.model.consent import ConsentItem, TrackKind
from observer.model.manifest import Manifest
from observer.ui.wording import spoken_moments

_TOLD_AT_MOST = 3
"""Differences that a message names; each stands beside what it is about as well."""


def content_lines(manifest: Manifest, moments: int) -> list[tuple[str, str]]:
    """What leaves with a pack: an icon's name and a sentence each, what is most private first."""
    who = manifest.participant
    recorded = {
        TrackKind.MICROPHONE: (
            "microphone",
            _tr("The voice of {who}, and of whoever spoke with them"),
        ),
        TrackKind.CAMERA: ("camera", _tr("The face of {who}")),
        TrackKind.SCREEN: ("system", _tr("Everything that was seen on the screen")),
        TrackKind.SYSTEM_SOUND: ("sound", _tr("What the computer played")),
        TrackKind.INPUT: ("pointer", _tr("Where was clicked and when keys were pressed")),
        TrackKind.FOCUS: ("list", _tr("The titles of the windows used")),
    }
    there = {track.kind for track in manifest.tracks if track.items}
    lines = [line for kind, line in recorded.items() if kind in there]
    if manifest.consent.name:
        words = _tr("The name under the consent: {name}").format(name=manifest.consent.name)
        if manifest.consent.signature:
            words = _tr("The name and signature under the consent: {name}").format(
                name=manifest.consent.name
            )
        lines.insert(sum(kind in there for kind in list(recorded)[:2]), ("pencil", words))
    said = _tr("The study, and all that people said: {moments}").format(
        moments=spoken_moments(moments)
    )
    return [*((name, words.format(who=who)) for name, words in lines), ("note", said)]


def sharing_words(manifest: Manifest) -> str:
    """Whom it may be handed to."""
    if manifest.source == "recorded" and ConsentItem.SHARING not in manifest.consent.items:
        return _tr(
            "{who} has not agreed to the recording being shown to others: hand it only to those"
            " who review this study with you."
        ).format(who=manifest.participant)
    return _tr("Whoever has the file can see and hear all of it. Hand it on as you would a key.")


def outcome_words(report: UnpackReport) -> tuple[str, str]:
    """What happened, and what of it is worth a look."""
    row, merged = report.row, report.merged
    name = f"{row.participant} · {row.study}"
    if report.is_new:
        words = _tr("{name} is in the library").format(name=name)
        return words, _tr("It came with {moments}").format(moments=spoken_moments(row.moments))
    if not (merged.added or merged.updated or merged.kept_both):
        return _tr("{name} was here already, with all of this").format(name=name), ""
    words = _tr("{name} was here already: what was said is merged").format(name=name)
    came = _tr("1 moment came") if merged.added == 1 else _tr("{n} moments came")
    told = [
        came.format(n=merged.added),
        _tr("{n} changed").format(n=merged.updated),
    ]
    return words, f"{', '.join(told)}. {_kept_words(merged.kept_both)}".strip()


def _kept_words(kept: tuple[str, ...]) -> str:
    if not kept:
        return ""
    named = list(kept[:_TOLD_AT_MOST])
    more = len(kept) - len(named)
    if more:
        named.append(_tr("{n} more").format(n=more))
    return _tr("Both sides changed {what}: the other’s is kept beside it.").format(
        what=", ".join(named)
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Packing", text)
