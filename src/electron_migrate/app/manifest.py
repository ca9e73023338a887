"""package.json: what the app says of itself, and which Electron it runs on."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from nodesemver import satisfies  # type: ignore[import-untyped]

from electron_migrate.app.jsontext import Json, at, parse_json, table, text, texts
from electron_migrate.app.lockfile import locked_version, yaml_scalars
from electron_migrate.app.paths import folder_of, join
from electron_migrate.app.problem import ReadProblem
from electron_migrate.app.tree import Tree, read_tree
from electron_migrate.app.version import ELECTRON_PACKAGES, exact_major, lowest_major
from electron_migrate.code.source import Source

ModuleType = Literal["commonjs", "module"]

_KINDS = ("peerDependencies", "optionalDependencies", "devDependencies", "dependencies")
# Where electron-builder and its boilerplates keep the package that ships, when it is not the root.
_APP_FOLDERS = ("app", "www", "release/app", "src")
_LOCKS = ("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock")


@dataclass(frozen=True, slots=True)
class Workspace:
    """One package of a monorepo. `folder` is app-relative; `electron_range` None when it does not name Electron."""

    folder: str
    path: str
    name: str | None
    main: str | None
    electron_range: str | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The app's package.json. Where it is missing or broken, `source` is None or the values are empty, and `problems` says why."""

    path: str
    source: Source | None
    name: str | None = None
    version: str | None = None
    main: str | None = None
    """As written, relative to `app_folder`."""
    module_type: ModuleType = "commonjs"
    """Of `.js` files in `app_folder`."""
    electron_range: str | None = None
    electron_resolved: str | None = None
    electron_source: str = "not declared"
    """`package-lock.json`, `yarn.lock`, `pnpm-lock.yaml`, `bun.lock`, `node_modules/electron/package.json`, `dependency range`,
    `electron-builder configuration`, or `not declared`."""
    electron_major: int | None = None
    dependencies: Mapping[str, str] = field(default_factory=dict)
    """Name to range, of all kinds, and of the package in `app_folder` too."""
    dev: frozenset[str] = frozenset()
    """The names that stand in devDependencies only."""
    workspaces: tuple[Workspace, ...] = ()
    app_folder: str = ""
    """The folder of the package.json that names `main`: "" but for apps with a second package.json (`app/package.json`)."""
    problems: tuple[ReadProblem, ...] = ()
    suggestion: str = ""
    """What else the user may have meant, in one sentence; empty for most apps."""

    @property
    def app_manifest(self) -> str:
        """Path of the package.json that names `main`."""
        return posixpath.join(self.app_folder, "package.json")


def read_manifest(app: Tree | Path) -> Manifest:
    """The manifest of an app that was read, or of the folder at a path. Never raises over what package.json says."""
    tree = read_tree(app) if isinstance(app, Path) else app
    manifest, value = _root_manifest(tree)
    manifest = replace(manifest, workspaces=_workspaces(tree, value))
    return _with_electron(tree, _with_app_folder(tree, manifest, value), value)


def module_type_of(tree: Tree, path: str) -> ModuleType:
    """How Node loads the script at `path`: by its ending, else by `type` of the nearest package.json."""
    lower = path.lower()
    if lower.endswith((".mjs", ".mts")):
        return "module"
    if lower.endswith((".cjs", ".cts")):
        return "commonjs"
    folder = path
    while folder:
        folder = folder_of(folder)
        source = tree.files.get(posixpath.join(folder, "package.json"))
        if source is not None:
            return _module_type(parse_json(source)[0])
    return "commonjs"


def _root_manifest(tree: Tree) -> tuple[Manifest, Json]:
    path = "package.json"
    source = tree.files.get(path)
    if source is None:
        known = any(problem.path == path for problem in tree.problems)
        missing = "could not be read" if path in tree.names or path in tree.skipped else "there is no package.json"
        return Manifest(path, None, problems=() if known else (ReadProblem(path, None, tree.skipped.get(path, missing)),)), None
    value, broken = parse_json(source)
    problems = [broken] if broken is not None else []
    if broken is None and not isinstance(value, dict):
        problems.append(ReadProblem(path, None, "holds no object"))
    for key in ("name", "version", "main", "type"):
        if at(value, key) is not None and text(value, key) is None:
            problems.append(ReadProblem(path, _line_of(source, key), f"`{key}` is not a string"))
    dependencies: dict[str, str] = {}
    for kind in _KINDS:
        listed = at(value, kind)
        if listed is not None and not isinstance(listed, dict):
            problems.append(ReadProblem(path, _line_of(source, kind), f"`{kind}` is not an object"))
        dependencies.update(_ranges(value, kind))
    elsewhere = {name for kind in _KINDS if kind != "devDependencies" for name in _ranges(value, kind)}
    manifest = Manifest(
        path=path,
        source=source,
        name=text(value, "name"),
        version=text(value, "version"),
        main=text(value, "main"),
        module_type=_module_type(value),
        dependencies=dependencies,
        dev=frozenset(_ranges(value, "devDependencies")) - elsewhere,
        problems=tuple(problems),
    )
    return manifest, value


