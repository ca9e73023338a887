"""A listener of main's for one channel, and its rewrite from a message to a request: `ipcMain.on` to `handle`, answers to `return`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import span_of
from electron_migrate.code.source import Place, Span
from electron_migrate.facts.lowering import FUNCTIONS, WRAPPERS, walk
from electron_migrate.facts.model import Channel, Process
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.summary import Call
from electron_migrate.plan.asynchrony import enclosing_function
from electron_migrate.plan.function_uses import Uses, uses_of

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# What an event of `handle` has too. https://www.electronjs.org/docs/latest/api/structures/ipc-main-invoke-event
_ALSO_OF_INVOKE = frozenset({"sender", "senderFrame", "frameId", "processId"})
_READY = frozenset({"whenReady", "on", "once"})


@dataclass(frozen=True, slots=True)
class MainListener:
    """The one listener of a channel in main. `verb` is the name `on` of its registration; `event` the name of its first parameter, or empty."""

    unit: UnitId
    call: Node
    verb: Node
    function: Node
    event: str
    named: bool
    """Given by its name: its one use is this registration."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A place where the listener answers. `node` is the assignment or call; `values` what is answered with."""

    node: Node
    values: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class NoRequest:
    """It stays a message: why. Goes on after "It stays …: "."""

    reason: str


def listener_of(context: Context, channel: Channel) -> MainListener | NoRequest:
    """The listener of a channel, where main has exactly one that nothing else reaches or takes off."""
    receivers = [use for use in channel.receivers if use.process not in (Process.RENDERER, Process.PRELOAD)]
    if len(receivers) != 1 or receivers[0].kind not in ("on", "addListener"):
        return NoRequest(
            "main has no listener for it, or more than one" if len(receivers) != 1 else f"main listens with {receivers[0].kind}"
        )
    place = receivers[0].place
    if context.facts.process(place.path) is not Process.MAIN or context.facts.broken(place.path):
        return NoRequest(f"{place.path} does not run in main only")
    other = _also_used(context, channel.name, place)
    if other:
        return NoRequest(other)
    unit = context.unit_at(place)
    call = context.node(unit, place.span)
    called, arguments = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    verb = called.child_by_field_name("property") if called is not None and called.type == "member_expression" else None
    given = [child for child in (arguments.named_children if arguments is not None else ()) if child.type != "comment"]
    if verb is None or len(given) != 2 or call.parent is None or call.parent.type != "expression_statement":
        return NoRequest("the registration is more than one plain call")
    if context.parsed(unit).text(verb) not in ("on", "addListener"):
        return NoRequest("it is registered through a function of the app")
    if not _runs_once(context, unit, call, 0):
        return NoRequest(f"it is registered where it may happen twice ({_at(context, unit, call)}), and a second handler throws")
    return _with_function(context, unit, call, verb, given[1])


def _with_function(context: Context, unit: UnitId, call: Node, verb: Node, given: Node) -> MainListener | NoRequest:
    named = False
    if given.type == "identifier":
        found = context.function_behind(unit, given)
        if found is None or found[0] != unit:
            return NoRequest("its function is in another file, or not known")
        binding = context.scopes(unit).binding_of(given)
        if (
            binding is None
            or len(binding.references) != 1
            or binding.writes
            or context.parsed(unit).text(given) in _exported(context, unit)
        ):
            return NoRequest("its function is used elsewhere too")
        given, named = found[1], True
    if given.type not in ("arrow_function", "function_expression", "function_declaration"):
        return NoRequest("its function cannot be read here")
    if any(child.type == "*" for child in given.children):
        return NoRequest("its function is a generator")
    event = _event_name(context, unit, given)
    if event is None:
        return NoRequest("its function takes the event apart, or all arguments at once")
    return MainListener(unit, call, verb, given, event, named)


