"""Pages whose scripts and packages esbuild packs: for an app without a bundler, where its pages cannot be made of ES modules and script tags.

The scripts stay CommonJS. Each script of a page that loads something is an entry of its own, and the page names what is built of it, which runs with
Node and without it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from electron_migrate.app.jsontext import parse_json, table
from electron_migrate.app.modules import Builtin, Electron, LocalFile, Package
from electron_migrate.app.pages import Page, PageScript
from electron_migrate.app.paths import stem
from electron_migrate.app.tree import IGNORE_FILE
from electron_migrate.code.edits import Edit
from electron_migrate.code.json_edits import add_members
from electron_migrate.code.markup import ScriptTag, script_tags
from electron_migrate.facts.model import Safety
from electron_migrate.facts.node_package_table import load_node_packages
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.page_build_table import load_page_builds
from electron_migrate.findings.model import Finding
from electron_migrate.plan.module_imports import runs_otherwise
from electron_migrate.plan.needs import Need, NewFile
from electron_migrate.plan.package_needs import needs_node
from electron_migrate.plan.packaging import packaged
from electron_migrate.plan.page_names import shared_names

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

CONFIG = "esbuild.config.mjs"
FOLDER = "bundle"
SCRIPT = "build:pages"
_STARTS = re.compile(r"(?:^|[\s&;|/])(?:electron|electron-forge|electron-builder|electron-packager|nodemon|electronmon|spectron|playwright)(?=[\s.]|$)")
"""Lines of `scripts` that run the app, or put it into a package."""
MAY_CHANGE = (
    f"Install the app's packages first (esbuild is new among them), then {SCRIPT} makes the scripts of the pages, before every start and package. Packages come in "
    "their builds for browsers. Each script of a page has a scope of its own: what handlers and other scripts use of it is put on window."
)


@dataclass(frozen=True, slots=True)
class Bundled:
    """What packs some pages: `entries` are the scripts, `edits` those of pages and scripts, `files` all that is packed.

    `filled`: builtins that packages among them load, of which the build has to have the npm packages.
    """

    entries: tuple[str, ...]
    edits: Mapping[str, tuple[Edit, ...]]
    files: tuple[str, ...]
    filled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A script of a page that is packed: `script`'s own file, or the one that an inline script loads and does nothing else."""

    unit: UnitId
    tag: ScriptTag
    inline: bool


def bundled(context: Context, pages: Sequence[str], findings: Sequence[Finding]) -> Bundled | str:
    """How esbuild packs what these pages load; or why it cannot."""
    work = _Work(context, [page for page in context.facts.app.pages if page.path in pages])
    why = work.run(findings)
    if why:
        return why
    edits = {path: tuple(dict.fromkeys(made)) for path, made in work.edits.items()}
    return Bundled(tuple(work.entries), edits, tuple(work.files), tuple(sorted(work.filled)))


def build_setup(context: Context, entries: Sequence[str], filled: Sequence[str]) -> tuple[Mapping[str, tuple[Edit, ...]], tuple[Need, ...], str] | str:
    """What makes the build: edits of package.json and the lists of what is packaged, the configuration as a need, and what is left to a person.

    `filled`: builtins of Node's that come by npm packages.
    """
    facts = context.facts
    app = facts.app
    names = app.tree.names
    if CONFIG in names or any(name.startswith(f"{FOLDER}/") for name in names):
        return f"{CONFIG if CONFIG in names else FOLDER + '/'} is there already"
    manifest = app.tree.files.get("package.json")
    if manifest is None or app.manifest.app_manifest != "package.json":
        return "the app's package.json is not the one at its root"
    if "type" in table(parse_json(manifest)[0]) and table(parse_json(manifest)[0])["type"] not in ("commonjs", "module"):
        return "package.json has a type that is not known"
    scripts = {name: line for name, line in table(parse_json(manifest)[0], "scripts").items() if isinstance(line, str)}
    edits: dict[str, list[Edit]] = {}
    builds = load_page_builds()
    try:
        edits["package.json"] = [
            *add_members(manifest.data, ("scripts",), _wired(scripts, app.package_manager)),
            *add_members(
                manifest.data, ("devDependencies",),
                [("esbuild", builds.versions["esbuild"]), *((name, builds.stand_ins[name]) for name in filled)],
            ),
        ]
    except (ValueError, LookupError):
        return "package.json cannot be edited"
    needs: list[Need] = [NewFile(CONFIG, _config(context, entries))]
    ignored = app.tree.locks.get(IGNORE_FILE)
    if ignored is None:
        needs.append(NewFile(IGNORE_FILE, f"{FOLDER}/\n"))
    else:
        line = b"\r\n" if b"\r\n" in ignored.data else b"\n"
        before = b"" if not ignored.data or ignored.data.endswith(b"\n") else line
        edits[IGNORE_FILE] = [Edit(Edit.insert(len(ignored.data), "").span, before + f"{FOLDER}/".encode() + line)]
    shipped, by_hand = packaged(facts, [built_path(entry) for entry in entries])
    for path, made in shipped.items():
        edits.setdefault(path, []).extend(made)
    return {path: tuple(made) for path, made in edits.items()}, tuple(needs), " ".join(by_hand)


