"""Regions are the scripts of a file; every one parses, with offsets of the file, whatever is in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from electron_migrate.code import markup
from electron_migrate.code.parse import Language, has_module_syntax, parse, regions
from electron_migrate.code.scope import resolve_names
from electron_migrate.code.source import Source, Span

PAGE = b"""<!DOCTYPE html>
<head><base><BASE href="app/"><meta http-equiv="content-security-policy" content="default-src &#39;self&#39;">
<script src="a.js" defer></script><script type=module async>
  import b from './b.js'
</script>
<SCRIPT type="text/template">no code</SCRIPT ><!-- <script>comment()</script> -->
<body onload='start(1 < 2)'><div <p><button disabled onclick="say(&quot;x&quot;)" OnFocus=go() data-onx="1">
<webview src=x.html nodeintegration></webview>
<script></script><script>
  f('<b>')
"""


def test_the_scripts_of_a_page() -> None:
    source = Source.of("app/Page.HTML", PAGE)
    found = [(region.kind, region.module, source.text(region.span).strip()) for region in regions(source)]
    assert found == [
        ("inline-script", True, "import b from './b.js'"),
        ("inline-handler", False, "start(1 < 2)"),
        ("inline-handler", False, "go()"),
        ("inline-script", False, "f('<b>')"),
    ]


def test_offsets_are_those_of_the_file() -> None:
    source = Source.of("a.html", PAGE)
    parsed = parse(source, regions(source)[-1])
    assert not parsed.broken
    call = parsed.root.named_children[0].named_children[0]
    assert parsed.span(call).start == PAGE.index(b"f('<b>')")
    assert parsed.text(call) == "f('<b>')"
    assert call.start_point.row == PAGE[: call.start_byte].count(b"\n")


def test_one_region_does_not_leak_into_the_next_parse() -> None:
    source = Source.of("a.html", PAGE)
    for region in regions(source):
        parse(source, region)
    whole = Source.of("a.js", b"a()\nb()")
    assert len(parse(whole, regions(whole)[0]).root.named_children) == 2


def test_a_vue_component() -> None:
    source = Source.of(
        "A.vue",
        b"<template><p v-if='a < b'/></template>\n<script>export default {}</script>\n<script setup lang='ts'>let a = <any>1</script>",
    )
    assert [(region.kind, region.language, region.module) for region in regions(source)] == [
        ("vue-script", Language.TSX, True),
        ("vue-script", Language.TYPESCRIPT, True),
    ]
    assert all(not parse(source, region).broken for region in regions(source))


@pytest.mark.parametrize(
    ("path", "language", "module"),
    [
        ("a.js", Language.TSX, False),
        ("a.mjs", Language.TSX, True),
        ("a.cjs", Language.TSX, False),
        ("a.tsx", Language.TSX, False),
        ("a.ts", Language.TYPESCRIPT, False),
        ("a.MTS", Language.TYPESCRIPT, True),
        ("a.cts", Language.TYPESCRIPT, False),
        ("bin/no-extension", Language.TSX, False),
    ],
)
def test_a_script_file_is_one_region(path: str, language: Language, *, module: bool) -> None:
    (region,) = regions(Source.of(path, b"a()"))
    assert (region.span, region.language, region.kind, region.module) == (Span(0, 3), language, "file", module)


@pytest.mark.parametrize(
    ("code", "module"),
    [("import 'a'", True), ("export {}", True), ("import a = require('a')", False), ("import('a')", False), ("", False)],
)
def test_module_syntax(code: str, *, module: bool) -> None:
    source = Source.of("a.ts", code.encode())
    assert has_module_syntax(parse(source, regions(source)[0])) is module


def test_broken_places_are_named_and_the_rest_is_read() -> None:
    source = Source.of("a.js", b"a()\nconst = 3\nf(\nb()\n")
    parsed = parse(source, regions(source)[0])
    assert parsed.broken
    assert not parsed.is_broken(Span(0, 3))
    assert parsed.is_broken(Span(4, 13))


@pytest.mark.parametrize("path", ["a.ts", "a.tsx"])
@pytest.mark.parametrize(
    ("code", "outer"),
    [
        ("await ask<T>('x')", "await_expression"),
        ("!ask<T>('x')", "unary_expression"),
        ("a + ask<T>('x')", "binary_expression"),
        ("await ask<\n  T\n>('x')", "await_expression"),
        ("await ask<T>('x').then<U>(f)", "await_expression"),
        ("await this.ipc.ask<Map<string, T>>('x')", "await_expression"),
    ],
)
def test_a_call_with_type_arguments_is_called_before_its_result_is_used(code: str, outer: str, path: str) -> None:
    source = Source.of(path, code.encode())
    parsed = parse(source, regions(source)[0])
    expression = parsed.root.named_children[0].named_children[0]
    assert expression.type == outer
    call = next(one for one in expression.named_children if one.type == "call_expression")
    assert parsed.text(call) == code[code.index("ask") - len("this.ipc." if "this" in code else "") :]
    while (function := call.child_by_field_name("function")) is not None and function.type == "member_expression" and "ask" not in parsed.text(function)[-3:]:
        inner = function.child_by_field_name("object")
        assert inner is not None
        call = inner
    types = parsed.type_arguments(call)
    assert types is not None
    assert parsed.text(types) in ("<T>", "<\n  T\n>", "<Map<string, T>>")


def test_the_type_of_such_a_call_is_a_use_of_its_name() -> None:
    source = Source.of("a.ts", b"import T from 't'\nawait ask<T>('x')\n")
    scopes = resolve_names(parse(source, regions(source)[0]))
    assert [(one.name, [use.mode for use in one.references]) for one in scopes.bindings] == [("T", ["type"])]
    assert [use.node.start_byte for use in scopes.unresolved] == [source.data.index(b"ask")]


def test_a_comparison_is_none() -> None:
    source = Source.of("a.js", b"x = !a < b && c > (d)")
    parsed = parse(source, regions(source)[0])
    assert not parsed.detached


def test_node_at_gives_the_largest_node_with_that_span() -> None:
    source = Source.of("a.js", b"f(a.b); g")
    parsed = parse(source, regions(source)[0])
    assert parsed.node_at(Span(2, 5)).type == "member_expression"
    assert parsed.node_at(Span(8, 9)).type == "expression_statement"
    assert parsed.node_at(Span(8, 9), "identifier").type == "identifier"
    assert parsed.node_at(Span(0, 9)).type == "program"
    with pytest.raises(LookupError):
        parsed.node_at(Span(2, 4))
    with pytest.raises(LookupError):
        parsed.node_at(Span(2, 5), "call_expression")


@given(st.binary(max_size=200), st.sampled_from(["a.js", "a.ts", "a.html", "a.vue"]))
def test_parsing_never_fails(data: bytes, path: str) -> None:
    source = Source.of(path, data)
    for region in regions(source):
        parsed = parse(source, region)
        assert all(place.end <= len(source.data) for place in parsed.broken)


PIECES = ["<script>", "</script>", "<script src=a>", "<p", ">", "<!--", "-->", "'", '"', "a()", "<b onclick=", "\n"]


@given(st.lists(st.sampled_from(PIECES)))
def test_broken_pages_never_fail(pieces: list[str]) -> None:
    source = Source.of("a.html", "".join(pieces).encode())
    for region in regions(source):
        parse(source, region)
    for script in markup.script_tags(source):
        assert script.span.start < script.content.start <= script.content.end <= script.span.end


@pytest.mark.parametrize("code", [b"(" * 100_000, b"{" * 100_000, b"x=>" * 50_000, b"a." * 100_000])
def test_depth_does_not_matter(code: bytes) -> None:
    source = Source.of("a.js", code)
    parse(source, regions(source)[0])


def test_script_tags() -> None:
    source = Source.of("a.html", PAGE)
    scripts = markup.script_tags(source)
    assert [(tag.src, tag.type, tag.module, tag.defer, tag.async_, tag.javascript) for tag in scripts] == [
        ("a.js", "", False, True, False, True),
        (None, "module", True, False, True, True),
        (None, "text/template", False, False, False, False),
        (None, "", False, False, False, True),
        (None, "", False, False, False, True),
    ]
    assert source.text(scripts[0].span) == '<script src="a.js" defer></script>'
    assert source.text(scripts[2].span) == '<SCRIPT type="text/template">no code</SCRIPT >'
    assert source.text(scripts[2].content) == "no code"
    assert source.position(scripts[1].place.span.start).line == 3
    assert scripts[-1].span.end == len(PAGE)


def test_handlers_are_decoded_and_say_whether_their_bytes_are_the_code() -> None:
    source = Source.of("a.html", PAGE)
    assert [(it.element, it.name, it.value, it.verbatim) for it in markup.event_attributes(source)] == [
        ("body", "onload", "start(1 < 2)", True),
        ("button", "onclick", 'say("x")', False),
        ("button", "onfocus", "go()", True),
    ]
    assert source.text(markup.event_attributes(source)[1].span) == "say(&quot;x&quot;)"


def test_base_policy_and_webviews() -> None:
    source = Source.of("a.html", PAGE)
    assert markup.base_href(source) == "app/"
    (policy,) = markup.meta_csp(source)
    assert policy.content == "default-src 'self'"
    (webview,) = markup.webview_tags(source)
    assert (webview.value("src"), webview.value("nodeintegration"), webview.value("preload")) == ("x.html", "", None)
    assert markup.base_href(Source.of("b.html", b"<p>")) is None


def test_escaped_text_comes_back_from_an_attribute() -> None:
    text = "f(\"a\", 'b') && c < d"
    (handler,) = markup.event_attributes(Source.of("a.html", f'<p onclick="{markup.escape_attribute(text)}">'.encode()))
    assert handler.value == text
