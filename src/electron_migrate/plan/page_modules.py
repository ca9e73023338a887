"""Pages whose scripts load files of the app and packages with `require`: ES modules and script tags, all of a page at once.

A page's scripts go together with all that they load, and with every other page that loads one of these files. What keeps one of them a CommonJS file
keeps them all. Pages of packages change in the step that takes Node from their window (see `plan.page_packages`), with all that belongs to them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from electron_migrate.app.pages import Page, PageScript
from electron_migrate.code.edits import Conflict, Edit, merge
from electron_migrate.code.markup import ScriptTag, script_tags
from electron_migrate.code.source import Place, Span
from electron_migrate.facts.model import Process, Safety
from electron_migrate.facts.origins import UnitId
from electron_migrate.findings.model import Finding
from electron_migrate.plan.attach import is_isolated
from electron_migrate.plan.model import Fix, Group, Stage
from electron_migrate.plan.module_exports import Exports, read_exports
from electron_migrate.plan.module_imports import import_edits, local_requires, runs_otherwise
from electron_migrate.plan.needs import Need
from electron_migrate.plan.page_bundles import MAY_CHANGE, Bundled, build_setup, bundled
from electron_migrate.plan.page_imports import PageImports, page_imports
from electron_migrate.plan.page_names import shared_names
from electron_migrate.plan.page_packages import package_loads, page_packages, workarounds

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

TRANSFORM = "page-modules"
_MAY_CHANGE = (
    "The scripts are ES modules: strict, each with a scope of its own, and run once the page is parsed, before DOMContentLoaded. "
    "A function that is called without an object has no `this`."
)
_PACKAGES_MAY_CHANGE = (
    "Packages run as classic scripts before the scripts of the page, where `require` ran them when it got there, and their globals are there for all of "
    "them. They are read from node_modules, which has to be in the app's package."
)
_IMPORTS_MAY_CHANGE = (
    "Packages without a build for script tags are imported as the ES modules that they have for browsers, by an import map: not the files that `require` gave. "
    "They are read from node_modules, which has to be in the app's package."
)
_NOT_BY_TAGS = "The page's packages cannot be loaded with script tags"
_WITHOUT_NODE = "What kept `require` and `module` from libraries goes with them."
_RULES = frozenset({"node-module-in-page", "node-global-in-page"})


@dataclass(frozen=True, slots=True)
class PageModules:
    """Pages that change together. `solved` are the findings that go with it; `held` is why it cannot be, or empty.

    `window`: the window that is to lose Node in the same step, where its packages come in script tags then; empty where the pages run with Node too.
    """

    pages: tuple[str, ...]
    files: tuple[str, ...]
    solved: tuple[str, ...]
    edits: Mapping[str, tuple[Edit, ...]]
    held: str = ""
    window: str = ""
    may_change: str = _MAY_CHANGE
    what: str = "The page's scripts cannot be made ES modules"
    needs: tuple[Need, ...] = ()
    title: str = ""
    """Of a build of the pages; empty for ES modules."""


def page_modules(context: Context, findings: Sequence[Finding], fixes: Iterable[Fix], way: str = "fit") -> tuple[PageModules, ...]:
    """Every page that loads files or packages with `require`, where no bundler packs it. `fixes` are those of the uses in them.

    `way`: `esm` for ES modules and script tags alone, `esbuild` for a build, `keep` for nothing; `fit` for a build of the pages that cannot do without.
    """
    facts = context.facts
    if facts.bundled or way == "keep":
        return ()
    starts: dict[str, list[tuple[UnitId, PageScript]]] = {}
    reached: dict[str, frozenset[str]] = {}
    for page in facts.app.pages:
        if not any(not is_isolated(window) for window in facts.windows_of(page.path)):
            continue
        scripts = _loading(context, page)
        packages = package_loads(context, page.path)
        if scripts or packages or workarounds(context, page):
            starts[page.path] = scripts
            reached[page.path] = _reached(context, [unit for unit, _ in scripts]) | {one.unit.path for one in packages}
    together: list[list[str]] = []
    for page_path in sorted(starts):
        sharing = [one for one in together if any(reached[page_path] & reached[other] for other in one)]
        together = [one for one in together if one not in sharing]
        together.append([page_path, *(other for one in sharing for other in one)])
    going: dict[str, tuple[Span, ...]] = {}
    for fix in fixes:
        for path, edits in fix.edits.items():
            going[path] = (*going.get(path, ()), *(edit.span for edit in edits if len(edit.span)))
    made = [_convert(context, sorted(pages), starts, findings, going) for pages in together]
    return tuple(made) if way == "esm" else _with_bundles(context, made, starts, findings, always=way == "esbuild")


def _with_bundles(
    context: Context,
    made: Sequence[PageModules],
    starts: Mapping[str, list[tuple[UnitId, PageScript]]],
    findings: Sequence[Finding],
    *,
    always: bool,
) -> tuple[PageModules, ...]:
    """Those that are held, or all, as what one build packs; where that cannot be either, the reason says both."""
    rest: list[PageModules] = []
    packed: list[tuple[PageModules, Bundled]] = []
    for one in made:
        done = bundled(context, one.pages, findings) if one.held or always else ""
        if isinstance(done, Bundled):
            packed.append((one, done))
        else:
            rest.append(replace(one, held=f"{one.held}; and esbuild cannot pack them: {done}" if one.held and done != one.held else one.held))
    if not packed:
        return tuple(rest)
    entries = sorted({entry for _, done in packed for entry in done.entries})
    setup = build_setup(context, entries, sorted({name for _, done in packed for name in done.filled}))
    if isinstance(setup, str):
        return (*rest, *(replace(one, held=one.held and f"{one.held}; and no build can be added: {setup}") for one, _ in packed))
    edits, needs, by_hand = setup
    for _, done in packed:
        edits = _joined(edits, done.edits)
    pages = tuple(page for one, _ in packed for page in one.pages)
    files = tuple(dict.fromkeys((*pages, *(file for _, done in packed for file in done.files))))
    solved: dict[str, None] = {}
    for one, done in packed:
        scripts = [*(unit for page in one.pages for unit, _ in starts[page]), *(UnitId(path, 0) for path in done.entries)]
        solved.update(dict.fromkeys((*one.solved, *_local(context, findings, scripts, frozenset(done.files)))))
    changes = f"{MAY_CHANGE} {by_hand}".strip()
    edits = {path: tuple(dict.fromkeys(each)) for path, each in edits.items()}
    return (*rest, PageModules(pages, files, tuple(solved), edits, may_change=changes, needs=needs, title=f"A build of what {', '.join(pages)} load"))


def module_groups(modules: Iterable[PageModules], groups: Sequence[Group]) -> tuple[Group, ...]:
    """One group for each set of pages, after the call sites in their files."""
    made = []
    for one in modules:
        if not one.solved or one.held or one.window:
            continue
        title = one.title or f"ES modules in {', '.join(one.pages)}"
        fix = Fix(title, Safety.REVIEW, f"modules {one.pages[0]}", one.solved, one.edits, one.needs, may_change=one.may_change)
        depends = tuple(
            group.id for group in groups if group.stage is Stage.CALL_SITES and any(path in fix.edits for fix in group.fixes for path in one.files)
        )
        slug = posixpath.splitext(one.pages[0])[0].replace("/", "-").lower()
        made.append(Group("page-build" if one.title else f"page-modules-{slug}", Stage.PAGE_MODULES, title, Safety.REVIEW, (fix,), depends))
    return tuple(made)


def module_fixes(modules: Iterable[PageModules], window: str) -> tuple[Fix, ...]:
    """What changes in pages in the step that takes Node from their window."""
    return tuple(
        Fix(f"packages and modules without Node in {', '.join(one.pages)}", Safety.REVIEW, f"modules {one.pages[0]}", one.solved, one.edits, (),
            may_change=one.may_change)
        for one in modules
        if one.window == window and not one.held
    )  # fmt: skip


def solved_with_node(modules: Iterable[PageModules], baseline: Sequence[Finding], found: Sequence[Finding]) -> frozenset[str]:
    """Ids of findings, among those found once the call sites are rewritten, that go in the step that takes Node from their window."""
    by_id = {one.id: one for one in baseline}
    going = {(one.rule, one.place.path, one.message) for each in modules if each.window and not each.held for id in each.solved if (one := by_id.get(id)) is not None}
    return frozenset(one.id for one in found if (one.rule, one.place.path, one.message) in going)


def told(findings: Sequence[Finding], modules: Sequence[PageModules]) -> list[Finding]:
    """The findings with what becomes of the loads."""
    solved = {id: one for one in modules for id in one.solved}
    result = []
    for finding in findings:
        one = solved.get(finding.id)
        if one is None:
            result.append(finding)
        elif one.held:
            result.append(replace(finding, reason=f"{one.what}: {one.held}. {finding.reason}"))
        else:
            result.append(replace(finding, safety=Safety.REVIEW, reason=one.may_change, transform=TRANSFORM))
    return result


def _loading(context: Context, page: Page) -> list[tuple[UnitId, PageScript]]:
    """The page's own scripts that load a file of the app with `require`."""
    found = []
    for script in page.scripts:
        unit = (
            UnitId(script.path, 0)
            if script.path in context.facts.summaries and script.path is not None
            else UnitId(page.path, script.region)
            if script.region is not None and page.path in context.facts.summaries
            else None
        )
        if unit is not None and not script.module and context.facts.summaries[unit.path].units and local_requires(context, unit):
            found.append((unit, script))
    return found