def _with_app_folder(tree: Tree, manifest: Manifest, value: Json) -> Manifest:
    """Two packages, as electron-builder wants them: the outer one builds, the inner one ships and names `main`."""
    if manifest.main is not None and _exists(tree, "", manifest.main):
        return manifest
    configured = join("", text(value, "build", "directories", "app") or "")
    for folder in dict.fromkeys((configured, *_APP_FOLDERS)):
        inner = tree.files.get(posixpath.join(folder, "package.json")) if folder else None
        if folder is None or inner is None:
            continue
        inner_value, broken = parse_json(inner)
        if broken is not None:
            manifest = replace(manifest, problems=(*manifest.problems, broken))
            continue
        main = text(inner_value, "main")
        there = _exists(tree, folder, main or "index.js")
        if there or (manifest.main is None and main is not None):
            return replace(
                manifest,
                main=main,
                name=manifest.name or text(inner_value, "name"),
                version=manifest.version or text(inner_value, "version"),
                module_type=_module_type(inner_value),
                dependencies={**_all_ranges(inner_value), **manifest.dependencies},
                app_folder=folder,
            )
    return manifest


def _with_electron(tree: Tree, manifest: Manifest, value: Json) -> Manifest:
    folder, declared = "", _declared(manifest.dependencies)
    with_electron = [workspace for workspace in manifest.workspaces if workspace.electron_range is not None]
    if declared is None and len(with_electron) == 1:
        workspace = with_electron[0]
        folder, declared = workspace.folder, _declared(_all_ranges(parse_json(tree.files[workspace.path])[0]))
        manifest = replace(manifest, suggestion=f"the Electron app of this monorepo is {folder}: name that folder to look at it alone")
        if manifest.main is None or not _exists(tree, "", manifest.main):
            module_type = _module_type(parse_json(tree.files[workspace.path])[0])
            manifest = replace(manifest, main=workspace.main, module_type=module_type, app_folder=folder)
    elif declared is None and with_electron:
        names = ", ".join(workspace.folder for workspace in with_electron)
        manifest = replace(manifest, suggestion=f"several packages of this monorepo use Electron: name one of {names}")
    if declared is None:
        version = text(value, "build", "electronVersion")
        major = exact_major(version) if version is not None else None
        if version is None or major is None:
            return manifest
        return replace(manifest, electron_resolved=version, electron_source="electron-builder configuration", electron_major=major)
    package, version_range = declared
    manifest = replace(manifest, electron_range=version_range)
    refused: list[ReadProblem] = []
    for version, where in _installed_versions(tree, package, version_range, folder):
        major = exact_major(version)
        if major is None:
            continue
        if _agree(version, version_range):
            installed = where.endswith("/package.json")
            source = "node_modules/electron/package.json" if installed else posixpath.basename(where)
            problems = (*manifest.problems, *refused)
            return replace(manifest, electron_resolved=version, electron_source=source, electron_major=major, problems=problems)
        refused.append(ReadProblem(where, None, f"says Electron {version}, which package.json ({version_range}) does not allow"))
    major = lowest_major(version_range)
    if major is None:
        refused.append(ReadProblem(manifest.path, None, f"the Electron version is not known from `{version_range}`"))
    return replace(manifest, electron_source="dependency range", electron_major=major, problems=(*manifest.problems, *refused))


