"""Names every stage in order: read the app, link the facts, find, plan or check, and (in `write`) apply. The file to read first."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from electron_migrate.app.app import App, NotAnApp, read_app
from electron_migrate.app.overlay import with_files
from electron_migrate.app.paths import PAGE_ENDINGS
from electron_migrate.checks.catalogue import check_all
from electron_migrate.checks.model import Unproved
from electron_migrate.choices import NOTHING_CHOSEN, ChoiceError, Choices
from electron_migrate.code.source import Source
from electron_migrate.errors import UserError
from electron_migrate.facts.link import SCRIPTS, Facts, SummaryCache, link
from electron_migrate.facts.model import SEVERITIES, Channel, ElectronVersion, FileFact, Problem, Process, Safety, Window
from electron_migrate.findings.catalogue import rules
from electron_migrate.findings.identity import Identities
from electron_migrate.findings.model import Finding, Rule
from electron_migrate.options import Options
from electron_migrate.plan.analysis import Analysis, Gates, analyse
from electron_migrate.plan.attach import is_isolated
from electron_migrate.plan.harden import RULE as HARDENED_RULE
from electron_migrate.plan.model import Group, Step
from electron_migrate.plan.planner import make_plan
from electron_migrate.plan.preview import Preview
from electron_migrate.plan.transform import CannotLoadError
from electron_migrate.plan.verify import broken_syntax, declared_twice, open_ends
from electron_migrate.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class WindowStatus:
    """A window with what keeps it from being isolated (`blockers`) and then sandboxed (`sandbox_blockers`), as finding ids."""

    window: Window
    isolated: bool
    """Context isolation on and Node integration off already."""
    sandboxed: bool
    ready: bool
    """Isolated, or nothing keeps it from being isolated once the plan's groups are applied."""
    blockers: tuple[str, ...]
    sandbox_blockers: tuple[str, ...] = ()
    fingerprint: str = ""
    """The same in every run that finds it, by the file and function that make it."""
    scope: str = ""
    """Names of the classes and functions around it, joined by dots."""
    open_end: str = ""
    """Why not every page of it is known, or that a page makes it: it is held, whatever becomes of its blockers. Empty where it is not."""


@dataclass(frozen=True, slots=True)
class ScanResult:
    """All that `scan` knows."""

    root: Path
    main: str | None
    electron: ElectronVersion
    package_manager: str | None
    bundler: str | None
    language: str
    windows: tuple[WindowStatus, ...]
    files: tuple[FileFact, ...]
    channels: tuple[Channel, ...]
    findings: tuple[Finding, ...]
    rules: Mapping[str, Rule]
    problems: tuple[Problem, ...]
    sources: Mapping[str, Source]
    seconds: float
    file_windows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the windows whose pages run a file, by app-relative path."""


@dataclass(frozen=True, slots=True)
class PlanResult:
    """A plan over one baseline: the groups that can be applied as steps with their patches, and those held."""

    scan: ScanResult
    level: str
    """`safe` or `review`: groups above it are not among the steps."""
    steps: tuple[Step, ...]
    held: tuple[Group, ...]
    migration_patch: bytes
    digests: Mapping[str, str]
    """SHA-256 (hex) of every file of the app that a step reads and changes, as it was."""
    windows_after: tuple[WindowStatus, ...]
    choices: Choices = NOTHING_CHOSEN
    """What the plan was made with: every name on the bridge and every strategy, those of the tool's own choice among them."""
    preview: Preview | None = None
    """What a step does where not all steps before it were taken; None for a plan that was put together by hand."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A scan with what the checks found besides: places where parts of the app disagree, and what could not be told."""

    scan: ScanResult
    disagreements: tuple[Finding, ...]
    unproved: tuple[Unproved, ...]


def scan(root: Path, options: Options, cache: SummaryCache | None = None, progress: Progress = silent) -> ScanResult:
    """Reads and analyses the app at `root`. Raises UserError where there is nothing to scan.

    `cache`: what an earlier run read of files; it is added to.
    """
    started = time.monotonic()
    analysis = _analyse(_read(root, options), options, {} if cache is None else cache, progress)
    return _scan_result(analysis, options, started)


def plan(
    root: Path, options: Options, level: Safety, cache: SummaryCache | None = None, progress: Progress = silent
) -> PlanResult:
    """The migration up to a level, verified, without writing anything. Raises UserError as `scan` does, and ChoiceError."""
    started = time.monotonic()
    cache = {} if cache is None else cache
    analysis = _analyse(_read(root, options), options, cache, progress)
    # what is not to be heard of is not to be hardened either; other rules only report what is rewritten for its own sake
    unwanted = frozenset(one.id for one in analysis.findings if one.rule == HARDENED_RULE and not _is_of_interest(one, options))
    planned = make_plan(
        analysis,
        level,
        windows=options.window,
        skip=frozenset(options.skip),
        cache=cache,
        without=unwanted | frozenset(options.without),
        order=options.choices.order,
        progress=progress,
    )
    baseline = {**analysis.facts.app.tree.locks, **analysis.facts.app.tree.files}
    return PlanResult(
        scan=_scan_result(analysis, options, started),
        level=level.word,
        steps=planned.steps,
        held=planned.held,
        migration_patch=planned.patch,
        digests={path: baseline[path].digest for path in sorted(planned.changed) if path in baseline},
        windows_after=tuple(_status(gate, gate.blockers) for gate in planned.gates),
        choices=analysis.made,
        preview=planned.preview,
    )


