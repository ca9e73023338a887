"""The user's app as one value: everything that is known from its files alone, before any script is parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from electron_migrate.app.aliases import Aliases, read_aliases
from electron_migrate.app.entry import find_entry
from electron_migrate.app.installed import Installed
from electron_migrate.app.manifest import Manifest, read_manifest
from electron_migrate.app.packages import Bundler, Language, find_bundler, language_of, package_manager
from electron_migrate.app.pages import Page, read_pages
from electron_migrate.app.problem import ReadProblem
from electron_migrate.app.tree import Tree, read_tree
from electron_migrate.app.tsconfig import read_projects

__all__ = ["App", "NotAnApp", "entry_path", "read_app"]

_USES_ELECTRON = re.compile(rb"['\"`](?:electron|electron/(?:main|renderer|common)|@electron/remote)['\"`]")


class NotAnApp(Exception):  # noqa: N818 - it is an answer, not a fault
    """There is nothing to read. `message` says why, `help` what to do; both one line."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


@dataclass(frozen=True, slots=True)
class App:
    """An Electron app as it lies on disk. `problems` are those of every reader, in order of path."""

    root: Path
    tree: Tree
    manifest: Manifest
    package_manager: str | None
    bundler: Bundler | None
    language: Language
    aliases: Aliases
    pages: tuple[Page, ...]
    problems: tuple[ReadProblem, ...]
    installed: Installed


def read_app(root: Path, *, exclude: tuple[str, ...] = ()) -> App:
    """Reads the app in the folder `root`; `exclude` are patterns as in .gitignore.

    Raises NotAnApp when `root` is no folder that can be read, or nothing in it uses Electron. What is wrong with single files is in
    `problems`.
    """
    try:
        tree = read_tree(root, exclude)
    except FileNotFoundError:
        raise NotAnApp(f"{root} does not exist", "name the folder that holds your app's package.json") from None
    except NotADirectoryError:
        raise NotAnApp(f"{root} is not a folder", "name the folder that holds your app's package.json, not a file in it") from None
    except (OSError, RuntimeError) as error:
        raise NotAnApp(f"{root} cannot be read: {error}", "name a folder that you may read") from None
    manifest = read_manifest(tree)
    if not _uses_electron(tree, manifest):
        raise _nothing_to_do(root, tree)
    projects, broken = read_projects(tree.files)
    bundler = find_bundler(tree, manifest, projects)
    problems = dict.fromkeys((*tree.problems, *manifest.problems, *broken))
    return App(
        root=tree.root,
        tree=tree,
        manifest=manifest,
        package_manager=package_manager(tree, manifest),
        bundler=bundler,
        language=language_of(tree),
        aliases=read_aliases(tree, bundler, projects),
        pages=read_pages(tree, bundler, projects),
        problems=tuple(sorted(problems, key=lambda problem: (problem.path, problem.line or 0))),
        installed=Installed(tree.root),
    )


def entry_path(app: App) -> tuple[str | None, str]:
    """The app-relative path of the file where the main process starts, one of the tree's files, and how it was found; (None, why not)."""
    return find_entry(app.tree, app.manifest, app.bundler, app.aliases.projects)


def _uses_electron(tree: Tree, manifest: Manifest) -> bool:
    if manifest.electron_range is not None or manifest.electron_major is not None or any(w.electron_range for w in manifest.workspaces):
        return True
    return any(_USES_ELECTRON.search(source.data) for path, source in tree.files.items() if not path.endswith("package.json"))


def _nothing_to_do(root: Path, tree: Tree) -> NotAnApp:
    if not tree.names:
        return NotAnApp(f"{root} is empty", "name the folder that holds your app's package.json")
    if "package.json" not in tree.files:
        unread = tree.skipped.get("package.json") or tree.skipped.get("./") or tree.skipped.get("/")
        if unread is not None:
            return NotAnApp(f"{root}: package.json is not read: {unread}", "make it readable, as UTF-8 text")
        return NotAnApp(f"{root} holds no Electron app: no package.json, and no file uses Electron", "name the folder of your app")
    return NotAnApp(f"{root} holds no Electron app: neither package.json nor any file names Electron", "name the folder of your app")
