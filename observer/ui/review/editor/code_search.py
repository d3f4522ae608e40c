"""Which codes of a codebook are meant by what was typed: a key, or the start of a name."""

from collections.abc import Sequence

from observer.model.study import Code
from observer.ui.palette.ranking import fold, rank


def codes_meant(codebook: Sequence[Code], typed: str) -> list[Code]:
    """The code of this key first, then those whose names match, best first; all for nothing."""
    sought = fold(typed.strip())
    if not sought:
        return list(codebook)
    by_key = [code for code in codebook if code.key and fold(code.key) == sought]
    by_name = rank(codebook, typed, lambda code: (code.name, code.description))
    return [*by_key, *(code for code in by_name if code not in by_key)]


def is_known(codebook: Sequence[Code], typed: str) -> bool:
    """Whether a code has exactly this name."""
    sought = fold(" ".join(typed.split()))
    return any(fold(" ".join(code.name.split())) == sought for code in codebook)
