"""Time that goes on when it is told to: for time-outs as well as for the salon's clock."""

import asyncio


class MovableLoop(asyncio.SelectorEventLoop):
    """An event loop whose time can be put forward: whatever waits until then stops waiting at once."""

    def __init__(self) -> None:
        self._skipped = 0.0
        super().__init__()

    def time(self) -> float:
        """Return the loop's time, what was skipped included."""
        return super().time() + self._skipped

    def skip(self, seconds: float) -> None:
        """Put it forward."""
        self._skipped += seconds
