"""An update of every kind that a vendor documents, through the whole app: it is taken, and the conversation goes on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.channels.mutated.renaming import renamed
from tests.channels.mutated.running import Running, running
from tests.channels.mutated.vendors import VENDORS, Vendor


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", VENDORS)
def test_update_of_every_kind_is_taken_and_the_conversation_goes_on(
    name: str, sqlite_url: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    vendor = VENDORS[name]
    wrong: dict[str, Any] = {}

    with running(vendor, sqlite_url, tmp_path) as app:
        app.start()
        for client, kind in enumerate(vendor.samples):
            statuses, errors = post_amid_words(app, vendor, kind, client), app.errors.take()
            if errors or any(not 200 <= status < 300 for status in statuses):
                wrong[kind] = statuses, errors
        answered = app.answered()

    assert wrong == {}
    for kind in vendor.samples:
        before, after = words_around(kind)
        assert (kind, answered.get(after)) == (kind, answered.get(before, "an answer before it"))
    assert app.errors.found == []
    record_property(
        "figures",
        f"{name}: updates of {len(vendor.samples)} kinds, 0 answered with 5xx, 0 errors logged, "
        "after each of them the conversation goes on",
    )


def post_amid_words(app: Running, vendor: Vendor, kind: str, client: int) -> list[int]:
    """Post words of a client of their own, an update of that kind, and other words; return the three statuses."""
    sample, (before, after) = vendor.samples[kind], words_around(kind)
    came = [vendor.plain(sample, before, after=False), sample, vendor.plain(sample, after)]
    numbered = enumerate(came, 3 * client)
    return [
        status
        for number, one in numbered
        for status in app.post(vendor.request(renamed(one, vendor.names(client, number))))
    ]


def words_around(kind: str) -> tuple[str, str]:
    """Return what a client says before and after an update of that kind."""
    return f"What are blackheads, before {kind}?", f"What are blackheads, after {kind}?"
