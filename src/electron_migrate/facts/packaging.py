"""Which files of the app get into its package: the lists of electron-builder, and what electron-packager and Forge leave out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from electron_migrate.app.app import App
from electron_migrate.app.jsontext import Json, at, parse_json, parse_json5, text, texts
from electron_migrate.app.paths import below
from electron_migrate.code.source import Place, Source
from electron_migrate.facts.config_values import ConfigValues
from electron_migrate.facts.origins import Origins
from electron_migrate.facts.summary import Array

_BUILDER = re.compile(r"(?:^|/)(?:electron-builder|ebuilder)(?:[.-][\w-]+)*\.(?P<kind>ya?ml|json5?|[cm]?[jt]s)$")
_FORGE = re.compile(r"(?:^|/)forge\.config\.[cm]?[jt]s$")
_PACKAGER = re.compile(rb"['\"](?:electron-packager|@electron/packager)['\"]")
_YAML_LIST = re.compile(rb"^(?P<key>files[ \t]*:[ \t]*)(?:\r?\n(?P<items>(?:[ \t]*(?:#[^\n]*)?\r?\n|[ \t]*-[ \t][^\n]*(?:\n|$))+)|(?P<one>[^\s#][^\n#]*))", re.MULTILINE)
_YAML_ITEM = re.compile(rb"^([ \t]*-[ \t]+)(?P<quote>['\"]?)(?P<text>[^\n]*?)(?P=quote)[ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PackageList:
    """A list of glob patterns as one configuration has it. `patterns` None: it cannot be read in full.

    `kind` is `json` (with `keys` to the list), `yaml` or `script` (with the list's `place`); `folder`: what the patterns start from, app-relative.
    """

    path: str
    kind: str
    patterns: tuple[str, ...] | None
    folder: str
    keys: tuple[str, ...] = ()
    place: Place | None = None
    is_list: bool = True


def package_lists(app: App, origins: Origins) -> Iterator[PackageList]:
    """The `files` of every configuration of electron-builder that has them."""
    folder = app.manifest.app_folder
    values = ConfigValues(origins)
    for path, source in sorted(app.tree.files.items()):
        match = _BUILDER.search(path)
        if path == "package.json":
            parsed, _ = parse_json(source)
            if at(parsed, "build", "files") is not None:
                yield _of_json(path, parsed, folder, ("build", "files"))
        elif match is None:
            continue
        elif match.group("kind") in ("json", "json5"):
            parsed, _ = parse_json5(source)
            if at(parsed, "files") is not None:
                yield _of_json(path, parsed, folder, ("files",))
        elif match.group("kind") in ("yml", "yaml"):
            yield from _of_yaml(path, source, folder)
        else:
            for unit, value in values.exported(path):
                for there, given in values.values(unit, value, "files"):
                    items = [origins.text(one, item) for one, item in values.items(there, given)]
                    known = tuple(item for item in items if item is not None and "${" not in item)
                    is_list = isinstance(given, Array) and len(given.items) == len(items)
                    patterns = known if len(known) == len(items) else None
                    yield PackageList(path, "script", patterns, folder, place=Place(there.path, given.span), is_list=is_list)


def left_out(app: App, file: str) -> str:
    """The configuration of electron-packager or Forge whose `ignore` matches a file (app-relative); empty when none does, as far as they are plain."""
    inside = below(app.manifest.app_folder, file) if app.manifest.app_folder else file
    for path, pattern in _ignored(app):
        try:
            if inside is not None and re.search(pattern, f"/{inside}"):
                return path
        except re.error:
            continue
    return ""


def ships(patterns: Sequence[str], file: str) -> bool | None:
    """Whether patterns of electron-builder let a file into the package; None where one of them is of a kind that is not read here."""
    found = all(pattern.startswith("!") for pattern in patterns)
    for pattern in patterns:
        negated = pattern.startswith("!")
        expression = _expression(pattern.removeprefix("!").removeprefix("./"))
        if expression is None:
            return None
        if found == negated and re.fullmatch(expression, file):
            found = not negated
    return found


def _of_json(path: str, parsed: Json, folder: str, keys: tuple[str, ...]) -> PackageList:
    one = text(parsed, *keys)
    value = at(parsed, *keys)
    known = (one,) if one is not None else texts(parsed, *keys)
    whole = one is not None or (isinstance(value, list) and len(known) == len(value))
    readable = whole and not any("${" in pattern for pattern in known)
    return PackageList(path, "json", known if readable else None, folder, keys, is_list=one is None)


def _of_yaml(path: str, source: Source, folder: str) -> Iterator[PackageList]:
    match = _YAML_LIST.search(source.data)
    if match is None:
        return
    if match.group("one") is not None:
        pattern = match.group("one").decode("utf-8", "replace").strip().strip("'\"")
        yield PackageList(path, "yaml", (pattern,) if pattern[:1] not in "[{&*|>" else None, folder, is_list=False)
        return
    items = [item.group("text").decode("utf-8", "replace") for item in _YAML_ITEM.finditer(match.group("items"))]
    odd = any("${" in item or re.match(r"[\w-]+:\s", item) for item in items)
    yield PackageList(path, "yaml", None if odd else tuple(items), folder)


def yaml_items(data: bytes) -> tuple[bytes, int]:
    """What stands before the text of the last item of `files` (indentation, dash, quote), and the offset behind its line."""
    match = _YAML_LIST.search(data)
    if match is None or match.group("items") is None:
        raise LookupError("no list of files")
    last = list(_YAML_ITEM.finditer(data, match.start("items"), match.end("items")))[-1]
    return last.group(1) + last.group("quote"), last.end()


def _ignored(app: App) -> Iterator[tuple[str, str]]:
    """Regular expressions of `ignore`, as they are written."""
    source = app.tree.files.get("package.json")
    parsed = parse_json(source)[0] if source is not None else None
    for pattern in (*texts(parsed, "config", "forge", "packagerConfig", "ignore"), text(parsed, "config", "forge", "packagerConfig", "ignore")):
        if pattern is not None:
            yield "package.json", pattern
    scripts = text(parsed, "scripts", "package") or ""
    for match in re.finditer(r"--ignore[= ]['\"]?([^\s'\"]+)", scripts):
        yield "package.json", match.group(1)
    for path, config in sorted(app.tree.files.items()):
        if _FORGE.search(path) or (path.endswith((".js", ".mjs", ".cjs", ".ts")) and _PACKAGER.search(config.data)):
            written = config.data.decode("utf-8", "replace")
            at_ignore = re.search(r"\bignore\s*:\s*(\[[^\]]*\]|/(?:[^/\n\\]|\\.)+/)", written)
            for match in re.finditer(r"/((?:[^/\n\\]|\\.)+)/", at_ignore.group(1) if at_ignore is not None else ""):
                yield path, match.group(1).replace("\\/", "/")


def _expression(pattern: str) -> str | None:
    """A glob pattern of minimatch, with dot files, as a regular expression; without wildcards it also names all that is in a folder."""
    if re.search(r"[!?+*@]\(|\$\{", pattern):
        return None
    pattern = posixpath.normpath(pattern) if not re.search(r"[*?{\[]", pattern) else pattern
    found = ""
    index = depth = 0
    while index < len(pattern):
        rest = pattern[index:]
        if rest.startswith("**/"):
            found, index = found + r"(?:[^/]+/)*", index + 3
            continue
        if rest == "**":
            found, index = found + r".*", index + 2
            continue
        character = pattern[index]
        if character == "[":
            end = pattern.find("]", index + 2)
            if end < 0:
                return None
            inner = pattern[index + 1 : end]
            found += f"[{'^' + inner[1:] if inner[0] in '!^' else inner}]"
            index = end
        elif character == "{":
            depth, found = depth + 1, found + "(?:"
        elif character == "}" and depth:
            depth, found = depth - 1, found + ")"
        elif character == "," and depth:
            found += "|"
        else:
            found += {"*": "[^/]*", "?": "[^/]"}.get(character, re.escape(character))
        index += 1
    if depth:
        return None
    return found if re.search(r"[*?{\[]", pattern) else f"{found}(?:/.*)?"
