"""The sentence encoder: its files are the ones we measured with, and its bits never change."""

import subprocess
import sys

import numpy as np
import pytest

from scoring.embedding import WrongEncoder, embed, verify_files

_PRINT = "from scoring.embedding import embed; print(embed(['I am so sorry, Mara.', 'Ten to six.']).tobytes().hex())"


def test_rows_have_length_one_and_texts_alike_lie_closer():
    one, other, third = embed(["The parcel is late.", "Your package has been delayed.", "I love swimming in lakes."])
    assert np.allclose([one @ one, other @ other, third @ third], 1, atol=1e-5)
    assert one @ other > one @ third + 0.1


@pytest.mark.parametrize("text", ["", "   ", "\0", "\ud800", "?!"])
def test_a_text_without_a_letter_has_no_direction(text):
    assert not embed([text]).any()


@pytest.mark.parametrize("text", ["a\0b \ud800 c", "日本語です", "x" * 50_000, "word " * 10_000])
def test_strange_texts_have_a_finite_direction(text):
    assert np.isfinite(embed([text])).all()


def test_two_processes_have_the_same_bits():
    prints = {subprocess.run([sys.executable, "-c", _PRINT], capture_output=True, check=True).stdout for _ in range(2)}
    assert len(prints) == 1
    assert len(prints.pop()) > 1000


def test_other_files_are_refused(tmp_path):
    (tmp_path / "weights.npz").write_bytes(b"other weights")
    with pytest.raises(WrongEncoder, match=r"weights\.npz has the hash"):
        verify_files(tmp_path)