def built_path(entry: str) -> str:
    """What the configuration makes of an entry, app-relative."""
    return f"{FOLDER}/{stem(entry)}.js"


def _wired(scripts: Mapping[str, str], manager: str | None) -> list[tuple[str, str]]:
    """Members of `scripts`: the build, and what has to run it first."""
    members = [(SCRIPT, f"node {CONFIG}")]
    run = f"{manager or 'npm'} run {SCRIPT}"
    for name, line in scripts.items():
        if not _STARTS.search(line) or SCRIPT in line or name.startswith(("pre", "post")):
            continue
        before = scripts.get(f"pre{name}")
        if (manager or "npm") != "npm":
            # not every version of the others runs what is called `pre…`
            members.append((name, f"{run} && {line}"))
        else:
            members.append((f"pre{name}", f"{run} && {before}" if before else run))
    return members


def _config(context: Context, entries: Sequence[str]) -> str:
    main = context.facts.main
    style = context.style(main) if main is not None else None
    semicolon = ";" if style is not None and style.semicolons else ""

    def quoted(text: str) -> str:
        return style.string(text) if style is not None else f"'{text}'"

    chromium = load_page_builds().chromium.get(context.major)
    listed = ",\n".join(f"    {quoted(entry)}" for entry in entries)
    target = f"  target: {quoted(f'chrome{chromium}')},\n" if chromium is not None else ""
    return (
        f"// Packs each script of a page with what it loads: npm run {SCRIPT}\n"
        f"import {{ build }} from {quoted('esbuild')}{semicolon}\n\n"
        "build({\n"
        f"  entryPoints: [\n{listed}\n  ],\n"
        f"  outbase: {quoted('.')},\n"
        f"  outdir: {quoted(FOLDER)},\n"
        "  bundle: true,\n"
        f"  platform: {quoted('browser')},\n"
        f"  format: {quoted('iife')},\n"
        f"{target}"
        f"  define: {{ global: {quoted('window')} }},\n"
        "  sourcemap: true\n"
        f"}}).catch(() => process.exit(1)){semicolon}\n"
    )


