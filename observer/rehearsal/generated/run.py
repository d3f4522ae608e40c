"""One generated sit-in: ordinary work with friction planted in it, and what was planted when."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from observer.analysis.loudness import Loudness
from observer.analysis.picture_track import PictureTrack
from observer.analysis.tracks import ShownText, Tracks
from observer.model.clock import NS_PER_SECOND
from observer.model.sitting import Asking, Attempt, Outcome
from observer.model.span import Span
from observer.rehearsal.generated.friction import CALM, PLANTED
from observer.rehearsal.generated.ordinary import ACTS
from observer.rehearsal.generated.person import STEP_OF_SOUND_NS, Person
from observer.rehearsal.generated.scene import HEIGHT, WIDTH, Scene

_ROOM, _SPEECH = 0.006, 0.16
_CALM_BETWEEN = 3  # ordinary acts at the least between two things that are planted
_SESSION = "generated"


@dataclass(frozen=True, slots=True)
class Planted:
    """Friction that lies in a run: the rule that ought to find it, and where."""

    rule: str
    span: Span


@dataclass(frozen=True, slots=True)
class GeneratedRun:
    """A sit-in as tracks, with the truth about it."""

    seed: int
    tracks: Tracks
    planted: tuple[Planted, ...]


def generate_run(seed: int, rules: Sequence[str] = (), seconds: float = 300.0) -> GeneratedRun:
    """A sit-in of about that length with one friction of each named rule, in any order.

    The same arguments always make the same run. Raises KeyError for a rule nothing is known of.
    """
    chance = Random(seed)
    scene = Scene(chance)
    person = Person(chance, scene, speed=chance.uniform(0.6, 1.8), talks=chance.uniform(0.1, 0.8))
    person.scene.show(0, scene.front)
    weights = [weight * chance.lognormvariate(0, 0.8) for _, weight in ACTS]
    planting = list(rules)
    chance.shuffle(planting)
    planted: list[Planted] = []
    words: list[ShownText] = []
    askings: list[Asking] = []
    share_ns = round(seconds * NS_PER_SECOND) // (len(planting) + 1)
    next_ns = share_ns
    end_ns = round(seconds * NS_PER_SECOND)
    while planting or person.now_ns < end_ns:
        _work(person, weights, _CALM_BETWEEN)
        words.append(ShownText(person.now_ns, chance.choice(CALM)))
        if planting and person.now_ns >= next_ns:
            next_ns += share_ns
            planted.append(_plant(person, planting.pop(), words, askings))
    attempt = Attempt("a1", _SESSION, "task", 0, person.now_ns, Outcome.SUCCESS)
    tracks = Tracks(
        duration_ns=person.now_ns,
        events=tuple(sorted(person.events, key=lambda event: event.time_ns)),
        windows=tuple(sorted(scene.focus, key=lambda change: change.time_ns)),
        picture=PictureTrack(tuple(sorted(scene.changes, key=lambda area: area.time_ns))),
        loudness=_loudness(person, chance),
        attempts=(attempt,),
        askings=tuple(askings),
        words=tuple(words),
        width=WIDTH,
        height=HEIGHT,
    )
    return GeneratedRun(seed, tracks, tuple(planted))


def _work(person: Person, weights: list[float], acts: int) -> None:
    for act, _ in person.chance.choices(ACTS, weights, k=acts):
        act(person)
        person.think(0.6)


def _plant(person: Person, rule: str, words: list[ShownText], askings: list[Asking]) -> Planted:
    start_ns = person.now_ns
    told = PLANTED[rule](person)
    if isinstance(told, ShownText):
        words.append(told)
    elif isinstance(told, int):
        askings.append(Asking(_SESSION, "q1", told))
    return Planted(rule, Span(start_ns, person.now_ns))


def _loudness(person: Person, chance: Random) -> Loudness:
    steps = person.now_ns // STEP_OF_SOUND_NS + 1
    peaks = [_ROOM * chance.uniform(0.5, 1.3) for _ in range(steps)]
    for from_ns, until_ns, level in person.spoken:
        last = min(steps, until_ns // STEP_OF_SOUND_NS)
        for index in range(from_ns // STEP_OF_SOUND_NS, last):
            if level:
                peaks[index] = level * chance.uniform(0.85, 1.1)
            elif chance.random() < 0.8:  # the rest are the holes between words
                peaks[index] = min(1.0, _SPEECH * chance.lognormvariate(0, 0.35))
    return Loudness(STEP_OF_SOUND_NS, tuple(peaks))
