"""The fault table of README.md, made from the figures that the tests measured.

pytest tests/faults --full-length --kills 100 --fault-table figures.jsonl
python -m tests.faults.table figures.jsonl
"""

import sys
from pathlib import Path

from tests.faults.outcome import Outcome, read_outcomes

_PAGE = Path(__file__).with_name("README.md")
_BEGIN, _END = "<!-- measured -->", "<!-- end -->"
_HEAD = (
    "| what happens | what the moderator reads | after | found on the disk | lost |",
    "|---|---|---|---|---|",
)


def table_of(outcomes: list[Outcome]) -> str:
    """The rows, a Markdown table."""
    return "\n".join([*_HEAD, *map(_row, outcomes)])


def _row(outcome: Outcome) -> str:
    cells = (
        outcome.fault,
        f"“{outcome.told}”" if outcome.told else "nothing",
        _seconds(outcome.told_after_s),
        outcome.on_disk,
        _seconds(outcome.lost_s),
    )
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f} s" if value >= 0.05 else "0 s"


def main(figures: Path) -> None:
    """Put the table between the two signs of the page."""
    page = _PAGE.read_text()
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    table = table_of(read_outcomes(figures))
    _PAGE.write_text(f"{before}{_BEGIN}\n\n{table}\n\n{_END}{after}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
