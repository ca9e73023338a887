"""Menus that pages make by `remote`: how they are written with plain lists, and whether all of a file's menus can be.

A menu is a list of plain items in the page. It is popped up over the bridge; main builds it, says which item was chosen, and its function runs in
the page. The menus of a file, and of files that share one, are rewritten together or not at all: a list has no `popup`, and a live menu no `push`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Span
from electron_migrate.facts.chains import levels
from electron_migrate.facts.menu_table import load_menu_table
from electron_migrate.facts.model import Process
from electron_migrate.facts.origins import CALL, NEW, External, UnitId
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import Array, Call, Index, Literal, Member, Name, New, Object, Spread, This, Use, Value
from electron_migrate.plan.menu_application import application_use, item_change
from electron_migrate.plan.menu_clicks import click_edits
from electron_migrate.plan.menu_lists import CHANGED_LATER, empty_list, has_changed_items, is_grown_later
from electron_migrate.plan.menu_model import MenuFix, MenuMember
from electron_migrate.plan.menu_options import popup_options
from electron_migrate.plan.menu_templates import Items, TemplateReader
from electron_migrate.plan.menu_ticks import TICKED, keep_ticks
from electron_migrate.plan.model import Manual
from electron_migrate.plan.needs import Check, HandlerParameter
from electron_migrate.plan.typing import annotation_of, is_typed

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# What takes a menu and keeps it.
_SINKS = {
    ("Menu", "setApplicationMenu"): MenuMember.APPLICATION,
    ("currentWindow", "setMenu"): MenuMember.WINDOW,
    ("app", "dock", "setMenu"): MenuMember.DOCK,
    ("Tray", "setContextMenu"): MenuMember.TRAY,
}


@dataclass(frozen=True, slots=True)
class Menus:
    """All uses of menus in the pages of an app, by place; `items`: what the menus that are popped up are made of."""

    fixes: Mapping[tuple[UnitId, Span], MenuFix | Manual]
    items: Items

    def fix(self, site: Site) -> MenuFix | Manual:
        return self.fixes.get((site.unit, site.span)) or Manual("The menu is not used in a page.", "Build it in main.")

    def options(self, member: MenuMember) -> tuple[str, ...]:
        """What any page passes to a member besides the window."""
        return tuple(sorted({name for fix in self._of(member) for name in fix.options}))

    def changes(self) -> tuple[str, ...]:
        """What any page changes of an item of the application menu."""
        return tuple(sorted({name for fix in self._of(MenuMember.SET_ITEM) for name in fix.changes}))

    def _of(self, member: MenuMember) -> Iterator[MenuFix]:
        return (fix for fix in self.fixes.values() if isinstance(fix, MenuFix) and fix.member is member)


def read_menus(context: Context) -> Menus:
    """Reads every use of `remote.Menu` and `remote.MenuItem` in pages."""
    found = [site for site in context.facts.sites if site.module == "remote" and _is_menu(site)]
    by_file: dict[str, list[Site]] = {}
    fixes: dict[tuple[UnitId, Span], MenuFix | Manual] = {}
    kept: dict[str, list[tuple[UnitId, Span]]] = {}
    for site in found:
        if context.facts.process(site.unit.path) is not Process.RENDERER:
            continue
        if site.last.origin[:2] == ("Menu", "getApplicationMenu"):
            fixes[site.unit, site.span] = application_use(context, site)
            kept.setdefault(site.unit.path, []).append((site.unit, site.span))
        else:
            by_file.setdefault(site.unit.path, []).append(site)
    for places in kept.values():
        # an item kept in a name: its uses go together
        refused = next(((place, fixes[place]) for place in places if isinstance(fixes[place], Manual)), None)
        if refused is not None:
            fixes.update({place: fix if isinstance(fix := fixes[place], Manual) else _along(context, refused, None) for place in places})
    items = Items()
    for group in _sharing(context, by_file):
        sites = [site for path in group for site in by_file[path]]
        reader = _Reader(context, sites, {(site.unit, site.span) for site in found})
        read = {(site.unit, site.span): reader.read(site) for site in sites}
        stray = reader.stray()
        refused = next((one for one in read.items() if isinstance(one[1], Manual)), None)
        if stray is not None or refused is not None:
            read = {place: fix if isinstance(fix, Manual) else _along(context, refused, stray) for place, fix in read.items()}
        else:
            items.take(reader.items)
        fixes.update(read)
    return Menus(fixes, items)


def menu_items(context: Context) -> tuple[HandlerParameter, tuple[str, ...]]:
    """The parameter of a handler that takes the items of a page's menu, with what main lets through; and what that leaves open."""
    found, table = context.menus.items, load_menu_table()
    roles = found.roles | (table.roles if found.open else frozenset())
    checks = [Check("menuKeys", tuple(sorted(table.keys if found.open else found.keys & table.keys)))]
    if roles:
        checks.append(Check("menuRoles", tuple(sorted(roles))))
    return HandlerParameter("items", "MenuItemTemplate[]", checks=tuple(checks)), (_OPEN,) if found.open else ()


