"""WhatsApp, by Meta's Cloud API: what it posts is read here, what we say is written and sent. The wiring enters."""
