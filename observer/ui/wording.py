"""Times, sizes and counts in the words and figures a person reads."""

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt


def spoken_date(iso: str) -> str:
    """`21 Nov 2026, 14:03` in local time; the text itself where it is no ISO 8601."""
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODateWithMs)
    if not moment.isValid():
        return iso
    return QLocale().toString(moment.toLocalTime(), "d MMM yyyy, HH:mm")


def spoken_bytes(count: int) -> str:
    """`27.4 MB`."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def spoken_moments(count: int) -> str:
    """`1 moment`, `3 moments`, `no moments yet`."""
    if count == 0:
        return _tr("no moments yet")
    return _tr("1 moment") if count == 1 else _tr("{count} moments").format(count=count)


def spoken_disk_time(seconds: float) -> str:
    """How long the disk lasts: `6 h left on disk`; empty while nobody knows."""
    if seconds <= 0:
        return ""
    hours = seconds / 3600
    if hours >= 100:
        return _tr("over 100 h left on disk")
    if hours >= 1:
        return _tr("{hours:.0f} h left on disk").format(hours=hours)
    return _tr("{minutes:.0f} min left on disk").format(minutes=max(1, seconds // 60))


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording", text)
