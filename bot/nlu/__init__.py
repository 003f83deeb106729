"""Understanding: spelling, clauses, names, intents; plain classes, and the Rasa components around them."""