def answers_by_value(context: Context, listener: MainListener) -> tuple[Answer, ...] | NoRequest:
    """Every `event.returnValue = …`; other uses of the event are such that a request has them too."""
    found: list[Answer] = []
    for node in _event_uses(context, listener):
        member = node.parent
        if member is None or member.type != "member_expression" or member.child_by_field_name("object") != node:
            return NoRequest(f"the event is handed on at {_at(context, listener.unit, node)}")
        name = context.parsed(listener.unit).text(member.child_by_field_name("property") or member)
        if name == "returnValue":
            assignment = member.parent
            if assignment is None or assignment.type != "assignment_expression" or assignment.child_by_field_name("left") != member:
                return NoRequest(f"event.returnValue is read at {_at(context, listener.unit, node)}")
            value = assignment.child_by_field_name("right")
            if value is None or not _stands_alone(assignment):
                return NoRequest(f"the value of an assignment is used at {_at(context, listener.unit, node)}")
            found.append(Answer(assignment, (value,)))
        elif name not in _ALSO_OF_INVOKE:
            return NoRequest(f"event.{name} is used at {_at(context, listener.unit, node)}, which a request has not")
    return tuple(found) if found else NoRequest("its listener never answers")


def answers_by_message(context: Context, listener: MainListener, replies: tuple[Place, ...]) -> tuple[Answer, ...] | NoRequest:
    """Every `event.reply(channel, …)` or `event.sender.send(channel, …)` among the sends at `replies`, all of which must be in the listener."""
    spans = {place.span for place in replies if place.path == listener.unit.path}
    found: list[Answer] = []
    for node in _event_uses(context, listener):
        member = node.parent
        if member is None or member.type != "member_expression" or member.child_by_field_name("object") != node:
            return NoRequest(f"the event is handed on at {_at(context, listener.unit, node)}")
        name = context.parsed(listener.unit).text(member.child_by_field_name("property") or member)
        call = _call_of(member)
        if name == "sender" and call is None and member.parent is not None:
            call = _call_of(member.parent)
        if call is not None and Span(call.start_byte, call.end_byte) in spans:
            arguments = call.child_by_field_name("arguments")
            given = [child for child in (arguments.named_children if arguments is not None else ()) if child.type != "comment"]
            if any(child.type == "spread_element" for child in given):
                return NoRequest(f"it answers with spread arguments at {_at(context, listener.unit, call)}")
            if not _stands_alone(call):
                return NoRequest(f"what sending gives back is used at {_at(context, listener.unit, call)}")
            found.append(Answer(call, tuple(given[1:])))
        elif name not in _ALSO_OF_INVOKE:
            return NoRequest(f"event.{name} is used at {_at(context, listener.unit, node)}, which a request has not")
    if len(found) != len(replies):
        return NoRequest("the answer is sent from other places too, or not to the sender")
    return tuple(found)


def is_answered_once(context: Context, listener: MainListener, answers: tuple[Answer, ...]) -> bool:
    """True when every way through the listener comes to exactly one answer, as the last thing that it does."""
    body = listener.function.child_by_field_name("body")
    if body is None:
        return False
    nodes = {answer.node.id for answer in answers}
    if body.type != "statement_block":
        return _unwrapped(body).id in nodes
    return all(_is_last(listener.function, answer.node) for answer in answers) and _ends(body, nodes)


def request_edits(context: Context, listener: MainListener, answers: tuple[Answer, ...], *, once: bool) -> tuple[Edit, ...] | NoRequest:
    """`handle` for `on`, and a returned value for each answer.

    `once`: what is shown by `is_answered_once`. Without it the answers may come late: the body goes into a promise that the first one settles.
    """
    edits = [Edit.replace(span_of(listener.verb), "handle")]
    if once or all(_is_last(listener.function, answer.node) for answer in answers):
        for answer in answers:
            edits.extend(_returned(context, listener, answer))
        return tuple(edits)
    wrapped = _promised(context, listener, answers)
    return wrapped if isinstance(wrapped, NoRequest) else (*edits, *wrapped)


# ---- answers


