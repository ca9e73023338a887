"""The apps of the corpus, their plans, and what is expected of them: `BLESS=1 pytest tests/corpus` writes `after/` and the generated half of expect.toml anew."""

from __future__ import annotations

import os
import shutil
import tempfile
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from electron_migrate.facts.model import Safety
from electron_migrate.kit.harness import state_after
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult, ScanResult, plan

REPOSITORY = Path(__file__).resolve().parents[2]
CORPUS = REPOSITORY / "corpus"
SCHEMAS = REPOSITORY / "src" / "electron_migrate" / "report" / "schema"
NODE_MODULES = REPOSITORY / "tests" / "node" / "node_modules"

# What stands above this line in an expect.toml is written by hand, what stands below by BLESS=1.
_GENERATED = "# Below: what the tool makes of it, written by BLESS=1."

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class App:
    name: str

    @property
    def folder(self) -> Path:
        return CORPUS / self.name

    @property
    def expect(self) -> Mapping[str, Any]:
        return tomllib.loads((self.folder / "expect.toml").read_text("utf-8"))

    @property
    def before(self) -> Files:
        return files_of(self.folder / "before")

    @property
    def after(self) -> Files:
        return files_of(self.folder / "after")


APPS = [App(path.parent.name) for path in sorted(CORPUS.glob("*/expect.toml"))]
each_app = pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)


def files_of(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def write_files(folder: Path, files: Files) -> Path:
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def plan_of(files: Files, level: Safety = Safety.REVIEW) -> PlanResult:
    """The plan of an app that lies in a folder of its own, outside of any git work tree."""
    with tempfile.TemporaryDirectory(prefix="corpus-") as folder:
        return plan(write_files(Path(folder), files), _options(files), level)


def _options(files: Files) -> Options:
    """What the app's own settings say of the Electron to plan for."""
    settings = tomllib.loads(files.get("electron-migrate.toml", b"").decode("utf-8"))
    return Options(electron=settings.get("electron"))


@cache
def planned(app: App) -> PlanResult:
    """The whole road. Nobody changes the result."""
    return plan_of(app.before)


@cache
def migrated(app: App) -> Files:
    return state_after(app.before, planned(app))


def outcome(result: PlanResult) -> dict[str, Any]:
    """The generated half of expect.toml."""
    scan: ScanResult = result.scan
    return {
        "findings": dict(sorted(Counter(finding.rule for finding in scan.findings).items())),
        "safety": dict(sorted(Counter(finding.safety.word if finding.safety is not None else "note" for finding in scan.findings).items())),
        "plan": {"steps": [step.group.id for step in result.steps], "held": [group.id for group in result.held]},
    }


def bless(app: App) -> bool:
    """Writes what is expected from what is; only when asked for by BLESS=1. Refused under CI, where nobody would look at it."""
    if os.environ.get("BLESS") != "1":
        return False
    if os.environ.get("CI", "").lower() in {"true", "1"}:
        pytest.fail("BLESS=1 is for a person who reads what changes, not for CI")
    shutil.rmtree(app.folder / "after", ignore_errors=True)
    write_files(app.folder / "after", migrated(app))
    path = app.folder / "expect.toml"
    by_hand = path.read_text("utf-8").partition(_GENERATED)[0].rstrip("\n")
    path.write_text(f"{by_hand}\n\n{_GENERATED}\n{_toml(outcome(planned(app)))}", "utf-8")
    return True


def _toml(tables: Mapping[str, Mapping[str, object]]) -> str:
    return "".join(
        f"\n[{name}]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in table.items()) for name, table in tables.items()
    )


def _value(value: object) -> str:
    if isinstance(value, list):
        return "[" + "".join(f'\n  "{item}",' for item in value) + ("\n" if value else "") + "]"
    return str(value)
