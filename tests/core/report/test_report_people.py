"""The report on several people, and what lies around a verdict, in every format."""

import json
import re
from html.parser import HTMLParser

import msgspec
import pytest

from core.records.answers import Answers
from core.report.markdown import escape


@pytest.fixture(scope="module")
def markdown(made, three, group):
    return made("markdown", three, group)


@pytest.fixture(scope="module")
def html(made, three, group):
    return made("html", three, group)


class Words(HTMLParser):
    """The text of a page, without what its scripts and styles hold."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.tags, self._in = [], [], ""
        self.feed(text)
        self.text = " ".join(" ".join(self.rows).split())

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self._in = tag

    def handle_endtag(self, tag):
        self._in = ""

    def handle_data(self, data):
        if self._in not in ("script", "style"):
            self.rows.append(data)


def plain(markdown):
    """Return Markdown without its escapes and cell borders."""
    return " ".join(re.sub(r"\\(.)", r"\1", markdown.replace("|", " ")).split())


@pytest.mark.parametrize(
    "words",
    [
        "Clear: TensorFlow comes first",
        "PyTorch 10, TensorFlow 90 of 100",
        "TensorFlow by 9 (2 to 20)",
        "PyTorch by 7 (TensorFlow by 2 to PyTorch by 19)",
        "0 of 16 answered, not counted",
        "Ben rules out TensorFlow",
        "No wheels. None for 3.14. Way out: use 3.13.",
        "decisive (3.5)",
        "none (0.2)",
        "Two answers",
        "stays between 4 and 31 of 100 of the weight (12 now)",
        "3 points towards PyTorch",
        "do not add up",
        "Leaning to TensorFlow (PyTorch 30, TensorFlow 70 of 100)",
        "“Tracking” is set by “Charts” (some) and “Pipeline” (decisive); decisive counts.",
        "in 30 of 100 readings: there either side may lie anywhere",
        'trade_offs = [{prefer = "debug", over = "flex"}]',
        "about 15 s, worth 10.0 points, could change the verdict in 20 of 100",
        "3, with an equal say",
        "since people differ or an answer is open",
        "Cem: Project",
        "Not sure",
    ],
)
def test_both_texts_say(markdown, html, words):
    assert words in plain(markdown)
    assert words in Words(html).text


def test_everyone_has_a_column_of_answers(markdown, three):
    head = f"| Question | {escape(three[0].name)} | Ben | Cem |"
    assert head in markdown
    rows = markdown[markdown.index(head) :].split("\n\n")[0].splitlines()
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    assert any("set by hand" in row and "decisive" in row for row in rows)
    assert any("in order" in row for row in rows)
    assert any("Rather one than the other" in row for row in rows)


def test_reasons_do_not_repeat_the_tables_of_people(markdown):
    why = markdown[markdown.index("## Why") :].split("\n## ")[0]
    assert "Ready-made models: 4 points" in why
    assert "rules out" not in why
    assert "A sentence" not in why


def test_names_from_files_stay_text(html):
    words = Words(html)
    assert words.tags.count("script") == 1
    assert "b" not in words.tags
    assert "*Ana* | `x`" in words.text


def test_both_sides_have_the_same_detail(html, markdown):
    for text in (Words(html).text, plain(markdown)):
        for name in ("PyTorch", "TensorFlow"):
            assert f"{name}, for and against" in text
        assert "Good pytorch" in text
        assert "Good tensorflow" in text


def test_json_lists_everyone(made, three, group):
    data = json.loads(made("json", three, group))
    assert [Answers(**each).name for each in data["answers"]] == [a.name for a in three]
    assert len(data["verdict"]["people"]) == 3


def test_one_person_has_no_team_parts_but_all_the_rest(made, known, three, group, around):
    alone = msgspec.structs.replace(group, people=(), vetoes=(), disagreements=())
    text = plain(made("markdown", three[:1], alone))
    for gone in ("Each person", "Vetoes", "lie apart", "equal say", "people differ"):
        assert gone not in text
    assert "| Question | Answer |" in made("markdown", three[:1], alone)
    assert "1 of 16 questions" in text
    assert "since an answer is open" in text
    assert "do not add up" in text


def test_nothing_around_leaves_no_heading(made, three, group, around):
    bare = msgspec.structs.replace(group, **{name: type(part)() for name, part in around.items()})
    for text in (plain(made("markdown", three, bare)), Words(made("html", three, bare)).text):
        for heading in ("What would change", "How far", "What each answer", "Each choice",
                        "What kind", "Said more", "Not known", "Find out"):  # fmt: skip
            assert heading not in text


def test_equal_input_gives_equal_bytes(made, three, group, html, markdown):
    assert made("html", three, group) == html
    assert made("markdown", three, group) == markdown
