"""Which functions become async so that an answer can arrive later: all callers are known, and each awaits or drops the result in turn.

PRODUCT's order of choice, point 3. What is not proven is refused, with the reason; the caller then takes the answer in place or leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.choices import Strategy
from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed
from electron_migrate.code.source import Span
from electron_migrate.facts.lowering import FUNCTIONS, WRAPPERS, walk
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.asynchrony import ONLY_IN_TIME, NotAwaitable, await_edits, enclosing, enclosing_function
from electron_migrate.plan.function_receivers import PROMISE_METHODS, Gone
from electron_migrate.plan.function_uses import CallSite, HandedTo, Unclear, Uses, uses_of

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# More functions than this for one answer is a change that nobody can review.
_MOST_FUNCTIONS = 12
_VOID_TYPE = re.compile(r"=>\s*\(?(?:void|any|unknown|Promise<)|\bvoid\b|\bFunction\b|\b\w*Handler\b|EventListener|Callback<void>")
_INLINE_ONLY_LAST = frozenset({Gone.ELECTRON, Gone.MENU_CLICK})


@dataclass(frozen=True, slots=True)
class Later:
    """The edits, per app-relative path, that let a value arrive later. `functions`: those that become async, the one around the value first."""

    edits: Mapping[str, tuple[Edit, ...]]
    may_change: str
    functions: tuple[str, ...] = ()

    @property
    def topic(self) -> str:
        """The topic of a change that reaches beyond its own function; empty otherwise."""
        return f"async {self.functions[0].strip('`')}" if len(self.functions) > 1 else ""


class _RefusedError(Exception):
    pass


def may_await(context: Context, unit: UnitId, node: Node) -> Later | NotAwaitable:
    """Whether the value of `node` may arrive later, and what has to change for it. The edits hold the `await` before `node` itself."""
    if context.strategy_at(unit, Span(node.start_byte, node.end_byte)) is Strategy.SYNC_BRIDGE:
        return NotAwaitable("it was chosen so")
    colouring = _Colouring(context)
    try:
        colouring.arrives(unit, node, None, ())
    except _RefusedError as refused:
        return NotAwaitable(str(refused))
    edits = {path: tuple(dict.fromkeys(made)) for path, made in colouring.edits.items()}
    return Later(edits, colouring.may_change(), tuple(colouring.names))


_Key = tuple[str, int]


@dataclass
class _Colouring:
    context: Context
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    coloured: set[_Key] = field(default_factory=set)
    dropped: list[str] = field(default_factory=list)

    def arrives(self, unit: UnitId, node: Node, call: CallSite | None, way: tuple[_Key, ...]) -> None:
        """The value of `node` (a call, where it is one of a coloured function) arrives later."""
        if call is not None and self._is_promise_already(unit, node):
            return
        if call is not None and call.dispatched and _statement_of(node) is not None:
            # a dispatcher by names, as an emitter of events: it never looked at what came of it
            self.dropped.append(self._at(unit, node))
            return
        function, inside = enclosing(node)
        at = self._at(unit, node)
        if function is None:
            raise _RefusedError(
                "it runs at the top level of a script" if call is None else f"it is called at the top level of a script ({at})"
            )
        if inside == "parameters":
            raise _RefusedError("it is the default of a parameter")
        if any(child.type == "*" for child in function.children) or function.type.startswith("generator"):
            raise _RefusedError("it runs in a generator")
        refused = in_time(self.context.parsed(unit), function, node)
        if refused:
            raise _RefusedError(refused)
        returned = _is_returned(node) and not _in_any_try(node) and call is not None
        if any(child.type == "async" for child in function.children):
            if not returned:
                self._await(unit, node, call)
            return
        self._colour(unit, function, node, call, way, returned=returned)

    def may_change(self) -> str:
        if not self.names:
            return "other code can run between the question and its answer"
        if len(self.names) == 1 and not self.dropped:
            return "the handler becomes async: the page goes on while main answers, so what follows the await runs later and a second event can come in between"
        listed = ", ".join(self.names[:-1]) + f" and {self.names[-1]}" if len(self.names) > 1 else self.names[0]
        text = f"{listed} become{'s' if len(self.names) == 1 else ''} async: what follows each await runs once main has answered, and other events can come in between"
        if self.dropped:
            text += f"; nobody waits at {', '.join(self.dropped)}, where the code goes on at once"
        return text

    # ---- one function

    def _colour(self, unit: UnitId, function: Node, node: Node, call: CallSite | None, way: tuple[_Key, ...], *, returned: bool) -> None:
        key = (unit.path, function.start_byte)
        name = self._name(unit, function)
        if key in way:
            raise _RefusedError(f"{name} calls itself")
        if function.type == "method_definition" and any(child.type in ("get", "set") for child in function.children):
            raise _RefusedError("it runs in a getter or setter")
        if function.type == "method_definition" and self._text(unit, function.child_by_field_name("name")) == "constructor":
            raise _RefusedError("it runs in a constructor")
        if self.context.facts.broken(unit.path):
            raise _RefusedError(f"{unit.path} could not be read in full")
        uses = uses_of(self.context, unit, function)
        if isinstance(uses, Unclear):
            raise _RefusedError(f"the function around it ({name}) is not async, and who calls it is not known: {uses.reason}")
        if not uses.calls and not any(one.receiver is not Gone.REMOVAL for one in uses.handed):
            raise _RefusedError(f"the function around it ({name}) is not async, and nothing was found that calls it")
        if call is not None and self._may_drop(unit, function, node, call, uses):
            return
        for handed in uses.handed:
            self._check_receiver(unit, function, node, handed, call)
        for there, annotation in uses.typed:
            if not _VOID_TYPE.search(self._text(there, annotation)) and ":" in self._text(there, annotation):
                raise _RefusedError(f"its type says what it returns at {self._at(there, annotation)}")
        if key not in self.coloured:
            self.coloured.add(key)
            self.names.append(name)
            if len(self.names) > _MOST_FUNCTIONS:
                raise _RefusedError(f"more than {_MOST_FUNCTIONS} functions would have to become async")
            for one in uses.calls:
                self.arrives(one.unit, one.node, replace(one, answers=_answers(function)), (*way, key))
            self._types(unit, function)
        body = function.child_by_field_name("body")
        if not (returned and body is not None and body.type != "statement_block"):
            self._put(unit, Edit.insert(_async_place(function), "async "))
        if not returned:
            self._await(unit, node, call)

    def _may_drop(self, unit: UnitId, function: Node, node: Node, call: CallSite, uses: Uses) -> bool:
        """True where nobody has to wait: the call is the last thing that a handler does."""
        statement = _statement_of(node)
        if uses.calls or any(one.receiver is Gone.PROMISE for one in uses.handed):
            return False
        if statement is not None:
            return _is_last(function, statement)
        answers = any(one.receiver in (Gone.EVENT_PROPERTY, Gone.JQUERY) for one in uses.handed)
        return _is_dropped_arrow(function, node) and not (answers and call.answers)

    def _check_receiver(self, unit: UnitId, function: Node, node: Node, handed: HandedTo, call: CallSite | None) -> None:
        if handed.receiver in (Gone.PROMISE, Gone.REMOVAL):
            return
        if handed.receiver in _INLINE_ONLY_LAST and handed.node == function:
            raise _RefusedError(
                "the listener around it is rewritten by itself"
                if handed.receiver is Gone.ELECTRON
                else "the menu item around it is rewritten by itself"
            )
        if handed.receiver in (Gone.EVENT_PROPERTY, Gone.JQUERY):
            body = function.child_by_field_name("body")
            if body is not None and body.type != "statement_block":
                raise _RefusedError("what the handler around it returns has a meaning")
        if _returns_value(function):
            raise _RefusedError("the handler around it returns a value")
        if (
            handed.receiver is Gone.REACT_EVENT
            and self.context.react_pools_events
            and _event_used_after(self.context.parsed(unit), function, node)
        ):
            raise _RefusedError("the handler uses its event afterwards, which React before 17 takes back when the handler returns")

    # ---- edits

    def _await(self, unit: UnitId, node: Node, call: CallSite | None) -> None:
        if call is not None and not call.sure:
            raise _RefusedError(f"the call at {self._at(unit, node)} may be one of something else")
        made = await_edits(node)
        if made and made[0].new.startswith(b"(") and _needs_semicolon(node):
            made = (Edit.insert(node.start_byte, ";(await "), *made[1:])
        self.edits.setdefault(unit.path, []).extend(made)

    def _put(self, unit: UnitId, edit: Edit) -> None:
        self.edits.setdefault(unit.path, []).append(edit)

    def _types(self, unit: UnitId, function: Node) -> None:
        """`: string` becomes `: Promise<string>`, in TypeScript and in JSDoc."""
        annotation = function.child_by_field_name("return_type")
        if annotation is not None:
            given = annotation.named_children[-1] if annotation.named_children else None
            if given is None or annotation.type != "type_annotation":
                raise _RefusedError("its type is a predicate")
            if not self._text(unit, given).startswith("Promise"):
                self._put(unit, Edit.insert(given.start_byte, "Promise<"))
                self._put(unit, Edit.insert(given.end_byte, ">"))
        comment = _doc_comment(function)
        if comment is None:
            return
        data = self.context.facts.sources[unit.path].data
        found = re.search(rb"@returns?\s*\{(?!Promise)([^{}]+)\}", data[comment.start_byte : comment.end_byte])
        if found is not None:
            self._put(unit, Edit.insert(comment.start_byte + found.start(1), "Promise<"))
            self._put(unit, Edit.insert(comment.start_byte + found.end(1), ">"))

    # ---- words

    def _is_promise_already(self, unit: UnitId, node: Node) -> bool:
        """True where the call is awaited or chained as it is."""
        at, parent = node, node.parent
        while parent is not None and parent.type in WRAPPERS:
            at, parent = parent, parent.parent
        if parent is None:
            return False
        if parent.type == "await_expression":
            return True
        return (
            parent.type == "member_expression"
            and parent.child_by_field_name("object") == at
            and self._text(unit, parent.child_by_field_name("property")) in PROMISE_METHODS
        )

    def _name(self, unit: UnitId, function: Node) -> str:
        name = function.child_by_field_name("name")
        parent = function.parent
        if (
            name is None
            and parent is not None
            and parent.type in ("variable_declarator", "pair", "public_field_definition", "field_definition")
        ):
            name = parent.child_by_field_name("name") or parent.child_by_field_name("key") or parent.child_by_field_name("property")
        if name is not None:
            return f"`{self._text(unit, name)}`"
        return f"the function at {self._at(unit, function)}"

    def _text(self, unit: UnitId, node: Node | None) -> str:
        return self.context.parsed(unit).text(node) if node is not None else ""

    def _at(self, unit: UnitId, node: Node) -> str:
        return self.context.facts.where(unit.path, node.start_byte)


def in_time(parsed: Parsed, function: Node, site: Node) -> str:
    """What of an event a function uses after `site` that only works until its handler returns, as a reason; empty where it uses none."""
    body = function.child_by_field_name("body")
    start = site.start_byte
    at = site.parent
    while at is not None and at != function:
        if at.type in ("for_statement", "for_in_statement", "while_statement", "do_statement"):
            # the next turn comes after the await too
            start = at.start_byte
        at = at.parent
    for node in walk(body) if body is not None else ():
        if node.type in ("property_identifier", "shorthand_property_identifier_pattern") and node.start_byte > start:
            text = parsed.text(node)
            if text in ONLY_IN_TIME:
                return f"the handler around it uses {text} afterwards, which only works before the first await"
    return ""


def _async_place(function: Node) -> int:
    name = function.child_by_field_name("name")
    return name.start_byte if function.type == "method_definition" and name is not None else function.start_byte


def _statement_of(node: Node) -> Node | None:
    """The statement that is nothing but this call."""
    at = node.parent
    while at is not None and at.type in WRAPPERS:
        at = at.parent
    return at if at is not None and at.type == "expression_statement" else None


def _is_returned(node: Node) -> bool:
    at, parent = node, node.parent
    while parent is not None and parent.type in WRAPPERS:
        at, parent = parent, parent.parent
    if parent is None:
        return False
    return parent.type == "return_statement" or (parent.type == "arrow_function" and parent.child_by_field_name("body") == at)


def _is_dropped_arrow(function: Node, node: Node) -> bool:
    return (
        function.type == "arrow_function"
        and _is_returned(node)
        and enclosing_function(node) == function
        and function.child_by_field_name("body") is not None
        and (
            function.child_by_field_name("body").type != "statement_block"  # type: ignore[union-attr]
        )
    )


def _is_last(function: Node, statement: Node) -> bool:
    """True when nothing of the function runs after the statement."""
    at: Node = statement
    while True:
        parent = at.parent
        if parent is None:
            return False
        if parent.type == "statement_block":
            after = at.next_named_sibling
            while after is not None and after.type in ("comment", "function_declaration"):
                after = after.next_named_sibling
            if after is not None:
                return False
            if parent.parent == function:
                return True
            at = parent
        elif parent.type in ("if_statement", "else_clause"):
            at = parent
        else:
            return False


def _in_any_try(node: Node) -> bool:
    at = node.parent
    while at is not None and at.type not in FUNCTIONS:
        if at.type == "try_statement":
            return True
        at = at.parent
    return False


def _returns_value(function: Node) -> bool:
    body = function.child_by_field_name("body")
    if body is None or body.type != "statement_block":
        return False
    return any(
        node.type == "return_statement"
        and node.named_child_count
        and enclosing_function(node) == function
        and not _is_nothing(node.named_children[0])
        for node in walk(body)
    )


def _answers(function: Node) -> bool:
    body = function.child_by_field_name("body")
    return _returns_value(function) or body is None or body.type != "statement_block"


def _is_nothing(node: Node) -> bool:
    return node.type in ("undefined", "comment") or (node.type == "unary_expression" and node.children[0].type == "void")


def _event_used_after(parsed: Parsed, function: Node, site: Node) -> bool:
    listed = function.child_by_field_name("parameter") or next(
        iter((function.child_by_field_name("parameters") or function).named_children), None
    )
    if listed is None or listed == function.child_by_field_name("body"):
        return False
    pattern = listed.child_by_field_name("pattern") or listed
    if pattern.type != "identifier":
        return False
    name = parsed.text(pattern)
    return any(node.type == "identifier" and node.start_byte > site.end_byte and parsed.text(node) == name for node in walk(function))


def _doc_comment(function: Node) -> Node | None:
    at: Node | None = function
    while at is not None and at.type in (
        *FUNCTIONS,
        "variable_declarator",
        "lexical_declaration",
        "variable_declaration",
        "export_statement",
        "pair",
    ):
        before = at.prev_named_sibling
        if before is not None and before.type == "comment":
            return before if before.end_byte - before.start_byte > 4 else None
        at = at.parent
    return None


def _needs_semicolon(node: Node) -> bool:
    """True where a parenthesis at the start of a statement would go on with the line before it."""
    at = node
    while at.parent is not None and at.parent.start_byte == at.start_byte and at.type != "expression_statement":
        at = at.parent
    before = at.prev_named_sibling
    if at.type != "expression_statement" or before is None or before.type == "comment":
        return at.type == "expression_statement" and before is not None
    return before.children[-1].type != ";" if before.children else True
