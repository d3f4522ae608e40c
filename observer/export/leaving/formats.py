"""Who writes which format of what was said."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from observer.export.document import Document
from observer.export.exchange.audacity import audacity_labels
from observer.export.exchange.captions import moment_captions, quote_captions, word_captions
from observer.export.exchange.chapters import chapters
from observer.export.exchange.elan import elan_document
from observer.export.exchange.otio import timeline
from observer.export.exchange.told import told_moments
from observer.export.leaving.session import LeavingSession
from observer.export.leaving.words import leaving_words
from observer.export.tables.columns import TABLES
from observer.export.tables.csv_file import csv_document
from observer.export.tables.json_lines import json_lines_document
from observer.export.tables.parquet_file import parquet_document
from observer.export.tables.rows import fill_table
from observer.export.tables.xlsx_file import xlsx_document


def write_tables(
    sessions: Sequence[LeavingSession], kind: str, content: str | None, *, bom: bool
) -> Document:
    """One table; as a workbook all of them, unless one is asked for."""
    wanted = list(TABLES.values()) if kind == "xlsx" and content is None else []
    filled = [fill_table(table, sessions) for table in wanted or [TABLES[content or "moments"]]]
    match kind:
        case "csv":
            return csv_document(filled[0], bom=bom)
        case "jsonl":
            return json_lines_document(filled[0])
        case "xlsx":
            return xlsx_document(filled)
        case _:
            return parquet_document(filled[0])


def write_one(session: LeavingSession, folder: Path, kind: str, content: str | None) -> Document:
    """A file of one session; `folder` is where it was recorded into."""
    moments = told_moments(session)
    row = session.row
    match kind:
        case "elan":
            return elan_document(session)
        case "otio":
            name = f"{row.study} {row.participant}"
            return timeline(name, moments, session.segments, row.duration_ns)
        case "audacity":
            return audacity_labels(moments)
        case "chapters":
            return chapters(moments, row.duration_ns)
        case _:
            return _captions(session, folder, content or "moments", srt=kind == "srt")


def _captions(session: LeavingSession, folder: Path, content: str, *, srt: bool) -> Document:

    if content == "moments":
        return moment_captions(told_moments(session), srt=srt)
    if content == "quotes":
        return word_captions(quote_captions(told_moments(session)), srt=srt)
    words = leaving_words(session, folder)
    return replace(word_captions(words.captions, srt=srt), losses=words.withheld)
