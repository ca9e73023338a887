"""Surgery changes what it was asked to and not a byte more; comments, commas, blank lines and semicolons come out right."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tree_sitter import Node

from electron_migrate.code import surgery
from electron_migrate.code.edits import Conflict, Edit, apply, merge
from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.source import Source
from electron_migrate.code.style import Style

Operation = Callable[[Parsed, Node], tuple[Edit, ...]]


def parsed_of(code: str, path: str = "a.js") -> Parsed:
    source = Source.of(path, code.encode())
    return parse(source, regions(source)[0])


def target(parsed: Parsed) -> Node:
    """The smallest node that holds the first letters XX."""
    offset = parsed.source.data.index(b"XX")
    node = parsed.root.named_descendant_for_byte_range(offset, offset + 2)
    assert node is not None
    return node


def item(node: Node) -> Node:
    """The item of a list that a node is in."""
    while node.parent is not None and node.parent.type not in (
        "object",
        "object_pattern",
        "array",
        "array_pattern",
        "named_imports",
        "export_clause",
    ):
        node = node.parent
    return node


def made(code: str, operation: Operation, path: str = "a.js") -> str:
    """The code after the operation, which has to parse; the same with CRLF, and in a page's script."""
    after = once(code, operation, path)
    if "\n" in code:
        assert once(code.replace("\n", "\r\n"), operation, path) == after.replace("\n", "\r\n")
    if path == "a.js":
        assert once(f"<script>\n{code}\n</script>", operation, "a.html") in (f"<script>\n{after}\n</script>", f"<script>\n{after}</script>")
    return after


def once(code: str, operation: Operation, path: str) -> str:
    parsed = parsed_of(code, path)
    assert not parsed.broken
    edits = merge((), operation(parsed, target(parsed)))
    assert not isinstance(edits, Conflict)
    after = apply(parsed.source.data, edits).decode()
    assert not any(parse(source, region).broken for source in [Source.of(path, after.encode())] for region in regions(source)), after
    return after


