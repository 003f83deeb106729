"""Stock Rasa, with its Telegram connector pointed at another address, which it can't be told otherwise.

`python telegram_elsewhere.py http://127.0.0.1:8081 run --port 5005`: what follows the address is Rasa's.

The connector is mended besides, or there would be nothing to measure: it sets the webhook in an event loop of its own,
which ends, and aiogram 2.15, the newest that Rasa 3.6.21 can be installed with, goes on using that loop's session. Every
update is then answered with 500, "Event loop is closed".
"""

import sys

from aiogram.bot import api
from aiogram.bot.base import BaseBot
from rasa.__main__ import main


def session(bot):
    """Return the session of a loop that runs."""
    if bot._session is None or bot._session.closed or bot._session._loop.is_closed():
        bot._session = bot.get_new_session()
    return bot._session


BaseBot.session = property(session)
there = api.TelegramAPIServer.from_base(sys.argv.pop(1))
# The connector's class has kept this very object as a default.
for name in ("base", "file"):
    object.__setattr__(api.TELEGRAM_PRODUCTION, name, getattr(there, name))
main()
