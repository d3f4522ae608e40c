import http.server
import re
import shutil
import subprocess
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from observer.analysis.study_facts import SessionFacts, StudyFacts
from observer.database.library import open_library
from observer.export.reports.markdown_text import markdown_text
from observer.export.reports.shown_text import MOST_LETTERS, MOST_OF_A_NAME, shown_text
from observer.export.reports.writing import ReportForm
from tests.analysis.kept_study import keep
from tests.analysis.small_study import small_study
from tests.export.reports.conftest import told
from tests.export.reports.reading import Page

HOSTILE = (
    "<script>document.title='ran';fetch('http://127.0.0.1:{port}/a')</script>",
    '"><img src=http://127.0.0.1:{port}/b onerror="document.title=\'ran\'">',
    "</style></title><svg onload=\"document.title='ran'\"><style>@import 'http://127.0.0.1:{port}/c';",
    "' onmouseover='document.title=1' x='{{{{ 7*7 }}}} {{% raw %}}",
    "[click](javascript:alert(1)) ![x](http://127.0.0.1:{port}/d) | a | b",
    "\u202egnihtemos\u202c \u2066hidden\u2069 \x00\x1b[31m \ud800 \u200f\u05e9\u05dc\u05d5\u05dd",
    "<iframe srcdoc=\"<script>parent.document.title='ran'</script>\"></iframe>" + "W" * 5000,
)


def poisoned(facts: StudyFacts, words: str) -> StudyFacts:
    """Every text that people write, replaced by these words and something to tell it by."""
    study = facts.study
    return replace(
        facts,
        study=replace(
            study,
            question=words,
            tasks=tuple(
                replace(one, title=words, wording=words, success_criteria=words)
                for one in study.tasks
            ),
            questionnaires=tuple(replace(one, title=words) for one in study.questionnaires),
            components=tuple(replace(one, name=words, team=words) for one in study.components),
            segments=tuple(replace(one, name=words) for one in study.segments),
        ),
        findings=tuple(
            replace(one, name=words, description=words, issue=words) for one in facts.findings
        ),
        sessions=tuple(_poisoned(one, words) for one in facts.sessions),
    )


def _poisoned(session: SessionFacts, words: str) -> SessionFacts:
    said = (
        replace(one, note=words, quote=words, component=words, team=words)
        for one in session.annotations
    )
    watched = (replace(one, author=words) for one in session.exposures)
    return replace(session, annotations=tuple(said), exposures=tuple(watched))


def written(folder: Path, words: str, form: ReportForm) -> str:
    with open_library(folder) as library:
        keep(library, poisoned(small_study(), words))
        return told(library, form, "study")


@pytest.mark.parametrize("form", [ReportForm.HTML, ReportForm.CIF])
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_change_nothing_of_the_page(
    tmp_path: Path, words: str, form: ReportForm
) -> None:
    harmless = Page(written(tmp_path / "a", "harmless", form))
    hostile = Page(written(tmp_path / "b", words.format(port=1), form))
    assert hostile.shape == harmless.shape
    assert not hostile.all("script")


def test_no_script_runs_and_no_request_leaves_in_a_browser(tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no Chromium here")
    asked: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, name="listening", daemon=True).start()
        words = " ".join(HOSTILE).format(port=server.server_port)
        # The page is the same without its policy, so that the escaping has to hold by itself.
        page = written(tmp_path / "library", words, ReportForm.HTML)
        naked = re.sub(r"<meta http-equiv[^>]*>", "", page)
        assert naked != page
        for number, content in enumerate((page, naked)):
            path = tmp_path / f"{number}.html"
            path.write_text(content, "utf-8")
            dumped = subprocess.run(
                [
                    chromium,
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    f"--user-data-dir={tmp_path / 'profile'}",
                    "--virtual-time-budget=500",
                    "--dump-dom",
                    path.as_uri(),
                ],
                capture_output=True,
                text=True,
                timeout=60,
                check=True,
            ).stdout
            assert "<title>Checkout · Usability report</title>" in dumped
        server.shutdown()
    assert asked == []


def test_signs_that_turn_or_hide_text_are_shown_as_such() -> None:
    assert shown_text("a\u202egnp.exe") == "a\N{REPLACEMENT CHARACTER}gnp.exe"
    assert shown_text("one\r\ntwo\u2028three\x00") == "one  two three\N{REPLACEMENT CHARACTER}"
    assert shown_text("\u05e9\u05dc\u05d5\u05dd\u200f") == "\u05e9\u05dc\u05d5\u05dd\u200f"
    assert shown_text("\ud800") == "?"


def test_an_endless_name_stays_short_where_names_stand(tmp_path: Path) -> None:
    page = Page(written(tmp_path, "W" * 5000, ReportForm.HTML)).text
    runs = [len(run) for run in re.findall("W+", page)]
    assert max(runs) == MOST_LETTERS
    assert sum(run == MOST_OF_A_NAME for run in runs) > 20


def test_an_endless_text_says_how_much_is_left_out() -> None:
    told = shown_text("W" * 1_000_000)
    assert told.endswith("… (998,000 more letters)")
    assert len(told) < MOST_LETTERS + 40


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("a | b", r"a \| b"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("[x](javascript:1)", r"\[x\](javascript\:1)"),
        ("![x](http://a.example)", r"!\[x\](http\://a.example)"),
        ("www.a.example me@a.example", r"www\.a.example me\@a.example"),
        ("# title", r"\# title"),
        ("1. one", r"1\. one"),
        ("- one", r"\- one"),
        ("--- ", r"\---"),
        ("2.7 and 0:26", "2.7 and 0:26"),
        ("one\ntwo", "one two"),
    ],
)
def test_words_mean_nothing_to_a_wiki(words: str, told: str) -> None:
    assert markdown_text(words) == told


def test_a_wiki_takes_hostile_words_as_words(tmp_path: Path) -> None:
    text = written(tmp_path / "a", " ".join(HOSTILE).format(port=1), ReportForm.MARKDOWN)
    assert "<" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "http:" not in text
