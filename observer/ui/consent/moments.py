"""A moment as it is written in the form's language, by the clock of the place it happened."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QTime


def spoken_moment(moment: datetime, language: str) -> str:
    """`22 November 2026, 14:03`."""
    date, time = spoken_date_and_time(moment, language)
    return f"{date}, {time}"


def spoken_date_and_time(moment: datetime, language: str) -> tuple[str, str]:
    """Day and minute, each on its own."""
    locale = QLocale(language)
    date = QDate(moment.year, moment.month, moment.day)
    time = QTime(moment.hour, moment.minute)
    return locale.toString(date, "d MMMM yyyy"), locale.toString(time, "HH:mm")
