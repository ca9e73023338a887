"""Rules, checks, transforms and error codes with their documents, read as text: nothing of a rule or transform is imported to explain it."""

from __future__ import annotations

import ast
import importlib.util
import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from electron_migrate.errors import ERRORS


@dataclass(frozen=True, slots=True)
class Topic:
    """`kind` is `rule`, `check`, `transform` or `error`; `title` is one line, `text` the whole document."""

    id: str
    kind: str
    title: str
    text: str


def topics(own: Iterable[Path] = ()) -> Mapping[str, Topic]:
    """All that can be explained, by id: rules, checks, then transforms, `own` files of an app among them, then errors."""
    found = [
        *_declared("electron_migrate.findings", "Rule"),
        *_declared("electron_migrate.checks", "Check"),
        *_declared("electron_migrate.transforms", "Transform"),
        *_of_files(own, "Transform"),
        *(Topic(code, "error", entry.title, entry.help) for code, entry in ERRORS.items()),
    ]
    return {topic.id: topic for topic in found}


def _declared(package: str, declaration: str) -> Iterable[Topic]:
    """One topic for each `declaration(id=…, title=…)` in the modules of a package; the module's docstring is its document."""
    yield from _of_files(_modules(package), declaration)


def _of_files(paths: Iterable[Path], declaration: str) -> Iterable[Topic]:
    for path in paths:
        try:
            tree = ast.parse(path.read_bytes())
        except (OSError, SyntaxError, ValueError, RecursionError):
            continue  # `transforms list` names it with its line
        for call in _calls(tree, declaration):
            id, title = _text(call, 0, "id"), _text(call, 1, "title")
            if id is not None:
                document = inspect.cleandoc(ast.get_docstring(tree) or "")
                yield Topic(id, declaration.lower(), title or document.partition("\n")[0], (document + _example(tree)).strip())


def _example(tree: ast.Module) -> str:
    """The first example that rewrites something."""
    for call in _calls(tree, "Example"):
        before, after = _text(call, 1, "before"), _text(call, 2, "after")
        if before is not None and after is not None:
            return f"\n\n## Example\nBefore:\n{_indented(before)}\nAfter:\n{_indented(after)}"
    return ""


def _calls(tree: ast.Module, function: str) -> Iterable[ast.Call]:
    """In the order of the text, as far as top-level statements go."""
    for node in (node for statement in tree.body for node in ast.walk(statement)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function:
            yield node


def _indented(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())


def _modules(package: str) -> tuple[Path, ...]:
    spec = importlib.util.find_spec(package)
    folders = spec.submodule_search_locations if spec is not None else None
    return tuple(path for folder in folders or () for path in sorted(Path(folder).glob("*.py")) if not path.name.startswith("_"))


def _text(call: ast.Call, index: int, name: str) -> str | None:
    """A literal text among the arguments of a call."""
    values = [keyword.value for keyword in call.keywords if keyword.arg == name] + call.args[index : index + 1]
    return next((value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)), None)
