"""Fills a home of its own with a month of a made-up salon, so that every page of the desk can be looked at.

The command line enters by `seed.py`. What is stored goes through the services of the other rooms, at moments in the
past; the clients' words stand in `dialogues.yml`, the bot's in `data/responses`.
"""
