"""Bundlers that build pages for Node are told to build them for browsers: the edits of their configurations, or what a person has to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from electron_migrate.app.imports import imports_of
from electron_migrate.app.modules import Builtin, Package
from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.source import Place, Span
from electron_migrate.code.style import detect_style
from electron_migrate.code.surgery import insert_property, property_value, remove_pair, remove_statement
from electron_migrate.facts.builds import Build, External
from electron_migrate.facts.link import Facts
from electron_migrate.facts.lowering import walk
from electron_migrate.facts.model import Process, Safety
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.package_table import load_package_table
from electron_migrate.findings.model import Finding
from electron_migrate.findings.node_builtin_in_page import has_package
from electron_migrate.plan.model import Fix, Manual

_ELECTRON = frozenset({"electron", "@electron/remote"})
_WRITES_MODULE = re.compile(r"commonjs|node")
"""Kinds of library whose bundle writes `module.exports`, which a page without Node has not."""
_NODE = re.compile(rb"['\"]?nodeIntegration['\"]?\s*:\s*(true)\b")
_PARCEL = re.compile(rb"\bparcel\b[^\"\n&|;]*?--target[= ](electron)\b")
"""Of Parcel 1, in scripts of package.json."""
_LATER = "Once the windows are ready otherwise:"
_MAY_CHANGE = (
    "The bundles of the pages load nothing by require any more, and packages come in their builds for browsers. One that needs Node's modules, "
    "process or Buffer stops the build or fails in the page: build once, and start every page."
)


def retargeted(facts: Facts, finding: Finding) -> Fix | Manual:
    """What takes a finding of rule `bundler-target` away. The pages must use nothing of Node by then; that is for the planner to see to."""
    builds = [build for build in facts.places.builds if finding.place in build.target_places]
    shared = _shared_with_main(facts, builds)
    if shared is not None:
        return shared
    work = _Work(facts)
    why = work.webpack(builds, finding.place) if builds else work.option(finding.place)
    if why is not None:
        return why
    edits = {path: tuple(edits) for path, edits in work.edits.items()}
    return Fix(
        f"build pages for browsers in {finding.place.path}", Safety.REVIEW, "bundler target", (finding.id,), edits,
        may_change=" ".join((_MAY_CHANGE, *dict.fromkeys(work.may_change))),
    )  # fmt: skip


def _shared_with_main(facts: Facts, builds: list[Build]) -> Manual | None:
    """A package that needs Node in a script that main runs too: no call site is rewritten there, so it stays."""
    known = load_package_table()
    for build in builds:
        for name, path in _loaded_by(facts, build):
            if name in known and facts.process(path) is Process.SHARED:
                return Manual(
                    f"{path} loads {name}, which needs Node, and runs in main and in pages.",
                    f"Give the pages a script of their own without {name}: it can ask main over the bridge. {_LATER} set the target to 'web'.",
                )
    return None


def needs_node(facts: Facts, config: str) -> str:
    """What the pages that a configuration builds still load of what needs Node; empty when nothing is known."""
    known = load_package_table()
    for build in facts.places.builds:
        if build.config == config or any(place.path == config for place in build.target_places):
            for name, path in _loaded_by(facts, build):
                if name in known or (isinstance(facts.origins.locate(UnitId(path, 0), name), Builtin) and not has_package(facts, name)):
                    return f"{path} loads {name}, which needs Node"
    return ""


@dataclass
class _Work:
    facts: Facts
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    may_change: list[str] = field(default_factory=list)
    _parsed: dict[str, Parsed] = field(default_factory=dict)

    # ---- webpack

    def webpack(self, builds: list[Build], place: Place) -> Manual | None:
        """Retargets webpack configurations whose targets are written at `place` and beside it."""
        for build in builds:
            why = self._entries(build) or self._externals(build) or self._library(build)
            if why is not None:
                return why
        for target in dict.fromkeys(target for build in builds for target in build.target_places if target.path == place.path):
            if not self._target(target):
                return Manual("The target is not written as a plain text.", f"{_LATER} see that it becomes 'web'.")
        return None

    def _entries(self, build: Build) -> Manual | None:
        for file in build.files:
            process = self.facts.process(file)
            if process is not Process.RENDERER:
                return Manual(
                    f"{build.config} builds {file} with the pages, which runs as {process.value}.",
                    "Give it a configuration of its own (target 'electron-preload' for a preload), then set the target of the pages to 'web'.",
                )
        return None

    def _externals(self, build: Build) -> Manual | None:
        loaded = dict(_loaded_by(self.facts, build))
        shared = self._shared(build, [external.place for external in build.externals])
        for external in build.externals:
            named = [name for name in external.names if name in loaded and name not in _ELECTRON]
            if external.unknown or named:
                what = f"{named[0]}, which {loaded[named[0]]} loads," if named else "modules that are not written out"
                return Manual(
                    f"`externals` of {external.place.path} leaves {what} to require.",
                    "Let webpack pack what pages load (take it out of `externals`); what needs Node goes to main, behind the bridge. "
                    f"{_LATER} set the target to 'web'.",
                )
            if external.every_package and loaded:
                if shared or not self._remove_external(external):
                    return Manual(
                        f"`externals` of {external.place.path} leaves every package to require.",
                        f"Take nodeExternals() out of the configuration of the pages. {_LATER} set the target to 'web'.",
                    )
                self.may_change.append("Packages are packed into the bundle; nodeExternals() left them to require.")
        return None

    def _remove_external(self, external: External) -> bool:
        """Takes an item out of the list of externals, or the property with it where there is no other."""
        parsed = self._of(external.place.path)
        node = parsed.node_at(external.place.span)
        parent = node.parent
        if parent is not None and parent.type == "array":
            if len([child for child in parent.named_children if child.type != "comment"]) > 1:
                self._edit(external.place.path, *remove_pair(parsed, node))
                return True
            node, parent = parent, parent.parent
        if parent is None or parent.type != "pair" or parsed.text(parent.child_by_field_name("key") or parent) != "externals":
            return False
        self._edit(external.place.path, *remove_pair(parsed, parent))
        self._drop_name(parsed, external.place)
        return True

    def _drop_name(self, parsed: Parsed, place: Place) -> None:
        """The import of what is called at a place goes with its only use."""
        call = parsed.node_at(place.span)
        function = call.child_by_field_name("function")
        if function is None or function.type != "identifier":
            return
        uses = [node for node in walk(parsed.root) if node.type == "identifier" and parsed.text(node) == parsed.text(function)]
        declared = [node for node in uses if node.id != function.id]
        if len(declared) == 1:
            statement = declared[0].parent
            while statement is not None and statement.type not in ("lexical_declaration", "variable_declaration", "import_statement"):
                statement = statement.parent
            if statement is not None and len([one for one in statement.named_children if one.type == "variable_declarator"]) <= 1:
                self._edit(place.path, *remove_statement(parsed, statement))

    def _library(self, build: Build) -> Manual | None:
        if not _WRITES_MODULE.search(build.library) or build.library_place is None:
            return None
        place = build.library_place
        parsed = self._of(place.path)
        node = parsed.node_at(place.span).parent
        key = node.child_by_field_name("key") if node is not None and node.type == "pair" else None
        if node is not None and key is not None and parsed.text(key) == "type" and node.parent is not None:
            node = node.parent.parent
            key = node.child_by_field_name("key") if node is not None and node.type == "pair" else None
        if key is not None and parsed.text(key) == "libraryTarget" and self._shared(build, [place]) and self._own_library(build):
            return None
        if node is None or key is None or parsed.text(key) not in ("libraryTarget", "library") or self._shared(build, [place]):
            return Manual(
                f"The bundle of the pages writes module.exports (library {build.library} in {place.path}).",
                f"Take that out of the configuration of the pages. {_LATER} set the target to 'web'.",
            )
        self._edit(place.path, *remove_pair(parsed, node))
        return None

    def _own_library(self, build: Build) -> bool:
        """Says in each configuration of the pages, where it is merged into what main's has too, that its bundle hands nothing out."""
        outputs: list[tuple[str, Node]] = []
        for place in build.target_places:
            parsed = self._of(place.path)
            pair = parsed.node_at(place.span).parent
            whole = pair.parent if pair is not None and pair.type == "pair" else None
            value = property_value(parsed, whole, "output") if whole is not None else None
            if value is None or value.type != "object":
                return False
            outputs.append((place.path, value))
        for path, value in outputs:
            parsed = self._of(path)
            style = detect_style(parsed)
            self._edit(path, *insert_property(parsed, value, f"libraryTarget: {style.string('var')}", style))
        return bool(outputs)

    def _shared(self, build: Build, places: list[Place]) -> bool:
        """True when a configuration that is not for pages has it too."""
        others = [one for one in self.facts.places.builds if not one.target_places and one.files != build.files]
        taken = {place for one in others for place in (one.library_place, *(external.place for external in one.externals))}
        return any(place in taken for place in places)

    def _target(self, place: Place) -> bool:
        parsed = self._of(place.path)
        node = parsed.node_at(place.span)
        if node.type != "string":
            return False
        parent = node.parent
        if parent is not None and parent.type == "array":
            others = [parsed.text(child)[1:-1] for child in parent.named_children if child.type == "string" and child.id != node.id]
            if "web" in others:
                self._edit(place.path, *remove_pair(parsed, node))
                return True
        quote = parsed.text(node)[0]
        self._edit(place.path, Edit.replace(place.span, f"{quote}web{quote}"))
        return True

    # ---- options of other tools

    def option(self, place: Place) -> Manual | None:
        """`nodeIntegration: true` of a bundler's own, and plug-ins that give pages Node."""
        source = self.facts.sources[place.path]
        text = source.data[place.span.start : place.span.end].decode("utf-8", "replace")
        by_hand = Manual(
            "The bundler builds the pages for Node.",
            f"{_LATER} build the pages for browsers (Vite: without the renderer plug-in; Vue CLI and Forge: nodeIntegration false).",
        )
        if text.endswith("electron") and "--target" in text:
            for match in _PARCEL.finditer(source.data):
                self._edit(place.path, Edit.replace(Span(*match.span(1)), "browser"))
            return None
        if text.endswith("true") and "nodeIntegration" in text:
            # of all pages, and once more for single ones
            for match in _NODE.finditer(source.data):
                self._edit(place.path, Edit.replace(Span(*match.span(1)), "false"))
            return None
        if place.path.endswith(".json"):
            return by_hand
        parsed = self._of(place.path)
        if "electron" in text and text[1:-1].endswith("-renderer") and "vite" not in text:
            return self._assigned(parsed, place)
        if text.startswith("renderer"):
            pair = parsed.node_at(place.span)
            if pair.type != "pair":
                return by_hand
            self._edit(place.path, *remove_pair(parsed, pair))
            return None
        return None if "vite-plugin-electron-renderer" in text and self._plugin(parsed, place) else by_hand

    def _assigned(self, parsed: Parsed, place: Place) -> Manual | None:
        """`config.target = 'electron-renderer'` where a tool hands its webpack configuration over, as craco and custom-webpack do."""
        node = parsed.node_at(place.span)
        parent = node.parent
        left = parent.child_by_field_name("left" if parent.type == "assignment_expression" else "key") if parent is not None else None
        if node.type != "string" or left is None or re.fullmatch(r"(?:[\w$.]+\.)?target|['\"]target['\"]", parsed.text(left)) is None:
            return Manual("The target is not written as a plain text.", f"{_LATER} see that it becomes 'web'.")
        if b"externals" in parsed.source.data:
            return Manual(
                "The configuration also has `externals`, which leave modules to require.",
                f"Take what pages load out of `externals`. {_LATER} set the target to 'web'.",
            )
        quote = parsed.text(node)[0]
        self._edit(place.path, Edit.replace(place.span, f"{quote}web{quote}"))
        return None

    def _plugin(self, parsed: Parsed, place: Place) -> bool:
        """Takes the plug-in that an import at `place` names out of every list of plug-ins, with its import."""
        statement = parsed.node_at(place.span).parent
        while statement is not None and statement.type not in ("import_statement", "lexical_declaration", "variable_declaration"):
            statement = statement.parent
        if statement is None:
            return False
        names = [
            node for node in walk(statement) if node.type == "identifier" and node.parent is not None
            and node.parent.type in ("import_clause", "variable_declarator")
        ]  # fmt: skip
        if len(names) != 1 or parsed.text(statement).count("import") > 1:
            return False
        name = parsed.text(names[0])
        uses = [node for node in walk(parsed.root) if node.type == "identifier" and parsed.text(node) == name and node.id != names[0].id]
        items = [use.parent for use in uses]
        if not items or any(item is None or item.type != "call_expression" or item.parent is None or item.parent.type != "array" for item in items):
            return False
        for item in items:
            if item is not None:
                self._edit(place.path, *remove_pair(parsed, item))
        self._edit(place.path, *remove_statement(parsed, statement))
        self.may_change.append("Nothing uses vite-plugin-electron-renderer any more: uninstall it.")
        return True

    # ---- texts

    def _of(self, path: str) -> Parsed:
        if path not in self._parsed:
            source = self.facts.sources[path]
            self._parsed[path] = parse(source, regions(source)[0])
        return self._parsed[path]

    def _edit(self, path: str, *edits: Edit) -> None:
        known = self.edits.setdefault(path, [])
        known.extend(edit for edit in edits if edit not in known)


def _loaded_by(facts: Facts, build: Build) -> Iterator[tuple[str, str]]:
    """The packages and builtins that scripts of the build's pages load, each with a file that does."""
    pages = {page for file in build.files for page in facts.file_pages.get(file, ())} | {page.template or page.file for page in build.pages}
    for path, shown in sorted(facts.file_pages.items()):
        if not shown & pages or path not in facts.sources:
            continue
        for scan in imports_of(facts.sources[path]):
            match facts.origins.locate(UnitId(path, 0), scan.specifier):
                case Package(name=name) if name not in _ELECTRON:
                    yield name, path
                case Builtin(name=name):
                    yield name, path
                case _:
                    pass
