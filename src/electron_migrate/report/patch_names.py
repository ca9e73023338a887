"""The file name of a step's patch."""

from __future__ import annotations

import re

from electron_migrate.plan.model import Step


def patch_name(step: Step) -> str:
    """`0001-call-sites-dialog-show-open-dialog.patch`: sorts in the order in which patches apply; plain ASCII, at most 80 characters."""
    slug = re.sub(r"[^a-z0-9]+", "-", step.group.title.lower())[:50].strip("-")
    return "-".join(part for part in (f"{step.number:04}", step.group.stage.value, slug) if part) + ".patch"
