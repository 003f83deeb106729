"""WhatsApp through Twilio: what it sends, read; what it gets, written. The wiring enters, and the messaging door."""