def _installed_versions(tree: Tree, package: str, version_range: str, folder: str) -> list[tuple[str, str]]:
    """Versions with the file that tells them, the most telling first; the nearest lock file counts."""
    found: list[tuple[str, str]] = []
    locks = [path for path in tree.locks if posixpath.basename(path) in _LOCKS]
    # A lock file in the package's own folder comes first, then those further out.
    for path in sorted(locks, key=lambda path: (path.count("../"), -len(folder_of(path)), _LOCKS.index(posixpath.basename(path)))):
        seen = _seen_from(posixpath.dirname(path), folder, tree.root)
        if seen is None:
            continue
        version = locked_version(tree.locks[path], package, folder=seen, wanted=version_range)
        if version is not None:
            found.append((version, path))
    for path in sorted(path for path in tree.locks if path.endswith("node_modules/electron/package.json")):
        version = text(parse_json(tree.locks[path])[0], "version")
        if version is not None and package == "electron":
            found.append((version, path))
    return found


def _seen_from(lock_folder: str, folder: str, root: Path) -> str | None:
    """The package folder as the lock file's folder sees it; None when the lock file belongs to another package."""
    if lock_folder.startswith(".."):
        height = lock_folder.count("..")
        return posixpath.join(*root.parts[-height:], folder).rstrip("/")
    if not lock_folder or folder == lock_folder:
        return folder[len(lock_folder) :]
    return folder[len(lock_folder) + 1 :] if folder.startswith(lock_folder + "/") else None


def _agree(version: str, version_range: str) -> bool:
    """True when the range allows the version, or is none that says anything (a tag, a URL, a catalog)."""
    wanted = version_range.rpartition("@")[2] if version_range.startswith("npm:") else version_range
    if lowest_major(wanted) is None:
        return True
    try:
        return bool(satisfies(version, wanted, loose=True)) or exact_major(version) == lowest_major(wanted)
    except ValueError:
        return True


def _declared(dependencies: Mapping[str, str]) -> tuple[str, str] | None:
    return next(((name, dependencies[name]) for name in ELECTRON_PACKAGES if name in dependencies), None)


def _workspaces(tree: Tree, value: Json) -> tuple[Workspace, ...]:
    patterns = [*texts(value, "workspaces"), *texts(value, "workspaces", "packages")]
    pnpm = tree.locks.get("pnpm-workspace.yaml")
    if pnpm is not None:
        patterns.extend(item for keys, item in yaml_scalars(pnpm.data.decode("utf-8", "replace")) if keys == ("packages", "-"))
    if "lerna.json" in tree.files:
        patterns.extend(texts(parse_json(tree.files["lerna.json"])[0], "packages"))
    wanted = [pattern for pattern in patterns if not pattern.startswith("!")]
    refused = [pattern[1:] for pattern in patterns if pattern.startswith("!")]
    found: list[Workspace] = []
    for path, source in tree.files.items():
        folder = folder_of(path)
        if posixpath.basename(path) != "package.json" or not folder:
            continue
        if any(_matches(pattern, folder) for pattern in wanted) and not any(_matches(pattern, folder) for pattern in refused):
            package = parse_json(source)[0]
            declared = _declared(_all_ranges(package))
            found.append(
                Workspace(folder, path, text(package, "name"), text(package, "main"), declared[1] if declared is not None else None)
            )
    return tuple(found)


def _matches(pattern: str, folder: str) -> bool:
    parts = [part for part in pattern.split("/") if part not in ("", ".")]
    # Every `**` multiplies the work; nobody needs more than a few.
    return parts.count("**") <= 3 and _segments_match(parts, folder.split("/"))


def _segments_match(parts: list[str], names: list[str]) -> bool:
    if not parts:
        return not names
    if parts[0] == "**":
        return any(_segments_match(parts[1:], names[count:]) for count in range(len(names) + 1))
    return bool(names) and fnmatchcase(names[0], parts[0]) and _segments_match(parts[1:], names[1:])


def _all_ranges(value: Json) -> Mapping[str, str]:
    return {name: version for kind in _KINDS for name, version in _ranges(value, kind).items()}


def _ranges(value: Json, kind: str) -> Mapping[str, str]:
    return {name: version for name, version in table(value, kind).items() if isinstance(version, str)}


def _module_type(value: Json) -> ModuleType:
    return "module" if text(value, "type") == "module" else "commonjs"


def _exists(tree: Tree, folder: str, main: str) -> bool:
    path = join(folder, main)
    return path is not None and any(path + ending in tree.files for ending in ("", ".js", ".ts", ".json", "/index.js"))


def _line_of(source: Source, key: str) -> int | None:
    at_key = source.data.find(f'"{key}"'.encode())
    return source.position(at_key).line if at_key >= 0 else None
