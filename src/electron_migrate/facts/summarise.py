"""One parsed file -> its summary: bindings and what they hold, chains of interest, functions, exports. Looks at no other file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from electron_migrate.code.parse import Language, Parsed, has_module_syntax, parse, regions
from electron_migrate.code.scope import Binding, Scopes, resolve_names
from electron_migrate.code.source import Source, Span
from electron_migrate.facts.node_table import load_node_table
from electron_migrate.facts.summary import (
    GLOBAL,
    Array,
    Assignment,
    Await,
    BindingFact,
    Bound,
    Call,
    Chain,
    Choice,
    ClassFact,
    ClassValue,
    Concat,
    FileSummary,
    FunctionFact,
    FunctionValue,
    Index,
    Literal,
    Load,
    Member,
    Name,
    New,
    Object,
    Opaque,
    ParameterFact,
    Property,
    Spread,
    Template,
    This,
    UnitSummary,
    Use,
    Value,
)

# Deeper nesting than this is generated code; what lies below is opaque.
_DEEPEST = 120

_FUNCTIONS = frozenset(
    {
        "function_declaration",
        "function_expression",
        "arrow_function",
        "method_definition",
        "generator_function",
        "generator_function_declaration",
    }
)
_CLASSES = frozenset({"class_declaration", "class", "abstract_class_declaration"})
_WRAPPERS = frozenset({"parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "type_assertion"})
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
# Objects of a page that hold more than the page's own API: their members are looked at one by one.
GLOBAL_OBJECTS = frozenset({"window", "self", "global", "globalThis"})
_REQUIRE_LIKE = frozenset(
    {"require", "__non_webpack_require__", "nodeRequire", "_require", "electronRequire", "dynamicRequire", "requireNode", "originalRequire"}
)


def summarise(source: Source) -> FileSummary:
    """The summary of one file. Never fails: unreadable places are in `broken` of their unit."""
    units = []
    for number, region in enumerate(regions(source)):
        units.append(_Summariser(parse(source, region), number).run())
    return FileSummary(source.path, source.digest, tuple(units))


def is_require_like(text: str) -> bool:
    """True for `require` and for the names under which apps hide it from their bundler, also as a member (`window.require`)."""
    return text.rsplit(".", 1)[-1] in _REQUIRE_LIKE


@dataclass
class _Summariser:
    parsed: Parsed
    number: int
    scopes: Scopes = field(init=False)
    functions: list[FunctionFact] = field(default_factory=list)
    classes: list[ClassFact] = field(default_factory=list)
    function_ids: dict[int, int] = field(default_factory=dict)
    class_ids: dict[int, int] = field(default_factory=dict)
    binding_ids: dict[int, int] = field(default_factory=dict)
    bindings: list[BindingFact] = field(default_factory=list)

    def run(self) -> UnitSummary:
        self.scopes = resolve_names(self.parsed)
        root = self.parsed.root
        nodes = list(_walk(root))
        self._number(nodes)
        loads: list[Load] = []
        chains: list[Chain] = []
        assignments: list[Assignment] = []
        for node in nodes:
            kind = node.type
            if kind in ("call_expression", "import_statement", "export_statement", "import_require_clause"):
                loads.extend(self._loads(node))
            if kind in _CHAIN and _is_maximal(node):
                chain = self._chain(node)
                if chain is not None:
                    chains.append(chain)
            elif kind == "assignment_expression":
                assignment = self._assignment(node)
                if assignment is not None:
                    assignments.append(assignment)
        self._fill_functions(nodes)
        self._fill_classes(nodes)
        self._fill_bindings()
        exports, stars, whole = self._exports(nodes)
        module = self.parsed.region.module or has_module_syntax(self.parsed)
        return UnitSummary(
            region=self.number,
            span=self.parsed.region.span,
            module=module,
            bindings=tuple(self.bindings),
            chains=self._interesting(chains),
            functions=tuple(self.functions),
            classes=tuple(self.classes),
            loads=tuple(loads),
            assignments=tuple(assignments),
            exports=tuple(exports),
            stars=tuple(stars),
            whole_export=whole,
            broken=self.parsed.broken,
            implicit_globals=tuple(
                (self.text(reference.node), self.parsed.span(reference.node))
                for reference in self.scopes.unresolved
                if reference.mode == "write"
            ),
        )

    # ---- values

    def value(self, node: Node | None, depth: int = 0) -> Value:
        """An expression as a value; what is not followed is `Opaque`."""
        if node is None:
            return Opaque(Span(0, 0), "missing")
        span = self.parsed.span(node)
        if depth > _DEEPEST:
            return Opaque(span, "deep")
        kind = node.type
        deeper = depth + 1
        if kind in _WRAPPERS:
            inner = _inner(node)
            return self.value(inner, deeper) if inner is not None else Opaque(span, kind)
        if kind in ("identifier", "shorthand_property_identifier", "type_identifier"):
            if (text := self.text(node)) == "undefined":
                return Literal(span, None, "undefined")
            return Name(span, text, self._binding_id(node))
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
            return New(
                span, self.value(node.child_by_field_name("constructor"), deeper), self._arguments(arguments, deeper), arguments_span
            )
        if kind == "await_expression":
            return Await(span, self.value(_inner(node), deeper))
        if kind == "object":
            return Object(span, tuple(self._properties(node, deeper)))
        if kind == "array":
            return Array(span, tuple(self.value(child, deeper) for child in _meaningful(node)))
        if kind == "spread_element":
            return Spread(span, self.value(_inner(node), deeper))
        if kind == "binary_expression":
            return self._binary(node, deeper)
        if kind == "ternary_expression":
            options = (node.child_by_field_name("consequence"), node.child_by_field_name("alternative"))
            return Choice(span, tuple(self.value(option, deeper) for option in options))
        if kind == "sequence_expression":
            last = _meaningful(node)[-1:]
            return self.value(last[0], deeper) if last else Opaque(span, kind)
        if kind in _FUNCTIONS and node.id in self.function_ids:
            return FunctionValue(span, self.function_ids[node.id])
        if kind in _CLASSES and node.id in self.class_ids:
            return ClassValue(span, self.class_ids[node.id])
        if kind == "assignment_expression":
            return self.value(node.child_by_field_name("right"), deeper)
        return Opaque(span, kind)

    def text(self, node: Node) -> str:
        return self.parsed.text(node)

    def _call(self, node: Node, depth: int) -> Value:
        span = self.parsed.span(node)
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is None or arguments is None or arguments.type != "arguments":
            return Opaque(span, "tagged-template")
        values = self._arguments(arguments, depth)
        if (load := self._load_of_call(node)) is not None:
            return load
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

    def _load_of_call(self, node: Node) -> Load | None:
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is None or arguments is None:
            return None
        given = _meaningful(arguments)
        if not given or given[0].type not in ("string", "template_string"):
            return None
        specifier = string_value(self.text(given[0]))
        if given[0].type == "template_string" and any(child.type == "template_substitution" for child in given[0].named_children):
            return None
        if function.type == "import":
            return Load(self.parsed.span(node), specifier, "import()")
        called = self.text(function)
        if function.type == "identifier" and is_require_like(called):
            declared = self.scopes.binding_of(function)
            # `const require = window.require` is still require; a function of the app by that name is not
            if declared is not None and declared.kind in ("function", "import", "param"):
                return None
            return Load(self.parsed.span(node), specifier, called)
        if function.type == "member_expression" and is_require_like(called) and len(called) < 60:
            owner = function.child_by_field_name("object")
            while owner is not None and owner.type in _WRAPPERS:
                owner = _inner(owner)
            if owner is not None and owner.type in ("identifier", "this") and self.text(owner) in GLOBAL_OBJECTS | {"this", "module"}:
                return Load(self.parsed.span(node), specifier, called)
        return None

    def _arguments(self, node: Node | None, depth: int) -> tuple[Value, ...]:
        return tuple(self.value(child, depth) for child in _meaningful(node)) if node is not None else ()

    def _template(self, node: Node, depth: int) -> Value:
        span = self.parsed.span(node)
        parts: list[str | Value] = []
        at = node.start_byte + 1
        for child in node.named_children:
            if child.type != "template_substitution":
                continue
            parts.append(self.parsed.source.text(Span(at, child.start_byte)))
            parts.append(self.value(_inner(child), depth))
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
            return Choice(span, (self.value(left, depth), self.value(right, depth)))
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
                        _key_text(self.text(key), key.type),
                        self.parsed.span(key),
                        self.value(child.child_by_field_name("value"), depth),
                    )
            elif child.type == "shorthand_property_identifier":
                yield Property(span, self.text(child), span, self.value(child, depth), shorthand=True)
            elif child.type == "spread_element":
                yield Spread(span, self.value(_inner(child), depth))
            elif child.type == "method_definition":
                name = child.child_by_field_name("name")
                if name is not None:
                    yield Property(span, _key_text(self.text(name), name.type), self.parsed.span(name), self.value(child, depth))

    # ---- numbering

    def _number(self, nodes: list[Node]) -> None:
        for node in nodes:
            if node.type in _FUNCTIONS:
                self.function_ids[node.id] = len(self.function_ids)
            elif node.type in _CLASSES:
                self.class_ids[node.id] = len(self.class_ids)
        for number, binding in enumerate(self.scopes.bindings):
            self.binding_ids[id(binding)] = number

    def _binding_id(self, node: Node) -> int:
        binding = self.scopes.binding_of(node)
        return GLOBAL if binding is None else self.binding_ids.get(id(binding), GLOBAL)

    def _function_of(self, node: Node) -> int | None:
        at = node.parent
        while at is not None:
            if at.type in _FUNCTIONS:
                return self.function_ids[at.id]
            at = at.parent
        return None

    # ---- chains

    def _chain(self, node: Node) -> Chain | None:
        root = _root(node)
        if root.type in ("identifier", "shorthand_property_identifier"):
            name = self.text(root)
            parent = root.parent
            if self.scopes.binding_of(root) is None:
                if name in load_node_table().browser_globals and name not in GLOBAL_OBJECTS:
                    return None
                if name in GLOBAL_OBJECTS and root == node:
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
        value = self.value(node)
        if isinstance(value, Literal | Opaque):
            return None
        use, target = self._use(node)
        return Chain(value, use, self._function_of(node), target)

    def _use(self, node: Node) -> tuple[Use, Value | None]:
        at, parent = node, node.parent
        while parent is not None and parent.type in _WRAPPERS:
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
        if kind == "binary_expression" and _only_tests(parent, at):
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
        if kind == "variable_declarator" and parent.child_by_field_name("value") == at:
            name = parent.child_by_field_name("name")
            return Use.DECLARED, self.value(name) if name is not None and name.type == "identifier" else None
        if kind in ("assignment_expression", "augmented_assignment_expression"):
            if parent.child_by_field_name("left") == at:
                return Use.WRITTEN, None
            return Use.ASSIGNED_FROM, self.value(parent.child_by_field_name("left"))
        if kind == "update_expression":
            return Use.WRITTEN, None
        if kind in ("export_statement", "export_specifier"):
            return Use.EXPORTED, None
        return Use.VALUE, None

    def _interesting(self, chains: list[Chain]) -> tuple[Chain, ...]:
        """Chains whose root can lead out of the unit: modules, parameters, globals, `this`, and names that hold such values."""
        exciting = {
            number
            for number, binding in enumerate(self.bindings)
            if binding.kind in ("import", "class", "function", "enum") or binding.parameter is not None
        }
        grew = True
        while grew:
            grew = False
            for number, binding in enumerate(self.bindings):
                if number not in exciting and any(_leads_out(bound.value, exciting) for bound in binding.values):
                    exciting.add(number)
                    grew = True
        return tuple(chain for chain in chains if _leads_out(chain.value, exciting))

    # ---- declarations

    def _fill_bindings(self) -> None:
        for binding in self.scopes.bindings:
            first = binding.declarations[0]
            values: list[Bound] = []
            parameter: tuple[int, int] | None = None
            for declaration in binding.declarations:
                bound, place = self._declared_value(binding, declaration)
                values.extend(bound)
                parameter = parameter or place
            for reference in binding.references:
                if reference.mode in ("write", "readwrite"):
                    values.append(self._written_value(reference.node))
            self.bindings.append(
                BindingFact(
                    binding.name, binding.kind, self.parsed.span(first), binding.scope is self.scopes.module, tuple(values), parameter
                )
            )

    def _declared_value(self, binding: Binding, name: Node) -> tuple[list[Bound], tuple[int, int] | None]:
        """What a declaration gives its name, walking up through patterns; or which parameter it is."""
        path: list[str] = []
        at, parent = name, name.parent
        while parent is not None:
            kind = parent.type
            if kind == "variable_declarator":
                given = parent.child_by_field_name("value")
                if given is None:
                    return self._loop_value(parent), None
                return [Bound(self.value(given), tuple(reversed(path)), self.parsed.span(parent))], None
            if kind in ("import_specifier", "namespace_import", "import_clause", "import_require_clause"):
                return self._imported(at if kind != "import_specifier" else parent, name), None
            if kind in _FUNCTIONS and parent.child_by_field_name("name") == at:
                return [Bound(FunctionValue(self.parsed.span(parent), self.function_ids[parent.id]), (), self.parsed.span(parent))], None
            if kind in _CLASSES and parent.child_by_field_name("name") == at:
                return [Bound(ClassValue(self.parsed.span(parent), self.class_ids[parent.id]), (), self.parsed.span(parent))], None
            if kind == "enum_declaration":
                return [Bound(self._enum(parent), (), self.parsed.span(parent))], None
            if kind in ("required_parameter", "optional_parameter", "formal_parameters") or (
                kind == "arrow_function" and parent.child_by_field_name("parameter") == at
            ):
                place = self._parameter_place(name)
                return ([Bound(Opaque(self.parsed.span(name), "pattern"), ("*",))] if path and place else []), (place if not path else None)
            if kind == "pair_pattern":
                key = parent.child_by_field_name("key")
                path.append(_key_text(self.text(key), key.type) or "*" if key is not None else "*")
            elif kind == "object_pattern":
                if at.type == "shorthand_property_identifier_pattern":
                    path.append(self.text(at))
                elif at.type == "object_assignment_pattern":
                    left = at.child_by_field_name("left")
                    path.append(self.text(left) if left is not None else "*")
                elif at.type == "rest_pattern":
                    path.append("...")
            elif kind == "array_pattern":
                path.append("*")
            elif kind in ("statement_block", "program", "class_body"):
                return [], None
            at, parent = parent, parent.parent
        return [], None

    def _loop_value(self, declarator: Node) -> list[Bound]:
        return []

    def _imported(self, clause: Node, name: Node) -> list[Bound]:
        statement: Node | None = clause
        while statement is not None and statement.type != "import_statement":
            statement = statement.parent
        if statement is None:
            return []
        source = statement.child_by_field_name("source") or next(
            (child.child_by_field_name("source") for child in statement.named_children if child.type == "import_require_clause"), None
        )
        if source is None:
            return []
        load = Load(self.parsed.span(statement), string_value(self.text(source)), "import")
        if clause.type == "import_specifier":
            imported = clause.child_by_field_name("name")
            return [Bound(load, (self.text(imported),) if imported is not None else (), self.parsed.span(clause))]
        parent = name.parent
        if parent is not None and parent.type in ("namespace_import", "import_require_clause"):
            return [Bound(load, (), self.parsed.span(parent))]
        return [Bound(load, ("default",), self.parsed.span(name))]

    def _enum(self, node: Node) -> Value:
        body = node.child_by_field_name("body")
        properties = []
        for child in body.named_children if body is not None else ():
            if child.type == "enum_assignment":
                key, given = child.child_by_field_name("name"), child.child_by_field_name("value")
                if key is not None:
                    properties.append(
                        Property(self.parsed.span(child), _key_text(self.text(key), key.type), self.parsed.span(key), self.value(given))
                    )
        return Object(self.parsed.span(node), tuple(properties))

    def _parameter_place(self, name: Node) -> tuple[int, int] | None:
        at: Node | None = name
        while at is not None and (at.parent is None or at.parent.type not in _FUNCTIONS):
            at = at.parent
            if at is not None and at.type == "formal_parameters" and at.parent is not None and at.parent.type not in _FUNCTIONS:
                return None
        if at is None or at.parent is None or at.parent.id not in self.function_ids:
            return None
        function = self.function_ids[at.parent.id]
        if at.type != "formal_parameters":
            return function, 0
        for index, parameter in enumerate(_meaningful(at)):
            if parameter.start_byte <= name.start_byte < parameter.end_byte:
                return function, index
        return None

    def _written_value(self, name: Node) -> Bound:
        path: list[str] = []
        at, parent = name, name.parent
        while parent is not None and parent.type in (
            "pair_pattern",
            "object_pattern",
            "array_pattern",
            "object_assignment_pattern",
            "assignment_pattern",
        ):
            if parent.type == "pair_pattern":
                key = parent.child_by_field_name("key")
                path.append(_key_text(self.text(key), key.type) or "*" if key is not None else "*")
            elif parent.type == "object_pattern" and at.type == "shorthand_property_identifier_pattern":
                path.append(self.text(at))
            elif parent.type == "array_pattern":
                path.append("*")
            at, parent = parent, parent.parent
        if parent is not None and parent.type == "assignment_expression" and parent.child_by_field_name("left") == at:
            return Bound(self.value(parent.child_by_field_name("right")), tuple(reversed(path)), self.parsed.span(parent))
        return Bound(Opaque(self.parsed.span(name), "written"), (), self.parsed.span(name))

    def _fill_functions(self, nodes: list[Node]) -> None:
        returns: dict[int, list[Node]] = {}
        uses_arguments: set[int] = set()
        for node in nodes:
            if node.type == "return_statement" and (given := _meaningful(node)):
                owner = self._function_of(node)
                if owner is not None:
                    returns.setdefault(owner, []).append(given[0])
            elif node.type == "identifier" and self.text(node) == "arguments":
                at = node.parent
                while at is not None and (at.type not in _FUNCTIONS or at.type == "arrow_function"):
                    at = at.parent
                if at is not None:
                    uses_arguments.add(self.function_ids[at.id])
        for node in nodes:
            if node.type not in _FUNCTIONS:
                continue
            number = self.function_ids[node.id]
            body = node.child_by_field_name("body")
            given_back = returns.get(number, [])
            if node.type == "arrow_function" and body is not None and body.type != "statement_block":
                given_back = [body]
            name = node.child_by_field_name("name")
            self.functions.append(
                FunctionFact(
                    span=self.parsed.span(node),
                    name=self.text(name) if name is not None else "",
                    parameters=tuple(self._parameters(node)),
                    is_async=any(child.type == "async" for child in node.children),
                    parent=self._function_of(node),
                    returns=tuple(self.value(one) for one in given_back),
                    uses_arguments=number in uses_arguments,
                    owner=self._owner(node),
                )
            )

    def _parameters(self, node: Node) -> Iterator[ParameterFact]:
        single = node.child_by_field_name("parameter")
        listed = node.child_by_field_name("parameters")
        for child in [single] if single is not None else _meaningful(listed):
            pattern = child.child_by_field_name("pattern") if child.type in ("required_parameter", "optional_parameter") else child
            if pattern is None:
                continue
            rest = pattern.type == "rest_pattern"
            plain = pattern.type == "identifier"
            binding = self.scopes.binding_of(pattern) if plain else None
            yield ParameterFact(
                span=self.parsed.span(child),
                name=self.text(pattern) if plain else "",
                binding=self._binding_id(pattern) if plain else GLOBAL,
                rest=rest,
                used=binding is None or bool(binding.references),
            )

    def _owner(self, node: Node) -> int | None:
        body = node.parent
        if node.type != "method_definition" or body is None or body.parent is None:
            return None
        return self.class_ids.get(body.parent.id)

    def _fill_classes(self, nodes: list[Node]) -> None:
        for node in nodes:
            if node.type not in _CLASSES:
                continue
            heritage = next((child for child in node.named_children if child.type == "class_heritage"), None)
            extends = None
            if heritage is not None:
                clause = next((child for child in heritage.named_children if child.type == "extends_clause"), None)
                written = _meaningful(heritage)
                base = clause.child_by_field_name("value") if clause is not None else written[0] if written else None
                extends = self.value(base) if base is not None else None
            call = self._super_call(node)
            arguments = call.child_by_field_name("arguments") if call is not None else None
            name = node.child_by_field_name("name")
            self.classes.append(
                ClassFact(
                    span=self.parsed.span(node),
                    name=self.text(name) if name is not None else "",
                    extends=extends,
                    super_arguments=self._arguments(arguments, 0) if call is not None else None,
                    super_span=self.parsed.span(call) if call is not None else None,
                    fields=tuple(self._fields(node)),
                )
            )

    def _super_call(self, node: Node) -> Node | None:
        for inner in _walk(node):
            function = inner.child_by_field_name("function") if inner.type == "call_expression" else None
            if function is not None and function.type == "super":
                return inner
        return None

    def _fields(self, node: Node) -> Iterator[tuple[str, Value]]:
        body = node.child_by_field_name("body")
        for child in body.named_children if body is not None else ():
            name = child.child_by_field_name("name") or child.child_by_field_name("property")
            if child.type in ("public_field_definition", "field_definition") and name is not None:
                given = child.child_by_field_name("value")
                if given is not None:
                    yield self.text(name), self.value(given)
            elif child.type == "method_definition" and name is not None:
                yield self.text(name), self.value(child)

    def _assignment(self, node: Node) -> Assignment | None:
        left = node.child_by_field_name("left")
        if left is None or left.type not in ("member_expression", "subscript_expression"):
            return None
        target = self.value(left)
        if not isinstance(target, Member):
            return None
        return Assignment(
            self.parsed.span(node), target.object, target.name, self.value(node.child_by_field_name("right")), self._function_of(node)
        )

    # ---- modules

    def _loads(self, node: Node) -> Iterator[Load]:
        if node.type == "call_expression":
            load = self._load_of_call(node)
            if load is not None:
                yield load
            return
        if node.type == "import_require_clause":
            return
        if any(child.type == "type" for child in node.children):
            return
        source = node.child_by_field_name("source") or next(
            (child.child_by_field_name("source") for child in node.named_children if child.type == "import_require_clause"), None
        )
        if source is None or (node.type == "import_statement" and (_only_types(node) or self._is_erased(node))):
            return
        yield Load(self.parsed.span(node), string_value(self.text(source)), "import" if node.type == "import_statement" else "export")

    def _is_erased(self, statement: Node) -> bool:
        """True for an import in TypeScript whose names stand in types only: the compiler leaves nothing of it."""
        if self.parsed.region.language is not Language.TYPESCRIPT and not self.parsed.source.path.endswith(".tsx"):
            return False
        names = [node for node in _walk(statement) if node.type == "identifier"]
        bindings = [binding for name in names if (binding := self.scopes.binding_of(name)) is not None]
        return bool(bindings) and all(
            binding.references and all(reference.mode == "type" for reference in binding.references) for binding in bindings
        )

    def _exports(self, nodes: list[Node]) -> tuple[list[tuple[str, Bound]], list[Load], Value | None]:
        exports: list[tuple[str, Bound]] = []
        stars: list[Load] = []
        whole: Value | None = None
        for node in nodes:
            if node.type == "export_statement":
                self._export_statement(node, exports, stars)
            elif node.type == "assignment_expression":
                left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
                if left is None or left.type not in ("member_expression", "identifier"):
                    continue
                text = self.text(left)
                if text == "module.exports":
                    whole = self.value(right)
                elif text.startswith(("module.exports.", "exports.")):
                    name = text.split("exports.", 1)[1]
                    if name.isidentifier():
                        exports.append((name, Bound(self.value(right), (), self.parsed.span(node))))
        return exports, stars, whole

    def _export_statement(self, node: Node, exports: list[tuple[str, Bound]], stars: list[Load]) -> None:
        if any(child.type == "type" for child in node.children):
            return
        span = self.parsed.span(node)
        source = node.child_by_field_name("source")
        declaration, default = node.child_by_field_name("declaration"), node.child_by_field_name("value")
        load = Load(span, string_value(self.text(source)), "export") if source is not None else None
        if declaration is not None:
            if any(child.type == "default" for child in node.children):
                exports.append(("default", Bound(self.value(declaration), (), span)))
                return
            for declared in self._declared_names(declaration):
                given = Name(self.parsed.span(declared), self.text(declared), self._binding_id(declared))
                exports.append((given.name, Bound(given, (), span)))
        elif default is not None:
            exports.append(("default", Bound(self.value(default), (), span)))
        for child in node.named_children:
            if child.type == "export_clause":
                for specifier in child.named_children:
                    name, alias = specifier.child_by_field_name("name"), specifier.child_by_field_name("alias")
                    if name is None:
                        continue
                    exported = self.text(alias if alias is not None else name)
                    if load is not None:
                        exports.append((exported, Bound(load, (self.text(name),), span)))
                    else:
                        exports.append((exported, Bound(self.value(name), (), span)))
            elif child.type == "namespace_export" and load is not None and child.named_children:
                exports.append((self.text(child.named_children[0]), Bound(load, (), span)))
        if load is not None and any(child.type == "*" for child in node.children):
            stars.append(load)

    def _declared_names(self, declaration: Node) -> list[Node]:
        name = declaration.child_by_field_name("name")
        if name is not None:
            return [name]
        names: list[Node] = []
        for declarator in declaration.named_children:
            if declarator.type != "variable_declarator":
                continue
            pattern = declarator.child_by_field_name("name")
            stack = [pattern] if pattern is not None else []
            while stack:
                node = stack.pop()
                if node.type in ("identifier", "shorthand_property_identifier_pattern"):
                    names.append(node)
                elif node.type == "pair_pattern":
                    inner = node.child_by_field_name("value")
                    if inner is not None:
                        stack.append(inner)
                else:
                    stack.extend(node.named_children)
        return names


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


def _walk(root: Node) -> Iterator[Node]:
    """Every named node in order of offset, parents first."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.named_children))


