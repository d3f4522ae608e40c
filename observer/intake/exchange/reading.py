"""Which reader takes which file, by its name's end."""

from pathlib import Path

from observer.intake.exchange.boris_file import observation_names, read_boris
from observer.intake.exchange.brought import Brought, decode_text, read_bytes
from observer.intake.exchange.captions_file import read_captions_file
from observer.intake.exchange.csv_table import read_csv_table
from observer.intake.exchange.elan_file import read_elan
from observer.model.annotation import AnnotationKind
from observer.model.errors import ExchangeError

SUFFIXES = (".boris", ".eaf", ".vtt", ".srt", ".csv", ".tsv")


def read_annotations(
    path: Path,
    session_id: str,
    *,
    kind: AnnotationKind = AnnotationKind.NOTE,
    observation: str | None = None,
) -> Brought:
    """Read a project of BORIS, an ELAN document, captions or a table.

    `kind` is what the captions of other tools become; `observation` names one of a BORIS project.
    Raises ExchangeError, or SessionDamaged for captions, saying where the file is wrong.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ExchangeError(
            f"“{path.name}” is in no format that can be brought in",
            f"Choose a file whose name ends in one of {', '.join(SUFFIXES)}",
        )
    content = read_bytes(path)
    if suffix == ".eaf":
        return read_elan(content, path.name)
    text = decode_text(content, path.name)
    if suffix == ".boris":
        return read_boris(text, path.name, session_id, observation)
    if suffix in (".vtt", ".srt"):
        return read_captions_file(text, path.name, kind)
    return read_csv_table(text, path.name, session_id)


def observations_in(path: Path) -> tuple[str, ...]:
    """What can be named as `observation`; nothing but of a project of BORIS.

    Raises ExchangeError as `read_annotations` does.
    """
    if path.suffix.lower() != ".boris":
        return ()
    return observation_names(decode_text(read_bytes(path), path.name), path.name)
