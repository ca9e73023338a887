"""The report of a scan for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from electron_migrate.facts.model import Problem
from electron_migrate.findings.model import Finding
from electron_migrate.pipeline import ScanResult
from electron_migrate.report.findings import finding_lines
from electron_migrate.report.layout import FAINT, HEADING, PATH, STYLE_OF_SAFETY, Detail, View, count, paragraph, printable, show, table
from electron_migrate.report.next_steps import NextStep, steps_after_scan
from electron_migrate.report.outlook import readiness, scan_outlooks
from electron_migrate.report.places import locate
from electron_migrate.report.tally import SAFETY_WORDS, Tally, group_by_file, group_by_process, group_by_rule, tally, windows_isolated
from electron_migrate.report.windows import window_lines

FEW_FILES = 10


def print_scan(scan: ScanResult, console: Console, view: View) -> None:
    """One summary line when quiet; all findings with their code when verbose. Files that could not be analysed show always."""
    show(console, scan_lines(scan, view, console.width))


def scan_lines(scan: ScanResult, view: View, width: int) -> Iterable[Text]:
    if view.detail is Detail.QUIET:
        yield from problem_lines([problem for problem in scan.problems if problem.fatal], view, width)
        yield Text(summary(scan))
        return
    yield app_line(scan)
    yield Text()
    yield from window_lines(scan, scan_outlooks(scan), view, width)
    if steps := steps_after_scan(scan, view):
        yield Text()
        yield from step_lines(steps, width)
    if scan.findings:
        if view.detail is Detail.VERBOSE:
            yield Text()
            yield from finding_lines(scan, view, width)
        yield Text()
        yield from _rules(scan, width)
        yield Text()
        yield from _files(scan, view, width)
    if scan.problems:
        yield Text()
        yield from problem_lines(scan.problems, view, width)
    yield Text()
    yield Text(summary(scan))


def print_stats(scan: ScanResult, console: Console, view: View) -> None:
    """How much of what: by rule, by process, by window; and what it took."""
    show(console, stats_lines(scan, view, console.width))


def stats_lines(scan: ScanResult, view: View, width: int) -> Iterable[Text]:
    yield app_line(scan)
    if scan.findings:
        used = _used_columns(scan.findings)
        yield Text()
        yield from _rules(scan, width)
        yield Text()
        rows = [_heads("Processes", used, "")]
        for process, findings in group_by_process(scan.findings).items():
            files = sum(file.process.value == process for file in scan.files)
            rows.append([Text(process), *_counts(tally(findings), used), Text(f"of {count(files, 'file')}", FAINT)])
        yield from table(rows, width, right=_number_columns(used), indent="")
    if outlooks := scan_outlooks(scan):
        yield Text()
        yield Text.assemble(("Windows", HEADING), f"  {readiness(outlooks)}")
        for one in outlooks:
            place = printable(view.prefix + locate(scan.sources, one.window.place).text)
            left = f", {len(one.in_the_way) + one.solved} in the way, the plan solves {one.solved}" if one.in_the_way else ""
            yield Text.assemble("  ", (place, PATH), "  ", (printable(one.window.id), HEADING), f"  {one.now}{left}")
    yield Text()
    dynamic = sum(channel.dynamic for channel in scan.channels)
    size = sum(len(source.raw) for source in scan.sources.values())
    yield Text.assemble(("Channels", HEADING), f"  {len(scan.channels)}", f", {dynamic} of them computed" if dynamic else "")
    yield Text.assemble(("Read", HEADING), f"      {count(len(scan.sources), 'file')}, {_size(size)} in {scan.seconds:.1f} s")
    yield Text()
    yield Text(summary(scan))


def app_line(scan: ScanResult) -> Text:
    """`notes  Electron 9 (^9.1.0 in package.json)  12 files`."""
    electron = scan.electron
    declared = f" ({electron.declared}, {electron.source})" if electron.declared else f" ({electron.source})"
    version = f"Electron {electron.major if electron.declared_major is None else electron.declared_major}{declared}"
    target = f", to migrate for {electron.major}" if electron.declared_major not in (None, electron.major) else ""
    name = scan.root.name or scan.root.as_posix()
    return Text.assemble((printable(name), HEADING), "  ", printable(version + target), "  ", (count(len(scan.files), "file"), FAINT))


def summary(scan: ScanResult) -> str:
    """One line, always the last one."""
    windows = f"{windows_isolated(scan.windows)} of {count(len(scan.windows), 'window')} isolated"
    unread = sum(problem.fatal for problem in scan.problems)
    warning = f", {count(unread, 'file')} not analysed" if unread else ""
    if not scan.findings:
        return f"No findings in {count(len(scan.files), 'file')}; {windows}{warning}."
    counts = tally(scan.findings).by_safety
    kinds = ", ".join(f"{counts[word]} {word}" for word in SAFETY_WORDS if counts[word])
    return f"{count(len(scan.findings), 'finding')} ({kinds}); {windows}{warning}."


def step_lines(steps: Sequence[NextStep], width: int) -> Iterable[Text]:
    yield Text("Next", HEADING)
    for number, step in enumerate(steps, 1):
        yield Text.assemble(f"  {number}  ", (printable(step.action), PATH))
        yield from paragraph(step.why, width, indent="     ")


def problem_lines(problems: Sequence[Problem], view: View, width: int) -> Iterable[Text]:
    """Those that make the report incomplete first."""
    for fatal, title in ((True, "Could not be analysed"), (False, "Skipped or read in part")):
        chosen = [problem for problem in problems if problem.fatal is fatal]
        if chosen:
            yield Text.assemble((title, f"{HEADING} red" if fatal else HEADING), f"  {count(len(chosen), 'place')}")
        for problem in chosen:
            place = view.prefix + problem.path + (f":{problem.line}" if problem.line is not None else "")
            yield Text.assemble("  ", (printable(place), PATH))
            yield from paragraph(problem.message, width, indent="     ")


def _size(size: int) -> str:
    """A number of bytes as people read it."""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(1, round(size / 1000))} kB"


def _rules(scan: ScanResult, width: int) -> Iterable[Text]:
    groups = group_by_rule(scan.findings)
    used = _used_columns(scan.findings)
    rows = [_heads("Rules", used, "")]
    for rule, findings in groups.items():
        title = scan.rules[rule].title if rule in scan.rules else ""
        rows.append([Text(printable(rule)), *_counts(tally(findings), used), Text(printable(title), FAINT)])
    yield from table(rows, width, right=_number_columns(used), indent="")


def _files(scan: ScanResult, view: View, width: int) -> Iterable[Text]:
    """Numbers first: a path is never cut, or it would be no link."""
    groups = list(group_by_file(scan.findings).items())
    shown = groups if view.detail is Detail.VERBOSE else groups[:FEW_FILES]
    processes = {file.path: file.process.value for file in scan.files}
    used = _used_columns(scan.findings)
    rows = [[*(Text(word, STYLE_OF_SAFETY[word]) for word in used), Text(), Text("Files", HEADING)]]
    for path, findings in shown:
        rows.append([*_counts(tally(findings), used), Text(processes.get(path, ""), FAINT), Text(printable(view.prefix + path), PATH)])
    yield from table(rows, width, right=frozenset(range(len(used))), indent="", whole=True)
    if len(groups) > len(shown):
        rest = sum(len(findings) for _, findings in groups[len(shown) :])
        more = f"… and {count(rest, 'finding')} in {count(len(groups) - len(shown), 'more file', 'more files')}"
        yield Text(f"{more}: {view.command('scan', '--verbose')}", FAINT)


def _used_columns(findings: Sequence[Finding]) -> tuple[str, ...]:
    counts = tally(findings).by_safety
    return tuple(word for word in SAFETY_WORDS if counts[word])


def _number_columns(used: tuple[str, ...]) -> frozenset[int]:
    return frozenset(range(1, len(used) + 1))


def _heads(first: str, used: tuple[str, ...], last: str) -> list[Text]:
    return [Text(first, HEADING), *(Text(word, STYLE_OF_SAFETY[word]) for word in used), Text(last)]


def _counts(counted: Tally, used: tuple[str, ...]) -> list[Text]:
    numbers = (counted.by_safety[word] for word in used)
    return [Text(str(number)) if number else Text("-", FAINT) for number in numbers]
