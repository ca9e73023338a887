"""The order of groups that a person chose: within their stages, and never before what they depend on."""

from __future__ import annotations

from collections.abc import Sequence

from electron_migrate.plan.model import STAGES, Group


def in_order(groups: Sequence[Group], order: Sequence[str]) -> tuple[Group, ...]:
    """The groups by stage; within a stage those that `order` names in its order, each of the others behind the one that it followed."""
    if not order:
        return tuple(groups)
    wanted = {id: number for number, id in enumerate(order)}
    keys: dict[str, tuple[int, int, int]] = {}
    last: dict[int, int] = {}
    for number, group in enumerate(groups):
        stage = STAGES.index(group.stage)
        if group.id in wanted:
            last[stage] = wanted[group.id]
        keys[group.id] = (stage, last.get(stage, -1), number)
    by_id = {group.id: group for group in groups}
    done: dict[str, Group] = {}

    def put(group: Group) -> None:
        if group.id in done:
            return
        for name in group.depends_on:
            if name in by_id:
                put(by_id[name])
        done[group.id] = group

    for group in sorted(groups, key=lambda group: keys[group.id]):
        put(group)
    return tuple(done.values())
