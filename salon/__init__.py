"""The application, one room per concern."""
