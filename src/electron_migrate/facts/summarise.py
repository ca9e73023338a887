"""One parsed file -> its summary: bindings and what they hold, chains of interest, functions, exports. Looks at no other file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from electron_migrate.code.parse import has_module_syntax, parse, regions
from electron_migrate.code.scope import resolve_names
from electron_migrate.code.source import Source
from electron_migrate.facts.declarations import Declarations
from electron_migrate.facts.holders import read_holders
from electron_migrate.facts.hooks import Kept, is_dependency, read_hooks
from electron_migrate.facts.lowering import (
    CLASSES,
    DEEPEST,
    FUNCTIONS,
    GLOBAL_OBJECTS,
    WRAPPERS,
    Lowering,
    extends_chain,
    inner_of,
    key_text,
    walk,
)
from electron_migrate.facts.module_shape import ModuleShape
from electron_migrate.facts.node_table import load_node_table
from electron_migrate.facts.react_states import read_react_states
from electron_migrate.facts.summary import (
    GLOBAL,
    Assignment,
    Await,
    BindingFact,
    Call,
    Chain,
    Choice,
    ClassValue,
    FilePath,
    FileSummary,
    FunctionValue,
    Index,
    Literal,
    Load,
    Member,
    Name,
    New,
    Object,
    Opaque,
    Parameter,
    Spread,
    This,
    UnitSummary,
    Use,
    Value,
)
from electron_migrate.facts.user_files import UserFiles
from electron_migrate.facts.vue_states import read_vue_states

_CHAIN = frozenset(
    {
        "call_expression",
        "member_expression",
        "subscript_expression",
        "new_expression",
        "identifier",
        "shorthand_property_identifier",
        "this",
    }
)


def summarise(source: Source) -> FileSummary:
    """The summary of one file. Never fails: unreadable places are in `broken` of their unit."""
    units = []
    for number, region in enumerate(regions(source)):
        parsed = parse(source, region)
        units.append(_Summariser(Lowering(parsed, resolve_names(parsed)), number).run())
    return FileSummary(source.path, source.digest, tuple(units))


@dataclass
class _Summariser:
    low: Lowering
    region: int
    hooks: dict[int, Kept] = field(default_factory=dict)
    """By the node of what a hook keeps."""

    def run(self) -> UnitSummary:
        low = self.low
        nodes = list(walk(low.parsed.root))
        low.number(nodes)
        self.hooks = {kept.value.id: kept for kept in read_hooks(low, nodes)}
        declarations, shape = Declarations(low, {kept.name.id: kept for kept in self.hooks.values()}), ModuleShape(low)
        loads: list[Load] = []
        chains: list[Chain] = []
        assignments: list[Assignment] = []
        held: list[tuple[str, Value]] = []
        for node in nodes:
            kind = node.type
            if kind in ("call_expression", "import_statement", "export_statement", "import_require_clause"):
                loads.extend(shape.loads(node))
            if kind in _CHAIN and _is_maximal(node):
                chain = self._chain(node)
                if chain is not None:
                    chains.append(chain)
            elif kind in ("pair", "shorthand_property_identifier"):
                held.extend(self._held(node))
            elif kind == "assignment_expression":
                assignment = declarations.assignment(node)
                if assignment is not None:
                    assignments.append(assignment)
            if kind == "call_expression" and (attribute := declarations.preload_attribute(node)) is not None:
                assignments.append(attribute)
        bindings = declarations.bindings()
        exports, stars, whole = shape.exports(nodes)
        return UnitSummary(
            region=self.region,
            span=low.parsed.region.span,
            module=low.parsed.region.module or has_module_syntax(low.parsed),
            bindings=bindings,
            chains=_interesting(chains, bindings),
            functions=declarations.functions(nodes),
            classes=declarations.classes(nodes),
            loads=tuple(loads),
            assignments=tuple(assignments),
            exports=tuple(exports),
            stars=tuple(stars),
            whole_export=whole,
            broken=low.parsed.broken,
            held=tuple(held),
            holders=tuple(read_holders(low, nodes, self._held)),
            states=(*read_react_states(low, nodes, self._held), *read_vue_states(low, nodes, self._held)),
            file_paths=tuple(self._file_path(node) for node in UserFiles(low).reads(nodes)),
        )

    def _file_path(self, node: Node) -> FilePath:
        if node.type != "member_expression":
            return FilePath(self.low.parsed.span(node), None)
        use, target = self._use(node) if _is_maximal(node) else (Use.VALUE, None)
        return FilePath(self.low.parsed.span(node), Chain(self.low.value(node), use, self.low.function_of(node), target))

    def _held(self, node: Node) -> Iterator[tuple[str, Value]]:
        """A property of an object literal with what it holds, where that may be a thing of another module."""
        given = node if node.type == "shorthand_property_identifier" else node.child_by_field_name("value")
        key = node if node.type == "shorthand_property_identifier" else node.child_by_field_name("key")
        if given is None or key is None or (name := key_text(self.low.text(key), key.type)) is None:
            return
        value = self.low.value(given)
        if isinstance(value, Name | Member | Call | Load | Choice):
            yield name, value

    def _chain(self, node: Node) -> Chain | None:
        root = _root(node)
        if node.parent is not None and node.parent.type == "type_query":
            # `field: typeof ipcRenderer`: a type
            return None
        if root.type in ("identifier", "shorthand_property_identifier"):
            name = self.low.text(root)
            parent = root.parent
            if self.low.scopes.binding_of(root) is None:
                if name in load_node_table().browser_globals and name not in GLOBAL_OBJECTS | {"eval"}:
                    return None
                if name in GLOBAL_OBJECTS - {"global"} and root == node:
                    return None
            elif root == node and parent is not None and _declares(root, parent):
                return None
        elif root.type == "this":
            if root == node:
                return None
        elif root.type == "import":
            pass
        else:
            return None
        value = self.low.value(node)
        if isinstance(value, Literal | Opaque):
            return None
        use, target = self._use(node)
        return Chain(value, use, self.low.function_of(node), target)

    def _use(self, node: Node) -> tuple[Use, Value | None]:
        if (kept := self.hooks.get(node.id)) is not None:
            return Use.DECLARED, self.low.value(kept.name) if not kept.member else None
        at, parent = node, node.parent
        while parent is not None and parent.type in WRAPPERS:
            at, parent = parent, parent.parent
        if parent is None:
            return Use.VALUE, None
        kind = parent.type
        if (
            kind in ("if_statement", "while_statement", "do_statement", "ternary_expression")
            and parent.child_by_field_name("condition") == at
        ):
            return Use.TESTED, None
        if kind == "unary_expression" and parent.children[0].type in ("!", "typeof"):
            return Use.TESTED, None
        if kind == "binary_expression" and (_only_tests(parent, at) or (_joins(parent) and self._use(parent)[0] is Use.TESTED)):
            return Use.TESTED, None
        if kind == "expression_statement":
            return Use.STATEMENT, None
        if kind == "await_expression":
            return Use.AWAITED, None
        if kind == "unary_expression" and parent.children[0].type == "void":
            return Use.STATEMENT, None
        if kind == "return_statement" or (kind == "arrow_function" and parent.child_by_field_name("body") == at):
            return Use.RETURNED, None
        if kind == "arguments":
            return Use.ARGUMENT, None
        if kind == "array" and is_dependency(at):
            return Use.TESTED, None
        if kind == "variable_declarator" and parent.child_by_field_name("value") == at:
            name = parent.child_by_field_name("name")
            return Use.DECLARED, self.low.value(name) if name is not None and name.type == "identifier" else None
        if kind in ("assignment_expression", "augmented_assignment_expression"):
            if parent.child_by_field_name("left") == at:
                return Use.WRITTEN, None
            return Use.ASSIGNED_FROM, self.low.value(parent.child_by_field_name("left"))
        if kind == "update_expression":
            return Use.WRITTEN, None
        if kind in ("export_statement", "export_specifier"):
            return Use.EXPORTED, None
        return Use.VALUE, None


def _interesting(chains: list[Chain], bindings: tuple[BindingFact, ...]) -> tuple[Chain, ...]:
    """Chains whose root can lead out of the unit: modules, parameters, globals, `this`, and names that hold such values."""
    exciting = {
        number
        for number, binding in enumerate(bindings)
        if binding.kind in ("import", "class", "function", "enum") or binding.parameter is not None
    }
    grew = True
    while grew:
        grew = False
        for number, binding in enumerate(bindings):
            if number not in exciting and any(_leads_out(bound.value, exciting) for bound in binding.values):
                exciting.add(number)
                grew = True
    return tuple(chain for chain in chains if _leads_out(chain.value, exciting))


def _joins(node: Node) -> bool:
    """True for `a && b` and `a || b`."""
    operator = node.child_by_field_name("operator")
    return operator is not None and operator.type in ("&&", "||")


def _only_tests(parent: Node, operand: Node) -> bool:
    """True for a comparison, and for the left side of `&&`."""
    operator = parent.child_by_field_name("operator")
    sign = operator.type if operator is not None else ""
    return sign in ("==", "===", "!=", "!==") or (sign == "&&" and parent.child_by_field_name("left") == operand)


def _is_maximal(node: Node) -> bool:
    at, parent = node, node.parent
    while parent is not None and parent.type in WRAPPERS:
        at, parent = parent, parent.parent
    return parent is None or not extends_chain(at, parent)


def _root(node: Node) -> Node:
    while True:
        if node.type in ("member_expression", "subscript_expression"):
            inner = node.child_by_field_name("object")
        elif node.type == "call_expression":
            inner = node.child_by_field_name("function")
        elif node.type == "new_expression":
            inner = node.child_by_field_name("constructor")
        elif node.type in WRAPPERS:
            inner = inner_of(node)
        else:
            return node
        if inner is None:
            return node
        node = inner


def _declares(name: Node, parent: Node) -> bool:
    """True for an identifier that is being declared, or is the key of something: no use of a value."""
    if parent.type in (
        "variable_declarator",
        *FUNCTIONS,
        *CLASSES,
        "enum_declaration",
        "import_specifier",
        "namespace_import",
        "import_clause",
    ):
        return parent.child_by_field_name("value") != name and parent.child_by_field_name("body") != name
    return parent.type in (
        "required_parameter",
        "optional_parameter",
        "formal_parameters",
        "rest_pattern",
        "array_pattern",
        "pair_pattern",
        "assignment_pattern",
        "catch_clause",
        "import_require_clause",
        "internal_module",
        "labeled_statement",
    ) and not (
        parent.type in ("required_parameter", "optional_parameter", "assignment_pattern")
        and name in (parent.child_by_field_name("value"), parent.child_by_field_name("right"))
    )


def _leads_out(value: Value, exciting: set[int]) -> bool:
    """True when the root of a value is a module, a global, `this`, or a name in `exciting`."""
    depth = 0
    while depth < DEEPEST:
        depth += 1
        match value:
            case Member(object=inner) | Index(object=inner):
                value = inner
            case Call(function=inner):
                value = inner
            case New(constructor=inner):
                value = inner
            case Await(value=inner) | Spread(value=inner):
                value = inner
            case Choice(options=options):
                return any(_leads_out(option, exciting) for option in options)
            case Name(name=name, binding=binding):
                return (
                    binding == GLOBAL and (name not in load_node_table().browser_globals or name in GLOBAL_OBJECTS)
                ) or binding in exciting
            case Load() | This() | Parameter() | Object() | FunctionValue() | ClassValue():
                return True
            case _:
                return False
    return False
