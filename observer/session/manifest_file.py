"""session.json: a Manifest on disk, and back."""

from pathlib import Path
from typing import Any

import msgspec

from observer.model.errors import SessionDamaged, SessionNotFound
from observer.model.manifest import FORMAT_VERSION, Manifest
from observer.session.disk import disk_errors, replace_file
from observer.session.layout import MANIFEST_FILE
from observer.session.upgrade import UnknownFormatError, upgrade


class SessionNewer(SessionDamaged):
    """A later version of Observer wrote the session: whole, but not for this one to touch."""


def encode_manifest(manifest: Manifest) -> bytes:
    """The manifest as people read it in a text editor."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def decode_manifest(content: bytes, name: str) -> Manifest:
    """A manifest from its file's content; `name` is what the folder is called in errors.

    Raises SessionDamaged where it cannot be read, SessionNewer where a newer Observer wrote it.
    """
    try:
        raw: dict[str, Any] = msgspec.json.decode(content, type=dict[str, Any])
        version = raw.get("format")
        if isinstance(version, int) and version > FORMAT_VERSION:
            raise SessionNewer(
                f"A newer Observer wrote {name} (format {version})",
                f"Update Observer: this one reads formats up to {FORMAT_VERSION}",
            )
        return msgspec.convert(upgrade(raw), Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, UnknownFormatError) as error:
        raise SessionDamaged(
            f"The manifest of {name} cannot be read ({error})",
            f"Run “observer repair {name}”: it rebuilds the manifest from the recording",
        ) from error


def read_manifest(folder: Path) -> Manifest:
    """What the folder's session.json says.

    Raises SessionNotFound where there is none, SessionDamaged where it cannot be understood,
    LibraryReadOnly where its disk fails.
    """
    with disk_errors(folder):
        try:
            content = (folder / MANIFEST_FILE).read_bytes()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise SessionNotFound(
                f"{folder} holds no {MANIFEST_FILE}",
                "Name a session's folder or its id; “observer sessions” lists them",
            ) from error
    return decode_manifest(content, folder.name)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put the manifest on the disk, whole or not at all. Raises LibraryReadOnly."""
    with disk_errors(folder):
        replace_file(folder / MANIFEST_FILE, encode_manifest(manifest))


def read_boot_id() -> str:
    """What tells this start of the machine from any other; empty where the system has none."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""  # not Linux: the manifest's monotonic value is then never trusted across runs
