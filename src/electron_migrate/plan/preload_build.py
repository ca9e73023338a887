"""How a new preload gets into what runs: beside main where main runs as it is written or compiled, by the bundler's own configuration where it is bundled."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.source import Place, Span
from electron_migrate.code.style import Style, detect_style
from electron_migrate.code.surgery import insert_property
from electron_migrate.facts.builds import Build
from electron_migrate.facts.link import Facts
from electron_migrate.facts.lowering import walk
from electron_migrate.plan.preload_build_tools import TOOLS, tool_preload
from electron_migrate.plan.preload_build_tsc import compiled_in_place, listed_beside_main
from electron_migrate.plan.preload_build_vite import vite_preload

_CONDITION = re.compile(r"process\.env\.NODE_ENV\s*([!=])==?\s*(['\"])(development|production)\2")


@dataclass(frozen=True, slots=True)
class PreloadBuild:
    """A preload that windows can be given. `preload`: its source, app-relative. `output`: the file that is there when the app runs.

    `edits`: of configurations, so that it is built. `condition`: JavaScript that is true where `__dirname` in main is a source folder, seen from
    the working directory; empty where it is always the folder of what runs.
    """

    preload: str
    output: str
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    condition: str = ""
    may_change: str = ""
    given: bool = False
    """The bundler tells main by a constant where the preload of each page is."""


def build_of(facts: Facts, preload: str) -> PreloadBuild | str:
    """How `preload` is built; or why the tool cannot see to that, with what a person should do."""
    build = facts.places.main_build
    if build is not None:
        return _Bundled(facts, build, preload).planned()
    compiled = facts.places.compiled(preload)
    if compiled is None and compiled_in_place(facts):
        compiled = posixpath.splitext(preload)[0] + ".js"
    if compiled is not None:
        listed = listed_beside_main(facts, preload)
        if isinstance(listed, str):
            return f"The window has no preload, and {listed}: write {preload} with nothing in it and name it there, then plan again"
        return PreloadBuild(preload, compiled, listed)
    output = facts.places.main_output()
    if facts.bundled and output is not None and output not in facts.app.tree.names:
        bundler = facts.app.bundler
        name = bundler.name if bundler is not None else "a bundler"
        return (
            f"The window has no preload, and {name} makes main in a way that could not be followed: "
            "add a preload to its configuration that exposes nothing yet, set it as webPreferences.preload, then plan again"
        )
    return PreloadBuild(preload, preload)


def run_folder(facts: Facts, path: str) -> tuple[str, str]:
    """Where a new script of main at `path` is when the app runs (app-relative), and why that is not known (empty when it is)."""
    build = facts.places.main_build
    if build is None:
        compiled = facts.places.compiled(path)
        return posixpath.dirname(compiled if compiled is not None else path), ""
    if "root" in build.dirname:
        return build.script_folders[0], f"{build.config} does not say what __dirname is in main: set node: {{ __dirname: false }} there"
    return build.script_folders[0], ""


class _Bundled:
    def __init__(self, facts: Facts, build: Build, preload: str) -> None:
        self.facts = facts
        self.build = build
        self.preload = preload
        self.parsed: dict[str, Parsed] = {}
        self.edits: dict[str, list[Edit]] = {}
        self.may_change: list[str] = []

    def planned(self) -> PreloadBuild | str:
        build = self.build
        by_hand = f"add an entry for the preload to {build.config} that exposes nothing yet, set it as webPreferences.preload, then plan again"
        if build.tool.startswith("vite-plugin-electron"):
            made = vite_preload(self.facts, build, self.preload)
            if isinstance(made, str):
                return f"The window has no preload, and {made}: {by_hand}"
            return PreloadBuild(self.preload, made[0], made[1])
        if build.tool in TOOLS:
            told = tool_preload(self.facts, build, self.preload)
            if isinstance(told, str):
                return f"The window has no preload, and {told}: {by_hand}"
            return PreloadBuild(self.preload, told.output, told.edits, may_change=told.may_change, given=told.given)
        if not build.entry_places or build.tool != "webpack":
            return f"The window has no preload, and the entries of {build.config} are not written as plain values: {by_hand}"
        entry = next(entry for entry in build.entries if self.facts.main in entry.files)
        name = self._chunk_name()
        pattern = _pattern(build.filename)
        if pattern and re.search(r"\[(?!name\])", pattern):
            return f"The window has no preload, and the names of what {build.config} makes change with their contents: {by_hand}"
        main = next(build.outputs(entry))
        output = posixpath.normpath(posixpath.join(build.folders[0], (pattern or "[name].js").replace("[name]", name)))
        # it loads Electron alone, and is where main looks for it: built, it would be written over its source
        why = "" if output == self.preload else self._built(name, pattern)
        if why:
            return f"The window has no preload, and {why}: {by_hand}"
        condition = self._condition()
        if condition is None:
            return f"The window has no preload, and it depends on more than NODE_ENV what __dirname is in main ({build.config}): {by_hand}"
        if "root" in build.dirname and not self._keep_dirname():
            return f"The window has no preload, and {build.config} does not say what __dirname is in main: set node: {{ __dirname: false }} there, then plan again"
        if posixpath.dirname(main) != posixpath.dirname(output):
            return f"The window has no preload, and {build.config} puts each entry in a folder of its own: {by_hand}"
        edits = {path: tuple(edits) for path, edits in self.edits.items()}
        return PreloadBuild(self.preload, output, edits, condition, " ".join(dict.fromkeys(self.may_change)))

    def _built(self, name: str, pattern: str) -> str:
        """Adds the entry `name` and a name of the output that fits it; why it cannot, if it cannot."""
        build = self.build
        for place in build.entry_places:
            why = self._add_entry(place, name)
            if why:
                return why
        named = all(self._name_pattern(place, pattern) for place in build.filename_places) if build.filename and "[name]" not in build.filename else True
        if not named or (not build.filename and build.filename_places):
            return f"the output's name in {build.config} is not a plain text"
        return ""

    def _chunk_name(self) -> str:
        taken = {entry.name for entry in self.build.entries}
        names = ("preload", "bridgePreload", *(f"preload{number}" for number in range(2, 100)))
        return next(name for name in names if name not in taken)

    def _add_entry(self, place: Place, name: str) -> str:
        """Adds the entry beside main's; why it cannot, if it cannot."""
        parsed = self._parsed(place.path)
        node = parsed.node_at(place.span)
        style = detect_style(parsed)
        if node.type == "object":
            main = next((value for value in _values(node) if self._literal(parsed, value) is not None), None)
            if main is None:
                return f"main's entry in {place.path} is not written as a plain path"
            text = self._beside(parsed, main)
            key = main.parent.child_by_field_name("key") if main.parent is not None else None
            chunk = self._fixed_chunk(style)
            if chunk and key is not None and parsed.text(key).strip("'\"") != chunk.strip("'\""):
                # the output's name becomes a pattern: main's is what it was only under this name
                self._edit(place.path, Edit.replace(Span(key.start_byte, key.end_byte), chunk))
            self._edit(place.path, *insert_property(parsed, node, f"{name}: {text}", style))
            return ""
        if self._literal(parsed, node) is None:
            return f"main's entry in {place.path} is not written as a plain path"
        if len(self.build.entries) != 1:
            return f"{place.path} has several entries"
        outer = _indent(parsed, node.start_byte)
        chunk = self._fixed_chunk(style) or "main"
        line = f"{style.newline}{outer}{style.indent}"
        comma = "," if style.trailing_comma else ""
        after = f",{line}{name}: {self._beside(parsed, node)}{comma}{style.newline}{outer}}}"
        self._edit(place.path, Edit.insert(node.start_byte, f"{{{line}{chunk}: "), Edit.insert(node.end_byte, after))
        return ""

    def _fixed_chunk(self, style: Style) -> str:
        """The entry's name, as a key, that gives main's output the name that it has as a plain text; empty where that is a pattern, or not written."""
        if not self.build.filename or "[name]" in self.build.filename:
            return ""
        stem = posixpath.splitext(posixpath.basename(self.build.filename))[0]
        return stem if re.fullmatch(r"[A-Za-z_$][\w$]*", stem) else style.string(stem)

    def _literal(self, parsed: Parsed, value: Node) -> Node | None:
        """The last text in an entry, which has to end with main's own name."""
        found = [node for node in walk(value) if node.type in ("string", "template_string")]
        main = self.facts.main or ""
        stem = posixpath.splitext(posixpath.basename(main))[0]
        for node in reversed(found):
            written = parsed.text(node)[1:-1]
            if posixpath.basename(written) in (stem, posixpath.basename(main)) and "$" not in posixpath.basename(written):
                return node
        return None

    def _beside(self, parsed: Parsed, value: Node) -> str:
        """Main's entry, written for the preload beside it; of a list its own item."""
        literal = self._literal(parsed, value)
        if literal is None:
            raise LookupError(value.type)
        item = value
        while item.type == "array":
            item = next(child for child in item.named_children if child.start_byte <= literal.start_byte < child.end_byte)
        written = parsed.text(literal)
        folder, _, last = written[1:-1].rpartition("/")
        name = posixpath.basename(self.preload)
        if not posixpath.splitext(last)[1]:
            name = posixpath.splitext(name)[0]
        relative = posixpath.relpath(posixpath.dirname(self.preload) or ".", posixpath.dirname(self.facts.main or "") or ".")
        path = posixpath.normpath(posixpath.join(folder, relative, name)) if folder or relative != "." else name
        if written[1:].startswith("./"):
            path = f"./{path}"
        text = written[0] + path + written[-1]
        start = item.start_byte
        before = parsed.source.data[start : literal.start_byte].decode("utf-8", "replace")
        after = parsed.source.data[literal.end_byte : item.end_byte].decode("utf-8", "replace")
        return before + text + after

    def _name_pattern(self, place: Place, pattern: str) -> bool:
        parsed = self._parsed(place.path)
        node = parsed.node_at(place.span)
        if node.type != "string":
            return False
        quote = parsed.text(node)[0]
        self._edit(place.path, Edit.replace(place.span, f"{quote}{pattern}{quote}"))
        return True

    # ---- what __dirname is

    def _condition(self) -> str | None:
        """When `__dirname` in main is the source's folder; empty where it never is, None where that cannot be told in main's own words."""
        if "source" not in self.build.dirname:
            return ""
        texts: set[str] = set()
        for place in self.build.dirname_places:
            parsed = self._parsed(place.path)
            texts.add(_as_condition(parsed, parsed.text(parsed.node_at(place.span))))
        found = texts - {"false"}
        return next(iter(found)) if len(found) == 1 and "" not in found and "true" not in found else None

    def _keep_dirname(self) -> bool:
        """Adds `node: { __dirname: false }` beside `entry`, so that main can name its own folder."""
        for place in self.build.entry_places[:1]:
            parsed = self._parsed(place.path)
            pair = parsed.node_at(place.span).parent
            config = pair.parent if pair is not None and pair.type == "pair" else None
            if config is None or config.type != "object":
                return False
            if any(parsed.text(key) == "node" for key in _keys(config)):
                return False
            self._edit(place.path, *insert_property(parsed, config, "node: { __dirname: false }", detect_style(parsed)))
            self.may_change.append("In main, __dirname becomes the folder of the bundle; webpack 4 put / there.")
        return True

    def _parsed(self, path: str) -> Parsed:
        if path not in self.parsed:
            source = self.facts.sources[path]
            self.parsed[path] = parse(source, regions(source)[0])
        return self.parsed[path]

    def _edit(self, path: str, *edits: Edit) -> None:
        self.edits.setdefault(path, []).extend(edits)


