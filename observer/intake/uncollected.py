"""Making very many values at once without the collector going through them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """A hundred thousand values without a cycle among them: the collector would go through them
    again and again while they are made, which is a third of the time, and once more behind it,
    for which a window would stand still. Frozen and let go, they count as old from the start."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