@dataclass
class _Work:
    context: Context
    pages: list[Page]
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    entries: dict[str, UnitId] = field(default_factory=dict)
    files: dict[str, None] = field(default_factory=dict)
    filled: set[str] = field(default_factory=set)

    def run(self, findings: Sequence[Finding]) -> str:
        facts = self.context.facts
        if facts.app.bundler is not None:
            return f"{facts.app.bundler.name} compiles the app"
        for page in self.pages:
            if why := self._unfit(page):
                return why
            made = list(self._entries(page))
            for one in made:
                if isinstance(one, str):
                    return one
            packed = [one for one in made if isinstance(one, _Entry)]
            if why := self._alone(page, packed):
                return why
            for entry in packed:
                if why := self._entry(page, entry):
                    return why
        for path in list(self.files):
            if why := self._packs(path):
                return why
        loads = {(one.unit.path, one.load.span) for one in facts.page_loads if one.kind in ("package", "local") and one.name not in load_node_packages()}
        for finding in findings:
            here = finding.place.path in self.files or finding.place.path in [page.path for page in self.pages]
            if here and finding.windows and finding.safety is Safety.MANUAL and (finding.place.path, finding.place.span) not in loads:
                if finding.rule == "node-global-in-page" and finding.message.split(" ")[0].split(".")[0] in ("module", "exports"):
                    continue
                return f"{finding.message} stays ({facts.where(finding.place.path, finding.place.span.start)})"
        return "" if self.entries else "nothing of it can be packed"

    def _unfit(self, page: Page) -> str:
        facts = self.context.facts
        if page.base is not None:
            return f"{page.path} has a <base>"
        if any(page.path in other.imports for other in facts.app.pages):
            return f"{page.path} is put into another page, which its scripts then belong to"
        if any("'sha" in policy.content for policy in page.csp):
            return f"{page.path} allows scripts by their hash only"
        addresses = [load.url for window in facts.windows_of(page.path) for load in window.model.loads if load.page == page.path and load.url]
        if any(not address.startswith("file:") for address in addresses):
            return f"{page.path} is loaded from {addresses[0]}, which may not serve {FOLDER}/"
        return ""

    def _entries(self, page: Page) -> Iterator[_Entry | str]:
        """The scripts of a page that load something by `require`; a text says why one cannot be packed."""
        facts = self.context.facts
        data = facts.sources[page.path].data.lower()
        tags = {tag.place: tag for tag in script_tags(facts.sources[page.path])}
        for script in page.scripts:
            unit = self._unit_of(page, script)
            if unit is None or not any(self._is_packed(unit, load.specifier) for load in facts.unit(unit).loads):
                continue
            tag = tags.get(script.place)
            if tag is None or script.module or script.built is not None or tag.async_ or tag.tag.attribute("integrity") is not None:
                yield f"a script tag of {page.path} is no plain one"
            elif data.count(b"<template", 0, script.place.span.start) > data.count(b"</template", 0, script.place.span.start):
                yield f"a script of {page.path} is in a template"
            elif script.path is not None:
                yield _Entry(unit, tag, inline=False)
            else:
                loaded = self._only_load(unit)
                yield _Entry(UnitId(loaded, 0), tag, inline=True) if loaded else f"an inline script of {page.path} does more than to load one file of the app"

    def _is_packed(self, unit: UnitId, specifier: str) -> bool:
        """Whether the build has it; a package that main takes over goes with its last use."""
        target = self.context.facts.origins.locate(unit, specifier)
        return isinstance(target, LocalFile) or (isinstance(target, Package) and target.name not in load_node_packages())

    def _only_load(self, unit: UnitId) -> str:
        """The file of the app that an inline script loads, where that is all it does."""
        facts = self.context.facts
        statements = [one for one in self.context.parsed(unit).root.named_children if one.type not in ("comment", "empty_statement")]
        loads = facts.unit(unit).loads
        if len(statements) != 1 or len(loads) != 1 or statements[0].type != "expression_statement":
            return ""
        call = statements[0].named_children[0]
        target = facts.origins.locate(unit, loads[0].specifier)
        alone = (call.start_byte, call.end_byte) == (loads[0].span.start, loads[0].span.end)
        return target.path if alone and isinstance(target, LocalFile) and target.path in facts.summaries else ""

    def _alone(self, page: Page, entries: Sequence[_Entry]) -> str:
        """Why two entries of a page cannot be packed apart: a module would be there twice, each with its own state."""
        seen: dict[str, str] = {}
        for entry in entries:
            for name in self._loaded(entry.unit):
                other = seen.setdefault(name, entry.unit.path)
                if other != entry.unit.path:
                    return f"{name} is loaded by {other} and {entry.unit.path} of {page.path}, and would be there twice"
        return ""

    def _loaded(self, unit: UnitId) -> Iterator[str]:
        """The files and packages that a script leads to, itself included."""
        facts = self.context.facts
        seen = {unit.path}
        queue = [unit]
        yield unit.path
        while queue:
            at = queue.pop()
            for load in facts.unit(at).loads if at.path in facts.summaries else ():
                target = facts.origins.locate(at, load.specifier)
                name = target.path if isinstance(target, LocalFile) else target.name if isinstance(target, Package) else ""
                if name and name not in seen and self._is_packed(at, load.specifier):
                    seen.add(name)
                    yield name
                    if isinstance(target, LocalFile) and target.path in facts.summaries:
                        queue.append(UnitId(target.path, 0))

    def _entry(self, page: Page, entry: _Entry) -> str:
        unit = entry.unit
        if why := runs_otherwise(self.context, unit):
            return why
        target = quote(posixpath.relpath(built_path(unit.path), posixpath.dirname(page.path) or "."), safe="/@~+!$&'(),;=:")
        if entry.inline:
            self._edit(page.path, Edit.replace(entry.tag.span, f'<script src="{target}"></script>'))
        else:
            src = entry.tag.tag.attribute("src")
            if src is None or src.value_span is None:
                return f"a script tag of {page.path} is no plain one"
            self._edit(page.path, Edit.replace(src.value_span, target))
        if unit.path not in self.entries:
            self.entries[unit.path] = unit
            if not entry.inline:
                shared = shared_names(self.context, unit, None)
                if isinstance(shared, str):
                    return shared
                for edit in shared:
                    self._edit(unit.path, edit)
        self.files.update(dict.fromkeys(name for name in self._loaded(unit) if name in self.context.facts.app.tree.names))
        return ""

    def _packs(self, path: str) -> str:
        """Why a file cannot be packed for browsers."""
        facts = self.context.facts
        if path.endswith(".json"):
            return ""
        if path not in facts.summaries or not path.endswith((".js", ".cjs", ".mjs", ".jsx")):
            return f"{path} is no script that can be packed"
        if facts.broken(path):
            return f"{path} has syntax that could not be read"
        for number, unit in enumerate(facts.summaries[path].units):
            for load in unit.loads:
                at = facts.where(path, load.span.start)
                match facts.origins.locate(UnitId(path, number), load.specifier):
                    case Package(name=name) if name not in load_node_packages():
                        if why := needs_node(facts.app.installed, load.specifier, path, through=load.through, filled=self.filled):
                            return f"{why} ({at})"
                    case LocalFile() | Package() | Builtin() | Electron():
                        # what is left of the last three is a finding
                        pass
                    case _:
                        return f"{at} loads {load.specifier}, which was not found"
        return ""

    def _unit_of(self, page: Page, script: PageScript) -> UnitId | None:
        summaries = self.context.facts.summaries
        if script.path is not None:
            return UnitId(script.path, 0) if script.path in summaries and summaries[script.path].units else None
        return UnitId(page.path, script.region) if script.region is not None and page.path in summaries else None

    def _edit(self, path: str, edit: Edit) -> None:
        self.edits.setdefault(path, []).append(edit)
