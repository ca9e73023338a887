"""What a page does with bytes that Node gives it as a Buffer: behind the bridge they are a Uint8Array, and texts of theirs have to be asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.scope import Binding
from electron_migrate.facts.lowering import FUNCTIONS, WRAPPERS, extends_chain, meaningful, string_value
from electron_migrate.facts.origins import External, UnitId
from electron_migrate.plan.listener_events import parameters_of

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# https://nodejs.org/api/buffer.html#buffers-and-character-encodings
ENCODINGS = frozenset({"utf8", "utf-8", "base64", "hex", "ascii", "latin1", "binary", "ucs2", "utf16le"})
UTF8 = frozenset({"utf8", "utf-8"})
# Members that both classes have with one meaning; what `slice` and `subarray` give is followed.
_VALUES = frozenset({"length", "byteLength", "byteOffset", "buffer"})
_METHODS = frozenset({"forEach", "every", "some", "find", "findIndex", "reduce", "join", "entries", "keys", "values"})
_PARTS = frozenset({"slice", "subarray"})
_CONSTRUCTORS = frozenset({"Uint8Array", "Response"})
_CONTAINERS = frozenset({"Blob", "File"})
_FUNCTIONS = frozenset({"Array.from", "Buffer.from", "Uint8Array.from", "console.log"})
_TO_TEXT = frozenset({"JSON.parse", "String"})
_SHOWN = frozenset({"textContent", "innerText", "innerHTML", "value"})
_WRITES = frozenset({"writeFile", "writeFileSync", "appendFile", "appendFileSync"})
_FARTHEST = 2


@dataclass(slots=True)
class ByteUses:
    """`texts`: how often they become text as UTF-8 with no call that says so. `plain`: how often any typed array serves.

    `converted`: each `bytes.toString('base64')` with its script and encoding. `other`: the first use of another kind, with its place; empty where none is.
    """

    texts: int = 0
    plain: int = 0
    converted: list[tuple[UnitId, Node, str]] = field(default_factory=list)
    other: str = ""

    @property
    def only(self) -> str:
        """The one encoding that all uses want a text in: `utf8`, `base64`; empty where that is not so."""
        wanted = {"utf8" if encoding in UTF8 else encoding for _, _, encoding in self.converted} | ({"utf8"} if self.texts else set())
        return wanted.pop() if len(wanted) == 1 and not self.plain and not self.other else ""


def bytes_of_call(context: Context, unit: UnitId, call: Node, *, promised: bool) -> ByteUses:
    """What becomes of the bytes that a call gives, or a promise of it."""
    look = _Look(context)
    look.call(unit, call, promised=promised)
    return look.found


def bytes_of_parameter(context: Context, unit: UnitId, function: Node, index: int, *, untyped: bool = False) -> ByteUses:
    """What becomes of the bytes that a callback gets; the function may be given by its name. `untyped`: one that is written there loses its type."""
    look = _Look(context)
    look.function(unit, function, index, untyped=untyped)
    return look.found


class _Look:
    def __init__(self, context: Context) -> None:
        self.context, self.found = context, ByteUses()

    def call(self, unit: UnitId, call: Node, *, promised: bool) -> None:
        at, parent = call, call.parent
        while parent is not None and parent.type in WRAPPERS:
            at, parent = parent, parent.parent
        if not promised or parent is None or parent.type == "await_expression":
            self._use(unit, call, 0)
            return
        follows = parent.parent if extends_chain(at, parent) else None
        name = parent.child_by_field_name("property") if follows is not None and follows.type == "call_expression" else None
        given = meaningful(follows.child_by_field_name("arguments")) if follows is not None else []
        if name is None or self.context.parsed(unit).text(name) != "then" or not given:
            self._other(unit, call)
        else:
            self.function(unit, given[0], 0)

    def function(self, unit: UnitId, node: Node, index: int, *, untyped: bool = False) -> None:
        inline = node.type in FUNCTIONS
        behind = (unit, node) if inline else self.context.function_behind(unit, node)
        if behind is None:
            self._other(unit, node)
        else:
            # an inline callback of Node's style loses the types of its parameters
            self._parameter(*behind, index, 0 if inline else 1, annotated=not inline or (index == 0 and not untyped))

    def _parameter(self, unit: UnitId, function: Node, index: int, depth: int, *, annotated: bool = True) -> None:
        given = parameters_of(function)
        if b"arguments" in self.context.parsed(unit).source.data[function.start_byte : function.end_byte]:
            self._other(unit, function)
        elif index < len(given):
            pattern = given[index].child_by_field_name("pattern") or given[index]
            self._name(unit, pattern, depth, annotated=annotated)

    # ---- names

    def _name(self, unit: UnitId, name: Node, depth: int, *, annotated: bool = True) -> None:
        parsed = self.context.parsed(unit)
        if name.type == "object_pattern":
            keys = [child.child_by_field_name("key") or child.child_by_field_name("left") or child for child in meaningful(name)]
            if all(parsed.text(key) in _VALUES for key in keys):
                self.found.plain += 1
            else:
                self._other(unit, name)
            return
        binding = self.context.scopes(unit).binding_of(name) if name.type == "identifier" else None
        holder = name.parent
        typed = holder.child_by_field_name("type") if holder is not None and annotated else None
        if binding is None or not _is_given_once(binding) or self.context.is_shared_name(unit, binding) or (typed is not None and "Buffer" in parsed.text(typed)):
            self._other(unit, name)
            return
        for reference in binding.references:
            if reference.mode == "read" and not self.found.other:
                self._use(unit, reference.node, depth)

    # ---- one use

    def _use(self, unit: UnitId, node: Node, depth: int) -> None:
        at, parent = node, node.parent
        while parent is not None and (parent.type in WRAPPERS or parent.type == "await_expression"):
            at, parent = parent, parent.parent
        if parent is None or parent.type in ("expression_statement", "if_statement", "while_statement", "unary_expression"):
            return
        field = next((name for name in ("value", "right", "left", "object", "condition") if parent.child_by_field_name(name) == at), "")
        match parent.type, field:
            case "member_expression", "object":
                self._member(unit, at, parent, depth)
            case ("subscript_expression", "object") | ("for_in_statement", "right") | ("spread_element", _):
                self.found.plain += 1
            case "template_substitution", _:
                self.found.texts += 1
            case "variable_declarator", "value":
                self._name(unit, parent.child_by_field_name("name") or parent, depth)
            case "assignment_expression", "right":
                self._assigned(unit, parent, depth)
            case "augmented_assignment_expression", "right" if any(child.type == "+=" for child in parent.children):
                self.found.texts += 1
            case "ternary_expression", "condition":
                pass
            case "ternary_expression", _:
                self._use(unit, parent, depth)
            case "binary_expression", _:
                self._binary(unit, parent, field, depth)
            case "arguments", _:
                self._argument(unit, parent, meaningful(parent).index(at), depth)
            case "array", _ if self._is_in_container(unit, parent):
                self.found.plain += 1
            case _:
                self._other(unit, at)

    def _member(self, unit: UnitId, at: Node, member: Node, depth: int) -> None:
        parsed = self.context.parsed(unit)
        property_ = member.child_by_field_name("property")
        name = parsed.text(property_) if property_ is not None else ""
        call = member.parent
        called = call if call is not None and call.type == "call_expression" and call.child_by_field_name("function") == member else None
        given = meaningful(called.child_by_field_name("arguments")) if called is not None else []
        if name in _VALUES and called is None:
            self.found.plain += 1
        elif called is not None and name == "toString" and len(given) <= 1:
            encoding = string_value(parsed.text(given[0])).lower() if given and given[0].type == "string" else "" if given else "utf8"
            if encoding not in ENCODINGS or (depth and encoding not in UTF8) or (depth and given):
                # another caller of the function may pass a text
                self._other(unit, called)
            else:
                self.found.converted.append((unit, called, encoding))
        elif called is not None and name in _METHODS:
            self.found.plain += 1
        elif called is not None and name in _PARTS:
            self.found.plain += 1
            self._use(unit, called, depth)
        else:
            self._other(unit, called or member)

    def _assigned(self, unit: UnitId, assignment: Node, depth: int) -> None:
        left = assignment.child_by_field_name("left")
        shown = left.child_by_field_name("property") if left is not None and left.type == "member_expression" else None
        if shown is not None and self.context.parsed(unit).text(shown) in _SHOWN:
            self.found.texts += 1
        elif left is not None and left.type == "identifier" and assignment.parent is not None and assignment.parent.type == "expression_statement":
            self._name(unit, left, depth)
        else:
            self._other(unit, assignment)

    def _binary(self, unit: UnitId, node: Node, field: str, depth: int) -> None:
        operator = node.child_by_field_name("operator")
        sign = operator.type if operator is not None else ""
        if sign == "+":
            self.found.texts += 1
        elif sign in ("||", "??") or (sign == "&&" and field == "right"):
            self._use(unit, node, depth)
        elif sign not in ("&&", "==", "!=", "===", "!=="):
            self._other(unit, node)

    def _argument(self, unit: UnitId, arguments: Node, index: int, depth: int) -> None:
        parsed, call = self.context.parsed(unit), arguments.parent
        called = (call.child_by_field_name("function") or call.child_by_field_name("constructor")) if call is not None else None
        if call is None or called is None:
            self._other(unit, arguments)
            return
        text = parsed.text(called)
        if call.type == "new_expression":
            taken = text in _CONSTRUCTORS and index == 0
        else:
            taken = (text in _FUNCTIONS and (index == 0 or text == "console.log")) or self._takes_bytes(unit, called, index)
        if taken:
            self.found.plain += 1
        elif text in _TO_TEXT and index == 0:
            self.found.texts += 1
        elif depth < _FARTHEST and call.type == "call_expression" and (behind := self.context.function_behind(unit, called)) is not None:
            self._parameter(*behind, index, depth + 1)
        else:
            self._other(unit, call)

    def _takes_bytes(self, unit: UnitId, called: Node, index: int) -> bool:
        """True for functions of Node, Electron and the web platform that take any typed array there."""
        origin = self.context.origin_of(unit, called)
        if isinstance(origin, External) and origin.module.removeprefix("node:").partition("/")[0] == "fs":
            return origin.path[-1:] != () and origin.path[-1] in _WRITES and index == 1
        if isinstance(origin, External) and origin.module == "electron":
            return origin.path[:1] == ("ipcRenderer",) and origin.path[-1:] in (("send",), ("invoke",)) and index > 0
        if called.type != "member_expression":
            return False
        owner, name = (called.child_by_field_name(part) for part in ("object", "property"))
        text = self.context.parsed(unit).text
        owned = text(owner) if owner is not None else ""
        match text(name) if name is not None else "":
            case "decode":
                return index == 0 and "decoder" in owned.lower()
            case "digest":
                return index == 1 and owned.endswith("subtle")
            case _:
                return False

    def _is_in_container(self, unit: UnitId, array: Node) -> bool:
        arguments = array.parent
        made = arguments.parent if arguments is not None and arguments.type == "arguments" else None
        name = made.child_by_field_name("constructor") if made is not None and made.type == "new_expression" else None
        return name is not None and self.context.parsed(unit).text(name) in _CONTAINERS and arguments is not None and meaningful(arguments)[0] == array

    def _other(self, unit: UnitId, node: Node) -> None:
        if not self.found.other:
            text = " ".join(self.context.parsed(unit).text(node).split())
            self.found.other = f"`{text if len(text) <= 40 else f'{text[:37]}…'}` ({self.context.facts.where(unit.path, node.start_byte)})"


def _is_given_once(binding: Binding) -> bool:
    written = sum(reference.mode != "read" for reference in binding.references)
    declared = binding.declarations[0].parent
    value = declared.child_by_field_name("value") if declared is not None and declared.type == "variable_declarator" else None
    return len(binding.declarations) == 1 and (written == 0 or (written == 1 and binding.kind != "param" and (value is None or value.type in ("null", "undefined"))))
