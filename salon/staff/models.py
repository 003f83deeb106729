"""Tables of the staff room."""
