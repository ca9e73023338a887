"""Puts snippets that generated code shares into a script: each once, in the order of their registry, under a name that is free."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from tree_sitter import Node

from electron_migrate.plan.render_builtins import bind_builtins, builtin_names
from electron_migrate.plan.render_model import CannotRenderError, ModuleKind
from electron_migrate.plan.render_script import Script, bind, imported
from electron_migrate.plan.render_style import with_names
from electron_migrate.plan.snippets.registry import Snippet, with_all_needs


class Snippets:
    """The snippets of one script.

    `electron` are the specifiers that mean Electron here; `declarations` is how the script imports the bridge's types, None where they are global;
    `place` puts the code of the first one into the script.
    """

    def __init__(
        self,
        script: Script,
        registry: tuple[Snippet, ...],
        *,
        electron: frozenset[str],
        declarations: str | None,
        place: Callable[[str], None],
    ) -> None:
        self.script = script
        self.registry = registry
        self._electron = electron
        self._declarations = declarations
        self._place = place
        self._found_in: bytes | None = None
        self._known: dict[str, tuple[str, list[Node]]] = {}

    def add(self, wanted: set[str]) -> Mapping[str, str]:
        """Makes sure that these and all that they need are at the top level, and says what each is called here.

        A declaration of that name which says something else is somebody's own: the snippet then gets another name.
        """
        try:
            snippets = with_all_needs(wanted, self.registry)
        except KeyError as unknown:
            raise CannotRenderError(f"{self.script.path}: there is no snippet {unknown}") from None
        for snippet in snippets:
            if snippet.name not in self._found():
                self._add(snippet)
        found = self._found()
        return {snippet.name: found[snippet.name][0] for snippet in snippets}

    def names(self) -> dict[str, str]:
        """What the script calls Electron's exports that snippets use, and the snippets that it has."""
        return {**self._exports(), **{name: local for name, (local, _) in self._found().items()}}

    def first(self) -> Node | None:
        """The first statement of the first snippet that the script has."""
        statements = [run[0] for _, run in self._found().values()]
        return min(statements, key=lambda statement: statement.start_byte, default=None)

    def bind_declarations(self, names: tuple[str, ...]) -> Mapping[str, str]:
        """What a TypeScript script calls types of the bridge's declaration file, imported where they are not global."""
        if self.script.kind is not ModuleKind.TYPESCRIPT or not names:
            return {}
        return {name: name for name in names} if self._declarations is None else bind(self.script, self._declarations, names, types=True)

    def _add(self, snippet: Snippet) -> None:
        names = {**self.names(), **bind(self.script, "electron", snippet.uses), **self.bind_declarations(snippet.declarations)}
        names |= bind_builtins(self.script, snippet.builtins)
        if self.script.kind is ModuleKind.TYPESCRIPT:
            names |= bind(self.script, "electron", snippet.types, types=True)
        local = self.script.free_name(snippet.name)
        code = self.script.dressed(snippet.code, {**names, snippet.name: local})
        found = self._found()
        at = self.registry.index(snippet)
        for other in reversed(self.registry[:at]):
            if other.name in found:
                self.script.add_after(found[other.name][1][-1], code)
                return
        for other in self.registry[at + 1 :]:
            if other.name in found:
                self.script.add_before(found[other.name][1][0], code)
                return
        self._place(code)

    def _found(self) -> dict[str, tuple[str, list[Node]]]:
        """What each snippet that is there is called in the script, and its statements."""
        if self._found_in is self.script.data:
            return self._known
        names = self._exports()
        found: dict[str, tuple[str, list[Node]]] = {}
        for snippet in self.registry:
            for local in self.script.scopes.module.names:
                if snippet.name.lower() in local.lower():
                    run = self.script.statement_run(with_names(snippet.code, {**names, snippet.name: local}))
                    if run:
                        found[snippet.name] = (local, run)
                        names[snippet.name] = local
                        break
        self._found_in, self._known = self.script.data, found
        return found

    def _exports(self) -> dict[str, str]:
        builtins = builtin_names(self.script, {name for snippet in self.registry for name in snippet.builtins})
        return {**builtins, **exported_names(self.script, self._electron, {name for snippet in self.registry for name in snippet.uses})}


def exported_names(script: Script, specifiers: frozenset[str], names: Collection[str]) -> dict[str, str]:
    """What the script calls these exports of a module; one that it does not import has its own name."""
    known = imported(script, specifiers)
    return {name: known.get(name) or (f"{known['*']}.{name}" if "*" in known else name) for name in names}