def _returned(context: Context, listener: MainListener, answer: Answer) -> list[Edit]:
    parsed = context.parsed(listener.unit)
    body = listener.function.child_by_field_name("body")
    expression = body is not None and body.type != "statement_block"
    text = _value_text(context, listener, answer)
    if expression:
        assert body is not None
        return _kept(body, answer, before="", text=text) if text is None else [Edit.replace(span_of(body), text or "undefined")]
    statement = answer.node.parent
    assert statement is not None
    if statement.type == "return_statement":
        return _kept(answer.node, answer, before="", text=text) if text is None else [Edit.replace(span_of(answer.node), text or "undefined")]
    word = "return " if answer.values else "return"
    edits = _kept(answer.node, answer, before=word, text=text) if text is None else [Edit.replace(span_of(answer.node), word + text)]
    after = statement.next_named_sibling
    if (
        after is not None
        and after.type in ("return_statement", "break_statement")
        and (after.type == "break_statement" or not after.named_child_count)
    ):
        data = parsed.source.data
        start = statement.end_byte
        # the bare `return` or `break` behind it goes with the blanks before it
        while data[start : start + 1] in (b";",):
            start += 1
        edits.append(Edit.delete(start, after.end_byte))
    return edits


def _kept(around: Node, answer: Answer, *, before: str, text: str | None) -> list[Edit]:
    """One value: it stays where it is, what stands around it goes."""
    value = answer.values[0]
    needs = value.type in ("object", "sequence_expression") and not before
    return [
        Edit.replace(Span(around.start_byte, value.start_byte), before + ("(" if needs else "")),
        *(
            [Edit.replace(Span(value.end_byte, around.end_byte), ")" if needs else "")]
            if value.end_byte != around.end_byte or needs
            else []
        ),
    ]


def _value_text(context: Context, listener: MainListener, answer: Answer) -> str | None:
    """None where one value stays in its place; else what is returned instead."""
    if len(answer.values) == 1:
        return None
    parsed = context.parsed(listener.unit)
    if not answer.values:
        return ""
    return "[" + ", ".join(parsed.text(value) for value in answer.values) + "]"


def _promised(context: Context, listener: MainListener, answers: tuple[Answer, ...]) -> tuple[Edit, ...] | NoRequest:
    function, parsed = listener.function, context.parsed(listener.unit)
    body = function.child_by_field_name("body")
    if body is None or body.type != "statement_block" or any(child.type == "async" for child in function.children):
        return NoRequest("it answers in a callback of an async listener")
    words = {parsed.text(node) for node in walk(function) if node.type in ("identifier", "shorthand_property_identifier")}
    settle = next((word for word in ("resolve", "answer", "settle") if word not in words), None)
    uses_this = any(node.type == "this" for node in walk(body))
    if settle is None or (function.type != "arrow_function" and uses_this):
        return NoRequest("it answers in a callback")
    edits: list[Edit] = []
    end = context.style(listener.unit.path).end
    if function.type == "arrow_function":
        edits += [Edit.insert(body.start_byte, f"new Promise(({settle}) => "), Edit.insert(body.end_byte, ")")]
    else:
        edits += [Edit.insert(body.start_byte + 1, f" return new Promise(({settle}) => {{"), Edit.insert(body.end_byte - 1, f"}}){end} ")]
    for answer in answers:
        text = _value_text(context, listener, answer)
        if text is not None:
            edits.append(Edit.replace(span_of(answer.node), f"{settle}({text})"))
            continue
        value = answer.values[0]
        edits.append(Edit.replace(Span(answer.node.start_byte, value.start_byte), f"{settle}("))
        edits.append(Edit.replace(Span(value.end_byte, answer.node.end_byte), ")"))
    return tuple(edits)


# ---- paths


def _is_last(function: Node, node: Node) -> bool:
    """True when the function does nothing more after `node`, a statement's expression of its own body."""
    body = function.child_by_field_name("body")
    if body is not None and body.type != "statement_block":
        return _unwrapped(body) == node
    if enclosing_function(node) != function:
        return False
    at = node.parent
    if at is not None and at.type == "return_statement":
        return True
    while at is not None and at != body:
        parent = at.parent
        if parent is None:
            return False
        if parent.type in ("statement_block", "switch_case", "switch_default"):
            after = at.next_named_sibling
            while after is not None and after.type == "comment":
                after = after.next_named_sibling
            if after is not None and after.type == "return_statement" and not after.named_child_count:
                return True
            if after is not None and after.type == "break_statement" and parent.type != "statement_block":
                after = None
            elif after is None and parent.type in ("switch_case",) and parent.next_named_sibling is not None:
                # falls through into the next case
                return False
            if after is not None:
                return False
        elif parent.type not in ("if_statement", "else_clause", "switch_body", "switch_statement", "expression_statement"):
            if parent.type in ("try_statement", "catch_clause") and _no_finally(parent):
                at = parent
                continue
            return False
        at = parent
    return at == body


