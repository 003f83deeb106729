"""What staff correct, and how the bot learns from it: corrections, training, comparison, models."""
