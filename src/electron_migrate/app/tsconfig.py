"""tsconfig and jsconfig files: path aliases, and which folder is compiled into which."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from electron_migrate.app.jsontext import Json, at, parse_json5, text, texts
from electron_migrate.app.paths import TYPESCRIPT_ENDINGS, below, folder_of, join, stem
from electron_migrate.app.problem import ReadProblem
from electron_migrate.code.source import Source

NAME = re.compile(r"(?:tsconfig|jsconfig)(?:[.-][\w.-]+)?\.json")
_DEEPEST_CHAIN = 10
_USUAL_ROOTS = ("src", "source", "app", "electron", "lib", "ts")


@dataclass(frozen=True, slots=True)
class TsProject:
    """One configuration with what it extends. Folders are app-relative, None where not set or out of the app."""

    path: str
    base_url: str | None = None
    paths: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Patterns as written (at most one `*`), with app-relative targets that may hold one `*`."""
    out_dir: str | None = None
    root_dir: str | None = None
    roots: tuple[str, ...] = ()
    """Folders that `include` names, without their wildcards."""

    @property
    def folder(self) -> str:
        return folder_of(self.path)


def read_projects(files: Mapping[str, Source]) -> tuple[tuple[TsProject, ...], tuple[ReadProblem, ...]]:
    """All tsconfig*.json and jsconfig.json among `files`, `extends` inside the app followed, and those that are broken.

    What `references` name lies in the app and is found by its own name, so references need no following.
    """
    projects: list[TsProject] = []
    problems: list[ReadProblem] = []
    for path, source in files.items():
        if NAME.fullmatch(posixpath.basename(path)):
            _, problem = parse_json5(source)
            if problem is not None:
                problems.append(problem)
            else:
                projects.append(_project(files, path))
    return tuple(projects), tuple(problems)


def compiled_from(project: TsProject, path: str) -> Iterator[str]:
    """The TypeScript files that the project may compile to the script `path`, likeliest first; none for a script elsewhere."""
    rest = below(project.out_dir, path) if project.out_dir is not None else None
    if rest is None or not path.endswith((".js", ".jsx", ".mjs", ".cjs")):
        return
    # Without `rootDir` the compiler takes the deepest folder that holds all its input.
    folders = (project.root_dir,) if project.root_dir is not None else (project.folder, *project.roots, *_USUAL_ROOTS)
    for folder in dict.fromkeys(folders):
        for ending in TYPESCRIPT_ENDINGS:
            yield posixpath.join(folder, stem(rest) + ending)


def _project(files: Mapping[str, Source], path: str) -> TsProject:
    base_url = out_dir = root_dir = None
    paths: tuple[tuple[str, tuple[str, ...]], ...] = ()
    roots: tuple[str, ...] = ()
    own = folder_of(path)
    # From the innermost base to the file itself, so that later values win.
    for config_path, value in reversed(_chain(files, path)):
        folder = folder_of(config_path)
        base_url = _folder(value, "baseUrl", folder, own, otherwise=base_url)
        out_dir = _folder(value, "outDir", folder, own, otherwise=out_dir)
        root_dir = _folder(value, "rootDir", folder, own, otherwise=root_dir)
        written = at(value, "compilerOptions", "paths")
        if isinstance(written, dict):
            base = base_url if base_url is not None else folder
            paths = tuple((pattern, _targets(base, texts(written, pattern), own)) for pattern in written if pattern.count("*") <= 1)
        include = texts(value, "include")
        if include:
            found = (join(folder, re.split(r"[*?]", pattern)[0] or ".") for pattern in include)
            roots = tuple(dict.fromkeys(root for root in found if root is not None))
    return TsProject(path, base_url, paths, out_dir, root_dir, roots)


def _chain(files: Mapping[str, Source], path: str) -> list[tuple[str, Json]]:
    """The file and what it extends, the file first."""
    chain: list[tuple[str, Json]] = []
    todo = [path]
    while todo and len(chain) < _DEEPEST_CHAIN:
        current = todo.pop(0)
        if current not in files or any(current == seen for seen, _ in chain):
            continue
        value, _ = parse_json5(files[current])
        chain.append((current, value))
        single = text(value, "extends")
        # Of several bases the last one wins, so it comes first here.
        for base in reversed((single,) if single is not None else texts(value, "extends")):
            if base.startswith("."):
                target = join(folder_of(current), base)
                if target is not None:
                    todo.extend(name for name in (target, f"{target}.json", f"{target}/tsconfig.json") if name in files)
    return chain


def _folder(value: Json, key: str, folder: str, own: str, *, otherwise: str | None) -> str | None:
    written = text(value, "compilerOptions", key)
    return otherwise if written is None else _placed(folder, written, own)


def _targets(base: str, written: tuple[str, ...], own: str) -> tuple[str, ...]:
    placed = (_placed(base, target, own) for target in written)
    return tuple(target for target in placed if target is not None)


def _placed(folder: str, written: str, own: str) -> str | None:
    if written.startswith("${configDir}"):
        return join(own, "." + written[len("${configDir}") :])
    return join(folder, written)
