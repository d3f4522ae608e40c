"""The codebook while one annotates: the key of each code, and codes that come up on the way."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from string import ascii_lowercase, digits
from unicodedata import normalize

from observer.database.library import Library
from observer.model.errors import ObserverError
from observer.model.identity import new_id
from observer.model.study import Code, Study

_KEYS = ascii_lowercase + digits


def free_key(name: str, taken: Collection[str]) -> str:
    """The first letter of the name that no other code has, else any that is free, else none."""
    plain = normalize("NFKD", name.casefold())
    starts = [word[0] for word in plain.split()]
    letters = [*starts, *plain, *_KEYS]
    return next((letter for letter in letters if letter in _KEYS and letter not in taken), "")


def keyed(codebook: Iterable[Code]) -> tuple[Code, ...]:
    """The codebook with a key for each code that has none and a name; others keep theirs."""
    codes = tuple(codebook)
    taken = {code.key.casefold() for code in codes if code.key}
    result = []
    for code in codes:
        if not code.key and code.name.strip():
            key = free_key(code.name, taken)
            taken.add(key)
            result.append(replace(code, key=key))
        else:
            result.append(code)
    return tuple(result)


def doubled_keys(codebook: Sequence[Code]) -> dict[str, str]:
    """By the id of each code whose key an earlier one has: that one's name."""
    first: dict[str, Code] = {}
    doubled = {}
    for code in codebook:
        key = code.key.casefold()
        if key and key in first:
            doubled[code.id] = first[key].name
        elif key:
            first[key] = code
    return doubled


def add_code(library: Library, study_id: str, name: str) -> tuple[Study, Code]:
    """Put a code into a study's codebook; where it has one of this name, that one.

    The study is read anew, so that what others wrote into it meanwhile stays. Raises ObserverError
    for an empty name, LibraryError where the study is gone.
    """
    name = " ".join(name.split())
    if not name:
        raise ObserverError("A code needs a name", "Type what it is to be called")
    with library.together():
        study = library.study(study_id)
        same = (code for code in study.codebook if code.name.casefold() == name.casefold())
        found = next(same, None)
        if found is not None:
            return study, found
        taken = {code.key.casefold() for code in keyed(study.codebook)}
        code = Code(new_id(), name, key=free_key(name, taken))
        study = replace(study, codebook=(*study.codebook, code))
        library.save_study(study)
    return study, code
