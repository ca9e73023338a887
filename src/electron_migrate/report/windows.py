"""The windows section of the terminal report: for each window where it stands, and what is in its way."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from electron_migrate.findings.model import Finding
from electron_migrate.pipeline import ScanResult
from electron_migrate.report.layout import FAINT, HEADING, PATH, Detail, View, count, one_line, paragraph, printable
from electron_migrate.report.outlook import Outlook, readiness
from electron_migrate.report.places import locate

FEW = 3


def window_lines(scan: ScanResult, outlooks: tuple[Outlook, ...], view: View, width: int) -> Iterable[Text]:
    """A line for a window where all is done, a few for one with a way to go."""
    if not outlooks:
        yield Text.assemble(("Windows", HEADING), "  none found")
        return
    yield Text.assemble(("Windows", HEADING), f"  {readiness(outlooks)}")
    for outlook in outlooks:
        yield from _window(scan, outlook, view, width)


def _window(scan: ScanResult, outlook: Outlook, view: View, width: int) -> Iterable[Text]:
    window = outlook.window
    place = printable(view.prefix + locate(scan.sources, window.place).text)
    head = Text.assemble("  ", (place, PATH), "  ", (printable(window.id), HEADING))
    if outlook.is_done:
        yield head.append(f"  {outlook.now}", style="green")
        return
    yield head.append(f"  {printable(window.kind)}" if window.kind != "BrowserWindow" else "", style=FAINT)
    yield from paragraph(_content(outlook), width, indent="    ")
    yield Text.assemble("    now   ", (outlook.now, "yellow" if outlook.isolated_now else "red"))
    why = ""
    if outlook.in_the_way:
        solved = f" (the plan solves {outlook.solved} more)" if outlook.solved else ""
        why = f": {count(len(outlook.in_the_way), 'finding')} in the way{solved}"
    yield Text.assemble("    then  ", (outlook.then, "green" if outlook.sandboxed_then else "yellow" if outlook.ready else "red"), why)
    if outlook.held and not outlook.in_the_way:
        yield from paragraph(outlook.held, width, indent=" " * 10)
    shown = outlook.in_the_way if view.detail is Detail.VERBOSE else outlook.in_the_way[:FEW]
    for finding in shown:
        yield from _blocker(scan, finding, view, width)
    if rest := len(outlook.in_the_way) - len(shown):
        yield Text(f"          … and {rest} more: {view.command('scan', '--verbose')}", FAINT)


def _content(outlook: Outlook) -> str:
    window = outlook.window
    pages = ", ".join(window.pages) or "a page that is not known"
    if window.preload:
        return f"shows {pages}; preload {window.preload}"
    return f"shows {pages}; {'no preload' if window.preload_known else 'a preload that cannot be followed'}"


def _blocker(scan: ScanResult, finding: Finding, view: View, width: int) -> Iterable[Text]:
    place = printable(view.prefix + locate(scan.sources, finding.place).text)
    message = one_line(finding.message)
    if len(place) + len(message) + 12 <= width:
        yield Text.assemble(" " * 10, (place, PATH), "  ", message)
    else:
        yield Text.assemble(" " * 10, (place, PATH))
        yield from paragraph(message, width, indent=" " * 12)
