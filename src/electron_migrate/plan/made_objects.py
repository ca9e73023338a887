"""Tray icons and notifications that a page makes with `remote`: every use of each, and what it becomes on the handle that the page gets instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from electron_migrate.code.source import Span
from electron_migrate.facts.api_table import ApiRow
from electron_migrate.facts.api_table import Use as ApiUse
from electron_migrate.facts.model import Process
from electron_migrate.facts.origins import CALL, External, UnitId
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import Call, Concat, Literal, Member, New, Object, Property, Spread, Template, Use, Value
from electron_migrate.plan.handle_methods import Handle, HandleKind, HandleMethod, takes_nothing
from electron_migrate.plan.model import Manual
from electron_migrate.plan.needs import HandlerParameter
from electron_migrate.plan.opened import handed_on
from electron_migrate.plan.path_roots import PathRoot, root_of
from electron_migrate.plan.values import allowed, unsendable

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

MADE: Mapping[str, HandleKind] = {
    name: HandleKind(prefix, f"madeBy(event, {name}, id)", ("madeBy",), told=True, made=name)
    for name, prefix in (("Notification", "notifications"), ("Tray", "trays"))
}
"""The classes, and how a handle on one of theirs is served."""
SET_MENU = "setContextMenu"
_PATHS = frozenset({("join", CALL), ("resolve", CALL), ("normalize", CALL)})


@dataclass(frozen=True, slots=True)
class Made:
    """One `new` in a page. `site` is the use that it stands in, `uses` are those of what it gives; `methods` what they become, by their spans.

    `argument` is what main checks of what is passed, `todos` what it leaves open; `folder` is where the file that it names lies for sure.
    `refused`: why main cannot make it. What a menu of the icon becomes is not in `methods`: `sets_menu` are the calls that give it one.
    """

    unit: UnitId
    new: New
    kind: HandleKind
    row: ApiRow
    site: Site
    uses: tuple[Site, ...]
    argument: HandlerParameter | None = None
    folder: PathRoot | None = None
    todos: tuple[str, ...] = ()
    methods: Mapping[Span, HandleMethod] = field(default_factory=dict)
    sets_menu: tuple[Site, ...] = ()
    refused: Manual | None = None


def find_made(context: Context) -> Mapping[tuple[UnitId, Span], Made]:
    """What pages make of these classes, by the script and the span of `new`."""
    made: dict[tuple[UnitId, Span], tuple[New, HandleKind, Site]] = {}
    uses: dict[tuple[UnitId, Span], list[Site]] = {}
    for site in context.facts.sites:
        key, root = made_object_at(context, site), _root(site)
        if key is None or root is None or context.facts.process(site.unit.path) is not Process.RENDERER:
            continue
        if isinstance(root, New):
            made[key] = (root, next(MADE[level.origin[0]] for level in site.levels if level.value is root), site)
        if root is not site.chain.value or not isinstance(root, New):
            uses.setdefault(key, []).append(site)
    return {key: _Reader(context, key[0], *one, tuple(uses.get(key, ()))).read() for key, one in made.items()}


def made_object_at(context: Context, site: Site) -> tuple[UnitId, Span] | None:
    """The script and span of the one `new` that a site is about; None where it is about the class, about another thing or about several."""
    root = _root(site)
    if root is None:
        return None
    if isinstance(root, New):
        return site.unit, root.span
    found: set[tuple[UnitId, Span] | None] = set()
    for unit, value in context.facts.origins.sources(site.unit, root):
        if isinstance(value, Literal) and value.value is None:
            continue
        found.add((unit, value.span) if isinstance(value, New) else None)
    return found.pop() if len(found) == 1 else None


def sets_menu(site: Site) -> bool:
    """True for `tray.setContextMenu(menu)`, where it is not `null`."""
    call = site.last.value
    return site.module == "remote" and site.last.origin == ("Tray", SET_MENU) and not (isinstance(call, Call) and takes_nothing(call))


def _root(site: Site) -> Value | None:
    if site.module != "remote":
        return None
    return next((level.value for level in site.levels if len(level.origin) == 1 and level.origin[0] in MADE), None)


@dataclass(frozen=True, slots=True)
class _Reader:
    context: Context
    unit: UnitId
    new: New
    kind: HandleKind
    site: Site
    uses: tuple[Site, ...]

    def read(self) -> Made:
        row = self.context.table.find(
            (self.kind.made, "new"), ApiUse.CALL, literal_arguments=False, major=self.context.major, target=self.context.major
        )
        assert isinstance(row, ApiRow)
        made = Made(self.unit, self.new, self.kind, row, self.site, self.uses)
        refused = self._escapes()
        argument = self._argument(row)
        methods: dict[Span, HandleMethod] = {}
        menus: list[Site] = []
        handle = Handle(self.context, self.unit, self.kind, self.uses, depth=1)
        for use in self.uses:
            if sets_menu(use):
                menus.append(use)
                continue
            method = handle.method(use)
            if isinstance(method, Manual):
                line = self.context.facts.sources[self.unit.path].position(use.span.start).line
                refused = refused or Manual(f"The {self._noun} is used in a way that has no counterpart (line {line}). {method.reason}", method.hint)
            else:
                methods[use.span] = method
        if isinstance(argument, Manual):
            return Made(self.unit, self.new, self.kind, row, self.site, self.uses, refused=refused or argument)
        parameter, todos = argument
        folder = root_of(self.context, self.unit, self.new.arguments[0]) if not row.params[0].keys else None
        return Made(
            made.unit, made.new, made.kind, row, made.site, made.uses, parameter, folder, todos, methods, tuple(menus),
            refused or self._shown_images(),
        )

    @property
    def _noun(self) -> str:
        return "tray icon" if self.kind.made == "Tray" else "notification"

    def _escapes(self) -> Manual | None:
        if self.site.chain.value is not self.new:
            # `new Notification({ … }).show()`
            return None
        if self.site.chain.use is Use.STATEMENT and not self.uses:
            return None
        roots = {root.span for use in self.uses if (root := _root(use)) is not None}
        return handed_on(self.context, self.unit, self.new.span, self.uses, roots, self._noun)

    def _argument(self, row: ApiRow) -> tuple[HandlerParameter, tuple[str, ...]] | Manual:
        """What the page passes: one argument, plain, with known keys; a path to an image has to be a text for sure."""
        [param] = row.params
        given = self.new.arguments
        if len(given) != 1 or isinstance(given[0], Spread):
            return Manual(f"What the {self._noun} is made of cannot be read.", f"Pass the one argument that {self.kind.made} takes.")
        refused = unsendable(self.context, self.unit, given)
        if refused is not None:
            return refused
        parameter, dynamic = allowed(self.context.facts.origins, self.unit, param, given[0], risky=bool(row.risk))
        if param.keys:
            return self._options(parameter, given[0], row)
        if not self._is_text(given[0]):
            return _IMAGE
        return parameter, (row.risk,) if dynamic and row.risk else ()

    def _options(self, parameter: HandlerParameter, given: Value, row: ApiRow) -> tuple[HandlerParameter, tuple[str, ...]] | Manual:
        if not isinstance(given, Object) or any(not isinstance(one, Property) or one.key is None for one in given.properties):
            return Manual(f"The options of the {self._noun} are put together elsewhere.", "Write them as one object where it is made.")
        known = row.params[0].keys
        strange = next((key for key in parameter.keys if key not in known), None)
        if strange is not None:
            return Manual(f"The option `{strange}` does not cross to main.", "Let main put it in, behind a bridge method of its own.")
        for one in given.properties:
            if isinstance(one, Property) and one.key == "icon":
                if not self._is_text(one.value):
                    return _IMAGE
                if self.context.facts.origins.text(self.unit, one.value) is None:
                    return parameter, (row.risk,)
        return parameter, ()

    def _shown_images(self) -> Manual | None:
        """`setImage` and its like take a NativeImage too, which does not cross."""
        for use in self.uses:
            call = use.last.value
            shows = use.last.origin[-1] in ("setImage", "setPressedImage") and isinstance(call, Call)
            if shows and isinstance(call, Call) and not (len(call.arguments) == 1 and self._is_text(call.arguments[0])):
                return _IMAGE
        return None

    def _is_text(self, value: Value, depth: int = 0) -> bool:
        """True for a text for sure: literal, put together, or what `path.join` gives; by a name that is given nothing else, too."""
        origins = self.context.facts.origins
        if origins.text(self.unit, value) is not None or isinstance(value, Template | Concat):
            return True
        if isinstance(value, Call) and isinstance(value.function, Member):
            called = origins.origin(self.unit, value.function)
            bridged = ("path", value.function.name)
            return isinstance(called, External) and (
                (called.module == "path" and (*called.path, CALL) in _PATHS) or (called.module == "global" and called.path[1:] == bridged)
            )
        found = list(origins.sources(self.unit, value))
        return depth < 3 and bool(found) and all(
            source is not value and unit == self.unit and self._is_text(source, depth + 1) for unit, source in found
        )


_IMAGE = Manual(
    "Whether the image is the path of a file cannot be told: a NativeImage does not cross.",
    "Pass the path, as a text or by path.join(…); or let main make the image.",
)
