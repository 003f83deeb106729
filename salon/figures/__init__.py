"""How the salon and its bot are doing, in counts and charts."""