def remove_pair(parsed: Parsed, node: Node) -> tuple[Edit, ...]:
    return surgery.remove_pair(parsed, item(node))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = { XX: 1 }", "x = {}"),
        ("x = {\n  XX: 1\n}", "x = {}"),
        ("x = {\n  XX: 1, // gone\n}", "x = {}"),
        ("x = {\n  // kept\n\n  XX: 1,\n}", "x = {\n  // kept\n\n}"),
        ("x = { XX: 1, b: 2 }", "x = { b: 2 }"),
        ("x = { a: 1, XX: 2, c: 3 }", "x = { a: 1, c: 3 }"),
        ("x = { a: 1, XX: 2 }", "x = { a: 1 }"),
        ("x = { a: 1, XX: 2, }", "x = { a: 1, }"),
        ("x = {a: 1, XX: 2}", "x = {a: 1}"),
        ("x = { a: 1, /* of it */ XX: 2, c: 3 }", "x = { a: 1, c: 3 }"),
        ("x = { a: 1, XX: 2 /* two */, c: 3 }", "x = { a: 1, c: 3 }"),
        ("x = { a: 1, XX: 2 /* two */ }", "x = { a: 1 }"),
        ("x = {\n  a: 1,\n  XX: 2,\n  c: 3\n}", "x = {\n  a: 1,\n  c: 3\n}"),
        ("x = {\n  a: 1,\n  XX: 2\n}", "x = {\n  a: 1\n}"),
        ("x = {\n  a: 1,\n  XX: 2,\n}", "x = {\n  a: 1,\n}"),
        ("x = {\n  a: 1, // one\n  XX: 2 // two\n}", "x = {\n  a: 1 // one\n}"),
        ("x = {\n  a: 1, // one\n  XX: 2, // two\n  c: 3 // three\n}", "x = {\n  a: 1, // one\n  c: 3 // three\n}"),
        ("x = {\n  a: 1,\n  // of it\n  // still\n  XX: 2,\n  // of c\n  c: 3\n}", "x = {\n  a: 1,\n  // of c\n  c: 3\n}"),
        ("x = {\n  a: 1,\n  // a heading\n\n  XX: 2,\n  c: 3\n}", "x = {\n  a: 1,\n  // a heading\n\n  c: 3\n}"),
        ("x = {\n  a: 1,\n  /** doc\n   * of it */\n  XX () {\n    return 1\n  },\n  c: 3\n}", "x = {\n  a: 1,\n  c: 3\n}"),
        ("x = { // options\n  XX: 1,\n  b: 2\n}", "x = { // options\n  b: 2\n}"),
        ("x = {\n  a: 1, XX: 2,\n  c: 3\n}", "x = {\n  a: 1,\n  c: 3\n}"),
        ("x = {\n  XX: 1, b: 2,\n  c: 3\n}", "x = {\n  b: 2,\n  c: 3\n}"),
        ("x = { a: 1,\n  XX: 2 }", "x = { a: 1 }"),
        ("x = { XX: 1,\n  b: 2 }", "x = { b: 2 }"),
        ("x = { a: 1, // one\n  XX: 2 }", "x = { a: 1 // one\n }"),
        ("x = {\n    a: 1\n  , XX: 2\n  , c: 3\n}", "x = {\n    a: 1\n  , c: 3\n}"),
        ("x = {\n    a: 1\n  , XX: 2 // two\n}", "x = {\n    a: 1\n}"),
        ("x = {\n    XX: 1\n  , b: 2\n}", "x = {\n    b: 2\n}"),
        ("x = { ...a, XX, ...b }", "x = { ...a, ...b }"),
        ("x = [a, XX, b]", "x = [a, b]"),
        ("const { a, XX, b } = x", "const { a, b } = x"),
        ("const { a, XX: y = 1 } = x", "const { a } = x"),
        ("const [a, XX, b] = x", "const [a, , b] = x"),
        ("const [a, XX] = x", "const [a] = x"),
        ("import { a, XX as y } from 'm'", "import { a } from 'm'"),
        ("import {\n  XX,\n  b\n} from 'm'", "import {\n  b\n} from 'm'"),
        ("export { a, XX }", "export { a }"),
    ],
)
def test_remove_pair(before: str, after: str) -> None:
    assert made(before, remove_pair) == after


@pytest.mark.parametrize(
    ("before", "index", "after"),
    [
        ("f(XX)", 0, "f()"),
        ("f(XX, b)", 0, "f(b)"),
        ("f(a, XX)", 1, "f(a)"),
        ("f(a, XX, ...c)", 1, "f(a, ...c)"),
        ("f(a, /* b: */ XX)", 1, "f(a)"),
        ("f(\n  a,\n  XX,\n  c\n)", 1, "f(\n  a,\n  c\n)"),
        ("f(XX, () => {\n  g()\n})", 0, "f(() => {\n  g()\n})"),
        ("f('a', XX, {\n  g: 1\n})", 1, "f('a', {\n  g: 1\n})"),
        ("new F(a, XX)", 1, "new F(a)"),
        ("f(/* nothing */ XX)", 0, "f()"),
    ],
)
def test_remove_argument(before: str, index: int, after: str) -> None:
    def operation(parsed: Parsed, node: Node) -> tuple[Edit, ...]:
        call: Node | None = node
        while call is not None and call.type not in ("call_expression", "new_expression"):
            call = call.parent
        assert call is not None
        return surgery.remove_argument(parsed, call, index)

    assert made(before, operation) == after


