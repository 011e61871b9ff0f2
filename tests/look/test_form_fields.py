import re
from html import unescape

import pytest
from flask import Flask, render_template_string
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, Form, FormField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from hiring.pages.forms import govuk
from tests.look.demo import EditorForm, make_app

APP = make_app()
MACROS = """
{% from 'shared/macros/form.html' import checkbox_field, checkboxes_field, error_summary, radios_field %}
{% from 'shared/macros/form.html' import select_field, text_field, textarea_field %}
"""


class Anchor(Form):
    words = StringField("Words", [InputRequired("Write the anchor")])


class Rubric(Form):
    name = StringField("Name", [InputRequired("Enter a name")])
    anchors = FieldList(FormField(Anchor), min_entries=2)
    tags = FieldList(StringField("Tag", [Length(max=3, message="Too long")]), min_entries=1)


class Answer(Form):
    text = TextAreaField("Answer")


def rendered(app: Flask, source: str, form: Form, **values) -> str:
    with app.test_request_context():
        return render_template_string(MACROS + source, form=form, **values)


def test_every_problem_links_to_its_field_nested_ones_included():
    form = Rubric(MultiDict({"anchors-0-words": "", "anchors-1-words": "good", "tags-0": "much too long"}))
    form.validate()
    assert govuk.problems(form) == [
        {"text": "Enter a name", "href": "#name"},
        {"text": "Write the anchor", "href": "#anchors-0-words"},
        {"text": "Too long", "href": "#tags-0"},
    ]


def test_a_form_without_problems_has_no_summary(app):
    assert rendered(app, "{{ error_summary(form) }}", Answer()).strip() == ""


@pytest.mark.parametrize("name", ["title", "channel"])
def test_each_link_of_the_summary_leads_to_a_field_on_the_page(app, name):
    form = EditorForm(MultiDict())
    form.validate()
    fields = "{{ error_summary(form) }}{{ text_field(form.title) }}{{ radios_field(form.channel) }}"
    page = rendered(app, fields, form)
    assert f'href="#{name}"' in page and f'id="{name}"' in page and f'id="{name}-error"' in page


def test_a_password_is_never_sent_back(app):
    form = EditorForm(MultiDict({"secret": "hunter2"}))
    page = rendered(app, "{{ text_field(form.secret) }}", form)
    assert 'type="password"' in page and "hunter2" not in page and 'autocomplete="current-password"' in page


def test_what_was_chosen_is_chosen_again(app):
    form = EditorForm(MultiDict([("channel", "2"), ("traits", "1"), ("traits", "6"), ("family", "2"), ("agreed", "y")]))
    page = rendered(
        app,
        "{{ radios_field(form.channel) }}{{ checkboxes_field(form.traits) }}{{ checkbox_field(form.agreed) }}"
        "{{ select_field(form.family) }}",
        form,
    )
    checked = re.findall(r'name="(\w+)" type="\w+" value="(\w+)"\s* checked', page)
    assert checked == [("channel", "2"), ("traits", "1"), ("traits", "6"), ("agreed", "y")]
    assert re.findall(r'<option value="(\d)" selected', page) == ["2"]


def test_an_optional_field_says_so_and_a_hint_can_be_given(app):
    page = rendered(app, "{{ select_field(form.family, hint='<Choose> one') }}", EditorForm())
    assert "Family (optional)" in page and "&lt;Choose&gt; one" in page and 'aria-describedby="family-hint"' in page


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")))
def test_a_box_gives_back_what_was_written(text):
    page = rendered(APP, "{{ textarea_field(form.text) }}", Answer(data={"text": text}))
    inside = re.search(r"<textarea[^>]*>(.*)</textarea>", page, flags=re.DOTALL)[1]
    assert unescape(inside).removeprefix("\n") == text
    assert "<" not in inside
