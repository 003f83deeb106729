"""All that runs inside the Rasa process; it imports nothing of the salon."""