@pytest.mark.parametrize(("code", "index"), [("XX(a)", 1), ("XX`a`", 0)])
def test_an_argument_that_is_not_there_cannot_be_removed(code: str, index: int) -> None:
    parsed = parsed_of(code)
    call = target(parsed).parent
    assert call is not None
    with pytest.raises(surgery.SurgeryError):
        surgery.remove_argument(parsed, call, index)


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("XX({})", "b: 2", "XX({ b: 2 })"),
        ("XX({ })", "b: 2", "XX({ b: 2 })"),
        ("XX({\n})", "b: 2", "XX({\n  b: 2\n})"),
        ("XX({})", "b () {\n  return 1\n}", "XX({\n  b () {\n    return 1\n  }\n})"),
        ("XX({ a: 1 })", "b: 2", "XX({ a: 1, b: 2 })"),
        ("XX({ a: 1, })", "b: 2", "XX({ a: 1, b: 2, })"),
        ("XX({ a: 1 /* one */ })", "b: 2", "XX({ a: 1 /* one */, b: 2 })"),
        ("XX({ ...a })", "b: 2", "XX({ ...a, b: 2 })"),
        ("XX({\n  a: 1\n})", "b: 2", "XX({\n  a: 1,\n  b: 2\n})"),
        ("XX({\n  a: 1,\n})", "b: 2", "XX({\n  a: 1,\n  b: 2,\n})"),
        ("XX({\n\ta: 1 // one\n})", "b: 2", "XX({\n\ta: 1, // one\n\tb: 2\n})"),
        ("XX({\n  a: 1, // one\n})", "b: {\n  c: 1\n}", "XX({\n  a: 1, // one\n  b: {\n    c: 1\n  },\n})"),
        ("XX({\n  a: 1\n  // end\n})", "b: 2", "XX({\n  a: 1,\n  b: 2\n  // end\n})"),
        ("XX({ a: 1,\n     c: 2 })", "b: 2", "XX({ a: 1,\n     c: 2, b: 2 })"),
        ("XX({ // nothing yet\n})", "b: 2", "XX({ // nothing yet\n  b: 2\n})"),
        ("if (x) {\n    XX({\n        a: {\n            c: 1\n        }\n    })\n}", "b: 2", None),
    ],
)
def test_insert_property(before: str, text: str, after: str | None) -> None:
    def operation(parsed: Parsed, node: Node) -> tuple[Edit, ...]:
        arguments = node.next_named_sibling
        assert arguments is not None
        return surgery.insert_property(parsed, arguments.named_children[0], text, Style())

    expected = after or "if (x) {\n    XX({\n        a: {\n            c: 1\n        },\n        b: 2\n    })\n}"
    assert made(before, operation) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("XX()", ""),
        ("XX()\nb()\n", "b()\n"),
        ("a()\nXX()\n", "a()\n"),
        ("a()\nXX()\nb()\n", "a()\nb()\n"),
        ("a()\nXX() // gone\nb()\n", "a()\nb()\n"),
        ("a()\n\nXX()\n\nb()\n", "a()\n\nb()\n"),
        ("const XX = 1\n\nb()\n", "b()\n"),
        ("f(() => {\n  XX()\n\n  b()\n})\n", "f(() => {\n  b()\n})\n"),
        ("a(); XX(); b()", "a(); b()"),
        ("a(); XX()", "a();"),
        ("XX(); b()", "b()"),
        ("f(() => { XX() })", "f(() => { })"),
        ("f(() => {\n  a()\n  XX()\n})", "f(() => {\n  a()\n})"),
        ("if (x) XX()\nelse b()", "if (x) {}\nelse b()"),
        ("if (x) a()\nelse XX()", "if (x) a()\nelse {}"),
        ("if (x)\n  XX();\nb();", "if (x)\n  {}\nb();"),
        ("for (const a of b) XX()", "for (const a of b) {}"),
        ("while (XX(1)) a()", ""),
        ("switch (x) {\n  case 1:\n    XX()\n    break\n}", "switch (x) {\n  case 1:\n    break\n}"),
        ("switch (x) {\n  case XX():\n    a()\n}\nb()", "b()"),
        ("a()\n\n// says what it does\nXX()\n\nb()\n", "a()\n\nb()\n"),
        ("a()\n\n// heads the group\nXX()\nb()\n", "a()\n\n// heads the group\nb()\n"),
        ("a()\n// eslint-disable-next-line foo\nXX()\nb()\n", "a()\nb()\n"),
        ("// licence\nXX()\n\nb()\n", "// licence\n\nb()\n"),
        ("// @ts-expect-error old\nXX()\nb()\n", "b()\n"),
        ("a() // of a\nXX()\nb()\n", "a() // of a\nb()\n"),
        ("export const XX = 1\nexport const b = 2\n", "export const b = 2\n"),
        ("a = b\nXX();\n[1].map(c)\n", "a = b\n;[1].map(c)\n"),
        ("a = b\nXX()\n;[1].map(c)\n", "a = b\n;[1].map(c)\n"),
        ("XX()\n;(function () {})()\n", ";(function () {})()\n"),
        ("a();\nXX()\n;`b`.c()\n", "a();\n;`b`.c()\n"),
    ],
)
def test_remove_statement(before: str, after: str) -> None:
    if before.startswith(("// ", "XX()\n;")):
        assert once(before, surgery.remove_statement, "a.js") == after
    else:
        assert made(before, surgery.remove_statement) == after


