"""What is alike in doors that are only knocked at, and set up by hand at the vendor. The doors enter."""

from collections.abc import Coroutine, Sequence
from typing import Any

from salon.errors import BadInput
from salon.messaging.service import Messaging


class SetUpByHand:
    """A part of a `Door`; the rest has to say its `steps`."""

    def work(self, messaging: Messaging) -> Coroutine[Any, Any, None] | None:
        """Return nothing: the vendor brings everything."""
        return None

    def steps(self) -> Sequence[str]:
        """Return what is to be entered at the vendor."""
        raise NotImplementedError

    async def connect(self) -> None:
        """Refuse, since it is done by hand.

        Raises:
            BadInput: always; says where.
        """
        raise BadInput(" ".join(self.steps()))
