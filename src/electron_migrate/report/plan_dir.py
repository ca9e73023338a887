"""A plan as a folder: plan.json, migration.patch, one patch per step, report.md, report.html."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from electron_migrate.errors import UserError
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult
from electron_migrate.report.burn_down import BurnDown
from electron_migrate.report.document import PLAN_SCHEMA, plan_document
from electron_migrate.report.html.page import plan_html
from electron_migrate.report.json_format import json_bytes
from electron_migrate.report.markdown import plan_markdown
from electron_migrate.report.patch_names import patch_name

PLAN_FILE = "plan.json"
_PATCHES = "patches"
# What a plan consists of, in the order in which an earlier one is removed.
_NAMES = (PLAN_FILE, "migration.patch", "report.md", "report.html", _PATCHES)
_FRESH = ".new"


def write_plan(plan: PlanResult, out: Path, options: Options, burn: BurnDown | None = None) -> None:
    """Fills the folder `out`, made if need be; an earlier plan there is replaced, other files in it are left alone.

    Raises UserError (EM107) for a folder that holds other things and no plan, and (EM110) where it cannot be written. The earlier plan, which may
    hold what a person chose, stays until the new one is on the disk. plan.json goes first and comes last: a folder that has one is whole.
    """
    check_plan_dir(out)
    fresh = out / _FRESH
    try:
        if not (out / PLAN_FILE).exists() and (fresh / PLAN_FILE).exists():
            _replace(fresh, out)  # killed in the middle of this, the last time
        _remove(fresh)
        (fresh / _PATCHES).mkdir(parents=True)
        for step in plan.steps:
            (fresh / _PATCHES / patch_name(step)).write_bytes(step.patch)
        (fresh / "migration.patch").write_bytes(plan.migration_patch)
        (fresh / "report.md").write_bytes(plan_markdown(plan).encode("utf-8", "backslashreplace"))
        (fresh / "report.html").write_bytes(plan_html(plan, options, burn).encode("utf-8", "backslashreplace"))
        (fresh / PLAN_FILE).write_bytes(json_bytes(plan_document(plan, options)))
        _replace(fresh, out)
    except OSError as error:
        raise UserError("EM110", f"{error.filename or out}: {error.strerror or error}", "Choose another folder with -o.") from error


def check_plan_dir(out: Path) -> None:
    """Raises UserError (EM107) unless a plan may go to `out`: to be asked before the work of planning."""
    if not out.exists() and not out.is_symlink():
        return
    if not out.is_dir():
        raise UserError("EM107", f"{out} is not a folder")
    try:
        if any(out.iterdir()) and not _is_plan(out / PLAN_FILE) and not _is_plan(out / _FRESH / PLAN_FILE):
            raise UserError("EM107", f"{out} is not empty and holds no plan of electron-migrate")
    except OSError as error:
        raise UserError("EM107", f"{out} cannot be read: {error.strerror or error}") from error


def _is_plan(path: Path) -> bool:
    try:
        document = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    tool = document.get("tool") if isinstance(document, dict) else None
    return isinstance(tool, dict) and tool.get("name") == "electron-migrate" and document.get("schema") == PLAN_SCHEMA


def _replace(fresh: Path, out: Path) -> None:
    """Moves a plan that is whole out of `fresh`. Killed anywhere in it, plan.json is in one of the two."""
    there = [name for name in _NAMES if (fresh / name).exists()]
    for name in there:
        _remove(out / name)
    for name in reversed(there):
        (fresh / name).rename(out / name)
    fresh.rmdir()


def _remove(path: Path) -> None:
    """A file, or a folder with what is in it; a link is removed, never followed."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
