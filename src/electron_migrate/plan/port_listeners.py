"""Listeners that take ports from their event: main's message reaches them as a message of the page's own window, which the preload posts with the ports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import meaningful
from electron_migrate.facts.sites import Site
from electron_migrate.plan.listener_events import parameters_of, uses_arguments
from electron_migrate.plan.listener_functions import uses_this
from electron_migrate.plan.model import Manual
from electron_migrate.plan.naming import member_name
from electron_migrate.plan.typing import is_typed

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_BY_HAND = "Let the preload post what main sends to the page's window with its ports (window.postMessage), and listen to `message` there."


@dataclass(frozen=True, slots=True)
class PortListener:
    """`path`: the member of the bridge that has the preload post what main sends on the channel."""

    path: tuple[str, ...]
    edits: tuple[Edit, ...]


def port_listener(context: Context, site: Site, channel: str, *, removed: bool) -> PortListener | Manual | None:
    """How a listener with ports becomes one of the page's window; None for one that takes no ports. `removed`: listeners of the channel are taken off."""
    call = site.call
    if call is None or len(call.arguments) < 2:
        return None
    node, parsed = context.node(site.unit, call.arguments[1].span), context.parsed(site.unit)
    if node.type not in ("arrow_function", "function_expression"):
        return None
    given = parameters_of(node)
    event = (given[0].child_by_field_name("pattern") or given[0]) if given else None
    binding = context.scopes(site.unit).binding_of(event) if event is not None else None
    uses = [_member_of(reference.node) for reference in binding.references] if binding is not None else []
    names = {parsed.text(one) if one is not None else "" for one in uses}
    if event is None or "ports" not in names:
        return None
    body = node.child_by_field_name("body")
    if names != {"ports"}:
        return Manual("The listener takes more than ports from its event.", "Send what the page needs of it as an argument.")
    if removed or site.verb not in ("on", "addListener") or body is None or body.type != "statement_block":
        return Manual("The listener takes ports, and is not one that is registered once and for all.", _BY_HAND)
    if uses_arguments(context, site.unit, node) or (node.type == "function_expression" and uses_this(node)):
        return Manual("The listener takes ports, and uses `this` or all its arguments.", _BY_HAND)
    statement = context.node(site.unit, call.span).parent
    around = statement.parent if statement is not None and statement.type == "expression_statement" else None
    if around is None or around.type not in ("program", "statement_block"):
        return Manual("The listener takes ports, and its registration is no statement of its own.", _BY_HAND)
    path = ("ports", member_name(channel, prefix="receive"))
    return PortListener(path, _edits(context, site, node, body, given, parsed.text(event), channel, path))


def _edits(
    context: Context, site: Site, node: Node, body: Node, given: list[Node], event: str, channel: str, path: tuple[str, ...]
) -> tuple[Edit, ...]:
    assert site.call is not None
    parsed, style = context.parsed(site.unit), context.style(site.unit.path)
    end = style.end
    bridge = context.bridge_at(site.unit, site.call.span)
    window = bridge.rpartition(".")[0]
    first = next(iter(meaningful(body)), None)
    data = parsed.source.data
    line = data.rfind(b"\n", 0, first.start_byte) + 1 if first is not None else 0
    own_line = first is not None and line > body.start_byte
    indent = data[line : first.start_byte].decode() if own_line and first is not None else ""
    break_ = f"{style.newline}{indent}" if own_line else " "
    separator = f"{end}{break_}" if own_line else "; "
    checks = [f"if ({event}.source !== {window} || !{event}.data || {event}.data.channel !== {style.string(channel)}) return"]
    rest = [parsed.text(one.child_by_field_name("pattern") or one) + _default(parsed.text(one)) for one in given[1:]]
    if rest:
        checks.append(f"const [{', '.join(rest)}] = {event}.data.args")
    code = break_ + separator.join(checks) + (end if own_line or first is None else ";")
    single, listed = node.child_by_field_name("parameter"), node.child_by_field_name("parameters")
    parameters = single or listed
    assert parameters is not None
    asks = f"{bridge}.{'.'.join(path)}(){end}{style.newline}{context.indent_at(site.unit, site.call.span.start)}"
    typed = ": MessageEvent" if is_typed(parsed) else ""
    return (
        Edit.replace(Span(site.call.span.start, node.start_byte), f"{asks}{window}.addEventListener({style.string('message')}, "),
        Edit.replace(parsed.span(parameters), f"({event}{typed})"),
        Edit.insert(body.start_byte + 1, code),
    )


def _default(text: str) -> str:
    _, sign, value = text.partition("=")
    return f" = {value.strip()}" if sign and not value.startswith(("=", ">")) else ""


def _member_of(node: Node) -> Node | None:
    parent = node.parent
    if parent is None or parent.type != "member_expression" or parent.child_by_field_name("object") != node:
        return None
    return parent.child_by_field_name("property")
