"""What a participant's consent lets leave the library."""

from observer.export.choices import ClipChoices
from observer.model.consent import ConsentItem, TrackKind
from observer.model.errors import ConsentError
from observer.model.manifest import Manifest

_SOUNDS = (TrackKind.MICROPHONE, TrackKind.SYSTEM_SOUND)


def require_sharing(manifest: Manifest) -> None:
    """Raise ConsentError where the participant did not agree to clips.

    Of a recording that was made elsewhere nobody here knows what was agreed; its consent is the
    affair of whoever brings it along.
    """
    if manifest.source == "recorded" and ConsentItem.SHARING not in manifest.consent.items:
        raise ConsentError(
            f"{manifest.participant} has not agreed to clips being shown to others",
            "Ask for it; without it, watch the session here together",
        )


def require_pictures(manifest: Manifest, choices: ClipChoices) -> None:
    """Raise ConsentError where a clip would show what was not agreed to."""
    shown = {TrackKind.SCREEN}
    if choices.overlays.shows_input:
        shown.add(TrackKind.INPUT)
    if choices.overlays.camera:
        shown.add(TrackKind.CAMERA)
    for kind in sorted(shown):
        manifest.consent.require(kind)


def audible_kinds(manifest: Manifest) -> tuple[TrackKind, ...]:
    """The sound that may be heard; what was not agreed to is left out."""
    return tuple(kind for kind in _SOUNDS if manifest.consent.allows(kind))
