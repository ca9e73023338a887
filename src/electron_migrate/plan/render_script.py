"""A script that is being added to: every change is an insertion at a place found in its syntax tree, and the tree is made anew after it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import takewhile

from tree_sitter import Node

from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.scope import Scopes, resolve_names
from electron_migrate.code.source import Source
from electron_migrate.code.style import Style
from electron_migrate.plan.render_model import CannotRenderError, ModuleKind
from electron_migrate.plan.render_style import descendants, dressed, quoted, string_value, tokens, tokens_of, with_names, without_types


class Script:
    """One file under construction. `raw` is None for a file that does not exist yet: it starts with the line `heading`."""

    def __init__(self, path: str, raw: bytes | None, *, heading: str, style: Style, kind: ModuleKind) -> None:
        self.path = path
        self.is_new = raw is None
        self.style = style
        source = Source.of(path, raw or b"")
        self.kind = kind
        self.bom = source.bom
        self.newline = style.newline if raw is None else source.newline
        self.data = source.data
        if raw is None:
            self.data = self._encoded(heading)
        elif self.parsed.broken:
            raise CannotRenderError(f"{path} has syntax errors, so nothing can be added to it")

    @property
    def raw(self) -> bytes:
        return self.bom + self.data

    @cached_property
    def parsed(self) -> Parsed:
        source = Source.of(self.path, self.data)
        return parse(source, regions(source)[0])

    @cached_property
    def scopes(self) -> Scopes:
        return resolve_names(self.parsed)

    @property
    def statements(self) -> list[Node]:
        """The top-level statements, without comments."""
        return [node for node in self.parsed.root.named_children if node.type not in ("comment", "hash_bang_line")]

    def text(self, node: Node) -> str:
        return self.parsed.text(node)

    def string(self, node: Node | None) -> str | None:
        """The value of a literal without substitutions."""
        return string_value(self.text(node)) if node is not None and node.type in ("string", "template_string") else None

    def nodes(self, kind: str) -> Iterator[Node]:
        return (node for node in descendants(self.parsed.root) if node.type == kind)

    def calls(self) -> Iterator[tuple[Node, str, list[Node]]]:
        """Every call with the text of what is called, and its arguments."""
        for call in self.nodes("call_expression"):
            function, arguments = call.child_by_field_name("function"), call.child_by_field_name("arguments")
            if function is not None and arguments is not None:
                yield call, self.text(function), [node for node in arguments.named_children if node.type != "comment"]

    def top_level(self, node: Node) -> Node:
        """The top-level statement around a node."""
        while node.parent is not None and node.parent.parent is not None:
            node = node.parent
        return node

    def declared(self, name: str) -> Node | None:
        """The declarator or function declaration of a top-level name, exported or not."""
        for statement in self.statements:
            declaration = statement.child_by_field_name("declaration") or statement
            for node in (declaration, *declaration.named_children):
                declared = node.child_by_field_name("name")
                if node.type in ("variable_declarator", "function_declaration") and declared is not None and self.text(declared) == name:
                    return node
        return None

    def free_name(self, wanted: str) -> str:
        """`wanted`, or a name like it, that means nothing in this script yet."""
        taken = set(self.scopes.module.names) | {self.text(reference.node) for reference in self.scopes.unresolved}
        prefix = "Bridge" if wanted[0].isupper() else "bridge"
        candidates = [wanted, f"{prefix}{wanted[0].upper()}{wanted[1:]}", *(f"{wanted}{number}" for number in range(2, 100))]
        return next(name for name in candidates if name not in taken)

    def dressed(self, code: str, names: Mapping[str, str] | None = None, *, around: tuple[str, str] = ("", "")) -> str:
        """A canonical snippet as this file would write it: `names` gives what the file calls things."""
        return dressed(with_names(self.plain(code, around=around), names or {}, around=around), self.style, around=around)

    def plain(self, code: str, *, around: tuple[str, str] = ("", "")) -> str:
        """A canonical snippet in the language of this file: no types in JavaScript, no `export` in CommonJS."""
        if self.kind is ModuleKind.COMMONJS:
            code = re.sub(r"^export ", "", code, flags=re.MULTILINE)
        return code if self.kind is ModuleKind.TYPESCRIPT else without_types(code, around=around)

    def insert(self, at: int, text: str) -> None:
        self.replace(at, at, text)

    def replace(self, start: int, end: int, text: str) -> None:
        self.data = self.data[:start] + self._encoded(text) + self.data[end:]
        self.__dict__.pop("parsed", None)
        self.__dict__.pop("scopes", None)

    def add_last(self, code: str) -> None:
        """Puts dressed `code` at the end of the file, a blank line above it."""
        body = self.data.rstrip()
        following = "\n" if self.is_new or not body or b"\n" in self.data[len(body) :] else ""
        self.replace(len(body), len(self.data), ("\n\n" if body else "") + code + following)

    def add_before(self, statement: Node, code: str) -> None:
        """Puts `code` and a blank line above a top-level statement and its comments."""
        self.insert(self.start_with_comments(statement), code + self._guard(statement, code) + "\n\n")

    def add_after(self, statement: Node, code: str, *, blank: bool = True) -> None:
        """Puts `code` below the line on which a top-level statement ends."""
        line_end = self.line_end(statement)
        following = next((node for node in self.statements if node.start_byte >= line_end), None)
        same_line = b"\n" not in self.data[line_end : following.start_byte] if following is not None else False
        open_end = following is not None and b";" not in self.data[line_end : following.start_byte]
        guarded = code + (self._guard(following, code) if following is not None and open_end else "")
        gap = "\n\n" if blank else "\n"
        self.insert(line_end, gap + guarded + ("\n" if same_line else ""))

    def start_with_comments(self, node: Node) -> int:
        """Where a node begins, counting the comments on the lines right above it."""
        start = node.start_byte
        while True:
            before = node.prev_sibling
            own_line = before is not None and not self._line_before(before.start_byte).strip()
            if before is None or before.type != "comment" or not own_line or self.data[before.end_byte : start].count(b"\n") != 1:
                return start
            node, start = before, before.start_byte

    def line_end(self, node: Node) -> int:
        """Where the line that a node ends on ends, or the node itself where another follows on it."""
        end, after = node.end_byte, node.next_sibling
        last = node.children[-1] if node.child_count > 1 else node
        before_last = last.prev_sibling
        if last.type == ";" and before_last is not None and before_last.end_point.row != last.start_point.row:
            return before_last.end_byte  # the semicolon opens the next line, as `;[1].map()`
        if after is not None and after.type in (";", ",") and b"\n" not in self.data[end : after.start_byte]:
            end, after = after.end_byte, after.next_sibling
        if after is not None and after.type == "comment" and b"\n" not in self.data[end : after.end_byte]:
            end = after.end_byte
        return end

    def indentation(self, node: Node) -> str:
        """The whitespace that the line of a node begins with."""
        line = self._line_before(node.start_byte)
        return line[: len(line) - len(line.lstrip())]

    def add_element(self, container: Node, text: str, before: Node | None, *, separator: str = ",", spaced: bool = True) -> None:
        """Adds an element to the braces or brackets of `container`, before one of its elements or at its end.

        With separator `;` (the members of a type) `text` ends its own line.
        """
        elements = [node for node in container.named_children if node.type != "comment"]
        opening = container.children[0]
        first = container.children[1]
        multi_line = b"\n" in self.data[opening.end_byte : first.start_byte]
        if not multi_line and "\n" in text and not elements:
            multi_line = True
        if not multi_line:
            self._add_inline(container, text, before, elements, separator=separator, spaced=spaced)
            return
        comma = "" if separator == ";" else separator
        if before is not None:
            indent = self.indentation(before)
            self.insert(self.start_with_comments(before), _indented(text, indent) + comma + "\n" + indent)
        elif elements:
            last, indent = elements[-1], self.indentation(elements[-1])
            has_comma = last.next_sibling is not None and last.next_sibling.type == ","
            self.insert(self.line_end(last), "\n" + indent + _indented(text, indent) + (comma if has_comma else ""))
            if comma and not has_comma:
                self.insert(last.end_byte, comma)
        else:
            outer = self.indentation(container)
            indent = outer + self.style.indent
            tail = self.data[opening.end_byte : container.children[-1].start_byte].decode().rstrip()
            ending = comma if self.style.trailing_comma else ""
            self.replace(opening.end_byte, container.children[-1].start_byte, f"{tail}\n{indent}{_indented(text, indent)}{ending}\n{outer}")

    def statement_run(self, code: str) -> list[Node]:
        """The top-level statements that say what the snippet says, however they are formatted; empty when there are none."""
        wanted = tokens_of(self.plain(code))
        statements = self.statements
        for start in range(len(statements)):
            said: tuple[str, ...] = ()
            for end in range(start, len(statements)):
                said += tokens(self.parsed, [statements[end]])
                if said == wanted:
                    return statements[start : end + 1]
                if wanted[: len(said)] != said:
                    break
        return []

    def _add_inline(self, container: Node, text: str, before: Node | None, elements: list[Node], *, separator: str, spaced: bool) -> None:
        if before is not None:
            self.insert(before.start_byte, text + separator + " ")
        elif elements:
            self.insert(elements[-1].end_byte, separator + " " + text)
        else:
            space = " " if spaced else ""
            self.replace(container.start_byte + 1, container.end_byte - 1, space + text + space)

    def _guard(self, following: Node, code: str) -> str:
        """A semicolon where the next statement would otherwise be read as the continuation of `code`."""
        return ";" if not code.endswith((";", "}")) and self.data[following.start_byte : following.start_byte + 1] in b"([`+-/" else ""

    def _line_before(self, offset: int) -> str:
        start = self.data.rfind(b"\n", 0, offset) + 1
        return self.data[start:offset].decode("utf-8", "replace")

    def _encoded(self, text: str) -> bytes:
        return text.replace("\r\n", "\n").replace("\n", self.newline).encode()


def imported(script: Script, specifiers: frozenset[str]) -> dict[str, str]:
    """What the script calls the exports of a module at its top level: `{"app": "electron.app"}`; a namespace is under `*`."""
    names: dict[str, str] = {}
    for name, local, _ in _imports(script, specifiers):
        names.setdefault(name, local)
    return names


def bind(script: Script, specifier: str, wanted: Collection[str], *, types: bool = False) -> dict[str, str]:
    """Makes the exports `wanted` of a module available at the top level, and says what the script calls them."""
    specifiers = frozenset({specifier})
    for name in sorted(set(wanted), key=_alphabetical):
        known = imported(script, specifiers) if not types else imported_types(script, specifier)
        if name not in known and "*" not in known:
            local = script.free_name(name)
            _import(script, specifier, name, local, types=types)
    known = imported(script, specifiers) if not types else imported_types(script, specifier)
    return {name: known.get(name) or f"{known['*']}.{name}" for name in wanted}


def bind_as_is(script: Script, specifier: str, name: str) -> None:
    """Imports the export `name` of a module under that name, which the script uses already without declaring it."""
    if name not in imported(script, frozenset({specifier})):
        _import(script, specifier, name, name, types=False)


def imported_types(script: Script, specifier: str) -> dict[str, str]:
    """What the script calls the types of a module, by `import type` or by an ordinary import."""
    return {name: local for name, local, _ in _imports(script, frozenset({specifier}), types=True)}


def last_of_head(script: Script) -> Node | None:
    """The last of the directives, imports and requires that a script begins with."""
    return next(reversed(_head(script)), None)


def add_to_head(script: Script, code: str) -> None:
    """Puts a dressed import below those that the script begins with, or at its top."""
    end = last_of_head(script)
    if code.startswith("import"):
        # among the imports, where requires follow them
        end = next((one for one in reversed(_head(script)) if one.type == "import_statement"), end)
    if end is not None:
        script.add_after(end, code, blank=_is_directive(end))
    elif script.statements:
        first = script.statements[0]
        start = script.start_with_comments(first)
        if start == 0 and script.data.startswith(b"/*"):
            start = first.start_byte
        script.insert(start, code + script._guard(first, code) + "\n\n")
    elif script.is_new:
        script.insert(len(script.data), ("\n" if script.data else "") + code + "\n")
    else:
        script.add_last(code)


def _imports(script: Script, specifiers: frozenset[str], *, types: bool = False) -> Iterator[tuple[str, str, Node]]:
    """(exported name, local expression, the braces that it stands in or its statement)."""
    namespaces: set[str] = set()
    for statement in script.statements:
        if statement.type == "import_statement":
            if (script.string(statement.child_by_field_name("source")) or _required(script, statement)) not in specifiers:
                continue
            if not _imports_values(statement) and not types:
                continue
            for node in descendants(statement):
                if node.type == "import_specifier":
                    name, alias = node.child_by_field_name("name"), node.child_by_field_name("alias")
                    if name is not None and node.parent is not None:
                        yield script.text(name), script.text(alias or name), node.parent
                elif node.type in ("namespace_import", "import_require_clause") or (
                    node.type == "identifier" and node.parent is not None and node.parent.type == "import_clause"
                ):
                    local = next((child for child in descendants(node) if child.type == "identifier"), None)
                    if local is not None:
                        namespaces.add(script.text(local))
                        yield "*", script.text(local), statement
        elif statement.type in ("lexical_declaration", "variable_declaration"):
            for declarator in statement.named_children:
                name, value = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
                if name is None or value is None:
                    continue
                owner, _, member = _access(script, value)
                if not (_required_by(script, owner) in specifiers or (owner.type == "identifier" and script.text(owner) in namespaces)):
                    continue
                if name.type == "identifier":
                    if not member:
                        namespaces.add(script.text(name))
                    yield (member or "*"), script.text(name), statement
                elif name.type == "object_pattern" and not member:
                    for part in name.named_children:
                        if part.type == "shorthand_property_identifier_pattern":
                            yield script.text(part), script.text(part), name
                        elif part.type == "pair_pattern":
                            key, local = part.child_by_field_name("key"), part.child_by_field_name("value")
                            if key is not None and local is not None and local.type == "identifier":
                                yield script.text(key), script.text(local), name


def _import(script: Script, specifier: str, name: str, local: str, *, types: bool) -> None:
    commonjs = script.kind is ModuleKind.COMMONJS
    braces = next(iter(_braces(script, specifier, types=types)), None)
    if braces is None:
        spelled = name if name == local else f"{name}: {local}" if commonjs else f"{name} as {local}"
        line = f"const {{ {spelled} }} = require({quoted(specifier)})" if commonjs else f"import {{ {spelled} }} from {quoted(specifier)}"
        line = line.replace("import {", "import type {", 1) if types else line
        add_import(script, specifier, dressed(line, script.style), types=types)
        return
    spelled = name if name == local else f"{name}: {local}" if braces.type == "object_pattern" else f"{name} as {local}"
    elements = [node for node in braces.named_children if node.type != "comment"]
    listed = [_alphabetical(script.text(node)) for node in elements]
    in_order = listed == sorted(listed)
    before = next((node for node in elements if in_order and _alphabetical(script.text(node)) > _alphabetical(spelled)), None)
    script.add_element(braces, spelled, before)


def add_import(script: Script, specifier: str, line: str, *, types: bool = False) -> None:
    """Packages stand before the app's own files, values before types."""
    head = [statement for statement in _head(script) if not _is_directive(statement)]
    from_here = [statement for statement in head if _source(script, statement) == specifier]
    packages = [statement for statement in head if not (_source(script, statement) or "").startswith(".")]
    if from_here and (types or _imports_values(from_here[-1])):
        script.add_after(from_here[-1], line, blank=False)
    elif from_here:
        script.insert(from_here[0].start_byte, line + "\n")
    elif packages and not specifier.startswith("."):
        script.add_after(packages[-1], line, blank=False)
    elif head and not specifier.startswith("."):
        script.insert(head[0].start_byte, line + "\n")
    else:
        add_to_head(script, line)


