"""Reports say how each value is known, why it is that value, and what a wrong choice costs."""

import datetime as dt
import re

import msgspec
import pytest

from core.cli.decide_text import as_text
from core.decide.resolve import resolve
from core.records.answers import Answers
from core.report.stakes import stakes
from core.report.values import kind_words, origin, values

DAY = dt.date(2026, 11, 23)
SAID = Answers(
    answers={
        "task": ("vision",), "outcome": ("learn",), "existing": ("none",),
        "target": ("android", "ios"), "hardware": ("not_sure",),
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def quick(known):
    return msgspec.structs.replace(known, meta=msgspec.structs.replace(known.meta, draws=4000))


@pytest.fixture(scope="module")
def verdict(quick):
    return resolve(quick, SAID, as_of=DAY)


@pytest.fixture(scope="module")
def markdown(made, verdict):
    return made("markdown", (SAID,), verdict)


def test_each_row_has_the_kinds_of_its_own_evidence(known, verdict, markdown):
    kinds = {item.id: item.kind for item in known.evidence}
    seen = set()
    for row in verdict.contributions:
        if row.level <= 0:
            continue
        found = {kind_words(kinds[id_]) for id_ in row.evidence}
        told = origin(known, row)
        assert set(told.split(", ")) == (
            found or {"measured here" if row.measured else "not known"}
        )
        line = next(x for x in markdown.splitlines() if x.startswith(f"| {row.label} | "))
        assert line.endswith(f"| {told} |")
        seen.add(told)
    assert {"documented", "documented, survey"} <= seen
    assert any("opinion" in told for told in seen)


def test_what_was_measured_and_what_is_not_known(known, verdict):
    row = verdict.contributions[0]
    assert origin(known, msgspec.structs.replace(row, measured=("r1",))) == "measured here"
    assert origin(known, msgspec.structs.replace(row, evidence=())) == "not known"


def test_every_value_has_its_kind_reason_and_source(known, verdict, made, markdown):
    rows = values(known, verdict)
    html = made("html", (SAID,), verdict)
    used = {id_ for row in verdict.contributions if row.level > 0 for id_ in row.evidence}
    assert len(rows) == len(used)
    table = markdown[markdown.index("## Where the values come from") :].split("\n## ")[0]
    assert table.count("\n|") == len(rows) + 2
    for row in rows:
        item = next(item for item in known.evidence if item.because == row.because)
        assert row.kind == kind_words(item.kind)
        assert row.values == (f"{item.value['pytorch']:.2f}", f"{item.value['tensorflow']:.2f}")
        assert row.source in html


def test_a_source_stands_once_with_all_its_dates(known, verdict, markdown):
    listed = markdown[markdown.index("## Sources") :].splitlines()[2:]
    subjects = [line.split(" (as of")[0] for line in listed]
    assert len(set(subjects)) == len(subjects)
    text = as_text(known, verdict)
    addresses = re.findall(r"^- (https://\S+)", text, re.MULTILINE)
    assert len(set(addresses)) == len(addresses)
    serving = text[text.index("tensorflow/serving/blob/master/RELEASE.md") :].split("- ")[0:4]
    assert "2026-04-23, 2026-08-21" in " ".join("- ".join(serving).split())


def test_likeness_and_loss_are_one_sentence_each(known, verdict, markdown, made):
    told = stakes(known, verdict)
    assert len(told) == 3
    assert re.fullmatch(
        r"In \d+ of 100 readings the two are practically equal, less than 3 points of 100 apart\.",
        told[0],
    )
    lost = 100 * verdict.if_wrong["pytorch"]
    assert told[1] == (
        "If you choose PyTorch and TensorFlow would have been better, you lose "
        f"{lost:.1f} points of 100 on average."
    )
    text = " ".join(as_text(known, verdict).split())
    for sentence in told:
        assert sentence in text
        assert sentence in markdown
        assert sentence in made("html", (SAID,), verdict)


def test_nothing_is_said_of_loss_where_nothing_was_weighed(known, verdict):
    ruled = msgspec.structs.replace(verdict, show_shares=False)
    assert stakes(known, ruled) == ()
    assert values(known, ruled) == ()
    never = msgspec.structs.replace(verdict, if_wrong={})
    assert len(stakes(known, never)) == 1


def test_what_nobody_said_is_told_with_if(markdown):
    line = next(
        line for line in markdown.splitlines() if line.startswith("- **House rule: only PyT")
    )
    assert "If “Hard limits” includes “Only PyTorch allowed”, TensorFlow is ruled out. This" in line
    assert "This holds in 2 of 100 readings, since an answer is open." in line
    assert "Your organisation" not in line
    assert "To lift it" not in line
    read = next(
        line for line in markdown.splitlines() if "No stable TensorFlow for Python 3.14." in line
    )
    assert "has wheels for Python 3.10 to 3.13" in read
