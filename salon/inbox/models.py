"""Tables of the inbox room."""
