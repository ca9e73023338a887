"""The part of plan.json that a person edits, and the sum by which an edit that was not planned yet shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from electron_migrate.choices import Choices

AUTO = "auto: "
"""Before a strategy that the tool chose; a person puts a strategy without it in its place."""


def choice_fields(made: Choices, chosen: Choices) -> dict[str, Any]:
    """`made`: what the plan has, all names and strategies; `chosen`: what of it was asked for."""
    strategies = {name: f"{AUTO}{strategy.value}" for name, strategy in made.strategies}
    strategies.update({name: strategy.value for name, strategy in chosen.strategies})
    return {
        "names": {**dict(made.names), **{name: wanted for name, wanted in chosen.names if name != wanted}},
        "strategies": strategies,
        "processes": dict(chosen.processes),
    }


def choices_digest(document: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the choices of a plan.json, the order of its groups, and which of them were left out when their patches were made."""
    groups = document["groups"]
    chosen = {
        "choices": document["choices"],
        "order": [group["id"] for group in groups if group["patchDigest"] is not None],
        "skip": sorted(group["id"] for group in groups if group["skip"] and group["patchDigest"] is None),
    }
    return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode("utf-8", "backslashreplace")).hexdigest()
