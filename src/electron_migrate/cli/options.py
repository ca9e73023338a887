"""The options and the argument that commands share, and how they become an `Options` value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict, TypeVar

import click
from click.core import ParameterSource

from electron_migrate.cli.config import CONFIG_NAME, Settings, read_settings
from electron_migrate.cli.selection import complete_rules, resolved
from electron_migrate.errors import UserError
from electron_migrate.facts.model import Safety
from electron_migrate.options import NAVIGATION, PAGE_MODULES, VALIDATORS, Options
from electron_migrate.report.layout import Detail

Command = TypeVar("Command", bound=Callable[..., Any])

LOCAL_TRANSFORMS = ".electron-migrate/transforms"
"""Below the app's root."""

app_argument = click.argument("app", default=".", metavar="[APP]", type=click.Path(path_type=Path))


def format_option(*formats: str) -> Callable[[Command], Command]:
    """`--format`: how the report on stdout is written; `text` where it is not given."""
    return click.option(
        "--format", "format_", type=click.Choice(["text", *formats]), default="text", show_default=True, help="How to report."
    )


class Scope(TypedDict):
    """The values of `scope_options`, as click hands them over. Empty and None: not given."""

    electron: int | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    exclude: tuple[str, ...]
    window: tuple[str, ...]
    api_name: str | None
    validator: str | None
    page_modules: str | None
    navigation: str | None
    config: Path | None
    no_config: bool
    trust_local_transforms: bool


@dataclass(frozen=True, slots=True)
class Request:
    """What the command is to look at. `options`: the command line over the app's settings; `given`: what to repeat to get the same again."""

    options: Options
    settings: Settings
    given: tuple[str, ...]


def scope_options(command: Command) -> Command:
    """`--electron`, `--select`, `--ignore`, `--exclude`, `--window`, `--api-name`, `--config`: what the command looks at."""
    return _decorated(
        command,
        click.option("--electron", type=int, metavar="N", help="Electron major to migrate for."),
        click.option(
            "--select", multiple=True, metavar="RULES", shell_complete=complete_rules, help="Only these rules: id,id, window-*, ALL."
        ),
        click.option("--ignore", multiple=True, metavar="RULES", shell_complete=complete_rules, help="Leave these rules out."),
        click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave these files out; patterns as in .gitignore."),
        click.option("--window", multiple=True, metavar="ID", help="Only these windows; ids as scan shows them."),
        click.option("--api-name", metavar="NAME", help="Name of the bridge on window.  [default: electronAPI]"),
        click.option("--validator", type=click.Choice(VALIDATORS), help="How generated handlers check types.  [default: plain]"),
        click.option("--page-modules", type=click.Choice(PAGE_MODULES), help="How pages without a bundler load modules and packages.  [default: fit]"),
        click.option("--navigation", type=click.Choice(NAVIGATION), help="Where pages may lead their windows.  [default: free]"),
        click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help=f"Settings.  [default: APP/{CONFIG_NAME}]"),
        click.option("--no-config", is_flag=True, help="Leave the app's settings aside."),
        click.option("--trust-local-transforms", is_flag=True, help=f"Import and run the app's own transforms ({LOCAL_TRANSFORMS})."),
    )


def detail_options(command: Command) -> Command:
    """`--quiet` and `--verbose`."""
    return _decorated(
        command,
        click.option("--quiet", "-q", is_flag=True, help="One summary line."),
        click.option("--verbose", "-v", is_flag=True, help="Everything: every finding with its code and the reason."),
    )


def local_transforms(root: Path) -> tuple[Path, ...]:
    """The app's own transform files, sorted; links are left out, as they may lead anywhere."""
    folder = root / LOCAL_TRANSFORMS
    if folder.is_symlink() or folder.parent.is_symlink() or not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.glob("*.py") if path.is_file() and not path.is_symlink() and not path.name.startswith("_")))


watch_option = click.option("--watch", "-w", is_flag=True, help="Run again whenever a file of the app changes, until Ctrl-C.")


def level_option(default: str) -> Callable[[Command], Command]:
    """`--level safe|review`: None where it is not given, see `level_of`."""
    return click.option(
        "--level",
        type=click.Choice(["safe", "review"]),
        show_default=default,
        help="Up to which safety changes are made.",
    )


def level_of(given: str | None, settings: Settings, default: str) -> str:
    return given or settings.level or default


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


def request_of(root: Path, scope: Scope) -> Request:
    """The command line wins over the settings: each option replaces what they say, and `--select` their `ignore` too. Raises UserError."""
    if scope["config"] is not None and scope["no_config"]:
        raise click.UsageError("--config and --no-config exclude each other.")
    settings = Settings() if scope["no_config"] else read_settings(root, scope["config"])
    select, ignore = _split(scope["select"]), _split(scope["ignore"])
    if not select:
        select, ignore = settings.select, (*settings.ignore, *ignore)
    window = _split(scope["window"])
    try:
        options = Options(
            electron=scope["electron"] if scope["electron"] is not None else settings.electron,
            select=resolved(select),
            ignore=resolved(ignore),
            exclude=scope["exclude"] or settings.exclude,
            window=window or settings.window,
            api_name=scope["api_name"] or settings.api_name or Options().api_name,
            validator=scope["validator"] or settings.validator or Options().validator,
            page_modules=scope["page_modules"] or settings.page_modules or Options().page_modules,
            navigation=scope["navigation"] or settings.navigation or Options().navigation,
            severities=settings.severities,
            transforms=local_transforms(root) if scope["trust_local_transforms"] else (),
        )
    except ValueError as error:
        raise UserError("EM103", str(error)) from error
    return Request(options, settings, tuple(_given(scope)))


def _given(scope: Scope) -> Iterator[str]:
    for name, value in scope.items():
        option = f"--{name.replace('_', '-')}"
        match value:
            case None | False | ():
                continue
            case True:
                yield option
            case tuple():
                separate = value if name == "exclude" else _split(value)
                for one in separate:
                    yield from (option, one)
            case _:
                yield from (option, str(value))


def refuse_beside_plan(context: click.Context, *more: str) -> None:
    """Raises UsageError for an option that the plan of `--plan` has itself; `more`: names of parameters that do not go with it either."""
    for name in ("level", "electron", "select", "ignore", "exclude", "window", "api_name", "validator", "page_modules", "navigation", "config", "no_config", *more):
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name.replace('_', '-')} cannot be given with --plan: the plan has its own.")


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
