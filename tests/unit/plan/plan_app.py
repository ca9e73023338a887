"""Plans of small apps, written as one text with `//- path` lines: what becomes of their files, and what is held and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from electron_migrate.facts.model import Safety
from electron_migrate.kit.harness import app_of, state_after
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult, plan
from electron_migrate.plan.transform import Example


@dataclass(frozen=True, slots=True)
class Migrated:
    """`files`: texts once all steps are applied."""

    files: Mapping[str, str]
    plan: PlanResult

    @property
    def script(self) -> str:
        return self.files["renderer.js"]

    @property
    def steps(self) -> list[str]:
        return [step.group.id for step in self.plan.steps]

    @property
    def held(self) -> dict[str, str]:
        return {group.id: group.held for group in self.plan.held}

    @property
    def manual(self) -> list[str]:
        """`message: reason` of what a person has to do in scripts."""
        return [
            f"{finding.message}: {finding.reason}"
            for finding in self.plan.scan.findings
            if finding.safety is Safety.MANUAL and not finding.rule.startswith("window-")
        ]


def migrate(folder: Path, text: str, *, electron: str = "9.4.1", level: Safety = Safety.REVIEW, options: Options | None = None) -> Migrated:
    """The text before the first `//- path` line is renderer.js; what is not given is that of the transforms' examples."""
    before = app_of(Example("", text, None, electron=electron))
    for path, data in before.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    planned = plan(folder, options or Options(ignore=("unchecked-ipc-handler",)), level)
    return Migrated({path: data.decode("utf-8") for path, data in state_after(before, planned).items()}, planned)
