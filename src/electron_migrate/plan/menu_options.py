"""What a page passes to `popup`: where the menu opens, and over which window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from electron_migrate.code.edits import Edit
from electron_migrate.code.lists import SurgeryError
from electron_migrate.code.source import Span
from electron_migrate.code.surgery import remove_pair
from electron_migrate.facts.menu_table import load_menu_table
from electron_migrate.facts.origins import CALL, External, UnitId
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import Array, Call, Literal, Object, Property, Value
from electron_migrate.plan.model import Manual
from electron_migrate.plan.values import is_current_window

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


@dataclass(frozen=True, slots=True)
class PopupOptions:
    """What stays of them: the span of an object, or text that takes their place, or nothing; the keys in it; edits inside it."""

    kept: Span | str | None = None
    keys: frozenset[str] = frozenset()
    edits: tuple[Edit, ...] = ()

    def after(self, end: int, call: Call) -> tuple[Edit, ...]:
        """The rest of the call, written behind the menu that ends at `end`; its closing parenthesis stays."""
        closing = Edit.delete(end, call.span.end - 1)
        if self.kept is None:
            return (closing,)
        if isinstance(self.kept, str):
            return (Edit.insert(end, f", {self.kept}"), closing)
        return (Edit.replace(Span(end, self.kept.start), ", "), *self.edits)


def popup_options(context: Context, site: Site, call: Call) -> PopupOptions | Manual:
    """Reads the arguments of a call of `popup`."""
    arguments = call.arguments
    if not arguments or (len(arguments) == 1 and _is_own_window(context, site.unit, arguments[0])):
        return PopupOptions()
    declared = context.facts.electron.declared_major or context.major
    if _is_own_window(context, site.unit, arguments[0]):
        if len(arguments) == 2 and isinstance(arguments[1], Object):
            return _object(context, site, arguments[1])
        if declared > load_menu_table().last_with_positions:
            # since then the numbers are not looked at: the menu opens where the mouse is
            return PopupOptions()
        if len(arguments) == 3:
            x, y = (context.text(site.unit, argument.span) for argument in arguments[1:])
            return PopupOptions(f"{{ x: {x}, y: {y} }}", frozenset({"x", "y"}))
        return Manual("The menu is placed by an item, which the bridge does not offer.", "Place it by x and y.")
    if isinstance(arguments[0], Object) and len(arguments) == 1:
        return _object(context, site, arguments[0])
    if isinstance(arguments[0], Array):
        # no options at all: Electron looks for names on the list
        return PopupOptions()
    return Manual("What is passed to `popup` cannot be read.", "Write the options where the menu is shown: { x, y }.")


def _object(context: Context, site: Site, given: Object) -> PopupOptions | Manual:
    edits: list[Edit] = []
    keys: set[str] = set()
    for one in given.properties:
        if not isinstance(one, Property) or one.key is None:
            return Manual("The options of `popup` hold more than their names say.", "Write them one by one: { x, y }.")
        if one.key == "window":
            if not _is_own_window(context, site.unit, one.value):
                return Manual("The menu is shown over another window than the page's own.", "Let main show it there.")
            try:
                edits.extend(remove_pair(context.parsed(site.unit), context.node(site.unit, one.span)))
            except SurgeryError:
                return Manual(
                    "The window cannot be taken out of the options of `popup`.", "Drop it: the menu is shown over the page's own window."
                )
        elif one.key in ("x", "y"):
            keys.add(one.key)
        else:
            return Manual(
                f"`{one.key}` of `popup` is not offered by the bridge.", "`popup` resolves once the menu has closed; place it by x and y."
            )
    return PopupOptions(given.span, frozenset(keys), tuple(edits)) if keys else PopupOptions()


def _is_own_window(context: Context, unit: UnitId, value: Value) -> bool:
    """The page's window, the one that has the focus while its page shows a menu, or nothing at all."""
    if (isinstance(value, Literal) and value.value is None) or is_current_window(context.facts.origins, unit, value):
        return True
    return context.facts.origins.origin(unit, value) == External("electron", ("remote", "BrowserWindow", "getFocusedWindow", CALL))
