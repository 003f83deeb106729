"""The sentence encoder: all-MiniLM-L6-v2 (Apache-2.0), fused and quantised to int8, in one onnxruntime thread.

`encoder/README.md` says where the weights come from and how the file is rebuilt.
"""

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

MAX_TOKENS = 128


class SentenceEncoder:
    """Turns a text into a unit vector of 384 floats.

    Args:
        folder: holds `model.onnx` and `tokenizer.json`.
    """

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        # A spinning pool burns 20 ms CPU a message on a busy two-core machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {
            tensor.name: np.int32 if "int32" in tensor.type else np.int64 for tensor in self._session.get_inputs()
        }
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)

    def encode(self, text: str) -> NDArray[np.float32]:
        """Return the mean-pooled unit vector of `text`, shape (384,)."""
        ids = np.array([self._tokenizer.encode(text).ids])
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(None, {name: feed[name].astype(kind) for name, kind in self._inputs.items()})[0]
        vector: NDArray[np.float32] = hidden[0].mean(0)
        return vector / (np.linalg.norm(vector) + 1e-9)
