"""The file of an installed package that a page imports as it lies there, without a bundler: an ES module all of whose imports are addresses. None is run."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from tree_sitter import Node

from electron_migrate.app.installed import Installed, InstalledPackage
from electron_migrate.app.jsontext import table, text
from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.scope import Scopes, resolve_names
from electron_migrate.code.source import Source
from electron_migrate.facts.lowering import walk
from electron_migrate.plan.package_needs import exported

_MOST_FILES = 1000
_NODE = frozenset(
    ("require", "module", "exports", "process", "Buffer", "global", "setImmediate", "clearImmediate", "__dirname", "__filename")
)  # fmt: skip
"""A build has these filled in; a browser knows none of them. What only asks `typeof` has an answer in both."""


_NEWER = frozenset(("class_static_block", "import_attribute"))
"""What Chromium 89 cannot read; the file that `require` loads may be written for older ones."""


@dataclass(frozen=True, slots=True)
class EsmEntry:
    """`file` is app-relative. `names`: what it exports and never assigns again, without `default`.

    `whole`: its default export is what `require` gives, since that is all that the package's CommonJS entry gives.
    """

    package: str
    file: str
    names: frozenset[str]
    whole: bool


def esm_entry(installed: Installed, name: str, subpath: str, importer: str) -> EsmEntry | str:
    """The ES module of a package as `importer` would find it; or why a browser cannot import it. Empty where the package has none, or is not installed."""
    package = installed.package(name, importer)
    if package is None or subpath:
        return ""
    path = _entry(package)
    if not path:
        return ""
    graph = _Graph(installed, package)
    why = graph.read(path)
    if why:
        return why
    names = graph.names(path)
    if not names:
        return ""
    return EsmEntry(name, path, frozenset(names - {"default"}), "default" in names and _gives_one_value(installed, package))


def _entry(package: InstalledPackage) -> str:
    """What the manifest offers browsers that know ES modules; what it names may turn out to be none."""
    exports = table(package.manifest).get("exports")
    target = exported(exports, ".", "import") if exports is not None else text(package.manifest, "module")
    return posixpath.normpath(posixpath.join(package.folder, target)) if target else ""


@dataclass
class _Graph:
    installed: Installed
    package: InstalledPackage
    files: dict[str, tuple[Parsed, Scopes]] = field(default_factory=dict)

    def read(self, entry: str) -> str:
        """Reads a file and all that it imports; why a browser cannot."""
        queue = [entry]
        while queue:
            path = queue.pop()
            if path in self.files:
                continue
            if len(self.files) >= _MOST_FILES:
                return f"{self.package.name} has more than {_MOST_FILES} files"
            source = self.installed.source(path) if path.endswith((".js", ".mjs")) and path.startswith(f"{self.package.folder}/") else None
            if source is None:
                return f"{path} is no script of the package that a browser finds by that address"
            if f"./{posixpath.relpath(path, self.package.folder)}" in table(self.package.manifest, "browser"):
                return f"{self.package.name} has another file for browsers than {path}, which only a bundler knows of"
            parsed, scopes = _parsed(source)
            self.files[path] = parsed, scopes
            if why := _unfit(parsed, scopes):
                return f"{path} {why}"
            for statement in parsed.root.named_children:
                written = _source(parsed, statement)
                if written is None:
                    continue
                if not written.startswith(("./", "../")):
                    return f"{path} imports {written}, which a browser does not find"
                queue.append(posixpath.normpath(posixpath.join(posixpath.dirname(path), written)))
        return ""

    def names(self, path: str, seen: frozenset[str] = frozenset()) -> set[str]:
        """The exports of a file that was read, those that keep their value."""
        if path in seen or path not in self.files:
            return set()
        parsed, scopes = self.files[path]
        own: set[str] = set()
        passed: list[set[str]] = []
        for statement in parsed.root.named_children:
            if statement.type != "export_statement":
                continue
            written = _source(parsed, statement)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), written)) if written is not None else ""
            clause = next((one for one in statement.named_children if one.type in ("export_clause", "namespace_export")), None)
            declared = statement.child_by_field_name("declaration")
            if any(one.type == "default" for one in statement.children):
                own.add("default")
            elif clause is not None and clause.type == "export_clause":
                own.update(exported for held, exported in _listed(parsed, clause) if self._keeps(path, target, held, seen | {path}))
            elif clause is not None:
                own.update(parsed.text(one) for one in clause.named_children if one.type == "identifier")
            elif target:
                passed.append(self.names(target, seen | {path}) - {"default"})
            elif declared is not None:
                own.update(name for name in _declared(parsed, declared) if _is_constant(scopes, name))
        # a name that two files pass on is none of either
        return own | {name for one in passed for name in one if sum(name in other for other in passed) == 1}


    def _keeps(self, path: str, target: str, name: str, seen: frozenset[str]) -> bool:
        """True for a name that a file lists as an export and that keeps its value, there or in the file that it is from (`target`, or an import)."""
        if target:
            return name in self.names(target, seen)
        parsed, scopes = self.files[path]
        if not _is_constant(scopes, name):
            return False
        for statement in parsed.root.named_children:
            if statement.type == "import_statement" and (imported := _imported(parsed, statement).get(name)) is not None:
                origin = posixpath.normpath(posixpath.join(posixpath.dirname(path), _source(parsed, statement) or ""))
                return imported == "*" or imported in self.names(origin, seen)
        return True


def _parsed(source: Source) -> tuple[Parsed, Scopes]:
    parsed = parse(source, regions(source)[0])
    return parsed, resolve_names(parsed)


def _source(parsed: Parsed, statement: Node) -> str | None:
    """What an import or export names, without its quotes."""
    given = statement.child_by_field_name("source") if statement.type in ("import_statement", "export_statement") else None
    return parsed.text(given)[1:-1] if given is not None else None


def _unfit(parsed: Parsed, scopes: Scopes) -> str:
    if parsed.broken:
        return "has syntax that could not be read"
    for reference in scopes.unresolved:
        name, around = parsed.text(reference.node), reference.node.parent
        asked = around is not None and around.type == "unary_expression" and parsed.text(around).startswith("typeof")
        if name in _NODE and not asked:
            return f"needs {name}"
    for node in walk(parsed.root):
        around = node.parent
        if node.type == "import" and around is not None and around.type == "call_expression":
            return "imports something once it runs"
        if node.type in _NEWER or (node.type == "private_property_identifier" and around is not None and around.type == "binary_expression"):
            return "has syntax that is newer than import maps"
    return ""


def _listed(parsed: Parsed, clause: Node) -> list[tuple[str, str]]:
    """(name in the file, name outside) of `export { a, b as c }`; of `import { … }` likewise: (name outside, name in the file)."""
    pairs = []
    for one in clause.named_children:
        name = one.child_by_field_name("name")
        if one.type in ("export_specifier", "import_specifier") and name is not None:
            pairs.append((parsed.text(name), parsed.text(one.child_by_field_name("alias") or name)))
    return pairs


def _imported(parsed: Parsed, statement: Node) -> dict[str, str]:
    """What the names of an import are in the file that they are from: `default`, `*` for all of it."""
    found: dict[str, str] = {}
    for clause in (one for one in statement.named_children if one.type == "import_clause"):
        for one in clause.named_children:
            if one.type == "identifier":
                found[parsed.text(one)] = "default"
            elif one.type == "namespace_import":
                found.update((parsed.text(name), "*") for name in one.named_children if name.type == "identifier")
            elif one.type == "named_imports":
                found.update((inside, outside) for outside, inside in _listed(parsed, one))
    return found


def _declared(parsed: Parsed, declaration: Node) -> list[str]:
    if declaration.type in ("function_declaration", "generator_function_declaration", "class_declaration"):
        name = declaration.child_by_field_name("name")
        return [parsed.text(name)] if name is not None else []
    names = [one.child_by_field_name("name") for one in declaration.named_children if one.type == "variable_declarator"]
    return [parsed.text(name) for name in names if name is not None and name.type == "identifier"]


def _is_constant(scopes: Scopes, name: str) -> bool:
    binding = scopes.module.names.get(name)
    return binding is not None and binding.constant


def _gives_one_value(installed: Installed, package: InstalledPackage) -> bool:
    """True where the file that `require` loads has one `module.exports = …` at its top level, and nothing else that exports."""
    file = installed.main_file(package)
    source = installed.source(file) if file is not None else None
    if source is None:
        return False
    parsed, scopes = _parsed(source)
    used = [reference.node for reference in scopes.unresolved if parsed.text(reference.node) in ("module", "exports")]
    if parsed.broken or len(used) != 1 or parsed.text(used[0]) != "module" or b"__esModule" in source.data:
        return False
    member = used[0].parent
    assigned = member.parent if member is not None and parsed.text(member) == "module.exports" else None
    statement = assigned.parent if assigned is not None and assigned.type == "assignment_expression" else None
    if assigned is None or statement is None or assigned.child_by_field_name("left") != member:
        return False
    value = assigned.child_by_field_name("right")
    return (
        statement.type == "expression_statement"
        and statement.parent == parsed.root
        and value is not None
        and value.type in ("identifier", "function_expression", "arrow_function", "class")
    )
