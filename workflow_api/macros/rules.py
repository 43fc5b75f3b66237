"""What makes a macro whole, beyond the form of its parts."""

from collections.abc import Iterator

from shared.errors import FieldError
from workflow_api.holds.models import Reason
from workflow_api.macros import variables
from workflow_api.macros.models import Macro

Scope = Macro.Scope


def problems(macro: Macro) -> list[FieldError]:
    """Everything that stands in the way of keeping it, each with its field."""
    return [*_about_place(macro), *_about_text(macro), *_about_acts(macro)]


def _about_place(macro: Macro) -> Iterator[FieldError]:
    if macro.scope == Scope.ROLE and not macro.role:
        yield FieldError("role", "is required for a macro of one role")
    if macro.scope != Scope.ROLE and macro.role:
        yield FieldError("role", f"goes with the scope {Scope.ROLE} alone")


def _about_text(macro: Macro) -> Iterator[FieldError]:
    if macro.text and not macro.text_kind:
        yield FieldError("text_kind", "says whether the text is a note or a reply")
    if macro.text_kind and not macro.text:
        yield FieldError("text", f"is empty: what does the {macro.text_kind} say?")
    known = ", ".join(variables.VARIABLES)
    for word in variables.unknown(macro.text):
        yield FieldError("text", f"there is no variable {{{{{word}}}}}; there are {known}")


def _about_acts(macro: Macro) -> Iterator[FieldError]:
    if not (macro.acts or macro.text):
        yield FieldError("text", "the macro does nothing yet: give it a text or an act")
    if macro.fields and not macro.transition:
        yield FieldError("fields", "are filled in with a transition: name one")
    if macro.transition and macro.hold_code:
        yield FieldError("hold", "does not go with a transition: a step is left or held")
    if macro.hold_code == Reason.OTHER and not macro.hold_reason:
        yield FieldError("hold.reason", "is required for another reason")
    if len(set(macro.ticks)) < len(macro.ticks):
        yield FieldError("ticks", "names an item twice")