def _imports_values(statement: Node) -> bool:
    return all(child.type != "type" for child in statement.children)


def _source(script: Script, statement: Node) -> str | None:
    """The module that the first import or require of a statement names."""
    for node in descendants(statement):
        if node.type == "import_statement":
            return script.string(node.child_by_field_name("source")) or _required(script, node)
        if (required := _required_by(script, node)) is not None:
            return required
    return None


def _braces(script: Script, specifier: str, *, types: bool) -> Iterator[Node]:
    for statement in script.statements:
        if statement.type == "import_statement" and script.string(statement.child_by_field_name("source")) == specifier:
            if _imports_values(statement) != types:
                yield from (node for node in descendants(statement) if node.type == "named_imports")
        elif statement.type in ("lexical_declaration", "variable_declaration") and not types:
            for declarator in statement.named_children:
                name, value = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
                if name is None or value is None or name.type != "object_pattern" or _required_by(script, value) != specifier:
                    continue
                if not any(part.type == "rest_pattern" for part in name.named_children):
                    yield name


def _required(script: Script, statement: Node) -> str | None:
    clause = next((child for child in statement.named_children if child.type == "import_require_clause"), None)
    return script.string(clause.child_by_field_name("source")) if clause is not None else None


def _required_by(script: Script, node: Node) -> str | None:
    """The specifier of `require('…')`."""
    function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if node.type != "call_expression" or function is None or arguments is None or script.text(function) != "require":
        return None
    return script.string(arguments.named_children[0]) if len(arguments.named_children) == 1 else None


