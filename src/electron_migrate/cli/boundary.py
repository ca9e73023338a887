"""The one place where errors become words and exit codes."""

from __future__ import annotations

import io
import os
import platform
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from electron_migrate import __version__
from electron_migrate.errors import EXIT_BROKEN_PIPE, EXIT_INTERNAL, EXIT_INTERRUPTED, EXIT_USAGE, UserError
from electron_migrate.report.layout import printable
from electron_migrate.write.errors import (
    AlreadyRunning,
    ChangedSinceApply,
    DiskFull,
    GitUnusable,
    JournalBroken,
    NothingToUndo,
    PathRefused,
    ReadOnly,
    RecoveryBlocked,
    StaleFile,
    WriteError,
    WriteFailed,
)

_CODE_OF: dict[type[WriteError], str] = {
    AlreadyRunning: "EM109",
    ChangedSinceApply: "EM115",
    DiskFull: "EM110",
    GitUnusable: "EM118",
    JournalBroken: "EM117",
    NothingToUndo: "EM108",
    PathRefused: "EM116",
    ReadOnly: "EM110",
    RecoveryBlocked: "EM111",
    StaleFile: "EM105",
    WriteFailed: "EM110",
}

_PACKAGE = Path(__file__).parent.parent


class Boundary(click.Group):
    """A group of commands that ends every error of theirs: no command prints or exits by itself for one.

    2: something that the user can put right; 70: a bug of ours, with a report to paste; 130: interrupted; 141: the reader of
    our output has gone.
    """

    def invoke(self, ctx: click.Context) -> Any:
        _never_fail_to_encode()
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except UserError as error:
            explain_error(error)
            ctx.exit(EXIT_USAGE)
        except WriteError as error:
            explain_error(as_user_error(error))
            ctx.exit(EXIT_USAGE)
        except BrokenPipeError:
            # Python flushes stdout once more on its way out, which would complain
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(EXIT_BROKEN_PIPE)
        except (KeyboardInterrupt, click.Abort):
            click.echo("interrupted", err=True)
            ctx.exit(EXIT_INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:
            click.echo(bug_report(error), err=True)
            ctx.exit(EXIT_INTERNAL)
        return result


def as_user_error(error: WriteError) -> UserError:
    """An error of the writer under its code."""
    return UserError(_CODE_OF.get(type(error), "EM110"), error.message, error.help)


def bug_report(error: Exception) -> str:
    """What happened and where in this tool; nothing of the app but what the error itself says."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(_PACKAGE)]
    places = [f"  {Path(frame.filename).relative_to(_PACKAGE).as_posix()}:{frame.lineno} in {frame.name}" for frame in frames[-8:]]
    said = "".join(traceback.format_exception_only(error)).strip()
    return "\n".join(
        [
            "error: electron-migrate has a bug; your app is not left half-written.",
            "help: report it with these lines and, if you can, the file it worked on:",
            "",
            f"  electron-migrate {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}",
            f"  {printable(said)}",
            *places,
        ]
    )


def _never_fail_to_encode() -> None:
    """A console that knows little more than ASCII shows escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def explain_error(error: UserError) -> None:
    """On stderr: what is wrong, its details, and what to do."""
    click.echo(f"error[{error.code}]: {printable(error.message)}", err=True)
    for detail in error.details:
        click.echo(f"  {printable(detail)}", err=True)
    click.echo(f"help: {printable(error.help)}", err=True)
