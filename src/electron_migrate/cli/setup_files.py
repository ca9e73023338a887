"""What `init` proposes: the app's settings, a workflow, a pre-commit hook. Texts and places only; nothing here touches the disk."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass

from electron_migrate import __version__
from electron_migrate.cli.config import CONFIG_NAME
from electron_migrate.gate.baseline import DEFAULT_NAME

WORKFLOW = ".github/workflows/electron-migrate.yml"
HOOKS = ".pre-commit-config.yaml"
INSTALL = f"pipx install electron-migrate=={__version__}"
# Nothing that a shell, YAML or an expression of a workflow reads as anything but a name
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./ -]*")

Read = Callable[[str], bytes | None]
"""The bytes of a file below the repository's top, None where there is none."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One file below the repository's top. `after` is `before` where it stays as it is, and `note` then says why."""

    path: str
    before: bytes | None
    after: bytes
    note: str = ""

    @property
    def changes(self) -> bool:
        return self.before != self.after


def settings_proposal(read: Read, app: str, electron: int | None) -> Proposal:
    """`app`: what leads from the repository's top to the app, empty or ending in `/`. `electron`: the major that it declares."""
    path = app + CONFIG_NAME
    before = read(path)
    if before is not None:
        return Proposal(path, before, before, "is there")
    return Proposal(path, None, _SETTINGS.format(electron=electron or 28, baseline=DEFAULT_NAME).encode())


def workflow_proposal(read: Read, app: str, install: str) -> Proposal:
    """`install`: the command that puts electron-migrate on the PATH."""
    before = read(WORKFLOW)
    if before is not None:
        return Proposal(WORKFLOW, before, before, "is there")
    if (refused := _refused(app)) is not None:
        return Proposal(WORKFLOW, b"", b"", refused)
    place = f" {shlex.quote(app.rstrip('/'))}" if app else ""
    return Proposal(WORKFLOW, None, _WORKFLOW.replace("INSTALL", install).replace("CHECK", f"electron-migrate check{place}").encode())


def hook_proposal(read: Read, app: str, install: str = INSTALL) -> Proposal:
    """A hook of its own file, or one more at the end of `repos:`; a file that is laid out otherwise stays, and `note` holds the hook.

    What `install` takes is what the hook depends on, where that is the last word of a command for one package.
    """
    before = read(HOOKS)
    if (refused := _refused(app)) is not None:
        return Proposal(HOOKS, before or b"", before or b"", refused)
    place = f" {shlex.quote(app.rstrip('/'))}" if app else ""
    hook = _HOOK.replace("PACKAGE", _package(install)).replace("CHECK", f"electron-migrate check{place}").replace("FILES", f"^{app}" if app else "^")
    if before is None:
        return Proposal(HOOKS, None, f"repos:\n{hook}".encode())
    if b"electron-migrate" in before:
        return Proposal(HOOKS, before, before, "has a hook of this name")
    after = _with_hook(before, hook)
    if after is None:
        return Proposal(HOOKS, before, before, f"is laid out in a way that is not edited; add to its repos:\n{hook}")
    return Proposal(HOOKS, before, after)


def _package(install: str) -> str:
    """The requirement of a `pipx install`, as a YAML scalar."""
    found = re.fullmatch(r"(?:pipx|pip|uv tool|uv pip) install (?P<package>[^\s'\"]+)", install)
    package = found["package"] if found is not None else f"electron-migrate=={__version__}"
    return package if re.fullmatch(r"[A-Za-z][\w.=-]*", package) else f"'{package}'"


def _refused(app: str) -> str | None:
    if app and not _PLAIN.fullmatch(app):
        return "is not written: the app's path has characters that a workflow would not take for a name"
    return None


def _with_hook(before: bytes, hook: str) -> bytes | None:
    """The file with the hook as the last item of a block list under `repos:`; None where it is not written as one."""
    try:
        text = before.decode("utf-8")
    except UnicodeDecodeError:
        return None
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    heads = [number for number, line in enumerate(lines) if re.fullmatch(r"repos:[ \t]*(#.*)?", line)]
    if len(heads) != 1 or "\t" in text:
        return None
    indent: str | None = None
    end = heads[0] + 1
    for number in range(heads[0] + 1, len(lines)):
        line = lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        item = re.match(r"( *)- ", line)
        if indent is None:
            if item is None:
                return None
            indent = item[1]
        depth = len(line) - len(line.lstrip(" "))
        if depth < len(indent) or (depth == len(indent) and item is None):
            break
        end = number + 1
    if indent is None:
        return None
    added = [indent + line.removeprefix("  ") if line else line for line in hook.rstrip("\n").split("\n")]
    rest = lines[end:] or [""]
    return newline.join([*lines[:end], *added, *rest]).encode()


_SETTINGS = """\
# Settings of electron-migrate. Everything is optional; the command line wins.

# The Electron to migrate for; without it the one that the app declares.
# electron = {electron}

# Rules to look for and to leave out, by id or pattern: electron-migrate explain lists them.
# select = ["ALL"]
# ignore = ["unchecked-ipc-handler"]

# Files to leave alone; patterns as in .gitignore.
# exclude = ["vendor/"]

[check]
baseline = "{baseline}"
# Of any rule or check: "always" fails, "new" only what the baseline has not, "off" never.
# handler-without-caller = "always"

# [severity]
# unchecked-ipc-handler = "warning"
"""

_WORKFLOW = """\
# Fails a pull request that brings new debt on the way to isolated renderers. Nothing of the app is installed or run.
name: electron-migrate

on:
  pull_request:
  push:
    branches: [main, master]

permissions:
  contents: read
  security-events: write # to show findings in code scanning

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - run: INSTALL
      - run: |
          CHECK --format github \\
            --output sarif=electron-migrate.sarif --output markdown="$GITHUB_STEP_SUMMARY"
      - uses: github/codeql-action/upload-sarif@v3
        if: ${{ !cancelled() && !github.event.pull_request.head.repo.fork }}
        continue-on-error: true # a repository without code scanning
        with:
          sarif_file: electron-migrate.sarif
          category: electron-migrate
"""

_HOOK = """\
  - repo: local
    hooks:
      - id: electron-migrate
        name: electron-migrate check
        entry: CHECK
        language: python
        additional_dependencies: [PACKAGE]
        pass_filenames: false
        files: 'FILES.*\\.(js|cjs|mjs|jsx|ts|cts|mts|tsx|vue|html|json|toml)$'
"""
