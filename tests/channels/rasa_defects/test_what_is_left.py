"""That each defect of Rasa's connectors is replayed, and that no test found it here. Runs behind the others."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator

from tests.channels import rasa_defects
from tests.channels.rasa_defects.defects import DEFECTS, FOUND


def replayed() -> Iterator[int]:
    """Yield the defects of every marked test of this package, whichever of them are run, and in which process."""
    for one in pkgutil.iter_modules(rasa_defects.__path__):
        if one.name.startswith("test_"):
            module = importlib.import_module(f"{rasa_defects.__name__}.{one.name}")
            for name, test in vars(module).items():
                if name.startswith("test_"):
                    yield from getattr(test, "replays", ())


def test_no_defect_is_left(record_property: Callable[[str, object], None]) -> None:
    left = DEFECTS.keys() - set(replayed()) | FOUND  # what another process found is red there

    assert left == set()
    seen = {number for number, one in DEFECTS.items() if one.reproduced}
    record_property(
        "figures",
        f"{len(seen)} defects of Rasa's connectors replayed: {len(left & seen)} left; "
        f"{len(DEFECTS.keys() - seen)} more that stand in its source: {len(left - seen)} left",
    )