def _reached(context: Context, units: Iterable[UnitId]) -> frozenset[str]:
    """The files that scripts load, and those that these load."""
    seen: set[str] = set()
    queue = list(units)
    while queue:
        for _, path in local_requires(context, queue.pop()):
            if path not in seen:
                seen.add(path)
                if path in context.facts.summaries:
                    queue.append(UnitId(path, 0))
    return frozenset(seen)


def _convert(
    context: Context,
    pages: list[str],
    starts: Mapping[str, list[tuple[UnitId, PageScript]]],
    findings: Sequence[Finding],
    going: Mapping[str, tuple[Span, ...]],
) -> PageModules:
    packages = page_packages(context, pages)
    imported: PageImports | None = None
    if isinstance(packages, str):
        found = page_imports(context, pages, starts)
        if isinstance(found, PageImports):
            imported, starts = found, found.starts
            packages = page_packages(context, pages, found.places)
        elif found and found not in packages:
            packages = f"{packages}; nor with an import map: {found}"
    scripts = dict.fromkeys(unit for page in pages for unit, _ in starts[page])
    loaded = _reached(context, scripts)
    units = [*scripts, *(UnitId(path, 0) for path in sorted(loaded) if path in context.facts.summaries and UnitId(path, 0) not in scripts)]
    files = tuple(dict.fromkeys((*pages, *(unit.path for unit in units), *sorted(loaded), *(packages.edits if not isinstance(packages, str) else ()))))
    kept: tuple[Finding, ...] = ()
    if isinstance(packages, str):
        solved = tuple(one.id for one in findings if one.rule in _RULES and _is_package(context, one, pages))
        return PageModules(tuple(pages), files, (*solved, *_local(context, findings, scripts, loaded)), {}, packages, what=_NOT_BY_TAGS)
    by_name = imported.places if imported is not None else frozenset()
    kept = tuple(one for one in findings if one.rule in _RULES and any(_covers(place, one.place) for place in (*packages.places, *by_name)))
    solved = tuple(dict.fromkeys((*_local(context, findings, scripts, loaded), *(one.id for one in kept))))
    window = _window_of(context, pages) if packages.edits or by_name else ""
    why = "" if window is not None else f"{pages[0]} is shown by several windows, and its packages go with the Node of one"
    edits: Mapping[str, tuple[Edit, ...]] = packages.edits
    if scripts and not why:
        why = _why_not(context, pages, starts, units, loaded, files, findings, frozenset(solved))
        if not why:
            taken = {one.path: tuple(other.span for other in packages.gone if other.path == one.path) for one in packages.gone}
            made = _edits(context, pages, starts, units, going, taken, imported)
            why = made if isinstance(made, str) else ""
            edits = _joined(packages.edits, made) if not isinstance(made, str) else {}
            torn = next((path for path, each in edits.items() if isinstance(merge((), each), Conflict)), None)
            why = why or (f"{torn} would change twice in one place" if torn is not None else "")
    changes = (*([_MAY_CHANGE] if scripts else []), *([_PACKAGES_MAY_CHANGE] if packages.packages else []), *([_IMPORTS_MAY_CHANGE] if by_name else []))
    return PageModules(tuple(pages), files, solved, edits if not why else {}, why, window or "", " ".join(changes) or _WITHOUT_NODE)


