"""Rasa's custom actions: slots in, one service call, response names and events out. One topic a file, as in data/.

They run inside the app (`door.py`); each is made with the `ActionServices` that it may call.
"""