def _no_finally(node: Node) -> bool:
    statement = node if node.type == "try_statement" else node.parent
    return statement is not None and statement.child_by_field_name("finalizer") is None


def _ends(block: Node, answers: set[int]) -> bool:
    """True when every way through a block comes to an answer, or throws."""
    statements = [child for child in block.named_children if child.type != "comment"]
    for statement in statements:
        if any(node.type == "return_statement" and not _within(node, answers) for node in _own(statement)) and not _answered_before(
            statement, answers
        ):
            return False
    return bool(statements) and any(_statement_ends(statement, answers) for statement in statements)


def _answered_before(statement: Node, answers: set[int]) -> bool:
    """True when each bare `return` in it comes right after an answer."""
    for node in _own(statement):
        if node.type == "return_statement" and not _within(node, answers):
            before = node.prev_named_sibling
            if (
                node.named_child_count
                or before is None
                or before.type != "expression_statement"
                or before.named_children[0].id not in answers
            ):
                return False
    return True


def _within(node: Node, answers: set[int]) -> bool:
    return any(child.id in answers for child in walk(node))


def _statement_ends(statement: Node, answers: set[int]) -> bool:
    match statement.type:
        case "expression_statement":
            return bool(statement.named_children) and statement.named_children[0].id in answers
        case "return_statement":
            return _within(statement, answers)
        case "throw_statement":
            return True
        case "statement_block":
            return _ends(statement, answers)
        case "if_statement":
            consequence, alternative = statement.child_by_field_name("consequence"), statement.child_by_field_name("alternative")
            if consequence is None or alternative is None or not alternative.named_children:
                return False
            return _statement_ends(consequence, answers) and _statement_ends(alternative.named_children[-1], answers)
        case "try_statement":
            body, handler = statement.child_by_field_name("body"), statement.child_by_field_name("handler")
            caught = handler.child_by_field_name("body") if handler is not None else None
            return body is not None and _ends(body, answers) and (handler is None or (caught is not None and _ends(caught, answers)))
        case "switch_statement":
            return _switch_ends(statement, answers)
        case _:
            return False


def _switch_ends(statement: Node, answers: set[int]) -> bool:
    body = statement.child_by_field_name("body")
    cases = [child for child in (body.named_children if body is not None else ()) if child.type in ("switch_case", "switch_default")]
    if not any(case.type == "switch_default" for case in cases):
        return False
    for case in cases:
        statements = [child for child in case.named_children if child != case.child_by_field_name("value") and child.type != "comment"]
        if not any(_statement_ends(one, answers) for one in statements) and case.next_named_sibling is None:
            return False
        if statements and not any(_statement_ends(one, answers) for one in statements):
            return False
    return True


def _own(statement: Node) -> list[Node]:
    found: list[Node] = []
    stack = [statement]
    while stack:
        node = stack.pop()
        if node.type in FUNCTIONS:
            continue
        found.append(node)
        stack.extend(node.named_children)
    return found


# ---- the registration


def _also_used(context: Context, channel: str, place: Place) -> str:
    """Where main raises the event itself, or takes listeners off; empty where it does neither."""
    for site in context.facts.sites:
        if site.module != "electron" or site.levels[-1].origin[:1] != ("ipcMain",):
            continue
        verb = site.levels[-1].origin[1] if len(site.levels[-1].origin) > 1 else ""
        call = site.levels[-1].value
        if verb in ("emit", "removeListener", "off", "removeAllListeners", "listeners", "eventNames", "rawListeners"):
            text = context.facts.origins.text(site.unit, call.arguments[0]) if isinstance(call, Call) and call.arguments else None
            if text is None or text == channel:
                at = context.facts.where(site.unit.path, site.span.start)
                return f"main uses ipcMain.{verb} ({at})"
    return ""


