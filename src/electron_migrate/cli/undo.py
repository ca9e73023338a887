"""`electron-migrate undo`: takes the last apply back."""

from __future__ import annotations

from pathlib import Path

import click

from electron_migrate.cli.options import app_argument, app_root
from electron_migrate.cli.output import warn
from electron_migrate.report.layout import count, printable
from electron_migrate.write.apply import history
from electron_migrate.write.apply import undo as take_back
from electron_migrate.write.journal import Entry


@click.command()
@app_argument
@click.option("--force", is_flag=True, help="Also overwrite files that were edited since the apply.")
@click.option("--list", "listed", is_flag=True, help="Show what can be taken back, the last apply first; changes nothing.")
@click.option("--quiet", "-q", is_flag=True, help="One summary line.")
def undo(*, app: Path, force: bool, listed: bool, quiet: bool) -> None:
    """Take the last apply in APP back, byte for byte.

    Refuses when one of its files was edited since. Repeat it to go further back.

    \b
    Examples:
      electron-migrate undo
      electron-migrate undo packages/desktop
      electron-migrate undo --list

    \b
    Exit codes:
      0  taken back
      2  wrong usage, nothing to undo, or refused; nothing is written
    """
    root = app_root(app)
    if listed:
        _list(history(root), quiet=quiet)
        return
    undone = take_back(root, force=force)
    if undone.recovered is not None:
        warn(undone.recovered.message)
    if not quiet:
        for verb, paths in (("restored", undone.restored), ("deleted ", undone.deleted)):
            for path in paths:
                click.echo(f"  {verb}  {printable(path)}")
    files = len(undone.restored) + len(undone.deleted)
    click.echo(f"Took back {count(len(undone.labels), 'change group')} in {count(files, 'file')}.")


def _list(entries: tuple[Entry, ...], *, quiet: bool) -> None:
    """The applies on record, the next one to be taken back first."""
    if not entries:
        click.echo("Nothing to undo: no apply is on record for this app.")
        return
    for entry in reversed(entries):
        unfinished = f" of {entry.planned}" if entry.planned != len(entry.labels) else ""
        click.echo(f"{printable(entry.time)}  {count(len(entry.labels), 'change group')}{unfinished} in {count(len(entry.files), 'file')}")
        if not quiet:
            for label in entry.labels:
                click.echo(f"  {printable(label)}")
