"""Either the exact value, or one sentence; never another exception."""

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records.errors import AppError
from core.store.strictjson import DOCUMENT_LIMIT, loads

KEYS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18) + 1, 10**18 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | KEYS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.booleans(), st.sampled_from([None, 2]))
def test_round_trip(value, ascii_only, indent) -> None:
    data = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()
    assert loads(data, where="x", limit=DOCUMENT_LIMIT) == value


@given(VALUES, st.data())
def test_damaged_bytes_are_refused_or_read(value, data) -> None:
    raw = bytearray(json.dumps(value).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw)))
        raw[place : place + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=3))
    with suppress(AppError):
        loads(bytes(raw), where="x", limit=DOCUMENT_LIMIT)


@given(st.binary(max_size=60))
def test_any_bytes(raw) -> None:
    with suppress(AppError):
        loads(raw, where="x", limit=DOCUMENT_LIMIT)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"[1e400]", "too large"),
        (b"[NaN]", "NaN is not a number"),
        (b"[-Infinity]", "-Infinity is not a number"),
        (b'{"a":1,"b":2,"a":3}', "the key 'a' stands twice"),
        (b"[" * 200_000, "levels deep"),
        (b'{"a":' * 33 + b"1" + b"}" * 33, "levels deep"),
        (b"9" * 5000, "more than 18 digits"),
        (b"-" + b"9" * 19, "more than 18 digits"),
        ('{"a": 1}'.encode("utf-16"), "UTF-8"),
        ('{"a": 1}'.encode("utf-16-le"), "line 1, column 2"),
        (b'["\xff"]', "byte 2 is not UTF-8"),
        (b'["\\ud800"]', "surrogate"),
        (b'{"\\udc00": 1}', "surrogate"),
        (b'["a\x00b"]', "control character"),
        (b"", "Expecting value"),
        (b"[1] 2", "Extra data"),
        (b" " * (DOCUMENT_LIMIT + 1), "limit"),
    ],
)
def test_hostile_texts_are_refused_with_a_reason(raw, why) -> None:
    with pytest.raises(AppError) as caught:
        loads(raw, where="their file.json", limit=DOCUMENT_LIMIT)
    assert why in caught.value.why
    assert "their file.json" in caught.value.what


@pytest.mark.parametrize(
    "raw",
    [
        b'"' + b'\\"' * 2_000_000,
        b'"' * 2_000_000,
        b'["' + b"[" * 4_000_000 + b'"]',
        b"\\" * 4_000_000,
    ],
    ids=["escapes", "quotes", "brackets in a string", "backslashes"],
)
def test_no_text_takes_long(raw) -> None:
    start = time.process_time()
    with suppress(AppError):
        loads(raw, where="x", limit=DOCUMENT_LIMIT)
    assert time.process_time() - start < 3


def test_what_is_harmless_is_taken() -> None:
    assert loads(b'\xef\xbb\xbf{"a": "[[[["}', where="x", limit=99) == {"a": "[[[["}
    assert loads(b'["\\ud83d\\ude00"]', where="x", limit=99) == ["\U0001f600"]
    assert loads(b"[" * 32 + b"]" * 32, where="x", limit=99) is not None
