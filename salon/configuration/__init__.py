"""What staff may change of the salon while it runs."""
