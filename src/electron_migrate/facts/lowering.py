"""Expressions of one script as values: what a summary keeps of them. Everything else of the summary is built on this."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tree_sitter import Node

from electron_migrate.code.parse import Parsed
from electron_migrate.code.scope import Binding, Scopes
from electron_migrate.code.source import Span
from electron_migrate.facts.summary import (
    GLOBAL,
    Array,
    Await,
    Call,
    Choice,
    ClassValue,
    Concat,
    FunctionValue,
    Index,
    Literal,
    Load,
    Member,
    Name,
    New,
    Object,
    Opaque,
    Property,
    Spread,
    Template,
    This,
    Value,
)

# Deeper nesting than this is generated code; what lies below is opaque.
DEEPEST = 120

FUNCTIONS = frozenset(
    {
        "function_declaration",
        "function_expression",
        "arrow_function",
        "method_definition",
        "generator_function",
        "generator_function_declaration",
    }
)
CLASSES = frozenset({"class_declaration", "class", "abstract_class_declaration"})
WRAPPERS = frozenset({"parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "type_assertion"})
# Objects of a page that hold more than the page's own API: their members are looked at one by one.
GLOBAL_OBJECTS = frozenset({"window", "self", "global", "globalThis"})
_REQUIRE_LIKE = frozenset(
    {"require", "__non_webpack_require__", "nodeRequire", "_require", "electronRequire", "dynamicRequire", "requireNode", "originalRequire"}
)
# What apps write so that no bundler looks: `eval('require')('electron')`, `(0, eval)("require")`.
_HIDDEN_REQUIRE = r"""(?:(?:window|globalThis|self)\.)?(?:eval|\(0, *eval\))\(\s*(['"`])require\1\s*\)"""
# The module that the process was started with. Its `require` resolves against that one's folder; apps write it in files beside it.
_ENTRIES = frozenset({"require.main", "process.mainModule"})
_EXPORTS_THERE = re.compile(
    r"""typeof\s+exports\s*(?:={2,3}\s*(['"])object\1|!={1,2}\s*(['"])undefined\2)|(['"])object\3\s*={2,3}\s*typeof\s+exports|(['"])undefined\4\s*!={1,2}\s*typeof\s+exports"""
)
_HIDDEN_REQUIRE_BARE = r"""eval['"`]require['"`]"""


def is_global_object(value: Value) -> bool:
    """True for `window`, `global` and their kin, where no declaration of the app has that name."""
    return isinstance(value, Name) and value.binding == GLOBAL and value.name in GLOBAL_OBJECTS


def is_require_like(text: str) -> bool:
    """True for `require` and for the names under which apps hide it from their bundler, also as a member (`window.require`)."""
    return text.rsplit(".", 1)[-1] in _REQUIRE_LIKE


@dataclass
class Lowering:
    """One script. `number` comes first; then `value` gives any expression as a value."""

    parsed: Parsed
    scopes: Scopes
    function_ids: dict[int, int] = field(default_factory=dict)
    class_ids: dict[int, int] = field(default_factory=dict)
    binding_ids: dict[int, int] = field(default_factory=dict)

    def number(self, nodes: list[Node]) -> None:
        """Gives every function, class and binding of the script its number."""
        for node in nodes:
            if node.type in FUNCTIONS:
                self.function_ids[node.id] = len(self.function_ids)
            elif node.type in CLASSES:
                self.class_ids[node.id] = len(self.class_ids)
        for number, binding in enumerate(self.scopes.bindings):
            self.binding_ids[id(binding)] = number

    def binding_id(self, node: Node) -> int:
        binding = self.scopes.binding_of(node)
        return GLOBAL if binding is None else self.binding_ids.get(id(binding), GLOBAL)

    def function_of(self, node: Node) -> int | None:
        at = node.parent
        while at is not None:
            if at.type in FUNCTIONS:
                return self.function_ids[at.id]
            at = at.parent
        return None

    def value(self, node: Node | None, depth: int = 0) -> Value:
        """An expression as a value; what is not followed is `Opaque`."""
        if node is None:
            return Opaque(Span(0, 0), "missing")
        span = self.parsed.span(node)
        if depth > DEEPEST:
            return Opaque(span, "deep")
        kind = node.type
        deeper = depth + 1
        if kind in WRAPPERS:
            inner = inner_of(node)
            return self.value(inner, deeper) if inner is not None else Opaque(span, kind)
        if kind in ("identifier", "shorthand_property_identifier", "type_identifier"):
            if (text := self.text(node)) == "undefined":
                return Literal(span, None, "undefined")
            return Name(span, text, self.binding_id(node))
        if kind == "string":
            return Literal(span, string_value(self.text(node)), "string")
        if kind == "template_string":
            return self._template(node, deeper)
        if kind == "number":
            return _number_literal(span, self.text(node))
        if kind in ("true", "false"):
            return Literal(span, kind == "true", "boolean")
        if kind in ("null", "undefined"):
            return Literal(span, None, kind)
        if kind == "this":
            return This(span)
        if kind == "member_expression":
            prop = node.child_by_field_name("property")
            if prop is None:
                return Opaque(span, kind)
            optional = node.child_by_field_name("optional_chain") is not None
            return Member(span, self.value(node.child_by_field_name("object"), deeper), self.text(prop), self.parsed.span(prop), optional)
        if kind == "subscript_expression":
            index = node.child_by_field_name("index")
            owner = self.value(node.child_by_field_name("object"), deeper)
            at = self.value(index, deeper)
            if isinstance(at, Literal) and isinstance(at.value, str) and index is not None:
                return Member(span, owner, at.value, self.parsed.span(index))
            return Index(span, owner, at)
        if kind == "call_expression":
            return self._call(node, deeper)
        if kind == "new_expression":
            arguments = node.child_by_field_name("arguments")
            arguments_span = self.parsed.span(arguments) if arguments is not None else Span(span.end, span.end)
            return New(span, self.value(node.child_by_field_name("constructor"), deeper), self.arguments(arguments, deeper), arguments_span)
        if kind == "await_expression":
            return Await(span, self.value(inner_of(node), deeper))
        if kind == "object":
            return Object(span, tuple(self._properties(node, deeper)))
        if kind == "array":
            return Array(span, tuple(self.value(child, deeper) for child in meaningful(node)))
        if kind == "spread_element":
            return Spread(span, self.value(inner_of(node), deeper))
        if kind == "binary_expression":
            return self._binary(node, deeper)
        if kind == "ternary_expression":
            options = (node.child_by_field_name("consequence"), node.child_by_field_name("alternative"))
            return Choice(span, tuple(self.value(option, deeper) for option in options))
        if kind == "sequence_expression":
            last = meaningful(node)[-1:]
            return self.value(last[0], deeper) if last else Opaque(span, kind)
        if kind in FUNCTIONS and node.id in self.function_ids:
            return FunctionValue(span, self.function_ids[node.id])
        if kind in CLASSES and node.id in self.class_ids:
            return ClassValue(span, self.class_ids[node.id])
        if kind == "assignment_expression":
            return self.value(node.child_by_field_name("right"), deeper)
        if kind == "unary_expression" and node.children[0].type == "!":
            return Opaque(span, kind, self.value(node.child_by_field_name("argument"), deeper))
        return Opaque(span, kind)

    def text(self, node: Node) -> str:
        return self.parsed.text(node)

    def _call(self, node: Node, depth: int) -> Value:
        span = self.parsed.span(node)
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is None or arguments is None or arguments.type != "arguments":
            return Opaque(span, "tagged-template")
        values = self.arguments(arguments, depth)
        if (load := self.load_of_call(node)) is not None:
            return load
        if len(values) == 1 and re.fullmatch(_HIDDEN_REQUIRE, self.text(node)):
            return Name(span, "require", GLOBAL)
        called = self.value(function, depth)
        if (
            isinstance(called, Member)
            and called.name in ("freeze", "seal")
            and isinstance(called.object, Name)
            and called.object.name == "Object"
        ):
            return values[0] if values else Opaque(span, "call")
        optional = any(child.type in ("optional_chain", "?.") for child in node.children)
        return Call(span, called, values, self.parsed.span(arguments), optional)

    def load_of_call(self, node: Node) -> Load | None:
        load = self._load_of_call(node)
        return replace(load, needs_exports=True) if load is not None and self._asks_exports(node) else load

    def _load_of_call(self, node: Node) -> Load | None:
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is None or arguments is None:
            return None
        given = meaningful(arguments)
        if not given or given[0].type not in ("string", "template_string"):
            return None
        specifier = string_value(self.text(given[0]))
        if given[0].type == "template_string" and any(child.type == "template_substitution" for child in given[0].named_children):
            return None
        if function.type == "import":
            return Load(self.parsed.span(node), specifier, "import()")
        called = self.text(function)
        if function.type == "call_expression" and re.fullmatch(_HIDDEN_REQUIRE, called):
            return Load(self.parsed.span(node), specifier, called)
        if function.type == "identifier":
            declared = self.scopes.binding_of(function)
            if is_require_like(called):
                # `const require = window.require` is still require; a function of the app by that name is not
                if declared is not None and declared.kind in ("function", "import", "param"):
                    return None
                return Load(self.parsed.span(node), specifier, called)
            if declared is not None and self._names_require(declared):
                return Load(self.parsed.span(node), specifier, called)
        if function.type == "member_expression" and is_require_like(called) and len(called) < 60:
            owner = function.child_by_field_name("object")
            while owner is not None and owner.type in WRAPPERS:
                owner = inner_of(owner)
            if owner is not None and owner.type in ("identifier", "this") and self.text(owner) in GLOBAL_OBJECTS | {"this", "module"}:
                return Load(self.parsed.span(node), specifier, called)
            if owner is not None and self.text(owner) in _ENTRIES:
                return Load(self.parsed.span(node), specifier, called)
        return None

    def _asks_exports(self, node: Node) -> bool:
        """True for a branch that is taken where there is an `exports` of nobody's making: the one for Node of a universal module."""
        inner, around = node, node.parent
        while around is not None:
            asked: Node | None = None
            if around.type in ("if_statement", "ternary_expression") and around.child_by_field_name("consequence") == inner:
                asked = around.child_by_field_name("condition")
            elif around.type == "binary_expression" and around.child_by_field_name("right") == inner:
                operator = around.child_by_field_name("operator")
                asked = around.child_by_field_name("left") if operator is not None and operator.type == "&&" else None
            if asked is not None and any(map(self._is_exports_there, _all_of(asked))):
                return True
            inner, around = around, around.parent
        return False

    def _is_exports_there(self, test: Node) -> bool:
        """`typeof exports === 'object'`, in each order, and `typeof exports !== 'undefined'`."""
        if not _EXPORTS_THERE.fullmatch(self.text(test)):
            return False
        return all(self.scopes.binding_of(name) is None for name in walk(test) if name.type == "identifier")

    def _names_require(self, binding: Binding) -> bool:
        """True for `const load = window.require || require`: another name of require, given once."""
        declarator = binding.declarations[0].parent
        if len(binding.declarations) != 1 or declarator is None or declarator.type != "variable_declarator":
            return False
        given = declarator.child_by_field_name("value")
        if given is None or any(reference.mode in ("write", "readwrite") for reference in binding.references):
            return False
        text = re.sub(r"\s+as\s+any\b|[()\s]", "", self.text(given)) if len(self.text(given)) < 120 else ""
        options = re.split(r"\|\||&&|\?\?|[?:]", text)
        return all(is_require_like(one) or re.fullmatch(_HIDDEN_REQUIRE_BARE, one) for one in options if one not in ("null", "undefined", "window"))

    def arguments(self, node: Node | None, depth: int) -> tuple[Value, ...]:
        return tuple(self.value(child, depth) for child in meaningful(node)) if node is not None else ()

    def _template(self, node: Node, depth: int) -> Value:
        span = self.parsed.span(node)
        parts: list[str | Value] = []
        at = node.start_byte + 1
        for child in node.named_children:
            if child.type != "template_substitution":
                continue
            parts.append(self.parsed.source.text(Span(at, child.start_byte)))
            parts.append(self.value(inner_of(child), depth))
            at = child.end_byte
        parts.append(self.parsed.source.text(Span(at, max(at, node.end_byte - 1))))
        if len(parts) == 1:
            return Literal(span, str(parts[0]), "string")
        return Template(span, tuple(part for part in parts if part != ""))

    def _binary(self, node: Node, depth: int) -> Value:
        span = self.parsed.span(node)
        operator = node.child_by_field_name("operator")
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        sign = operator.type if operator is not None else ""
        if sign in ("||", "&&", "??"):
            return Choice(span, (self.value(left, depth), self.value(right, depth)), sign == "&&")
        if sign == "+":
            return Concat(span, self.value(left, depth), self.value(right, depth))
        return Opaque(span, "binary_expression")

    def _properties(self, node: Node, depth: int) -> Iterator[Property | Spread]:
        for child in node.named_children:
            span = self.parsed.span(child)
            if child.type == "pair":
                key = child.child_by_field_name("key")
                if key is not None:
                    yield Property(
                        span,
                        key_text(self.text(key), key.type),
                        self.value(child.child_by_field_name("value"), depth),
                    )
            elif child.type == "shorthand_property_identifier":
                yield Property(span, self.text(child), self.value(child, depth))
            elif child.type == "spread_element":
                yield Spread(span, self.value(inner_of(child), depth))
            elif child.type == "method_definition":
                name = child.child_by_field_name("name")
                if name is not None:
                    yield Property(span, key_text(self.text(name), name.type), self.value(child, depth))

    # ---- numbering


def extends_chain(node: Node, parent: Node) -> bool:
    """True where `parent` reads a member of `node`, calls it or constructs it."""
    kind = parent.type
    if kind in ("member_expression", "subscript_expression"):
        return parent.child_by_field_name("object") == node
    if kind == "call_expression":
        return parent.child_by_field_name("function") == node
    if kind == "new_expression":
        return parent.child_by_field_name("constructor") == node
    return False


def string_value(text: str) -> str:
    """The value of a string literal's text (its quotes included), with the usual escapes."""
    body = text[1:-1]
    if "\\" not in body:
        return body
    out: list[str] = []
    at = 0
    while at < len(body):
        char = body[at]
        if char != "\\" or at + 1 >= len(body):
            out.append(char)
            at += 1
            continue
        escape = body[at + 1]
        at += 2
        if escape == "u" and body[at : at + 1] == "{":
            end = body.find("}", at)
            out.append(_code_point(body[at + 1 : end]))
            at = end + 1
        elif escape in "ux":
            width = 4 if escape == "u" else 2
            out.append(_code_point(body[at : at + width]))
            at += width
        elif escape != "\n":
            out.append({"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}.get(escape, escape))
    return "".join(out)


def _code_point(digits: str) -> str:
    try:
        return chr(int(digits, 16))
    except ValueError:
        return "�"


def walk(root: Node) -> Iterator[Node]:
    """Every named node in order of offset, parents first."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.named_children))


def meaningful(node: Node | None) -> list[Node]:
    return [child for child in node.named_children if child.type != "comment"] if node is not None else []


def inner_of(node: Node) -> Node | None:
    children = meaningful(node)
    if not children:
        return None
    return children[-1] if node.type == "type_assertion" else children[0]


def key_text(text: str, kind: str) -> str | None:
    if kind == "computed_property_name":
        inner = text[1:-1].strip()
        return string_value(inner) if inner[:1] in "'\"" and inner[-1:] == inner[:1] and len(inner) > 1 else None
    return string_value(text) if kind == "string" else text


def _number_literal(span: Span, text: str) -> Value:
    try:
        return Literal(span, float(text.replace("_", "")) if not text.startswith(("0x", "0X")) else float(int(text, 16)), "number")
    except ValueError:
        return Opaque(span, "number")


def _all_of(condition: Node) -> Iterator[Node]:
    """What a condition asks that all has to be true."""
    while condition.type == "parenthesized_expression" and (inside := inner_of(condition)) is not None:
        condition = inside
    left, right, operator = (condition.child_by_field_name(name) for name in ("left", "right", "operator"))
    if condition.type == "binary_expression" and operator is not None and operator.type == "&&" and left is not None and right is not None:
        yield from _all_of(left)
        yield from _all_of(right)
    else:
        yield condition
