"""Shows the tool at work: `demo.py [--electron N] [APP]`, called by `make demo`.

First a real app, electron-api-demos as it was published (or APP), is scanned and its migration planned; it is not changed.
Then a small app is copied and goes the whole way, and back. All results are under demo-out/.
"""

from __future__ import annotations

import argparse
import filecmp
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from foreign import API_DEMOS, unpack

REPOSITORY = Path(__file__).resolve().parents[1]
OUT = REPOSITORY / "demo-out"
TOOL = Path(sys.executable).parent / "electron-migrate"

SMALL_APP = REPOSITORY / "corpus" / "notes" / "before"


def main() -> None:
    parser = argparse.ArgumentParser(prog="demo.py")
    parser.add_argument("app", nargs="?", type=Path, help="an app of your own instead of electron-api-demos")
    parser.add_argument("--electron", default="9", help="the Electron version to migrate for")
    arguments = parser.parse_args()
    app: Path = arguments.app.resolve() if arguments.app else _electron_api_demos()
    plan = _plan_only(app, arguments.electron)
    copy, small_plan = _whole_way(SMALL_APP)
    _heading("Where things are")
    print(f"plan of {app.name}: {_shown(plan)} (report.md, migration.patch, patches/, plan.json)")
    print(f"plan of {SMALL_APP.parent.name}: {_shown(small_plan)}")
    print(f"the small app, as it was again: {_shown(copy)}")


def _plan_only(app: Path, electron: str) -> Path:
    plan = _emptied(OUT / app.name)
    _heading(f"{app.name}: what stands in the way")
    _tool("scan", "--electron", electron, str(app), accept=(0, 1, 3))
    _heading(f"{app.name}: the plan")
    _tool("plan", "--electron", electron, "-o", str(plan), str(app), accept=(0, 3))
    return plan


def _whole_way(before: Path) -> tuple[Path, Path]:
    name = before.parent.name
    copy, plan = _emptied(OUT / f"{name}-app"), _emptied(OUT / name)
    shutil.copytree(before, copy)
    _own_repository(copy)
    app = str(copy)
    _heading(f"{name}: scan and plan")
    _tool("scan", app, accept=(1,))
    _tool("plan", "--quiet", "-o", str(plan), app)
    _heading(f"{name}: apply what is safe, then what wants a review")
    _tool("apply", app, accept=(0, 1))
    # --allow-dirty: what the first apply wrote is in no commit yet
    _tool("apply", "--level", "review", "--allow-dirty", app, accept=(0, 1))
    _heading(f"{name}: scan again")
    _tool("scan", app, accept=(0, 1))
    _heading(f"{name}: what has changed")
    _summary(before, copy)
    _heading(f"{name}: undo")
    _tool("undo", app)
    # one for each apply; there is none left where the first had nothing to do
    _tool("undo", app, accept=(0, 2))
    _summary(before, copy)
    return copy, plan


def _electron_api_demos() -> Path:
    """The unpacked app. Its package is fetched once; from then on no network is needed."""
    app = _emptied(OUT / "apps" / API_DEMOS.name)
    with tempfile.TemporaryDirectory(dir=app.parent) as folder:
        unpack(API_DEMOS, Path(folder)).rename(app)
    _own_repository(app)
    return app


def _own_repository(app: Path) -> None:
    """Makes the app a git repository with one commit, as apps are: the .gitignore here, which names demo-out, is not meant for it."""
    if shutil.which("git") is None:
        return
    author = ("-c", "user.name=demo", "-c", "user.email=demo@localhost", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false")
    for command in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--no-verify", "--message", "As it was")):
        subprocess.run(["git", "-C", str(app), *author, *command], check=True)


def _tool(*arguments: str, accept: tuple[int, ...] = (0,)) -> None:
    """Runs the tool as a user would, its command line shown first; ends the demo on an exit code that is not among `accept`."""
    print("$", shlex.join(["electron-migrate", *arguments]).replace(f"{REPOSITORY}/", ""), flush=True)
    code = subprocess.run([str(TOOL), *arguments], cwd=REPOSITORY, check=False).returncode
    if code not in accept:
        sys.exit(f"electron-migrate {arguments[0]} ended with {code}")


def _summary(before: Path, now: Path) -> None:
    """One line per file that is new, changed or gone."""
    old, new = _files(before), _files(now)
    lines = [f"  {'new':8} {name}" for name in sorted(new - old)]
    lines += [f"  {'gone':8} {name}" for name in sorted(old - new)]
    lines += [f"  {'changed':8} {name}" for name in sorted(old & new) if not filecmp.cmp(before / name, now / name, shallow=False)]
    print("\n".join(lines) or "  nothing: every byte is as it was", flush=True)


def _files(folder: Path) -> set[str]:
    names = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {name.as_posix() for name in names if not name.parts[0].startswith(".")}


def _emptied(path: Path) -> Path:
    """The path with nothing there, its folder made."""
    shutil.rmtree(path, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _heading(text: str) -> None:
    print(f"\n== {text}", flush=True)


def _shown(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


if __name__ == "__main__":
    main()