def test_the_shebang_and_the_header_stay() -> None:
    before = "#!/usr/bin/env node\n// licence\nXX()\n\nb()\n"
    assert once(before, surgery.remove_statement, "a.js") == "#!/usr/bin/env node\n// licence\n\nb()\n"


def test_a_script_on_the_line_of_its_tag() -> None:
    assert once("<p>\n  <script>XX()</script>\n", surgery.remove_statement, "a.html") == "<p>\n  <script></script>\n"
    assert once("<script>XX(); b()</script>", surgery.remove_statement, "a.html") == "<script>b()</script>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("const XX = 1", ""),
        ("const XX = 1, b = 2", "const b = 2"),
        ("const a = 1, XX = 2;", "const a = 1;"),
        ("const a = 1, XX = 2, c = 3", "const a = 1, c = 3"),
        ("const XX = 1,\n      b = 2", "const b = 2"),
        ("var a = 1,\n    XX = 2,\n    c = 3;", "var a = 1,\n    c = 3;"),
        ("var a = 1,\n    XX = 2;", "var a = 1;"),
        ("var a = 1,\n    XX = 2\nb()", "var a = 1\nb()"),
        ("var a = 1\n  , XX = 2\n  , c = 3", "var a = 1\n  , c = 3"),
        ("var a, XX\n  , c = 3", "var a\n  , c = 3"),
        ("for (let XX = 0, n = 1; ;) {}", "for (let n = 1; ;) {}"),
    ],
)
def test_remove_declarator(before: str, after: str) -> None:
    def operation(parsed: Parsed, node: Node) -> tuple[Edit, ...]:
        assert node.parent is not None
        return surgery.remove_declarator(parsed, node.parent)

    assert made(before, operation) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("const XX = f()\nb()", "b()"),
        ("const { XX } = f()\nb()", "b()"),
        ("const { XX, b } = f()", "const { b } = f()"),
        ("const { a, b: XX = 1 } = f()", "const { a } = f()"),
        ("const { a, XX = 1 } = f()", "const { a } = f()"),
        ("const { a, b: { c: XX } } = f()", "const { a } = f()"),
        ("const { a: { b: { XX } = {} } } = f(), d = 1", "const d = 1"),
        ("const { a: { XX, b } } = f()", "const { a: { b } } = f()"),
        ("const { a, ...XX } = f()", "const { a } = f()"),
        ("const [XX, b] = f()", "const [, b] = f()"),
        ("import XX from 'm'\nb()", "b()"),
        ("import * as XX from 'm'\nb()", "b()"),
        ("import { XX } from 'm'\nb()", "b()"),
        ("import { a as XX } from 'm'\nb()", "b()"),
        ("import { a, XX } from 'm'", "import { a } from 'm'"),
        ("import XX, { a } from 'm'", "import { a } from 'm'"),
        ("import a, { XX } from 'm'", "import a from 'm'"),
        ("import a, * as XX from 'm'", "import a from 'm'"),
        ("import XX = require('m')\nb()", "b()"),
    ],
)
def test_remove_pattern_name(before: str, after: str) -> None:
    assert made(before, surgery.remove_pattern_name, "a.ts" if "= require" in before else "a.js") == after