def _local(context: Context, findings: Sequence[Finding], scripts: Iterable[UnitId], loaded: frozenset[str]) -> tuple[str, ...]:
    return tuple(finding.id for finding in findings if finding.rule in _RULES and _is_solved(context, finding, scripts, loaded)) if scripts else ()


def _is_package(context: Context, finding: Finding, pages: Sequence[str]) -> bool:
    return any(Place(one.unit.path, one.load.span) == finding.place for page in pages for one in package_loads(context, page))


def _covers(place: Place, other: Place) -> bool:
    return place.path == other.path and place.span.contains(other.span)


def _window_of(context: Context, pages: Sequence[str]) -> str | None:
    """The one window with Node that shows these pages; None where several do, or another page opens them."""
    facts = context.facts
    windows = {window.id: window for page in pages for window in facts.windows_of(page) if not is_isolated(window)}
    if len(windows) != 1 or any(window.found.in_page for window in windows.values()):
        return None
    return next(iter(windows))


def _joined(one: Mapping[str, tuple[Edit, ...]], other: Mapping[str, tuple[Edit, ...]]) -> Mapping[str, tuple[Edit, ...]]:
    return {path: (*one.get(path, ()), *other.get(path, ())) for path in dict.fromkeys((*one, *other))}


def _is_solved(context: Context, finding: Finding, scripts: Iterable[UnitId], loaded: frozenset[str]) -> bool:
    """True for the load of a file of the app, and for `module` and `exports` in a script of the page."""
    paths = {unit.path for unit in scripts} | loaded
    if finding.place.path not in paths:
        return False
    if finding.rule == "node-global-in-page":
        return finding.message.split(" ")[0].split(".")[0] in ("module", "exports")
    return any(
        one.kind == "local" and Place(one.unit.path, one.load.span) == finding.place for one in context.facts.page_loads
    )


