"""Module aliases: what stands for which folder in import specifiers, from tsconfig and from plain literals in bundler configurations."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from electron_migrate.app.packages import Bundler
from electron_migrate.app.paths import below, folder_of, join
from electron_migrate.app.tree import Tree
from electron_migrate.app.tsconfig import TsProject

_CONFIG = re.compile(
    r"(webpack[\w.-]*|(electron\.)?vite[\w.-]*|vue\.config|rollup[\w.-]*|craco\.config|babel\.config|\.babelrc|nuxt\.config|forge\.config"
    r"|quasar\.config|config-overrides)\.[cm]?[jt]s(on)?|\.babelrc"
)
# Folders that `@` and `~` mean by convention, where nothing says otherwise.
_CONVENTIONS = {
    "vue-cli": (("@", "src"),),
    "vite": (("@", "src"), ("@", "src/renderer"), ("~", "src")),
    "electron-vite": (("@renderer", "src/renderer/src"), ("@", "src/renderer/src"), ("@", "src/renderer"), ("@", "src")),
    "electron-forge-vite": (("@", "src"),),
    "electron-webpack": (("@", "src/renderer"), ("common", "src/common")),
    "nuxt": (("@", "src"), ("~", "src"), ("@", ""), ("~", "")),
}


@dataclass(frozen=True, slots=True)
class Alias:
    """`pattern` holds at most one `*`; `targets` are app-relative, with a `*` where the pattern has one. For files below `scope`."""

    pattern: str
    targets: tuple[str, ...]
    scope: str
    source: str
    """Path of the configuration that says so, or `convention`."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """All aliases of the app, in order of precedence."""

    rules: tuple[Alias, ...] = ()
    base_urls: tuple[tuple[str, str], ...] = ()
    """(scope, folder): below `scope` a bare specifier may be a path in `folder`."""
    projects: tuple[TsProject, ...] = ()

    def candidates(self, importer: str, specifier: str) -> Iterator[str]:
        """App paths, without ending, that `specifier` may mean in `importer`; likeliest first."""
        for rule in self.rules:
            if below(rule.scope, importer) is None:
                continue
            matched = _match(rule.pattern, specifier)
            if matched is not None:
                for target in rule.targets:
                    path = join("", target.replace("*", matched, 1))
                    if path is not None:
                        yield path
        for scope, folder in self.base_urls:
            if below(scope, importer) is not None:
                path = join(folder, specifier)
                if path is not None:
                    yield path


def read_aliases(tree: Tree, bundler: Bundler | None, projects: tuple[TsProject, ...]) -> Aliases:
    """The aliases of `projects`, of the bundler configurations in the tree, then those of convention.

    Bundler configurations are programs. Only what stands there literally is seen: `alias: { '@': path.resolve(__dirname, 'src') }`, lists
    of `{ find, replacement }`, `alias.set('@', …)`, `new URL('./src', import.meta.url)`, constants of these forms in the same file, and the folders of
    `resolve: { modules: […] }`.
    What is computed, imported from another file, or given as a regular expression is not.
    """
    folders = frozenset(folder for path in tree.files for folder in _folders(path))
    rules: list[Alias] = []
    base_urls: list[tuple[str, str]] = []
    for project in sorted(projects, key=lambda project: (-project.folder.count("/"), project.folder, project.path)):
        rules.extend(Alias(pattern, targets, project.folder, project.path) for pattern, targets in project.paths)
        if project.base_url is not None:
            base_urls.append((project.folder, project.base_url))
    for path, source in tree.files.items():
        if _CONFIG.fullmatch(posixpath.basename(path)):
            config = source.data.decode("utf-8", "replace")
            constants = {match.group(1): match.group(2) for match in _CONSTANT.finditer(config)}
            rules.extend(_literal_aliases(tree, path, config, constants, folders))
            base_urls.extend((_package_folder(tree, path), folder) for folder in _module_folders(path, config, constants, folders))
    for name, folder in _CONVENTIONS.get(bundler.name, ()) if bundler is not None else ():
        if not folder or folder in folders:
            rules.append(Alias(f"{name}/*", (f"{folder}/*".lstrip("/"),), "", "convention"))
    return Aliases(tuple(dict.fromkeys(rules)), tuple(dict.fromkeys(base_urls)), projects)


def _match(pattern: str, specifier: str) -> str | None:
    """What the `*` of `pattern` stands for, "" for a pattern without one; None when it does not match."""
    start, star, end = pattern.partition("*")
    if not star:
        return "" if specifier == pattern else None
    if len(specifier) >= len(start) + len(end) and specifier.startswith(start) and specifier.endswith(end):
        return specifier[len(start) : len(specifier) - len(end)]
    return None


_STRING = r"""(?:'[^'\n]*'|"[^"\n]*"|`[^`\n$]*`)"""
_NEW_URL = rf"new URL\(\s*{_STRING}\s*,\s*import\.meta\.url\s*\)"
_URL = rf"(?:(?:url\.)?fileURLToPath\(\s*{_NEW_URL}\s*\)|{_NEW_URL}(?:\.pathname)?)"
_CALL = rf"(?:[\w$]+\.)?(?:resolve|join|r)\(\s*(?:[\w$.]+(?:\(\))?|{_STRING})\s*(?:,\s*{_STRING}\s*){{0,8}},?\s*\)"
_VALUE = rf"(?:{_URL}|{_CALL}|{_STRING}|`\$\{{__dirname\}}[^`$\n]*`)"
_PAIR = re.compile(rf"(?:^|[{{,\s])(?P<key>{_STRING}|[\w$]+)\s*:\s*(?P<value>{_VALUE})")
_FOUND = re.compile(rf"find\s*:\s*(?P<key>{_STRING})\s*,\s*replacement\s*:\s*(?P<value>{_VALUE})")
_SET = re.compile(rf"\.set\(\s*(?P<key>{_STRING})\s*,\s*(?P<value>{_VALUE})")
_CONSTANT = re.compile(rf"\b(?:const|let|var)\s+([\w$]+)\s*=\s*({_VALUE})")


