"""Tags and attributes of an HTML page or Vue component, as far as scripts and windows need them. Knows no JavaScript."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import tree_sitter
import tree_sitter_html
from tree_sitter import Node

from electron_migrate.code.source import Place, Source, Span

# https://mimesniff.spec.whatwg.org/#javascript-mime-type
_JAVASCRIPT_TYPES = frozenset(
    {
        "",
        "module",
        "application/ecmascript",
        "application/javascript",
        "application/x-ecmascript",
        "application/x-javascript",
        "text/ecmascript",
        "text/javascript",
        "text/jscript",
        "text/livescript",
        "text/x-ecmascript",
        "text/x-javascript",
        *(f"text/javascript1.{minor}" for minor in range(6)),
    }
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """`name` in lower case; `value` with character references decoded, "" for a bare attribute."""

    name: str
    value: str
    span: Span
    """Name, `=` and value with its quotes."""
    value_span: Span | None
    """The value without its quotes; None for a bare attribute."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One start tag, `<name …>`. `name` in lower case; a repeated attribute counts once, as in browsers: the first."""

    name: str
    span: Span
    attributes: tuple[Attribute, ...]

    def attribute(self, name: str) -> Attribute | None:
        return next((attribute for attribute in self.attributes if attribute.name == name), None)

    def value(self, name: str) -> str | None:
        """The decoded value, "" for a bare attribute, None when it is not there."""
        attribute = self.attribute(name)
        return None if attribute is None else attribute.value


@dataclass(frozen=True, slots=True)
class ScriptTag:
    """One `<script>` element. `span` is the whole element, `content` the text between its tags (to the file's end if it is not closed)."""

    tag: Tag
    src: str | None
    type: str
    """The `type` attribute in lower case, "" if there is none."""
    lang: str
    """The `lang` attribute (Vue), "" if there is none."""
    module: bool
    defer: bool
    async_: bool
    span: Span
    content: Span
    place: Place
    """Where the start tag is."""

    @property
    def javascript(self) -> bool:
        """True when a browser runs it."""
        return self.type in _JAVASCRIPT_TYPES


@dataclass(frozen=True, slots=True)
class EventAttribute:
    """An inline handler such as `onclick="…"`. `span` is the value without its quotes, `value` is decoded."""

    name: str
    value: str
    span: Span
    verbatim: bool
    """True when the bytes at `span` are the code that runs, without character references."""
    element: str
    place: Place


@dataclass(frozen=True, slots=True)
class Policy:
    """A `<meta http-equiv="Content-Security-Policy">`. `content` is decoded, `span` the `content` attribute's value without its quotes."""

    content: str
    span: Span | None
    place: Place


def tags(source: Source) -> tuple[Tag, ...]:
    """Every start tag in order, also where the nesting is broken."""
    return tuple(tag for tag, _ in _scan(source))


def script_tags(source: Source) -> tuple[ScriptTag, ...]:
    """The `<script>` elements in order, of every type, also those that are not JavaScript."""
    return tuple(_script(source, tag, content) for tag, content in _scan(source) if tag.name == "script")


def event_attributes(source: Source) -> tuple[EventAttribute, ...]:
    """The inline handlers in order: every attribute `on…` that has a value."""
    return tuple(
        EventAttribute(
            name=attribute.name,
            value=attribute.value,
            span=attribute.value_span,
            verbatim=source.text(attribute.value_span) == attribute.value,
            element=tag.name,
            place=Place(source.path, attribute.span),
        )
        for tag in tags(source)
        for attribute in tag.attributes
        if attribute.value_span is not None and attribute.name.startswith("on") and attribute.name[2:].isalpha()
    )


def base_href(source: Source) -> str | None:
    """The `href` of the first `<base>` that has one."""
    return next((href for tag in tags(source) if tag.name == "base" and (href := tag.value("href")) is not None), None)


def mapped_names(source: Source) -> frozenset[str]:
    """The names that the first import map of a page leads to an address; of one that cannot be read there are none."""
    data = next((source.data[tag.content.start : tag.content.end] for tag in script_tags(source) if tag.type == "importmap" and tag.src is None), b"{}")
    try:
        read: object = json.loads(data)
    except ValueError:
        return frozenset()
    imports = read.get("imports") if isinstance(read, dict) else None
    return frozenset(name for name, target in imports.items() if isinstance(target, str)) if isinstance(imports, dict) else frozenset()