def _meaningful(node: Node | None) -> list[Node]:
    return [child for child in node.named_children if child.type != "comment"] if node is not None else []


def _inner(node: Node) -> Node | None:
    children = _meaningful(node)
    if not children:
        return None
    return children[-1] if node.type == "type_assertion" else children[0]


def _only_tests(parent: Node, operand: Node) -> bool:
    """True for a comparison, and for the left side of `&&`."""
    operator = parent.child_by_field_name("operator")
    sign = operator.type if operator is not None else ""
    return sign in ("==", "===", "!=", "!==") or (sign == "&&" and parent.child_by_field_name("left") == operand)


def _extends_chain(node: Node, parent: Node) -> bool:
    kind = parent.type
    if kind in ("member_expression", "subscript_expression"):
        return parent.child_by_field_name("object") == node
    if kind == "call_expression":
        return parent.child_by_field_name("function") == node
    if kind == "new_expression":
        return parent.child_by_field_name("constructor") == node
    return False


def _is_maximal(node: Node) -> bool:
    at, parent = node, node.parent
    while parent is not None and parent.type in _WRAPPERS:
        at, parent = parent, parent.parent
    return parent is None or not _extends_chain(at, parent)


def _root(node: Node) -> Node:
    while True:
        if node.type in ("member_expression", "subscript_expression"):
            inner = node.child_by_field_name("object")
        elif node.type == "call_expression":
            inner = node.child_by_field_name("function")
        elif node.type == "new_expression":
            inner = node.child_by_field_name("constructor")
        elif node.type in _WRAPPERS:
            inner = _inner(node)
        else:
            return node
        if inner is None:
            return node
        node = inner


