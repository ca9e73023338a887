"""The shape of the package: which way imports run, what every module and document begins with, what is shipped."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from electron_migrate.cli.catalog import topics

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "src" / "electron_migrate"
TRANSFORMS = REPOSITORY / "transforms"

# What each part may import of the others. `report` and `kit` stand beside the way from the app's text to the command line.
MAY_IMPORT = {
    "code": set[str](),
    "app": {"code"},
    "facts": {"code", "app"},
    "findings": {"code", "app", "facts"},
    "checks": {"code", "app", "facts", "findings"},
    "plan": {"code", "app", "facts", "findings"},
    "write": {"code", "app", "facts", "findings", "plan"},
    "gate": {"code", "facts", "findings", "checks", "pipeline"},
    "report": {"code", "app", "facts", "findings", "checks", "plan", "pipeline", "gate"},
    "kit": {"code", "app", "facts", "findings", "plan", "pipeline", "api"},
    "pipeline": {"code", "app", "facts", "findings", "checks", "plan"},
    "api": {"code", "facts", "findings", "plan"},
    "cli": {"code", "app", "facts", "findings", "checks", "plan", "write", "report", "kit", "pipeline", "gate", "api"},
    "__main__": {"cli"},
}
# How to say no to a user, what was asked for, and the version: values that know nothing of the rest.
EVERYWHERE = {"choices", "errors", "options", "progress", "__init__"}

MODULES = sorted(path for folder in (PACKAGE, TRANSFORMS) for path in folder.rglob("*.py"))
SCRIPTS = sorted(
    path
    for folder in ("tests", "scripts", "benchmarks")
    for path in (REPOSITORY / folder).rglob("*.py")
    if "node_modules" not in path.parts
)


def _name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def _imports(path: Path) -> Iterator[str]:
    """Full names of modules, also of those that a function imports when it is called."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}:{node.lineno}: imports are absolute"
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" if node.module == "electron_migrate" else node.module for alias in node.names)


def _part(module: str) -> str:
    """`electron_migrate.plan.needs` is of the part `plan`; names of the package itself (`__version__`) are of `__init__`."""
    name = [*module.split("."), "__init__"][1]
    return name if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file() else "__init__"


@pytest.mark.parametrize("path", [path for path in MODULES if path.is_relative_to(PACKAGE)], ids=_name)
def test_imports_run_one_way(path: Path) -> None:
    inner = path.relative_to(PACKAGE)
    part = inner.parts[0].removesuffix(".py")
    wanted = {_part(module) for module in _imports(path) if module.split(".")[0] == "electron_migrate"}
    if part in EVERYWHERE:
        assert wanted <= EVERYWHERE
    elif part == "code":
        assert wanted <= {"code"}
    else:
        assert wanted <= MAY_IMPORT[part] | {part} | EVERYWHERE


@pytest.mark.parametrize("path", [path for path in MODULES if path.is_relative_to(TRANSFORMS)], ids=_name)
def test_a_transform_imports_the_api_only(path: Path) -> None:
    assert set(_imports(path)) <= {"__future__", "dataclasses", "re", "electron_migrate.api"} | {
        f"collections{end}" for end in ("", ".abc")
    }


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_only_the_kit_knows_libcst(path: Path) -> None:
    if not path.is_relative_to(PACKAGE / "kit"):
        assert not any(module.split(".")[0] == "libcst" for module in _imports(path))


def test_commands_load_libcst_only_when_they_need_it() -> None:
    """It is slow to load."""
    code = "import sys, electron_migrate.cli; sys.exit('libcst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("path", MODULES + SCRIPTS, ids=_name)
def test_a_module_begins_with_a_sentence(path: Path) -> None:
    tree = ast.parse(path.read_bytes())
    if not tree.body and path.name == "__init__.py":
        return
    document = ast.get_docstring(tree)
    assert document is not None
    first = document.partition("\n\n")[0]
    assert first.rstrip().endswith((".", ":", "`")), first


@pytest.mark.parametrize("topic", [topic for topic in topics().values() if topic.kind != "error"], ids=lambda topic: topic.id)
def test_a_rule_or_transform_is_a_document(topic: object) -> None:
    """The headings that `explain` shows, in this order, each with text below it."""
    assert hasattr(topic, "text")
    assert hasattr(topic, "kind")
    wanted = {
        "rule": ["What it finds", "Why"],
        "check": ["What it finds", "Why"],
        "transform": ["What it does", "Why", "When it stays its hand", "Safety", "Example"],
    }[topic.kind]
    sections = topic.text.split("\n## ")
    headings = [section.partition("\n")[0] for section in sections[1:]]
    assert [heading for heading in headings if heading in wanted] == wanted
    assert all(section.partition("\n")[2].strip() for section in sections[1:])


def test_every_rule_and_transform_can_be_explained() -> None:
    explained = {(topic.kind, topic.id) for topic in topics().values()}
    for path in TRANSFORMS.glob("*.py"):
        if not path.name.startswith("_"):
            assert ("transform", path.stem.replace("_", "-")) in explained
    for path in (PACKAGE / "findings").glob("*.py"):
        if path.stem not in ("__init__", "catalogue", "identity", "model", "site_rules"):
            assert ("rule", path.stem.replace("_", "-")) in explained
    for path in (PACKAGE / "checks").glob("*.py"):
        if path.stem not in ("__init__", "catalogue", "channels", "declared", "model"):
            assert ("check", path.stem.replace("_", "-")) in explained


def test_the_listed_packages_are_those_of_the_tree() -> None:
    """They are listed by name so that a stale build folder ships nothing; the list must not go stale itself."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    folders = {Path(name).parent for name in _tracked("src/electron_migrate")}
    assert sorted(project["tool"]["setuptools"]["packages"]) == sorted(
        ["electron_migrate.transforms", *(".".join(folder.relative_to("src").parts) for folder in folders)]
    )


def _tracked(*under: str) -> list[str]:
    """Files that git knows or would take."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *under]
    listed = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout.split("\0")
    return [name for name in listed if name and (REPOSITORY / name).is_file()]
