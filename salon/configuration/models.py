"""Tables of the configuration room."""
