from observer.model.consent import TrackKind
from observer.model.samples import Gap, GapReason
from observer.session.gap_book import GapBook


def test_an_open_gap_is_there_at_once_and_gets_its_end_later() -> None:
    book = GapBook()
    book.add(Gap(5, 5, GapReason.PAUSE))
    assert book.all() == (Gap(5, 5, GapReason.PAUSE),)
    assert not book.is_kept
    book.add(Gap(5, 9, GapReason.PAUSE))
    assert book.all() == (Gap(5, 9, GapReason.PAUSE),)


def test_gaps_of_other_tracks_and_reasons_stay_apart() -> None:
    book = GapBook([Gap(5, 5, GapReason.PAUSE)])
    book.add(Gap(5, 9, GapReason.OVERLOAD))
    book.add(Gap(5, 9, GapReason.PAUSE, TrackKind.SCREEN))
    assert len(book.all()) == 3
