"""Lines for a terminal: text of strangers made harmless, paragraphs, and columns. Knows nothing of what is reported."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

HEADING = "bold"
PATH = "cyan"
FAINT = "dim"
STYLE_OF_SAFETY = {"safe": "green", "review": "yellow", "manual": "red", "note": "dim"}


class Detail(Enum):
    """How much a report says."""

    QUIET = "quiet"
    NORMAL = "normal"
    VERBOSE = "verbose"


@dataclass(frozen=True, slots=True)
class View:
    """How the reader looks at the app.

    `prefix` stands before app-relative paths, so that they are links from the reader's folder: empty or ending in `/`.
    `app` and `options` are what a command that the report proposes takes over from this one, quoted for a shell.
    """

    detail: Detail = Detail.NORMAL
    prefix: str = ""
    app: str = ""
    options: str = ""

    def command(self, command: str, *further: str) -> str:
        """scan, plan or apply as this command was given, with `further` options."""
        return " ".join(part for part in ("electron-migrate", command, self.app, self.options, *further) if part)

    @property
    def undo(self) -> str:
        """It takes none of the options."""
        return " ".join(part for part in ("electron-migrate undo", self.app) if part)


def show(console: Console, lines: Iterable[Text]) -> None:
    """Prints lines as they are: the terminal may fold a long path, this tool never does, or it would be no link."""
    for line in lines:
        line.rstrip()
        console.print(line, soft_wrap=True, highlight=False)


def printable(text: str) -> str:
    """`text` on one line; control and invisible characters, which could repaint the terminal or reorder code, become escapes."""
    return "".join(_escaped(character) if _is_hidden(character) else character for character in text)


def one_line(text: str) -> str:
    """`printable` with all white space folded."""
    return printable(" ".join(text.split()))


def paragraph(text: str, width: int, *, indent: str = "", first: str | None = None) -> list[Text]:
    """`text` folded to `width` columns under `indent`; its first line starts with `first` instead, which is never folded.

    Where `first` leaves no room, the text starts on the next line.
    """
    room = max(width - cell_len(indent), 20)
    head = indent if first is None else first
    body = textwrap.wrap(one_line(text), room, break_long_words=False, break_on_hyphens=False)
    if not body:
        return [Text(head)] if first is not None else []
    if cell_len(head) > cell_len(indent):
        return [Text(head), *(Text(indent + line) for line in body)]
    return [Text(set_cell_size(head, cell_len(indent)) + body[0]), *(Text(indent + line) for line in body[1:])]


def table(
    rows: Sequence[Sequence[Text]], width: int, *, right: frozenset[int] = frozenset(), indent: str = "  ", whole: bool = False
) -> list[Text]:
    """Columns two spaces apart; the ones in `right` are aligned to the right. The last column is cut to what is left of `width`, or `whole`."""
    if not rows:
        return []
    widths = [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        line = Text(indent)
        for index, cell in enumerate(row):
            last = index == len(row) - 1
            if last and whole:
                line.append_text(cell)
                continue
            if last and index not in right:
                cell = cell.copy()
                cell.truncate(max(width - line.cell_len, 12), overflow="ellipsis")
                line.append_text(cell)
                continue
            padding = " " * (widths[index] - cell.cell_len)
            line.append_text(Text.assemble(padding, cell) if index in right else Text.assemble(cell, padding))
            if not last:
                line.append("  ")
        lines.append(line)
    return lines


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 finding`, `2 findings`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def _is_hidden(character: str) -> bool:
    # Cc: controls; Cf: bidirectional and zero-width marks; Cs: bytes that are no UTF-8; Zl, Zp: line and paragraph separators
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
