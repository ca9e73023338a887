"""Looks up the installed version of one package in a lock file of npm, yarn, pnpm or bun."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from electron_migrate.app.jsontext import parse_json, table, text
from electron_migrate.code.source import Source


def locked_version(lock: Source, package: str, *, folder: str, wanted: str | None) -> str | None:
    """The version of `package` that `lock` gives to the workspace package in `folder`.

    `folder` is seen from the lock file, "" for the folder that holds it; `wanted` is the range in package.json. None when the lock file
    does not say, or not clearly.
    """
    match posixpath.basename(lock.path):
        case "package-lock.json" | "npm-shrinkwrap.json":
            return _npm(lock, package, folder)
        case "yarn.lock":
            return _yarn(_decoded(lock), package, wanted)
        case "pnpm-lock.yaml":
            return _pnpm(_decoded(lock), package, folder)
        case "bun.lock":
            return _bun(_decoded(lock), package)
        case _:
            return None


def yaml_scalars(yaml: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every `key: value` of plain block YAML with the keys that lead to it; items of lists as a key of their own, `-`.

    Enough for lock files and pnpm-workspace.yaml as tools write them: no flow collections, anchors or multi-line texts.
    """
    path: list[tuple[int, str]] = []
    for line in yaml.splitlines():
        match = re.match(r"( *)(- +)?(?:('[^']*'|\"[^\"]*\"|[^\s'\"#:{\[][^:#]*(?::[^\s:#][^:#]*)*):(?=\s|$))?(.*)", line)
        if match is None or not (match.group(2) or match.group(3)):
            continue
        # List items may stand at their key's own indentation; half a step more keeps them below it.
        indent = len(match.group(1)) * 2 + (1 if match.group(2) else 0)
        while path and path[-1][0] >= indent:
            path.pop()
        if match.group(2):
            path.append((indent, "-"))
            indent += 1
        if match.group(3):
            path.append((indent, match.group(3).strip("'\"")))
        value = re.sub(r"\s+#.*$", "", match.group(4)).strip().strip("'\"")
        if value:
            yield tuple(key for _, key in path), value


def _npm(lock: Source, package: str, folder: str) -> str | None:
    value, _ = parse_json(lock)
    packages = table(value, "packages")
    here = folder
    while True:
        found = text(packages.get(posixpath.join(here, "node_modules", package)), "version")
        if found is not None or not here:
            break
        here = posixpath.dirname(here)
    return found or text(value, "dependencies", package, "version")


def _yarn(lock: str, package: str, wanted: str | None) -> str | None:
    entry = re.compile(rf"^(?=[^\s#])([^\n]*\b{re.escape(package)}@[^\n]*):\n((?:[ \t]+[^\n]*\n?)+)", re.MULTILINE)
    found: dict[str, str] = {}
    for match in entry.finditer(lock.replace("\r\n", "\n")):
        version = re.search(r'^\s+version:?\s+"?([^"\s]+)"?', match.group(2), re.MULTILINE)
        for pattern in match.group(1).split(","):
            name, _, version_range = pattern.strip().strip('"').rpartition("@")
            # yarn 2 and later write `electron@npm:^12.0.0`.
            if version is not None and name in (package, f"{package}@npm"):
                found[version_range.removeprefix("npm:")] = version.group(1)
    if wanted is not None and wanted in found:
        return found[wanted]
    return next(iter(found.values())) if len(set(found.values())) == 1 else None


def _pnpm(lock: str, package: str, folder: str) -> str | None:
    versions: dict[tuple[str, ...], str] = dict(yaml_scalars(lock))
    for prefix in (("importers", folder or "."), ()):
        for kind in ("dependencies", "devDependencies", "optionalDependencies"):
            version = versions.get((*prefix, kind, package, "version")) or versions.get((*prefix, kind, package))
            if version is not None:
                # `12.0.1(supports-color@8)` and, before version 6, `12.0.1_supports-color@8`.
                return re.split(r"[(_]", version)[0]
    return None


def _bun(lock: str, package: str) -> str | None:
    match = re.search(rf'^\s*"{re.escape(package)}": \["{re.escape(package)}@([^"]+)"', lock, re.MULTILINE)
    return match.group(1) if match is not None else None


def _decoded(lock: Source) -> str:
    return lock.data.decode("utf-8", "replace")
