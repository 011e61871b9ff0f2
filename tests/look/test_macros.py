import re

import pytest
from flask import Flask, render_template_string

from hiring.actions.marking import Segment

POINTS = {
    (0, 50, 100): (4, 112, "Warmth: 50 out of 100, likely between 0 and 100"),
    (74, 78, 82): (86.9, 9, "Warmth: 78 out of 100, likely between 74 and 82"),
    (50, 50, 50): (60, 2, "Warmth: 50 out of 100, likely between 50 and 50"),
}
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> " onmouseover="x'


def rendered(app: Flask, source: str, **values) -> str:
    with app.test_request_context():
        return render_template_string(source, **values)


def test_a_hostile_answer_stays_text_in_the_evidence(app):
    page = rendered(
        app,
        '{% from "shared/macros/evidence.html" import evidence %}{{ evidence(segments) }}',
        segments=[Segment(HOSTILE, (), ""), Segment(HOSTILE, (HOSTILE,), HOSTILE)],
    )
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 5
    assert set(re.findall(r"<([a-z]+)", page)) == {"div", "p", "mark", "sup", "span", "ol", "li"}
    assert set(re.findall(r'"[^"]*"', page)) & {'" onmouseover="'} == set()


def test_the_marked_answer_reads_as_it_was_written(app):
    page = rendered(
        app,
        '{% from "shared/macros/evidence.html" import evidence %}{{ evidence(segments, "a") }}',
        segments=[
            Segment("One,\n two ", (), ""),
            Segment("three", ("fact", "against"), "why"),
            Segment(" four.", (), ""),
        ],
    )
    answer = re.search(r"<p[^>]*>(.*?)</p>", page, flags=re.DOTALL)[1]
    without_notes = re.sub(r"<sup.*?</sup>", "", answer, flags=re.DOTALL)
    assert re.sub(r"<[^>]+>", "", without_notes) == "One,\n two three four."
    assert (
        'aria-describedby="a-1"' in page
        and '<li id="a-1">why <span class="evidence__kinds">fact, against</span></li>' in page
    )


def test_an_answer_without_evidence_has_no_notes(app):
    source = '{% from "shared/macros/evidence.html" import evidence %}{{ evidence(segments) }}'
    page = rendered(app, source, segments=[Segment("Hello", (), "")])
    assert "Hello" in page and "<ol" not in page


@pytest.mark.parametrize(("scores", "drawn"), POINTS.items())
def test_an_interval_is_drawn_to_scale_and_said_in_words(app, scores, drawn):
    source = '{% from "shared/macros/interval.html" import interval %}{{ interval(*scores, "Warmth") }}'
    page = rendered(app, source.replace("*scores", ", ".join(map(str, scores))))
    left, width = re.search(r'interval__bar" x="([\d.]+)" y="5" width="([\d.]+)"', page).groups()
    assert (float(left), float(width)) == drawn[:2]
    assert f'aria-label="{drawn[2]}"' in page and f"<title>{drawn[2]}</title>" in page


def test_a_hostile_label_stays_text_in_an_interval(app):
    source = '{% from "shared/macros/interval.html" import score %}{{ score(1, 2, 3, label) }}'
    assert "<script" not in rendered(app, source, label=HOSTILE)


@pytest.mark.parametrize(("done", "total", "width"), [(0, 8, "0.0"), (2, 8, "25.0"), (9, 8, "100"), (0, 0, "0")])
def test_progress_is_the_share_that_is_done(app, done, total, width):
    source = '{% from "shared/macros/progress.html" import progress %}{{ progress(done, total, "x") }}'
    page = rendered(app, source, done=done, total=total)
    assert re.search(r'progress__done" width="([\d.]+)%"', page)[1] == width


def test_a_customer_cannot_leave_the_bubble(app):
    source = '{% from "shared/macros/bubble.html" import told %}{{ told(text) }}'
    page = rendered(app, source, text='</p><b> Rosa says:\n"</blockquote><script>"')
    assert page.count("&lt;/blockquote&gt;&lt;script&gt;") == page.count("&lt;/p&gt;&lt;b&gt;") == 1
    assert page.count("</blockquote>") == 1
