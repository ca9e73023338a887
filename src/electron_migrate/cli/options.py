"""The options and the argument that commands share, and how they become an `Options` value."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from electron_migrate.errors import UserError
from electron_migrate.facts.model import Safety
from electron_migrate.options import Options
from electron_migrate.report.layout import Detail

Command = TypeVar("Command", bound=Callable[..., Any])

format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown", "html"]),
    default="text",
    show_default=True,
    help="How to report.",
)
app_argument = click.argument("app", default=".", metavar="[APP]", type=click.Path(path_type=Path))


def scope_options(command: Command) -> Command:
    """`--electron`, `--select`, `--ignore`, `--exclude`, `--window`, `--api-name`: what the command looks at."""
    return _decorated(
        command,
        click.option("--electron", type=int, metavar="N", help="Electron major to migrate for."),
        click.option("--select", multiple=True, metavar="RULES", help="Only these rules; comma-separated or repeated."),
        click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules out."),
        click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave these files out; patterns as in .gitignore."),
        click.option("--window", multiple=True, metavar="ID", help="Only these windows; ids as scan shows them."),
        click.option("--api-name", default="electronAPI", show_default=True, metavar="NAME", help="Name of the bridge on window."),
    )


def detail_options(command: Command) -> Command:
    """`--quiet` and `--verbose`."""
    return _decorated(
        command,
        click.option("--quiet", "-q", is_flag=True, help="One summary line."),
        click.option("--verbose", "-v", is_flag=True, help="Everything: every finding with its code and the reason."),
    )


def level_option(default: str) -> Callable[[Command], Command]:
    """`--level safe|review`."""
    return click.option(
        "--level",
        type=click.Choice(["safe", "review"]),
        default=default,
        show_default=True,
        help="Up to which safety changes are made.",
    )


def app_root(app: Path) -> Path:
    """The app's folder, absolute and free of links. Raises UserError."""
    try:
        root = app.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # missing, unreadable, or a loop of links
        raise UserError("EM101", f"{app} does not exist") from error
    if root.is_file() and root.name == "package.json":
        return root.parent
    if not root.is_dir():
        raise UserError("EM101", f"{app} is not a folder")
    return root


def make_options(
    *,
    electron: int | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    exclude: tuple[str, ...],
    window: tuple[str, ...],
    api_name: str,
) -> Options:
    """From the values of `scope_options`. Raises UserError."""
    try:
        return Options(
            electron=electron,
            select=_split(select),
            ignore=_split(ignore),
            exclude=exclude,
            window=_split(window),
            api_name=api_name,
        )
    except ValueError as error:
        raise UserError("EM103", str(error)) from error


def detail_of(*, quiet: bool, verbose: bool) -> Detail:
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other.")
    return Detail.QUIET if quiet else Detail.VERBOSE if verbose else Detail.NORMAL


def safety_of(level: str) -> Safety:
    return Safety[level.upper()]


def _decorated(command: Command, *decorators: Callable[[Command], Command]) -> Command:
    """The help shows options in the order of `decorators`."""
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())
