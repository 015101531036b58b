"""Sentences for people, kept as text beside the code (`templates/`) and filled in with jinja2."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Templates that escape HTML in `.html` files and stop at a name nobody gave."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=lambda name: bool(name and name.endswith(".html")),
        keep_trailing_newline=True,
    )


def fill(template: str, **values: object) -> str:
    """The text of `templates/<template>` with `values` in it."""
    return environment().get_template(template).render(**values)


def paragraphs(template: str, **values: object) -> dict[str, str]:
    """A text template as paragraphs by name: the first line of every block between empty lines."""
    blocks = fill(template, **values).strip().split("\n\n")
    return {name: text for name, _, text in (block.strip().partition("\n") for block in blocks)}
