"""Measures understanding on two public benchmarks: `make benchmark-nlu`. `__main__` runs in the app's environment."""
