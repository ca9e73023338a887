"""`electron-migrate transforms`: for people who write transforms. Listing reads files and never imports them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import click

from electron_migrate.cli.options import LOCAL_TRANSFORMS, app_argument, app_root, local_transforms
from electron_migrate.cli.output import show_diff, status, stdout_console
from electron_migrate.cli.runs import EXIT_FOUND
from electron_migrate.errors import UserError
from electron_migrate.report.layout import count, printable

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_OWN_APP = click.option("--app", default=".", metavar="APP", type=click.Path(path_type=Path), help="The app whose own transforms are meant.  [default: .]")


@click.group()
def transforms() -> None:
    """List, write and check transforms.

    An app's own lie in APP/.electron-migrate/transforms. They are read by these commands, and imported and run only with --trust-local-transforms.

    \b
    Examples:
      electron-migrate transforms list
      electron-migrate transforms new my-logger
      electron-migrate transforms check my-logger --trust-local-transforms
    """


@transforms.command("list")
@app_argument
def list_(*, app: Path) -> None:
    """List the transforms that ship and those of APP; a file that cannot be read is listed with its line.

    \b
    Exit codes:
      0  listed
      1  a file is broken
    """
    from electron_migrate.kit.reading import BrokenTransform, read_transform

    own = local_transforms(app_root(app))
    broken = False
    for title, paths in (("Built in", _shipped()), (f"Of the app ({LOCAL_TRANSFORMS})", own)):
        if paths:
            click.echo(title)
        for path in paths:
            read = read_transform(path)
            if isinstance(read, BrokenTransform):
                broken = True
                click.echo(f"  {printable(path.name)}:{read.line}  broken: {printable(read.message)}")
                continue
            changing = sum(example.changes for example in read.examples)
            examples = f"{count(len(read.examples), 'example')}, {len(read.examples) - changing} of what stays"
            click.echo(f"  {printable(read.id or path.stem):<24} {read.safety or '?':<7} {printable(read.title)}  ({examples})")
    if broken:
        raise click.exceptions.Exit(EXIT_FOUND)


@transforms.command("new")
@click.argument("id")
@app_argument
def new(*, id: str, app: Path) -> None:
    """Write the scaffold of a transform ID, such as my-logger, into APP.

    \b
    Exit codes:
      0  written
      2  not an id, or the file is there already
    """
    from electron_migrate.kit.scaffold import scaffold

    if not _ID.fullmatch(id):
        raise UserError("EM103", f"{id!r} is no id: lower-case words joined by -", "For example: electron-migrate transforms new my-logger")
    root = app_root(app)
    folder = root / LOCAL_TRANSFORMS
    if folder.is_symlink() or folder.parent.is_symlink():
        raise UserError("EM116", f"{LOCAL_TRANSFORMS} is a symbolic link")
    path = folder / f"{id.replace('-', '_')}.py"
    if os.path.lexists(path):
        raise UserError("EM123", f"{path.relative_to(root).as_posix()} exists already")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(scaffold(id), "utf-8")
    except OSError as error:
        raise UserError("EM110", f"{path}: {error.strerror or error}") from error
    click.echo(f"wrote {path.relative_to(root).as_posix()}")
    click.echo(f"check with: electron-migrate transforms check {id} --trust-local-transforms")


@transforms.command("check")
@click.argument("targets", nargs=-1, metavar="[ID|FILE]…")
@_OWN_APP
@click.option("--static", is_flag=True, help="Hold files to the contract; import and run nothing.")
@click.option("--trust-local-transforms", "trusted", is_flag=True, help="Import and run the app's own too.")
def check(*, targets: tuple[str, ...], app: Path, static: bool, trusted: bool) -> None:
    """Hold transforms to their contract and run their examples.

    Without a target: all of the app's own, or all that ship where it has none. A problem of an example begins with `noisy` (changed what must
    stay), `missing` (left what must change) or `wrong` (made something else of it).

    \b
    Exit codes:
      0  all is well
      1  something is not
      2  no such transform
    """
    from electron_migrate.kit.contract import breaches
    from electron_migrate.kit.reading import read_transform

    root = app_root(app)
    wrong = ran = 0
    for path in _targets(root, targets):
        found = breaches(read_transform(path), own=path not in _shipped())
        for breach in found:
            click.echo(f"{printable(_shown(path))}:{breach.line}: {breach.word}: {printable(breach.message)}")
        wrong += len(found)
        if static or any(breach.word == "broken" for breach in found):
            continue
        if not _may_run(path, trusted=trusted):
            click.echo(f"{printable(_shown(path))}: its examples were not run: it is the app's own (--trust-local-transforms)")
            continue
        problems = _problems(path)
        wrong += len(problems)
        ran += 1
        for name, problem in problems:
            click.echo(f"{printable(_shown(path))}: {printable(name)}\n  " + "\n  ".join(printable(line) for line in problem.splitlines()))
    click.echo(f"{count(wrong, 'problem')}; the examples of {count(ran, 'transform')} were run." if wrong or ran else "No problem; nothing was run.")
    if wrong:
        raise click.exceptions.Exit(EXIT_FOUND)


@transforms.command("bless")
@click.argument("targets", nargs=-1, metavar="[ID|FILE]…")
@_OWN_APP
@click.option("--trust-local-transforms", "trusted", is_flag=True, help="Import and run the app's own too.")
def bless(*, targets: tuple[str, ...], app: Path, trusted: bool) -> None:
    """Put what a transform does now in place of the `after=` texts that say otherwise, and show the diff.

    From then on that is what is right: read it. An `after=None` is never touched. Refuses in CI.

    \b
    Exit codes:
      0  done, or nothing to do
      2  no such transform, or it runs in CI
    """
    if os.environ.get("CI", "").lower() not in ("", "0", "false"):
        raise UserError("EM124", "this is CI")
    from electron_migrate.code.diff import unified_diff
    from electron_migrate.kit.blessing import bless as blessed
    from electron_migrate.plan.transform import CannotLoadError

    root = app_root(app)
    changed = 0
    for path in _targets(root, targets):
        if not _may_run(path, trusted=trusted):
            click.echo(f"{printable(_shown(path))}: not run: it is the app's own (--trust-local-transforms)")
            continue
        try:
            wanted = _actual(path)
        except CannotLoadError as error:
            raise UserError("EM122", str(error)) from error
        before = path.read_bytes()
        after = blessed(before, wanted)
        if after == before:
            continue
        try:
            path.write_bytes(after)
        except OSError as error:
            raise UserError("EM110", f"{path}: {error.strerror or error}") from error
        changed += 1
        show_diff(unified_diff(_shown(path), before, after))
    stdout_console().print(f"{count(changed, 'file')} changed." if changed else "Nothing is stale.")


@transforms.command("upgrade")
@click.argument("targets", nargs=-1, metavar="[ID|FILE]…")
@_OWN_APP
def upgrade(*, targets: tuple[str, ...], app: Path) -> None:
    """Bring an app's own transforms to the contract of this version, and show the diff.

    Without a target: all of the app's own. Names that have another name now are renamed; where a person has to decide, a comment says what to do.
    Files are read and never imported.

    \b
    Exit codes:
      0  done, or nothing to do
      1  some of it is left to a person, or a file is broken
      2  no such transform
    """
    from electron_migrate.code.diff import unified_diff
    from electron_migrate.kit.upgrading import NoPythonError
    from electron_migrate.kit.upgrading import upgrade as upgraded

    root = app_root(app)
    changed = wrong = 0
    for path in _targets(root, targets) if targets else local_transforms(root):
        if path in _shipped():
            raise UserError("EM123", f"{path.name} ships with electron-migrate, and is of this version")
        try:
            before = path.read_bytes()
            done = upgraded(before)
        except OSError as error:
            raise UserError("EM110", f"{path}: {error.strerror or error}") from error
        except NoPythonError as error:
            wrong += 1
            click.echo(f"{printable(_shown(path))}:{error.line}: broken: {printable(error.message)}")
            continue
        if done.text != before:
            try:
                path.write_bytes(done.text)
            except OSError as error:
                raise UserError("EM110", f"{path}: {error.strerror or error}") from error
            changed += 1
            show_diff(unified_diff(_shown(path), before, done.text))
        for line, what in done.left:
            click.echo(f"{printable(_shown(path))}:{line}: to do: {printable(what)}")
        wrong += len(done.left)
    click.echo(f"{count(changed, 'file')} upgraded" + (f", {count(wrong, 'place')} left to you." if wrong else ".") if changed or wrong else "Nothing to upgrade.")
    if wrong:
        raise click.exceptions.Exit(EXIT_FOUND)


@cache
def _shipped() -> tuple[Path, ...]:
    from electron_migrate.plan.transform import folder

    return tuple(sorted(path for path in folder().glob("*.py") if not path.name.startswith("_")))


def _targets(root: Path, wanted: tuple[str, ...]) -> Iterable[Path]:
    """The files that are meant. Raises UserError (EM113)."""
    own = local_transforms(root)
    if not wanted:
        return own or _shipped()
    known = {path.stem.replace("_", "-"): path for path in (*_shipped(), *own)}
    paths = []
    for one in wanted:
        if one.endswith(".py"):
            path = Path(one)
            if not path.is_file():
                raise UserError("EM101", f"{one} does not exist")
            paths.append(path.resolve())
        elif one.replace("_", "-") in known:
            paths.append(known[one.replace("_", "-")])
        else:
            raise UserError("EM113", f"there is no transform {one}", "See them with: electron-migrate transforms list")
    return paths


def _may_run(path: Path, *, trusted: bool) -> bool:
    """What ships may; an app's own, and any other file, only when a person says so."""
    return trusted or path in _shipped()


