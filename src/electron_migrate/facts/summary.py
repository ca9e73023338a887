"""What one file says, as small picklable values: spans, never syntax nodes. The link step joins these into facts of the app."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from electron_migrate.code.source import Span

_NOWHERE = Span(0, 0)
GLOBAL = -1
"""Binding id of a name that no scope of its file declares."""


@dataclass(frozen=True, slots=True)
class Name:
    span: Span
    name: str
    binding: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A string, number, boolean, null or undefined. `kind` is the JavaScript type."""

    span: Span
    value: str | float | bool | None
    kind: str


@dataclass(frozen=True, slots=True)
class Template:
    """A template string; expressions stand between texts."""

    span: Span
    parts: tuple[str | Value, ...]


@dataclass(frozen=True, slots=True)
class Concat:
    span: Span
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several values: `a || b`, `a && b`, `a ?? b`, `c ? a : b`. `guarded`: of `a && b` only the last can be an object."""

    span: Span
    options: tuple[Value, ...]
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """`object.name`, or `object['name']`."""

    span: Span
    object: Value
    name: str
    name_span: Span
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """`object[index]` where the index is no string literal."""

    span: Span
    object: Value
    index: Value


@dataclass(frozen=True, slots=True)
class Call:
    span: Span
    function: Value
    arguments: tuple[Value, ...]
    arguments_span: Span
    optional: bool = False


@dataclass(frozen=True, slots=True)
class New:
    span: Span
    constructor: Value
    arguments: tuple[Value, ...]
    arguments_span: Span


@dataclass(frozen=True, slots=True)
class Load:
    """A module: `require('x')`, `import … from 'x'`, `import('x')`. `through` is the text of what was called, or `import`.

    `needs_exports`: it stands where `typeof exports === 'object'` was asked, which is true of modules, and of no script that a page has by a tag.
    """

    span: Span
    specifier: str
    through: str
    needs_exports: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    span: Span
    value: Value


@dataclass(frozen=True, slots=True)
class Property:
    """One property of an object literal. `key` is None where it is computed; a spread has neither key nor own name."""

    span: Span
    key: str | None
    value: Value


@dataclass(frozen=True, slots=True)
class Object:
    span: Span
    properties: tuple[Property | Spread, ...]


@dataclass(frozen=True, slots=True)
class Array:
    span: Span
    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class FunctionValue:
    span: Span
    function: int


@dataclass(frozen=True, slots=True)
class ClassValue:
    span: Span
    index: int


@dataclass(frozen=True, slots=True)
class This:
    span: Span


@dataclass(frozen=True, slots=True)
class Await:
    span: Span
    value: Value


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a call gives a function of the script in one place; `span` is the parameter's pattern."""

    span: Span
    function: int
    index: int


@dataclass(frozen=True, slots=True)
class Opaque:
    """Anything else; `kind` is the grammar's node type. `negated`: what `!` stands before."""

    span: Span
    kind: str
    negated: Value | None = None


