"""Many clips at once, side by side on as many processors as there are."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from observer.export.choices import ClipOrder
from observer.export.clip import ClipReport, export_clip
from observer.export.sources import Sources
from observer.model.errors import Cancelled, ExportError, ObserverError

_MOST_WORKERS = 4  # more would wait for the disk, and each holds a few pictures in memory
_LOOK_S = 0.1  # how often progress is told


@dataclass(frozen=True, slots=True)
class ClipOutcome:
    """What became of one order: its report, or what hindered it."""

    order: ClipOrder
    report: ClipReport | None = None
    error: ObserverError | None = None


def export_many(
    orders: Sequence[ClipOrder],
    progress: Callable[[float], None] = lambda _part: None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    finished: Callable[[ClipOutcome], None] = lambda _outcome: None,
    overwrite: bool = False,
    workers: int | None = None,
) -> tuple[ClipOutcome, ...]:
    """Make all clips, in their order; one that fails does not hinder the others.

    All callbacks are called by the caller's thread. Raises ExportError where two are to have the
    same name, Cancelled where `cancelled` turned true: what was finished by then stays.
    """
    if len({order.out.absolute() for order in orders}) < len(orders):
        raise ExportError("Two of the clips would have the same name", "Give each its own name")
    count = max(1, min(workers or os.cpu_count() or 1, _MOST_WORKERS, len(orders)))
    work = _Work(orders, overwrite)
    told = 0
    with ThreadPoolExecutor(count, thread_name_prefix="clip") as pool:
        running: set[Future[None]] = {pool.submit(work.run) for _ in range(count)}
        while running:
            done, running = wait(running, timeout=_LOOK_S)
            for worker in done:
                worker.result()  # a defect in it is one here
            for outcome in work.outcomes[told:]:
                finished(outcome)
                told += 1
            progress(work.part)
            if cancelled():
                work.stopping.set()
    if work.stopping.is_set() and told < len(orders):
        raise Cancelled(
            "The export was stopped", f"{told} of {len(orders)} clips are finished and stay"
        )
    by_name = {outcome.order.out: outcome for outcome in work.outcomes}
    return tuple(by_name[order.out] for order in orders)


class _Work:
    """The orders that are left, shared by the workers."""

    def __init__(self, orders: Sequence[ClipOrder], overwrite: bool) -> None:
        self.outcomes: list[ClipOutcome] = []
        self.stopping = threading.Event()
        self._overwrite = overwrite
        self._left: Iterator[tuple[int, ClipOrder]] = enumerate(orders)
        self._parts = [0.0] * len(orders)
        self._lock = threading.Lock()

    @property
    def part(self) -> float:
        """How far all of them are together, 0 to 1."""
        return sum(self._parts) / len(self._parts) if self._parts else 1.0

    def run(self) -> None:
        """Make one clip after another until none is left; its files stay open meanwhile."""
        with Sources() as sources:
            while not self.stopping.is_set():
                with self._lock:
                    number, order = next(self._left, (-1, None))
                if order is None:
                    return
                try:
                    outcome = ClipOutcome(order, self._export(number, order, sources))
                except Cancelled:
                    return
                except ObserverError as error:
                    outcome = ClipOutcome(order, error=error)
                self._parts[number] = 1.0
                self.outcomes.append(outcome)

    def _export(self, number: int, order: ClipOrder, sources: Sources) -> ClipReport:
        def tell(part: float) -> None:
            self._parts[number] = part

        return export_clip(
            order.folder,
            order.span,
            order.out,
            tell,
            self.stopping.is_set,
            choices=order.choices,
            overwrite=self._overwrite,
            sources=sources,
        )
