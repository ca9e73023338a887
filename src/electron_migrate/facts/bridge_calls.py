"""What pages call on the objects that preloads expose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from electron_migrate.code.source import Place
from electron_migrate.facts.chains import calls
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import Process
from electron_migrate.facts.origins import CALL, External, UnitId
from electron_migrate.facts.summary import Spread


@dataclass(frozen=True, slots=True)
class BridgeCall:
    """`window.<key>.<path>(…)` in a page. `arguments`: how many, None where some are spread."""

    key: str
    path: tuple[str, ...]
    arguments: int | None
    place: Place


def bridge_calls(facts: Facts) -> Iterator[BridgeCall]:
    """Every call in a page's script on a key that some preload exposes."""
    keys = {exposure.key for exposure in facts.exposures}
    for path, summary in list(facts.summaries.items()):
        if facts.process(path) is not Process.RENDERER:
            continue
        for number, unit in enumerate(summary.units):
            for value in calls(unit):
                origin = facts.origins.origin(UnitId(path, number), value.function)
                if (
                    not isinstance(origin, External)
                    or origin.module != "global"
                    or not origin.path
                    or origin.path[0] not in keys
                    or CALL in origin.path
                ):
                    continue
                spread = any(isinstance(argument, Spread) for argument in value.arguments)
                yield BridgeCall(origin.path[0], origin.path[1:], None if spread else len(value.arguments), Place(path, value.span))