def webview_tags(source: Source) -> tuple[Tag, ...]:
    """The `<webview>` start tags in order."""
    return tuple(tag for tag in tags(source) if tag.name == "webview")


def meta_csp(source: Source) -> tuple[Policy, ...]:
    """The content security policies that the page states itself, in order; a page may have several, and all hold."""
    return tuple(
        Policy(content.value, content.value_span, Place(source.path, tag.span))
        for tag in tags(source)
        if tag.name == "meta"
        and (tag.value("http-equiv") or "").strip().lower() == "content-security-policy"
        and (content := tag.attribute("content")) is not None
    )


def escape_attribute(text: str) -> str:
    """Text as the value of an attribute, right inside double and single quotes."""
    return html.escape(text, quote=True)


def _script(source: Source, tag: Tag, content: Span) -> ScriptTag:
    closing = source.data.find(b">", content.end)
    end = closing + 1 if closing >= 0 else len(source.data)
    kind = (tag.value("type") or "").strip().lower()
    return ScriptTag(
        tag=tag,
        src=tag.value("src"),
        type=kind,
        lang=(tag.value("lang") or "").strip().lower(),
        module=kind == "module",
        defer=tag.attribute("defer") is not None,
        async_=tag.attribute("async") is not None,
        span=Span(tag.span.start, end),
        content=content,
        place=Place(source.path, tag.span),
    )


@cache
def _parser() -> tree_sitter.Parser:
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_html.language()))


@lru_cache(maxsize=16)
def _scan(source: Source) -> tuple[tuple[Tag, Span], ...]:
    """Every start tag with the span of the raw text behind it (empty where there is none)."""
    data = source.data
    if source.path.lower().endswith(".vue"):
        # in a component `<script src="x" />` ends itself; HTML would take the rest of the file for its text. Names are read from the file as it is.
        data = _ENDS_ITSELF.sub(lambda match: match.group()[: match.group().index(b"<") + 1] + b"x" * len(match.group(1)), data)
    return tuple(_scan_tree(source, _parser().parse(data).root_node))


_ENDS_ITSELF = re.compile(rb"(?m)^[ \t]*<(script|style)(?=\s[^<>]*/>)")


def _scan_tree(source: Source, root: Node) -> Iterator[tuple[Tag, Span]]:
    # Start tags are found wherever they are, not by element: unclosed elements put them loose under ERROR nodes.
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type not in ("start_tag", "self_closing_tag"):
            stack.extend(reversed(node.named_children))
            continue
        raw = node.next_named_sibling
        if raw is not None and raw.type == "raw_text":
            content = Span(node.end_byte, raw.end_byte)
        else:
            content = Span(node.end_byte, node.end_byte)
        yield _tag(source, node), content


def _tag(source: Source, node: Node) -> Tag:
    name = ""
    attributes: dict[str, Attribute] = {}
    for child in node.named_children:
        if child.type == "tag_name":
            name = _text(source, child).lower()
        elif child.type == "attribute":
            attribute = _attribute(source, child)
            attributes.setdefault(attribute.name, attribute)
    return Tag(name, Span(node.start_byte, node.end_byte), tuple(attributes.values()))


def _attribute(source: Source, node: Node) -> Attribute:
    name, value, value_span = "", "", None
    for child in node.named_children:
        if child.type == "attribute_name":
            name = _text(source, child).lower()
        elif child.type == "attribute_value":
            value_span = Span(child.start_byte, child.end_byte)
        elif child.type == "quoted_attribute_value":
            value_span = Span(child.start_byte + 1, max(child.start_byte + 1, child.end_byte - 1))
    if value_span is not None:
        value = html.unescape(source.text(value_span))
    return Attribute(name, value, Span(node.start_byte, node.end_byte), value_span)


def _text(source: Source, node: Node) -> str:
    return source.data[node.start_byte : node.end_byte].decode("utf-8", "replace")
