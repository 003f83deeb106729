"""Says what texts mean, without serving: `python -m bot.parse MODEL`, one JSON string a line in, one JSON answer a line out.

For evaluation: the same understanding as in a conversation (`bot.channel.understand`), thousands of texts a minute.
"""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from bot import runtime


async def parse_lines(agent: Any) -> None:
    """Answer each line of standard input on standard output."""
    from bot.channel import understand

    for line in sys.stdin:
        answer = await understand(agent, json.loads(line))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def main() -> None:
    """Load the model named by the first argument and answer until the input ends."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("POREWELL_ACTIONS_URL", "")
    os.environ.setdefault("POREWELL_ENGINE_SECRET", "")
    runtime.install()
    from rasa.core.agent import Agent

    asyncio.run(parse_lines(Agent.load(str(Path(sys.argv[1])))))


if __name__ == "__main__":
    main()
