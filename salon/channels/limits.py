"""How much a conversation and an address may send in a minute; in memory, or in Redis for several app processes."""

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from salon.errors import Refused


class TooMany(Refused):
    """Too much in a minute; `seconds` tells when to go on."""

    def __init__(self, seconds: int) -> None:
        super().__init__("too many requests in a minute")
        self.seconds = seconds


class Limits:
    """Counts messages by conversation and requests by address.

    Args:
        messages: most messages of a conversation in a minute.
        requests: most requests of an address in a minute.
        storage: where to count: "memory://", or a Redis URL.
    """

    def __init__(self, messages: int, requests: int, storage: str = "memory://") -> None:
        self._limiter = MovingWindowRateLimiter(storage_from_string(storage))
        self._messages = RateLimitItemPerMinute(messages, namespace="conversation")
        self._requests = RateLimitItemPerMinute(requests, namespace="address")

    def check_conversation(self, conversation_id: str) -> None:
        """Count a message.

        Raises:
            TooMany: the conversation has sent its share of this minute.
        """
        self._check(self._messages, conversation_id)

    def seconds_over(self, conversation_id: str) -> int:
        """Count a message; return how many seconds to wait if it was one too many, else 0."""
        try:
            self.check_conversation(conversation_id)
        except TooMany as error:
            return error.seconds
        return 0

    def check_address(self, address: str) -> None:
        """Count a request.

        Raises:
            TooMany: the address has sent its share of this minute.
        """
        self._check(self._requests, address)

    def _check(self, limit: RateLimitItemPerMinute, key: str) -> None:
        if not self._limiter.hit(limit, key):
            free_at = self._limiter.get_window_stats(limit, key).reset_time
            raise TooMany(max(1, math.ceil(free_at - time.time())))
