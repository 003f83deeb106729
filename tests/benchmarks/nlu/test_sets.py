"""Reading the public benchmarks."""

from pathlib import Path

import pytest

from benchmarks.messages import ROOT
from benchmarks.nlu.sets import Benchmark, Phrases, read


def test_read_without_files_says_where_they_come_from(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"banking_train10\.jsonl is missing; benchmarks/data/README\.md"):
        read(tmp_path, "banking")


def test_read_without_out_of_scope_messages(tmp_path: Path) -> None:
    (tmp_path / "banking_train10.jsonl").write_text('{"text": "hi", "intent": "greet"}\n')
    (tmp_path / "banking_test.jsonl").write_text('{"text": "bye", "intent": "leave"}\n')

    found = read(tmp_path, "banking")

    assert found == Benchmark(Phrases(["hi"], ["greet"]), Phrases(["bye"], ["leave"]), [])


def test_files_have_ten_phrases_an_intent_and_the_official_tests() -> None:
    banking, clinc = (read(ROOT / "benchmarks" / "data", name) for name in ("banking", "clinc"))

    sizes = [(len(each.train.texts), len(set(each.train.intents)), len(each.test.texts)) for each in (banking, clinc)]

    assert sizes == [(770, 77, 3080), (1500, 150, 4500)]
    assert (len(banking.out_of_scope), len(clinc.out_of_scope)) == (0, 1000)
