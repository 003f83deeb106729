"""What staff see of conversations: search, filters, tags, notes, who looks after which."""
