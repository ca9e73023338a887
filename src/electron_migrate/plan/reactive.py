"""Objects that a framework watches through a Proxy: `remote` handed them to main member by member, but they cannot be cloned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from electron_migrate.app.version import lowest_major
from electron_migrate.facts.origins import Constant, Here, UnitId
from electron_migrate.facts.summary import Array, Await, Call, Index, Member, Name, Object, Spread, Value
from electron_migrate.plan.values import type_of

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# The first major whose watched objects are Proxies: vuejs.org/guide/extras/reactivity-in-depth, MobX 5 changelog, valtio's README, svelte.dev/docs/svelte/$state.
_WATCHING: Mapping[str, int] = {"vue": 3, "mobx": 5, "valtio": 0, "svelte": 5}


def may_be_reactive(context: Context, unit: UnitId, arguments: Sequence[Value]) -> str:
    """The library of which one of these arguments may be a watched object; empty where the app has none, or all of them are plain."""
    dependencies = context.facts.app.manifest.dependencies
    library = next((name for name, since in _WATCHING.items() if (lowest_major(dependencies.get(name, "")) or -1) >= since), "")
    return library if library and any(_is_open(context, unit, value, 0) for value in arguments) else ""


def _is_open(context: Context, unit: UnitId, value: Value, depth: int) -> bool:
    """True for a value that may be any object, or holds one."""
    if depth > 4:
        return True
    match value:
        case Object(properties=properties):
            return any(_is_open(context, unit, one.value, depth + 1) for one in properties)
        case Array(items=items):
            return any(_is_open(context, unit, item, depth + 1) for item in items)
        case Spread(value=inner):
            return _is_open(context, unit, inner, depth + 1)
        case Name() | Member() | Index() | Call() | Await():
            if type_of(context.facts.origins, unit, value) != "unknown":
                return False
            origin = context.facts.origins.origin(unit, value)
            if isinstance(origin, Constant):
                return False
            if isinstance(origin, Here) and isinstance(origin.value, Object | Array):
                return _is_open(context, origin.unit, origin.value, depth + 1)
            return True
        case _:
            return False
