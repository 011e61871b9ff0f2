"""What is served has the trained rater's predictions, needs no training library, and is refused when touched."""

import hashlib
import io
import json
import subprocess
import sys

import numpy as np
import pytest

from scoring.learned.blocks import blocks_of
from scoring.learned.estimator import LearnedRater
from scoring.learned.served import Served, WrongFile
from tests.support.made_up import texts_and_levels

LOAD = """
import sys
from pathlib import Path
from scoring.learned.blocks import blocks_of
from scoring.learned.served import Served
served = Served.load(Path(sys.argv[1]))
print(served.predict(blocks_of(["I am sorry. It leaves today.", "No lamp."])).tobytes().hex())
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"sklearn", "scipy", "joblib"}))
"""


@pytest.fixture(scope="module")
def trained():
    texts, levels = texts_and_levels(60)
    return LearnedRater(least=1, most=5).fit(blocks_of(texts), np.column_stack([levels, 6 - levels]))


@pytest.fixture(scope="module")
def new_blocks():
    return blocks_of(texts_and_levels(20, seed=1)[0])


def test_what_is_loaded_predicts_what_was_trained(trained, new_blocks, tmp_path):
    trained.served_.save(tmp_path / "rater.npz")
    for source in (tmp_path / "rater.npz", trained.served_.to_bytes()):
        served = Served.load(source)
        assert np.abs(served.predict(new_blocks) - trained.predict(new_blocks)).max() < 1e-9
        assert np.array_equal(served.predict_levels(new_blocks), trained.predict_levels(new_blocks))
        assert np.array_equal(served.predict_interval(new_blocks), trained.predict_interval(new_blocks))


def test_two_processes_without_training_libraries_have_the_same_bits(trained, tmp_path):
    path = tmp_path / "rater.npz"
    trained.served_.save(path)
    command = [sys.executable, "-c", LOAD, str(path)]
    said = {subprocess.run(command, capture_output=True, check=True, text=True).stdout for _ in range(2)}
    assert len(said) == 1
    bits, libraries = said.pop().split("\n")[:2]
    assert (len(bits), libraries) == (2 * 2 * 8 * 2, "")


def test_one_answer_alone_is_rated_as_among_others(trained, new_blocks):
    texts, _ = texts_and_levels(20, seed=1)
    assert np.allclose(trained.predict(blocks_of(texts[:1])), trained.predict(new_blocks)[:1], atol=1e-6)


@pytest.mark.parametrize("place", [0, 63, 64, 200, -1])
def test_a_changed_byte_is_refused(trained, place):
    data = bytearray(trained.served_.to_bytes())
    data[place] ^= 1
    with pytest.raises(WrongFile, match="a byte of it was changed"):
        Served.load(bytes(data))


def test_another_schema_is_refused(trained):
    with pytest.raises(WrongFile, match="written for 'learned-rater/0'"):
        Served.load(signed(about=json.dumps({"schema": "learned-rater/0"})))


def test_a_pickle_is_refused():
    stored = io.BytesIO()
    np.savez(stored, about=np.array([{"a": 1}], dtype=object))
    with pytest.raises(WrongFile, match="not a file of arrays"):
        Served.load(with_hash(stored.getvalue()))


@pytest.mark.parametrize("body", [b"", b"nothing", b"PK\x03\x04"])
def test_what_is_no_file_of_arrays_is_refused(body):
    with pytest.raises(WrongFile):
        Served.load(with_hash(body))


def test_a_missing_block_or_prior_is_named(trained, new_blocks):
    with pytest.raises(ValueError, match="the block 'word' is missing"):
        trained.predict({name: block for name, block in new_blocks.items() if name != "word"})
    with pytest.raises(ValueError, match="there was no prior"):
        trained.predict(new_blocks, prior=np.zeros((20, 2)))


def signed(about: str) -> bytes:
    stored = io.BytesIO()
    np.savez(stored, about=np.frombuffer(about.encode(), dtype=np.uint8))
    return with_hash(stored.getvalue())


def with_hash(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode() + body
