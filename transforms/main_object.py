"""Ask a global or a module of main through the bridge, one method for each member that pages use.

## What it does
`remote.getGlobal('conf').get('theme')` becomes `window.electronAPI.conf.getSync('theme')`, or an awaited `conf.get` where the caller can wait;
`remote.require('./core').load(id)` becomes `window.electronAPI.core.load(id)`. Handles in variables and in other modules are followed. What main
sets as the global, or what the module exports, tells the arguments, whether the answer comes at once or later, and whether it can cross. Names that
all callers write out become an allow-list in main. A constant that the module exports is read once by the preload. An answer that the page goes on
calling stays in main: the page gets a handle with the methods that it calls, and so on for what these give.

## Why
`getGlobal` and `require` of remote hand a page a live object of main with everything that hangs on it, and every step blocks the page.

## When it stays its hand
Main has no such global or module; the object itself is passed on; the answer is a live object of a package's, or one that is passed where it cannot
be followed, compared, or whose members are read; a class is constructed; an argument cannot be cloned; whether the answer comes at once or later
cannot be told; the module runs programs.

## Safety
Writing to a log with plain values is safe. Everything else is review: what is awaited arrives later, what is asked in place blocks the page as it
did, and what arrives is a copy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from electron_migrate.api import (
    GUARDED,
    Act,
    BridgeMember,
    Call,
    Concat,
    Constant,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    FunctionValue,
    HandlerKind,
    HandlerParameter,
    Judged,
    Later,
    Literal,
    LiveMember,
    MainConstant,
    MainData,
    MainFunction,
    MainHandler,
    MainMissing,
    MainUnknown,
    Manual,
    Member,
    MemberKind,
    Name,
    Nature,
    Need,
    Parameter,
    Reach,
    Safety,
    Site,
    Span,
    Spread,
    Template,
    Transform,
    UnitId,
    Use,
    Value,
    access,
    calls_on_result,
    in_try,
    is_settled_later,
    is_typed,
    may_await,
    member_name,
    reach_of,
    read_arguments,
    type_of,
    unsendable,
    with_edits,
    written_value,
)

TRANSFORM = Transform(
    id="main-object",
    title="Ask globals and modules of main through the bridge",
    rules=("remote-use",),
    origins=("remote.getGlobal", "remote.require"),
    safety=Safety.SAFE,
)

_SECRET = re.compile(r"secret|token|passw|credential|private|api_?key|auth", re.IGNORECASE)
_CHANGES_IN_PLACE = frozenset({"sort", "push", "pop", "shift", "unshift", "splice", "reverse", "fill", "copyWithin"})

EXAMPLES = (
    Example(
        "a logger in a variable, with plain values",
        before="const { remote } = require('electron')\nconst logger = remote.getGlobal('logger')\n\nif (logger) logger.info('started')\n"
        "button.addEventListener('click', () => { logger.error(`failed: ${button.id}`) })\n"
        "//- setup.js\nconst { app } = require('electron')\nglobal.logger = require('winston')\napp.focus()\n",
        after="if (window.electronAPI.logger) window.electronAPI.logger.info('started')\n"
        "button.addEventListener('click', () => { window.electronAPI.logger.error(`failed: ${button.id}`) })\n",
    ),
    Example(
        "an answer that an event handler can await",
        before="const { remote } = require('electron')\nbutton.addEventListener('click', () => { show(remote.getGlobal('conf').get('theme')) })\n"
        "//- setup.js\nconst { app } = require('electron')\nconst values = { theme: 'dark' }\n"
        "global.conf = { get: (key) => values[key], set (key, value) { values[key] = value } }\napp.focus()\n",
        after="button.addEventListener('click', async () => { show(await window.electronAPI.conf.get('theme')) })\n",
    ),
    Example(
        "an answer that is needed in place, of an aliased handle",
        before="const { getGlobal: main } = require('electron').remote\nconst settings = main('conf')\n"
        "const theme = settings.get('theme') === 'dark' ? 'night' : 'day'\nsettings.set('seen', true)\n"
        "//- setup.js\nconst { app } = require('electron')\nconst values = { theme: 'dark' }\n"
        "global.conf = { get: (key) => values[key], set (key, value) { values[key] = value } }\napp.focus()\n",
        after="const theme = window.electronAPI.conf.getSync('theme') === 'dark' ? 'night' : 'day'\nwindow.electronAPI.conf.set('seen', true)\n",
    ),
    Example(
        "values that are shared, read and written",
        before="const { remote } = require('electron')\nconst shared = remote.getGlobal('shared')\nshared.count = 1; if (shared.count > 0) shared.count += 2\n"
        "//- setup.js\nconst { app } = require('electron')\nglobal.shared = { count: 0 }\napp.focus()\n",
        after="window.electronAPI.shared.setCount(1); if (window.electronAPI.shared.getCountSync() > 0) "
        "window.electronAPI.shared.setCount(window.electronAPI.shared.getCountSync() + 2)\n",
    ),
    Example(
        "functions of a module of main's",
        before="const core = require('electron').remote.require('./core')\nasync function f (id) {\n  const { name } = await core.load(id)\n"
        "  core.save(name, (error, saved) => { if (!error) show(saved) })\n}\nf(core.LIMIT)\n"
        "//- core.js\nexports.LIMIT = 3\nexports.load = async (id) => ({ id, name: 'x' })\n"
        "exports.save = function (name, done) { setTimeout(() => done(null, name), 1) }\n",
        after="async function f (id) {\n  const { name } = await window.electronAPI.core.load(id)\n"
        "  window.electronAPI.core.save(name, (error, saved) => { if (!error) show(saved) })\n}\nf(window.electronAPI.core.LIMIT)\n",
    ),
    Example(
        "a promise that is handed on",
        before="const core = require('electron').remote.require('./core')\nconst load = (id) => core.load(id)\n"
        "//- core.js\nexports.load = async (id) => ({ id, name: 'x' })\n",
        after="const load = (id) => window.electronAPI.core.load(id)\n",
    ),
    Example(
        "a global of main's that is text",
        before="const logFile = require('electron').remote.getGlobal('logFile')\nshow(logFile, logFile.length)\n"
        "//- setup.js\nconst { app } = require('electron')\nglobal.logFile = `${app.getPath('userData')}/log`\n",
        after="const logFile = window.electronAPI.globals.getLogFileSync()\nshow(logFile, logFile.length)\n",
    ),
    Example(
        "remote.require of electron is remote itself",
        before="const { app } = require('electron').remote.require('electron')\nshow(app.getVersion())\n",
        after="show(window.electronAPI.app.version)\n",
    ),
    Example(
        "a global that main does not set",
        before="const { remote } = require('electron')\nshow(remote.getGlobal('nothing').count)\n",
        after=None,
        why="what is meant is not known",
    ),
    Example(
        "a name that is worked out",
        before="const { remote } = require('electron')\nshow(remote.getGlobal(name).count)\n",
        after=None,
        why="the bridge would have to hand out any global",
    ),
    Example(
        "the object as a whole",
        before="const { remote } = require('electron')\nconst conf = remote.getGlobal('conf')\nstart(conf)\n"
        "//- setup.js\nconst { app } = require('electron')\nglobal.conf = { get: (key) => key }\napp.focus()\n",
        after=None,
        why="an object with functions cannot cross",
    ),
    Example(
        "a live object as the answer: a handle with the methods that are called",
        before="const core = require('electron').remote.require('./core')\nlet session\nfunction run (id) {\n  if (!session) session = core.open(id)\n"
        "  return session\n}\nasync function f () { show(await run(1).load('x')); run(2).close() }\nf()\n"
        "//- core.js\nclass Session { async load () {} close () {} }\nexports.open = () => new Session()\n",
        after="let session\nfunction run (id) {\n  if (!session) session = window.electronAPI.core.openSync(id)\n"
        "  return session\n}\nasync function f () { show(await run(1).load('x')); run(2).close() }\nf()\n",
    ),
    Example(
        "what comes later is a handle too, and so is what its methods give",
        before="const core = require('electron').remote.require('./core')\nasync function f () {\n  const db = await core.connect()\n"
        "  const table = db.table('x')\n  show(await table.count())\n}\nf()\n"
        "//- core.js\nconst db = require('some-database')\nexports.connect = () => db.connect()\n",
        after="async function f () {\n  const db = await window.electronAPI.core.connect()\n"
        "  const table = db.table('x')\n  show(await table.count())\n}\nf()\n",
    ),
    Example(
        "a live object that is passed out of sight",
        before="const core = require('electron').remote.require('./core')\nconst session = core.open()\nsession.run()\nregister(session)\n"
        "//- core.js\nclass Session { run () {} }\nexports.open = () => new Session()\n",
        after=None,
        why="what is called on it there is not known",
    ),
    Example(
        "a live object whose members are read, and a listener on one",
        before="const core = require('electron').remote.require('./core')\nconst session = core.open()\nshow(session.state)\n"
        "const other = core.listen()\nother.on('x', () => act())\n"
        "//- core.js\nclass Session { run () {} }\nexports.open = () => new Session()\nexports.listen = () => new Session()\n",
        after=None,
        why="a handle has functions only, and a function of the page's cannot be cloned",
    ),
    Example(
        "a class of main's",
        before="const core = require('electron').remote.require('./core')\nconst other = new core.Session()\nother.run()\n"
        "//- core.js\nclass Session { run () {} }\nexports.Session = Session\n",
        after=None,
        why="main has to make it",
    ),
    Example(
        "an answer that the page goes on calling",
        before="const db = require('electron').remote.require('some-database')\nasync function f () {\n"
        "  const found = await db.connect('x')\n  found.query('y')\n}\nf()\n",
        after=None,
        why="what the package gives lives in main",
    ),
    Example(
        "an answer whose members are written",
        before="const { remote } = require('electron')\nconst editor = remote.getGlobal('conf').get('editor')\neditor.tabs = 2\n"
        "//- setup.js\nconst { app } = require('electron')\nconst values = { editor: {} }\nglobal.conf = { get: (key) => values[key] }\napp.focus()\n",
        after=None,
        why="remote changed main's object, and a copy would not",
    ),
    Example(
        "a function among the arguments",
        before="const { remote } = require('electron')\nremote.getGlobal('bus').listen('x', () => act())\n"
        "//- setup.js\nconst { app } = require('electron')\nglobal.bus = { listen (name, listener) { app.on(name, listener) } }\n",
        after=None,
        why="a listener cannot be cloned, and is called more than once",
    ),
    Example(
        "spread arguments, and a method taken as a value",
        before="const core = require('electron').remote.require('./core')\ncore.load(...ids)\nids.forEach(core.load)\n"
        "//- core.js\nexports.load = async (id) => ({ id })\n",
        after=None,
        why="what is passed is not known",
    ),
    Example(
        "programs",
        before="const { exec } = require('electron').remote.require('child_process')\nexec('ls')\n",
        after=None,
        why="no page may run programs of its choice",
    ),
    Example(
        "a shadowed name",
        before="const logger = require('electron').remote.getGlobal('logger')\nfunction f (logger) { logger.info('x') }\nlogger.info(1)\n"
        "//- setup.js\nconst { app } = require('electron')\nglobal.logger = require('winston')\napp.focus()\n",
        after="function f (logger) { logger.info('x') }\nwindow.electronAPI.logger.info(1)\n",
        why="the parameter is another thing",
    ),
    Example("already migrated", before="window.electronAPI.conf.get('electron').then(show)\n", after=None, why="there is nothing to do"),
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    reach = reach_of(context, site)
    if reach is None:
        return Manual("Which global or module is meant is worked out at run time.", "Write its name as a plain string.")
    return _Rewrite(reach, context).rewrite()


class _Rewrite:
    def __init__(self, reach: Reach, context: Context) -> None:
        self.reach, self.context = reach, context
        self.site, self.unit = reach.site, reach.site.unit
        self.all = context.main_members
        self.domain = self.all.domain(reach)
        self.shown = ".".join((reach.name, *reach.names))
        self.preloads: tuple[str, ...] = ()

    def rewrite(self) -> Fix | Manual:
        member = self.all.member(self.reach)
        refused = self._refused(member)
        if refused is not None:
            return refused
        preloads = self.context.bridge_of(self.unit)
        if isinstance(preloads, Manual):
            return preloads
        self.preloads = preloads
        live = self.all.live.get(self.reach.key)
        if isinstance(live, LiveMember) and self.reach.act in (Act.CALL, Act.GO_ON):
            return self._live(live)
        if self.reach.act is Act.WRITE:
            return self._write()
        if self._is_asked():
            return self._guard()
        if self.reach.act is Act.CALL:
            return self._call(member if isinstance(member, MainFunction) else MainFunction(None, None, Judged(Nature.UNKNOWN)))
        return self._read(self._data())

    def _refused(self, member: MainFunction | MainData | MainMissing | MainUnknown) -> Manual | None:
        reach = self.reach
        if isinstance(member, MainMissing):
            return Manual(member.why, "If it is set in a way that cannot be followed, write a handler for what the page needs of it.")
        if self.all.expression(reach) is None:
            return Manual(
                "Main is made of ES modules, where a handler cannot load the module the way remote.require does.",
                "Import what is needed in main, and write a handler for it.",
            )
        live = self.all.live.get(reach.key)
        if live is not None and reach.act in (Act.CALL, Act.GO_ON):
            return live if isinstance(live, Manual) else None
        if reach.act is Act.MAKE:
            return Manual(
                f"The page makes an instance of main's `{self.shown}`.",
                "Make it in main, and write a bridge method for each thing that the page does with it.",
            )
        if reach.act is Act.GO_ON:
            return Manual(
                f"The page goes on calling what `{self.shown}` of main answered: a live object.",
                "Keep the object in main under an id, and give the page one bridge method for each call, with the id as its first argument.",
            )
        if isinstance(member, MainData) and member.answer.nature is Nature.LIVE and reach.act is not Act.WRITE and not self._is_asked():
            hint = (
                member.type
                if member.answer.what.endswith("no page may have")
                else "Pass the functions and values that are needed instead, one by one."
            )
            return Manual(f"`{self.shown}` of main is {member.answer.what}: it cannot cross to an isolated page.", hint)
        if reach.act is Act.READ:
            return None if self._is_asked() else self._refused_read(member)
        if reach.act is Act.CALL:
            return self._refused_call(member)
        return None

    # ---- live objects

    def _live(self, live: LiveMember) -> Fix:
        """The call gives a handle; what is called on it stays as it is, because the methods keep their names."""
        note = (
            "The page gets a handle instead of the object: main keeps the object until the page ends, what its methods take and answer is copied, "
            f"and errors have their message only.{_BLOCKS if live.blocks else ''}"
        )
        edits: tuple[Edit, ...] = ()
        needs: list[Need] = []
        if self.reach.call is not None:
            edits = self.context.callee_edits(self.unit, self.reach.call.function, live.path)
            imports = ("ipcRenderer",) if "ipcRenderer" in live.expression else ()
            needs += [
                BridgeMember(
                    preload, live.path, MemberKind.LOCAL, parameters=live.parameters, result=live.type, expression=live.expression,
                    imports=imports, helpers=live.helpers,
                )
                for preload in self.preloads
            ]  # fmt: skip
            needs += live.handlers
        return self._fix(f"keep what {self.shown} gives in main, behind a handle", Safety.REVIEW, self.unit, edits, tuple(needs), note)

    # ---- reads

    def _refused_read(self, member: MainFunction | MainData | MainUnknown) -> Manual | None:
        if isinstance(member, MainFunction):
            return Manual(
                f"`{self.shown}` is a function of main's that is passed on: what it is called with is not known.",
                "Call it where it is needed.",
            )
        if isinstance(member, MainUnknown) and any(
            one.act is Act.CALL and one.names[: len(self.reach.names)] == self.reach.names for one in self._same()
        ):
            return Manual(
                f"`{self.shown}` of main has methods, and is passed on as a whole.",
                "Pass the functions and values that are needed instead, one by one.",
            )
        if self.site.chain.use is Use.WRITTEN and self.reach.after:
            return Manual("An element of it is written.", "Write the whole value, or write a handler in main that changes the one element.")
        node = self.context.node(self.unit, self.reach.value.span)
        if node.parent is not None and node.parent.type == "unary_expression" and node.parent.children[0].type == "delete":
            return Manual("It is deleted.", "Write a handler in main that deletes it.")
        return None

    def _read(self, member: MainData) -> Fix | Manual:
        reach = self.reach
        if self._is_constant(member):
            return self._constant(member)
        whole = self._whole()
        if whole is not None:
            return _Rewrite(whole, self.context).rewrite()
        path = self._value_path("get")
        declared = self._declaration(member)
        unit, span = declared if declared is not None else (self.unit, reach.value.span)
        node = self.context.node(unit, span)
        title = f"read {self.shown} of main through the bridge"
        note = "What arrives is a copy: what main changes in it later is not seen." if not member.primitive else ""
        may = may_await(self.context, unit, node)
        bridge = self.context.bridge_at(unit, span)
        body = f"{self.all.expression(reach)}{access(reach.names)}"
        if isinstance(may, Later):
            edits = (self.context.replacement(unit, span, f"{bridge}.{'.'.join(path)}()"),)
            needs = self._needs(path, MemberKind.INVOKE, (), (), body, (), _result(member))
            fix = self._fix(title, Safety.REVIEW, unit, edits, needs, f"{note} {_sentence(may.may_change)}")
            return with_edits(fix, may.edits, topic=may.topic)
        path = _sync(path)
        needs = self._needs(path, MemberKind.ASK, (), (), body, (), _result(member))
        edit = self.context.replacement(unit, span, f"{bridge}.{'.'.join(path)}()")
        return self._fix(title, Safety.REVIEW, unit, (edit,), needs, f"{note} {_blocks(may.reason)}")

    def _is_asked(self) -> bool:
        """True for `if (conf)`: the object itself, only asked whether it is there."""
        if self.reach.act is not Act.READ or self.reach.names or self.reach.after or self.site.chain.use is not Use.TESTED:
            return False
        return not isinstance(self.all.member(self.reach), MainData) or self._data().answer.nature is Nature.LIVE or self._has_methods()

    def _has_methods(self) -> bool:
        return any(one.names and one.act is not Act.READ for one in self._same())

    def _guard(self) -> Fix | Manual:
        """Asks for the bridge's group instead, where the same script uses something of it."""
        node = self.context.node(self.unit, self.reach.value.span)
        parent = node.parent
        if parent is not None and parent.type == "binary_expression":
            others = [child for child in parent.named_children if child != node]
            operator = parent.child_by_field_name("operator")
            compared = operator is not None and operator.type in ("==", "===", "!=", "!==")
            if compared and any(child.type not in ("null", "undefined") for child in others):
                return Manual("It is compared with something: what crosses the bridge is another object.", "Ask for what tells them apart.")
        for one in self._same():
            if one.site.unit == self.unit and one.names and one.act in (Act.CALL, Act.WRITE, Act.READ):
                fix = _Rewrite(one, self.context).rewrite()
                members = tuple(need for need in fix.needs if not isinstance(need, DropUnused)) if isinstance(fix, Fix) else ()
                if any(isinstance(need, BridgeMember) and need.path[0] == self.domain for need in members):
                    text = f"{self.context.bridge_at(self.unit, self.reach.value.span)}.{self.domain}"
                    edit = self.context.replacement(self.unit, self.reach.value.span, text)
                    note = "It asks for the bridge: true from the start, also where main sets the global later."
                    return self._fix(f"ask whether {self.shown} is there by the bridge", Safety.REVIEW, self.unit, (edit,), members, note)
        return Manual("It is asked whether the object is there, and nothing of it is used here that could be asked for.", "Drop the question, or ask main.")

    def _is_constant(self, member: MainData) -> bool:
        following = self.reach.after[:1]
        changes = any(isinstance(one, Member) and one.name in _CHANGES_IN_PLACE for one in following)
        return (
            member.constant
            and not changes
            and not _SECRET.search(self.shown)
            and not self.all.is_written(self.reach)
            and not self.all.objects.is_changed(*self.reach.key)
        )

    def _constant(self, member: MainData) -> Fix | Manual:
        reach = self.reach
        path = (self.domain, *reach.names) if reach.names else ("globals", _identifier(reach.name))
        if any(re.fullmatch(r"[A-Za-z_$][\w$]*", name) is None for name in path):
            return Manual(f"`{self.shown}` has a name that is no identifier.", "Give it one, then plan again.")
        key = ".".join(path)
        constant = MainConstant(key, f"{self.all.expression(reach)}{access(reach.names)}".replace("(global as any)", "global"))
        members = tuple(
            BridgeMember(preload, path, MemberKind.CONSTANT, result=_result(member), expression=f"constants['{key}']", is_value=True)
            for preload in self.preloads
        )
        text = f"{self.context.bridge_at(self.unit, reach.value.span)}.{key}"
        edit = self.context.replacement(self.unit, reach.value.span, text)
        note = "" if member.primitive else "The page gets a frozen copy."
        safety = Safety.SAFE if member.primitive else Safety.REVIEW
        return self._fix(f"read {self.shown} of main once", safety, self.unit, (edit,), (*members, constant), note)

    def _declaration(self, member: MainData) -> tuple[UnitId, Span] | None:
        """Where a name of this script takes the value, when reading it there once means the same as reading it at each use."""
        name = self.reach.value
        if not self.reach.held or not isinstance(name, Name) or name.binding < 0:
            return None
        binding = self.context.facts.unit(self.unit).bindings[name.binding]
        if len(binding.values) != 1 or binding.values[0].path or self.all.is_written(self.reach):
            return None
        if isinstance(binding.values[0].value, Name) or self.context.facts.origins.origin(self.unit, binding.values[0].value) is None:
            return None
        deeper = any(
            len(one.names) > len(self.reach.names) and one.names[: len(self.reach.names)] == self.reach.names for one in self._same()
        )
        if not member.primitive and binding.top and deeper:
            # a live object that the script reads from again and again
            return None
        return self.unit, binding.values[0].value.span

    def _whole(self) -> Reach | None:
        """The use of the same name as a whole that has its value read where it is declared: its members are in that copy."""
        root = _root(self.site.chain.value)
        if self.reach.held or not isinstance(root, Name) or root.binding < 0 or not self.reach.names:
            return None
        for one in self._same():
            if one.held and one.site.unit == self.unit and isinstance(one.value, Name) and one.value.binding == root.binding:
                other = _Rewrite(one, self.context)
                member = self.all.member(one)
                if not isinstance(member, MainFunction | MainMissing) and other._declaration(other._data()) is not None:
                    return one
        return None

    # ---- writes

    def _write(self) -> Fix | Manual:
        reach = self.reach
        if not reach.names:
            return Manual("What remote.getGlobal gave is written itself.", "Write one of its members.")
        node = self.context.node(self.unit, reach.value.span)
        assignment = node.parent
        statement = assignment.parent if assignment is not None else None
        path = self._value_path("set")
        bridge = self.context.bridge_at(self.unit, reach.value.span)
        call = f"{bridge}.{'.'.join(path)}("
        body = f"{self.all.expression(reach)}{access(reach.names)} = value"
        written = [(one.site.unit, written_value(self.context, one)) for one in self.all.of(reach.key) if one.act is Act.WRITE]
        types = {type_of(self.context.facts.origins, unit, value) if value is not None else "unknown" for unit, value in written}
        kind = types.pop() if len(types) == 1 else "unknown"
        guard = kind if kind in GUARDED else ""
        todo = () if guard else (f"{self.shown} is set to whatever a page passes: check that it is what main expects",)
        needs: tuple[Need, ...] = self._needs(
            path, MemberKind.SEND, (Parameter("value", kind),), (HandlerParameter("value", kind, guard=guard),), body, todo, "void"
        )
        note = "The value changes once main gets the message. What is written is copied."
        title = f"write {self.shown} of main through the bridge"
        if assignment is None or statement is None or statement.type != "expression_statement":
            return Manual("The value of the assignment is used.", "Write the assignment as a statement of its own, then plan again.")
        right = assignment.child_by_field_name("right")
        if assignment.type == "assignment_expression" and right is not None:
            value = written_value(self.context, reach)
            refused = unsendable(self.context, self.unit, [value] if value is not None else [])
            if refused is not None:
                return refused
            edits = (Edit.replace(Span(assignment.start_byte, right.start_byte), call), Edit.insert(right.end_byte, ")"))
            return self._fix(title, Safety.REVIEW, self.unit, edits, needs, note)
        operator = assignment.child_by_field_name("operator")
        sign = self.context.parsed(self.unit).text(operator).rstrip("=") if operator is not None else ""
        read = _sync(self._value_path("get"))
        asked = f"{bridge}.{'.'.join(read)}()"
        reading = self._needs(read, MemberKind.ASK, (), (), f"{self.all.expression(reach)}{access(reach.names)}", (), _result(self._data()))
        if assignment.type == "update_expression":
            sign = self.context.parsed(self.unit).text(operator)[:1] if operator is not None else "+"
            edits = (Edit.replace(Span(assignment.start_byte, assignment.end_byte), f"{call}{asked} {sign} 1)"),)
        elif assignment.type == "augmented_assignment_expression" and right is not None and sign in ("+", "-", "*", "/", "%"):
            plain = right.type in (
                "identifier",
                "number",
                "string",
                "member_expression",
                "call_expression",
                "template_string",
                "parenthesized_expression",
            )
            before, behind = ("", "") if plain else ("(", ")")
            edits = (
                Edit.replace(Span(assignment.start_byte, right.start_byte), f"{call}{asked} {sign} {before}"),
                Edit.insert(right.end_byte, f"{behind})"),
            )
        else:
            return Manual("It is updated in place.", "Read it, work the new value out, and write it as a statement of its own.")
        return self._fix(
            title,
            Safety.REVIEW,
            self.unit,
            edits,
            (*needs, *reading),
            f"{note} Reading it first blocks the page until main answers, as it did with remote.",
        )

    # ---- calls

    def _refused_call(self, member: MainFunction | MainData | MainUnknown) -> Manual | None:
        call = self.reach.call
        if call is None or call.optional:
            return Manual("The method is called only if it is there (`?.()`).", "Call the bridge method where you know that it is meant.")
        if isinstance(member, MainData):
            return Manual(f"`{self.shown}` of main is no function that could be followed.", "Write a handler in main for what is meant.")
        if any(isinstance(argument, Spread) for argument in call.arguments[:-1]) or (
            call.arguments and isinstance(call.arguments[-1], Spread) and isinstance(member, MainFunction) and member.parameters is not None
        ):
            return Manual("The arguments are spread: what is passed is not known.", "Write the arguments one by one.")
        if isinstance(member, MainFunction) and member.answer.nature is Nature.LIVE:
            hint = member.hint or "Keep the object in main, and write a bridge method for each thing that the page does with it."
            return Manual(f"`{self.shown}` answers with {member.answer.what}: it cannot cross to an isolated page.", hint)
        if calls_on_result(self.context, self.reach):
            return Manual(
                f"The page goes on calling what `{self.shown}` answers: a live object of main.",
                "Keep the object in main under an id, and give the page one bridge method for each call, with the id as its first argument.",
            )
        return unsendable(self.context, self.unit, self._sent(member, call))

    def _sent(self, member: MainFunction | MainUnknown, call: Call) -> Sequence[Value]:
        """The arguments that cross to main: a callback of Node's style stays in the page."""
        return call.arguments[:-1] if isinstance(member, MainFunction) and self._takes_callback(member, call) else call.arguments

    def _takes_callback(self, member: MainFunction, call: Call) -> bool:
        if member.callback is None or not call.arguments:
            return False
        place = len(call.arguments) - 1 if member.callback < 0 else member.callback
        last = call.arguments[-1]
        return place == len(call.arguments) - 1 and (isinstance(last, FunctionValue) or self._is_function(last))

    def _is_function(self, value: Value) -> bool:
        origin = self.context.facts.origins.origin(self.unit, value)
        return isinstance(getattr(origin, "value", None), FunctionValue)

    def _call(self, member: MainFunction) -> Fix | Manual:
        call = self.reach.call
        assert call is not None
        if self._takes_callback(member, call):
            return self._with_callback(member, call)
        node = self.context.node(self.unit, call.span)
        statement = self._is_statement() or (member.answer.nature is Nature.NOTHING and member.promise is False)
        path = self._method_path()
        title = f"call {self.shown} of main through the bridge"
        if statement and member.promise is not True and not self._is_answered():
            return self._command(member, call, path, title, tried=in_try(node))
        note = (
            ""
            if member.answer.nature in (Nature.DATA, Nature.NOTHING)
            else "What it answers arrives as a copy: methods, and what main changes in it later, are lost."
        )
        if member.promise is True or statement or self.site.chain.use is Use.AWAITED or self._is_chained():
            safety = Safety.SAFE if member.promise is True and not note and self._all_plain(call) else Safety.REVIEW
            if not note and safety is Safety.REVIEW:
                note = "What is passed is copied; what cannot be cloned is refused."
            return self._fix(
                title,
                safety,
                self.unit,
                self.context.callee_edits(self.unit, call.function, path),
                self._called(member, MemberKind.INVOKE, path),
                note,
            )
        if member.promise is None and not self._looks_immediate():
            return Manual(
                f"Whether `{self.shown}` answers at once or later could not be told.",
                "Await it if it gives a promise; then plan again.",
            )
        may = may_await(self.context, self.unit, node)
        if isinstance(may, Later):
            edits = self.context.callee_edits(self.unit, call.function, path)
            needs = self._called(member, MemberKind.INVOKE, path)
            fix = self._fix(title, Safety.REVIEW, self.unit, edits, needs, f"{note} {_sentence(may.may_change)}")
            return with_edits(fix, may.edits, topic=may.topic)
        path = _sync(path)
        edits = self.context.callee_edits(self.unit, call.function, path)
        return self._fix(
            title, Safety.REVIEW, self.unit, edits, self._called(member, MemberKind.ASK, path), f"{note} {_blocks(may.reason)}"
        )

    def _command(self, member: MainFunction, call: Call, path: tuple[str, ...], title: str, *, tried: bool) -> Fix | Manual:
        notes = []
        if not member.logs:
            notes.append("It takes effect once main gets the message; what it throws is logged there.")
        elif tried:
            notes.append("What main throws is logged there: the catch around the call no longer sees it.")
        if not self._all_plain(call):
            notes.append(
                "An error that is passed arrives with its message and stack only, and what cannot be cloned, such as a function or a DOM node, is refused."
            )
        edits = self.context.callee_edits(self.unit, call.function, path)
        return self._fix(
            title, Safety.REVIEW if notes else Safety.SAFE, self.unit, edits, self._called(member, MemberKind.SEND, path), " ".join(notes)
        )

    def _with_callback(self, member: MainFunction, call: Call) -> Fix | Manual:
        if not self._is_statement():
            return Manual(f"What `{self.shown}` gives back besides calling its callback is used.", "Use what the callback gets.")
        path = self._method_path()
        given = [(unit, arguments[:-1]) for unit, arguments in self.all.arguments(self.reach)]
        parameters, handled, todos = self._arguments(member, given)
        channel = self._channel(path)
        sent = "".join(f", {'...' if one.rest else ''}{one.name}" for one in parameters)
        passed = "".join(f"{'...' if one.rest else ''}{one.name}, " for one in handled)
        callback = Parameter("callback", "(error: Error | null, ...values: any[]) => void")
        expression = f"callBack(ipcRenderer.invoke('{channel}'{sent}), callback)"
        body = f"calledBack((callback) => {self.all.expression(self.reach)}{access(self.reach.names)}({passed}callback))"
        needs: list[Need] = [
            BridgeMember(
                preload, path, MemberKind.LOCAL, channel, (*parameters, callback), "void",
                expression=expression, imports=("ipcRenderer",), helpers=("callBack",),
            )
            for preload in self.preloads
        ]  # fmt: skip
        needs.append(MainHandler(channel, HandlerKind.HANDLE, handled, body, todos=todos, helpers=("calledBack",)))
        note = "The callback is called with copies, and with an error that has its message only; what it throws does not reach the page's error handlers."
        edits = self.context.callee_edits(self.unit, call.function, path)
        return self._fix(f"call {self.shown} of main through the bridge", Safety.REVIEW, self.unit, edits, tuple(needs), note)

    def _called(self, member: MainFunction, kind: MemberKind, path: tuple[str, ...]) -> tuple[Need, ...]:
        parameters, handled, todos = self._arguments(member, self.all.arguments(self.reach))
        passed = ", ".join(f"{'...' if one.rest else ''}{one.name}" for one in handled)
        body = f"{self.all.expression(self.reach)}{access(self.reach.names)}({passed})"
        return self._needs(path, kind, parameters, handled, body, todos, "any" if self._typed_callers() else "unknown")

    def _arguments(
        self, member: MainFunction, given: Sequence[tuple[UnitId, Sequence[Value]]]
    ) -> tuple[tuple[Parameter, ...], tuple[HandlerParameter, ...], tuple[str, ...]]:
        name = self.reach.names[-1] if self.reach.names else ""
        return read_arguments(self.context, member, self.shown, given, name, answered=self._is_answered())

    def _is_answered(self) -> bool:
        """True when some call of the method wants its answer."""
        return any(not (one.site.chain.use is Use.STATEMENT and not one.after) for one in self.all.of(self.reach.key))

    def _data(self) -> MainData:
        member = self.all.member(self.reach)
        return member if isinstance(member, MainData) else MainData(Judged(Nature.UNKNOWN))

    # ---- how the answer is used

    def _is_statement(self) -> bool:
        return self.site.chain.use is Use.STATEMENT and not self.reach.after

    def _is_chained(self) -> bool:
        return any(isinstance(one, Member) and one.name in ("then", "catch", "finally") for one in self.reach.after[:1])

    def _looks_immediate(self) -> bool:
        """True when the use says that a value is there at once: something of it is read, it is compared, or its parts are taken."""
        if self.reach.after or self.site.chain.use is Use.TESTED:
            return True
        node = self.context.node(self.unit, self.reach.value.span)
        parent = node.parent
        if parent is None:
            return False
        if parent.type == "variable_declarator":
            name = parent.child_by_field_name("name")
            return (
                name is not None
                and name.type in ("object_pattern", "array_pattern", "identifier")
                and not is_settled_later(self.context, self.reach)
            )
        return parent.type in ("binary_expression", "template_substitution", "spread_element", "for_in_statement")

    def _all_plain(self, call: Call) -> bool:
        """True when every argument is provably a string, number or boolean, or an object of such."""
        return all(self._is_plain(argument) for argument in call.arguments)

    def _is_plain(self, value: Value) -> bool:
        if isinstance(value, Literal | Template | Concat):
            return True
        if type_of(self.context.facts.origins, self.unit, value) != "unknown":
            return True
        if isinstance(self.context.facts.origins.origin(self.unit, value), Constant):
            return True
        return (
            isinstance(value, Call)
            and isinstance(value.function, Member)
            and value.function.name in ("stringify", "toString", "join", "toISOString")
        )

    def _same(self) -> tuple[Reach, ...]:
        return tuple(one for one in self.all.reaches if (one.by, one.name) == (self.reach.by, self.reach.name))

    def _typed_callers(self) -> bool:
        return any(is_typed(self.context.parsed(one.site.unit)) for one in self.all.of(self.reach.key))

    # ---- names and needs

    def _method_path(self) -> tuple[str, ...]:
        return (self.domain, *map(_identifier, self.reach.names)) if self.reach.names else ("globals", _identifier(self.reach.name))

    def _value_path(self, verb: str) -> tuple[str, ...]:
        names = (self.domain, *self.reach.names) if self.reach.names else ("globals", self.reach.name)
        last = _identifier(names[-1])
        return (*map(_identifier, names[:-1]), f"{verb}{last[:1].upper()}{last[1:]}")

    def _channel(self, path: tuple[str, ...]) -> str:
        return self.context.free_channel(f"{path[0]}:{'.'.join(path[1:])}")

    def _needs(
        self, path: tuple[str, ...], kind: MemberKind, parameters: tuple[Parameter, ...], handled: tuple[HandlerParameter, ...], body: str,
        todos: tuple[str, ...], result: str,
    ) -> tuple[Need, ...]:  # fmt: skip
        handler = {MemberKind.SEND: HandlerKind.ON, MemberKind.INVOKE: HandlerKind.HANDLE, MemberKind.ASK: HandlerKind.ANSWER}[kind]
        channel = self._channel(path)
        given = "void" if kind is MemberKind.SEND else result
        return (
            *(BridgeMember(preload, path, kind, channel, parameters, given) for preload in self.preloads),
            MainHandler(channel, handler, handled, body, todos=todos),
        )

    def _fix(self, title: str, safety: Safety, unit: UnitId, edits: tuple[Edit, ...], needs: tuple[Need, ...], note: str) -> Fix:
        drops = dict.fromkeys((DropUnused(self.unit.path), DropUnused(unit.path)))
        topic = f"global {self.reach.name}" if self.reach.by == "getGlobal" else f"module {self.domain}"
        return Fix(
            title=title, safety=safety, topic=topic, edits={unit.path: edits}, needs=(*needs, *drops), may_change=" ".join(note.split())
        )


_BLOCKS = " The page blocks where an answer is needed in place, as it did with remote."


def _root(value: Value) -> Value:
    while isinstance(value, Member | Call):
        value = value.object if isinstance(value, Member) else value.function
    return value


def _result(member: MainData) -> str:
    return member.type if member.type in ("string", "number", "boolean") else "any"


def _sync(path: tuple[str, ...]) -> tuple[str, ...]:
    return path if path[-1].endswith("Sync") else (*path[:-1], f"{path[-1]}Sync")


def _identifier(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_$][\w$]*", name) else member_name(name)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def _blocks(reason: str) -> str:
    return f"The page blocks until main answers, as it did with remote ({reason})."
