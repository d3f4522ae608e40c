"""SHA-256 of a session's files: how a closed session shows that nothing has changed since."""

import hashlib
from pathlib import Path

from observer.session.layout import content_files


def digest_file(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_files(folder: Path) -> dict[str, str]:
    """The digest of each content file that the folder has, by name."""
    return {path.name: digest_file(path) for path in content_files(folder)}
