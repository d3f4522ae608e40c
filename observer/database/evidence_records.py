"""The library's methods about what leaves it, and about findings over many sessions."""

from collections.abc import Iterable, Mapping, Sequence

from observer.database import board_history, evidence, findings, study_sitting
from observer.database.board_steps import BoardEdit, FindingAlteration
from observer.database.connection import Connection
from observer.database.study_sitting import StudySession, StudySitting
from observer.model.annotation import Annotation
from observer.model.finding import Assumptions, Finding
from observer.model.redaction import Redaction
from observer.model.reel import ExportNote, Reel


class EvidenceRecords:
    """A part of `Library`, which owns the connection."""

    _connection: Connection

    # What is covered

    def save_redaction(self, redaction: Redaction) -> None:
        """Keep it, in place of what its id stood for. Raises SessionNotFound."""
        evidence.save_redaction(self._connection, redaction)

    def redactions(self, session_id: str) -> list[Redaction]:
        """What is covered of a session, in its time's order."""
        return evidence.redactions(self._connection, session_id)

    def remove_redaction(self, redaction_id: str) -> None:
        """Cover it no longer."""
        evidence.remove_redaction(self._connection, redaction_id)

    # Reels

    def save_reel(self, reel: Reel) -> None:
        """Keep a reel, in place of what its id stood for."""
        evidence.save_reel(self._connection, reel)

    def reels(self) -> list[Reel]:
        """All reels, the one changed last first."""
        return evidence.reels(self._connection)

    def reel(self, reel_id: str) -> Reel:
        """One reel. Raises LibraryError where there is none of this id."""
        return evidence.reel(self._connection, reel_id)

    def remove_reel(self, reel_id: str) -> None:
        """Forget a reel; files made of it stay."""
        evidence.remove_reel(self._connection, reel_id)

    # What has left

    def note_export(self, session_ids: Iterable[str], path: str, kind: str) -> None:
        """Remember that a file with something of these sessions was written."""
        evidence.note_export(self._connection, session_ids, path, kind)

    def exports(self, session_id: str | None = None) -> list[ExportNote]:
        """Which files left, the latest first; of one session alone where asked."""
        return evidence.exports(self._connection, session_id)

    # Findings

    def save_finding(self, finding: Finding) -> None:
        """Keep a finding, in place of what its id stood for. Raises LibraryError."""
        findings.save_finding(self._connection, finding)

    def findings(self, study_id: str) -> list[Finding]:
        """A study's findings in the order they were named. Raises LibraryError."""
        return findings.findings(self._connection, study_id)

    def remove_finding(self, finding_id: str) -> None:
        """Forget a finding; its moments stay, without one."""
        findings.remove_finding(self._connection, finding_id)

    def link_moments(self, annotation_ids: Sequence[str], finding_id: str) -> None:
        """Say that these moments, of whichever sessions, show this finding; "" for none."""
        findings.link_moments(self._connection, annotation_ids, finding_id)

    def finding_moments(self, finding_id: str) -> list[str]:
        """The ids of all that belongs to a finding, suggestions and what was removed included."""
        return findings.finding_moments(self._connection, finding_id)

    # The board, with its undo history

    def record_board(
        self,
        study_id: str,
        author: str,
        altered: Sequence[FindingAlteration],
        links: Mapping[str, str],
        what: str,
    ) -> BoardEdit:
        """Change findings, let moments (ids) belong to others, as one step of this author's."""
        return board_history.record_board(self._connection, study_id, author, altered, links, what)

    def next_board_undo(self, study_id: str, author: str) -> BoardEdit | None:
        """The author's latest step on a study's board that stands, or None."""
        return board_history.next_board_undo(self._connection, study_id, author)

    def next_board_redo(self, study_id: str, author: str) -> BoardEdit | None:
        """The step on the board that the author took back last, or None."""
        return board_history.next_board_redo(self._connection, study_id, author)

    def undo_board(self, study_id: str, author: str) -> BoardEdit | None:
        """Take that step back. Raises LibraryError where it would undo what followed it."""
        return board_history.turn_board(self._connection, study_id, author, undone=False)

    def pass_over_board_step(self, study_id: str, author: str) -> BoardEdit | None:
        """Let that step stand for good: undo goes on with the one before."""
        return board_history.pass_over_board_step(self._connection, study_id, author)

    def redo_board(self, study_id: str, author: str) -> BoardEdit | None:
        """Make it again. Raises LibraryError where it would undo what followed it."""
        return board_history.turn_board(self._connection, study_id, author, undone=True)

    # What a study's figures stand on

    def study_annotations(self, study_id: str) -> dict[str, list[Annotation]]:
        """What people say of all sessions of a study, by session. Raises LibraryError."""
        return findings.study_annotations(self._connection, study_id)

    def study_sessions(self, study_id: str) -> list[StudySession]:
        """A study's sessions in the order they were recorded. Raises LibraryError."""
        return study_sitting.study_sessions(self._connection, study_id)

    def study_sitting(self, study_id: str) -> StudySitting:
        """What happened in a study's sessions, by session. Raises LibraryError."""
        return study_sitting.study_sitting(self._connection, study_id)

    def judged_suggestions(self) -> list[tuple[str, str, str, int]]:
        """(rule, standing, study's id, count) of all that rules ever suggested."""
        return findings.judged_suggestions(self._connection)

    def set_assumptions(self, study_id: str, assumptions: Assumptions) -> None:
        """Keep what the cost of a study's friction rests on. Raises LibraryError."""
        findings.set_assumptions(self._connection, study_id, assumptions)

    def assumptions(self, study_id: str) -> Assumptions:
        """What the cost rests on; nothing where nobody said. Raises LibraryError."""
        return findings.assumptions(self._connection, study_id)
