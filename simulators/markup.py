"""The look that the simulators' pages share."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from string import Template

_SHELL = Template((Path(__file__).parent / "pages" / "shell.html").read_text())


class Html(str):
    """Text that is markup already and is not escaped again."""


def page(*, title: str, about: str, content: str, refresh: bool = True) -> str:
    """A whole page; with `refresh` it keeps itself up to date."""
    return _SHELL.substitute(
        title=escape(title),
        about=escape(about),
        content=content,
        refresh=' data-refresh="1"' if refresh else "",
    )


def show(value: object) -> Html:
    """`value` as markup: escaped, unless it is markup already."""
    if isinstance(value, Html):
        return value
    return Html("&ndash;" if value in (None, "") else escape(str(value)))


def mark(text: str, tone: str) -> Html:
    """A small label; `tone` is good, bad or wait."""
    return Html(f'<span class="mark {tone}">{escape(text)}</span>')


def answer_mark(status: int) -> Html:
    return mark(str(status), "good" if status < 400 else "bad")


def time_of(moment: str) -> Html:
    """ISO 8601 to the second, in UTC."""
    return Html(f'<span class="nowrap quiet">{show(moment[:19].replace("T", " "))}</span>')


def code(text: object) -> Html:
    return Html(f'<code class="nowrap">{escape(str(text))}</code>')


def unbroken(value: object) -> Html:
    return Html(f'<span class="nowrap">{show(value)}</span>')


def link(href: str, text: str) -> Html:
    return Html(f'<a href="{escape(href)}">{escape(text)}</a>')


def select(name: str, label: str, choices: Iterable[tuple[str, str]]) -> Html:
    """A list to choose from: (value, text)."""
    options = "".join(
        f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in choices
    )
    return Html(f'<select name="{name}" aria-label="{escape(label)}">{options}</select>')


def section(heading: str, body: str) -> str:
    return f"<h2>{escape(heading)}</h2>\n{body}"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, empty: str) -> str:
    """Rows under headings, or the sentence `empty`."""
    lines = ["".join(f"<td>{show(cell)}</td>" for cell in row) for row in rows]
    if not lines:
        return f'<div class="card empty">{escape(empty)}</div>'
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    inside = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<div class="card"><table>{inside}</table></div>'
