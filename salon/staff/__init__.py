"""Who works here: accounts, roles, signing in, sessions, and the log of what they did."""
