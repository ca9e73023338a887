"""The preload script: members of the bridge object, the helpers that they call, and the line that exposes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from tree_sitter import Node

from electron_migrate.code.parse import has_module_syntax, parse, regions
from electron_migrate.code.source import Source
from electron_migrate.plan.needs import BridgeMember, MemberKind
from electron_migrate.plan.render_model import CannotRenderError, Layout, ModuleKind
from electron_migrate.plan.render_script import Script, bind, last_of_head
from electron_migrate.plan.render_snippets import Snippets, exported_names
from electron_migrate.plan.render_style import descendants, property_key, quoted, tokens, tokens_of, with_names
from electron_migrate.plan.render_types import parameters_text
from electron_migrate.plan.snippets.registry import preload_snippets

CONSTANTS_CHANNEL = "app:constants"


def render_preload(
    raw: bytes | None, path: str, layout: Layout, members: Collection[BridgeMember], *, plain: bool, new: bool = False, declarations: str | None = None
) -> bytes | None:
    """The preload with `members` on its bridge; None when there is nothing to add and no file.

    `plain`: the fallback for pages without isolation goes. `new`: it is made with an empty bridge.
    `declarations`: how it imports the bridge's types, None where they are global.
    Raises CannotRenderError when that, or a member, is not to be had.
    """
    if raw is None and not members and not new:
        return None
    script = Script(path, raw, heading=_HEADING, style=layout.style, kind=_kind(path, raw))
    if members or new:
        _Preload(script, layout, declarations).add(members)
    if plain:
        _expose_plainly(script, layout)
    return script.raw


class _Preload:
    def __init__(self, script: Script, layout: Layout, declarations: str | None) -> None:
        self.script = script
        self.layout = layout
        self.names: dict[str, str] = {}
        """What this file calls `ipcRenderer`, `constants`, `subscribe`, …"""
        self.snippets = _snippets(script, declarations, self._place_above_bridge)

    def add(self, members: Collection[BridgeMember]) -> None:
        missing = [member for member in members if not self._serves(member)]
        if not missing and _exposure(self.script, self.layout.api_name) is not None:
            return
        self._prepare(missing)
        for member in sorted(missing, key=lambda member: member.path):
            self._add_member(member)

    def _serves(self, member: BridgeMember) -> bool:
        """True when the bridge has this member. Raises CannotRenderError when it has another one under that path."""
        bridge = _bridge_object(self.script, self.layout.api_name)
        found = _member(self.script, bridge, member.path) if bridge is not None else None
        if found is None:
            return False
        where = f"{self.script.path}: {'.'.join((self.layout.api_name, *member.path))}"
        if member.channel and not self._mentions(member.channel, found):
            raise CannotRenderError(f"{where} exists already and does something else than {member.channel}")
        if found.type == "arrow_function" and _takes_too_few(self.script, found, member) and not self._is_shorter(found, member):
            raise CannotRenderError(f"{where} exists already and takes fewer arguments than its callers pass")
        return not self._is_shorter(found, member)

    def _mentions(self, channel: str, value: Node) -> bool:
        within = self.script.parsed.root if value.type not in ("arrow_function", "function_expression") else value
        if "${}" in channel:
            filled = re.compile(r"`" + r"\$\{\w+\}".join(re.escape(text) for text in channel.split("${}")) + r"`")
            return any(node.type == "template_string" and filled.fullmatch(self.script.text(node)) for node in descendants(within))
        return any(self.script.string(node) == channel for node in descendants(within))

    def _is_shorter(self, value: Node, member: BridgeMember) -> bool:
        """True when `value` is our own member with less parameters."""
        said = tokens(self.script.parsed, [value])
        names = self.snippets.names()
        if said == _tokens(self.script, with_names(_value(member), names)):
            return False
        shorter = (_shortened(member, count) for count in range(len(member.parameters)))
        return any(said == _tokens(self.script, with_names(_value(each), names)) for each in shorter)

    def _prepare(self, members: Collection[BridgeMember]) -> None:
        kinds = {member.kind for member in members}
        exposed = _exposure(self.script, self.layout.api_name) is not None
        wanted = {name for member in members for name in member.imports}
        if kinds - {MemberKind.CONSTANT, MemberKind.LOCAL} or (MemberKind.CONSTANT in kinds and self._constants() is None):
            wanted.add("ipcRenderer")
        if not exposed:
            wanted.add("contextBridge")
        self.names.update(bind(self.script, "electron", wanted))
        if self.script.kind is ModuleKind.TYPESCRIPT:
            written = " ".join(parameter.type for member in members for parameter in member.parameters)
            types = {name for member in members for name in member.types if re.search(rf"\b{name}\b", written)}
            self.names.update(bind(self.script, "electron", types, types=True))
            declared = {name for member in members for name in member.declarations if re.search(rf"\b{name}\b", written)}
            self.names.update(self.snippets.bind_declarations(tuple(sorted(declared))))
        if not exposed:
            self._expose()
        if MemberKind.CONSTANT in kinds:
            self._add_constants()
        helpers = {name for member in members for name in member.helpers} | {_HELPER_OF[kind] for kind in kinds if kind in _HELPER_OF}
        helpers |= {"oneOf" for member in members if member.among}
        self.names.update(self.snippets.add(helpers))

    def _expose(self) -> None:
        name = self.layout.api_name
        local = self.script.free_name(name)
        dual = self.script.path in self.layout.dual
        self.script.add_last(self.script.dressed(f"const {local} = {{\n}}"))
        fallback = self.script.free_name(_FALLBACK)
        code = _dual_block(name, local, fallback, self.layout.electron_major) if dual else _plain_line(name, local)
        self.script.add_last(self.script.dressed(code, self.names))

    def _constants(self) -> str | None:
        """What this file calls the constants that main sent."""
        for call, function, arguments in self.script.calls():
            if function.endswith("sendSync") and arguments and self.script.string(arguments[0]) == CONSTANTS_CHANNEL:
                node: Node | None = call
                while node is not None and node.type != "variable_declarator":
                    node = node.parent
                name = node.child_by_field_name("name") if node is not None else None
                if name is not None and name.type == "identifier":
                    return self.script.text(name)
        return None

    def _add_constants(self) -> None:
        local = self._constants()
        if local is None:
            local = self.script.free_name("constants")
            code = self.script.dressed(_CONSTANTS, {**self.names, "constants": local})
            first = self.snippets.first()
            if first is not None:
                self.script.add_before(first, code)
            else:
                self._place_above_bridge(code)
        self.names["constants"] = local

    def _place_above_bridge(self, code: str) -> None:
        bridge = _bridge_object(self.script, self.layout.api_name)
        head = last_of_head(self.script)
        if bridge is None and head is not None:
            self.script.add_after(head, code)
        elif bridge is not None:
            self.script.add_before(self.script.top_level(bridge), code)

    def _add_member(self, member: BridgeMember) -> None:
        bridge = _bridge_object(self.script, self.layout.api_name)
        if bridge is None:
            raise CannotRenderError(f"{self.script.path} exposes {self.layout.api_name} by an expression that cannot be added to")
        place, rest = _deepest(self.script, bridge, member.path)
        existing = _member(self.script, bridge, member.path)
        value = with_names(_value(member), self.names)
        if existing is not None:
            self.script.replace(existing.start_byte, existing.end_byte, self.script.dressed(value, around=("(", ")")))
            return
        text = f"{property_key(rest[-1])}: {value}"
        for name in reversed(rest[:-1]):
            text = f"{property_key(name)}: {{\n  " + text.replace("\n", "\n  ") + "\n}"
        elements = [node for node in place.named_children if node.type != "comment"]
        keys = [_order(self.script, node) for node in elements]
        wanted = (len(rest) == 1, rest[0].lower())
        before = next((node for node, key in zip(elements, keys, strict=True) if keys == sorted(keys) and key > wanted), None)
        self.script.add_element(place, self.script.dressed(text, around=("({", "})")), before)


def _expose_plainly(script: Script, layout: Layout) -> None:
    found = _exposure(script, layout.api_name)
    if found is None or found[1].type != "identifier":
        return
    local = script.text(found[1])
    names = exported_names(script, _ELECTRON, ("contextBridge", "ipcRenderer"))
    for fallback in script.scopes.module.names:
        for major in (0, 13):
            block = with_names(_dual_block(layout.api_name, local, fallback, major), names)
            run = script.statement_run(block)
            if run:
                start = script.start_with_comments(run[0])
                line = script.dressed(_plain_line(layout.api_name, local), names)
                script.replace(start, script.line_end(run[-1]), line)
                return
    if any(_FALLBACK in name for name in script.scopes.module.names):
        raise CannotRenderError(
            f"{script.path}: the part that serves pages without isolation was changed by hand; "
            f"leave contextBridge.exposeInMainWorld({quoted(layout.api_name)}, {local}) of it"
        )


def _kind(path: str, raw: bytes | None) -> ModuleKind:
    if path.endswith((".ts", ".mts", ".cts", ".tsx")):
        return ModuleKind.TYPESCRIPT
    source = Source.of(path, raw or b"")
    modern = path.endswith(".mjs") or has_module_syntax(parse(source, regions(source)[0]))
    return ModuleKind.ESM if modern else ModuleKind.COMMONJS


def _snippets(script: Script, declarations: str | None, place: Callable[[str], None]) -> Snippets:
    return Snippets(script, preload_snippets(), electron=_ELECTRON, declarations=declarations, place=place)


def _exposure(script: Script, api_name: str) -> tuple[Node, Node] | None:
    """The call that exposes the bridge, and the expression for it."""
    for call, function, arguments in script.calls():
        if function.endswith("exposeInMainWorld") and len(arguments) == 2 and script.string(arguments[0]) == api_name:
            return call, arguments[1]
    return None


def _bridge_object(script: Script, api_name: str) -> Node | None:
    found = _exposure(script, api_name)
    return _object(script, found[1]) if found is not None else None


def _object(script: Script, node: Node) -> Node | None:
    """The object literal that an expression is or names."""
    while node.type in ("as_expression", "satisfies_expression", "parenthesized_expression"):
        node = node.named_children[0]
    if node.type in ("identifier", "shorthand_property_identifier"):
        declarator = script.declared(script.text(node))
        value = declarator.child_by_field_name("value") if declarator is not None else None
        if value is None or declarator is None:
            return None
        if declarator.child_by_field_name("type") is not None:
            raise CannotRenderError(f"{script.path}: {script.text(node)} has a type of its own, which would have to be extended first")
        return _object(script, value) if value.type != "identifier" else None
    return node if node.type == "object" else None


def _properties(script: Script, container: Node) -> Iterator[tuple[str, Node, Node]]:
    """Name, element and value of each property of an object literal."""
    for element in container.named_children:
        key = element.child_by_field_name("key") or element.child_by_field_name("name")
        value = element.child_by_field_name("value") or element
        if element.type == "shorthand_property_identifier":
            yield script.text(element), element, element
        elif key is not None:
            yield script.string(key) or script.text(key), element, value


def _member(script: Script, bridge: Node, path: tuple[str, ...]) -> Node | None:
    """The value that hangs at `path` of the bridge."""
    place, rest = _deepest(script, bridge, path)
    if len(rest) > 1:
        return None
    return next((value for name, _, value in _properties(script, place) if rest and name == rest[0]), None)


def _deepest(script: Script, bridge: Node, path: tuple[str, ...]) -> tuple[Node, tuple[str, ...]]:
    """The innermost group of `path` that exists, and what is left of the path."""
    place = bridge
    for index, name in enumerate(path[:-1]):
        value = next((value for key, _, value in _properties(script, place) if key == name), None)
        if value is None:
            return place, path[index:]
        group = _object(script, value)
        if group is None:
            raise CannotRenderError(f"{script.path}: {'.'.join(path[: index + 1])} of the bridge is no object that can be added to")
        place = group
    return place, path[-1:]


def _order(script: Script, element: Node) -> tuple[bool, str]:
    value = element.child_by_field_name("value")
    key = element.child_by_field_name("key") or element.child_by_field_name("name") or element
    return value is None or value.type != "object", (script.string(key) or script.text(key)).lower()


def _takes_too_few(script: Script, function: Node, member: BridgeMember) -> bool:
    if member.kind in (MemberKind.ON, MemberKind.ONCE):
        return False
    parameters = function.child_by_field_name("parameters")
    given = parameters.named_children if parameters is not None else [function]
    return len(given) < len(member.parameters) and not any("..." in script.text(node) for node in given)


def _shortened(member: BridgeMember, count: int) -> BridgeMember:
    return replace(member, parameters=member.parameters[:count])


def _value(member: BridgeMember) -> str:
    """The canonical code of a member."""
    if member.is_value:
        return member.expression
    channel = _channel(member)
    passed = "".join(f", {'...' if parameter.rest else ''}{parameter.name}" for parameter in member.parameters)
    before = f"{parameters_text(member.holes)}, " if member.holes else ""
    listener = f"({before}callback: ({parameters_text(member.parameters)}) => void) =>"
    is_async = "async " if re.search(r"\bawait\b", member.expression) else ""
    function = f"{is_async}({parameters_text((*member.holes, *member.parameters))}) =>"
    match member.kind:
        case MemberKind.INVOKE:
            return f"{function} ipcRenderer.invoke({channel}{passed})"
        case MemberKind.SEND:
            return f"{function} {{ ipcRenderer.send({channel}{passed}) }}"
        case MemberKind.SEND_SYNC:
            return f"{function} ipcRenderer.sendSync({channel}{passed})"
        case MemberKind.ASK:
            return f"{function} ask({channel}{passed})"
        case MemberKind.ON:
            return f"{listener} subscribe({channel}, callback)"
        case MemberKind.ONCE:
            return f"{listener} subscribeOnce({channel}, callback)"
        case MemberKind.CONSTANT | MemberKind.LOCAL:
            return f"{function} ({member.expression})" if member.expression.startswith("{") else f"{function} {member.expression}"


def _channel(member: BridgeMember) -> str:
    """The code for the channel: one string, or one that is filled in here, so that a page names a part of it at most."""
    if not member.holes:
        return quoted(member.channel)
    texts = member.channel.split("${}")
    filled = "".join(f"{text}${{{hole.name}}}" for text, hole in zip(texts, member.holes, strict=False)) + texts[-1]
    if not member.among:
        return f"`{filled}`"
    return f"oneOf(`{filled}`, [{', '.join(quoted(each) for each in member.among)}])"


def _tokens(script: Script, code: str) -> tuple[str, ...]:
    return tokens_of(script.plain(f"({code})"))


def _plain_line(api_name: str, local: str) -> str:
    return f"contextBridge.exposeInMainWorld({quoted(api_name)}, {local})"


def _dual_block(api_name: str, local: str, fallback: str, electron_major: int) -> str:
    expose = f"contextBridge.exposeInMainWorld({quoted(api_name)}, {local})"
    otherwise = f"{fallback}({quoted(api_name)}, {local})"
    if electron_major >= 13:
        choice = f"if (process.contextIsolated) {expose}\nelse {otherwise}"
    else:
        choice = (
            f"try {{\n  {expose}\n}} catch (error) {{\n"
            "  // process.contextIsolated exists from Electron 13 only\n"
            f"  if (!/contextIsolation/.test(String(error))) throw error\n  {otherwise}\n}}"
        )
    return _FALLBACK_CODE.replace(_FALLBACK, fallback) + "\n\n" + choice


_ELECTRON = frozenset({"electron", "electron/renderer", "electron/common"})
_HELPER_OF: Mapping[MemberKind, str] = {MemberKind.ON: "subscribe", MemberKind.ONCE: "subscribeOnce", MemberKind.ASK: "ask"}
_HEADING = "// The bridge between the pages of this app and its main process: one method, one channel."
_FALLBACK = "exposeWithoutIsolation"

_CONSTANTS = f"""\
// Values that cannot change while a page lives, read once.
const constants = ipcRenderer.sendSync({quoted(CONSTANTS_CHANNEL)}) || {{}}"""

_FALLBACK_CODE = """\
// For pages that still run without isolation, until the last of them is isolated: a frozen API, and plain copies of all
// that crosses, so that what isolation will break shows now.
function exposeWithoutIsolation (name: string, api: object) {
  const probe = new MessageChannel().port1
  const kept = [ArrayBuffer, Blob, Date, Map, Node, RegExp, Set]

  function cross (value: unknown, frozen = false) {
    const copies = new Map<unknown, Record<string, unknown>>()
    let cloneable = true
    const copy = (item: any): unknown => {
      if (typeof item === 'function' || item instanceof Promise || item instanceof Node) cloneable = false
      if (typeof item === 'function') return call(item)
      if (item instanceof Promise) return item.then((result) => cross(result), (error) => { throw cross(error) })
      if (item instanceof Error) return new Error(item.message)
      if (Object(item) !== item || ArrayBuffer.isView(item) || kept.some((type) => item instanceof type)) return item
      if (!copies.has(item)) {
        const plain: any = Array.isArray(item) ? [] : {}
        copies.set(item, plain)
        for (const key of Object.keys(item)) plain[key] = copy(item[key])
      }
      return copies.get(item)
    }
    const result = copy(value)
    if (cloneable) probe.postMessage(value) // throws at a Proxy and whatever else cannot be cloned
    if (frozen) copies.forEach((plain) => { Object.freeze(plain) })
    return result
  }

  // a function is another one each time it crosses
  const call = (target: (...args: unknown[]) => unknown) => (...args: unknown[]) => {
    try { return cross(target(...args.map((arg) => cross(arg)))) } catch (error) { throw cross(error) }
  }

  Object.defineProperty(window, name, { value: cross(api, true), enumerable: true })
}"""
