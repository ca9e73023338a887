"""Writes to what main has: a message with the value, after a request where the old value counts."""

from __future__ import annotations

from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Span
from electron_migrate.facts.model import Safety
from electron_migrate.plan.main_arguments import GUARDED
from electron_migrate.plan.main_members import Act, access, written_value
from electron_migrate.plan.main_use import MainUse, result_type, sync
from electron_migrate.plan.model import Fix, Manual
from electron_migrate.plan.needs import HandlerParameter, MemberKind, Need, Parameter
from electron_migrate.plan.values import type_of, unsendable


class MainWrite(MainUse):
    """A member that a page sets."""

    def rewrite(self) -> Fix | Manual:
        reach = self.reach
        if not reach.names:
            return Manual("What remote.getGlobal gave is written itself.", "Write one of its members.")
        node = self.context.node(self.unit, reach.value.span)
        assignment = node.parent
        statement = assignment.parent if assignment is not None else None
        path = self.value_path("set")
        bridge = self.context.bridge_at(self.unit, reach.value.span)
        call = f"{bridge}.{'.'.join(path)}("
        body = f"{self.all.expression(reach)}{access(reach.names)} = value"
        written = [(one.site.unit, written_value(self.context, one)) for one in self.all.of(reach.key) if one.act is Act.WRITE]
        types = {type_of(self.context.facts.origins, unit, value) if value is not None else "unknown" for unit, value in written}
        kind = types.pop() if len(types) == 1 else "unknown"
        guard = kind if kind in GUARDED else ""
        todo = () if guard else (f"{self.shown} is set to whatever a page passes: check that it is what main expects",)
        needs: tuple[Need, ...] = self.needs(
            path, MemberKind.SEND, (Parameter("value", kind),), (HandlerParameter("value", kind, guard=guard),), body, todo, "void"
        )
        note = "The value changes once main gets the message. What is written is copied."
        title = f"write {self.shown} of main through the bridge"
        if assignment is None or statement is None or statement.type != "expression_statement":
            return Manual("The value of the assignment is used.", "Write the assignment as a statement of its own, then plan again.")
        right = assignment.child_by_field_name("right")
        edits: tuple[Edit, ...]
        if assignment.type == "assignment_expression" and right is not None:
            value = written_value(self.context, reach)
            refused = unsendable(self.context, self.unit, [value] if value is not None else [])
            if refused is not None:
                return refused
            edits = (Edit.replace(Span(assignment.start_byte, right.start_byte), call), Edit.insert(right.end_byte, ")"))
            return self.fix(title, Safety.REVIEW, self.unit, edits, needs, note)
        operator = assignment.child_by_field_name("operator")
        sign = self.context.parsed(self.unit).text(operator).rstrip("=") if operator is not None else ""
        read = sync(self.value_path("get"))
        asked = f"{bridge}.{'.'.join(read)}()"
        reading = self.needs(read, MemberKind.ASK, (), (), f"{self.all.expression(reach)}{access(reach.names)}", (), result_type(self.data()))
        if assignment.type == "update_expression":
            sign = self.context.parsed(self.unit).text(operator)[:1] if operator is not None else "+"
            edits = (Edit.replace(Span(assignment.start_byte, assignment.end_byte), f"{call}{asked} {sign} 1)"),)
        elif assignment.type == "augmented_assignment_expression" and right is not None and sign in ("+", "-", "*", "/", "%"):
            plain = right.type in (
                "identifier",
                "number",
                "string",
                "member_expression",
                "call_expression",
                "template_string",
                "parenthesized_expression",
            )
            before, behind = ("", "") if plain else ("(", ")")
            edits = (
                Edit.replace(Span(assignment.start_byte, right.start_byte), f"{call}{asked} {sign} {before}"),
                Edit.insert(right.end_byte, f"{behind})"),
            )
        else:
            return Manual("It is updated in place.", "Read it, work the new value out, and write it as a statement of its own.")
        return self.fix(
            title,
            Safety.REVIEW,
            self.unit,
            edits,
            (*needs, *reading),
            f"{note} Reading it first blocks the page until main answers, as it did with remote.",
        )
