"""What an installed package needs of Node once a bundler has packed it for browsers: its files are followed from its entry on, and none is run."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from electron_migrate.app.imports import imports_of
from electron_migrate.app.installed import Installed, InstalledPackage
from electron_migrate.app.jsontext import Json, table, text
from electron_migrate.app.modules import BUILTINS, ELECTRON_SPECIFIERS
from electron_migrate.code.parse import parse, regions
from electron_migrate.code.scope import resolve_names
from electron_migrate.code.source import Source
from electron_migrate.facts.page_build_table import load_page_builds

_MOST_FILES = 3000
# A global that is asked for first is used where it is there.
_GLOBALS = (
    ("process", re.compile(rb"(?<![\w$.'\"`/-])process\.(?!env\.NODE_ENV\b|browser\b)[a-zA-Z]"), re.compile(rb"typeof process\b")),
    ("Buffer", re.compile(rb"(?<![\w$.'\"`/-])Buffer\.[a-zA-Z]|new Buffer\("), re.compile(rb"typeof Buffer\b")),
)


def needs_node(installed: Installed, specifier: str, importer: str, *, through: str, filled: set[str] | None = None) -> str:
    """What keeps a package, as `importer` loads it, from a page without Node; empty when nothing is seen. `through` as in `Load`.

    Builtins of Node's for which there is a package of the same name for browsers are no hindrance where `filled` takes their names.
    """
    return _Walk(installed, filled).specifier(specifier, importer, imported=through in ("import", "export", "import()"))


@dataclass
class _Walk:
    installed: Installed
    filled: set[str] | None = None
    seen: set[str] = field(default_factory=set)

    def specifier(self, specifier: str, importer: str, *, imported: bool) -> str:
        queue = [(specifier, importer, imported)]
        while queue:
            wanted, at, by_import = queue.pop()
            found = self._resolved(wanted, at, imported=by_import)
            if found is None:
                continue
            path, why = found
            if why:
                return why
            if path in self.seen or path.endswith(".json"):
                continue
            self.seen.add(path)
            if len(self.seen) > _MOST_FILES:
                return f"{specifier} has more than {_MOST_FILES} files"
            source = self.installed.source(path)
            if source is None:
                return f"{path} cannot be read"
            for name, used, asked in _GLOBALS:
                if not asked.search(source.data) and used.search(source.data) and _is_free(source, name):
                    return f"{_owner(path)} needs Node's {name} ({path})"
            for scan in imports_of(source):
                by_import = scan.through in ("import", "export")
                # bundlers follow `require` by its own name only
                followed = by_import or (scan.through == "require" and not scan.worker)
                found = self._resolved(scan.specifier, path, imported=by_import) if followed else None
                if found is not None and (not found[1] or _is_code(source, scan.start)):
                    queue.append((scan.specifier, path, by_import))
        return ""

    def _resolved(self, specifier: str, importer: str, *, imported: bool) -> tuple[str, str] | None:
        """The file that a bundler for browsers takes, or why there is none; None for what the package leaves out in browsers."""
        inside = "node_modules" in importer.split("/")
        mapped = self._browser_map(importer) if inside else {}
        if specifier in mapped:
            target = mapped[specifier]
            if target is False:
                return None
            if isinstance(target, str):
                specifier = target
        if specifier.startswith("."):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(importer), specifier))
            folder = _folder_of(importer)
            for candidate in (path, f"{path}.js", posixpath.join(path, "index.js")):
                key = f"./{posixpath.relpath(candidate, folder)}" if folder else ""
                if key in mapped:
                    target = mapped[key]
                    if target is False:
                        return None
                    if isinstance(target, str):
                        path = posixpath.normpath(posixpath.join(folder, target))
            return self._file(path, specifier, importer)
        bare = specifier.removeprefix("node:")
        if specifier in ELECTRON_SPECIFIERS:
            return "", f"{_owner(importer)} needs electron"
        name = "/".join(specifier.split("/")[: 2 if specifier.startswith("@") else 1])
        package = self.installed.package(name, importer)
        if package is None or specifier.startswith("node:"):
            if bare in BUILTINS and inside and self.filled is not None and specifier in load_page_builds().stand_ins:
                self.filled.add(specifier)
                return None
            if bare in BUILTINS:
                return "", f"{_owner(importer)} needs Node's {bare}" if inside else f"Node's {bare}"
            owner = f"{_owner(importer)} loads {specifier}, which is not installed" if inside else f"{specifier} is not installed in the app's folder"
            return "", f"{owner}, so that nobody knows what it needs: install the app's packages, then plan again"
        rest = specifier[len(name) + 1 :]
        path = self._entry(package, rest, imported=imported)
        return self._file(path, specifier, importer) if path else ("", f"what {specifier} leads to for browsers is not known")

    def _file(self, path: str, specifier: str, importer: str) -> tuple[str, str]:
        if path.endswith(".json") and self.installed.source(path) is not None:
            return path, ""
        found = self.installed.file_at(path)
        if found is None:
            return "", f"{_owner(importer)} loads {specifier}, which was not found or is no script"
        return found, ""

    def _entry(self, package: InstalledPackage, subpath: str, *, imported: bool) -> str:
        """The file for browsers, as bundlers choose it; empty where `exports` has none."""
        exports = table(package.manifest).get("exports")
        if exports is not None:
            target = exported(exports, f"./{subpath}" if subpath else ".", "import" if imported else "require")
            return posixpath.join(package.folder, target) if target else ""
        if subpath:
            return posixpath.join(package.folder, subpath)
        browser, module, main = (text(package.manifest, key) for key in ("browser", "module", "main"))
        # with a plain `require`, bundlers prefer `main` to `module`
        chosen = browser or (module if imported and module else main) or module or "index.js"
        mapped = table(package.manifest, "browser")
        replaced = mapped.get(chosen) or mapped.get(f"./{chosen.removeprefix('./')}")
        return posixpath.join(package.folder, replaced if isinstance(replaced, str) else chosen)

    def _browser_map(self, importer: str) -> Mapping[str, Json]:
        name = _owner(importer)
        package = self.installed.package(name, importer)
        return table(package.manifest, "browser") if package is not None else {}


def _is_free(source: Source, name: str) -> bool:
    """True where a script uses a name that nothing in it declares."""
    parsed = parse(source, regions(source)[0])
    return any(parsed.text(reference.node) == name for reference in resolve_names(parsed).unresolved)


def _is_code(source: Source, at: int) -> bool:
    """True for a name or string in code, and not in a comment or a longer text."""
    node = parse(source, regions(source)[0]).root.descendant_for_byte_range(at, at + 1)
    if node is None or node.type in ("comment", "string_fragment", "template_string", "regex_pattern", "escape_sequence"):
        return False
    return node.type not in ("string", '"', "'") or (node if node.type == "string" else node.parent or node).start_byte == at


def exported(exports: Json, key: str, kind: str) -> str:
    """The target of a key of `exports` for browsers; patterns are not read."""
    if isinstance(exports, dict) and any(name.startswith(".") for name in exports):
        exports = exports.get(key)
    elif key != ".":
        return ""
    for _ in range(8):
        if not isinstance(exports, dict):
            break
        exports = next((exports[name] for name in exports if name in ("browser", kind, "module", "default")), None)
    return exports if isinstance(exports, str) else ""


def _folder_of(path: str) -> str:
    """The folder of the package that a file is part of."""
    before, found, rest = path.rpartition("node_modules/")
    if not found:
        return ""
    parts = rest.split("/")
    return before + found + "/".join(parts[: 2 if parts[0].startswith("@") else 1])


def _owner(path: str) -> str:
    folder = _folder_of(path)
    return folder.rpartition("node_modules/")[2] if folder else path
