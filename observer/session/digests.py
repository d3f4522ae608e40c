"""SHA-256 of a session's files: how a closed session shows that nothing has changed since."""

import hashlib
import os
from pathlib import Path

from observer.session.layout import content_files


def digest_file(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def foresee_digests(folder: Path) -> None:
    """Let the system read the content files in the background: they will be digested soon.

    In an hour a machine short of memory has forgotten what was written at its beginning.
    """
    for path in content_files(folder):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_WILLNEED)


def digest_files(folder: Path) -> dict[str, str]:
    """The digest of each content file that the folder has, by name."""
    return {path.name: digest_file(path) for path in content_files(folder)}