def recheck(root: Path, options: Options, changed: Mapping[str, bytes]) -> tuple[str, ...]:
    """What would be wrong with the app at `root` if these files (app-relative, bytes as on disk) were written by hand; empty when nothing is.

    Checked: they parse, every call of the bridge has its member and no channel loses an end. Raises UserError as `scan` does.
    """
    app, cache = _read(root, options), SummaryCache()
    pins = _pins(app, options)
    before = link(app, electron=options.electron, cache=cache, pins=pins)
    after = link(with_files(app, changed), electron=options.electron, cache=cache, pins=pins)
    complaints = (*broken_syntax(before, after, changed), *declared_twice(before, after, changed), *open_ends(before, after))
    return tuple(complaint.message for complaint in complaints)


def check(root: Path, options: Options, progress: Progress = silent) -> CheckResult:
    """What the gate judges (in `gate`). Raises UserError as `scan` does."""
    started = time.monotonic()
    analysis = _analyse(_read(root, options), options, {}, progress)
    found, unproved = check_all(analysis.facts)
    return CheckResult(
        scan=_scan_result(analysis, options, started),
        disagreements=tuple(_as_wanted(finding, options) for finding in found if _is_selected(finding, options)),
        unproved=unproved,
    )


def _read(root: Path, options: Options) -> App:
    try:
        return read_app(root, exclude=options.exclude)
    except NotAnApp as nothing:
        raise UserError("EM102", nothing.message, nothing.help) from nothing


def _analyse(app: App, options: Options, cache: SummaryCache, progress: Progress) -> Analysis:
    facts = link(app, electron=options.electron, cache=cache, pins=_pins(app, options), progress=progress)
    unknown = [id for id in options.window if id not in {window.id for window in facts.windows}]
    if unknown:
        known = ", ".join(window.id for window in facts.windows) or "none"
        raise UserError("EM114", f"the app has no window {unknown[0]}", f"windows that it has: {known}")
    try:
        return analyse(facts, options.api_name, options.transforms, options.choices, options.validator, options.page_modules, options.navigation, progress)
    except CannotLoadError as error:
        raise UserError("EM122", str(error)) from error


def _pins(app: App, options: Options) -> Mapping[str, Process]:
    pins = {path: Process(process) for path, process in options.choices.processes}
    for path in pins:
        if path not in app.tree.files or not path.endswith(SCRIPTS) or path.endswith(".d.ts"):
            raise ChoiceError(("processes", path), "the app has no script with this path")
        if path.endswith(PAGE_ENDINGS):
            raise ChoiceError(("processes", path), "a page always runs in a renderer")
    return pins


def _scan_result(analysis: Analysis, options: Options, started: float) -> ScanResult:
    facts = analysis.facts
    by_hand = {finding.id for finding in analysis.findings if finding.safety is Safety.MANUAL}
    identities = Identities(facts)
    return ScanResult(
        root=facts.app.root,
        main=facts.main,
        electron=facts.electron,
        package_manager=facts.app.package_manager,
        bundler=facts.app.bundler.name if facts.app.bundler is not None else None,
        language=facts.app.language,
        windows=tuple(
            _identified(_status(gate, tuple(id for id in gate.blockers if id in by_hand)), identities) for gate in analysis.gates
        ),
        files=tuple(facts.files.values()),
        channels=facts.channels,
        findings=tuple(_as_wanted(finding, options) for finding in analysis.findings if _is_selected(finding, options)),
        rules={id: rule for id, (rule, _) in rules().items()},
        problems=(*_version_problems(facts), *facts.problems),
        sources=facts.sources,
        seconds=time.monotonic() - started,
        file_windows={path: tuple(window.id for window in windows) for path, windows in facts.file_windows.items()},
    )


def _version_problems(facts: Facts) -> tuple[Problem, ...]:
    electron = facts.electron
    if electron.declared_major is None:
        return _undeclared(facts)
    if electron.major >= electron.declared_major:
        return ()
    message = f"--electron {electron.major} is older than the Electron {electron.declared_major} that the app has: its defaults are not what the app runs with"
    return (Problem("package.json", None, message),)


def _undeclared(facts: Facts) -> tuple[Problem, ...]:
    """What a window is by default cannot be right where its pages load what it would not give them."""
    loading = {one.unit.path for one in facts.page_loads if one.kind in ("electron", "builtin")}
    for window in facts.windows:
        by_default = window.model.preferences["nodeIntegration"].source == "default"
        if by_default and is_isolated(window) and any(path in loading and window in shown for path, shown in facts.file_windows.items()):
            message = (
                f"no version of Electron is declared, and pages of windows that Electron {facts.electron.major} isolates by default load modules of Node: "
                "name the version that the app runs with in package.json, or by --electron"
            )
            return (Problem("package.json", None, message),)
    return ()


def _status(gate: Gates, in_the_way: tuple[str, ...]) -> WindowStatus:
    """`in_the_way`: blockers that are still there once everything that can be rewritten is."""
    window = gate.window
    ready = gate.isolated or (not in_the_way and not window.open_end and not window.found.in_page)
    open_end = "" if gate.isolated else window.open_end or ("a page makes it" if window.found.in_page else "")
    return WindowStatus(window.model, gate.isolated, gate.sandboxed, ready, gate.blockers, gate.sandbox_blockers, open_end=open_end)


def _identified(status: WindowStatus, identities: Identities) -> WindowStatus:
    identity = identities.of("window", status.window.place)
    return replace(status, fingerprint=identity.fingerprint, scope=identity.scope)


def _as_wanted(finding: Finding, options: Options) -> Finding:
    severity = dict(options.severities).get(finding.rule)
    return finding if severity is None else replace(finding, severity=SEVERITIES[severity])


def _is_selected(finding: Finding, options: Options) -> bool:
    return _is_of_interest(finding, options) and (not options.window or bool(set(options.window) & set(finding.windows)))


def _is_of_interest(finding: Finding, options: Options) -> bool:
    return finding.rule not in options.ignore and (not options.select or finding.rule in options.select)
