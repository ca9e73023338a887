"""What one script declares: names with what they hold, functions, classes, fields that are assigned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tree_sitter import Node

from electron_migrate.code.scope import Binding
from electron_migrate.facts.forwarders import forwarded_call
from electron_migrate.facts.hooks import Kept
from electron_migrate.facts.lowering import CLASSES, FUNCTIONS, Lowering, key_text, meaningful, string_value, walk
from electron_migrate.facts.summary import (
    GLOBAL,
    Assignment,
    BindingFact,
    Bound,
    ClassFact,
    ClassValue,
    FunctionFact,
    FunctionValue,
    Literal,
    Load,
    Member,
    Name,
    Object,
    Opaque,
    Parameter,
    ParameterFact,
    Property,
    Value,
)


@dataclass(frozen=True, slots=True)
class Declarations:
    """Reads the declarations of one script."""

    low: Lowering
    hooks: Mapping[int, Kept] = field(default_factory=dict)
    """By the node of the name that gets what a hook keeps."""

    def bindings(self) -> tuple[BindingFact, ...]:
        """Every name that the script declares, by number."""
        found: list[BindingFact] = []
        for binding in self.low.scopes.bindings:
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
            found.append(
                BindingFact(
                    binding.name,
                    binding.kind,
                    self.low.parsed.span(first),
                    binding.scope is self.low.scopes.module,
                    tuple(values),
                    parameter,
                    self._type_of(first),
                )
            )
        return tuple(found)

    def _declared_value(self, binding: Binding, name: Node) -> tuple[list[Bound], tuple[int, int] | None]:
        """What a declaration gives its name, walking up through patterns; or which parameter it is."""
        path: list[str] = []
        at, parent = name, name.parent
        while parent is not None:
            kind = parent.type
            if kind == "variable_declarator":
                given = parent.child_by_field_name("value")
                if given is None:
                    return [], None
                if (kept := self.hooks.get(name.id)) is not None:
                    return [Bound(self._kept(kept), (), self.low.parsed.span(parent))], None
                return [Bound(self.low.value(given), tuple(reversed(path)), self.low.parsed.span(parent))], None
            if kind in ("import_specifier", "namespace_import", "import_clause", "import_require_clause"):
                return self._imported(at if kind != "import_specifier" else parent, name), None
            if kind in FUNCTIONS and parent.child_by_field_name("name") == at:
                return [
                    Bound(FunctionValue(self.low.parsed.span(parent), self.low.function_ids[parent.id]), (), self.low.parsed.span(parent))
                ], None
            if kind in CLASSES and parent.child_by_field_name("name") == at:
                return [
                    Bound(ClassValue(self.low.parsed.span(parent), self.low.class_ids[parent.id]), (), self.low.parsed.span(parent))
                ], None
            if kind == "enum_declaration":
                return [Bound(self._enum(parent), (), self.low.parsed.span(parent))], None
            if kind in ("required_parameter", "optional_parameter", "formal_parameters") or (
                kind == "arrow_function" and parent.child_by_field_name("parameter") == at
            ):
                place = self._parameter_place(name)
                if path and place is not None:
                    return [Bound(Parameter(self.low.parsed.span(at), *place), tuple(reversed(path)), self.low.parsed.span(parent))], None
                given = parent.child_by_field_name("value") if kind != "formal_parameters" else None
                return ([Bound(self.low.value(given), (), self.low.parsed.span(parent))] if given is not None else []), place
            if kind == "pair_pattern":
                key = parent.child_by_field_name("key")
                path.append(key_text(self.low.text(key), key.type) or "*" if key is not None else "*")
            elif kind == "object_pattern":
                if at.type == "shorthand_property_identifier_pattern":
                    path.append(self.low.text(at))
                elif at.type == "object_assignment_pattern":
                    left = at.child_by_field_name("left")
                    path.append(self.low.text(left) if left is not None else "*")
                elif at.type == "rest_pattern":
                    path.append("...")
            elif kind == "array_pattern":
                path.append("*")
            elif kind in ("statement_block", "program", "class_body"):
                return [], None
            at, parent = parent, parent.parent
        return [], None

    def _kept(self, kept: Kept) -> Value:
        value = self.low.value(kept.value)
        if not kept.member:
            return value
        return Object(self.low.parsed.span(kept.call), (Property(value.span, kept.member, value),))

    def _type_of(self, name: Node) -> Name | Member | None:
        """The named type that the declaration of a variable, parameter or field gives it."""
        holder = name.parent
        if holder is None or name not in (holder.child_by_field_name("pattern"), holder.child_by_field_name("name")):
            return None
        annotation = holder.child_by_field_name("type")
        return self._named_type(annotation) if annotation is not None and annotation.type == "type_annotation" else None

    def _named_type(self, node: Node) -> Name | Member | None:
        inner = meaningful(node)
        if node.type == "union_type":
            inner = [child for child in inner if child.type != "literal_type"]
        if len(inner) != 1:
            return None
        given = inner[0]
        if given.type == "union_type":
            return self._named_type(given)
        if given.type == "nested_type_identifier":
            module, last = given.child_by_field_name("module"), given.child_by_field_name("name")
            owner = self.low.value(module)
            if last is not None and isinstance(owner, Name):
                return Member(self.low.parsed.span(given), owner, self.low.text(last), self.low.parsed.span(last))
        found = self.low.value(given) if given.type == "type_identifier" else None
        return found if isinstance(found, Name) else None

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
        load = Load(self.low.parsed.span(statement), string_value(self.low.text(source)), "import")
        if clause.type == "import_specifier":
            imported = clause.child_by_field_name("name")
            return [Bound(load, (self.low.text(imported),) if imported is not None else (), self.low.parsed.span(clause))]
        parent = name.parent
        if parent is not None and parent.type in ("namespace_import", "import_require_clause"):
            return [Bound(load, (), self.low.parsed.span(parent))]
        return [Bound(load, ("default",), self.low.parsed.span(name))]

    def _enum(self, node: Node) -> Value:
        body = node.child_by_field_name("body")
        properties = []
        for child in body.named_children if body is not None else ():
            if child.type == "enum_assignment":
                key, given = child.child_by_field_name("name"), child.child_by_field_name("value")
                if key is not None:
                    properties.append(
                        Property(
                            self.low.parsed.span(child),
                            key_text(self.low.text(key), key.type),
                            self.low.value(given),
                        )
                    )
        return Object(self.low.parsed.span(node), tuple(properties))

    def _parameter_place(self, name: Node) -> tuple[int, int] | None:
        at: Node | None = name
        while at is not None and (at.parent is None or at.parent.type not in FUNCTIONS):
            at = at.parent
            if at is not None and at.type == "formal_parameters" and at.parent is not None and at.parent.type not in FUNCTIONS:
                return None
        if at is None or at.parent is None or at.parent.id not in self.low.function_ids:
            return None
        function = self.low.function_ids[at.parent.id]
        if at.type != "formal_parameters":
            return function, 0
        for index, parameter in enumerate(meaningful(at)):
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
                path.append(key_text(self.low.text(key), key.type) or "*" if key is not None else "*")
            elif parent.type == "object_pattern" and at.type == "shorthand_property_identifier_pattern":
                path.append(self.low.text(at))
            elif parent.type == "array_pattern":
                path.append("*")
            at, parent = parent, parent.parent
        if parent is not None and parent.type == "assignment_expression" and parent.child_by_field_name("left") == at:
            return Bound(self.low.value(parent.child_by_field_name("right")), tuple(reversed(path)), self.low.parsed.span(parent))
        return Bound(Opaque(self.low.parsed.span(name), "written"), (), self.low.parsed.span(name))

    def functions(self, nodes: list[Node]) -> tuple[FunctionFact, ...]:
        """Every function, by number."""
        found: list[FunctionFact] = []
        returns: dict[int, list[Node]] = {}
        uses_arguments: set[int] = set()
        for node in nodes:
            if node.type == "return_statement" and (given := meaningful(node)):
                owner = self.low.function_of(node)
                if owner is not None:
                    returns.setdefault(owner, []).append(given[0])
            elif node.type == "identifier" and self.low.text(node) == "arguments":
                at = node.parent
                while at is not None and (at.type not in FUNCTIONS or at.type == "arrow_function"):
                    at = at.parent
                if at is not None:
                    uses_arguments.add(self.low.function_ids[at.id])
        for node in nodes:
            if node.type not in FUNCTIONS:
                continue
            number = self.low.function_ids[node.id]
            body = node.child_by_field_name("body")
            given_back = returns.get(number, [])
            if node.type == "arrow_function" and body is not None and body.type != "statement_block":
                given_back = [body]
            name = node.child_by_field_name("name")
            forwarded = forwarded_call(node)
            found.append(
                FunctionFact(
                    span=self.low.parsed.span(node),
                    name=self.low.text(name) if name is not None else "",
                    parameters=tuple(self._parameters(node)),
                    is_async=any(child.type == "async" for child in node.children),
                    parent=self.low.function_of(node),
                    returns=tuple(self.low.value(one) for one in given_back),
                    uses_arguments=number in uses_arguments,
                    owner=self._owner(node),
                    answers_once=_answers_once(node, body, given_back),
                    getter=any(child.type == "get" for child in node.children),
                    forwards=self.low.value(forwarded[0]) if forwarded is not None else None,
                    forwards_result=forwarded is not None and forwarded[1],
                )
            )
        return tuple(found)

    def _parameters(self, node: Node) -> Iterator[ParameterFact]:
        single = node.child_by_field_name("parameter")
        listed = node.child_by_field_name("parameters")
        for child in [single] if single is not None else meaningful(listed):
            pattern = child.child_by_field_name("pattern") if child.type in ("required_parameter", "optional_parameter") else child
            if pattern is None:
                continue
            rest = pattern.type == "rest_pattern"
            plain = pattern.type == "identifier"
            binding = self.low.scopes.binding_of(pattern) if plain else None
            yield ParameterFact(
                span=self.low.parsed.span(child),
                name=self.low.text(pattern) if plain else "",
                binding=self.low.binding_id(pattern) if plain else GLOBAL,
                rest=rest,
                used=binding is None or bool(binding.references),
            )

    def _owner(self, node: Node) -> int | None:
        body = node.parent
        if node.type != "method_definition" or body is None or body.parent is None:
            return None
        return self.low.class_ids.get(body.parent.id)

    def classes(self, nodes: list[Node]) -> tuple[ClassFact, ...]:
        """Every class, by number."""
        found: list[ClassFact] = []
        for node in nodes:
            if node.type not in CLASSES:
                continue
            heritage = next((child for child in node.named_children if child.type == "class_heritage"), None)
            extends = None
            if heritage is not None:
                clause = next((child for child in heritage.named_children if child.type == "extends_clause"), None)
                written = meaningful(heritage)
                base = clause.child_by_field_name("value") if clause is not None else written[0] if written else None
                extends = self.low.value(base) if base is not None else None
            call = self._super_call(node)
            arguments = call.child_by_field_name("arguments") if call is not None else None
            name = node.child_by_field_name("name")
            found.append(
                ClassFact(
                    span=self.low.parsed.span(node),
                    name=self.low.text(name) if name is not None else "",
                    extends=extends,
                    super_arguments=self.low.arguments(arguments, 0) if call is not None else None,
                    super_span=self.low.parsed.span(call) if call is not None else None,
                    fields=tuple(self._fields(node)),
                    typed=tuple(self._typed_fields(node)),
                )
            )
        return tuple(found)

    def _super_call(self, node: Node) -> Node | None:
        for inner in walk(node):
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
                    yield self.low.text(name), self.low.value(given)
            elif child.type == "method_definition" and name is not None and not any(one.type == "set" for one in child.children):
                yield self.low.text(name), self.low.value(child)
                if self.low.text(name) == "constructor":
                    yield from self._parameter_properties(child)

    def _parameter_properties(self, constructor: Node) -> Iterator[tuple[str, Value]]:
        """`constructor(private x: T)` declares the field `x`, and gives it what is passed."""
        for child in meaningful(constructor.child_by_field_name("parameters")):
            pattern = child.child_by_field_name("pattern")
            if (
                pattern is not None
                and pattern.type == "identifier"
                and any(one.type in ("accessibility_modifier", "readonly", "override_modifier") for one in child.children)
            ):
                yield self.low.text(pattern), self.low.value(pattern)

    def _typed_fields(self, node: Node) -> Iterator[tuple[str, Name | Member]]:
        body = node.child_by_field_name("body")
        for child in body.named_children if body is not None else ():
            name = child.child_by_field_name("name") or child.child_by_field_name("property")
            if child.type in ("public_field_definition", "field_definition") and name is not None:
                given = self._type_of(name)
                if given is not None:
                    yield self.low.text(name), given

    def assignment(self, node: Node) -> Assignment | None:
        """`object.name = value`; None for an assignment of another form."""
        left = node.child_by_field_name("left")
        if left is None or left.type not in ("member_expression", "subscript_expression"):
            return None
        target = self.low.value(left)
        if not isinstance(target, Member):
            return None
        return Assignment(
            self.low.parsed.span(node),
            target.object,
            target.name,
            self.low.value(node.child_by_field_name("right")),
            self.low.function_of(node),
        )


    def preload_attribute(self, node: Node) -> Assignment | None:
        """`view.setAttribute('preload', value)`, which is the assignment of an element's property; None for any other call."""
        called, arguments = node.child_by_field_name("function"), meaningful(node.child_by_field_name("arguments"))
        method = self.low.value(called) if called is not None and called.type == "member_expression" else None
        if not isinstance(method, Member) or method.name != "setAttribute" or len(arguments) != 2:
            return None
        name = self.low.value(arguments[0])
        if not isinstance(name, Literal) or name.value != "preload":
            return None
        return Assignment(self.low.parsed.span(node), method.object, "preload", self.low.value(arguments[1]), self.low.function_of(node))


def _answers_once(function: Node, body: Node | None, returned: list[Node]) -> bool:
    if body is None or len(returned) != 1 or any(child.type == "*" for child in function.children) or function.type.startswith("generator"):
        return False
    if body.type != "statement_block":
        return True
    last = meaningful(body)[-1:]
    return (
        bool(last)
        and last[0].type == "return_statement"
        and not any(node.type == "return_statement" for node in _own(body) if node != last[0])
    )


def _own(body: Node) -> Iterator[Node]:
    """The nodes of a function's body that are not those of a function inside it."""
    stack = list(body.named_children)
    while stack:
        node = stack.pop()
        yield node
        if node.type not in FUNCTIONS:
            stack.extend(node.named_children)
