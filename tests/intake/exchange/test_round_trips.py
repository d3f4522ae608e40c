"""What is exported comes back as it was, as far as the format can hold it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from observer.export.exchange.boris import boris_project
from observer.export.exchange.captions import moment_captions
from observer.export.exchange.elan import elan_document
from observer.export.exchange.told import ToldComment, ToldMoment, told_moments
from observer.export.leaving.session import LeavingSession
from observer.export.tables.columns import MOMENTS
from observer.export.tables.csv_file import csv_document
from observer.export.tables.rows import fill_table
from observer.intake.exchange.boris_file import read_boris
from observer.intake.exchange.brought import Brought, decode_text
from observer.intake.exchange.captions_file import read_captions_file
from observer.intake.exchange.csv_table import read_csv_table
from observer.intake.exchange.elan_file import read_elan
from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_MS
from tests.database.builders import SECOND
from tests.export.exchange.sessions import AT, DURATION_NS, SESSION_ID, as_session


def through_boris(session: LeavingSession) -> Brought:
    text = decode_text(boris_project([session]).content, "a.boris")
    return read_boris(text, "a.boris", SESSION_ID, None)


def through_elan(session: LeavingSession) -> Brought:
    return read_elan(elan_document(session).content, "a.eaf")


def through_vtt(session: LeavingSession) -> Brought:
    content = moment_captions(told_moments(session), srt=False).content
    return read_captions_file(decode_text(content, "a.vtt"), "a.vtt", AnnotationKind.NOTE)


def through_srt(session: LeavingSession) -> Brought:
    content = moment_captions(told_moments(session), srt=True).content
    return read_captions_file(decode_text(content, "a.srt"), "a.srt", AnnotationKind.NOTE)


def through_csv(session: LeavingSession) -> Brought:
    content = csv_document(fill_table(MOMENTS, [session])).content
    return read_csv_table(decode_text(content, "a.csv"), "a.csv", SESSION_ID)


LOSSLESS = {"csv": through_csv, "vtt": through_vtt, "boris": through_boris, "elan": through_elan}


def in_order(moments: Brought | list[ToldMoment]) -> list[ToldMoment]:
    found = moments.moments if isinstance(moments, Brought) else moments
    return sorted(found, key=lambda one: (one.start_ns, one.end_ns, one.id))


def to_ms(moment: ToldMoment) -> ToldMoment:
    start_ns = round(moment.start_ns / NS_PER_MS) * NS_PER_MS
    end_ns = round(moment.end_ns / NS_PER_MS) * NS_PER_MS
    return replace(moment, start_ns=start_ns, end_ns=end_ns)


RICH = [
    ToldMoment(
        *(3 * SECOND + 7, 9 * SECOND + 1, AnnotationKind.FRICTION, "Ann", 3),
        note="=looks twice\n[quote] not one\n\\odd -5 & <b> é “x”",
        quote="Where is\nmy basket?",
        codes=("doubt; or so", "friction", "x (code)", "a,b"),
        component="Cart",
        team="Checkout team",
        task="Pay",
        rule="dead click",
        reason="3 clicks in 2.1 s",
        comments=(
            ToldComment("Bob (it)", "me too:\n  indented; yes", AT),
            ToldComment("Ann", "[id] x", AT),
        ),
        id="vrdkbefxd9sch849",
        created_at=AT,
    ),
    ToldMoment(SECOND, SECOND, AnnotationKind.NOTE, "Ann", 0, "'=1+1", id="ab", created_at=AT),
    # Overlapping, touching and equal ones of the same coder and kind.
    *(
        ToldMoment(
            start * SECOND,
            end * SECOND,
            AnnotationKind.BUG,
            "Ann",
            1,
            f"{n}",
            codes=(c,),
            id=f"id{n}",
            created_at=AT,
        )
        for n, (start, end, c) in enumerate(
            [(10, 20, "one"), (12, 14, "two"), (14, 18, "one"), (20, 30, "one"), (10, 20, "two")]
        )
    ),
    ToldMoment(12 * SECOND, 13 * SECOND, AnnotationKind.BUG, "Bob", 1, "b", id="z", created_at=AT),
]


@pytest.mark.parametrize("name", ["csv", "vtt"])
def test_a_format_with_room_for_all_gives_all_back(name: str) -> None:
    assert in_order(LOSSLESS[name](as_session(RICH))) == in_order(RICH)


def test_boris_gives_back_all_but_signs_that_it_refuses() -> None:
    session = as_session(RICH)
    assert in_order(through_boris(session)) == in_order(RICH)
    assert boris_project([session]).losses == ()
    awkward = as_session([replace(RICH[0], task="a|b, (c)", codes=("d|e",))])
    losses = " ".join(boris_project([awkward]).losses)
    assert "“a|b, (c)” is “a/b; [c]”" in losses
    assert "“d|e” has /" in losses
    (back,) = through_boris(awkward).moments
    assert (back.task, back.codes) == ("a/b; [c]", ("d/e",))


def test_elan_gives_back_all_to_the_millisecond_and_says_so() -> None:
    session = as_session(RICH)
    assert in_order(through_elan(session)) == in_order([to_ms(one) for one in RICH])
    assert "milliseconds" in " ".join(elan_document(session).losses)
    one_file = replace(as_session(RICH[1:]), segments=session.segments[:1])
    assert elan_document(one_file).losses == ()
    assert "first of 2 video files" in elan_document(as_session(RICH[1:])).losses[0]


def test_subrip_gives_back_kind_severity_coder_note_and_quote() -> None:
    (back,) = through_srt(as_session([replace(RICH[0], note="looks twice <b> &amp; 1<2")])).moments
    assert (back.kind, back.severity, back.author) == (AnnotationKind.FRICTION, 3, "Ann")
    assert (back.note, back.quote) == ("looks twice ‹b> &amp; 1<2", "Where is\nmy basket?")
    assert (back.start_ns, back.end_ns) == (3 * SECOND, 9 * SECOND)


def test_a_cue_that_somebody_changed_wins_over_the_remark_before_it() -> None:
    session = as_session([replace(RICH[0], note="looks", quote="")])
    text = moment_captions(told_moments(session), srt=False).content.decode()
    text = text.replace("\nlooks\n", "\nlooks away\n").replace(
        "00:00:03.000 -->", "00:00:04.000 -->"
    )
    (back,) = read_captions_file(text, "a.vtt", AnnotationKind.NOTE).moments
    assert (back.note, back.start_ns, back.codes) == ("looks away", 4 * SECOND, RICH[0].codes)


# What no format of texts keeps: half characters and controls are taken out when a file is read.
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"], include_characters="\n\t"),
    max_size=30,
)
NAME = st.text(st.characters(categories=["L", "N"], include_characters=" =-,;@#'("), max_size=12)
PLAIN_NAME = NAME.map(lambda name: " ".join(name.split())).filter(lambda name: name != "None")
MODIFIER = PLAIN_NAME.map(lambda name: name.replace("(", "/").replace(",", "/"))


@st.composite
def told(draw: Callable[..., object]) -> ToldMoment:
    start_ns = draw(st.integers(0, DURATION_NS // 10))
    length_ns = draw(st.one_of(st.just(0), st.integers(2 * NS_PER_MS, 60 * SECOND)))
    assert isinstance(start_ns, int)
    assert isinstance(length_ns, int)
    comment = st.builds(ToldComment, NAME.filter(lambda n: "(" not in n), TEXT, st.just(AT))
    made = draw(
        st.builds(
            ToldMoment,
            st.just(start_ns),
            st.just(start_ns + length_ns),
            kind=st.sampled_from(AnnotationKind),
            author=st.sampled_from(["Ann", "Bob", "Zoë #2"]),
            severity=st.one_of(st.none(), st.integers(0, 4)),
            note=TEXT,
            quote=TEXT.map(str.strip),
            codes=st.lists(PLAIN_NAME.filter(bool), max_size=3, unique_by=str.casefold).map(tuple),
            component=MODIFIER,
            team=MODIFIER,
            task=MODIFIER,
            rule=st.just(""),
            reason=st.just(""),
            comments=st.lists(comment, max_size=2).map(tuple),
            id=st.just(""),
            created_at=st.just(AT),
        )
    )
    assert isinstance(made, ToldMoment)
    return made


@pytest.mark.parametrize("name", LOSSLESS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(told(), min_size=1, max_size=6))
def test_whatever_was_said_comes_back(name: str, moments: list[ToldMoment]) -> None:
    numbered = [replace(one, id=f"id{number}") for number, one in enumerate(moments)]
    expected = [to_ms(one) for one in numbered] if name == "elan" else numbered
    assert in_order(LOSSLESS[name](as_session(numbered))) == in_order(expected)
