"""A participant's consent as a page to take home: their answers, the exact words, who and when."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtSvg import QSvgRenderer

from observer.intake.consent_text import ConsentText, consent_text
from observer.intake.consent_wording import Line, LineKind, read_wording
from observer.model.consent import Consent
from observer.model.errors import ExportError
from observer.session.disk import replace_file
from observer.ui.consent.language_switch import first_language
from observer.ui.consent.moments import spoken_date_and_time
from observer.ui.consent.paper_text import DIM, INK, paper_document, paper_font
from observer.ui.consent.strokes import BOX_HEIGHT, BOX_WIDTH, svg_of

_MARGIN_MM = 20.0
_DOTS_PER_INCH = 300
_SIZES_PT = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)  # the largest at which it fits one page
_SIGNED_MM = 38.0  # the foot of the page: date, name, signature
_SIGNATURE_MM = 80.0  # as wide as people sign on paper


def write_consent_pdf(consent: Consent, study: str, participant: str, path: Path) -> None:
    """Write what was agreed to as an A4 page, in place of a file that is there.

    One page, unless somebody's own text is longer. Raises ExportError where it cannot be written.
    """
    content = consent_pdf(consent, study, participant)
    try:
        replace_file(path, content)
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written ({error.strerror})",
            "Choose another place, or give yourself the right to write there",
        ) from error


def consent_pdf(consent: Consent, study: str, participant: str) -> bytes:
    """The page as a PDF file's content. It names neither the machine nor its user."""
    words = consent_text(first_language(consent.language))
    lines = paper_lines(consent, words)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(lines[0].text)
    writer.setCreator("Observer")
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    painter = QPainter(writer)
    below, size = _draw_text(painter, writer, lines)
    reference = " · ".join((study, participant, consent.agreed_at))
    _draw_signed(painter, below, size, consent, words, reference)
    painter.end()
    buffer.close()
    return bytes(content.data())


def paper_lines(consent: Consent, words: ConsentText) -> list[Line]:
    """The text as kept. Where it does not show the answers, they are added after it."""
    lines = read_wording(consent.text or words.title)
    if any(line.kind in (LineKind.YES, LineKind.NO) for line in lines):
        return lines
    lines.append(Line(LineKind.HEADING, words.asking.title))
    for thing in words.thing:
        kind = LineKind.YES if thing.item in consent.items else LineKind.NO
        meaning = thing.agreed if thing.item in consent.items else thing.refused
        lines.append(Line(kind, f"{thing.title} → {meaning}."))
    return lines


def _draw_text(painter: QPainter, writer: QPdfWriter, lines: list[Line]) -> tuple[float, int]:
    """Draw the lines, on as many pages as they need; returns where the foot begins, and the
    size of the type in dots."""
    page = QSizeF(writer.width(), writer.height())
    room = page.height() - _dots(_SIGNED_MM)
    for size_pt in _SIZES_PT:
        size = round(size_pt / 72 * _DOTS_PER_INCH)
        document = paper_document(lines, size, page)
        if _end(document) <= room:
            break
    for number in range(document.pageCount()):
        if number:
            writer.newPage()
        sheet = QRectF(0, number * page.height(), page.width(), page.height())
        painter.save()
        painter.translate(0, -sheet.top())
        document.drawContents(painter, sheet)
        painter.restore()
    if _end(document) - (document.pageCount() - 1) * page.height() > room:
        writer.newPage()
    return room, size


def _end(document: QTextDocument) -> float:
    return document.documentLayout().blockBoundingRect(document.lastBlock()).bottom()


def _draw_signed(
    painter: QPainter, top: float, size: int, consent: Consent, words: ConsentText, reference: str
) -> None:
    """The foot of the last page: the date, the name, the signature, and what they belong to."""
    width = painter.viewport().width()
    line = size * 1.6
    if consent.signature:
        box = QRectF(0, top, _dots(_SIGNATURE_MM), _dots(_SIGNATURE_MM * BOX_HEIGHT / BOX_WIDTH))
        box.moveRight(width)
        QSvgRenderer(QByteArray(svg_of(consent.signature, INK))).render(painter, box)
        painter.setPen(QColor(DIM))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
    left = width - _dots(_SIGNATURE_MM + 5) if consent.signature else width
    painter.setPen(QColor(INK))
    painter.setFont(paper_font(size, 600))
    painter.drawText(QRectF(0, top, left, line), _LEFT, _agreed_on(consent, words))
    painter.setFont(paper_font(size))
    painter.drawText(QRectF(0, top + line, left, 2 * line), _WRAPPED, consent.name)
    painter.setFont(paper_font(round(size * 0.8)))
    painter.setPen(QColor(DIM))
    painter.drawText(QRectF(0, top + _dots(_SIGNED_MM) - line, width, line), _LEFT, reference)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


def _agreed_on(consent: Consent, words: ConsentText) -> str:
    try:
        moment = datetime.fromisoformat(consent.agreed_at)
    except ValueError:
        return consent.agreed_at  # written by hand: shown as it was written
    date, time = spoken_date_and_time(moment, words.language)
    return words.signing.agreed_on.format(date=date, time=time)


def _dots(millimetres: float) -> float:
    return millimetres / 25.4 * _DOTS_PER_INCH
