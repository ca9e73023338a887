"""Needs that speak of the same thing, made one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import replace
from itertools import zip_longest
from typing import TypeVar

from electron_migrate.plan.needs import BridgeMember, Check, HandlerParameter, MainConstant, MainHandler, MemberKind, Need, Parameter
from electron_migrate.plan.render_model import CannotRenderError


def reduced(needs: Collection[Need]) -> tuple[Need, ...]:
    """One need per member of a preload, constant and channel. Raises CannotRenderError where two contradict each other."""
    members = [need for need in needs if isinstance(need, BridgeMember)]
    constants = [need for need in needs if isinstance(need, MainConstant)]
    handlers = [need for need in needs if isinstance(need, MainHandler)]
    others = [need for need in dict.fromkeys(needs) if not isinstance(need, (BridgeMember, MainConstant, MainHandler))]
    joined_members = _joined(members, lambda member: (member.preload, member.path), _one_member)
    _reject_members_that_are_groups(joined_members)
    return (
        *joined_members,
        *_joined(constants, lambda constant: constant.key, _one_constant),
        *_joined(handlers, lambda handler: handler.channel, _one_handler),
        *others,
    )


_N = TypeVar("_N", BridgeMember, MainConstant, MainHandler)


def _joined(needs: Iterable[_N], key: Callable[[_N], Hashable], join: Callable[[_N, _N], _N]) -> list[_N]:
    found: dict[Hashable, _N] = {}
    for need in sorted(set(needs)):
        known = found.get(key(need))
        found[key(need)] = need if known is None else join(known, need)
    return list(found.values())


def _one_member(one: BridgeMember, other: BridgeMember) -> BridgeMember:
    if (one.kind, one.channel, one.expression, one.is_value) != (other.kind, other.channel, other.expression, other.is_value):
        raise CannotRenderError(f"{one.preload}: two different members want the name {'.'.join(one.path)}")
    pairs = zip_longest(one.parameters, other.parameters)
    # a listener may look at fewer of the arguments than another: all of them arrive
    is_callback = one.kind in (MemberKind.ON, MemberKind.ONCE)
    holes = tuple(_one_parameter(*pair) for pair in zip_longest(one.holes, other.holes))
    parameters = tuple(_one_parameter(*pair) for pair in pairs)
    return replace(
        one,
        parameters=tuple(replace(parameter, optional=False) for parameter in parameters) if is_callback else parameters,
        result=one.result if one.result == other.result else "unknown",
        types=_union(one.types, other.types),
        imports=_union(one.imports, other.imports),
        helpers=_union(one.helpers, other.helpers),
        declarations=_union(one.declarations, other.declarations),
        doc=one.doc or other.doc,
        holes=holes,
        among=_union(one.among, other.among) if one.among and other.among else (),
    )


def _one_parameter(one: Parameter | None, other: Parameter | None) -> Parameter:
    if one is None or other is None:
        only = one or other
        assert only is not None
        return only if only.rest else replace(only, optional=True)
    kind = one.type if one.type == other.type else "unknown"
    return replace(one, type=kind, optional=one.optional or other.optional, rest=one.rest or other.rest)


def _one_constant(one: MainConstant, other: MainConstant) -> MainConstant:
    if one.expression != other.expression:
        raise CannotRenderError(f"two different constants want the key {one.key}")
    return replace(one, imports=_union(one.imports, other.imports), builtins=_union(one.builtins, other.builtins))


def _one_handler(one: MainHandler, other: MainHandler) -> MainHandler:
    if (one.kind, one.statements, one.body) != (other.kind, other.statements, other.body):
        raise CannotRenderError(f"two different handlers want the channel {one.channel}")
    return replace(
        one,
        parameters=tuple(_one_handler_parameter(*pair) for pair in zip_longest(one.parameters, other.parameters)),
        uses_window=one.uses_window or other.uses_window,
        trusted=_union(one.trusted, other.trusted),
        imports=_union(one.imports, other.imports),
        types=_union(one.types, other.types),
        helpers=_union(one.helpers, other.helpers),
        declarations=_union(one.declarations, other.declarations),
        todos=_union(one.todos, other.todos),
        builtins=_union(one.builtins, other.builtins),
        shared=tuple(sorted({*one.shared, *other.shared})),
    )


def _one_handler_parameter(one: HandlerParameter | None, other: HandlerParameter | None) -> HandlerParameter:
    """What either lets through; nothing is proven that only one of them proves."""
    if one is None or other is None:
        only = one or other
        assert only is not None
        return replace(only, optional=True)
    return HandlerParameter(
        name=one.name,
        type=one.type if one.type == other.type else "unknown",
        optional=one.optional or other.optional,
        guard=one.guard if one.guard == other.guard else "",
        keys=_union(one.keys, other.keys) if one.keys and other.keys else (),
        values=_union(one.values, other.values) if one.values and other.values else (),
        origins=_union(one.origins, other.origins) if one.origins and other.origins else (),
        checks=_checks(one.checks, other.checks),
        rest=one.rest or other.rest,
    )


def _checks(one: tuple[Check, ...], other: tuple[Check, ...]) -> tuple[Check, ...]:
    """All checks of both; unlike `keys`, one that only one of them has stays: what it lists is what a page of the app passes."""
    lists: dict[str, tuple[str, ...]] = {}
    for check in (*one, *other):
        lists[check.helper] = _union(lists.get(check.helper, ()), check.allowed)
    return tuple(Check(helper, allowed) for helper, allowed in lists.items())


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*one, *other}))


def _reject_members_that_are_groups(members: Iterable[BridgeMember]) -> None:
    paths = {(member.preload, member.path) for member in members}
    for preload, path in sorted(paths):
        for end in range(1, len(path)):
            if (preload, path[:end]) in paths:
                raise CannotRenderError(f"{preload}: {'.'.join(path[:end])} would be a member and a group of members")