def _declares(name: Node, parent: Node) -> bool:
    """True for an identifier that is being declared, or is the key of something: no use of a value."""
    if parent.type in (
        "variable_declarator",
        *_FUNCTIONS,
        *_CLASSES,
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
    while depth < _DEEPEST:
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
            case Load() | This() | Object() | FunctionValue() | ClassValue():
                return True
            case _:
                return False
    return False


def _key_text(text: str, kind: str) -> str | None:
    if kind == "computed_property_name":
        inner = text[1:-1].strip()
        return string_value(inner) if inner[:1] in "'\"" and inner[-1:] == inner[:1] and len(inner) > 1 else None
    return string_value(text) if kind == "string" else text


def _number_literal(span: Span, text: str) -> Value:
    try:
        return Literal(span, float(text.replace("_", "")) if not text.startswith(("0x", "0X")) else float(int(text, 16)), "number")
    except ValueError:
        return Opaque(span, "number")


def _only_types(node: Node) -> bool:
    """True for `import { type A, type B } from 'x'`: nothing of it is left at run time."""
    clause = next((child for child in node.named_children if child.type == "import_clause"), None)
    if clause is None or len(_meaningful(clause)) != 1 or clause.named_children[0].type != "named_imports":
        return False
    specifiers = _meaningful(clause.named_children[0])
    return bool(specifiers) and all(any(child.type == "type" for child in one.children) for one in specifiers)
