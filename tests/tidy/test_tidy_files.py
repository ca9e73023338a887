"""What no file of the repository may hold."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

# In halves, so that this file does not hold them. Where packages come from is set where the tests run, never here.
FOREIGN = {
    "a package registry": [
        a + b
        for a, b in (("registry.npm", "js"), ("registry.yarn", "pkg"), ("py", "pi.org"), ("files.python", "hosted"), ("crates", ".io"))
    ],
    "someone's machine": [
        a + b for a, b in (("/work", "/main"), ("/work", "/shared"), ("/ro", "ot/"), ("/home", "/user/"), ("/tmp", "/v/"))
    ],
}


def test_no_file_names_a_package_registry_or_a_folder_of_someones_machine() -> None:
    found = []
    for path, data in _texts():
        text = data.decode("utf-8", "replace")
        for what, words in FOREIGN.items():
            found += [f"{path.as_posix()}: {what}: {word}" for word in words if word in text]
    assert found == []


def test_no_file_holds_both_sides_of_a_merge() -> None:
    marks = ("<" * 7 + " ", ">" * 7 + " ")
    found = [
        f"{path.as_posix()}:{number}"
        for path, data in _texts()
        for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1)
        if line.startswith(marks)
    ]
    assert found == []


def test_texts_of_ours_end_in_one_newline_and_have_no_stray_space() -> None:
    found = []
    for path, data in _texts():
        if path.suffix in (".py", ".toml", ".sh") or path.name == "Makefile":
            if data and (not data.endswith(b"\n") or data.endswith(b"\n\n")):
                found.append(f"{path.as_posix()}: its end")
            found += [f"{path.as_posix()}:{number}" for number, line in enumerate(data.split(b"\n"), 1) if line != line.rstrip()]
    assert found == []


def test_what_git_has_is_small() -> None:
    assert [path.as_posix() for path, data in _texts() if len(data) > 1_000_000] == []


def _texts() -> list[tuple[Path, bytes]]:
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=REPOSITORY, check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git work tree")
    names = (Path(name) for name in listed.stdout.decode("utf-8").split("\0") if name)
    return [(path, (REPOSITORY / path).read_bytes()) for path in names if (REPOSITORY / path).is_file()]
