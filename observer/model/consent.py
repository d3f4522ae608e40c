"""What a participant agreed to, and which tracks that allows."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from observer.model.errors import ConsentError


class TrackKind(StrEnum):
    """One recorded stream of a session."""

    SCREEN = "screen"
    CAMERA = "camera"
    MICROPHONE = "microphone"
    SYSTEM_SOUND = "system-sound"
    INPUT = "input"
    FOCUS = "focus"


class ConsentItem(StrEnum):
    """One thing a participant can agree to; each is asked for separately."""

    SCREEN = "screen"
    VOICE = "voice"
    FACE = "face"
    INPUT = "input"
    SHARING = "sharing"


# Window titles are part of the picture; the system's sound may carry other people's voices.
NEEDED_CONSENT: dict[TrackKind, ConsentItem] = {
    TrackKind.SCREEN: ConsentItem.SCREEN,
    TrackKind.FOCUS: ConsentItem.SCREEN,
    TrackKind.CAMERA: ConsentItem.FACE,
    TrackKind.MICROPHONE: ConsentItem.VOICE,
    TrackKind.SYSTEM_SOUND: ConsentItem.VOICE,
    TrackKind.INPUT: ConsentItem.INPUT,
}


@dataclass(frozen=True, slots=True)
class Consent:
    """What was agreed, when (ISO 8601 with offset), and by which words if they were kept.

    `name` is what the participant wrote; `signature` what they drew: the `d` of an SVG path in a
    box of 400 by 120, empty where they wrote a name alone. `language` is that of the text.
    """

    items: tuple[ConsentItem, ...]
    agreed_at: str
    text: str = ""
    language: str = ""
    name: str = ""
    signature: str = ""

    def allows(self, track: TrackKind) -> bool:
        """Whether this track may be recorded."""
        return NEEDED_CONSENT[track] in self.items

    def require(self, track: TrackKind) -> None:
        """Raise ConsentError where this track was not agreed to."""
        if not self.allows(track):
            item = NEEDED_CONSENT[track]
            raise ConsentError(
                f"The participant has not agreed to {item} being recorded",
                f"Ask for it and add {item} to the consent, or leave the {track} track off",
            )


def parse_consent_items(names: Iterable[str]) -> tuple[ConsentItem, ...]:
    """Names as a person writes them, to consent items without doubles.

    Raises ConsentError for a name that is not one.
    """
    known = {item.value: item for item in ConsentItem}
    items: list[ConsentItem] = []
    for name in (raw.strip().lower() for raw in names):
        if not name:
            continue
        if name not in known:
            raise ConsentError(f"“{name}” is nothing to consent to", f"Use {', '.join(known)}")
        if known[name] not in items:
            items.append(known[name])
    return tuple(items)
