"""How a preload gets compiled where TypeScript alone makes main: main does not import it, so a configuration that lists files has to name it."""

from __future__ import annotations

import posixpath

from electron_migrate.app.jsontext import parse_json5, texts
from electron_migrate.app.tsconfig import NAME
from electron_migrate.code.edits import Edit
from electron_migrate.code.json_edits import append_text
from electron_migrate.facts.link import Facts

_TYPESCRIPT = (".ts", ".mts", ".cts")


def compiled_in_place(facts: Facts) -> bool:
    """True where main is TypeScript and Electron starts the script beside it, which is not among the sources."""
    main, output = facts.main, facts.places.main_output()
    if main is None or output is None or not main.endswith(_TYPESCRIPT) or facts.places.main_build is not None:
        return False
    return output not in facts.app.tree.names and posixpath.splitext(output)[0] == posixpath.splitext(main)[0]


def listed_beside_main(facts: Facts, preload: str) -> dict[str, tuple[Edit, ...]] | str:
    """Edits that name the preload in each list of files that names main, `files` or `include` of a tsconfig; or why that cannot be done."""
    found: dict[str, tuple[Edit, ...]] = {}
    for path, source in sorted(facts.app.tree.files.items()):
        if NAME.fullmatch(posixpath.basename(path)) is None or not preload.endswith(_TYPESCRIPT):
            continue
        folder = posixpath.dirname(path)
        value, _ = parse_json5(source)
        for key in ("files", "include"):
            written = {posixpath.normpath(posixpath.join(folder, one)): one for one in texts(value, key)}
            if facts.main not in written or preload in written:
                continue
            start = "./" if written[facts.main].startswith("./") else ""
            name = start + posixpath.relpath(preload, folder or ".")
            try:
                found[path] = (*found.get(path, ()), *append_text(source.data, (key,), (name,)))
            except (ValueError, LookupError):
                return f"`{key}` of {path} names main and has to name {name}, too"
    return found
