"""The team’s page over a team made to order."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from team_people import DIA, MEMBERS, Team, person

from core.records.outlook import Flip, NextBest
from core.records.people import Disagreement, Veto
from core.records.standing import Margin
from gui.controllers.team_files import TeamSnapshot
from gui.decide.team_view import TeamView


@pytest.fixture
def split(make_verdict):
    """A verdict on two who lean to different sides, and one whom a constraint decides."""
    rows = [("Phones and edge", 3.5), ("Easy debugging", 2.0)]
    return make_verdict(
        verdict="split",
        label="",
        title="Split: your people lean to different sides",
        sentence="PyTorch comes first for Ana (in 84 of 100 readings); TensorFlow for <b>Ben</b>.",
        people=(
            person("Ana", 0.84),
            person("<b>Ben</b>", 0.1, title="Clear: TensorFlow comes first",
                   margin=Margin(mean=-9.0, low=-22.0, high=-2.0)),
            person("Cem", 1.0, show_shares=False, label="ruled by a constraint", share=0.0,
                   title="PyTorch, because of one answer"),
        ),
        vetoes=(Veto(name="Cem", rule="k_py314", title="No wheels", text="None for 3.14.",
                     out=("tensorflow",), relax="Use Python 3.13"),),
        disagreements=tuple(
            Disagreement(criterion=str(n), label=f"{label} {n}", spread=spread,
                         levels={"Ana": spread, "<b>Ben</b>": 0.0, "Cem": 0.0})
            for label, spread in rows for n in range(4)
        ),
        next_best=(NextBest(kind="question", subject="speed", text="Ana: How fast?", evppi=0.1,
                            chance=0.09, cost_s=15.0),),
        flips=(Flip(kind="weight", what="“X” with 30 of 100", now="It has 3", then="level",
                    subject="x", value=0.3),),
    )  # fmt: skip


@pytest.fixture
def team(qapp, knowledge):
    return Team(knowledge)


@pytest.fixture
def host(qtbot, themed):
    """A window of any size: as one itself the page would hold its own least size."""
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.resize(1184, 820)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.fixture
def view(host, team):
    shown = TeamView(team, host)
    shown.resize(host.size())
    shown.show()
    return shown


@pytest.fixture
def full(view, team, split):
    team.show(TeamSnapshot(members=MEMBERS, verdict=split, removed=(DIA,)))
    return view