def _as_condition(parsed: Parsed, text: str) -> str:
    """A test of NODE_ENV that main can make itself, through the constant that holds it; empty for anything else."""
    if text in ("true", "false"):
        return text
    negated = text.startswith("!")
    name = text.removeprefix("!")
    if re.fullmatch(r"[\w$]+", name):
        match = re.search(rf"\b(?:const|let|var)\s+{re.escape(name)}\s*=\s*([^\n;]+)", parsed.source.data.decode("utf-8", "replace"))
        text = match.group(1).strip() if match is not None else ""
    found = _CONDITION.fullmatch(text)
    if found is None:
        return ""
    equal = (found.group(1) == "=") != negated
    return f"process.env.NODE_ENV {'===' if equal else '!=='} {found.group(2)}{found.group(3)}{found.group(2)}"


def _values(node: Node) -> Iterator[Node]:
    for pair in node.named_children:
        value = pair.child_by_field_name("value") if pair.type == "pair" else None
        if value is not None:
            yield value


def _keys(node: Node) -> Iterator[Node]:
    for pair in node.named_children:
        key = pair.child_by_field_name("key")
        if key is not None:
            yield key



def _pattern(filename: str) -> str:
    """The name of main's output as a pattern that a second entry fits: `./app/main.js` becomes `./app/[name].js`. Empty where nothing is said."""
    if not filename or "[name]" in filename:
        return filename
    folder, _, name = filename.rpartition("/")
    return f"{folder}/[name]{posixpath.splitext(name)[1]}" if folder else f"[name]{posixpath.splitext(name)[1]}"


def _indent(parsed: Parsed, offset: int) -> str:
    data = parsed.source.data
    line = data[data.rfind(b"\n", 0, offset) + 1 : offset]
    return line[: len(line) - len(line.lstrip(b" \t"))].decode()
