"""What Rasa says: names, not sentences. The app owns the sentences (`data/responses/`) and fills in the salon's facts.

So a sentence can change without training, and neither logs nor state of the engine hold what clients read.
"""

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig


class ResponseNames(NaturalLanguageGenerator):
    """Answers each `utter_…` with its own name and the values that an action gave it."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Any = None) -> None:
        pass

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """Return the response's name; `values` are the action's placeholders."""
        values = {key: value for key, value in kwargs.items() if key not in _RASA_KEYS and value is not None}
        return {"text": "", "utter_action": utter_action, "values": values}


_RASA_KEYS = frozenset(
    {"domain_responses", "text", "buttons", "elements", "quick_replies", "attachment", "image", "custom", "template"}
)
