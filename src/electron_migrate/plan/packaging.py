"""New files get into the app's package: the lists of electron-builder name them where they would be left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from electron_migrate.app.paths import below
from electron_migrate.code.edits import Edit
from electron_migrate.code.json_edits import append_text
from electron_migrate.code.lists import insert_item
from electron_migrate.code.parse import parse, regions
from electron_migrate.code.style import detect_style
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import Safety
from electron_migrate.facts.packaging import PackageList, left_out, package_lists, ships, yaml_items
from electron_migrate.plan.attach import Attachment
from electron_migrate.plan.model import Group, Stage
from electron_migrate.plan.needs import BridgeMember, MainConstant, MainHandler, Need, NewPreload


def with_packaging(facts: Facts, attachment: Attachment, groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups; those that bring new files edit the package's lists too, and what a person has to do there is a held group of its own."""
    files = _new_files(facts, attachment, [need for group in groups for need in group.needs])
    if not files:
        return tuple(groups)
    shipping = _Shipping(facts)
    shipping.ship(files)
    edits = {path: tuple(found) for path, found in shipping.edits.items()}
    done = tuple(_with_edits(group, edits) if edits and _new_files(facts, attachment, group.needs) else group for group in groups)
    if not shipping.by_hand:
        return done
    held = "By hand: " + " ".join(dict.fromkeys(shipping.by_hand))
    return (*done, Group("packaging", Stage.BRIDGE, "New files get into the app's package", Safety.REVIEW, (), held=held))


def packaged(facts: Facts, files: Sequence[str]) -> tuple[dict[str, tuple[Edit, ...]], tuple[str, ...]]:
    """The edits that let files that a build makes into the app's package, and what a person has to see to there."""
    shipping = _Shipping(facts)
    shipping.ship(files)
    return {path: tuple(found) for path, found in shipping.edits.items()}, tuple(dict.fromkeys(shipping.by_hand))


def _with_edits(group: Group, edits: dict[str, tuple[Edit, ...]]) -> Group:
    first, *rest = group.fixes
    together = {path: (*first.edits.get(path, ()), *edits.get(path, ())) for path in dict.fromkeys((*first.edits, *edits))}
    return replace(group, fixes=(replace(first, edits=together), *rest))


def _new_files(facts: Facts, attachment: Attachment, needs: Iterable[Need]) -> tuple[str, ...]:
    """The scripts that are there when the app runs and were not before, as these needs ask for them."""
    layout, found = attachment.layout, dict[str, str]()
    for need in needs:
        if isinstance(need, BridgeMember | NewPreload) and need.preload == attachment.new_preload and attachment.build is not None:
            found[need.preload] = attachment.build.output
        if isinstance(need, MainHandler | MainConstant) and facts.places.main_build is None:
            for path in (layout.handlers, layout.trusted):
                found[path] = facts.places.compiled(path) or path
    return tuple(ran for path, ran in found.items() if path not in facts.app.tree.names)


@dataclass
class _Shipping:
    facts: Facts
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    by_hand: list[str] = field(default_factory=list)

    def ship(self, files: Sequence[str]) -> None:
        for one in package_lists(self.facts.app, self.facts.origins):
            inside = [rest for file in files if (rest := below(one.folder, file) if one.folder else file) is not None]
            missing = [file for file in inside if one.patterns is None or ships(one.patterns, file) is not True]
            if not missing:
                continue
            unsure = one.patterns is None or any(ships(one.patterns, file) is None for file in missing)
            if unsure or not self._add(one, missing):
                names = ", ".join(missing)
                self.by_hand.append(f"see that `files` in {one.path} {'lets ' + names + ' in' if unsure else 'names ' + names}.")
        for file in files:
            path = left_out(self.facts.app, file)
            if path:
                self.by_hand.append(f"`ignore` in {path} leaves {file} out: let it in.")

    def _add(self, one: PackageList, files: Sequence[str]) -> bool:
        path = one.place.path if one.place is not None else one.path
        source = self.facts.sources[path]
        try:
            if one.kind == "json":
                found: tuple[Edit, ...] = append_text(source.data, one.keys, files)
            elif one.kind == "yaml" and one.is_list:
                before, end = yaml_items(source.data)
                quote = before[-1:] if before[-1:] in (b"'", b'"') else b""
                line = source.newline.encode()
                found = (Edit(Edit.insert(end, "").span, b"".join(line + before + file.encode() + quote for file in files)),)
            elif one.kind == "script" and one.is_list and one.place is not None:
                parsed = parse(source, regions(source)[0])
                style = detect_style(parsed)
                node = parsed.node_at(one.place.span)
                if node.type != "array":
                    return False
                found = insert_item(parsed, node, ", ".join(style.string(file) for file in files), style)
            else:
                return False
        except (ValueError, LookupError):
            return False
        self.edits.setdefault(path, []).extend(found)
        return True
