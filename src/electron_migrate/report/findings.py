"""Findings with their line of code, for terminal reports."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from rich.text import Text

from electron_migrate.facts.model import Safety
from electron_migrate.findings.model import Finding
from electron_migrate.pipeline import ScanResult
from electron_migrate.report.layout import FAINT, HEADING, PATH, STYLE_OF_SAFETY, View, paragraph, printable
from electron_migrate.report.places import Located, locate
from electron_migrate.report.tally import group_by_file, safety_word


def finding_lines(scan: ScanResult, view: View, width: int) -> Iterable[Text]:
    """File by file, in order of place."""
    yield Text("Findings", HEADING)
    for findings in group_by_file(scan.findings).values():
        for finding in findings:
            yield from finding_block(scan, finding, view, width)


def finding_block(scan: ScanResult, finding: Finding, view: View, width: int) -> Iterable[Text]:
    """One finding: place, rule, message, the line of code, and what to do."""
    located = locate(scan.sources, finding.place)
    word = safety_word(finding)
    place = printable(view.prefix + located.text)
    yield Text.assemble("  ", (place, PATH), "  ", printable(finding.rule), "  ", (word, STYLE_OF_SAFETY[word]))
    yield from paragraph(finding.message, width, indent="    ")
    yield from _code(scan, located, width)
    if finding.reason:
        label = "    to do: " if finding.safety is Safety.MANUAL else "    why: "
        yield from paragraph(finding.reason, width, indent=" " * len(label), first=label)


def _code(scan: ScanResult, located: Located, width: int) -> Iterable[Text]:
    """The first line of the place with the place underlined; a long line is cut around it."""
    source = scan.sources.get(located.path)
    if source is None:
        return
    line = source.line_text(located.start.line)
    start = _index(line, located.start.column)
    end = _index(line, located.end.column) if located.end.line == located.start.line else len(line)
    gutter = f"    {located.start.line} | "
    room = max(width - len(gutter), 20)
    before, marked, after = (_flat(part) for part in (line[:start].lstrip(), line[start:end], line[end:]))
    if cell_len(before) > room // 2:
        before = "…" + before[-(room // 2) :]
    shown = Text(before + marked + after)
    shown.truncate(room, overflow="ellipsis")
    yield Text.assemble((gutter, FAINT), shown)
    under = "^" * max(min(cell_len(marked), room - cell_len(before)), 1)
    yield Text.assemble((" " * (len(gutter) - 2) + "| ", FAINT), " " * cell_len(before), (under, STYLE_OF_SAFETY["manual"]))


def _index(line: str, column: int) -> int:
    """Index into `line` of a column in UTF-16 units from 1."""
    return len(line.encode("utf-16-le", "surrogatepass")[: (column - 1) * 2].decode("utf-16-le", "ignore"))


def _flat(text: str) -> str:
    return printable(text.replace("\t", "  "))
