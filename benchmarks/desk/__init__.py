"""How quick the desk's pages are over 100,000 messages, on SQLite and on PostgreSQL."""
