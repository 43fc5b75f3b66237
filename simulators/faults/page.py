"""The page of `/faults/`."""

from html import escape

from simulators.faults.book import FaultBook
from simulators.faults.kinds import EVERY, Fault, Form, Kind
from simulators.markup import Html, code, link, mark, page, section, select, table, time_of

_MEANINGS = {
    Kind.SLOW: "answers as usual, after the given seconds",
    Kind.SERVER_ERROR: "HTTP 500, nothing done",
    Kind.TOO_MANY: "HTTP 429 with Retry-After, nothing done",
    Kind.REFUSE: "closes the connection, nothing done",
    Kind.LOST_ANSWER: "does it, then closes the connection",
    Kind.DECLINE: "says no, as a system that works",
    Kind.DUPLICATE: "does it twice, or says it twice",
    Kind.MALFORMED: "does it, and answers what nobody can read",
    Kind.SILENT: "says nothing",
    Kind.BAD_SIGNATURE: "signs with a wrong secret",
    Kind.TEMPORARY: "SMTP 451: not now",
    Kind.PERMANENT: "SMTP 550: never",
}
_FORMS = {
    Form.NOT_JSON: "not JSON",
    Form.WRONG_SHAPE: "JSON of another shape",
    Form.TRUNCATED: "half of it",
}


def faults_link(book: FaultBook) -> Html:
    """The way from a simulator's own page to its faults, and how many are switched on."""
    count = len(book.active())
    state = mark(f"{count} switched on", "bad") if count else mark("none", "good")
    return Html(f"<p>{link('/faults/', 'Faults')} {state}</p>")


def faults_page(book: FaultBook, name: str) -> str:
    content = [
        f"<p>{link('/', f'Back to {name}')}</p>",
        _form(book),
        section("Switched on", _active(book)),
        section("Calls", _calls(book)),
    ]
    return page(
        title=f"Faults of {name}",
        about="What goes wrong here, for as long as you want it to.",
        content="\n".join(content),
    )


def _form(book: FaultBook) -> Html:
    possible = {kind for kinds in book.operations.values() for kind in kinds}
    kinds = [(kind.value, f"{kind.value}: {_MEANINGS[kind]}") for kind in Kind if kind in possible]
    operations = [(EVERY, "every operation"), *((name, name) for name in book.operations)]
    parts = [
        select("kind", "What", kinds),
        select("operation", "Where", operations),
        _number("calls", "Calls (empty: until removed)", 'min="1" step="1"'),
        _number("probability", "Probability (1)", 'min="0.01" max="1" step="0.01"'),
        _number("seconds", "Seconds of delay (0)", 'min="0" max="600" step="0.1"'),
        _number("retry_after", "Retry-After, seconds (5)", 'min="1" max="600" step="1"'),
        select("form", "Malformed how", [(form.value, _FORMS[form]) for form in Form]),
        "<button>Switch on</button>",
    ]
    return Html(f'<form method="post" action="/faults/">{"".join(parts)}</form>')


def _number(name: str, label: str, bounds: str) -> str:
    text = escape(label)
    return f'<input type="number" name="{name}" {bounds} placeholder="{text}" aria-label="{text}">'


def _active(book: FaultBook) -> str:
    faults = book.active()
    rows = (
        (
            mark(fault.kind.value, "bad"),
            "every operation" if fault.operation == EVERY else code(fault.operation),
            _span(fault),
            _details(fault),
            _button(f"/faults/{number}/remove", "Remove"),
        )
        for number, fault in faults
    )
    columns = ("What", "Where", "How long", "Details", "")
    shown = table(columns, rows, empty="Nothing goes wrong here at the moment.")
    return shown + _button("/faults/clear", "Remove all") if faults else shown


def _button(action: str, text: str) -> Html:
    return Html(
        f'<form method="post" action="{action}" style="margin:8px 0"><button>{text}</button></form>'
    )


def _span(fault: Fault) -> str:
    calls = "until removed" if fault.calls is None else f"next {fault.calls} calls"
    return calls if fault.probability == 1 else f"{calls}, {fault.probability:.0%} of them"


def _details(fault: Fault) -> str:
    parts = [f"{fault.seconds:g} s later"] if fault.seconds else []
    if fault.kind is Kind.TOO_MANY:
        parts.append(f"Retry-After: {fault.retry_after}")
    if fault.kind is Kind.MALFORMED:
        parts.append(_FORMS[fault.form])
    return ", ".join(parts)


def _calls(book: FaultBook) -> str:
    rows = (
        (
            time_of(call["at"]),
            code(call["operation"]),
            call["what"],
            mark(call["fault"], "bad") if call["fault"] else None,
            call["outcome"],
            call["correlation_id"],
        )
        for call in book.calls()
    )
    columns = ("Time", "Operation", "Call", "Fault", "Outcome", "Correlation id")
    return table(columns, rows, empty="Nobody has called yet.")
