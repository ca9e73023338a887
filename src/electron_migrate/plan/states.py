"""What components keep of Electron's in their state: whether others know of it too, and what goes when nothing reads it any more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.layout import Layout, leading_comments_start, trailing_comments_end
from electron_migrate.code.lists import remove_item
from electron_migrate.code.parse import Parsed
from electron_migrate.facts.origins import Here, UnitId
from electron_migrate.facts.summary import ClassValue, State

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

TYPE_MEMBER = "property_signature"


def doubt_of_state(context: Context, unit: UnitId, state: State) -> str:
    """Why the state may be more than its component has it for; empty where all is in sight."""
    for name in state.types:
        word = re.compile(rb"(?<![\w$])" + re.escape(name.encode()) + rb"(?![\w$])")
        other = next((path for path, source in context.facts.sources.items() if path != unit.path and word.search(source.data)), None)
        if other is not None:
            return f"It is kept in the state of a component, whose type {name} is used in {other} too."
    extended = _extended_by(context, unit, state)
    return f"It is kept in the state of a component, and {extended} extends that component." if extended else ""


def remove_type_member(parsed: Parsed, member: Node) -> tuple[Edit, ...]:
    """Takes a property out of a type or interface, with what ends it and its comments: a comma, a semicolon or the line."""
    layout, behind, before = Layout.of(parsed), member.next_sibling, member.prev_sibling
    ended = behind is not None and behind.type in (",", ";")
    if (behind is not None and behind.type == ",") or (not ended and before is not None and before.type == ","):
        return remove_item(parsed, member)
    start, last = leading_comments_start(layout, member), behind if ended and behind is not None else member
    end = trailing_comments_end(layout, last.end_byte, last.next_sibling)
    if layout.starts_line(start) and layout.ends_line(end):
        return (Edit.delete(layout.line_start(start), layout.next_line(end)),)
    following = last.next_named_sibling
    if following is None and before is not None and before.type == ";":
        return (Edit.delete(before.start_byte, last.start_byte if ended else last.end_byte),)
    return (Edit.delete(member.start_byte, layout.skip_blanks(last.end_byte)),)


def _extended_by(context: Context, unit: UnitId, state: State) -> str:
    origins = context.facts.origins
    for path, summary in context.facts.summaries.items():
        for number, script in enumerate(summary.units):
            for one in script.classes:
                base = origins.origin(UnitId(path, number), one.extends) if one.extends is not None else None
                if isinstance(base, Here) and isinstance(base.value, ClassValue) and base.unit == unit and base.value.span == state.component:
                    return f"{one.name or 'a class'} in {path}"
    return ""
