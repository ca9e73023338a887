"""Requests whose error arrives with its name, its code and its text, where the page looks at them.

Neither IPC nor the bridge lets more of an error through than its message: a method that rejects cannot do it. So the method answers with how the
call ended, and the page throws an error of its own that has what main's had.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import WRAPPERS
from electron_migrate.facts.model import Safety
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.summary import Call
from electron_migrate.plan.error_uses import Look
from electron_migrate.plan.function_receivers import PROMISE_METHODS
from electron_migrate.plan.model import Fix
from electron_migrate.plan.needs import BridgeMember, HandlerKind, MainHandler, MemberKind, Need

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# Properties of errors that are plain wherever they are: what Node, Electron and clients of HTTP and of databases set, and the text itself.
_PLAIN = frozenset(
    {
        "code", "errno", "syscall", "path", "dest", "name", "message", "status", "statusCode", "statusText", "signal", "killed", "exitCode",
        "address", "port", "hostname", "url", "sqlState", "sqlMessage",
    }
)  # fmt: skip
_HELPER = "endOf"
_NOTE = "An error of main's arrives as an Error with its name, message and plain properties; its class and main's stack are lost."


def with_error_fields(context: Context, unit: UnitId, call: Call, looks: tuple[Look, ...], fix: Fix) -> Fix | None:
    """The fix of a request with an error that has what is looked at; None where the call waits for no promise, or what is looked at is not plain."""
    members = [need for need in fix.needs if isinstance(need, BridgeMember) and need.kind is MemberKind.INVOKE]
    handlers = [need for need in fix.needs if isinstance(need, MainHandler) and need.kind is HandlerKind.HANDLE]
    node = context.node(unit, call.span)
    if not is_settled(context, unit, node) or not all(look.name in _PLAIN for look in looks):
        return None
    if len({(one.path, one.channel) for one in members}) != 1 or [one.channel for one in handlers] != [members[0].channel]:
        return None
    path = members[0].path
    tried = (*path[:-1], f"try{path[-1][:1].upper()}{path[-1][1:]}")
    own, wanted = fix.edits.get(unit.path, ()), context.callee_edits(unit, call.function, path)
    closing = Span(node.end_byte - 1, node.end_byte)
    others = tuple(edit for edit in own if edit not in wanted)
    if not set(wanted) <= set(own) or any(edit.span.end > closing.start and edit.span.start < closing.end for edit in others):
        return None
    unwrapped = Edit.replace(closing, f").then({_unwrap(context, unit)})")
    edits = (*context.callee_edits(unit, call.function, tried), *others, unwrapped)
    return replace(
        fix,
        safety=max(fix.safety, Safety.REVIEW),
        edits={**fix.edits, unit.path: edits},
        needs=tuple(_ended(context, need, tried) for need in fix.needs),
        may_change=f"{fix.may_change} {_NOTE}".strip(),
    )


def is_settled(context: Context, unit: UnitId, node: Node) -> bool:
    """True where the answer of a call is awaited or chained: an error of a promise. Remote gave one that was thrown at once as the `cause` of another."""
    at, parent = node, node.parent
    while parent is not None and parent.type in WRAPPERS:
        at, parent = parent, parent.parent
    if parent is None or parent.type == "await_expression":
        return parent is not None
    asked = parent.child_by_field_name("property") if parent.type == "member_expression" else None
    return asked is not None and parent.child_by_field_name("object") == at and context.parsed(unit).text(asked) in PROMISE_METHODS


def _ended(context: Context, need: Need, path: tuple[str, ...]) -> Need:
    if isinstance(need, BridgeMember) and need.kind is MemberKind.INVOKE:
        result = f"{{ error?: Error & {{ code?: string }}, value: {need.result} }}"
        return replace(need, path=path, channel=_channel(context, need.channel), result=result)
    if isinstance(need, MainHandler) and need.kind is HandlerKind.HANDLE:
        body = f"({need.body})" if need.body.startswith("{") else need.body
        body = f"async () => {body}" if "await " in body else f"() => {body}"
        return replace(need, channel=_channel(context, need.channel), body=f"{_HELPER}({body})", helpers=tuple(sorted({*need.helpers, _HELPER})))
    return need


def _channel(context: Context, channel: str) -> str:
    at = max(channel.rfind(":"), channel.rfind(".")) + 1
    return context.free_channel(f"{channel[:at]}try{channel[at:][:1].upper()}{channel[at + 1:]}")


def _unwrap(context: Context, unit: UnitId) -> str:
    end = ";" if context.style(unit.path).semicolons else ""
    return f"({{ error, value }}) => {{ if (error) throw Object.assign(new Error(error.message), error); return value{end} }}"
