"""The report: what it says, that data stays data, that equal input gives equal bytes."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from core.knowledge.load import load
from core.measure.catalog import label
from core.measure.verdict import in_words
from core.records.answers import Answers
from core.records.errors import AppError
from core.records.outlook import Flip, NextBest
from core.records.run import Arms, CaseResult, RunSummary, SideFigures
from core.records.shares import whole_shares
from core.records.standing import Margin, Shares
from core.records.verdict import Contribution, FiredRule, KnowledgeRef, Point, Verdict
from core.report.cases import CaseWords
from core.report.content import build
from core.report.formats import format_of, render
from core.report.markdown import escape

HOSTILE = (
    "</script><script>alert(1)</script> <img src=x onerror=y> [a](javascript:b) | `x` # & \u2028"
)
WORDS = CaseWords(label, in_words)


@pytest.fixture(scope="module")
def knowledge():
    return load()


@pytest.fixture(scope="module")
def verdict(knowledge):
    evidence = knowledge.evidence[0]
    return Verdict(
        verdict="pytorch",
        label="clear",
        title="Clear: PyTorch comes first",
        sentence="In 84 of 100 plausible readings PyTorch comes first; in 16, TensorFlow.",
        show_shares=True,
        borderline=False,
        shares=Shares(pytorch=0.84, tensorflow=0.16, none=0.0),
        margin=Margin(mean=7.1, low=-2.4, high=19.0),
        p_equal=0.1,
        regret={"pytorch": 0.01, "tensorflow": 0.08},
        contributions=(
            Contribution(
                criterion=evidence.criterion, label="Ready-made models", value=9.8, points=10,
                level=3.0, evidence=(evidence.id,), because=("Pictures", "Daily work"),
            ),
            Contribution(
                criterion="device", label="Phones and edge", value=-3.1, points=-3, level=2.0,
                measured=("run-1",),
            ),
        ),
        zeroed=(knowledge.criteria[-1].id,),
        equal_facts=tuple(fact.id for fact in knowledge.equal[:1]),
        fired_rules=(
            FiredRule(
                id="k", kind="knockout", title="No TensorFlow for Python 3.14", text="No wheels.",
                share=0.09, out=("tensorflow",), relax="use Python 3.13",
                source="https://pypi.org/project/tensorflow/", date="2026-11-22",
            ),
        ),
        flips=(Flip(kind="answer", what="Keras is known", now="No", then="TF", subject="team"),),
        next_best=(
            NextBest(
                kind="question", subject="speed", text="How fast?", evppi=0.1, chance=0.09,
                cost_s=15.0,
            ),
        ),
        reasons=("Clear: PyTorch comes first.", "Most current models start here.",),
        points={
            "pytorch": (Point(sign="+", text="Releases", criterion="f", kind="documented",
                              date="2026-10"),),
            "tensorflow": (),
        },
        measured=(),
        answered=5,
        core_answered=4,
        knowledge=KnowledgeRef(id="k", version="1", hash="h"),
        seed=1,
        as_of="2026-11-23",
        draws=20000,
        monte_carlo_error=0.002,
    )  # fmt: skip


@pytest.fixture(scope="module")
def answers(knowledge):
    question = knowledge.questions[0]
    return Answers(
        answers={
            question.id: (question.option[0].id,),
            knowledge.questions[1].id: ("not_sure",),
        },
        overrides={"device": 4.0},
        notes={"project": HOSTILE, question.id: "a note"},
    )


def case(**changes):
    given = {
        "workload": "image_cnn",
        "phase": "train",
        "mode": "usual",
        "arms": Arms(pytorch="torch eager", tensorflow="tf.function"),
        "device": "cpu",
        "threads": 2,
        "state": "measured",
        "verdict": "tensorflow_faster",
        "ratio": 0.85,
        "low": 0.8,
        "high": 0.9,
        "pytorch": SideFigures(step_ns=41.2e6),
        "tensorflow": SideFigures(step_ns=35.0e6),
    }
    return CaseResult(**{**given, **changes})


@pytest.fixture(scope="module")
def runs():
    failed = case(state="failed", verdict=None, ratio=None, low=None, high=None,
                  reason="It crashed.", remedy="run it again")  # fmt: skip
    return (
        RunSummary(
            run="20261123T101500Z-ab12", started_utc="2026-11-23T10:15:00Z", preset="quick",
            budget_s=120, seconds=80, pressure=0.02, state="done", cases=(case(), failed),
        ),
    )  # fmt: skip


def made(format_, knowledge, answers, verdict, runs):
    return render(format_, knowledge, (answers,), verdict, runs, words=WORDS, app="1.2.3")


@pytest.fixture(scope="module")
def markdown(knowledge, answers, verdict, runs):
    return made("markdown", knowledge, answers, verdict, runs)


@pytest.fixture(scope="module")
def html(knowledge, answers, verdict, runs):
    return made("html", knowledge, answers, verdict, runs)


def test_it_says_the_verdict_the_reasons_and_where_they_are_from(markdown, knowledge):
    for words in (
        "# Clear: PyTorch comes first",
        "PyTorch **84** · TensorFlow **16** of 100 plausible readings",
        "- Most current models start here.",
        "| Ready-made models | 10 for PyTorch | strong | Pictures, Daily work | opinion |",
        "| Phones and edge | 3 for TensorFlow | some |  | measured here |",
        "PyTorch is ahead by 7 (90 of 100 readings: TensorFlow by 2 to PyTorch by 19)",
        "This holds in 9 of 100 readings",
        "about 15 s, worth 10.0 points, could change the verdict in 9 of 100",
        "Counted as 0 because of your answers:",
        "TensorFlow is faster, by at least 11 %",
        "| 0.80 to 0.90 | 41.2 | 35 |",
        "It crashed. Do this: run it again",
        f"<{knowledge.evidence[0].source}>",
        "| Forkwise | 1.2.3 |",
        "Not sure",
    ):
        assert words in markdown, words


def test_rows_stand_from_pytorch_to_tensorflow(knowledge, answers, verdict):
    report = build(knowledge, (answers,), verdict, words=WORDS, app="1")
    assert [row.points for row in report.rows] == [10, -3]


def test_equal_input_gives_equal_bytes(knowledge, answers, verdict, runs, markdown, html):
    assert made("markdown", knowledge, answers, verdict, runs) == markdown
    assert made("html", knowledge, answers, verdict, runs) == html


def test_a_constraint_shows_no_share(knowledge, answers, verdict):
    ruled = msgspec.structs.replace(verdict, show_shares=False, label="ruled by a constraint")
    report = build(knowledge, (answers,), ruled, words=WORDS, app="1")
    assert report.shares is None
    assert report.rows == ()
    assert (
        "84"
        not in made("markdown", knowledge, answers, ruled, ()).split("## What this")[0][
            len(ruled.title) + len(ruled.sentence) + 10 :
        ]
    )


# --- data stays data ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a | b", "a \\| b"),
        ("*x* _y_ `z`", "\\*x\\* \\_y\\_ \\`z\\`"),
        ("<b>", "\\<b\\>"),
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("1. no list", "1\\. no list"),
        ("two\nlines\r\nhere", "two lines here"),
        ("![i](u)", "\\!\\[i\\](u)"),
    ],
)
def test_markdown_of_data_is_escaped(text, expected):
    assert escape(text) == expected


def test_notes_cannot_break_a_table(markdown):
    line = next(line for line in markdown.splitlines() if "alert(1)" in line)
    assert re.sub(r"\\.", "", line).count("|") == 3


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []
        self.script = ""
        self.style = ""
        self._in = ""

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        self._in = tag

    def handle_endtag(self, tag):
        self._in = ""

    def handle_data(self, data):
        if self._in == "script":
            self.script += data
        elif self._in == "style":
            self.style += data


@pytest.fixture(scope="module")
def tags(html):
    parser = Tags()
    parser.feed(html)
    return parser


def test_html_has_nothing_that_runs_or_loads(tags):
    names = [tag for tag, _ in tags.seen]
    assert names.count("script") == 1
    assert not {"img", "iframe", "object", "embed", "link", "form", "base"} & set(names)
    for tag, attributes in tags.seen:
        assert not [name for name in attributes if name.startswith("on")], tag
        assert "style" not in attributes, tag
        if tag == "script":
            assert attributes["type"] == "application/json"
        if tag == "a":
            assert attributes["href"].startswith("https://")


def test_the_policy_allows_the_one_style_and_nothing_else(tags):
    policy = next(a["content"] for t, a in tags.seen if a.get("http-equiv"))
    digest = base64.b64encode(hashlib.sha256(tags.style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "unsafe" not in policy


def test_html_carries_the_verdict_as_data(tags, verdict):
    assert json.loads(tags.script) == json.loads(msgspec.json.encode(verdict))
    assert not set("<>&\u2028\u2029") & set(tags.script)


def test_a_hostile_title_stays_text(knowledge, answers, verdict):
    bad = msgspec.structs.replace(verdict, title=HOSTILE, reasons=("", HOSTILE))
    parser = Tags()
    parser.feed(made("html", knowledge, answers, bad, ()))
    assert [tag for tag, _ in parser.seen].count("script") == 1
    assert json.loads(parser.script)["title"] == HOSTILE


def test_json_holds_verdict_answers_and_runs(knowledge, answers, verdict, runs):
    data = json.loads(made("json", knowledge, answers, verdict, runs))
    assert data["forkwise"] == "1.2.3"
    assert data["verdict"]["shares"] == {"pytorch": 0.84, "tensorflow": 0.16, "none": 0.0}
    assert msgspec.convert(data["answers"], Answers) == answers
    assert data["runs"][0]["cases"][0]["ratio"] == 0.85


@pytest.mark.parametrize(
    ("name", "format_"),
    [("a.html", "html"), ("a.HTM", "html"), ("a.md", "markdown"), ("a.json", "json")],
)
def test_the_ending_chooses_the_format(name, format_):
    assert format_of(Path(name)) == format_


@pytest.mark.parametrize("name", ["report", "a.pdf", ".html.txt"])
def test_an_unknown_ending_is_refused_with_a_remedy(name):
    with pytest.raises(AppError) as told:
        format_of(Path(name))
    assert ".html, .md or .json" in told.value.remedy


def test_two_shares_agree_with_plain_rounding_wherever_that_adds_up():
    for thousandth in range(1001):
        pytorch, tensorflow = thousandth / 1000, 1 - thousandth / 1000
        first, second, none = whole_shares(pytorch, tensorflow)
        assert (first + second, none) == (100, 0)
        plain = round(100 * pytorch), round(100 * tensorflow)
        if thousandth % 10 != 5:  # a half goes either way
            assert (first, second) == plain
        assert abs(first - 100 * pytorch) <= 1