def _runs_once(context: Context, unit: UnitId, node: Node, depth: int) -> bool:
    """True for code that runs once while main lives: at the top level, when the app is ready, or in a function that is called once there."""
    at = node.parent
    while at is not None and at.type not in FUNCTIONS:
        if at.type in ("for_statement", "for_in_statement", "while_statement", "do_statement", "class_body"):
            return False
        at = at.parent
    if at is None:
        return True
    if depth > 4:
        return False
    if _is_ready_callback(context, unit, at):
        call = at.parent.parent if at.parent is not None else None
        return call is not None and _runs_once(context, unit, call, depth + 1)
    found = uses_of(context, unit, at)
    if not isinstance(found, Uses) or len(found.calls) + len(found.handed) != 1:
        return False
    if found.calls:
        return _runs_once(context, found.calls[0].unit, found.calls[0].node, depth + 1)
    handed = found.handed[0]
    return _is_ready_callback(context, handed.unit, handed.node) and _runs_once(context, handed.unit, handed.node, depth + 1)


def _is_ready_callback(context: Context, unit: UnitId, function: Node) -> bool:
    """`app.whenReady().then(f)`, `app.on('ready', f)`."""
    arguments = function.parent
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    called = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
    if called is None:
        return False
    text = "".join(context.parsed(unit).text(called).split())
    if text.endswith("app.whenReady().then"):
        return True
    first = arguments.named_children[0] if arguments is not None else None
    return text.endswith(("app.on", "app.once")) and first is not None and context.parsed(unit).text(first)[1:-1] == "ready"


def _event_name(context: Context, unit: UnitId, function: Node) -> str | None:
    single = function.child_by_field_name("parameter")
    listed = function.child_by_field_name("parameters")
    parameters = (
        [single] if single is not None else [child for child in (listed.named_children if listed else ()) if child.type != "comment"]
    )
    if any(node.type == "identifier" and context.parsed(unit).text(node) == "arguments" for node in walk(function)):
        return None
    if not parameters:
        return ""
    pattern = parameters[0].child_by_field_name("pattern") or parameters[0]
    annotation = parameters[0].child_by_field_name("type")
    if annotation is not None and "IpcMainEvent" in context.parsed(unit).text(annotation):
        return None
    return context.parsed(unit).text(pattern) if pattern.type == "identifier" else None


def _event_uses(context: Context, listener: MainListener) -> list[Node]:
    if not listener.event:
        return []
    single = listener.function.child_by_field_name("parameter")
    listed = listener.function.child_by_field_name("parameters")
    first = single if single is not None else next(child for child in (listed.named_children if listed else ()) if child.type != "comment")
    binding = context.scopes(listener.unit).binding_of(first.child_by_field_name("pattern") or first)
    return [reference.node for reference in binding.references] if binding is not None else []


def _call_of(member: Node) -> Node | None:
    call = member.parent
    return call if call is not None and call.type == "call_expression" and call.child_by_field_name("function") == member else None


def _stands_alone(node: Node) -> bool:
    """True for a statement of its own, and for all that an arrow without braces does."""
    at, parent = node, node.parent
    while parent is not None and parent.type in WRAPPERS:
        at, parent = parent, parent.parent
    if parent is None:
        return False
    return (
        parent.type == "expression_statement"
        or (parent.type == "arrow_function" and parent.child_by_field_name("body") == at)
        or (parent.type == "return_statement")
    )


def _unwrapped(node: Node) -> Node:
    while node.type in WRAPPERS and node.named_children:
        node = node.named_children[0]
    return node


def _exported(context: Context, unit: UnitId) -> frozenset[str]:
    return frozenset(name for name, _ in context.facts.origins.unit(unit).exports)




def _at(context: Context, unit: UnitId, node: Node) -> str:
    return context.facts.where(unit.path, node.start_byte)
