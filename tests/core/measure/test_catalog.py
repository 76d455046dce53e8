"""The host's list of workloads says what the workers' specifications say."""

from __future__ import annotations

import importlib

import pytest

from core.measure.catalog import MODES, WORKLOADS, label
from core.records.run import Case
from core.records.workloads import WORKLOAD_IDS


@pytest.mark.parametrize("workload", WORKLOADS, ids=lambda w: w.id)
def test_the_catalogue_agrees_with_the_specification(workload):
    spec = importlib.import_module(f"core.worker.workloads.{workload.id}.spec")
    assert workload.batch == spec.BATCH
    assert workload.folding == spec.FOLDED_PARAMETERS


def test_every_workload_of_the_worker_is_in_the_catalogue():
    names = importlib.import_module("core.worker.workloads.names")
    assert set(names.NAMES) == {workload.id for workload in WORKLOADS}
    assert tuple(workload.id for workload in WORKLOADS) == WORKLOAD_IDS


def test_labels_are_words():
    assert label(Case(workload="lstm", phase="train", mode="usual")) == "LSTM, training"
    assert label(Case(workload="lstm", phase="latency", mode="compiled")).endswith("compiled")
    assert all(MODES.values())
