"""Reads a plan.json, which a person may have edited and a stranger may have made: it decides nothing but what is planned again."""

from __future__ import annotations

import difflib
import json
import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

from electron_migrate.choices import ChoiceError, Choices, Strategy, member_path
from electron_migrate.cli.json_text import JsonPath, JsonText, NotJsonError, read_json, shown
from electron_migrate.errors import UserError
from electron_migrate.options import NAVIGATION, PAGE_MODULES, VALIDATORS, Options
from electron_migrate.plan.model import STAGES
from electron_migrate.report.document import PLAN_SCHEMA
from electron_migrate.report.plan_choices import AUTO, choices_digest

_MOST_BYTES = 256 << 20
_PROCESSES = ("main", "preload", "renderer", "worker")
_EDITABLE = "What can be edited: choices, the skip of a group, and the order of groups within a stage."


@dataclass(frozen=True, slots=True)
class RecordedPlan:
    """What makes the same plan again.

    `patches`: SHA-256 (hex) of each group's patch by group id, in order; `skip`: ids of groups to leave out; `left_out`: those of them that were
    left out when the patches were made.
    """

    file: PlanFile
    version: str
    level: str
    options: Options
    digests: Mapping[str, str]
    patches: Mapping[str, str]
    skip: tuple[str, ...]
    left_out: tuple[str, ...]
    is_planned: bool
    """The patches were made with the choices that are there now; only further groups may be left out."""


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The file as it is, to say where in it something stands."""

    path: Path
    json: JsonText

    def refuse(self, where: JsonPath, message: str, *, key: bool = False, help: str = _EDITABLE) -> NoReturn:
        """Raises UserError (EM106) with line and column, from 1, of a value or its key, and the line itself."""
        line, column = self.json.position(where, key=key)
        raise _refusal(self.path, line, column, f"{shown(where)}: {message}", self.json.line(line), help)

    def refuse_choice(self, error: ChoiceError) -> NoReturn:
        """For a choice that planning found cannot be had."""
        self.refuse(("choices", *error.where), error.message, key=error.where[:1] == ("processes",))


def read_plan_file(path: Path) -> RecordedPlan:
    """`path`: the file, or the folder that it is in. Raises UserError (EM106), saying where it is wrong, and what is expected there."""
    if path.is_dir():
        path = path / "plan.json"
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UserError("EM106", f"{path} is too large to be a plan")
        data = path.read_bytes()
    except OSError as error:
        raise UserError("EM106", f"{path}: {error.strerror or error}") from error
    try:
        text = read_json(data)
    except NotJsonError as error:
        lines = data.decode("utf-8", "replace").split("\n")
        line = lines[error.line - 1].rstrip("\r") if error.line <= len(lines) else ""
        raise _refusal(path, error.line, error.column, f"not JSON: {error.message}", line, "Correct it there.") from error
    return _Reader(PlanFile(path, text)).plan()


def refuse_other_edits(recorded: RecordedPlan, made: Mapping[str, Any]) -> None:
    """Raises UserError (EM106) for the first place where a group says something else than the plan `made` of the same choices."""
    ours = {group["id"]: group for group in made["groups"]}
    for number, group in enumerate(recorded.file.json.value["groups"]):
        if group["id"] in ours:
            found = _difference({**group, "skip": False}, {**ours[group["id"]], "skip": False}, ("groups", number))
            if found is not None:
                where, expected = found
                recorded.file.refuse(where, f"it cannot be edited; expected {_short(expected)}")


def refuse_changed_autos(recorded: RecordedPlan, made: Choices) -> None:
    """Raises UserError (EM106) for `auto: async` where the tool chose another: whoever edited it meant to choose."""
    tools = dict(made.strategies)
    for name, text in recorded.file.json.value["choices"]["strategies"].items():
        if text.startswith(AUTO) and name in tools and tools[name] != text.removeprefix(AUTO):
            choice = text.removeprefix(AUTO)
            recorded.file.refuse(("choices", "strategies", name), f'the tool chose {tools[name]}; to choose yourself, write "{choice}"')


class _Reader:
    def __init__(self, file: PlanFile) -> None:
        self.file = file

    def plan(self) -> RecordedPlan:
        root = self._object((), ())
        if root.get("schema") != PLAN_SCHEMA:
            self._expected(("schema",), f'"{PLAN_SCHEMA}"', help="Give a plan.json that `electron-migrate plan -o` wrote.")
        self._known((), root, _fields("plan"))
        level = self._one_of(("level",), ("safe", "review"))
        digests = {path: self._string(("digests", path)) for path in self._object(("digests",))}
        groups = self._groups()
        order = [group["id"] for group in groups if group["patchDigest"] is not None]
        skip = tuple(group["id"] for group in groups if group["skip"])
        return RecordedPlan(
            file=self.file,
            version=self._string(("tool", "version")),
            level=level,
            options=self._options(tuple(order)),
            digests=digests,
            patches={group["id"]: group["patchDigest"] for group in groups if group["patchDigest"] is not None},
            skip=skip,
            left_out=tuple(group["id"] for group in groups if group["skip"] and group["patchDigest"] is None),
            is_planned=self._string(("choicesDigest",)) == choices_digest(root),
        )

    # ---- groups

    def _groups(self) -> list[dict[str, Any]]:
        groups: list[dict[str, Any]] = []
        seen: dict[str, int] = {}
        for number in range(len(self._list(("groups",)))):
            where: JsonPath = ("groups", number)
            group = self._object(where)
            self._known(where, group, _fields("group"))
            id = self._string((*where, "id"))
            if id in seen:
                self.file.refuse((*where, "id"), f"{id} is groups[{seen[id]}] already")
            seen[id] = number
            if not isinstance(group.get("skip"), bool):
                self._expected((*where, "skip"), "true or false")
            self._one_of((*where, "stage"), STAGES)
            for name in ("dependsOn", "findings", "needs", "files", "mayChange"):
                self._list((*where, name))
            if group.get("patchDigest") is not None:
                self._string((*where, "patchDigest"))
            if not isinstance(group.get("number"), int) or isinstance(group["number"], bool):
                self._expected((*where, "number"), "a number")
            groups.append(group)
        self._check_order(groups, seen)
        return groups

    def _check_order(self, groups: list[dict[str, Any]], seen: Mapping[str, int]) -> None:
        planned = [(number, group) for number, group in enumerate(groups) if group["patchDigest"] is not None]
        numbers = {group["number"] for _, group in planned}
        missing = next((number for number in range(1, len(planned) + 1) if number not in numbers), None)
        if missing is not None:
            help = 'Put it back; to leave a group out, set its "skip" to true.'
            self.file.refuse(("groups",), f"the group with number {missing} is missing", help=help)
        last: tuple[int, dict[str, Any]] | None = None
        for number, group in planned:
            stage = STAGES.index(group["stage"])
            if last is not None and STAGES.index(last[1]["stage"]) > stage:
                what = f"{group['id']} of stage {group['stage']} stands after {last[1]['id']} of stage {last[1]['stage']}; groups move within their stage"
                self.file.refuse(("groups", number), what)
            last = number, group
        for number, group in planned:
            for name in group["dependsOn"]:
                if seen.get(name, -1) > number and groups[seen[name]]["patchDigest"] is not None:
                    self.file.refuse(("groups", number), f"{group['id']} stands before {name}, which it depends on")

    # ---- options and choices

    def _options(self, order: tuple[str, ...]) -> Options:
        value = self._object(("options",))
        self._known(("options",), value, _fields("options"))
        electron = value.get("electron")
        if electron is not None and (not isinstance(electron, int) or isinstance(electron, bool)):
            self._expected(("options", "electron"), "a number or null")
        select, ignore, exclude, window = (self._strings(("options", name)) for name in ("select", "ignore", "exclude", "window"))
        choices = self._choices(order)
        api_name = self._string(("options", "apiName"))
        validator = self._one_of(("options", "validator"), VALIDATORS)
        page_modules = self._one_of(("options", "pageModules"), PAGE_MODULES)
        navigation = self._one_of(("options", "navigation"), NAVIGATION)
        try:
            return Options(electron, select, ignore, exclude, window, api_name, validator, page_modules, navigation, choices=choices)
        except ValueError as error:
            self.file.refuse(("options", "apiName" if "object" in str(error) else "electron"), str(error))

    def _choices(self, order: tuple[str, ...]) -> Choices:
        value = self._object(("choices",))
        self._known(("choices",), value, _fields("choices"))
        names = {name: self._string(("choices", "names", name)) for name in self._object(("choices", "names"))}
        for name, wanted in names.items():
            if member_path(wanted) is None:
                self._expected(("choices", "names", name), "JavaScript names joined by dots, four at most")
        strategies: list[tuple[str, Strategy]] = []
        for name in self._object(("choices", "strategies")):
            allowed = (*Strategy, *(AUTO + strategy for strategy in (Strategy.ASYNC, Strategy.SYNC_BRIDGE)))
            text = self._one_of(("choices", "strategies", name), allowed)
            if not text.startswith(AUTO):
                strategies.append((name, Strategy(text)))
        processes: list[tuple[str, str]] = []
        for path in self._object(("choices", "processes")):
            if path != posixpath.normpath(path) or path.startswith(("/", "../")) or "\\" in path:
                self.file.refuse(("choices", "processes", path), "expected the path of a file, from the app's folder, with /", key=True)
            processes.append((path, self._one_of(("choices", "processes", path), _PROCESSES)))
        renamed = tuple((name, wanted) for name, wanted in names.items() if name != wanted)
        return Choices(renamed, tuple(strategies), tuple(processes), order)

    # ---- values

    def _at(self, where: JsonPath) -> Any:
        value: Any = self.file.json.value
        for part in where:
            value = value.get(part) if isinstance(part, str) and isinstance(value, dict) else value[part] if isinstance(part, int) else None
        return value

    def _object(self, where: JsonPath, _: object = None) -> dict[str, Any]:
        value = self._at(where)
        return value if isinstance(value, dict) else self._expected(where, "an object")

    def _list(self, where: JsonPath) -> list[Any]:
        value = self._at(where)
        return value if isinstance(value, list) else self._expected(where, "a list")

    def _string(self, where: JsonPath) -> str:
        value = self._at(where)
        return value if isinstance(value, str) else self._expected(where, "a text")

    def _strings(self, where: JsonPath) -> tuple[str, ...]:
        return tuple(self._string((*where, number)) for number in range(len(self._list(where))))

    def _one_of(self, where: JsonPath, allowed: Collection[str]) -> str:
        value = self._at(where)
        if isinstance(value, str) and value in allowed:
            return value
        close = difflib.get_close_matches(value, allowed, 1) if isinstance(value, str) else []
        names = [f'"{one}"' for one in allowed if not one.startswith(AUTO)]
        meant = f' (did you mean "{close[0]}"?)' if close else ""
        return self._expected(where, f"{', '.join(names[:-1])} or {names[-1]}", meant)

    def _known(self, where: JsonPath, value: Mapping[str, Any], allowed: Collection[str]) -> None:
        for name in value:
            if name not in allowed:
                close = difflib.get_close_matches(name, allowed, 1)
                self.file.refuse((*where, name), "there is no such field" + (f"; did you mean {close[0]}?" if close else ""), key=True)

    def _expected(self, where: JsonPath, what: str, more: str = "", help: str = _EDITABLE) -> NoReturn:
        parent = self._at(where[:-1]) if where else None
        missing = isinstance(parent, dict) and where[-1] not in parent
        found = "it is missing" if missing else f"found {_short(self._at(where))}"
        self.file.refuse(where, f"expected {what}, {found}{more}", help=help)


@cache
def _fields(name: str) -> tuple[str, ...]:
    schema = json.loads(files("electron_migrate.report.schema").joinpath(f"{PLAN_SCHEMA}.json").read_text("utf-8"))
    return tuple((schema if name == "plan" else schema["$defs"][name])["properties"])


def _difference(one: Any, other: Any, where: JsonPath) -> tuple[JsonPath, Any] | None:
    """The first place, in the order of `one`, where two values differ, with what `other` has there."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        pairs: Any = ((name, value, other[name]) for name, value in one.items())
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = zip(range(len(one)), one, other, strict=True)
    else:
        return None if one == other else (where, other)
    return next((found for name, value, its in pairs if (found := _difference(value, its, (*where, name))) is not None), None)


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _refusal(path: Path, line: int, column: int, message: str, text: str, help: str) -> UserError:
    """The line is shown from a little before the column on, with a mark below it."""
    start = max(len(text) - len(text.lstrip()), column - 41)
    excerpt = text[start : start + 76]
    mark = " " * max(0, column - 1 - start)
    return UserError("EM106", f"{path}:{line}:{column}: {message}", help, (excerpt, f"{mark}^"))
