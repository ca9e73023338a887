"""The bridge that guards ask for has to be there: with each goes something that the page has on it anyway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from electron_migrate.facts.model import Safety
from electron_migrate.plan.groups import Outcome
from electron_migrate.plan.guards import GUARDS
from electron_migrate.plan.model import Fix, Manual
from electron_migrate.plan.needs import BridgeMember, MainConstant, MainHandler


def with_bridges(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Guards with something of what is on the bridge anyway, so that it is there when they ask for it; manual where nothing is."""
    found: dict[str, tuple[Safety, tuple[object, ...], Fix]] = {}
    for one in outcomes:
        if isinstance(one.result, Fix) and one.result.topic != GUARDS:
            for need in one.result.needs:
                if isinstance(need, BridgeMember):
                    rank = (one.result.safety, need.path)
                    if need.preload not in found or rank < found[need.preload][:2]:
                        found[need.preload] = (*rank, one.result)
    return [replace(one, result=_with_bridge(one.result, found)) if _is_guard(one) else one for one in outcomes]


def _is_guard(one: Outcome) -> bool:
    return isinstance(one.result, Fix) and one.result.topic == GUARDS


def _with_bridge(fix: Fix | Manual, found: dict[str, tuple[Safety, tuple[object, ...], Fix]]) -> Fix | Manual:
    assert isinstance(fix, Fix)
    needs: list[BridgeMember | MainConstant | MainHandler] = []
    for need in fix.needs:
        assert isinstance(need, BridgeMember)
        if need.preload not in found:
            return Manual(
                "It asks whether the page has Node, and nothing else of the page would be on the bridge.",
                "Drop the guard, or put on the bridge what the code behind it needs.",
            )
        needs.extend(one for one in found[need.preload][2].needs if isinstance(one, BridgeMember | MainConstant | MainHandler))
    return replace(fix, needs=tuple(dict.fromkeys(needs)))
