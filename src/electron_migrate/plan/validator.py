"""The package that checks arguments in main, where plain guards are not wanted: nothing that needs it is applied before the app has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from electron_migrate.facts.model import Safety
from electron_migrate.plan.analysis import Analysis
from electron_migrate.plan.model import Group, Stage
from electron_migrate.plan.needs import MainHandler
from electron_migrate.plan.render_handlers import is_guarded

_INSTALL = {"yarn": "yarn add", "pnpm": "pnpm add", "bun": "bun add"}


def with_validator(groups: Sequence[Group], analysis: Analysis) -> tuple[Group, ...]:
    """The groups; where some need a package that the app has not, a step for a person comes first, and they depend on it."""
    package = analysis.attachment.layout.validator
    if package == "plain" or _has(analysis, package):
        return tuple(groups)
    users = {group.id for group in groups if any(isinstance(need, MainHandler) and is_guarded(need) for need in group.needs)}
    if not users:
        return tuple(groups)
    id = f"add-{package}"
    command = f"{_INSTALL.get(analysis.facts.app.package_manager or '', 'npm install')} {package}"
    step = Group(
        id,
        Stage.BRIDGE,
        f"The package {package}, which checks arguments in main",
        Safety.REVIEW,
        (),
        held=f"By hand: {command}, as one of the app's dependencies (it is shipped), then plan again. This tool installs nothing.",
    )
    return (step, *(replace(group, depends_on=(id, *group.depends_on)) if group.id in users else group for group in groups))


def _has(analysis: Analysis, package: str) -> bool:
    """In devDependencies it is enough where a bundler puts it into main's script."""
    manifest = analysis.facts.app.manifest
    return package in manifest.dependencies and (package not in manifest.dev or analysis.facts.bundled)
