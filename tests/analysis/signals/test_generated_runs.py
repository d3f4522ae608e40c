"""The rules over some generated sit-ins; `tests.bench signals` takes hundreds."""

from observer.analysis.signals.rules import RULES
from observer.analysis.signals.run import signals_of
from observer.rehearsal.generated.friction import PLANTED
from observer.rehearsal.generated.judging import Judgement
from observer.rehearsal.generated.run import generate_run

NAMES = [rule.name for rule in RULES]


def test_every_rule_can_be_planted() -> None:
    assert set(PLANTED) == set(NAMES)


def test_the_same_seed_makes_the_same_run_and_another_one_another() -> None:
    first, again = (generate_run(3, ["dead-click"], 60).tracks for _ in range(2))
    assert first.events == again.events
    assert first.picture == again.picture
    assert first.events != generate_run(4, ["dead-click"], 60).tracks.events


def test_what_is_planted_is_found_and_little_else() -> None:
    judgement = Judgement()
    for seed in range(8):
        run = generate_run(seed, NAMES, 600)
        judgement.take(run, signals_of(run.tracks))
    assert judgement.planted.total() == 8 * len(NAMES)
    assert judgement.share_found == 1.0
    assert judgement.false_an_hour < 2


def test_events_rise_and_lie_in_the_session() -> None:
    tracks = generate_run(5, NAMES, 300).tracks
    times = [event.time_ns for event in tracks.events]
    assert times == sorted(times)
    assert 0 <= times[0] <= times[-1] <= tracks.duration_ns
