"""Checks domain, rules and training data against each other, as `rasa data validate` does: `python -m bot.validate`.

Rasa's own command would need the packages that the engine leaves out (`absent.py`), and would warn of every response
that an action utters; `tests/content` knows better which response is unused.
"""

import logging
import os
import warnings
from pathlib import Path

from bot import runtime

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print what does not fit, and exit with 1 if anything does not: warnings count."""
    warnings.filterwarnings("ignore", message="pkg_resources is deprecated")
    runtime.install()
    os.chdir(ROOT)
    _speak()
    from rasa.cli.utils import validate_files
    from rasa.shared.importers.importer import TrainingDataImporter

    warnings.filterwarnings("ignore", message="Slot auto-fill has been removed")  # given to everybody, always
    warnings.filterwarnings("ignore", message="The utterance '.*' is not used in any story or rule")
    importer = TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"])
    validate_files(fail_on_warnings=True, max_history=None, importer=importer)
    print("Domain, rules and training data fit together.")


def _speak() -> None:
    """Log messages in full again; nothing that a client wrote is read here."""
    import structlog

    structlog.reset_defaults()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s", force=True)


if __name__ == "__main__":
    main()
