"""`electron-migrate undo`: takes the last apply back."""

from __future__ import annotations

from pathlib import Path

import click

from electron_migrate.cli.options import app_argument, app_root
from electron_migrate.cli.output import warn
from electron_migrate.report.layout import count, printable
from electron_migrate.write.apply import undo as take_back


@click.command()
@app_argument
@click.option("--force", is_flag=True, help="Also overwrite files that were edited since the apply.")
@click.option("--quiet", "-q", is_flag=True, help="One summary line.")
def undo(*, app: Path, force: bool, quiet: bool) -> None:
    """Take the last apply in APP back, byte for byte.

    Refuses when one of its files was edited since. Repeat it to go further back.

    \b
    Examples:
      electron-migrate undo
      electron-migrate undo packages/desktop

    \b
    Exit codes:
      0  taken back
      2  wrong usage, nothing to undo, or refused; nothing is written
    """
    undone = take_back(app_root(app), force=force)
    if undone.recovered is not None:
        warn(undone.recovered.message)
    if not quiet:
        for verb, paths in (("restored", undone.restored), ("deleted ", undone.deleted)):
            for path in paths:
                click.echo(f"  {verb}  {printable(path)}")
    files = len(undone.restored) + len(undone.deleted)
    click.echo(f"Took back {count(len(undone.labels), 'change group')} in {count(files, 'file')}.")
