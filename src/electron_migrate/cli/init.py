"""`electron-migrate init`: settings, workflow and pre-commit hook, shown before they are written."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
from rich.text import Text

from electron_migrate.app.app import NotAnApp, read_app
from electron_migrate.app.disk import folders_above
from electron_migrate.cli.formats import repository_prefix
from electron_migrate.cli.options import app_argument, app_root
from electron_migrate.cli.output import stdout_console
from electron_migrate.cli.setup_files import INSTALL, Proposal, hook_proposal, settings_proposal, workflow_proposal
from electron_migrate.cli.terminal import require_terminal
from electron_migrate.code.diff import unified_diff
from electron_migrate.errors import UserError
from electron_migrate.report.diff_text import print_diff
from electron_migrate.report.layout import PATH, printable, show
from electron_migrate.write.disk import read_plain
from electron_migrate.write.single import write_in_app

_PARTS = ("settings", "workflow", "hook")


@click.command()
@app_argument
@click.option("--yes", "-y", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show, and write nothing.")
@click.option("--without", multiple=True, type=click.Choice(_PARTS), help="Leave a part out; repeated.")
@click.option("--install", default=INSTALL, show_default=True, metavar="COMMAND", help="How the workflow gets electron-migrate.")
def init(*, app: Path, yes: bool, dry_run: bool, without: tuple[str, ...], install: str) -> None:
    """Set APP up for CI: settings, a GitHub workflow, a pre-commit hook.

    Shows every file first and asks. Settings and workflow that are there stay as they are; a hook is added to the list of hooks.

    \b
    Examples:
      electron-migrate init
      electron-migrate init packages/desktop --without hook
      electron-migrate init --dry-run

    \b
    Exit codes:
      0  written, shown, or nothing to do
      2  wrong usage, no app, or nobody to ask; nothing is written
    """
    if "\n" in install or "${{" in install:
        raise UserError("EM103", "--install is one line for a shell, without expressions of a workflow")
    root = app_root(app)
    top, prefix = (folders_above(root) or (root,))[-1], repository_prefix(root)
    proposals = _proposals(root, top, prefix, without, install)
    _show(proposals)
    wanted = [one for one in proposals if one.changes]
    if dry_run or not wanted:
        click.echo("Nothing is written." if dry_run else "Nothing to do.")
        return
    if not yes:
        require_terminal("init asks before it writes", "Run it in a terminal, or pass --yes after reading what is shown.")
        wanted = [one for one in wanted if click.confirm(f"Write {printable(one.path)}?", default=True)]
    for one in wanted:
        write_in_app(top, one.path, one.after)
        click.echo(f"wrote {printable(one.path)}")
    if wanted:
        place = [] if app == Path(".") else [str(app)]
        click.echo("Next, accept the debt of today and commit the file: " + shlex.join(["electron-migrate", "check", *place, "--write-baseline"]))


def _proposals(root: Path, top: Path, prefix: str, without: tuple[str, ...], install: str) -> list[Proposal]:
    try:
        electron = read_app(root).manifest.electron_major
    except NotAnApp as nothing:
        raise UserError("EM102", nothing.message, nothing.help) from nothing

    def read(path: str) -> bytes | None:
        found = read_plain(top / path, path)
        return None if found is None else found.data

    made = {
        "settings": lambda: settings_proposal(read, prefix, electron),
        "workflow": lambda: workflow_proposal(read, prefix, install),
        "hook": lambda: hook_proposal(read, prefix, install),
    }
    return [made[part]() for part in _PARTS if part not in without]


def _show(proposals: list[Proposal]) -> None:
    console = stdout_console()
    for one in proposals:
        if one.changes:
            print_diff(unified_diff(one.path, one.before, one.after), console)
        else:
            first, *rest = one.note.split("\n")
            show(console, [Text.assemble((printable(one.path), PATH), f" {first}"), *(Text(f"  {line}") for line in rest)])
        show(console, [Text()])
