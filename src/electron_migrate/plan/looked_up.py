"""Windows and web contents that a page looks up in main (`webContents.fromId(id)`): every use of each look-up, and what serves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from electron_migrate.code.source import Span
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import Call, Literal, Use, Value
from electron_migrate.plan.handle_methods import HandleKind
from electron_migrate.plan.model import Manual
from electron_migrate.plan.opened import handed_on

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


@dataclass(frozen=True, slots=True)
class LookUp:
    """A way to look something up. `origin` as in the API table; `bridge` is the member that gives the handle; `takes_id`: by a number of the page's."""

    origin: tuple[str, ...]
    bridge: tuple[str, ...]
    kind: HandleKind
    takes_id: bool


@dataclass(frozen=True, slots=True)
class LookedUp:
    """One look-up in a script with every use of what it gives; `refused` says why it cannot be served."""

    unit: UnitId
    call: Call
    how: LookUp
    uses: tuple[Site, ...]
    refused: Manual | None


_BY_ID = HandleKind("windowsById", "windowById(id, showsOwnPage)", ("windowById",), trusted=("showsOwnPage",))
LOOK_UPS: Mapping[tuple[str, ...], LookUp] = {
    look_up.origin: look_up
    for look_up in (
        LookUp(("webContents", "fromId"), ("webContents", "fromId"), HandleKind("guests", "guestOf(event, id)", ("guestOf",), is_contents=True), True),
        LookUp(("BrowserWindow", "fromId"), ("windows", "fromId"), _BY_ID, True),
        LookUp(("BrowserWindow", "getFocusedWindow"), ("windows", "getFocused"), _BY_ID, False),
    )
}


def look_up_of(site: Site) -> LookUp | None:
    """The look-up that a site is, or uses."""
    return next((LOOK_UPS[level.origin] for level in site.levels if level.origin in LOOK_UPS), None)


def looked_up_at(context: Context, site: Site) -> tuple[UnitId, Span] | None:
    """The script and span of the one call that a site is about; None where it is about another thing, or about several."""
    root = _root(site)
    if root is None:
        return None
    if isinstance(root, Call):
        return site.unit, root.span
    found: set[tuple[UnitId, Span] | None] = set()
    for unit, value in context.facts.origins.sources(site.unit, root):
        if isinstance(value, Literal) and value.value is None:
            continue
        found.add((unit, value.span) if isinstance(value, Call) else None)
    return found.pop() if len(found) == 1 else None


def find_looked_up(context: Context) -> Mapping[tuple[UnitId, Span], LookedUp]:
    """The look-ups of all pages, by the script and the span of the call."""
    calls: dict[tuple[UnitId, Span], tuple[LookUp, Call, Site]] = {}
    uses: dict[tuple[UnitId, Span], list[Site]] = {}
    for site in context.facts.sites:
        how, key, root = look_up_of(site), looked_up_at(context, site), _root(site)
        if how is None or key is None or root is None:
            continue
        if isinstance(root, Call):
            calls[key] = (how, root, site)
        if not isinstance(root, Call) or site.chain.value is not root:
            uses.setdefault(key, []).append(site)
    found = {}
    for key, (how, call, site) in calls.items():
        own = tuple(uses.get(key, ()))
        found[key] = LookedUp(key[0], call, how, own, _refused(context, key[0], how, call, site, own))
    return found


def _root(site: Site) -> Value | None:
    return next((level.value for level in site.levels if level.origin in LOOK_UPS), None)


def _refused(context: Context, unit: UnitId, how: LookUp, call: Call, site: Site, uses: tuple[Site, ...]) -> Manual | None:
    if len(call.arguments) != (1 if how.takes_id else 0):
        return Manual("It is looked up by something else than a number.", "Pass the number alone.")
    if call.optional:
        return Manual("The method is called only if it is there (`?.()`).", "Call it where you know that it is there.")
    if site.chain.value is not call:
        # `remote.webContents.fromId(id).openDevTools()`
        return None
    if site.chain.use not in (Use.DECLARED, Use.ASSIGNED_FROM):
        return Manual(
            "What is looked up is handed on, kept elsewhere or compared.",
            "Pass its number instead, and let main look it up; or use it in a variable of its own.",
        )
    return handed_on(context, unit, call.span, uses, {root.span for use in uses if (root := _root(use)) is not None})
