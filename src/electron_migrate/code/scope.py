"""Which declaration each name in one script refers to: scopes, bindings and references over a tree of `parse`.

The walk keeps its own stack, so the depth of a script does not matter. Not modelled, because no text shows it: names that `with` and
direct `eval` bring in, and the function scope that sloppy scripts also give to a function declared in a block.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from tree_sitter import Node

from electron_migrate.code.parse import Parsed

BindingKind = Literal[
    "import", "const", "let", "var", "using", "function", "class", "param", "catch", "enum", "enum-member", "namespace", "type"
]
"""`type`: interface, type alias, type parameter, `infer`."""

ScopeKind = Literal["module", "function", "function-name", "block", "class", "catch", "type", "conditional-type", "namespace", "enum"]

Mode = Literal["read", "write", "readwrite", "type"]

_Space = Literal["value", "type", "any"]


@dataclass(slots=True, eq=False)
class Reference:
    """A name in use. `read` is also a call or `export { x }`; `write` the target of an assignment; `readwrite` `x += 1`, `x++`."""

    node: Node
    mode: Mode
    binding: Binding | None = None


@dataclass(slots=True, eq=False)
class Binding:
    """One declared name of one scope. An initialiser is no reference: a `let` that is never reassigned has no writes."""

    name: str
    kind: BindingKind
    scope: Scope
    declarations: list[Node] = field(default_factory=list)
    """The identifier nodes that declare it; several for a repeated `var`, overloads, merged interfaces."""
    references: list[Reference] = field(default_factory=list)
    """In the order of the text."""
    is_value: bool = False
    is_type: bool = False

    @property
    def writes(self) -> list[Reference]:
        """The references that may change the value."""
        return [reference for reference in self.references if reference.mode in ("write", "readwrite")]

    @property
    def constant(self) -> bool:
        """True when nothing can change the value after its single declaration."""
        return len(self.declarations) == 1 and not self.writes


@dataclass(slots=True, eq=False)
class Scope:
    """`names` holds what is declared right here."""

    kind: ScopeKind
    node: Node
    parent: Scope | None
    names: dict[str, Binding] = field(default_factory=dict)

    @property
    def function(self) -> Scope:
        """The scope that a `var` written here lands in."""
        scope = self
        while scope.parent is not None and scope.kind not in _VAR_SCOPES:
            scope = scope.parent
        return scope

    def lookup(self, name: str) -> Binding | None:
        """What `name` means here, in this scope or the nearest one around it, whether value or type."""
        return _find(self, name, "any")


@dataclass(frozen=True, slots=True)
class Scopes:
    """All names of one script. Bindings, references and scopes are in the order of the text."""

    module: Scope
    bindings: tuple[Binding, ...]
    unresolved: list[Reference]
    """Names that no declaration of this script explains: globals, among them those of other scripts of the page."""
    scopes: tuple[Scope, ...]
    _references: dict[int, Reference]
    _declarations: dict[int, Binding]
    _scope_starts: list[int]

    def reference_at(self, start_byte: int) -> Reference | None:
        """The reference whose identifier starts at this byte."""
        return self._references.get(start_byte)

    def binding_of(self, node: Node) -> Binding | None:
        """The binding that an identifier refers to or declares; None for a global and for any other node."""
        if node.type not in _NAMES:
            return None
        reference = self._references.get(node.start_byte)
        return reference.binding if reference is not None else self._declarations.get(node.start_byte)

    def scope_at(self, offset: int) -> Scope:
        """The innermost scope around a byte offset."""
        for index in range(bisect_right(self._scope_starts, offset) - 1, 0, -1):
            scope = self.scopes[index]
            if offset < scope.node.end_byte:
                return scope
        return self.module


def resolve_names(parsed: Parsed) -> Scopes:
    """Scopes, bindings and references of one script. Never fails; inside broken regions it does what it can."""
    walk = _Walk(parsed)
    walk.run()
    return walk.finish()


_NAMES = frozenset(
    {
        "identifier",
        "type_identifier",
        "shorthand_property_identifier",
        "shorthand_property_identifier_pattern",
        "property_identifier",
    }
)
_VAR_SCOPES = frozenset({"module", "function", "namespace"})
_BLOCKS = frozenset({"statement_block", "for_statement", "switch_body"})
_FUNCTION_DECLARATIONS = frozenset({"function_declaration", "generator_function_declaration", "function_signature"})
_FUNCTION_EXPRESSIONS = frozenset({"function_expression", "generator_function"})
_FUNCTIONS = (
    _FUNCTION_DECLARATIONS
    | _FUNCTION_EXPRESSIONS
    | {
        "arrow_function",
        "method_definition",
        "method_signature",
        "abstract_method_signature",
        "call_signature",
        "construct_signature",
        "function_type",
        "constructor_type",
    }
)
_PARAMETERS = frozenset({"required_parameter", "optional_parameter"})
_TYPE_ONLY: frozenset[BindingKind] = frozenset({"type"})
_BOTH: frozenset[BindingKind] = frozenset({"import", "class", "enum", "enum-member", "namespace"})
_DECLARATION_KEYWORDS: dict[str, BindingKind] = {"const": "const", "let": "let", "var": "var", "using": "using"}


class _Walk:
    """One pass that declares names and collects uses; they are joined at the end, so hoisting needs no second pass."""

    def __init__(self, parsed: Parsed) -> None:
        self.data = parsed.source.data
        self.detached = parsed.detached
        self.module = Scope("module", parsed.root, None)
        self.scopes = [self.module]
        self.bindings: list[Binding] = []
        self.declarations: dict[int, Binding] = {}
        self.uses: list[tuple[Reference, Scope, _Space]] = []
        self.stack: list[tuple[Node, Scope]] = [(child, self.module) for child in reversed(parsed.root.named_children)]

    def run(self) -> None:
        while self.stack:
            node, scope = self.stack.pop()
            kind = node.type
            if kind in ("identifier", "shorthand_property_identifier"):
                self.use(node, scope, "read")
            elif kind == "type_identifier":
                self.use(node, scope, "type")
            elif kind == "arguments" and (types := self.detached.get(node.start_byte)) is not None:
                self.later([*types.named_children, *node.named_children], scope)
            elif node.named_child_count == 0:
                continue
            elif kind in _FUNCTIONS:
                self.function(node, scope)
            elif kind in _BLOCKS:
                self.later(node.named_children, self.open("block", node, scope))
            else:
                visit = _VISITS.get(kind)
                if visit is None:
                    self.later(node.named_children, scope)
                else:
                    visit(self, node, scope)

    def finish(self) -> Scopes:
        self.uses.sort(key=lambda use: use[0].node.start_byte)
        self.bindings.sort(key=lambda binding: binding.declarations[0].start_byte)
        self.scopes.sort(key=lambda scope: (scope.node.start_byte, -scope.node.end_byte))
        self.scopes.remove(self.module)
        self.scopes.insert(0, self.module)
        references: dict[int, Reference] = {}
        unresolved: list[Reference] = []
        declared = {binding.name for binding in self.bindings}
        for reference, scope, space in self.uses:
            references[reference.node.start_byte] = reference
            name = self.text(reference.node)
            reference.binding = _find(scope, name, space) if name in declared else None
            if reference.binding is None:
                unresolved.append(reference)
            else:
                reference.binding.references.append(reference)
        starts = [scope.node.start_byte for scope in self.scopes]
        return Scopes(self.module, tuple(self.bindings), unresolved, tuple(self.scopes), references, self.declarations, starts)

    # What every visit is made of

    def text(self, node: Node) -> str:
        return self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def later(self, nodes: Iterable[Node | None], scope: Scope) -> None:
        """Visits nodes after this one, the first of them first."""
        self.stack.extend((node, scope) for node in reversed([*nodes]) if node is not None)

    def open(self, kind: ScopeKind, node: Node, parent: Scope) -> Scope:
        scope = Scope(kind, node, parent)
        self.scopes.append(scope)
        return scope

    def use(self, node: Node, scope: Scope, mode: Mode) -> None:
        self.uses.append((Reference(node, mode), scope, "type" if mode == "type" else "value"))

    def use_by_name(self, node: Node | None, scope: Scope) -> None:
        """`export { x }`, `export default x`, `import y = x` hand on the value and the type of that name."""
        if node is None:
            return
        if node.type == "identifier":
            self.uses.append((Reference(node, "read"), scope, "any"))
        else:
            self.later([node], scope)

    def declare(self, node: Node | None, scope: Scope, kind: BindingKind) -> None:
        if node is None or node.start_byte == node.end_byte:
            return  # the grammar made up a missing name
        name = self.text(node)
        binding = scope.names.get(name)
        if binding is None:
            binding = scope.names[name] = Binding(name, kind, scope)
            self.bindings.append(binding)
        elif binding.kind in _TYPE_ONLY:
            binding.kind = kind
        binding.declarations.append(node)
        binding.is_value |= kind not in _TYPE_ONLY
        binding.is_type |= kind in _TYPE_ONLY or kind in _BOTH
        self.declarations[node.start_byte] = binding

    def bind_pattern(self, pattern: Node | None, target: Scope, kind: BindingKind, around: Scope) -> None:
        """Declares the names of a binding pattern in `target`; its defaults and computed keys are read in `around`."""
        for name, is_name in self.pattern_parts(pattern):
            if is_name:
                self.declare(name, target, kind)
            elif name.type != "this":
                self.later([name], around)

    def assign_pattern(self, pattern: Node | None, scope: Scope, mode: Mode) -> None:
        """Notes a write to every name of an assignment target; members, defaults and computed keys are read."""
        for part, is_name in self.pattern_parts(pattern):
            if is_name:
                self.use(part, scope, mode)
            else:
                self.later([part], scope)

    def pattern_parts(self, pattern: Node | None) -> list[tuple[Node, bool]]:
        """Takes a pattern apart into the names that it binds (True) and the expressions inside it (False)."""
        parts: list[tuple[Node, bool]] = []
        stack = [pattern]
        while stack:
            node = stack.pop()
            if node is None:
                continue
            match node.type:
                case "identifier" | "shorthand_property_identifier_pattern":
                    parts.append((node, True))
                case "object_pattern" | "array_pattern" | "rest_pattern" | "parenthesized_expression" | "non_null_expression":
                    stack.extend(reversed(node.named_children))
                case "pair_pattern":
                    key = node.child_by_field_name("key")
                    if key is not None and key.type == "computed_property_name":
                        parts.append((key, False))
                    stack.append(node.child_by_field_name("value"))
                case "assignment_pattern" | "object_assignment_pattern":
                    default = node.child_by_field_name("right")
                    if default is not None:
                        parts.append((default, False))
                    stack.append(node.child_by_field_name("left"))
                case "as_expression" | "satisfies_expression" | "type_assertion":
                    # `(x as T) = 1`: one child is the target, the other its type
                    for child in node.named_children:
                        if child.type in ("identifier", "parenthesized_expression", "member_expression", "subscript_expression"):
                            stack.append(child)
                        else:
                            parts.append((child, False))
                case "comment":
                    pass
                case _:
                    parts.append((node, False))
        return parts

    # Visits, one for each kind of node that declares names, opens a scope or holds names that are no references

    def function(self, node: Node, scope: Scope) -> None:
        name = node.child_by_field_name("name")
        around = scope
        if node.type in _FUNCTION_DECLARATIONS:
            self.declare(name, scope, "function")
        elif node.type in _FUNCTION_EXPRESSIONS and name is not None:
            around = self.open("function-name", node, scope)
            self.declare(name, around, "function")
        inner = self.open("function", node, around)
        inside: list[Node] = []
        for child in node.named_children:
            if child == name:
                if name.type == "computed_property_name":
                    self.later([name], scope)
            elif child.type == "decorator":
                self.later([child], scope)
            elif child.type == "formal_parameters":
                self.parameters(child, inner)
            elif child == node.child_by_field_name("parameter"):
                self.bind_pattern(child, inner, "param", inner)
            elif child.type == "statement_block":
                # parameters and body share a scope: a name cannot be declared in both but by `var`, which means the same variable
                inside.extend(child.named_children)
            else:
                inside.append(child)
        self.later(inside, inner)

    def parameters(self, node: Node, scope: Scope) -> None:
        for child in node.named_children:
            if child.type in _PARAMETERS:
                pattern = child.child_by_field_name("pattern")
                self.bind_pattern(pattern, scope, "param", scope)
                self.later([part for part in child.named_children if part != pattern], scope)
            else:
                self.bind_pattern(child, scope, "param", scope)

    def variables(self, node: Node, scope: Scope) -> None:
        kind = _DECLARATION_KEYWORDS.get(self.text(node.children[0]), "let")
        target = scope.function if kind == "var" else scope
        for declarator in node.named_children:
            if declarator.type != "variable_declarator":
                self.later([declarator], scope)
                continue
            name = declarator.child_by_field_name("name")
            self.bind_pattern(name, target, kind, scope)
            self.later([part for part in declarator.named_children if part != name], scope)

    def for_in(self, node: Node, scope: Scope) -> None:
        inner = self.open("block", node, scope)
        left, keyword = node.child_by_field_name("left"), node.child_by_field_name("kind")
        if keyword is None:
            self.assign_pattern(left, inner, "write")
        else:
            kind = _DECLARATION_KEYWORDS.get(self.text(keyword), "let")
            self.bind_pattern(left, scope.function if kind == "var" else inner, kind, inner)
        self.later([child for child in node.named_children if child != left], inner)

    def catch(self, node: Node, scope: Scope) -> None:
        inner = self.open("catch", node, scope)
        parameter = node.child_by_field_name("parameter")
        self.bind_pattern(parameter, inner, "catch", inner)
        self.later([child for child in node.named_children if child != parameter], inner)

    def static_block(self, node: Node, scope: Scope) -> None:
        body = node.child_by_field_name("body")
        self.later(body.named_children if body is not None else node.named_children, self.open("function", node, scope))

    def class_(self, node: Node, scope: Scope) -> None:
        inner = self.open("class", node, scope)
        name = node.child_by_field_name("name")
        # a declaration's name is bound once, outside; the language binds it inside as well, to the same value
        self.declare(name, inner if node.type == "class" else scope, "class")
        for child in reversed(node.named_children):
            if child != name:
                self.later([child], scope if child.type == "decorator" else inner)

    def import_(self, node: Node, scope: Scope) -> None:
        stack = [*node.named_children]
        while stack:
            child = stack.pop()
            match child.type:
                case "identifier":
                    self.declare(child, scope, "import")
                case "import_clause" | "namespace_import" | "named_imports" | "import_require_clause":
                    stack.extend(reversed(child.named_children))
                case "import_specifier":
                    self.declare(child.child_by_field_name("alias") or child.child_by_field_name("name"), scope, "import")
                case _:
                    pass  # the module's name, its attributes

    def import_alias(self, node: Node, scope: Scope) -> None:
        names = [child for child in node.named_children if child.type in ("identifier", "nested_identifier")]
        self.declare(names[0] if names else None, scope, "import")
        for target in names[1:]:
            self.use_by_name(target, scope)

    def export(self, node: Node, scope: Scope) -> None:
        if node.child_by_field_name("source") is not None:
            return  # `export { a } from "m"` names nothing of this script
        if any(child.type == "namespace" for child in node.children):
            return  # `export as namespace N`
        value = node.child_by_field_name("value")
        self.use_by_name(value, scope)
        for child in reversed(node.named_children):
            if child.type == "identifier" and child != value:
                self.use_by_name(child, scope)  # `export = x`
            elif child != value:
                self.later([child], scope)

    def export_specifier(self, node: Node, scope: Scope) -> None:
        self.use_by_name(node.child_by_field_name("name"), scope)

    def enum(self, node: Node, scope: Scope) -> None:
        self.declare(node.child_by_field_name("name"), scope, "enum")
        inner = self.open("enum", node, scope)
        body = node.child_by_field_name("body")
        for member in body.named_children if body is not None else ():
            name = member.child_by_field_name("name") if member.type == "enum_assignment" else member
            if name is not None and name.type == "property_identifier":
                self.declare(name, inner, "enum-member")
            if member.type == "enum_assignment":
                self.later([member.child_by_field_name("value")], inner)

    def namespace(self, node: Node, scope: Scope) -> None:
        name = node.child_by_field_name("name")
        while name is not None and name.type == "nested_identifier":
            name = name.named_children[0]
        if name is not None and name.type == "identifier":
            self.declare(name, scope, "namespace")
        body = node.child_by_field_name("body")
        if body is not None:
            self.later(body.named_children, self.open("namespace", node, scope))

    def ambient(self, node: Node, scope: Scope) -> None:
        """`declare global { … }` has a block of its own; every other `declare` declares around itself."""
        for child in reversed(node.named_children):
            if child.type == "statement_block":
                self.later(child.named_children, self.open("namespace", node, scope))
            else:
                self.later([child], scope)

    def named_type(self, node: Node, scope: Scope) -> None:
        name = node.child_by_field_name("name")
        self.declare(name, scope, "type")
        self.later([child for child in node.named_children if child != name], self.open("type", node, scope))

    def type_parameter(self, node: Node, scope: Scope) -> None:
        name = node.child_by_field_name("name")
        self.declare(name, scope, "type")
        self.later([child for child in node.named_children if child != name], scope)

    def index_signature(self, node: Node, scope: Scope) -> None:
        """`[key: string]: T`, or the mapped type `[K in Keys as Name]: T`, whose K is known on both sides of the colon."""
        inner = self.open("type", node, scope)
        name = node.child_by_field_name("name")
        for child in reversed(node.named_children):
            if child.type == "mapped_type_clause":
                key = child.child_by_field_name("name")
                self.declare(key, inner, "type")
                self.later([part for part in child.named_children if part != key], inner)
            elif child != name:
                self.later([child], inner)

    def conditional_type(self, node: Node, scope: Scope) -> None:
        inner = self.open("conditional-type", node, scope)
        otherwise = node.child_by_field_name("alternative")
        for child in reversed(node.named_children):
            self.later([child], scope if child == otherwise else inner)  # what `infer` names is unknown in the `else` part

    def infer(self, node: Node, scope: Scope) -> None:
        target: Scope | None = scope
        while target is not None and target.kind != "conditional-type":
            target = target.parent
        name, *constraint = node.named_children
        self.declare(name, target or scope, "type")
        self.later(constraint, scope)

    def assignment(self, node: Node, scope: Scope) -> None:
        mode: Mode = "write" if node.type == "assignment_expression" else "readwrite"
        self.assign_pattern(node.child_by_field_name("left"), scope, mode)
        self.later([node.child_by_field_name("right")], scope)

    def update(self, node: Node, scope: Scope) -> None:
        self.assign_pattern(node.child_by_field_name("argument"), scope, "readwrite")

    def jsx_tag(self, node: Node, scope: Scope) -> None:
        name = node.child_by_field_name("name")
        intrinsic = name is not None and (
            name.type == "jsx_namespace_name" or (name.type == "identifier" and self.text(name)[:1].islower())
        )
        self.later([child for child in node.named_children if not (intrinsic and child == name)], scope)

    def qualified_name(self, node: Node, scope: Scope) -> None:
        """`A.B` in a type or in `import x = A.B`: only A is looked up."""
        first = node
        while first.type in ("nested_identifier", "nested_type_identifier") and first.named_children:
            first = first.named_children[0]
        if first.type != "identifier":
            self.later([first], scope)
        else:
            self.use(first, scope, "type" if node.type == "nested_type_identifier" else "read")

    def tuple_member(self, node: Node, scope: Scope) -> None:
        """`[name: Type]` in a tuple type; real parameters are read by `parameters`."""
        label = node.child_by_field_name("name") or node.child_by_field_name("pattern")
        self.later([child for child in node.named_children if child != label], scope)


_VISITS = {
    "lexical_declaration": _Walk.variables,
    "variable_declaration": _Walk.variables,
    "for_in_statement": _Walk.for_in,
    "catch_clause": _Walk.catch,
    "class_static_block": _Walk.static_block,
    "class_declaration": _Walk.class_,
    "abstract_class_declaration": _Walk.class_,
    "class": _Walk.class_,
    "import_statement": _Walk.import_,
    "import_alias": _Walk.import_alias,
    "export_statement": _Walk.export,
    "export_specifier": _Walk.export_specifier,
    "enum_declaration": _Walk.enum,
    "internal_module": _Walk.namespace,
    "module": _Walk.namespace,
    "ambient_declaration": _Walk.ambient,
    "interface_declaration": _Walk.named_type,
    "type_alias_declaration": _Walk.named_type,
    "type_parameter": _Walk.type_parameter,
    "index_signature": _Walk.index_signature,
    "conditional_type": _Walk.conditional_type,
    "infer_type": _Walk.infer,
    "assignment_expression": _Walk.assignment,
    "augmented_assignment_expression": _Walk.assignment,
    "update_expression": _Walk.update,
    "jsx_opening_element": _Walk.jsx_tag,
    "jsx_closing_element": _Walk.jsx_tag,
    "jsx_self_closing_element": _Walk.jsx_tag,
    "nested_identifier": _Walk.qualified_name,
    "nested_type_identifier": _Walk.qualified_name,
    "required_parameter": _Walk.tuple_member,
    "optional_parameter": _Walk.tuple_member,
}



def _find(scope: Scope, name: str, space: _Space) -> Binding | None:
    at: Scope | None = scope
    while at is not None:
        binding = at.names.get(name)
        if binding is not None and (space == "any" or (binding.is_type if space == "type" else binding.is_value)):
            return binding
        at = at.parent
    return None
