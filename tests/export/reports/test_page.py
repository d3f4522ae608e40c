import html
import re
from itertools import pairwise
from pathlib import Path

from observer.database.library import Library
from observer.export.reports.writing import ReportForm
from tests.export.reports.conftest import told
from tests.export.reports.reading import Page


def test_the_summary_is_made_of_the_figures(page: str) -> None:
    text = " ".join(Page(page).text.split())
    assert "“Pay with the voucher” takes 2.7 times as long as expected. More than chance" in text
    assert "5 participants met this: “Apply” does nothing after an error." in text
    assert "Still to be watched: New buyers (1), Returning buyers (1) and Screen reader" in text


def test_every_figure_says_its_people_and_its_interval(page: str) -> None:
    text = Page(page).text.replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "4 of 7 (57%; 25% to 84%)",  # adjusted Wald: Agresti & Coull's 4 of 7
        "2 min 41 s (1 min 46 s to 4 min 5 s, n = 4)",
        "2.6 (1.5 to 3.6, n = 7)",
        "54 (40 to 67, n = 7) of 100",
        "Grade D, from F to C. The mean of some 500 products is 68 (Sauro 2011).",
        "Before 14 November 2026: 2 of 5 (40%; 12% to 77%). From then on: 1 of 2 (50%; 9% to 91%).",
        "(2,124 to 13,021)",
    ):
        assert words in text, words


def test_the_page_needs_nothing_else(page: str) -> None:
    assert "http:" not in page
    assert "https:" not in page
    read = Page(page)
    assert not read.all("script", "link", "iframe", "object", "embed", "base", "form")
    sources = [one["src"] for one in read.all("img", "video", "source")]
    assert len(sources) == 6
    assert all(source.startswith("data:image/jpeg;base64,") for source in sources)
    assert all(one["href"].startswith("#") for one in read.all("a"))
    assert "url(" not in page
    policy = next(one for one in read.all("meta") if one.get("http-equiv"))["content"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_who_cannot_see_it_can_read_it(page: str) -> None:
    read = Page(page)
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all(one["alt"] for one in read.all("img"))
    assert all(one.get("scope") in ("col", "row") for one in read.all("th"))
    assert all(one.get("aria-label") or one.get("aria-hidden") for one in read.all("svg"))
    assert read.all("html") == [{"lang": "en"}]
    ids = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {one["href"][1:] for one in read.all("a")} <= set(ids)


def test_every_moment_stands_in_the_appendix(page: str, rich: Library) -> None:
    appendix = html.unescape(page[page.index('id="appendix"') :])
    moments = [said for told in rich.study_annotations("autumn").values() for said in told]
    assert appendix.count("<tr>") == 1 + len(moments)
    assert all(said.note in appendix for said in moments)


def test_nothing_tells_of_the_machine_or_of_who_watched(page: str, rich: Library) -> None:
    assert str(rich.folder) not in page
    assert str(Path.home()) not in Page(page).text.split()
    for name in ("Ann", "Bea", "Chidi"):
        assert not re.search(rf"\b{name}\b", Page(page).text), name


def test_the_common_industry_format_has_its_sections(rich: Library) -> None:
    read = Page(told(rich, ReportForm.CIF))
    text = " ".join(read.text.split())
    for section in (
        "Title page",
        "Executive summary",
        "1.1 Full product description",
        "1.2 Test objectives",
        "2.1 Participants",
        "2.2 Context of product use in the test",
        "Test facility",
        "Participants' computing environment",
        "Test administrator tools",
        "2.3 Experimental design",
        "2.4 Usability metrics",
        "3.1 Data analysis",
        "3.2 Performance results",
        "3.3 Satisfaction results",
        "Appendices",
    ):
        assert section in text, section
    assert "completed without help by 4 of 7 (57%; 25% to 84%), efficiency 21% a minute" in text
    assert "To be filled in: what was tested, in which version" in text


def test_a_wiki_takes_the_same_figures(rich: Library) -> None:
    text = told(rich, ReportForm.MARKDOWN).replace("\N{NO-BREAK SPACE}", " ")
    assert text.startswith("# Checkout, autumn\n\nCan someone")
    row = (
        "| Pay with the voucher | 4 of 7 (57%; 25% to 84%) | −23 points | 2 min 41 s (1 min 46 s to"
    )
    assert row in text
    # What the folders of the sessions hold: the same hands in each, 16 clicks.
    assert "| Pay with the voucher | 7 of 7 | 16 (16 to 16, n = 4) | 3,8" in text
    assert "| 0, by 0 of 7 | lumen-and-leaf 100% |" in text
    assert "\n\n\n\n" not in text
    widths = {
        line.count("|") for line in text[text.index("## Every") :].splitlines() if "|" in line
    }
    assert widths == {9}
