"""A client who left traces everywhere."""

import pytest

from tests.app_client import App
from tests.privacy.filled import Client, fill


@pytest.fixture
def client(app: App) -> Client:
    """Return the client, on each kind of database."""
    return fill(app)