def _problems(path: Path) -> list[tuple[str, str]]:
    from electron_migrate.kit.harness import check_example
    from electron_migrate.plan.transform import load

    own = _own(path)
    try:
        loaded = load(path)
    except Exception as error:  # whatever the file does when it is imported
        return [("it cannot be imported", f"{type(error).__name__}: {error}")]
    problems = []
    with status(f"Running {path.stem}") as at:
        for example in loaded.examples:
            at(example.name)
            try:
                problems += [(example.name, problem) for problem in check_example(loaded, example, own=own)]
            except Exception as error:  # a bug of the transform, not of ours
                problems.append((example.name, f"wrong: {type(error).__name__}: {error}"))
    return problems


def _actual(path: Path) -> dict[int, str]:
    """What each example that changes something comes to, by its number; only what its `after` speaks of."""
    from electron_migrate.kit.harness import migrated, split_files
    from electron_migrate.plan.transform import CannotLoadError, load

    try:
        loaded = load(path)
    except Exception as error:
        raise CannotLoadError(path, f"{type(error).__name__}: {error}") from error
    found: dict[int, str] = {}
    with status(f"Running {path.stem}") as at:
        for number, example in enumerate(loaded.examples):
            if example.after is None:
                continue
            at(example.name)
            state = migrated(example, _own(path))
            texts: list[str] = []
            for file in split_files(example.after):
                marker = "" if not texts and not example.after.startswith("//- ") else f"//- {file}\n"
                texts.append(marker + state.get(file, b"").decode("utf-8", "replace"))
            found[number] = "".join(texts)
    return found


def _own(path: Path) -> tuple[Path, ...]:
    return () if path in _shipped() else (path,)


def _shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
