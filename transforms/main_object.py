"""Ask a global or a module of main through the bridge, one method for each member that pages use.

## What it does
`remote.getGlobal('conf').get('theme')` becomes `window.electronAPI.conf.getSync('theme')`, or an awaited `conf.get` where the caller can wait;
`remote.require('./core').load(id)` becomes `window.electronAPI.core.load(id)`. Handles in variables and in other modules are followed. What main
sets as the global, or what the module exports, tells the arguments, whether the answer comes at once or later, and whether it can cross. Names that
all callers write out become an allow-list in main. A constant that the module exports is read once by the preload. An answer that the page goes on
calling stays in main: the page gets a handle with the methods that it calls, and so on for what these give. Where the page looks at the code, name
or exact text of an error, the method answers with how the call ended, and the page throws an Error that has them.

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

from electron_migrate.api import (
    Act,
    BridgeMember,
    Context,
    DropUnused,
    Example,
    Fix,
    Judged,
    LiveMember,
    MainCall,
    MainData,
    MainFunction,
    MainMissing,
    MainRead,
    MainUnknown,
    MainUse,
    MainWrite,
    Manual,
    Nature,
    Reach,
    Safety,
    Site,
    Transform,
    reach_of,
)

TRANSFORM = Transform(
    id="main-object",
    title="Ask globals and modules of main through the bridge",
    rules=("remote-use",),
    origins=("remote.getGlobal", "remote.require"),
    safety=Safety.SAFE,
)

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
        "a method of plain data is no call of main's, and its function gets no error",
        before="const core = require('electron').remote.require('./core')\nfunction f (key) {\n"
        "  return core.KINDS.find((kind) => kind.key === key)\n}\nshow(f('a'))\n"
        "//- core.js\nexports.KINDS = require('some-kinds').KINDS\n",
        after="function f (key) {\n  return window.electronAPI.core.getKINDSSync().find((kind) => kind.key === key)\n}\nshow(f('a'))\n",
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
        "an error whose code is looked at",
        before="const core = require('electron').remote.require('./core')\n"
        "core.load(1).then(show, (error) => { if (error.code !== 'NONE') throw error })\n"
        "//- core.js\nexports.load = async (id) => { throw Object.assign(new Error('none'), { code: 'NONE' }) }\n",
        after="window.electronAPI.core.tryLoad(1)"
        ".then(({ error, value }) => { if (error) throw Object.assign(new Error(error.message), error); return value })"
        ".then(show, (error) => { if (error.code !== 'NONE') throw error })\n",
    ),
    Example(
        "an error whose class is looked at",
        before="const core = require('electron').remote.require('./core')\n"
        "core.load(1).catch((error) => { if (error instanceof core.NoneError) none() })\n"
        "//- core.js\nclass NoneError extends Error {}\nexports.load = async (id) => { throw new NoneError('none') }\nexports.NoneError = NoneError\n",
        after=None,
        why="the page gets an Error of its own",
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
    Example(
        "handed to a function, which takes what it is passed",
        before="const { remote } = require('electron')\nconst made = (status) => ({ payload: status })\n"
        "function show () {\n  const info = remote.getGlobal('info')\n  dispatch(made(info))\n}\ndocument.querySelector('a').onclick = show\n"
        "//- setup.js\nconst { app } = require('electron')\nlet count = 0\nsetInterval(() => { global.info = { count: ++count } }, 1000)\napp.focus()\n",
        after="const made = (status) => ({ payload: status })\n"
        "async function show () {\n  const info = await window.electronAPI.globals.getInfo()\n  dispatch(made(info))\n}\ndocument.querySelector('a').onclick = show\n",
    ),
    Example("already migrated", before="window.electronAPI.conf.get('electron').then(show)\n", after=None, why="there is nothing to do"),
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    reach = reach_of(context, site)
    if reach is None:
        return Manual("Which global or module is meant is worked out at run time.", "Write its name as a plain string.")
    return _rewritten(reach, context)


def _rewritten(reach: Reach, context: Context) -> Fix | Manual:
    use = MainUse(context, reach)
    member = use.all.member(reach)
    refused = _refused(use, member)
    if refused is not None:
        return refused
    preloads = context.bridge_of(use.unit)
    if isinstance(preloads, Manual):
        return preloads
    live = use.all.live.get(reach.key)
    if isinstance(live, LiveMember) and reach.act in (Act.CALL, Act.GO_ON):
        return MainCall(context, reach, preloads).keep(live)
    if reach.act is Act.WRITE:
        return MainWrite(context, reach, preloads).rewrite()
    if use.is_asked():
        return _guard(use)
    if reach.act is Act.CALL:
        known = member if isinstance(member, MainFunction) else MainFunction(None, None, Judged(Nature.UNKNOWN))
        return MainCall(context, reach, preloads).rewrite(known)
    read, data = MainRead(context, reach, preloads), use.data()
    if read.is_passed():
        return read.passed()
    if read.is_constant(data):
        return read.constant(data)
    whole = read.whole()
    return _rewritten(whole, context) if whole is not None else read.rewrite(data)


def _refused(use: MainUse, member: MainFunction | MainData | MainMissing | MainUnknown) -> Manual | None:
    reach = use.reach
    if isinstance(member, MainMissing):
        return Manual(member.why, "If it is set in a way that cannot be followed, write a handler for what the page needs of it.")
    if use.all.expression(reach) is None:
        return Manual(
            "Main is made of ES modules, where a handler cannot load the module the way remote.require does.",
            "Import what is needed in main, and write a handler for it.",
        )
    live = use.all.live.get(reach.key)
    if live is not None and reach.act in (Act.CALL, Act.GO_ON):
        return live if isinstance(live, Manual) else None
    if reach.act is Act.MAKE:
        return Manual(
            f"The page makes an instance of main's `{use.shown}`.",
            "Make it in main, and write a bridge method for each thing that the page does with it.",
        )
    if reach.act is Act.GO_ON:
        return Manual(
            f"The page goes on calling what `{use.shown}` of main answered: a live object.",
            "Keep the object in main under an id, and give the page one bridge method for each call, with the id as its first argument.",
        )
    if isinstance(member, MainData) and member.answer.nature is Nature.LIVE and reach.act is not Act.WRITE and not use.is_asked():
        nobody = member.answer.what.endswith("no page may have")
        hint = member.type if nobody else "Pass the functions and values that are needed instead, one by one."
        return Manual(f"`{use.shown}` of main is {member.answer.what}: it cannot cross to an isolated page.", hint)
    if reach.act is Act.READ:
        return None if use.is_asked() else MainRead(use.context, reach).refused(member)
    return MainCall(use.context, reach).refused(member) if reach.act is Act.CALL else None


def _guard(use: MainUse) -> Fix | Manual:
    """Asks for the bridge's group instead, where the same script uses something of it."""
    node = use.context.node(use.unit, use.reach.value.span)
    parent = node.parent
    if parent is not None and parent.type == "binary_expression":
        others = [child for child in parent.named_children if child != node]
        operator = parent.child_by_field_name("operator")
        compared = operator is not None and operator.type in ("==", "===", "!=", "!==")
        if compared and any(child.type not in ("null", "undefined") for child in others):
            return Manual("It is compared with something: what crosses the bridge is another object.", "Ask for what tells them apart.")
    for one in use.same():
        if one.site.unit == use.unit and one.names and one.act in (Act.CALL, Act.WRITE, Act.READ):
            fix = _rewritten(one, use.context)
            members = tuple(need for need in fix.needs if not isinstance(need, DropUnused)) if isinstance(fix, Fix) else ()
            if any(isinstance(need, BridgeMember) and need.path[0] == use.domain for need in members):
                text = f"{use.context.bridge_at(use.unit, use.reach.value.span)}.{use.domain}"
                edit = use.context.replacement(use.unit, use.reach.value.span, text)
                note = "It asks for the bridge: true from the start, also where main sets the global later."
                return use.fix(f"ask whether {use.shown} is there by the bridge", Safety.REVIEW, use.unit, (edit,), members, note)
    return Manual("It is asked whether the object is there, and nothing of it is used here that could be asked for.", "Drop the question, or ask main.")