def _access(script: Script, node: Node) -> tuple[Node, str, str]:
    """`a.b` -> (a, ".", "b"); anything else stands for itself."""
    owner, member = node.child_by_field_name("object"), node.child_by_field_name("property")
    if node.type == "member_expression" and owner is not None and member is not None:
        return owner, ".", script.text(member)
    return node, "", ""


def _head(script: Script) -> list[Node]:
    return list(takewhile(lambda statement: _is_head(script, statement), script.statements))


def _is_head(script: Script, statement: Node) -> bool:
    if statement.type == "import_statement" or _is_directive(statement):
        return True
    if statement.type == "expression_statement":
        return _required_by(script, statement.named_children[0]) is not None
    if statement.type not in ("lexical_declaration", "variable_declaration"):
        return False
    values = [declarator.child_by_field_name("value") for declarator in statement.named_children if declarator.type != "comment"]
    return all(value is not None and _only_requires(script, value) for value in values)


def _only_requires(script: Script, node: Node) -> bool:
    while node.type == "member_expression":
        owner = node.child_by_field_name("object")
        if owner is None:
            return False
        node = owner
    return _required_by(script, node) is not None


def _is_directive(statement: Node) -> bool:
    return statement.type == "expression_statement" and statement.named_child_count > 0 and statement.named_children[0].type == "string"


def _alphabetical(name: str) -> tuple[str, str]:
    return name.lower(), name


def _indented(text: str, indent: str) -> str:
    return text.replace("\n", "\n" + indent)
