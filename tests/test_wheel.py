"""The wheel holds what the tree holds, nothing of an older build, and works where it is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
SOURCES = ("pyproject.toml", "setup.py", "README.md", "src", "transforms", "LICENSE")
# The first that makes wheels by itself; with an older one, or none, pip fetches what pyproject.toml asks for.
OWN_BACKEND = "import setuptools; assert tuple(map(int, setuptools.__version__.split('.')[:2])) >= (70, 1)"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of the tree that was built before, when it had a transform and a module that are gone since."""
    tree = tmp_path_factory.mktemp("tree")
    for name in SOURCES:
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", ".*_cache"))
        elif (REPOSITORY / name).exists():
            shutil.copy(REPOSITORY / name, tree / name)
    if not (tree / "README.md").exists():
        (tree / "README.md").write_text("electron-migrate\n", "utf-8")
    for gone in ("transforms/gone_transform.py", "findings/gone_rule.py", "gone/__init__.py"):
        decoy = tree / "build" / "lib" / "electron_migrate" / gone
        decoy.parent.mkdir(parents=True, exist_ok=True)
        decoy.write_text('"""Of an older build."""\n', "utf-8")
    out = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--wheel-dir",
        str(out),
        str(tree),
    ]
    if subprocess.run([sys.executable, "-c", OWN_BACKEND], capture_output=True, check=False).returncode == 0:
        command.insert(4, "--no-build-isolation")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an environment with the wheel alone; its dependencies come from the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed") / "env"
    venv.create(folder, with_pip=False, symlinks=True)
    site = next(folder.glob("lib/python*/site-packages"))
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", "--target", str(site), str(wheel)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    # behind the wheel on the path; files ending in .pth there (an editable install of the tree) are not read
    (site / "dependencies.pth").write_text(f"{_own_site_packages()}\n", "utf-8")
    return folder


def test_the_wheel_holds_the_transforms_of_the_tree_and_no_others(wheel: Path) -> None:
    packed = {Path(name).name for name in _names(wheel) if name.startswith("electron_migrate/transforms/")}
    assert packed == {path.name for path in (REPOSITORY / "transforms").glob("*.py")}


def test_the_wheel_holds_every_module_and_table_of_the_tree_and_nothing_else(wheel: Path) -> None:
    packed = {
        name for name in _names(wheel) if name.startswith("electron_migrate/") and not name.startswith("electron_migrate/transforms/")
    }
    source = REPOSITORY / "src"
    wanted = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file()
        and not any(part == "__pycache__" or part.startswith(".") or part.endswith(".egg-info") for part in path.relative_to(source).parts)
    }
    assert packed == wanted
    assert "electron_migrate/py.typed" in packed


def test_nothing_but_the_package_is_installed(wheel: Path) -> None:
    assert {name.split("/")[0].split("-")[0] for name in _names(wheel)} == {"electron_migrate"}


def test_the_installed_command_scans_and_plans_an_app_from_another_folder(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "corpus" / "notes" / "before", tmp_path / "notes")
    where = _python(installed, tmp_path, "-c", "import electron_migrate; print(electron_migrate.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(installed), where.stderr
    scan = _python(installed, tmp_path, "-m", "electron_migrate", "scan", "--format", "json", "notes")
    assert scan.returncode == 1, scan.stderr
    assert json.loads(scan.stdout)["summary"]["windowsTotal"] == 1
    plan = _python(installed, tmp_path, "-m", "electron_migrate", "plan", "-o", "plan", "notes")
    assert plan.returncode == 0, plan.stderr
    assert list((tmp_path / "plan" / "patches").glob("*.patch"))


def test_the_installed_command_explains_every_rule_and_transform(installed: Path, tmp_path: Path) -> None:
    done = _python(installed, tmp_path, "-m", "electron_migrate", "explain")
    assert done.returncode == 0, done.stderr
    for path in (REPOSITORY / "transforms").glob("[!_]*.py"):
        assert path.stem.replace("_", "-") in done.stdout


def test_the_console_script_starts_the_same(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert "electron-migrate = electron_migrate.cli:main" in archive.read(name).decode("utf-8")


def _names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return [name for name in archive.namelist() if not name.endswith("/")]


def _own_site_packages() -> str:
    import click

    return str(Path(click.__file__).resolve().parents[1])


def _python(environment: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python of an environment, started in another folder and with no path of ours to be found by."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    command = [str(environment / "bin" / "python"), *arguments]
    outside = {**clean, "NO_COLOR": "1", "GIT_CEILING_DIRECTORIES": str(folder)}
    return subprocess.run(command, cwd=folder, env=outside, capture_output=True, text=True, check=False)
