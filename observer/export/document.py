"""What an exporter of writing returns: the file's content, and what it could not hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from observer.export.finished_file import finished_file


@dataclass(frozen=True, slots=True)
class Document:
    """`losses` are plain sentences, one for each thing that the format has no place for."""

    content: bytes
    losses: tuple[str, ...] = ()


def save_document(document: Document, out: Path, *, overwrite: bool = False) -> None:
    """Put it on the disk, whole or not at all. Raises ExportError as `finished_file` does."""
    with finished_file(out, overwrite=overwrite) as partial:
        partial.write_bytes(document.content)


def counted(count: int, one: str, many: str) -> str:
    """`1 quote` or `3 quotes`, for sentences about losses."""
    return f"{count} {one if count == 1 else many}"


def said_once(sentences: Iterable[str]) -> tuple[str, ...]:
    """Sentences without doubles, in the order they were first said."""
    return tuple(dict.fromkeys(sentences))