def _member_of(context: Context, path: str) -> str:
    """The folder of the monorepo's package that a file is of; empty where it is of none."""
    folders = [one.folder for one in context.facts.app.manifest.workspaces if one.folder and path.startswith(f"{one.folder}/")]
    return max(folders, key=len, default="")


def _why_not(
    context: Context,
    pages: list[str],
    starts: Mapping[str, list[tuple[UnitId, PageScript]]],
    units: Sequence[UnitId],
    loaded: frozenset[str],
    files: tuple[str, ...],
    findings: Sequence[Finding],
    solved: frozenset[str],
) -> str:
    facts = context.facts
    for path in sorted(loaded):
        if path not in facts.summaries:
            kind = "is JSON, which a page cannot import" if path.endswith(".json") else "was not read"
            return f"{path} {kind}"
        if facts.process(path) is not Process.RENDERER:
            return f"{path} runs in main too, which keeps it a CommonJS file"
        member = _member_of(context, path)
        if member and not all(page.startswith(f"{member}/") for page in pages):
            return f"{path} is of another package of the monorepo ({member}), which has other users, and lies elsewhere once the app is packaged"
    for unit in units:
        if unit.path.endswith((".ts", ".tsx", ".mts", ".vue")):
            return f"{unit.path} is compiled"
        if facts.broken(unit.path):
            return f"{unit.path} has syntax that could not be read"
        if facts.unit(unit).module:
            return f"{unit.path} is an ES module that calls require"
    stays = next((one for one in findings if one.place.path in files and one.id not in solved and one.safety is Safety.MANUAL and one.windows), None)
    if stays is not None:
        at = facts.where(stays.place.path, stays.place.span.start)
        return f"{stays.message} stays ({at})"
    if facts.app.tree.files and any(page.base is not None for page in facts.app.pages if page.path in pages):
        return f"{pages[0]} has a <base>"
    for page in pages:
        for unit, script in starts[page]:
            tag = _tag(context, page, script)
            around = facts.page_scripts.get(unit)
            if any(page in other.imports for other in facts.app.pages) or _in_template(context, page, script):
                return f"{page} is put into another page, which its scripts then belong to"
            if unit.path == page and around is not None and around.folders != (posixpath.dirname(page),):
                return f"the script in {page} runs in pages of other folders too"
            inline = unit.path == page and any("'sha" in policy.content for one in facts.app.pages if one.path == page for policy in one.csp)
            if inline or (tag is not None and tag.tag.attribute("integrity") is not None):
                return f"{page} allows the script of {unit.path} by its hash only"
            if tag is None or tag.async_ or script.built is not None:
                return f"the script tag of {unit.path} in {page} is no plain one"
    if cycle := _cycle(context, units):
        return f"{cycle} loads itself again"
    return next((why for unit in units if (why := runs_otherwise(context, unit))), "")


