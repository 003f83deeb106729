"""What the engine's tests share: Rasa as our runtime prepares it, and the model of the present training data."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("POREWELL_ACTIONS_URL", "http://127.0.0.1:9/actions")
os.environ.setdefault("POREWELL_ENGINE_SECRET", "hush")

from bot import runtime  # noqa: E402  the path comes first

runtime.install()


@pytest.fixture(scope="session")
def model() -> Path:
    """Return the trained model; it is trained first if there is none (a minute)."""
    from bot.train import model_path, train

    path = model_path()
    os.chdir(ROOT)
    return path if path.exists() else train()


@pytest.fixture(scope="session")
def agent(model: Path) -> Any:
    """Return Rasa's agent with the trained model, its actions at an address where nobody listens."""
    from rasa.core.agent import Agent

    return Agent.load(str(model))