_OPEN = "not all templates of the pages could be read: leave only the keys and roles that they use"


def _is_menu(site: Site) -> bool:
    return site.last.origin[:1] in (("Menu",), ("MenuItem",)) or site.last.origin in _SINKS


def _along(context: Context, refused: tuple[tuple[UnitId, Span], MenuFix | Manual] | None, stray: Manual | None) -> Manual:
    if refused is None:
        assert stray is not None
        return stray
    (unit, span), why = refused
    assert isinstance(why, Manual)
    at = context.facts.where(unit.path, span.start)
    return Manual(f"The menus of one script are rewritten together, and {at} is in the way: {why.reason}", why.hint)


def _sharing(context: Context, by_file: Mapping[str, list[Site]]) -> list[list[str]]:
    """Files in groups: those whose menus come from each other are in one."""
    group_of = {path: {path} for path in by_file}
    for path, sites in by_file.items():
        for site in sites:
            for there, _ in context.facts.origins.sources(site.unit, _menu_value(context, site)):
                if there.path in group_of and there.path not in group_of[path]:
                    joined = group_of[path] | group_of[there.path]
                    for each in joined:
                        group_of[each] = joined
    return [list(paths) for paths in {tuple(sorted(group)): None for group in group_of.values()}]


def _names(context: Context, unit: UnitId, value: Value) -> tuple[str, ...]:
    """The way from `remote` to a value, with calls: `("Menu", "new", "append", "()")`."""
    origin = context.facts.origins.origin(unit, value)
    return origin.path[1:] if isinstance(origin, External) and origin.module == "electron" and origin.path[:1] == ("remote",) else ()


def _menu_value(context: Context, site: Site) -> Value:
    """The part of a chain that is the menu or item itself."""
    steps = levels(site.chain.value)
    made = [step for step in steps if _is_made(_names(context, site.unit, step))]
    return made[-1] if made else site.last.value


def _is_made(names: tuple[str, ...]) -> bool:
    return names in (("Menu", NEW), ("MenuItem", NEW), ("Menu", "buildFromTemplate", CALL))


