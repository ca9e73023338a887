"""Where output goes: data to stdout, warnings to stderr; colour only where a terminal reads."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars
from rich.text import Text

from electron_migrate.cli.links import opens_links, with_links
from electron_migrate.progress import Progress, silent
from electron_migrate.report.diff_text import print_diff
from electron_migrate.report.layout import Detail, View, printable

_WIDTH_WITHOUT_TERMINAL = 100


def stdout_console() -> Console:
    """For reports. COLUMNS sets the width; NO_COLOR and TERM=dumb are respected, by rich."""
    terminal = sys.stdout.isatty()
    width = None if terminal or "COLUMNS" in os.environ else _WIDTH_WITHOUT_TERMINAL
    return _Console(file=sys.stdout, width=width, markup=False, emoji=False, highlight=False, force_terminal=terminal)


def write_data(data: bytes) -> None:
    """Bytes to stdout, behind what was printed so far."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def show_diff(patch: bytes) -> None:
    """To eyes in colour and made harmless, to a pipe byte for byte."""
    if sys.stdout.isatty():
        print_diff(b"\n" + patch, stdout_console())
    else:
        write_data(b"\n" + patch)


def warn(message: str) -> None:
    """One line on stderr."""
    click.echo(f"warning: {printable(message)}", err=True)


@contextmanager
def status(what: str) -> Iterator[Callable[[str], None]]:
    """A line on stderr that says what takes its time, and is gone afterwards; silent where stderr is no terminal. Yields what updates it."""
    console = Console(file=sys.stderr, markup=False, emoji=False, highlight=False)
    if not console.is_terminal:
        yield lambda _detail: None
        return
    with console.status(Text(f"{what} …")) as shown:
        yield lambda detail: shown.update(Text(f"{what} … {printable(detail)}"))


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on stderr that says how far a long run has come, and is gone afterwards; silent where stderr is no terminal that can take it away."""
    console = Console(file=sys.stderr, markup=False, emoji=False, highlight=False)
    if not console.is_terminal or console.is_dumb_terminal:
        yield silent
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=30), MofNCompleteColumn())
    with Bars(*columns, console=console, transient=True) as bars:
        task = bars.add_task("Reading the app", total=None)
        yield lambda what, done, total: bars.update(task, description=what, completed=done, total=total)


def view_of(app: Path, root: Path, detail: Detail, given: tuple[str, ...]) -> View:
    """Paths become links from the working folder; proposed commands repeat the app and the options that this one was `given`."""
    place = "" if app == Path(".") else shlex.quote(str(app))
    return View(detail, _prefix(root), place, shlex.join(given))


class _Console(Console):
    def on_broken_pipe(self) -> None:
        raise  # rich would end the program here; `boundary` does

    def print(self, *objects: Any, **settings: Any) -> None:
        if self.is_terminal and self.color_system is not None and opens_links(os.environ):
            objects = tuple(with_links(one) if isinstance(one, Text) else one for one in objects)
        super().print(*objects, **settings)


def _prefix(root: Path) -> str:
    try:
        relative = Path(os.path.relpath(root)).as_posix()
    except (ValueError, OSError):  # another drive; a working folder that is gone
        relative = root.as_posix()
    if relative == ".":
        return ""
    return (root.as_posix() if relative.startswith("../../") else relative).rstrip("/") + "/"
