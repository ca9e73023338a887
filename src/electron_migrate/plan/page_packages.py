"""npm packages of pages without a bundler: their builds for browsers in script tags, and the ways around `require` and `module` that go with Node.

A build for script tags sets its global only where there is no `module`, so that these edits belong to the step that takes Node from the page.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from tree_sitter import Node

from electron_migrate.app.modules import LocalFile, Package
from electron_migrate.app.pages import Page, PageScript
from electron_migrate.code.edits import Edit
from electron_migrate.code.markup import ScriptTag, script_tags
from electron_migrate.code.parse import Parsed
from electron_migrate.code.source import Place, Source, Span
from electron_migrate.code.surgery import SurgeryError, remove_statement
from electron_migrate.facts.link import PageLoad
from electron_migrate.facts.lowering import GLOBAL_OBJECTS, walk
from electron_migrate.facts.node_package_table import load_node_packages
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.summary import GLOBAL, Name
from electron_migrate.plan.browser_scripts import BrowserScript, browser_script

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


@dataclass(frozen=True, slots=True)
class PagePackages:
    """`places`: what needs Node no more; `gone`: statements and script elements that go whole; `packages`: those that get a script tag."""

    edits: Mapping[str, tuple[Edit, ...]]
    places: frozenset[Place]
    gone: tuple[Place, ...]
    packages: tuple[str, ...]


def package_loads(context: Context, page: str) -> tuple[PageLoad, ...]:
    """Packages that scripts of a page load by `require`; not those that main takes over, which go with their last use."""
    facts, taken = context.facts, load_node_packages()
    return tuple(
        one for one in facts.page_loads if one.kind == "package" and one.name not in taken and page in facts.file_pages.get(one.unit.path, ())
    )


def workarounds(context: Context, page: Page) -> tuple[Workaround, ...]:
    """Inline scripts of a page that do nothing but keep `require` and `module` from libraries."""
    found = []
    source = context.facts.sources[page.path]
    for tag in script_tags(source):
        script = next((one for one in page.scripts if one.place == tag.place and one.region is not None), None)
        if script is None or script.region is None or page.path not in context.facts.summaries:
            continue
        unit = UnitId(page.path, script.region)
        parsed = context.parsed(unit)
        statements = [one for one in parsed.root.named_children if one.type not in ("comment", "empty_statement")]
        texts = [re.sub(r"\s+", " ", parsed.text(one)).rstrip("; ") for one in statements]
        kept = [match.group("name") for text in texts if (match := _KEEPS.fullmatch(text))]
        if texts and all(any(pattern.fullmatch(text) for pattern in _WORKAROUNDS) for text in texts):
            found.append(Workaround(unit, tag, tuple(kept)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Workaround:
    """An inline script. `names`: globals that it gives `require`, which has to be called by them alone."""

    unit: UnitId
    tag: ScriptTag
    names: tuple[str, ...]


_OWNER = r"(?:window\.|self\.|globalThis\.)"
_KEEPS = re.compile(rf"{_OWNER}(?P<name>(?!require\b|module\b|exports\b)[A-Za-z_$][\w$]*) = {_OWNER}?require")
_WORKAROUNDS = (
    _KEEPS,
    re.compile(rf"delete {_OWNER}(?:require|module|exports)"),
    re.compile(rf"{_OWNER}(?:require|module|exports) = undefined"),
    re.compile(r"if \(\s?typeof module ===? ['\"]object['\"]\s?\) \{ ?window\.module = module; module = undefined;? ?\}"),
    re.compile(r"if \(\s?window\.module\s?\) (?:\{ ?)?module = window\.module;?(?: ?\})?"),
)
"""With the blanks of one line. The last two stand around the script tags of libraries that ask for `module`."""


def page_packages(context: Context, pages: Sequence[str], imported: frozenset[Place] = frozenset()) -> PagePackages | str:
    """The edits by which pages load their packages with script tags, without what was there because of Node; or why that cannot be.

    `imported`: loads that become imports instead.
    """
    work = _Work(context, [page for page in context.facts.app.pages if page.path in pages], imported)
    why = work.run()
    if why:
        return why
    edits = {path: tuple(dict.fromkeys(made)) for path, made in work.edits.items()}
    return PagePackages(edits, frozenset(work.places), tuple(work.gone), tuple(work.scripts))


@dataclass
class _Work:
    context: Context
    pages: list[Page]
    imported: frozenset[Place]
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    places: set[Place] = field(default_factory=set)
    gone: list[Place] = field(default_factory=list)
    scripts: dict[str, BrowserScript] = field(default_factory=dict)
    removed: dict[UnitId, list[Node]] = field(default_factory=dict)

    def run(self) -> str:
        loads = {
            page.path: tuple(one for one in package_loads(self.context, page.path) if Place(one.unit.path, one.load.span) not in self.imported)
            for page in self.pages
        }
        for page in self.pages:
            for one in loads[page.path]:
                if why := self._find(one):
                    return why
        for page in self.pages:
            if loads[page.path] and (why := self._unfit(page)):
                return why
        for one in dict.fromkeys(one for page in self.pages for one in loads[page.path]):
            if why := self._call(one):
                return why
        if why := self._elsewhere():
            return why
        for page in self.pages:
            if why := self._tags(page, loads[page.path]) or self._workarounds(page):
                return why
        return ""

    # ---- which build

    def _find(self, one: PageLoad) -> str:
        facts = self.context.facts
        at = facts.where(one.unit.path, one.load.span.start)
        if one.load.through in ("import", "export", "import()"):
            return f"{at} imports {one.name} by its name, which no browser knows"
        if one.unit.path.endswith((".ts", ".tsx", ".mts", ".vue")):
            return f"{one.unit.path} is compiled"
        located = facts.origins.locate(one.unit, one.load.specifier)
        subpath = located.subpath if isinstance(located, Package) else ""
        found = browser_script(facts.app.installed, one.name, subpath, one.unit.path)
        if isinstance(found, str):
            return f"{found} ({at})"
        known = self.scripts.get(one.name)
        if known is not None and known.file != found.file:
            return f"{one.name} is installed twice"
        for needed in found.needs:
            if needed not in self.scripts:
                needs = browser_script(facts.app.installed, needed, "", one.unit.path)
                if isinstance(needs, str):
                    return f"{one.name} is for {needed}: {needs}"
                self.scripts[needed] = needs
        self.scripts[one.name] = found
        return ""

    def _unfit(self, page: Page) -> str:
        """Why a page cannot take a script tag for its packages."""
        facts = self.context.facts
        if page.base is not None:
            return f"{page.path} has a <base>"
        if any(page.path in other.imports for other in facts.app.pages):
            return f"{page.path} is put into another page, which its scripts then belong to"
        if page.csp and not any(script.src is not None and script.url is None for script in page.scripts):
            return f"{page.path} has a content security policy, and no script from a file that it is known to let in"
        addresses = [load.url for window in facts.windows_of(page.path) for load in window.model.loads if load.page == page.path and load.url]
        if any(not address.startswith("file:") for address in addresses):
            return f"{page.path} is loaded from {addresses[0]}, which may not serve node_modules"
        for script in page.scripts:
            name = posixpath.basename(script.src or "").lower()
            for build in self.scripts.values():
                if build.package in name and script.path != build.file:
                    return f"{page.path} loads {script.src} beside the package {build.package}"
        return ""

    def _elsewhere(self) -> str:
        """A script that another page loads too, which gets no script tags, keeps its `require`."""
        mine = {page.path for page in self.pages}
        paths = {*self.edits, *(unit.path for unit in self.removed)}
        for path in sorted(paths - mine):
            others = sorted(self.context.facts.file_pages.get(path, frozenset()) - mine)
            if others:
                return f"{path} runs in {others[0]} too, which no window is known to show"
        return ""

    # ---- the calls

    def _call(self, one: PageLoad) -> str:
        unit, build = one.unit, self.scripts[one.name]
        parsed = self.context.parsed(unit)
        call = self.context.node(unit, one.load.span)
        at = self.context.facts.where(unit.path, one.load.span.start)
        if call.type != "call_expression":
            return f"{at} loads {one.name} in another way than by a call"
        self.places.add(Place(unit.path, one.load.span))
        statement = call.parent
        targets: list[Node] = []
        while statement is not None and statement.type == "assignment_expression" and statement.child_by_field_name("left") not in (None, call):
            left = statement.child_by_field_name("left")
            assert left is not None
            targets.append(left)
            statement = statement.parent
        alone = statement is not None and statement.type == "expression_statement"
        if statement is not None and alone and all(self._is_global_of(unit, parsed, target, build) for target in targets):
            self.removed.setdefault(unit, []).append(statement)
            self.gone.append(Place(unit.path, Span(statement.start_byte, statement.end_byte)))
            return ""
        name = self._name(build)
        if name is None:
            return f"{at} uses what {one.name} gives, and its build for browsers has no global that is still its own there"
        self._edit(unit.path, self.context.replacement(unit, one.load.span, f"window.{name}"))
        return ""

    def _is_global_of(self, unit: UnitId, parsed: Parsed, target: Node, build: BrowserScript) -> bool:
        text = parsed.text(target)
        match = re.fullmatch(r"(?:(?:window|self|globalThis|global)\s*\.\s*)?([A-Za-z_$][\w$]*)", text)
        if match is None or match.group(1) not in build.globals:
            return False
        return target.type != "identifier" or self.context.scopes(unit).binding_of(target) is None

    def _name(self, build: BrowserScript) -> str | None:
        """The first global of a build that nothing in the pages gives another value."""
        return next((name for name in build.globals if not self._is_taken(name, build)), None)

    def _is_taken(self, name: str, build: BrowserScript) -> bool:
        facts = self.context.facts
        for page in self.pages:
            for path, pages in facts.file_pages.items():
                if page.path not in pages or path not in facts.summaries:
                    continue
                for number, summary in enumerate(facts.summaries[path].units):
                    unit = UnitId(path, number)
                    classic = unit in facts.page_scripts
                    if name in {binding.name for binding in summary.bindings if binding.top} and classic and not self._is_load(unit, name, build):
                        return True
                    if any(not self._is_load_value(unit, span, build) for span in self._written(unit, name)):
                        return True
        return False

    def _written(self, unit: UnitId, name: str) -> Iterator[Span]:
        """The values that a script gives a global."""
        for one in self.context.facts.unit(unit).assignments:
            if one.name == name and isinstance(one.object, Name) and one.object.binding == GLOBAL and one.object.name in GLOBAL_OBJECTS:
                yield one.value.span
        parsed = self.context.parsed(unit)
        for reference in self.context.scopes(unit).unresolved:
            if reference.mode != "read" and parsed.text(reference.node) == name:
                parent = reference.node.parent
                value = parent.child_by_field_name("right") if parent is not None and parent.type == "assignment_expression" else None
                yield parsed.span(value or reference.node)

    def _is_load(self, unit: UnitId, name: str, build: BrowserScript) -> bool:
        """True where a top-level name of a script holds what the package gives, and nothing else ever."""
        binding = self.context.scopes(unit).module.names.get(name)
        if binding is None or not binding.constant:
            return False
        declarator = binding.declarations[0].parent
        value = declarator.child_by_field_name("value") if declarator is not None and declarator.type == "variable_declarator" else None
        return value is not None and self._is_load_value(unit, Span(value.start_byte, value.end_byte), build)

    def _is_load_value(self, unit: UnitId, span: Span, build: BrowserScript) -> bool:
        """True for the load itself, and for an assignment of it to other names."""
        node = self.context.node(unit, span)
        while node.type == "assignment_expression" and (right := node.child_by_field_name("right")) is not None:
            node = right
        facts = self.context.facts
        for load in facts.unit(unit).loads:
            located = facts.origins.locate(unit, load.specifier)
            if load.span == Span(node.start_byte, node.end_byte) and isinstance(located, Package) and located.name == build.package:
                return True
        return False

    # ---- the page

    def _tags(self, page: Page, loads: Sequence[PageLoad]) -> str:
        """Script tags for the packages, before the first script that loads one; inline scripts of which nothing is left go."""
        source = self.context.facts.sources[page.path]
        emptied = self._emptied(page)
        whole = {self._unit_of(page, script): tag for script, tag in emptied}
        for unit, statements in list(self.removed.items()):
            if unit.path == page.path and unit not in whole and (why := self._remove(unit, statements)):
                return why
        if self.pages[0] is page:
            for unit, statements in self.removed.items():
                if unit.path not in [one.path for one in self.pages] and (why := self._remove(unit, statements)):
                    return why
        needed = {name: self.scripts[name] for one in loads for name in (*self.scripts[one.name].needs, one.name)}
        anchor = self._first_user(page, loads)
        missing = [
            build for build in needed.values()
            if not any(script.path == build.file and anchor is not None and script.index < anchor[0].index for script in page.scripts)
        ]  # fmt: skip
        gone = {tag.place: tag for _, tag in emptied}
        if missing:
            if anchor is None:
                return f"no script of {page.path} is seen to load {missing[0].package}"
            tag = anchor[1]
            deferred = all(self._script_defers(page, one) for one in self._users(page, loads))
            newline = "\r\n" if b"\r\n" in source.data else "\n"
            here = source.data[source.data.rfind(b"\n", 0, tag.span.start) + 1 : tag.span.start]
            indent = here.decode("utf-8", "replace") if not here.strip() else ""
            lines = [_tag_text(page.path, build.file, defer=deferred) for build in missing]
            text = (newline + indent).join(lines)
            if tag.place in gone:
                del gone[tag.place]
                self._edit(page.path, Edit.replace(tag.span, text))
            else:
                self._edit(page.path, Edit.insert(tag.span.start, f"{text}{newline}{indent}"))
        for tag in gone.values():
            self._edit(page.path, _without(source, tag.span))
        return ""

    def _emptied(self, page: Page) -> list[tuple[PageScript, ScriptTag]]:
        """Inline scripts all of whose statements go."""
        found = []
        for script in page.scripts:
            unit = self._unit_of(page, script)
            if unit is None or unit.path != page.path or unit not in self.removed:
                continue
            left = [one for one in self.context.parsed(unit).root.named_children if one.type not in ("comment", "empty_statement")]
            tag = self._tag(page, script)
            if tag is not None and all(one in self.removed[unit] for one in left):
                found.append((script, tag))
        return found

    def _remove(self, unit: UnitId, statements: Sequence[Node]) -> str:
        parsed = self.context.parsed(unit)
        for statement in statements:
            try:
                edits = remove_statement(parsed, statement)
            except SurgeryError as error:
                return f"{self.context.facts.where(unit.path, statement.start_byte)} cannot be taken out: {error}"
            for edit in edits:
                self._edit(unit.path, edit)
        return ""

    def _users(self, page: Page, loads: Sequence[PageLoad]) -> Iterator[PageScript]:
        """The page's scripts that load one of these, themselves or by what they load."""
        loading = {one.unit for one in loads}
        for script in page.scripts:
            unit = self._unit_of(page, script)
            if unit is not None and loading & self._reached(unit):
                yield script

    def _first_user(self, page: Page, loads: Sequence[PageLoad]) -> tuple[PageScript, ScriptTag] | None:
        for script in self._users(page, loads):
            tag = self._tag(page, script)
            if tag is not None:
                return script, tag
        return None

    def _script_defers(self, page: Page, script: PageScript) -> bool:
        return script.deferred and not script.module

    def _reached(self, unit: UnitId) -> set[UnitId]:
        facts = self.context.facts
        seen, queue = {unit}, [unit]
        while queue:
            at = queue.pop()
            for load in facts.unit(at).loads:
                target = facts.origins.locate(at, load.specifier)
                if isinstance(target, LocalFile) and target.path in facts.summaries and UnitId(target.path, 0) not in seen:
                    seen.add(UnitId(target.path, 0))
                    queue.append(UnitId(target.path, 0))
        return seen

    def _workarounds(self, page: Page) -> str:
        source = self.context.facts.sources[page.path]
        for one in workarounds(self.context, page):
            for name in one.names:
                if why := self._other_use(page, one, name):
                    return why
            self._edit(page.path, _without(source, one.tag.span))
            self.gone.append(Place(page.path, one.tag.span))
            self.places.add(Place(page.path, one.tag.span))
        return ""

    def _other_use(self, page: Page, workaround: Workaround, name: str) -> str:
        """Where the name that stands for `require` is used for more than to load a module whose name is written out."""
        facts = self.context.facts
        for path, pages in sorted(facts.file_pages.items()):
            if page.path not in pages or path not in facts.summaries:
                continue
            for number, summary in enumerate(facts.summaries[path].units):
                unit = UnitId(path, number)
                if unit == workaround.unit:
                    continue
                parsed = self.context.parsed(unit)
                loads = [load.span for load in summary.loads]
                for node in walk(parsed.root):
                    if node.type in ("identifier", "property_identifier", "string_fragment") and parsed.text(node) == name:
                        span = Span(node.start_byte, node.end_byte)
                        if not any(load.contains(span) for load in loads):
                            return f"{facts.where(path, node.start_byte)} uses {name}, which stands for require, for more than to load what it names"
        return ""

    def _unit_of(self, page: Page, script: PageScript) -> UnitId | None:
        summaries = self.context.facts.summaries
        if script.path is not None:
            return UnitId(script.path, 0) if script.path in summaries and summaries[script.path].units else None
        return UnitId(page.path, script.region) if script.region is not None and page.path in summaries else None

    def _tag(self, page: Page, script: PageScript) -> ScriptTag | None:
        return next((tag for tag in script_tags(self.context.facts.sources[page.path]) if tag.place == script.place), None)

    def _edit(self, path: str, edit: Edit) -> None:
        self.edits.setdefault(path, []).append(edit)


def _tag_text(page: str, file: str, *, defer: bool) -> str:
    relative = quote(posixpath.relpath(file, posixpath.dirname(page) or "."), safe="/@~+!$&'(),;=:")
    return f'<script{" defer" if defer else ""} src="{relative}"></script>'


def _without(source: Source, span: Span) -> Edit:
    """The edit that takes an element out, with its line when it is alone there."""
    data = source.data
    start, end = span.start, span.end
    line = data.rfind(b"\n", 0, start) + 1
    after = data.find(b"\n", end)
    rest = data[end : after if after >= 0 else len(data)]
    if not data[line:start].strip() and not rest.strip():
        return Edit.delete(line, after + 1 if after >= 0 else len(data))
    return Edit.delete(start, end)
