"""Room content: every sentence that a client reads, held to the truth rules."""