class _Reader:
    """The uses of one group of files."""

    def __init__(self, context: Context, sites: list[Site], known: set[tuple[UnitId, Span]]) -> None:
        self.context = context
        self.sites = sites
        self.known = known
        """Every use of a menu in the app."""
        self.origins = context.facts.origins
        self.table = load_menu_table()
        self.templates = TemplateReader(context)

    @property
    def items(self) -> Items:
        return self.templates.items

    def read(self, site: Site) -> MenuFix | Manual:
        if site.last.origin in _SINKS:
            return self._sink(site)
        names = _names(self.context, site.unit, site.last.value)
        if self._is_annotated(site):
            return Manual("The menu has a type of Electron's.", "Give it the type of a list of items instead, then plan again.")
        made = next((end for end in range(len(names), 0, -1) if _is_made(names[:end])), 0)
        rest = names[made:]
        if not made:
            return self._static(names)
        if not rest:
            return self._made(site) if site.last.value in self._creations(site) else self._value(site, names[0])
        if isinstance(site.last.value, Call) and len(rest) == 2 and site.last.value is site.chain.value:
            return self._called(site, site.last.value, names[0], rest[0])
        if rest[:1] in (("items",), ("getMenuItemById",)) and names[0] == "Menu" and self._kept_by_main:
            if any(one.last.origin[:1] == ("Tray",) for one in self.sites):
                return Manual("An item of a tray icon's menu is used, which main has.", "Build the menu anew with what changed, and set it again.")
            return item_change(self.context, site)
        if rest == ("items",) and names[0] == "Menu":
            return self._items(site)
        if len(rest) == 1 and names[0] == "MenuItem" and isinstance(site.last.value, Member):
            return self._property(site, site.last.value)
        return Manual(f"`{'.'.join(rest).replace('.()', '()')}` of a menu has no counterpart in a list of items.", "Change the items before the menu is shown.")

    def stray(self) -> Manual | None:
        """A field that holds a menu and is used as one where its origin is not known."""
        fields = {site.chain.target.name for site in self.sites if isinstance(site.chain.target, Member) and isinstance(site.chain.target.object, This)}
        if not fields:
            return None
        for path, summary in list(self.context.facts.summaries.items()):
            if self.context.facts.process(path) is not Process.RENDERER:
                continue
            for number, unit in enumerate(summary.units):
                for chain in unit.chains:
                    for step in levels(chain.value):
                        calls = isinstance(step, Call) and isinstance(step.function, Member) and step.function.name in ("popup", "append", "insert")
                        if calls and isinstance(step, Call) and isinstance(step.function, Member):
                            held = step.function.object
                            if isinstance(held, Member) and held.name in fields and (UnitId(path, number), chain.value.span) not in self.known:
                                at = self.context.facts.where(path, chain.value.span.start)
                                return Manual(f"{at} seems to use the same menu through another object.", "Keep the menu and its uses in one class.")
        return None

    # ---- what is made

    def _creations(self, site: Site) -> list[Value]:
        return [step for step in levels(site.chain.value) if isinstance(step, (Call, New)) and _is_made(_names(self.context, site.unit, step))]

    def _static(self, names: tuple[str, ...]) -> Manual:
        if names[:1] == ("MenuItem",) or len(names) == 1:
            return Manual("The class of menus is used as a value.", "Ask for what the page needs to know in another way, such as the list being an array.")
        return Manual(f"Menu.{names[1]} has no counterpart on the bridge.", "Do it in main.")

    def _made(self, site: Site) -> MenuFix | Manual:
        value = site.last.value
        assert isinstance(value, (Call, New))
        if any(isinstance(argument, Spread) for argument in value.arguments):
            return Manual("The arguments are spread: what the menu is made of is not known.", "Write the arguments one by one.")
        if site.chain.use not in (Use.DECLARED, Use.ASSIGNED_FROM, Use.ARGUMENT, Use.VALUE, Use.RETURNED):
            return Manual("The menu is made and not used.", "Remove the line.")
        place = self._placed(site, value)
        if place is not None:
            return place
        if isinstance(value, New) and isinstance(value.constructor, (Name, Member)) and site.last.origin == ("Menu",):
            text = empty_list(self.context, site.unit, self._members())
            if text is None:
                return Manual(
                    "An empty list needs the type of the bridge's menus, and this menu is shown nowhere.", "Show it, or remove it."
                )
            return MenuFix({site.unit.path: (Edit.replace(value.span, text),)})
        if not value.arguments:
            return Manual("The menu is made of nothing that can be read.", "Pass the items.")
        if self._typed_as_electrons(site.unit, value.arguments[0]):
            return Manual("The items have a type of Electron's, which the bridge does not take.", "Leave the type away, then plan again.")
        refused, clicks = self._read_items(site, value.arguments[0])
        if refused is not None:
            return refused
        if has_changed_items(self.context, site, value.arguments[0]):
            return CHANGED_LATER
        return self._with(site, self._unwrapped(site, value), clicks)

    def _typed_as_electrons(self, unit: UnitId, items: Value) -> bool:
        """True where a name is declared as a list of Electron's own options: their submenus may be menus, and their icons images."""
        parsed = self.context.parsed(unit)
        if not isinstance(items, Name) or items.binding < 0 or not is_typed(parsed):
            return False
        declared = self.context.node(unit, self.context.facts.unit(unit).bindings[items.binding].span).parent
        return declared is not None and "MenuItemConstructorOptions" in annotation_of(parsed, declared)

    def _members(self) -> list[MenuMember]:
        """What the menus of these files go to, what shows them first."""
        shown = [MenuMember.POPUP for one in self.sites if one.last.origin[-1:] == ("popup",)]
        return [*shown, *(_SINKS[one.last.origin] for one in self.sites if one.last.origin in _SINKS)]

    def _sink(self, site: Site) -> MenuFix | Manual:
        """`Menu.setApplicationMenu(menu)` and its like."""
        call, member = site.last.value, _SINKS[site.last.origin]
        if not isinstance(call, Call) or call is not site.chain.value or call.optional or site.chain.use not in (Use.STATEMENT, Use.RETURNED):
            return Manual("What sets the menu is used as a value.", "Call it as a statement of its own.")
        if len(call.arguments) != 1 or isinstance(call.arguments[0], Spread):
            return Manual("What the menu is set to cannot be read.", "Pass the menu, or null.")
        given = call.arguments[0]
        if isinstance(given, Literal) and given.value is None:
            if member is MenuMember.DOCK:
                return Manual("The dock keeps its menu: null takes none away.", "Remove the line.")
            if member is MenuMember.TRAY:
                # a method of the handle of its own, without a list
                return self._of_tray(site, None)
            nothing = MenuMember.NO_APPLICATION if member is MenuMember.APPLICATION else MenuMember.NO_WINDOW
            owner = "menu" if member is MenuMember.APPLICATION else "window"
            whole = Edit.replace(Span(call.span.start, call.span.end), f"{self._bridge(site)}.{owner}.{nothing.value}()")
            return MenuFix({site.unit.path: (whole,)}, nothing)
        found = [_names(self.context, there, source) for there, source in self.origins.sources(site.unit, given)]
        if not found or not all(_is_made(names) and names[0] == "Menu" for names in found):
            return Manual("What the menu is set to is not known to be a menu of this page.", "Build it where it is set.")
        if member is MenuMember.TRAY:
            # its call stays as it is, as a method of the handle on the icon
            return self._of_tray(site, MenuMember.TRAY)
        owner = "window" if member is MenuMember.WINDOW else "app" if member is MenuMember.DOCK else "menu"
        callee = Edit.replace(call.function.span, f"{self._bridge(site)}.{owner}.{member.value}")
        return MenuFix({site.unit.path: (callee,)}, member)

    def _of_tray(self, site: Site, member: MenuMember | None) -> MenuFix | Manual:
        made = next((made for made in self.context.made_objects.values() if site in made.uses), None)
        if made is None:
            return Manual("Whose menu is set cannot be told.", "Keep the tray icon in a variable of its own, and set its menu there.")
        return made.refused or MenuFix(member=member)

    @property
    def _kept_by_main(self) -> bool:
        """True when main keeps a menu of these files: it no longer sees what changes in the page's list."""
        return any(site.last.origin in _SINKS for site in self.sites)

    def _placed(self, site: Site, value: Value) -> Manual | None:
        """Why a menu or item must not stand where it does; None where it may."""
        if site.chain.use in (Use.DECLARED, Use.ASSIGNED_FROM):
            target = site.chain.target
            if isinstance(target, Name) or (isinstance(target, Member) and isinstance(target.object, This)):
                return None
            return Manual("The menu is kept in an object: what else uses it there cannot be told.", "Keep it in a variable or a field of the class.")
        node = self.context.node(site.unit, value.span)
        if self._is_arrow_body(node):
            return None if self._is_mapped(node) else _ESCAPES
        if site.chain.use is Use.RETURNED:
            return _ESCAPES
        parent = _outer(node).parent
        if parent is None:
            return _ESCAPES
        if parent.type in ("array", "ternary_expression", "binary_expression"):
            return None if site.last.origin[0] == "MenuItem" else _ESCAPES
        if parent.type == "pair":
            key = parent.child_by_field_name("key")
            return None if key is not None and self.context.parsed(site.unit).text(key) == "submenu" else _ESCAPES
        if parent.type == "arguments" and parent.parent is not None:
            function = parent.parent.child_by_field_name("function")
            method = function.child_by_field_name("property") if function is not None else None
            taken = parent.parent
            if any(one.last.origin in _SINKS and one.span == Span(taken.start_byte, taken.end_byte) for one in self.sites):
                return None
            if method is not None and self.context.parsed(site.unit).text(method) in ("append", "insert", "push", "unshift", "splice", "concat"):
                return None
        return _ESCAPES

    def _is_arrow_body(self, node: Node) -> bool:
        outer = _outer(node)
        return outer.parent is not None and outer.parent.type == "arrow_function" and outer.parent.child_by_field_name("body") == outer

    def _is_mapped(self, node: Node) -> bool:
        """True for `list.map((x) => node)`."""
        arrow = _outer(node).parent
        arguments = arrow.parent if arrow is not None else None
        call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
        function = call.child_by_field_name("function") if call is not None else None
        method = function.child_by_field_name("property") if function is not None else None
        return method is not None and method.text == b"map"

    def _unwrapped(self, site: Site, value: Call | New) -> tuple[Edit, ...]:
        """The argument alone: what is written into `new MenuItem(…)` or `Menu.buildFromTemplate(…)`."""
        argument = value.arguments[0]
        data = self.context.facts.sources[site.unit.path].data
        before, after = "", ""
        if site.last.origin[0] == "MenuItem" and not isinstance(argument, Object):
            before, after = "{ ...", " }"
        elif site.last.origin[0] == "Menu" and not isinstance(argument, (Array, Call)) and (
            self._grows(site) or is_grown_later(self.context, site, argument)
        ):
            before, after = "[...", "]"
        if isinstance(value, New) and self._is_arrow_body(self.context.node(site.unit, value.span)):
            before, after = f"({before}", f"{after})"
        start, end = value.arguments_span.start + 1, value.arguments_span.end - 1
        end -= len(data[argument.span.end : end]) - len(data[argument.span.end : end].rstrip(b" \t\r\n,")) if data[argument.span.end : end].strip() == b"," else 0
        return (Edit.replace(Span(value.span.start, start), before), Edit.replace(Span(end, value.span.end), after))

    def _grows(self, site: Site) -> bool:
        """True when something is appended to this menu later: the template's own list must not grow."""
        return any(
            one.last.origin in (("Menu", "buildFromTemplate", "append"), ("Menu", "buildFromTemplate", "insert")) for one in self.sites
        )

    def _read_items(self, site: Site, argument: Value) -> tuple[Manual | None, dict[str, tuple[Edit, ...]]]:
        reader = TemplateReader(self.context)
        reader.read(site.unit, argument)
        self.items.take(reader.items)
        if reader.items.odd:
            return _ICON, {}
        if TICKED & reader.items.types and self._kept_by_main and self._lives_on(site):
            return _TICKS, {}
        edits: dict[str, tuple[Edit, ...]] = {}
        for unit, value in reader.items.clicks:
            done = click_edits(self.context, unit, value)
            if isinstance(done, Manual):
                return done, {}
            edits[unit.path] = tuple(dict.fromkeys((*edits.get(unit.path, ()), *done)))
        return None, edits

    def _keeps_ticks(self, popup: Site) -> bool:
        """True when the menu that is shown has items that Electron ticks, and may be shown more than once."""
        return self._ticked is None or bool(self._sources(popup) & self._ticked)

    @cached_property
    def _ticked(self) -> set[tuple[UnitId, Span, int | None]] | None:
        """The menus with such items that live on; None where an item is made for menus that are not told here."""
        found: set[tuple[UnitId, Span, int | None]] = set()
        for one in self.sites:
            made = [value for value in self._creations(one) if isinstance(value, (Call, New)) and value.arguments]
            if not any(TICKED & self._types(one, value.arguments[0]) for value in made) or not self._lives_on(one):
                continue
            outermost = self._outermost(one)
            if outermost is one and one.last.origin[0] == "MenuItem":
                return None
            found |= self._sources(outermost)
        return found

    def _types(self, site: Site, items: Value) -> set[str]:
        reader = TemplateReader(self.context)
        reader.read(site.unit, items)
        return reader.items.types

    def _lives_on(self, site: Site) -> bool:
        """True when the menu that is made here, or gets what is made here, may be shown more than once."""
        made = self._sources(self._outermost(site))
        if any(function is None for _, _, function in made):
            return True
        shown = [one for one in self.sites if one.last.origin[-1:] == ("popup",) and self._sources(one) & made]
        return any((unit, one.chain.function) != (unit, function) for one in shown for unit, _, function in made)

    def _outermost(self, site: Site) -> Site:
        around = [one for one in self.sites if one.unit == site.unit and one.span.contains(site.span)]
        return min(around, key=lambda one: one.span.start - one.span.end, default=site)

    def _sources(self, site: Site) -> set[tuple[UnitId, Span, int | None]]:
        """Where the menus are made that a use may mean, and in which function."""
        made = {(one.unit, self._creations(one)[-1].span): one.chain.function for one in self.sites if self._creations(one)}
        found = {(there, source.span) for there, source in self.origins.sources(site.unit, _menu_value(self.context, site))}
        return {(*place, function) for place, function in made.items() if place in found}

    # ---- what is done with it

    def _called(self, site: Site, call: Call, kind: str, method: str) -> MenuFix | Manual:
        function = call.function
        if not isinstance(function, Member) or function.optional or call.optional:
            return Manual(f"`{method}` is called only if the menu is there (`?.`).", "Ask with `if` first.")
        if any(isinstance(argument, Spread) for argument in call.arguments):
            return Manual("The arguments are spread: what is passed is not known.", "Write the arguments one by one.")
        if kind == "Menu" and method == "popup":
            return self._popup(site, call, function)
        if kind == "Menu" and method in ("append", "insert") and len(call.arguments) == (1 if method == "append" else 2):
            if site.chain.use not in (Use.STATEMENT, Use.RETURNED):
                return Manual(f"What `{method}` answers is used, but it answers nothing.", "Make it a statement of its own.")
            item = call.arguments[-1]
            if not self._is_item(site.unit, item):
                return Manual("What is appended is not known to be an item of a menu.", "Append a new MenuItem(…).")
            edits = [Edit.replace(function.name_span, "push" if method == "append" else "splice")]
            if method == "insert":
                edits.append(Edit.insert(item.span.start, "0, "))
            return MenuFix({site.unit.path: tuple(edits)})
        if method in ("on", "once", "addListener"):
            return Manual("The menu's own events stay in main.", "`popup` resolves once the menu has closed: do it then.")
        return Manual(f"`{method}` of a menu has no counterpart in a list of items.", "Change the items before the menu is shown.")

    def _is_item(self, unit: UnitId, value: Value) -> bool:
        found = [_names(self.context, there, source) for there, source in self.origins.sources(unit, value)]
        return bool(found) and all(names == ("MenuItem", NEW) for names in found)

    def _popup(self, site: Site, call: Call, function: Member) -> MenuFix | Manual:
        if site.chain.use not in (Use.STATEMENT, Use.RETURNED, Use.AWAITED):
            return Manual("What `popup` answers is used, but it answers nothing.", "Make it a statement of its own.")
        passed = popup_options(self.context, site, call)
        if isinstance(passed, Manual):
            return passed
        made = self._creations(site)
        clicks: dict[str, tuple[Edit, ...]] = {}
        before = f"{self._bridge(site)}.menu.popup("
        if made:
            # Menu.buildFromTemplate([…]).popup(): one chain
            built = made[-1]
            if not isinstance(built, Call) or len(built.arguments) != 1 or isinstance(built.arguments[0], Spread):
                return Manual("The menu is made of nothing that can be read.", "Pass the items.")
            refused, clicks = self._read_items(site, built.arguments[0])
            if refused is not None:
                return refused
            start, end = built.arguments_span.start + 1, built.arguments[0].span.end
            first = Edit.replace(Span(call.span.start, start), before)
        elif self._keeps_ticks(site):
            end, start = function.object.span.end, call.span.start
            name, declared = keep_ticks(self.context, site.unit)
            whole = (declared, Edit.insert(start, f"{before}{name}("), Edit.insert(end, ")"), *passed.after(end, call))
            return MenuFix({site.unit.path: whole}, MenuMember.POPUP, options=passed.keys)
        else:
            end = function.object.span.end
            first = Edit.insert(call.span.start, before)
        edits = self._with(site, (first, *passed.after(end, call)), clicks).edits
        return MenuFix(edits, MenuMember.POPUP, options=passed.keys)

    # ---- values, items, properties

    def _value(self, site: Site, kind: str) -> MenuFix | Manual:
        if site.chain.use is Use.TESTED or _is_tested(self.context.node(site.unit, site.span)):
            return MenuFix()
        refused = self._placed(site, site.last.value) if site.last.value is site.chain.value else _ESCAPES
        if refused is not None:
            return refused
        return MenuFix()

    def _items(self, site: Site) -> MenuFix | Manual:
        """`menu.items[0].enabled = true` without its `.items`, at each level."""
        edits: list[Edit] = []
        steps = levels(site.chain.value)
        after = steps[steps.index(site.last.value) :]
        for index, step in enumerate(after):
            if isinstance(step, Member) and step.name == "items":
                if step.optional:
                    return Manual("The items are asked for only if they are there (`?.`).", "Ask with `if` first.")
                edits.append(Edit.delete(step.object.span.end, step.span.end))
            elif isinstance(step, Member):
                last = index == len(after) - 1
                written = last and site.chain.use is Use.WRITTEN
                if step.name in self.table.properties and (written or step.name in ("id", "label", "role")):
                    continue
                if step.name not in ("submenu", "length", "forEach", "map", "find", "filter", "some", "findIndex"):
                    return Manual(f"`{step.name}` of an item is read, which a template need not have.", "Keep it in the page's own state.")
            elif not isinstance(step, (Index, Call)):
                return Manual("The items of the menu are used in a way that cannot be followed.", "Change the items before the menu is shown.")
        return MenuFix({site.unit.path: tuple(edits)})

    def _property(self, site: Site, member: Member) -> MenuFix | Manual:
        if member is not site.chain.value:
            return Manual(f"`{member.name}` of an item is used in a way that cannot be followed.", "Keep it in the page's own state.")
        if site.chain.use is Use.WRITTEN and self._kept_by_main:
            return Manual("An item is changed that main may have already.", "Give it an id, and change it by menu.getMenuItemById(id).")
        if site.chain.use is Use.WRITTEN and member.name not in ("click", "submenu", "menu"):
            return MenuFix()
        if member.name in ("id", "label", "role"):
            return MenuFix()
        return Manual(f"`{member.name}` of an item is read, which a template need not have.", "Keep it in the page's own state.")

    # ---- text

    def _bridge(self, site: Site) -> str:
        return self.context.bridge_at(site.unit, site.span)

    def _typed(self, unit: UnitId) -> bool:
        return is_typed(self.context.parsed(unit))

    def _is_annotated(self, site: Site) -> bool:
        if not self._typed(site.unit) or not isinstance(site.chain.target, (Name, Member)):
            return False
        node = self.context.node(site.unit, site.chain.value.span)
        declarator = _outer(node).parent
        return declarator is not None and declarator.child_by_field_name("type") is not None

    def _with(self, site: Site, own: tuple[Edit, ...], more: Mapping[str, tuple[Edit, ...]]) -> MenuFix:
        edits = dict(more)
        edits[site.unit.path] = (*own, *edits.get(site.unit.path, ()))
        return MenuFix({path: tuple(dict.fromkeys(each)) for path, each in edits.items() if each})


