"""Sentences to vectors, by the small int8 model in `encoder/`. One instance serves the whole process."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

MOST_TOKENS = 128
"""Longer sentences are cut here; whoever has long text looks at it sentence by sentence as well."""
_BATCH = 64


class Encoder(Protocol):
    """Anything that turns sentences into vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, in the order of `texts`."""


class SentenceEncoder:
    """A sentence encoder read from a folder with `model.onnx` and `tokenizer.json`.

    It runs on one thread: a turn needs one short sentence, and the machine has other work.
    """

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {node.name: _NUMPY_TYPES[node.type] for node in self._session.get_inputs()}
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._tokenizer.enable_padding()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (len(texts), width of the model), in the order of `texts`."""
        if not texts:
            return np.zeros((0, self._width()), dtype=np.float32)
        order = np.argsort([len(text) for text in texts], kind="stable")
        blocks = [self._encode([texts[i] for i in order[at : at + _BATCH]]) for at in range(0, len(order), _BATCH)]
        vectors = np.empty((len(texts), blocks[0].shape[1]), dtype=np.float32)
        vectors[order] = np.concatenate(blocks)
        return vectors

    def _width(self) -> int:
        return int(self._session.get_outputs()[0].shape[-1])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch(list(texts))
        columns = {
            "input_ids": [encoding.ids for encoding in encodings],
            "attention_mask": [encoding.attention_mask for encoding in encodings],
            "token_type_ids": [encoding.type_ids for encoding in encodings],
        }
        feed = {name: np.asarray(columns[name], dtype=kind) for name, kind in self._inputs.items()}
        hidden = np.asarray(self._session.run(None, feed)[0], dtype=np.float32)
        if hidden.ndim == 2:  # noqa: PLR2004  an export that pools inside
            pooled = hidden
        else:
            mask = np.asarray(columns["attention_mask"], dtype=np.float32)[:, :, None]
            pooled = (hidden * mask).sum(axis=1) / np.maximum(mask.sum(axis=1), 1.0)
        return np.asarray(pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-9), dtype=np.float32)


class LazyEncoder:
    """The encoder of a folder, loaded when it is needed for the first time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, in the order of `texts`."""
        return self._loaded.encode(texts)

    @cached_property
    def _loaded(self) -> SentenceEncoder:
        return SentenceEncoder(self._folder)


_NUMPY_TYPES = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
