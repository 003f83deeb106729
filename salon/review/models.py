"""Tables of the review room."""
