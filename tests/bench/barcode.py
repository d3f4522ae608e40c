"""A picture's number as bars in its upper left corner, and what a recording shows of them."""

from dataclasses import dataclass

from tests.bench.pictures import Luma, lumas
from tests.bench.recorders import Take

BITS = 16
BLOCK = 32  # pixels a side: whole blocks of the encoder, so that no setting blurs them


@dataclass(frozen=True, slots=True)
class Seen:
    """Which of the painted pictures a recording holds; `doubled` were recorded more than once."""

    painted: int
    missed: int
    doubled: int


def bits_of(number: int) -> list[bool]:
    """Bars from the left, the least bit first, and one that makes their count odd."""
    bits = [bool(number >> place & 1) for place in range(BITS)]
    return [*bits, sum(bits) % 2 == 0]


def number_in(luma: Luma) -> int | None:
    """The number a picture carries; None where there are no bars."""
    quarter = BLOCK // 4
    strip = luma[quarter : BLOCK - quarter]
    means = [
        float(strip[:, place * BLOCK + quarter : (place + 1) * BLOCK - quarter].mean())
        for place in range(BITS + 1)
    ]
    if any(60 < mean < 190 for mean in means):
        return None
    bits = [mean > 128 for mean in means]
    if sum(bits) % 2 == 0:
        return None
    return sum(1 << place for place in range(BITS) if bits[place])


def compare(take: Take, painted: list[int]) -> Seen:
    """Count what a recording missed and doubled of the painted pictures.

    The last one is left out: it may be painted as the film closes.
    """
    wanted = set(painted[:-1])
    numbers = [n for _, luma in lumas(take) if (n := number_in(luma)) in wanted]
    different = set(numbers)
    return Seen(len(wanted), len(wanted - different), len(numbers) - len(different))
