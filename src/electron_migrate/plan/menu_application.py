"""What pages do with the application menu, or with one of their own that main keeps: items are changed there by id, or by their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Span
from electron_migrate.facts.chains import levels
from electron_migrate.facts.menu_table import load_menu_table
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import Call, Index, Literal, Member, Name, Spread, Use, Value
from electron_migrate.plan.menu_model import MenuFix, MenuMember
from electron_migrate.plan.menu_options import popup_options
from electron_migrate.plan.model import Manual

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_HINT = "Change its items by menu.getMenuItemById(id).enabled = …, or let main change it."


def application_use(context: Context, site: Site) -> MenuFix | Manual:
    """One use of `Menu.getApplicationMenu()`."""
    last = site.last
    if last.origin == ("Menu", "getApplicationMenu", "popup") and isinstance(last.value, Call) and last.value is site.chain.value:
        return _popup(context, site, last.value)
    return item_change(context, site)


def item_change(context: Context, site: Site) -> MenuFix | Manual:
    """`menu.getMenuItemById('save').enabled = on` and `menu.items[1].submenu.items[4].enabled = on`, or the item kept in a name."""
    value = site.chain.value
    if site.chain.use is Use.DECLARED and isinstance(value, Call):
        return _named(context, site, value)
    if site.chain.use is Use.TESTED and site.last.origin[-1:] == ("getMenuItemById",):
        # the name holds the id now: there as the item was
        return MenuFix()
    if site.chain.use is not Use.WRITTEN or not isinstance(value, Member) or value.name not in load_menu_table().properties:
        return Manual("The menu that main keeps is read, or used as a whole.", _HINT)
    assigned = _assigned(context, site, value)
    if assigned is None:
        return Manual("The change of the item is used as a value, or it is updated in place.", "Write it as a statement of its own.")
    named = _item(context, site, value.object)
    if named is None:
        return Manual("Which item is changed cannot be told.", _HINT)
    bridge = f"{context.bridge_at(site.unit, site.span)}.menu.{MenuMember.SET_ITEM.value}("
    edits = (*_around(site, named, bridge, value, assigned), Edit.insert(assigned.end, " })"))
    return MenuFix({site.unit.path: edits}, MenuMember.SET_ITEM, changes=frozenset({value.name}))


def _popup(context: Context, site: Site, call: Call) -> MenuFix | Manual:
    if site.chain.use not in (Use.STATEMENT, Use.RETURNED):
        return Manual("What `popup` answers is used, but it answers nothing.", "Make it a statement of its own.")
    options = popup_options(context, site, call)
    if isinstance(options, Manual):
        return options
    callee = f"{context.bridge_at(site.unit, site.span)}.menu.{MenuMember.POPUP_APPLICATION.value}("
    first = Edit.replace(Span(call.span.start, call.arguments_span.start + 1), callee)
    if options.kept is None:
        rest: tuple[Edit, ...] = (Edit.delete(call.arguments_span.start + 1, call.span.end - 1),) if call.arguments else ()
    elif isinstance(options.kept, str):
        rest = (Edit.replace(Span(call.arguments_span.start + 1, call.span.end - 1), options.kept),)
    else:
        rest = options.edits
    return MenuFix({site.unit.path: (first, *rest)}, MenuMember.POPUP_APPLICATION, options=options.keys)


def _named(context: Context, site: Site, call: Call) -> MenuFix | Manual:
    """`const item = menu.getMenuItemById(id)`: the name holds the id."""
    if site.last.origin[-1:] != ("getMenuItemById",) or len(call.arguments) != 1 or isinstance(call.arguments[0], Spread):
        return Manual("The menu that main keeps is read, or used as a whole.", _HINT)
    argument = call.arguments[0]
    edits = (Edit.delete(call.span.start, argument.span.start), Edit.delete(argument.span.end, call.span.end))
    return MenuFix({site.unit.path: edits})


def _assigned(context: Context, site: Site, member: Member) -> Span | None:
    """The value of a plain assignment that is a statement."""
    assignment = context.node(site.unit, member.span).parent
    if assignment is None or assignment.type != "assignment_expression" or assignment.parent is None:
        return None
    right = assignment.child_by_field_name("right")
    arrow = assignment.parent.type == "arrow_function"
    if right is None or not (arrow or assignment.parent.type == "expression_statement"):
        return None
    return Span(right.start_byte, right.end_byte)


def _item(context: Context, site: Site, value: Value) -> Span | str | None:
    """What names an item: the span of its id, or of a name that holds it, or the text of the indexes that lead to it."""
    if isinstance(value, Call) and isinstance(value.function, Member) and value.function.name == "getMenuItemById":
        return value.arguments[0].span if len(value.arguments) == 1 and not isinstance(value.arguments[0], Spread) else None
    if isinstance(value, Name):
        sources = list(context.facts.origins.sources(site.unit, value))
        by_id = [source for _, source in sources if isinstance(source, Call) and isinstance(source.function, Member)]
        ids = [source for source in by_id if isinstance(source.function, Member) and source.function.name == "getMenuItemById"]
        return value.span if sources and len(ids) == len(sources) else None
    indexes: list[str] = []
    for step in levels(value):
        if isinstance(step, Index):
            if not isinstance(step.index, Literal) or not isinstance(step.index.value, float | int) or step.index.value != int(step.index.value):
                return None
            indexes.append(str(int(step.index.value)))
        elif isinstance(step, Member) and indexes and step.name not in ("items", "submenu"):
            return None
    return f"[{', '.join(indexes)}]" if indexes else None


def _around(site: Site, named: Span | str, bridge: str, member: Member, assigned: Span) -> tuple[Edit, ...]:
    change = f", {{ {member.name}: "
    if isinstance(named, str):
        return (Edit.replace(Span(member.span.start, assigned.start), f"{bridge}{named}{change}"),)
    if named.start == member.span.start:
        return (Edit.insert(named.start, bridge), Edit.replace(Span(named.end, assigned.start), change))
    return (Edit.replace(Span(member.span.start, named.start), bridge), Edit.replace(Span(named.end, assigned.start), change))
