"""Drafts as files in a folder, with the clips and stills that belong to them beside."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from observer.export.choices import ClipOrder, with_handles
from observer.export.document import Document, save_document
from observer.export.drafts.draft import Draft, Sight
from observer.export.drafts.markdown import Tracker, markdown_draft
from observer.export.drafts.steps import Step, steps_before
from observer.export.drafts.tables import gitlab_table, jira_table
from observer.export.many import export_many
from observer.export.moment_clips import HANDLE_NS
from observer.model.errors import ExportError
from observer.model.identity import slug
from observer.model.redaction import Cover
from observer.model.samples import FocusChange, InputEvent
from observer.model.span import Span
from observer.session.folder import is_session_folder
from observer.session.reader import SessionReader

TABLE_FILE = "issues.csv"
JIRA = "jira"


def step_reader(root: Path) -> Callable[[Sight], list[Step]]:
    """A function that tells the steps before a sight; none where the hands may not be shown."""

    @lru_cache(maxsize=2)  # sights of one session come together
    def tracks(folder: Path) -> tuple[list[InputEvent], list[FocusChange]]:
        reader = SessionReader(folder)
        return list(reader.input_events()), list(reader.focus_changes())

    def read(sight: Sight) -> list[Step]:
        session = sight.session
        folder = root / session.row.folder
        if not session.may_share or not is_session_folder(folder):
            return []
        events, windows = tracks(folder)
        covered = [one.span for one in session.redactions if one.cover is Cover.PICTURE]
        steps = steps_before(sight.moment.span, events, windows, covered, _since_ns(sight))
        return [replace(step, what=session.nameless(step.what)) for step in steps]

    return read


def _since_ns(sight: Sight) -> int:
    """When the attempt at the task began in which it was seen; 0 where nobody kept that."""
    starts = [
        attempt.start_ns
        for attempt in sight.session.attempts
        if attempt.task_id == sight.moment.task_id and attempt.start_ns <= sight.moment.start_ns
    ]
    return max(starts, default=0)


def save_drafts(
    drafts: Sequence[Draft],
    flavour: str,
    folder: Path,
    *,
    root: Path | None = None,
    overwrite: bool = False,
    progress: Callable[[float], None] = lambda _part: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Path]:
    """Write them: a page each for GitHub and GitLab, a table for Jira and GitLab; the files.

    With the library's `root` a clip and a still of each are made, where the participant agreed to
    them being shown. Raises ExportError where there is no draft or a name is taken, Cancelled, and
    what making a clip raises.
    """
    if not drafts:
        raise ExportError(
            "There is no friction or bug to draft an issue of", "Mark one, or name a --moment"
        )
    named = {_name(number, draft): draft for number, draft in enumerate(drafts, 1)}
    orders: list[ClipOrder] = []
    if root is not None:
        for name, draft in named.items():
            own = _orders(root, folder, name, draft.worst)
            orders += own
            named[name] = replace(draft, files=tuple(order.out.name for order in own))
    pages: dict[str, Document] = {}
    if flavour != JIRA:
        tracker = Tracker(flavour)
        pages = {f"{name}.md": markdown_draft(draft, tracker) for name, draft in named.items()}
    told = list(named.values())
    if flavour == JIRA:
        pages[TABLE_FILE] = jira_table(told)
    elif flavour == Tracker.GITLAB:
        pages[TABLE_FILE] = gitlab_table(told)
    outcomes = export_many(orders, progress, cancelled, overwrite=overwrite) if orders else ()
    failed = next((outcome.error for outcome in outcomes if outcome.error), None)
    if failed is not None:
        raise failed
    for name, page in pages.items():
        save_document(page, folder / name, overwrite=overwrite)
    return [folder / name for name in pages] + [order.out for order in orders]


def _name(number: int, draft: Draft) -> str:
    return f"{number:02d}-{slug(draft.title).lower()}"


def _orders(root: Path, folder: Path, name: str, sight: Sight) -> list[ClipOrder]:
    session = sight.session
    source = root / session.row.folder
    if not session.may_share or not session.segments or not is_session_folder(source):
        return []
    moment = sight.moment.span
    wide = with_handles(moment, HANDLE_NS, HANDLE_NS, session.row.duration_ns)
    still = Span(moment.start_ns, moment.start_ns)
    return [
        ClipOrder(source, wide, folder / f"{name}.mp4"),
        ClipOrder(source, still, folder / f"{name}.png"),
    ]
