"""The words said in a session, as far as they may leave."""

from dataclasses import dataclass, replace
from pathlib import Path

from observer.export.document import counted
from observer.export.leaving.session import LeavingSession, touches
from observer.export.permission import require_sharing
from observer.model.consent import TrackKind
from observer.model.errors import ExportError
from observer.model.redaction import Cover
from observer.model.span import Span
from observer.session.captions import Caption, read_captions
from observer.session.manifest_file import read_manifest


@dataclass(frozen=True, slots=True)
class LeavingWords:
    """The captions that may leave, and in plain sentences what was taken out."""

    captions: tuple[Caption, ...]
    withheld: tuple[str, ...] = ()


def leaving_words(session: LeavingSession, folder: Path) -> LeavingWords:
    """A session's captions but those of which any part is silenced.

    Raises ConsentError where the participant's voice, or showing it to others, was not agreed to;
    ExportError where there are no captions; SessionDamaged where they cannot be read.
    """
    manifest = read_manifest(folder)
    require_sharing(manifest)
    if manifest.source == "recorded":
        manifest.consent.require(TrackKind.MICROPHONE)
    said = read_captions(folder)
    if not said:
        raise ExportError(
            "The session has no captions",
            "Put captions.vtt or captions.srt into its folder, or export --of quotes",
        )
    covers = [one.span for one in session.redactions if one.cover is not Cover.PICTURE]
    heard = [
        caption
        for caption in said
        if not any(touches(cover, Span(caption.start_ns, caption.end_ns)) for cover in covers)
    ]
    plain = tuple(replace(caption, text=session.nameless(caption.text)) for caption in heard)
    lost = len(said) - len(heard)
    told = (f"{counted(lost, 'caption', 'captions')} left out, as the sound is silenced there",)
    return LeavingWords(plain, told if lost else ())
