"""Templates: each is used, each shared piece says what it needs, and an unknown variable fails."""

import ast
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.template import Context, engines

from .source import SOURCE, listed, modules, nodes

NAMED_IN_TEMPLATES = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"'#]+)""")
REMARK = re.compile(r"\{#.*?#\}")
DJANGO_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
INLINE = re.compile(r"""\s(?:style|on[a-z]+)\s*=\s*["']|<style|<script(?![^>]*\ssrc=)[^>]*>""")
# Django itself looks for these.
BY_CUSTOM = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def templates() -> dict[str, Path]:
    """Every template by the name it is called with."""
    return {
        path.relative_to(folder).as_posix(): path
        for folder in sorted(SOURCE.glob("*/templates"))
        for path in sorted(folder.rglob("*.html"))
    }


def pattern_of(node: ast.JoinedStr) -> str:
    """The f-string with an asterisk for whatever is filled in."""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)


def called_names() -> set[str]:
    """The names and patterns by which code and templates call for a template."""
    names = set()
    for module in modules():
        for node in nodes(module.tree):
            if isinstance(node, ast.JoinedStr):
                names.add(pattern_of(node).partition("#")[0])
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.add(node.value.partition("#")[0])
    for path in templates().values():
        names.update(NAMED_IN_TEMPLATES.findall(path.read_text(encoding="utf-8")))
    return {name for name in names if name.endswith((".html", "*"))} - {"*"}


def test_every_template_is_used():
    called = called_names()
    assert templates()

    unused = [
        name
        for name in templates()
        if name not in called | BY_CUSTOM
        and not any(fnmatch(name, c) for c in called if "*" in c and "/" in c)
    ]

    assert not unused, listed(unused, do="delete it, or call for it where it was meant to be")


def test_every_called_template_is_there():
    there = templates()
    found = [
        f"{path.relative_to(SOURCE)} calls {name}"
        for path in there.values()
        for name in NAMED_IN_TEMPLATES.findall(path.read_text(encoding="utf-8"))
        if name not in there
    ]

    assert not found, listed(found, do="correct the name")


CLOSED_INCLUDE = re.compile(r"""\{%\s*include\s+["']([^"'#]+)["'][^%]*\sonly\s*%\}""")


def test_no_form_is_included_without_what_lets_it_be_sent():
    """`only` keeps the token out: every browser is refused, and the tests' client is not."""
    pieces = templates()
    forms = {name for name, path in pieces.items() if "{% csrf_token %}" in path.read_text(encoding="utf-8")}
    assert forms

    found = [
        f"{name} includes {called}"
        for name, path in pieces.items()
        for called in CLOSED_INCLUDE.findall(path.read_text(encoding="utf-8"))
        if called in forms
    ]

    assert not found, listed(found, do="include it without `only`")


def test_no_form_lets_the_browser_refuse_in_its_own_words():
    """A browser speaks its own language, and hides the sentence that names the field and the next step."""
    tags = [
        (name, tag)
        for name, path in templates().items()
        for tag in re.findall(r"<form\b[^>]*>", DJANGO_TAG.sub("", path.read_text(encoding="utf-8")))
    ]
    assert tags

    left = [f"{name}: {tag}" for name, tag in tags if "novalidate" not in tag]

    assert not left, listed(left, do="write novalidate in it and refuse on the server")


FOLDED = re.compile(r"<details((?:\{%.*?%\}|[^>{])*)>(.*?)</details>", re.DOTALL)
SHOWS_ERRORS = re.compile(r"web/parts/(?:field|form_body)\.html")


def test_no_form_is_folded_over_its_own_errors():
    """A form that was refused is shown again; whoever has to open it first reads of no error."""
    folds = [
        (name, tag, inside)
        for name, path in templates().items()
        for tag, inside in FOLDED.findall(path.read_text(encoding="utf-8"))
        if 'method="post"' in inside and SHOWS_ERRORS.search(inside)
    ]
    assert folds

    found = [f"{name}: {' '.join(inside.split())[:60]}" for name, tag, inside in folds if " open" not in tag]

    assert not found, listed(
        found, do="open it where its form has errors: {% if form.errors %} open{% endif %}"
    )


def test_no_template_writes_a_line_break_as_an_escape():
    """Django shows a backslash and an n, and no translation matches."""
    found = [name for name, path in templates().items() if "\\n" in path.read_text(encoding="utf-8")]

    assert not found, listed(found, do="give the second line a name of its own")


def test_no_remark_runs_over_a_line():
    running = [
        name
        for name, path in templates().items()
        if any("{#" in REMARK.sub("", line) for line in path.read_text(encoding="utf-8").splitlines())
    ]

    assert not running, listed(running, do="Django shows such a remark to everybody: keep it on one line")


def test_every_shared_piece_opens_with_its_contract():
    pieces = {name: path for name, path in templates().items() if "/parts/" in name}
    assert pieces

    found = [
        name
        for name, path in pieces.items()
        if not path.read_text(encoding="utf-8").startswith(("{# parts/", "{% comment %}"))
    ]

    assert not found, listed(
        found, do="begin with {# parts/NAME.html — what it shows.   needs: …   blocks: … #}"
    )


def inline(text: str) -> list[str]:
    """Styles and scripts within the page itself; the content policy would refuse them in the browser."""
    html = DJANGO_TAG.sub("", text)
    return [hit.group() for hit in INLINE.finditer(html)]


def test_no_template_holds_a_style_or_a_script():
    found = [
        f"{name}: {hit}"
        for name, path in templates().items()
        for hit in inline(path.read_text(encoding="utf-8"))
    ]

    assert not found, listed(found, do="put it into static/web, where the content policy lets it run")


def test_warden_sees_a_style_and_a_script():
    page = '<p style="x">{% include "a" with style="b" %}<a onclick="y"><script>z</script><script src="s"></script>'

    assert inline(page) == [' style="', ' onclick="', "<script>"]


def test_unknown_template_variable_fails_its_test():
    template = engines["django"].from_string("{{ nobody_gave_this }}")

    with pytest.raises(pytest.fail.Exception, match="nobody_gave_this"):
        template.template.render(Context({}))
