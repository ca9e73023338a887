"""Questions whether a page runs in Electron (`window.process && window.process.type`, `typeof require === 'function'`), asked of the bridge instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed
from electron_migrate.code.scope import Scopes
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import FUNCTIONS, GLOBAL_OBJECTS
from electron_migrate.facts.model import Process, Safety
from electron_migrate.facts.sites import Site
from electron_migrate.plan.context import Context
from electron_migrate.plan.model import Fix, Manual
from electron_migrate.plan.needs import BridgeMember, MemberKind

GUARDS = "guards"
"""The topic of their fixes."""
_MAY_CHANGE = (
    "It is true where the bridge is, in Electron and nowhere else: while the page still has Node as well as later. It was a text or an object where it is true or "
    "false now; a window that shows the page without the bridge is told no."
)

_OBJECT = r"(?:(?:window|self|globalThis)\??\.)?"
_PROCESS = rf"{_OBJECT}process"
_REQUIRE = rf"{_OBJECT}require"
_VERSION = rf"{_PROCESS}\??\.versions(?:\??\.electron|(?:\?\.)?\['electron'\])"
_OPEN = re.compile(rf"{_PROCESS}|{_PROCESS}\??\.(?:type|versions)|{_VERSION}|(?:window|self|globalThis)\.require")
"""What is there in Electron, and is something other than true."""
_TRUE = re.compile(
    rf"{_PROCESS}\??\.type===?'renderer'|'renderer'===?{_PROCESS}\??\.type|{_VERSION}!==?(?:undefined|null)"
    rf"|typeof(?:{_PROCESS}(?:\??\.versions)?)(?:!==?'undefined'|===?'object')|typeof{_VERSION}(?:!==?'undefined'|===?'string')"
    rf"|{_PROCESS}\??\.versions\??\.hasOwnProperty\('electron'\)|'electron'in{_PROCESS}\??\.versions"
    rf"|typeof{_REQUIRE}(?:!==?'undefined'|===?'function')"
)
_FALSE = re.compile(
    rf"typeof(?:{_PROCESS}(?:\??\.versions)?|{_VERSION}|{_REQUIRE})===?'undefined'|typeof{_REQUIRE}!==?'function'|{_PROCESS}\??\.type!==?'renderer'"
    rf"|{_VERSION}===?(?:undefined|null)|!(?:{_OPEN.pattern})"
)
_TRANSPARENT = frozenset({"parenthesized_expression", "as_expression", "non_null_expression", "satisfies_expression"})
_ASKING = re.compile(r"^_?(?:is|in|on|has|use|using|running|runs|are|was)(?:[A-Z_].*)?(?:electron|desktop|node|renderer|native|app)", re.I)


def guard_at(context: Context, site: Site) -> Fix | Manual | None:
    """The rewrite of the question that a use is part of; None where it is part of none, and is looked at by itself.

    Its needs name the preloads that have to have a bridge, and no member yet: see `with_bridges`.
    """
    if site.module not in ("process", "global") or context.facts.process(site.unit.path) is not Process.RENDERER:
        return None
    parsed = context.parsed(site.unit)
    atom = _atom(parsed, context.node(site.unit, site.span))
    if atom is None or (context.facts.bundled and _is_of_bundler(parsed, atom)):
        return None
    scopes = context.scopes(site.unit)
    positive = not _FALSE.fullmatch(_plain(parsed, atom))
    run, last, top = _run(parsed, scopes, atom, positive=positive)
    replaced = Span(run[0].start_byte, run[-1].end_byte)
    text = parsed.source.text(replaced)
    if text.count("(") != text.count(")"):
        return None
    bridge = context.bridge_at(site.unit, replaced)
    if not positive:
        written = f"!{bridge}"
    elif not last or is_tested(parsed, top):
        written = bridge
    elif _TRUE.fullmatch(_plain(parsed, run[-1])) or _asks(parsed, top):
        written = f"Boolean({bridge})"
    else:
        return None
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    around = run[0].parent
    whole = around is not None and around.type == "parenthesized_expression" and len(run) == 1
    if len(run) > 1 and top.parent is not None and top.parent.type == "parenthesized_expression" and parsed.span(top) == replaced:
        around, whole = top.parent, True
    if whole and around is not None and around.parent is not None and around.parent.type == "unary_expression":
        replaced = parsed.span(around)
    return Fix(
        title="ask for the bridge instead of Node",
        safety=Safety.REVIEW,
        topic=GUARDS,
        edits={site.unit.path: (Edit.replace(replaced, written),)},
        needs=tuple(BridgeMember(preload, (), MemberKind.LOCAL) for preload in preloads),
        may_change=_MAY_CHANGE,
    )


def is_question(parsed: Parsed, node: Node) -> bool:
    """True for an expression that only asks for what Node or Electron give, and has no other effect."""
    return all(_is_atom(parsed, one) for one in _operands(parsed, node, "&&"))


def is_tested(parsed: Parsed, node: Node) -> bool:
    """True where only the truth of an expression counts."""
    at, parent = node, node.parent
    while parent is not None:
        if parent.type in _TRANSPARENT or _operator(parsed, parent) == "||":
            at, parent = parent, parent.parent
            continue
        if parent.type == "unary_expression":
            return parsed.text(parent).startswith("!")
        if parent.type == "arguments" and parent.parent is not None and parent.named_child_count == 1:
            called = parent.parent.child_by_field_name("function")
            return called is not None and parsed.text(called) == "Boolean"
        if _operator(parsed, parent) == "&&":
            return parent.child_by_field_name("left") == at or is_tested(parsed, parent)
        return parent.child_by_field_name("condition") == at
    return False


# ---- what is asked


def _plain(parsed: Parsed, node: Node) -> str:
    while node.type in _TRANSPARENT and node.named_child_count:
        node = node.named_children[0]
    return re.sub(r"\s+", "", parsed.text(node)).replace('"', "'")


def _is_atom(parsed: Parsed, node: Node) -> bool:
    text = _plain(parsed, node)
    return any(pattern.fullmatch(text) for pattern in (_OPEN, _TRUE, _FALSE))


def _atom(parsed: Parsed, node: Node) -> Node | None:
    """The largest expression around a use that asks one such thing."""
    found = node if _is_atom(parsed, node) else None
    at = node.parent
    while at is not None and at.type in ("unary_expression", "binary_expression", "member_expression", "subscript_expression", "call_expression", *_TRANSPARENT):
        if at.type not in _TRANSPARENT and _is_atom(parsed, at):
            found = at
        at = at.parent
    return found


def _is_of_bundler(parsed: Parsed, atom: Node) -> bool:
    """True for `require` by itself, which bundlers replace."""
    text = _plain(parsed, atom)
    return "require" in text and not any(f"{name}.require" in text for name in GLOBAL_OBJECTS)


def _run(parsed: Parsed, scopes: Scopes, atom: Node, *, positive: bool) -> tuple[list[Node], bool, Node]:
    """The questions that stand together in `a && b && …` (`||` where they ask for its absence), whether they are its end, and all of the expression."""
    operator = "&&" if positive else "||"
    top = _outside(atom)
    while top.parent is not None and _operator(parsed, top.parent) == operator:
        top = _outside(top.parent)
    operands = list(_operands(parsed, top, operator))
    index = next((number for number, one in enumerate(operands) if one.start_byte <= atom.start_byte and atom.end_byte <= one.end_byte), None)
    if index is None:
        return [atom], True, _outside(atom)

    def belongs(node: Node) -> bool:
        text = _plain(parsed, node)
        asks = (_OPEN.fullmatch(text) or _TRUE.fullmatch(text)) if positive else _FALSE.fullmatch(text)
        names = re.findall(r"(?<![\w$.'])(?:process|require|window|self|globalThis)(?![\w$'])", text)
        return bool(asks) and all(scopes.scope_at(node.start_byte).lookup(name) is None for name in names)

    first = last = index
    while first > 0 and belongs(operands[first - 1]):
        first -= 1
    while last + 1 < len(operands) and belongs(operands[last + 1]):
        last += 1
    return operands[first : last + 1], last + 1 == len(operands), top


def _outside(node: Node) -> Node:
    """The node with the parentheses around it that only group it within the same chain of operators."""
    at = node
    while at.parent is not None and at.parent.type == "parenthesized_expression" and at.parent.parent is not None and at.parent.parent.type == "binary_expression":
        at = at.parent
    return at


def _operator(parsed: Parsed, node: Node) -> str:
    operator = node.child_by_field_name("operator") if node.type == "binary_expression" else None
    return parsed.text(operator) if operator is not None else ""


def _operands(parsed: Parsed, node: Node, operator: str) -> Iterator[Node]:
    inner = node
    while inner.type == "parenthesized_expression" and inner.named_child_count == 1:
        inner = inner.named_children[0]
    if _operator(parsed, inner) != operator:
        yield node
        return
    for side in ("left", "right"):
        child = inner.child_by_field_name(side)
        if child is not None:
            yield from _operands(parsed, child, operator)


# ---- where it is asked


def _asks(parsed: Parsed, node: Node) -> bool:
    """True for what a function or variable says that is named as a question (`isElectron`), or typed as one."""
    at = node.parent
    while at is not None and at.type in (*_TRANSPARENT, "return_statement", "statement_block"):
        at = at.parent
    while at is not None and at.type in FUNCTIONS:
        result = at.child_by_field_name("return_type")
        name = at.child_by_field_name("name")
        if (result is not None and parsed.text(result).lstrip(": ") == "boolean") or (name is not None and _ASKING.search(parsed.text(name))):
            return True
        at = at.parent
    if at is None:
        return False
    name = at.child_by_field_name("name") or at.child_by_field_name("key") or at.child_by_field_name("property") or at.child_by_field_name("left")
    return name is not None and _ASKING.search(parsed.text(name).rpartition(".")[2]) is not None
