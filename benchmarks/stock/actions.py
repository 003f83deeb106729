"""The stock bot's one action: it reads free times from SQLite. Copied into the generated project as `actions/`."""

import os
import sqlite3
from contextlib import closing

from rasa_sdk import Action


class ActionFreeTimes(Action):
    """Names the next free times."""

    def name(self):
        """Return the action's name."""
        return "action_free_times"

    def run(self, dispatcher, tracker, domain):
        """Say the first three free times."""
        with closing(sqlite3.connect(os.environ["FREE_TIMES"])) as database:
            rows = database.execute("select starts_at from free_time where taken = 0 order by starts_at limit 3").fetchall()
        dispatcher.utter_message(response="utter_free_times", times=", ".join(row[0] for row in rows))
        return []