def _cycle(context: Context, units: Sequence[UnitId]) -> str:
    loads = {unit.path: {path for _, path in local_requires(context, unit)} for unit in units if unit.number == 0}
    left = dict(loads)
    while left:
        free = [path for path, targets in left.items() if not targets & left.keys()]
        if not free:
            return min(left)
        for path in free:
            del left[path]
    return ""


def _edits(
    context: Context,
    pages: list[str],
    starts: Mapping[str, list[tuple[UnitId, PageScript]]],
    units: Sequence[UnitId],
    going: Mapping[str, tuple[Span, ...]],
    taken: Mapping[str, tuple[Span, ...]],
    imported: PageImports | None,
) -> Mapping[str, tuple[Edit, ...]] | str:
    edits: dict[str, list[Edit]] = {}
    exports: dict[str, Exports] = {}
    for unit in units:
        read = read_exports(context, unit)
        if isinstance(read, str):
            return read
        exports[unit.path] = read
        edits.setdefault(unit.path, []).extend(read.edits)
    scripts = {unit: script for page in pages for unit, script in starts[page]}
    for unit in units:
        packages = imported.loads.get(unit, {}) if imported is not None else {}
        made = import_edits(context, unit, posixpath.dirname(unit.path), exports, going.get(unit.path, ()), taken.get(unit.path, ()), packages)
        if isinstance(made, str):
            return made
        edits[unit.path].extend(made)
        if unit in scripts:
            shared = shared_names(context, unit, set(scripts))
            if isinstance(shared, str):
                return shared
            edits[unit.path].extend(shared)
    if imported is not None and (other := next((unit for unit in imported.loads if unit not in units), None)) is not None:
        return f"{other.path} is loaded in another way than by a script tag or require"
    for page, edit in imported.maps.items() if imported is not None else ():
        edits.setdefault(page, []).append(edit)
    for page in pages:
        for _, script in starts[page]:
            tag = _tag(context, page, script)
            assert tag is not None
            given = tag.tag.attribute("type")
            if given is not None:
                edits.setdefault(page, []).append(Edit.replace(given.span, 'type="module"'))
            else:
                edits.setdefault(page, []).append(Edit.insert(tag.tag.span.start + len("<script"), ' type="module"'))
    return {path: tuple(dict.fromkeys(made)) for path, made in edits.items() if made}


def _tag(context: Context, page: str, script: PageScript) -> ScriptTag | None:
    return next((tag for tag in script_tags(context.facts.sources[page]) if tag.place == script.place), None)


def _in_template(context: Context, page: str, script: PageScript) -> bool:
    """True for a script that runs only where a copy of a template is put."""
    data = context.facts.sources[page].data[: script.place.span.start].lower()
    return data.count(b"<template") > data.count(b"</template")
