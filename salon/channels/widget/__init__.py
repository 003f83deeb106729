"""The salon's own page and its HTTP interface."""
