"""WTForms fields as the parameters that the macros of govuk-frontend-jinja take.

Each function takes a field and `wanted`: parameters of the macro that the page adds or changes, with two short
forms, `hint="words"` and `label_classes="..."` (or `legend_classes`). `lang` is the language of the label, and
`items_lang` that of what can be chosen, where it is not known to be the page's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask_babel import gettext
from markupsafe import Markup
from wtforms import BooleanField, Field, Form
from wtforms.fields import FieldList, FormField
from wtforms.fields.choices import SelectFieldBase

Parameters = dict[str, Any]

NOT_ATTRIBUTES = {"class", "class_", "rows"}


def text_input(field: Field, **wanted: Any) -> Parameters:
    """One line: text, e-mail, number, date, password, whatever the field's widget says."""
    kind = getattr(field.widget, "input_type", "text")
    return _labelled(field, wanted) | {"type": kind, "value": "" if kind == "password" else _value(field)} | wanted


def textarea(field: Field, **wanted: Any) -> Parameters:
    """Several lines; browsers drop the first line break of a box, so it gets one to drop."""
    rows = (field.render_kw or {}).get("rows", 5)
    return _labelled(field, wanted) | {"rows": rows, "value": "\n" + _value(field)} | wanted


def file_upload(field: Field, **wanted: Any) -> Parameters:
    """A file; what was chosen before is never sent back."""
    return _labelled(field, wanted) | wanted


def select(field: SelectFieldBase, **wanted: Any) -> Parameters:
    """A list that opens."""
    return _labelled(field, wanted) | {"items": _items(field, "selected")} | wanted


def choices(field: SelectFieldBase, **wanted: Any) -> Parameters:
    """Radio buttons or check boxes, under the field's label as the legend."""
    fieldset = {"legend": _words(_label(field), wanted.pop("lang", "")) | {"classes": wanted.pop("legend_classes", "")}}
    items = _items(field, "checked", wanted.pop("items_lang", ""))
    return _common(field, wanted) | {"idPrefix": field.id, "fieldset": fieldset, "items": items} | wanted


def checkbox(field: BooleanField, **wanted: Any) -> Parameters:
    """One box to tick, with the field's label beside it."""
    item = {"value": "y", "text": str(field.label.text), "checked": bool(field.data)}
    return _common(field, wanted) | {"idPrefix": field.id, "items": [item]} | wanted


def problems(form: Form) -> list[dict[str, str]]:
    """What is wrong with a form, each with a link to its field, nested forms and lists included.

    What is wrong with the form as a whole, such as a sign-in that must not say which half is wrong, links nowhere.
    """
    found = [{"text": text, "href": f"#{field.id}"} for part in form for field, text in _problems(part)]
    return [{"text": str(text)} for text in form.form_errors] + found


FILTERS: dict[str, Callable[..., Any]] = {
    "govuk_input": text_input,
    "govuk_textarea": textarea,
    "govuk_file": file_upload,
    "govuk_select": select,
    "govuk_choices": choices,
    "govuk_checkbox": checkbox,
    "govuk_problems": problems,
}


def _labelled(field: Field, wanted: Parameters) -> Parameters:
    label = _words(_label(field), wanted.pop("lang", "")) | {"classes": wanted.pop("label_classes", "")}
    return _common(field, wanted) | {"label": label}


def _common(field: Field, wanted: Parameters) -> Parameters:
    found: Parameters = {"id": field.id, "name": field.name, "attributes": _attributes(field)}
    hint = wanted.pop("hint", field.description)
    if hint:
        found["hint"] = {"text": str(hint)}
    if field.errors:
        found["errorMessage"] = {"text": str(field.errors[0]), "visuallyHiddenText": gettext("Error")}
    return found


def _label(field: Field) -> str:
    return gettext("%(label)s (optional)", label=field.label.text) if field.flags.optional else str(field.label.text)


def _attributes(field: Field) -> dict[str, str]:
    given = field.render_kw or {}
    return {name.replace("_", "-"): str(value) for name, value in given.items() if name not in NOT_ATTRIBUTES}


def _value(field: Field) -> str:
    return str(field._value())


def _words(text: str, lang: str) -> Parameters:
    return {"html": Markup('<span lang="{}">{}</span>').format(lang, text)} if lang else {"text": text}


def _items(field: SelectFieldBase, chosen: str, lang: str = "") -> list[Parameters]:
    return [_words(str(c.label), lang) | {"value": str(c.value), chosen: c.selected} for c in field.iter_choices()]


def _problems(field: Field) -> Iterator[tuple[Field, str]]:
    parts = _parts(field)
    for part in parts:
        yield from _problems(part)
    own = [error for error in field.errors if not parts or isinstance(error, str)] if not _is_form(field) else []
    yield from ((field, str(error)) for error in own[:1])


def _parts(field: Field) -> list[Field]:
    if _is_form(field):
        return list(field.form)
    return list(field) if isinstance(field, FieldList) else []


def _is_form(field: Field) -> bool:
    return isinstance(field, FormField)
