"""Packed data in bounded steps."""

from __future__ import annotations

import gzip
import io
import random

import pytest
import zstandard

from cleaners.packing import (
    CutOffError,
    DamagedError,
    TooLargeError,
    join_within,
    member_ends,
    unpack_gzip,
    unpack_zstd,
    unpacker_of,
)

NOISE = random.Random(5).randbytes(200_000)  # noqa: S311  no secret
# Without the time of day: it would stand in the names of the tests.
ONE, TWO = gzip.compress(b"one", mtime=0), gzip.compress(NOISE, mtime=0)


@pytest.mark.parametrize(
    ("data", "ends"),
    [
        (b"", []),
        (ONE, [len(ONE)]),
        (ONE + TWO, [len(ONE), len(ONE + TWO)]),
        (ONE + TWO[:-9], [len(ONE)]),
        (ONE + b"rubbish", [len(ONE)]),
        (b"rubbish" + ONE, []),
    ],
)
def test_where_members_end(data: bytes, ends: list[int]) -> None:
    """Counted from where the file stands, up to a member that is torn."""
    file = io.BytesIO(b"before" + data)
    file.seek(len(b"before"))
    assert list(member_ends(file)) == ends


@pytest.mark.parametrize("size", [1, 7, 1_000_000])
def test_members_and_frames_are_joined(size: int) -> None:
    """However the pieces are cut."""
    for pack, unpack in ((gzip.compress, unpack_gzip), (zstandard.compress, unpack_zstd)):
        packed = pack(b"one") + pack(NOISE[:5000])
        pieces = [packed[start : start + size] for start in range(0, len(packed), size)]
        assert b"".join(unpack(pieces)) == b"one" + NOISE[:5000]
        assert unpacker_of(packed[:4]) is unpack


@pytest.mark.parametrize("torn", [1, 4, 9])
def test_data_without_its_end_is_cut_off(torn: int) -> None:
    """What came before is handed on."""
    found: list[bytes] = []
    with pytest.raises(CutOffError):
        found.extend(unpack_gzip([TWO[:-torn]]))
    assert NOISE.startswith(b"".join(found))


def test_broken_data_is_damaged() -> None:
    """It is not called cut off."""
    broken = bytearray(TWO)
    broken[-6] ^= 0xFF
    with pytest.raises(DamagedError) as caught:
        list(unpack_gzip([bytes(broken)]))
    assert not isinstance(caught.value, CutOffError)


def test_a_bomb_is_stopped() -> None:
    """After as many bytes as are allowed, whatever would follow."""
    bomb = gzip.compress(bytes(50_000_000))
    with pytest.raises(TooLargeError, match="1,000,000 bytes"):
        join_within(unpack_gzip([bomb]), 1_000_000)