def _literal_aliases(tree: Tree, path: str, config: str, constants: dict[str, str], folders: frozenset[str]) -> Iterator[Alias]:
    for block in _alias_blocks(config):
        for match in (*_PAIR.finditer(block), *_FOUND.finditer(block), *_SET.finditer(block)):
            key = _unquoted(match.group("key"))
            if key in ("find", "replacement"):
                continue
            places = _places(match.group("value"), path, constants)
            target = next((place for place in places if _is_there(tree, folders, place)), None)
            if target is not None:
                scope = _package_folder(tree, path)
                if key.endswith("$"):
                    yield Alias(key[:-1], (target,), scope, path)
                elif key.endswith("/"):
                    yield Alias(key + "*", (f"{target}/*",), scope, path)
                else:
                    yield Alias(key, (target,), scope, path)
                    yield Alias(f"{key}/*", (f"{target}/*".lstrip("/"),), scope, path)


def _module_folders(path: str, config: str, constants: dict[str, str], folders: frozenset[str]) -> Iterator[str]:
    """Folders in which webpack looks for modules that are named without a path: `resolve: { modules: [path.join(__dirname, 'app'), 'node_modules'] }`."""
    for match in re.finditer(r"\bmodules['\"]?\s*:\s*(\[)", config):
        for written in re.finditer(rf"(?<=[\[,\s]){_VALUE}", _balanced(config, match.start(1))):
            value = written.group()
            # a plain name is looked for in every folder above the importer; mostly it lies at the root
            named = [_unquoted(value)] if value[0] in "'\"" and not value[1:].startswith((".", "/")) else _places(value, path, constants)
            yield from (place for place in named if place in folders and "node_modules" not in place)


def _alias_blocks(config: str) -> Iterator[str]:
    """The text of every `alias: {…}` or `alias: […]`, and of every chain of `alias.set(…)`."""
    for match in re.finditer(r"\balias['\"]?\s*[:=]\s*([{\[])", config):
        yield _balanced(config, match.start(1))
    for match in re.finditer(r"\balias\s*(?:\.set\([^\n]*\n?\s*)+", config):
        yield match.group()


def _balanced(config: str, start: int) -> str:
    depth = 0
    for at in range(start, min(len(config), start + 10_000)):
        depth += (config[at] in "{[") - (config[at] in "}]")
        if depth == 0:
            return config[start : at + 1]
    return config[start : start + 10_000]


def _places(value: str, config: str, constants: dict[str, str], depth: int = 0) -> Iterator[str]:
    """Where a literal points to, app-relative; more than one place where the base is not certain."""
    strings = [_unquoted(text) for text in re.findall(_STRING, value)]
    here = folder_of(config)
    if value.startswith("`${"):
        bases, strings = [here], ["." + value[len("`${__dirname}") : -1]]
    elif "import.meta.url" in value:
        bases = [here]
    elif value[0] in "'\"`":
        # A package (`vue/dist/vue.esm.js`) is no place in the app.
        if not strings[0].startswith((".", "/")):
            return
        bases = [here, ""]
    else:
        first = re.match(r"[\w$.]+\(\s*([\w$.]+)", value)
        name = first.group(1) if first is not None else None
        if name is None or name.startswith("process.cwd"):
            # `path.resolve('src')` starts at the working directory; a helper `resolve('src')` mostly at the root, one folder up.
            bases = ["", here]
        elif name in ("__dirname", "import.meta.dirname"):
            bases = [here]
        elif name in constants and depth < 5:
            bases = list(_places(constants[name], config, constants, depth + 1))
        else:
            return
    for base in bases:
        place: str | None = base
        for text in strings:
            place = join(place, text.lstrip("/") or ".") if place is not None else None
        if place is not None:
            yield place


def _is_there(tree: Tree, folders: frozenset[str], place: str) -> bool:
    return place in folders or place in tree.names or any(place + ending in tree.names for ending in (".js", ".ts", ".jsx", ".tsx"))


def _package_folder(tree: Tree, path: str) -> str:
    folder = folder_of(path)
    while folder and f"{folder}/package.json" not in tree.files:
        folder = folder_of(folder)
    return folder


def _unquoted(text: str) -> str:
    return text[1:-1] if text[:1] in ("'", '"', "`") else text


def _folders(path: str) -> Iterator[str]:
    folder = folder_of(path)
    while folder:
        yield folder
        folder = folder_of(folder)