@pytest.mark.parametrize(
    "code",
    [
        "const { XX, ...rest } = f()",
        "const { a: { XX }, ...rest } = f()",
        "function f ({ XX }) {}",
        "function f (XX) {}",
        "for (const { XX } of f()) {}",
        "for (const XX of f()) {}",
        "for (let XX = 0; ;) {}",
        "try {} catch ({ XX }) {}",
        "XX = 1",
        "const { a = XX } = f()",
    ],
)
def test_names_that_cannot_go_alone(code: str) -> None:
    parsed = parsed_of(code)
    with pytest.raises(surgery.SurgeryError):
        surgery.remove_pattern_name(parsed, target(parsed))


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("XX()", "n()", "n()\nXX()"),
        ("a()\nXX()\n", "n()", "a()\nn()\nXX()\n"),
        ("a()\n// of it\nXX()\n", "n()", "a()\nn()\n// of it\nXX()\n"),
        ("f(() => {\n  XX()\n})", "if (n) {\n  m()\n}", "f(() => {\n  if (n) {\n    m()\n  }\n  XX()\n})"),
        ("a(); XX()", "n()", "a(); n(); XX()"),
        ("export const XX = 1", "n()", "n()\nexport const XX = 1"),
        ("a()\nXX()", "(n)()", "a()\n;(n)()\nXX()"),
        ("a();\n[XX].map()", "n()", "a();\nn();\n[XX].map()"),
    ],
)
def test_insert_statement_before(before: str, text: str, after: str) -> None:
    assert made(before, lambda parsed, node: surgery.insert_statement_before(parsed, node, text)) == after


def test_insert_before_keeps_the_header_first() -> None:
    def insert(parsed: Parsed, node: Node) -> tuple[Edit, ...]:
        return surgery.insert_statement_before(parsed, node, "n()")

    assert once("#!/usr/bin/env node\n// licence\nXX()\n", insert, "a.js") == "#!/usr/bin/env node\n// licence\nn()\nXX()\n"


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("XX()", "n()", "XX()\nn()"),
        ("XX();\nb();\n", "n();", "XX();\nn();\nb();\n"),
        ("XX() // of it\nb()\n", "n()", "XX() // of it\nn()\nb()\n"),
        ("f(() => {\n\tXX()\n})", "if (n) {\n\tm()\n}", "f(() => {\n\tXX()\n\tif (n) {\n\t\tm()\n\t}\n})"),
        ("f(() => { XX() })", "n()", "f(() => { XX(); n() })"),
        ("XX(); b()", "n()", "XX(); n(); b()"),
        ("f(() => { XX(() => { a() }) })", "n()", "f(() => { XX(() => { a() }); n() })"),
        ("f(() => { x = function XX () {} })", "n()", "f(() => { x = function XX () {}; n() })"),
        ("f(() => { for (;;) { XX() } b() })", "n()", "f(() => { for (;;) { XX(); n() } b() })"),
        ("switch (x) { case 1: XX(); case 2: b() }", "n()", "switch (x) { case 1: XX(); n(); case 2: b() }"),
        ("XX()\n;[1].map(a)", "n()", "XX()\nn()\n;[1].map(a)"),
        ("XX();\n[1].map(a)", "n()", "XX();\nn();\n[1].map(a)"),
        ("XX()\nb()", "(n)()", "XX()\n;(n)()\nb()"),
    ],
)
def test_insert_statement_after(before: str, text: str, after: str) -> None:
    assert made(before, lambda parsed, node: surgery.insert_statement_after(parsed, node, text)) == after


def test_a_braceless_body_takes_no_more_statements() -> None:
    parsed = parsed_of("if (a) XX()")
    with pytest.raises(surgery.SurgeryError):
        surgery.insert_statement_after(parsed, target(parsed), "n()")


def test_indent_of() -> None:
    parsed = parsed_of("if (a) {\n \t b()\n}")
    assert surgery.indent_of(parsed, parsed.source.data.index(b"b")) == " \t "
    assert surgery.indent_of(parsed, 0) == ""
    page = parsed_of("<p>\n    <script>b()</script>", "a.html")
    assert surgery.indent_of(page, page.source.data.index(b"b()")) == "    "
