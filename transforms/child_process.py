"""Let main run the one program that a page means, instead of Node's `child_process` in a page.

## What it does
`execFile('git', ['log', '-n', count], (err, text) => { … })` becomes `window.electronAPI.programs.tryGitLog(count).then(({ error: err, value: text }) =>
{ … })`. Main has the program and every argument that the page writes out; what is left are strings. `execSync` and `execFileSync` are awaited where the
code around can wait, else they block; a `spawn` that nobody looks at is a message. A program that the page listens to becomes a handle:
`const child = spawn('ping', [host])` is `const child = window.electronAPI.programs.startPing(host)`; `on`, `stdout.on`, `stderr.on` and `kill` stay as they are
written. Main ends it when the page is left, reloaded or closed.

## Why
An isolated page cannot start programs, and a bridge that takes a command line would let any script of a page run anything.

## When it stays its hand
The program, or a command line, is put together at run time; options are; the program is an interpreter or a shell, and what the page passes may be code; more is done
with the running program than to listen and to end it; an error is looked into; bytes instead of text.

## Safety
Review: what was synchronous is awaited, or blocks; what fails gives an Error with its message alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from electron_migrate.api import (
    SIGNALS,
    ApiUse,
    Array,
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    FunctionValue,
    HandlerKind,
    HandlerParameter,
    Later,
    Literal,
    MainHandler,
    Manual,
    MemberKind,
    Need,
    Object,
    Parameter,
    Property,
    Safety,
    Site,
    Span,
    Spread,
    Transform,
    Use,
    Value,
    bytes_of_call,
    looked_at,
    may_await,
    member_name,
    parameter_name,
    plain_name,
    quoted,
    running_program,
    settled_edits,
    unsendable,
    with_edits,
)

TRANSFORM = Transform(
    id="child-process",
    title="Let main run the one program that is meant",
    rules=("node-builtin-in-page",),
    origins=("node.child_process",),
    safety=Safety.REVIEW,
)

_FILE = "const { execFile } = require('child_process')\n"

EXAMPLES = (
    Example(
        "a program with an argument of the page",
        before=_FILE + "execFile('git', ['log', '-n', count], (err, text) => {\n  if (err) return show(err.message)\n  show(text)\n})\n",
        after="window.electronAPI.programs.tryGitLog(count).then(({ error: err, value: text }) => {\n  if (err) return show(err.message)\n  show(text)\n})\n",
    ),
    Example(
        "a command line that is written out",
        before="const { exec } = require('child_process')\nexec('uname -a', (err, text) => { show(err || text) })\n",
        after="window.electronAPI.programs.tryUname().then(({ error: err, value: text }) => { show(err || text) })\n",
    ),
    Example(
        "in place, and where the code can wait",
        before="const cp = require('child_process')\nshow(cp.execSync('hostname').toString())\nasync function version () {\n"
        "  return cp.execFileSync('node', ['--version'], { encoding: 'utf8' })\n}\nversion().then(show)\n",
        after="show(window.electronAPI.programs.hostnameSync())\nasync function version () {\n"
        "  return await window.electronAPI.programs.node()\n}\nversion().then(show)\n",
    ),
    Example(
        "started, and left alone",
        before="const { spawn } = require('child_process')\nfunction edit (file) {\n"
        "  spawn('code', ['--wait', file], { detached: true, stdio: 'ignore' }).unref()\n}\nuse(edit)\n",
        after="function edit (file) {\n  window.electronAPI.programs.code(file)\n}\nuse(edit)\n",
    ),
    Example(
        "a command line with a value in it",
        before="const { exec } = require('child_process')\nexec(`open \"${file}\"`, (err, text) => { show(text) })\n",
        after=None,
        why="the shell would read the value as part of the command",
    ),
    Example(
        "a program that is not written out",
        before=_FILE + "execFile(program, ['--version'], (err, text) => { show(text) })\n",
        after=None,
        why="the bridge would run anything",
    ),
    Example(
        "arguments in a list of their own",
        before=_FILE + "execFile('git', args, (err, text) => { show(text) })\n",
        after=None,
        why="which options are passed is not known",
    ),
    Example(
        "its output as it comes, and its end",
        before="const { spawn } = require('child_process')\nlet child = null\nfunction ping (host) {\n  child = spawn('ping', ['-c', '3', host])\n"
        "  child.stdout.setEncoding('utf8')\n  child.stdout.on('data', show)\n  child.stderr.on('data', (data) => show(`failed: ${data}`))\n"
        "  child.on('error', (error) => show(error.message))\n  child.on('close', (code, signal) => { show(code || signal) })\n}\n"
        "function stop () {\n  if (child) child.kill('SIGINT')\n}\nuse(ping, stop)\n",
        after="let child = null\nfunction ping (host) {\n  child = window.electronAPI.programs.startPing(host)\n"
        "  child.stdout.on('data', (...args) => { show(...args) })\n  child.stderr.on('data', (data) => { show(`failed: ${data}`) })\n"
        "  child.on('error', (error) => { show(error.message) })\n  child.on('close', (code, signal) => { show(code || signal) })\n}\n"
        "function stop () {\n  if (child) child.kill('SIGINT')\n}\nuse(ping, stop)\n",
    ),
    Example(
        "a command line that runs on",
        before="const cp = require('child_process')\ncp.exec('vmstat 1').stdout.on('data', (text) => { log.textContent += text })\n",
        after="window.electronAPI.programs.startVmstat().stdout.on('data', (text) => { log.textContent += text })\n",
    ),
    Example(
        "a list of parts",
        before="const { spawn } = require('child_process')\nconst parts = []\nspawn('ls', []).stdout.on('data', (part) => parts.push(part))\n",
        after=None,
        why="what becomes of the bytes is not known",
    ),
    Example(
        "what is written to it",
        before="const { spawn } = require('child_process')\nconst child = spawn('bc', [])\nchild.stdin.write(sum)\n",
        after=None,
        why="that decides what it does",
    ),
    Example(
        "a program that is handed on",
        before="const { spawn } = require('child_process')\nconst child = spawn('ls', [])\nkeep(child)\n",
        after=None,
        why="what is done with it is not known",
    ),
    Example(
        "code for an interpreter",
        before=_FILE + "execFile('sh', ['-c', line], (err, text) => { show(text) })\nexecFile('node', ['-p', sum], (err, text) => { show(text) })\n",
        after=None,
        why="the page could run anything",
    ),
    Example(
        "an argument of a script",
        before=_FILE + "execFile('python3', ['-u', 'tools/sum.py', number], (err, text) => { show(text) })\n",
        after="window.electronAPI.programs.tryPython3(number).then(({ error: err, value: text }) => { show(text) })\n",
    ),
    Example(
        "options of the moment",
        before=_FILE + "execFile('git', ['status'], { cwd: folder }, (err, text) => { show(text) })\n",
        after=None,
        why="where a program runs decides what it does",
    ),
    Example(
        "an error that is looked into",
        before=_FILE + "execFile('git', ['status'], (err, text) => { show(err.code, text) })\n",
        after=None,
        why="only its message arrives",
    ),
    Example(
        "what it complains of",
        before=_FILE + "execFile('git', ['status'], (err, text, complaint) => { show(text, complaint) })\n",
        after=None,
        why="the bridge answers with one text",
    ),
    Example(
        "through a shell",
        before="const { spawn } = require('child_process')\nspawn('code', [file], { shell: true })\n",
        after=None,
        why="the shell would read the argument",
    ),
    Example(
        "another exec",
        before="const found = /a/.exec(text)\nshow(found)\n",
        after=None,
        why="it is of an expression",
    ),
    Example(
        "already on the bridge",
        before="window.electronAPI.programs.tryUname().then(show)\n",
        after=None,
        why="it is migrated",
    ),
)

_HINT = "Write one handler in main for each command, with a fixed program and an argument list; never one that takes a command line."
_CHANGED = "What fails gives an Error of the page, with its message alone."
_LATER = "The callback runs in a promise: what it throws is an unhandled rejection instead of an uncaught error."
_FOLLOWED = "What it prints, and its end, arrive one message later. A page that is left or reloaded ends the program."
_STARTED = "That the program cannot be started is logged in main."
_RISK = "{name} is passed to {program}, which reads one that begins with - as an option: let through only what is meant"
# Options that only say how the text comes, or for how long.
_OPTIONS = frozenset({"encoding", "timeout", "maxBuffer", "windowsHide", "detached", "stdio", "killSignal"})
_UTF8 = frozenset({"utf8", "utf-8"})
# What they are passed may be code, or another program: https://nodejs.org/api/cli.html, bash(1), cmd /?, …
_INTERPRETERS = frozenset(
    {
        "bash", "cmd", "csh", "cscript", "dash", "deno", "doas", "env", "fish", "ksh", "lua", "mshta", "node", "nohup", "osascript", "perl", "php", "powershell", "pwsh",
        "python", "python2", "python3", "rscript", "ruby", "sh", "ssh", "sudo", "tclsh", "wscript", "wsl", "xargs", "zsh",
    }
)  # fmt: skip
_TAKES_CODE = re.compile(r"-{1,2}(c|e|p|r|m|lc|ic|ilc|exec|eval|print|require|import|command|encodedcommand)|/[ck]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Command:
    """What is run: the function of Node, the program or command line, its arguments, options as they are written, and the callback."""

    call: Call
    function: str
    program: str
    arguments: tuple[Value, ...]
    options: Object | None
    callback: Value | None

    @property
    def dynamic(self) -> tuple[Value, ...]:
        return tuple(one for one in self.arguments if not isinstance(one, Literal))


def rewrite(site: Site, context: Context) -> Fix | Manual:
    command = _command(site, context)
    if isinstance(command, Manual):
        return command
    refused = unsendable(context, site.unit, command.dynamic)
    preloads = context.bridge_of(site.unit)
    if refused is not None:
        return refused
    if isinstance(preloads, Manual):
        return preloads
    return _Rewrite(site, context, command, preloads).rewrite()


def _command(site: Site, context: Context) -> _Command | Manual:
    level = next((level for level in site.levels if level.use is ApiUse.CALL and len(level.origin) == 2), None)
    if level is None or not isinstance(level.value, Call) or level.origin[1] not in ("exec", "execFile", "execSync", "execFileSync", "spawn"):
        return Manual("It has no counterpart on the bridge.", _HINT)
    call, function = level.value, level.origin[1]
    given = list(call.arguments)
    if call.optional or not given or any(isinstance(one, Spread) for one in given):
        return Manual("The arguments are spread, or it is called only if it is there.", _HINT)
    program = context.facts.origins.text(site.unit, given.pop(0))
    if program is None or not program.strip():
        what = "The command line is" if function in ("exec", "execSync") else "The program is"
        return Manual(f"{what} put together when the page runs.", _HINT)
    arguments: tuple[Value, ...] = ()
    if function in ("execFile", "execFileSync", "spawn") and given and not isinstance(given[0], Object | FunctionValue):
        listed = given.pop(0)
        if not isinstance(listed, Array) or any(isinstance(one, Spread) for one in listed.items):
            return Manual("The arguments of the program are not a list that is written out.", _HINT)
        if any(isinstance(one, Literal) and not isinstance(one.value, str) for one in listed.items):
            return Manual("An argument of the program is no text.", _HINT)
        arguments = listed.items
    if _may_be_code(program, arguments):
        return Manual(f"{program} runs what it is told to, and the page says a part of that.", _HINT)
    options = given.pop(0) if given and isinstance(given[0], Object) else None
    callback = given.pop(0) if given and function in ("exec", "execFile") else None
    if given:
        return Manual("It is called with other arguments than the bridge takes.", _HINT)
    if isinstance(options, Object) and not all(
        isinstance(one, Property) and one.key in _OPTIONS and isinstance(one.value, Literal) for one in options.properties
    ):
        return Manual("Its options are not written out, or more than the bridge lets through.", "Let main decide in which folder a program runs.")
    return _Command(call, function, program, arguments, options if isinstance(options, Object) else None, callback)


def _may_be_code(program: str, arguments: tuple[Value, ...]) -> bool:
    """True where an interpreter, a shell or what starts other programs gets a value of the page before a script that is written out, or as code."""
    name = re.split(r"[\\/]", program.strip().lower())[-1].removesuffix(".exe")
    if name not in _INTERPRETERS and not re.fullmatch(r"(python|ruby|perl|php|lua)[\d.]+", name):
        return False
    script = False
    for one in arguments:
        text = one.value if isinstance(one, Literal) and isinstance(one.value, str) else None
        if text is None and not script:
            return True
        if text is not None and not script and _TAKES_CODE.fullmatch(text):
            return any(not isinstance(each, Literal) for each in arguments)
        script = script or (text is not None and not text.startswith(("-", "/")))
    return name in ("cmd", "env", "ssh", "sudo", "doas", "nohup", "xargs", "wsl") and any(not isinstance(each, Literal) for each in arguments)


class _Rewrite:
    def __init__(self, site: Site, context: Context, command: _Command, preloads: tuple[str, ...]) -> None:
        self.site, self.context, self.command, self.preloads, self.unit = site, context, command, preloads, site.unit
        self.name = _name(command)
        self.whole: Value = command.call

    def rewrite(self) -> Fix | Manual:
        node = self.context.node(self.unit, self.command.call.span)
        if self.command.function == "spawn" or (self.command.callback is None and not self.command.function.endswith("Sync")):
            return self._started()
        if looked := looked_at(self.context, self.unit, node):
            return Manual(f"An error of it is looked into ({looked}), and only its message arrives.", "Let main answer with what the page has to know.")
        return self._callback() if self.command.callback is not None else self._sync()

    def _started(self) -> Fix | Manual:
        last = self.site.last
        if last.origin[1:] == ("spawn", "unref") and last.use is ApiUse.CALL:
            self.whole = last.value
        if self.site.chain.use is not Use.STATEMENT or self.site.chain.value is not self.whole:
            return self._followed()
        return replace(self._fix(self.name, MemberKind.SEND, ()), may_change=_STARTED)

    def _followed(self) -> Fix | Manual:
        """A program that the page listens to."""
        options = self.command.options.properties if self.command.options is not None else ()
        if any(isinstance(one, Property) and one.key in ("stdio", "detached", "encoding") for one in options):
            return Manual("The page listens to a program whose output goes elsewhere, or that outlives it.", "Run it in main, and send the page what it prints.")
        call = self.command.call
        edits = running_program(self.context, self.unit, self.context.node(self.unit, call.span))
        if isinstance(edits, Manual):
            return edits
        self.whole = call
        name = f"start{self.name[:1].upper()}{self.name[1:]}"
        passed = Edit.replace(Span(call.arguments_span.start, call.span.end), f"({self._passed()})")
        fix = self._fix(name, MemberKind.LOCAL, (passed, *edits), follows=True)
        return replace(fix, may_change=_FOLLOWED)

    def _callback(self) -> Fix | Manual:
        command = self.command
        assert command.callback is not None
        if self.site.chain.use is not Use.STATEMENT or self.site.chain.value is not command.call:
            return Manual("The running program is used: it is a live object of Node's.", "Run it in main, and send the page what it prints.")
        if self._encoding() not in ("", *_UTF8):
            return Manual("Its output is taken as bytes, or in another encoding.", "Let main make text of it.")
        callback = self.context.node(self.unit, command.callback.span)
        edits = settled_edits(self.context, self.unit, command.call.arguments_span.start, callback)
        if isinstance(edits, Manual):
            return edits
        # what stands before the callback is written anew
        kept = tuple(edit for edit in edits if edit.span.start >= callback.start_byte)
        before = Edit.replace(Span(command.call.arguments_span.start, callback.start_byte), f"({self._passed()}).then(")
        fix = self._fix(f"try{self.name[:1].upper()}{self.name[1:]}", MemberKind.LOCAL, (before, *kept))
        return replace(fix, may_change=f"{_LATER} {_CHANGED}")

    def _sync(self) -> Fix | Manual:
        node = self.context.node(self.unit, self.command.call.span)
        if self._encoding() not in _UTF8:
            asked = next((one.value for one in self.site.levels if one.origin[2:] == ("toString",) and one.use is ApiUse.CALL), None)
            text = isinstance(asked, Call) and not asked.arguments
            if self._encoding() or not (text or bytes_of_call(self.context, self.unit, node, promised=False).only == "utf8"):
                return Manual("Its output is taken as bytes.", "Pass { encoding: 'utf8' }, then plan again.")
            self.whole = asked if asked is not None and text else self.whole
        may = may_await(self.context, self.unit, self.context.node(self.unit, self.whole.span))
        if isinstance(may, Later):
            fix = with_edits(self._fix(self.name, MemberKind.INVOKE, ()), may.edits, topic=may.topic)
            return replace(fix, may_change=f"{may.may_change[:1].upper()}{may.may_change[1:]}. {_CHANGED}")
        fix = self._fix(f"{self.name}Sync", MemberKind.ASK, ())
        return replace(fix, may_change=f"The page blocks until the program has ended ({may.reason}). {_CHANGED}")

    def _encoding(self) -> str:
        properties = self.command.options.properties if self.command.options is not None else ()
        for one in properties:
            if isinstance(one, Property) and one.key == "encoding" and isinstance(one.value, Literal):
                return str(one.value.value).lower()
        return ""

    # ---- what is asked for

    def _passed(self) -> str:
        return ", ".join(self.context.text(self.unit, one.span) for one in self.command.dynamic)

    def _fix(self, name: str, kind: MemberKind, edits: tuple[Edit, ...], *, follows: bool = False) -> Fix:
        path, call = ("programs", name), self.command.call
        if not edits:
            edits = (Edit.replace(Span(call.arguments_span.start, self.whole.span.end), f"({self._passed()})"),)
        own = name if follows else f"{self.name}{'Sync' if kind is MemberKind.ASK else ''}"
        channel = self.context.free_channel(f"programs:{own}")
        names: list[str] = []
        for index, one in enumerate(self.command.dynamic):
            names.append(parameter_name(plain_name(one), index, frozenset({*names, *(("id",) if follows else ())})))
        parameters = tuple(Parameter(one, "string") for one in names)
        needs = self._follow(path, channel, parameters) if follows else self._ask(path, kind, channel, parameters)
        return Fix(
            f"{self.command.program.split()[0]} in main",
            Safety.REVIEW,
            f"program {self.command.program.split()[0]}",
            (),
            {self.unit.path: (*self.context.callee_edits(self.unit, call.function, path), *edits)},
            (*needs, DropUnused(self.unit.path)),
            may_change=_CHANGED,
        )

    def _ask(self, path: tuple[str, ...], kind: MemberKind, channel: str, parameters: tuple[Parameter, ...]) -> tuple[Need, ...]:
        """A program of which the page hears no more than what it has printed, or nothing."""
        members = tuple(self._member(preload, path, kind, channel, parameters) for preload in self.preloads)
        function = self.command.function
        helper = "runCommand" if self._is_line() else "startProgram" if function == "spawn" else "runProgram"
        kinds = {MemberKind.SEND: HandlerKind.ON, MemberKind.ASK: HandlerKind.ANSWER}
        given = tuple(HandlerParameter(one.name, "string", guard="string") for one in parameters)
        body = f"{helper}({self._given(parameters)})"
        return (*members, MainHandler(channel, kinds.get(kind, HandlerKind.HANDLE), given, body, todos=self._risks(parameters), helpers=(helper,)))

    def _member(self, preload: str, path: tuple[str, ...], kind: MemberKind, channel: str, parameters: tuple[Parameter, ...]) -> BridgeMember:
        if kind is not MemberKind.LOCAL:
            return BridgeMember(preload, path, kind, channel, parameters, "void" if kind is MemberKind.SEND else "string")
        passed = ", ".join((f"'{channel}'", *(one.name for one in parameters)))
        result = "Promise<{ error: (Error & { code?: string }) | null, code?: string, value: string }>"
        expression = f"settled(ipcRenderer.invoke({passed}))"
        return BridgeMember(preload, path, kind, channel, parameters, result, expression=expression, imports=("ipcRenderer",), helpers=("settled",))

    def _follow(self, path: tuple[str, ...], channel: str, parameters: tuple[Parameter, ...]) -> tuple[Need, ...]:
        """A program that the page listens to."""
        killing = self.context.free_channel("programs:kill")
        passed = ", ".join((f"'{channel}'", f"'{killing}'", *(one.name for one in parameters)))
        members = tuple(
            BridgeMember(
                preload, path, MemberKind.LOCAL, parameters=parameters, result="RunningProgram", expression=f"runningProgram({passed})",
                helpers=("runningProgram",), declarations=("RunningProgram",),
            )
            for preload in self.preloads
        )  # fmt: skip
        number = HandlerParameter("id", "number", guard="number")
        started = "spawn" if self.command.function == "spawn" else "exec" if self._is_line() else "execFile"
        handler = MainHandler(
            channel,
            HandlerKind.HANDLE,
            (number, *(HandlerParameter(one.name, "string", guard="string") for one in parameters)),
            f"followProgram(event.sender, '{channel}:event', id, child_process.{started}({self._given(parameters)}))",
            todos=self._risks(parameters),
            helpers=("followProgram",),
            builtins=("child_process",),
        )
        signal = HandlerParameter("signal", "string", optional=True, values=SIGNALS)
        ending = MainHandler(killing, HandlerKind.ON, (number, signal), "killProgram(event.sender, id, signal)", helpers=("killProgram",))
        return (*members, handler, ending)

    def _is_line(self) -> bool:
        return self.command.function in ("exec", "execSync")

    def _given(self, parameters: tuple[Parameter, ...]) -> str:
        """What Node's function is passed in main: the program, its arguments and options, as the page writes them."""
        command = self.command
        left = (one.name for one in parameters)
        listed = ", ".join(quoted(one.value) if isinstance(one, Literal) and isinstance(one.value, str) else next(left) for one in command.arguments)
        given = [quoted(command.program)] if self._is_line() else [quoted(command.program), f"[{listed}]"]
        options = [one for one in command.options.properties if isinstance(one, Property) and one.key != "encoding"] if command.options is not None else []
        if options:
            given.append(f"{{ {', '.join(f'{one.key}: {self.context.text(self.unit, one.value.span)}' for one in options)} }}")
        return ", ".join(given)

    def _risks(self, parameters: tuple[Parameter, ...]) -> tuple[str, ...]:
        return (_RISK.format(name=", ".join(one.name for one in parameters), program=self.command.program),) if parameters else ()


def _name(command: _Command) -> str:
    """The program with the first words that it is always given: `gitLog`."""
    words = command.program.split() if command.function in ("exec", "execSync") else [command.program]
    words += [str(one.value) for one in command.arguments[:2] if isinstance(one, Literal)] if len(words) == 1 else []
    program = re.sub(r"\.\w+$", "", re.split(r"[\\/]", words[0])[-1])
    plain = [word for word in words[1:3] if re.fullmatch(r"[A-Za-z][\w-]*", word)]
    return member_name("-".join((program, *plain)))
