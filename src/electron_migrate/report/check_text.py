"""The gate's report for a terminal: what makes it fail first, then how far the migration has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from electron_migrate.checks.catalogue import checks
from electron_migrate.gate.baseline import Entry, WindowEntry
from electron_migrate.gate.judge import Judged, Standing, Verdict, WindowLeft
from electron_migrate.report.findings import finding_block
from electron_migrate.report.layout import FAINT, HEADING, PATH, Detail, View, count, one_line, paragraph, printable, show, table
from electron_migrate.report.places import locate
from electron_migrate.report.text import app_line, problem_lines

MANY = 20


def print_check(verdict: Verdict, baseline: str | None, console: Console, view: View) -> None:
    """One summary line when quiet; suppressed findings too when verbose. `baseline`: where it was read from, None without one."""
    show(console, check_lines(verdict, baseline, view, console.width))


def check_lines(verdict: Verdict, baseline: str | None, view: View, width: int) -> Iterable[Text]:
    scan = verdict.result.scan
    fatal = [problem for problem in scan.problems if problem.fatal]
    if view.detail is Detail.QUIET:
        yield from problem_lines(fatal, view, width)
        yield Text(check_summary(verdict))
        return
    yield app_line(scan)
    yield _baseline_line(verdict, baseline)
    for standing, title, note in (
        (Standing.UNACCEPTED, "Never accepted", "no baseline takes these in"),
        (Standing.NEW, "New", "not in the baseline" if baseline is not None else "there is no baseline"),
    ):
        if chosen := verdict.of(standing):
            yield Text()
            yield Text.assemble((title, f"{HEADING} red"), f"  {count(len(chosen), 'finding')}: {note}")
            yield from _findings(verdict, chosen, view, width)
    if verdict.is_stale:
        yield Text()
        yield from stale_lines(verdict, view, width)
    if view.detail is Detail.VERBOSE and (suppressed := verdict.of(Standing.SUPPRESSED)):
        yield Text()
        yield from _suppressed(verdict, suppressed, view, width)
    if verdict.result.unproved:
        yield Text()
        yield from _unproved(verdict, width)
    yield from _left(verdict, view, width)
    if shown := scan.problems if view.detail is Detail.VERBOSE else fatal:
        yield Text()
        yield from problem_lines(shown, view, width)
    if steps := list(_next(verdict, baseline, view, width)):
        yield Text()
        yield from steps
    yield Text()
    yield Text(check_summary(verdict), "green" if verdict.passed else "red")


def check_summary(verdict: Verdict) -> str:
    """One line, always the last one."""
    known, suppressed = len(verdict.of(Standing.KNOWN)), len(verdict.of(Standing.SUPPRESSED))
    parts = []
    if unaccepted := len(verdict.of(Standing.UNACCEPTED)):
        parts.append(f"{unaccepted} never accepted")
    if new := len(verdict.of(Standing.NEW)):
        parts.append(f"{new} new")
    if stale := len(verdict.stale) + len(verdict.stale_windows):
        parts.append(f"{stale} stale")
    rest = [f"{known} in the baseline"] if known else []
    rest += [f"{suppressed} suppressed"] if suppressed else []
    if unread := sum(problem.fatal for problem in verdict.result.scan.problems):
        rest.append(f"{count(unread, 'file')} not analysed")
    tail = f" ({', '.join(rest)})" if rest else ""
    if verdict.passed:
        return "Passed" + (f": {', '.join(parts)}" if parts else "") + f"{tail}."
    return f"Failed: {', '.join(parts)}{tail}."


def window_state(one: WindowLeft) -> str:
    if one.status.isolated:
        return "isolated and sandboxed" if one.status.sandboxed else "isolated"
    return "not isolated"


def stale_lines(verdict: Verdict, view: View, width: int) -> Iterable[Text]:
    """What is gone, with the command that takes it out of the baseline."""
    number = len(verdict.stale) + len(verdict.stale_windows)
    yield Text.assemble(("Stale", f"{HEADING} yellow"), f"  {count(number, 'entry', 'entries')} of the baseline ", "no longer true: well done")
    yield Text.assemble("  ", (view.command("check", "--prune"), PATH))
    few = number if view.detail is Detail.VERBOSE else MANY // 2
    for one in verdict.stale_windows[:few]:
        yield Text.assemble("  ", (printable(view.prefix + one.path), PATH), "  ", printable(_window_entry(one, verdict)))
    for entry in verdict.stale[:few]:
        yield from _entry(entry, view, width)
    if (rest := max(0, len(verdict.stale_windows) - few) + max(0, len(verdict.stale) - few)) > 0:
        yield Text(f"  … and {rest} more: {view.command('check', '--verbose')}", FAINT)


def _baseline_line(verdict: Verdict, baseline: str | None) -> Text:
    if baseline is None:
        return Text.assemble(("Baseline", HEADING), "  none")
    return Text.assemble(("Baseline", HEADING), f"  {printable(baseline)}, ", count(len(verdict.baseline.entries), "finding"))


def _findings(verdict: Verdict, chosen: Sequence[Judged], view: View, width: int) -> Iterable[Text]:
    shown = chosen if view.detail is Detail.VERBOSE else chosen[:MANY]
    for one in shown:
        yield from finding_block(verdict.result.scan, one.finding, view, width)
    if rest := len(chosen) - len(shown):
        yield Text(f"  … and {rest} more: {view.command('check', '--verbose')}", FAINT)


def _entry(entry: Entry, view: View, width: int) -> Iterable[Text]:
    scope = f"  in {printable(entry.scope)}" if entry.scope else ""
    yield Text.assemble("  ", (printable(view.prefix + entry.path), PATH), "  ", printable(entry.rule), scope)
    code = Text("    " + one_line(entry.code), FAINT)
    code.truncate(width, overflow="ellipsis")
    yield code


def _window_entry(one: WindowEntry, verdict: Verdict) -> str:
    status = next((status for status in verdict.result.scan.windows if status.fingerprint == one.fingerprint), None)
    where = f"the {one.kind}" + (f" in {one.scope}" if one.scope else "")
    if status is None:
        return f"{where} is gone"
    return f"{where} is {'isolated and sandboxed' if status.isolated and status.sandboxed else 'isolated' if status.isolated else 'sandboxed'} now"


def _suppressed(verdict: Verdict, suppressed: Sequence[Judged], view: View, width: int) -> Iterable[Text]:
    yield Text.assemble(("Suppressed", HEADING), f"  {count(len(suppressed), 'finding')} by comments")
    for one in suppressed:
        place = printable(view.prefix + locate(verdict.result.scan.sources, one.finding.place).text)
        yield Text.assemble("  ", (place, PATH), "  ", printable(one.finding.rule))
        yield from paragraph(one.reason, width, indent="    ")


def _unproved(verdict: Verdict, width: int) -> Iterable[Text]:
    yield Text.assemble(("Not told", HEADING), f"  {count(len(verdict.result.unproved), 'question')} that the code leaves open")
    for one in verdict.result.unproved:
        yield from paragraph(one.message, width, indent="    ", first="  - ")


def _left(verdict: Verdict, view: View, width: int) -> Iterable[Text]:
    titles = {id: rule.title for id, rule in verdict.result.scan.rules.items()} | {id: check.title for id, (check, _) in checks().items()}
    rows = [
        [Text(printable(rule)), Text(str(left.now), "green" if left.now == 0 else ""), Text(str(left.start)), Text(titles.get(rule, ""), FAINT)]
        for rule, left in verdict.rules.items()
        if view.detail is Detail.VERBOSE or left.start
    ]
    if rows:
        yield Text()
        yield from table([[Text("Left", HEADING), Text("now"), Text("of"), Text()], *rows], width, right=frozenset({1, 2}), indent="")
    if verdict.windows:
        yield Text()
        isolated = sum(one.status.isolated for one in verdict.windows)
        yield Text.assemble(("Windows", HEADING), f"  {isolated} of {len(verdict.windows)} isolated")
        for one in verdict.windows:
            place = printable(view.prefix + locate(verdict.result.scan.sources, one.status.window.place).text)
            state = window_state(one)
            left = f", {one.left.now} of {one.left.start} left in the way" if one.left.now else ""
            if not one.status.isolated and not one.left.now:
                left = ", nothing left in the way"
            style = "green" if one.status.isolated else "yellow"
            yield Text.assemble("  ", (place, PATH), "  ", printable(one.status.window.id), "  ", (state, style), left)


def _next(verdict: Verdict, baseline: str | None, view: View, width: int) -> Iterable[Text]:
    """Only where something is to be done that the sections above do not say."""
    if baseline is None and verdict.of(Standing.NEW):
        yield Text.assemble(("Next", HEADING), "  ", (view.command("check", "--write-baseline"), PATH))
        yield from paragraph("accepts what is there today; from then on only what is new fails", width, indent="      ")