def _outer(node: Node) -> Node:
    """The node with the parentheses and casts around it."""
    while node.parent is not None and node.parent.type in ("parenthesized_expression", "as_expression", "non_null_expression", "spread_element"):
        node = node.parent
    return node


def _is_tested(node: Node) -> bool:
    """True when a value is only asked whether it is there, alone or with others: `if (a || !b)`."""
    while node.parent is not None:
        parent = node.parent
        if parent.type == "unary_expression":
            return parent.children[0].type == "!"
        if parent.type == "binary_expression" and parent.children[1].type in ("||", "&&"):
            # `a && b`: what stands on the left is tested, what is on the right is the value
            node = parent
        elif parent.type == "parenthesized_expression":
            if parent.parent is not None and parent.parent.type in ("if_statement", "while_statement", "do_statement"):
                return True
            node = parent
        else:
            return parent.type == "ternary_expression" and parent.child_by_field_name("condition") == node
    return False


_ICON = Manual(
    "The icon of an item is an image of Electron's, which does not cross.",
    "Give the path of a file that main knows, or a data URL (image.toDataURL()).",
)
_TICKS = Manual(
    "Main keeps the menu and ticks its items, and it is popped up besides: the page's list would not know.",
    "Make a menu of its own for the popup.",
)
_ESCAPES = Manual("The menu is handed on: what is done with it there cannot be told.", "Hand on the list of its items, and show it with the bridge there.")
