"""Reports in GitHub's Markdown: a scan, or a plan as the description of a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from electron_migrate.facts.model import Problem, Safety
from electron_migrate.findings.model import Finding
from electron_migrate.pipeline import PlanResult, ScanResult
from electron_migrate.plan.model import Group, Step
from electron_migrate.report.diffstat import FileStat, diffstat
from electron_migrate.report.layout import count, one_line
from electron_migrate.report.next_steps import once_raised
from electron_migrate.report.outlook import Outlook, plan_outlooks, readiness, scan_outlooks
from electron_migrate.report.places import locate
from electron_migrate.report.plan_text import held_within_level, plan_summary
from electron_migrate.report.tally import SAFETY_WORDS, group_by_file, group_by_rule, tally
from electron_migrate.report.text import summary

FEW = 5


def scan_markdown(scan: ScanResult) -> str:
    """Windows, rules, and the findings by file; ends with a newline."""
    parts = [f"# Renderer isolation of {code(scan.root.name or 'the app')}", text(summary(scan))]
    parts += _problems(scan.problems)
    parts += _windows(scan, scan_outlooks(scan))
    if scan.findings:
        parts += ["## Rules", _rules(scan)]
        parts += ["## Findings", *_by_file(scan, scan.findings)]
    return "\n\n".join(parts) + "\n"


def plan_markdown(plan: PlanResult) -> str:
    """Windows, change groups, what is held, and what is left to do by hand; ends with a newline."""
    scan = plan.scan
    parts = [f"# Migration plan for {code(scan.root.name or 'the app')}", text(plan_summary(plan))]
    parts += _problems(scan.problems)
    parts += _windows(scan, plan_outlooks(plan))
    if plan.steps:
        parts += ["## Change groups", f"In order; the app runs after each of them{once_raised(plan)}.", _groups(plan.steps)]
        parts += [part for step in plan.steps for part in _may_change(step)]
    if held := held_within_level(plan):
        parts += ["## Held", "\n".join(_held(group) for group in held)]
    manual = [finding for finding in scan.findings if finding.safety is Safety.MANUAL]
    if manual:
        parts += ["## To do by hand", *_by_file(scan, manual)]
    return "\n\n".join(parts) + "\n"


def text(value: str) -> str:
    """Text of others on one line that cannot be read as Markdown, HTML, a mention or a link to an issue."""
    line = one_line(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = re.sub(r"([\\`*_{}\[\]|~])", r"\\\1", line)
    line = re.sub(r"([@#])(?=\w)", "\\1<!-- -->", line)
    return re.sub(r"^(\d*)([#+\-.)])", r"\1\\\2", line)


def code(value: str) -> str:
    """`value` as code, in as many backticks as it takes; also inside a table."""
    line = one_line(value).replace("|", "\\|") or " "
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _problems(problems: Sequence[Problem]) -> list[str]:
    fatal = [problem for problem in problems if problem.fatal]
    if not fatal:
        return []
    lines = [f"> - {code(_line_of(problem))}: {text(problem.message)}" for problem in fatal]
    return ["\n".join(["> [!WARNING]", f"> {count(len(fatal), 'file')} could not be analysed; this report is incomplete.", ">", *lines])]


def _line_of(problem: Problem) -> str:
    return problem.path if problem.line is None else f"{problem.path}:{problem.line}"


def _windows(scan: ScanResult, outlooks: tuple[Outlook, ...]) -> list[str]:
    if not outlooks:
        return ["## Windows", "None found."]
    rows = []
    for outlook in outlooks:
        place = locate(scan.sources, outlook.window.place).text
        then = outlook.now if outlook.is_done else outlook.then
        rows.append([code(outlook.window.id), code(place), outlook.now, then, _places(scan, outlook.in_the_way)])
    return ["## Windows", readiness(outlooks) + ".", table(["Window", "Made at", "Now", "Once applied", "In the way"], rows)]


def _places(scan: ScanResult, findings: Sequence[Finding]) -> str:
    shown = ", ".join(code(locate(scan.sources, finding.place).text) for finding in findings[:FEW])
    return shown + (f" and {len(findings) - FEW} more" if len(findings) > FEW else "")


def _rules(scan: ScanResult) -> str:
    rows = []
    for rule, findings in group_by_rule(scan.findings).items():
        counts = tally(findings).by_safety
        title = scan.rules[rule].title if rule in scan.rules else ""
        rows.append([code(rule), text(title), *(str(counts[word]) for word in SAFETY_WORDS)])
    return table(["Rule", "", *SAFETY_WORDS], rows, numbers=len(SAFETY_WORDS))


def _groups(steps: Sequence[Step]) -> str:
    rows = []
    for step in steps:
        files = "<br>".join(_stat(stat) for stat in diffstat(step))
        rows.append([str(step.number), step.group.stage.value, text(step.group.title), step.group.safety.word, files])
    return table(["#", "Stage", "Group", "Safety", "Files"], rows)


def _stat(stat: FileStat) -> str:
    change = {"added": " new", "deleted": " deleted"}.get(stat.change, "")
    lines = "".join(f" {sign}{number}" for sign, number in (("+", stat.added), ("-", stat.removed)) if number)
    return code(stat.path) + change + lines


def _may_change(step: Step) -> Iterable[str]:
    if step.group.may_change:
        lines = [f"- {text(change)}" for change in step.group.may_change]
        yield "\n".join([f"What may change with group {step.number}:", "", *lines])


def _held(group: Group) -> str:
    return f"- **{text(group.title)}** ({group.stage.value}): {text(group.held or 'no reason given')}"


def _by_file(scan: ScanResult, findings: Sequence[Finding]) -> Iterable[str]:
    for path, of_file in group_by_file(findings).items():
        lines = [_item(scan, finding) for finding in of_file]
        yield "\n".join([f"### {code(path)}", "", *lines])


def _item(scan: ScanResult, finding: Finding) -> str:
    start = locate(scan.sources, finding.place).start
    lead = "To do" if finding.safety is Safety.MANUAL else "Why"
    hint = f"\n  {lead}: {text(finding.reason)}" if finding.reason else ""
    return f"- Line {start.line}, {code(finding.rule)}: {text(finding.message)}{'<br>' if hint else ''}{hint}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: int = 0) -> str:
    """Rows of Markdown; the last `numbers` columns are aligned to the right."""
    rule = ["---"] * (len(head) - numbers) + ["---:"] * numbers
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))
