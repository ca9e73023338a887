"""A unified diff as rows of two columns, its code coloured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_for_filename
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound

from electron_migrate.report.layout import printable

_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")
# More than this in one file is read in an editor; colouring it would make the page slow.
_MOST_COLOURED = 200_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the old and one of the new file, as HTML; a side that has no such line has number None."""

    kind: str
    """`same`, `changed`, `removed`, `added`, or `gap` between two hunks."""
    old_number: int | None = None
    old: str = ""
    new_number: int | None = None
    new: str = ""


@dataclass(frozen=True, slots=True)
class FileDiff:
    path: str
    change: str
    """`changed`, `added` or `deleted`."""
    rows: tuple[Row, ...]


def file_diff(path: str, change: str, patch: bytes) -> FileDiff:
    """The rows of one file's patch."""
    text = patch.decode("utf-8", "replace")
    coloured = len(text) <= _MOST_COLOURED
    rows: list[Row] = []
    for number, (old_start, new_start, lines) in enumerate(_hunks(text)):
        if number:
            rows.append(Row("gap"))
        rows.extend(_rows(path if coloured else "x.txt", old_start, new_start, lines))
    return FileDiff(path, change, tuple(rows))


def style_sheet() -> str:
    """The colours of code for both themes, as rules below `.code`."""
    themes = ((HtmlFormatter(style="default"), ".code"), (HtmlFormatter(style="github-dark"), ".dark .code"))
    return "\n".join(str(formatter.get_style_defs(selector)) for formatter, selector in themes)  # type: ignore[no-untyped-call] # pygments' stubs


def _hunks(text: str) -> Iterator[tuple[int, int, list[str]]]:
    start: tuple[int, int] | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        head = _HUNK.match(line)
        if head is not None:
            if start is not None:
                yield (*start, lines)
            start, lines = (int(head.group(1)), int(head.group(2))), []
        elif start is not None and line[:1] in (" ", "+", "-"):
            lines.append(line)
    if start is not None:
        yield (*start, lines)


def _rows(path: str, old_number: int, new_number: int, lines: list[str]) -> Iterator[Row]:
    """Lines that were taken out stand beside those that came in their place."""
    old = iter(_coloured(path, [line[1:] for line in lines if line[0] != "+"]))
    new = iter(_coloured(path, [line[1:] for line in lines if line[0] != "-"]))
    at = 0
    while at < len(lines):
        if lines[at][0] == " ":
            yield Row("same", old_number, next(old), new_number, next(new))
            old_number, new_number, at = old_number + 1, new_number + 1, at + 1
            continue
        removed = added = 0
        while at < len(lines) and lines[at][0] != " ":
            removed += lines[at][0] == "-"
            added += lines[at][0] == "+"
            at += 1
        for index in range(max(removed, added)):
            left, right = index < removed, index < added
            yield Row(
                "changed" if left and right else "removed" if left else "added",
                old_number if left else None,
                next(old) if left else "",
                new_number if right else None,
                next(new) if right else "",
            )
            old_number, new_number = old_number + left, new_number + right


def _coloured(path: str, lines: list[str]) -> list[Markup]:
    """Each line as HTML. Invisible characters, which could reorder code, are shown as escapes."""
    plain = ["\t".join(printable(part) for part in line.removesuffix("\r").split("\t")) for line in lines]
    marked = highlight("\n".join(plain) + "\n", _lexer(path), _FORMATTER).removesuffix("\n").split("\n")
    # a lexer that ate a line break would shift every line behind it
    if len(marked) != len(plain):
        return [Markup.escape(line) for line in plain]
    # pygments escapes what it colours
    return [Markup(line) for line in marked]


@cache
def _lexer(path: str) -> Lexer:
    try:
        return get_lexer_for_filename(path, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return TextLexer(stripnl=False, ensurenl=False)


_FORMATTER = HtmlFormatter(nowrap=True)
