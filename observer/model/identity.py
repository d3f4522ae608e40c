"""Stable ids for things that people will point at for years."""

import hashlib
import re
import secrets
import unicodedata
from datetime import date

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no i, l, o, 0, 1: read aloud without mistakes
_ID_LENGTH = 16  # 31**16 is about 2**79: merged libraries do not collide
_SUFFIX_LENGTH = 4


def new_id() -> str:
    """A random id of 16 letters and digits, the same form for sessions and annotations."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH))


def id_from(*parts: str) -> str:
    """An id of that form that is always the same for the same texts."""
    told = "\0".join(f"{len(part)}:{part}" for part in parts)
    number = int.from_bytes(hashlib.sha256(told.encode("utf-8", "replace")).digest())
    letters = []
    for _ in range(_ID_LENGTH):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "".join(letters)


def is_id(text: str) -> bool:
    """Whether somebody else's text is an id of that form."""
    return len(text) == _ID_LENGTH and set(text) <= set(_ALPHABET)


def slug(text: str, *, longest: int = 32) -> str:
    """Plain lower-case letters, digits and hyphens, fit for a file name on any system."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:longest].strip("-") or "untitled"


def folder_name(day: date, study: str, participant: str, session_id: str) -> str:
    """`2026-11-21-checkout-P01-k3f9`: what a person looks for in a file manager."""
    code = session_id[:_SUFFIX_LENGTH]
    return f"{day.isoformat()}-{slug(study).lower()}-{slug(participant)}-{code}"