Value = (
    Name
    | Literal
    | Template
    | Concat
    | Choice
    | Member
    | Index
    | Call
    | New
    | Load
    | Spread
    | Object
    | Array
    | FunctionValue
    | ClassValue
    | This
    | Await
    | Parameter
    | Opaque
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A value that a binding takes: `path` leads from `value` to it (`const { a: { b } } = value` is `("a", "b")`)."""

    value: Value
    path: tuple[str, ...] = ()
    span: Span = _NOWHERE


@dataclass(frozen=True, slots=True)
class BindingFact:
    """`top`: declared at the top level of its unit. `parameter`: (function, index) where it is a parameter.

    `type`: the class or type that TypeScript gives it, where that is a name (`Member` for `Electron.IpcRenderer`).
    """

    name: str
    kind: str
    span: Span
    top: bool
    values: tuple[Bound, ...]
    parameter: tuple[int, int] | None = None
    type: Name | Member | None = None


class Use(StrEnum):
    """Where a maximal chain such as `remote.app.getVersion()` stands."""

    STATEMENT = "statement"
    AWAITED = "awaited"
    RETURNED = "returned"
    ARGUMENT = "argument"
    DECLARED = "declared"
    ASSIGNED_FROM = "assigned-from"
    WRITTEN = "written"
    EXPORTED = "exported"
    TESTED = "tested"
    """Only asked whether it is there: `if (x)`, `!x`, `x && …`, `x === null`."""
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Chain:
    """A maximal chain of members, calls and `new`, from its root name on. `target`: what a DECLARED or ASSIGNED_FROM one goes to."""

    value: Value
    use: Use
    function: int | None
    target: Value | None = None


@dataclass(frozen=True, slots=True)
class ParameterFact:
    span: Span
    name: str
    """Empty for a pattern."""
    binding: int
    rest: bool = False
    used: bool = True


@dataclass(frozen=True, slots=True)
class FunctionFact:
    span: Span
    name: str
    parameters: tuple[ParameterFact, ...]
    is_async: bool
    parent: int | None
    returns: tuple[Value, ...]
    uses_arguments: bool
    owner: int | None = None
    """Index of the class whose method this is."""
    answers_once: bool = False
    """An expression is all its body, or its one `return` is the last statement: it gives nothing else back, ever."""
    getter: bool = False
    """`get name() {…}`: to read the member is to call it."""
    forwards: Value | None = None
    """The call that is all it does, with just its parameters in their order: `(channel, ...args) => ipcRenderer.send(channel, ...args)`."""
    forwards_result: bool = False


@dataclass(frozen=True, slots=True)
class ClassFact:
    span: Span
    name: str
    extends: Value | None
    super_arguments: tuple[Value, ...] | None
    super_span: Span | None
    fields: tuple[tuple[str, Value], ...]
    """What its fields, methods and getters are where they are declared; `constructor(private x)` is the field `x`, the parameter its value."""
    typed: tuple[tuple[str, Name | Member], ...] = ()
    """Fields that TypeScript gives a plain named type."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """`object.name = value` for an object that the unit can name."""

    span: Span
    object: Value
    name: str
    value: Value
    function: int | None


@dataclass(frozen=True, slots=True)
class FilePath:
    """The path of a file that a user chose or dropped is read. `chain`: `file.path` with what becomes of it; None where a pattern takes it out."""

    span: Span
    chain: Chain | None


@dataclass(frozen=True, slots=True)
class Holder:
    """An object literal that a constant names, of which nothing but members is ever used: no other name can mean it, and `this` of its methods is it.

    `held`: its properties that may be things of other modules. `top`: its name is one that classic scripts of a page share.
    """

    span: Span
    name: str
    top: bool
    held: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class StateEntry:
    """A property of a component's state that gets one value, where the state is made, and is only read after that.

    `span`: the property in the literal. `uses`: every place that reads it, a member or a name that is taken out. `declared`: members of TypeScript types.
    """

    key: str
    value: Value
    span: Span
    uses: tuple[Span, ...]
    declared: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What a component keeps for as long as it lives. `component`: the class, or the object of options, in which `this` is the component.

    `member`: below which member of `this` it is; empty where its properties are those of `this`. `types`: exported types that declare properties of it.
    """

    component: Span
    member: str
    entries: tuple[StateEntry, ...]
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """One script: a whole file, or an inline script of a page or component."""

    region: int
    span: Span
    module: bool
    bindings: tuple[BindingFact, ...]
    chains: tuple[Chain, ...]
    functions: tuple[FunctionFact, ...]
    classes: tuple[ClassFact, ...]
    loads: tuple[Load, ...]
    """Every module load, in order; type-only imports are left out."""
    assignments: tuple[Assignment, ...]
    exports: tuple[tuple[str, Bound], ...]
    stars: tuple[Load, ...]
    whole_export: Value | None
    """The value of `module.exports = …`."""
    broken: tuple[Span, ...]
    held: tuple[tuple[str, Value], ...] = ()
    """Properties of object literals that may hold a thing of another module: those whose value is a name, a member, a call or a load."""
    holders: tuple[Holder, ...] = ()
    states: tuple[State, ...] = ()
    file_paths: tuple[FilePath, ...] = ()


@dataclass(frozen=True, slots=True)
class FileSummary:
    path: str
    digest: str
    units: tuple[UnitSummary, ...]
