"""What the desk's benchmark fills in: as many lines as it says, all of them to be found."""

from sqlalchemy import func, select

from benchmarks.desk.filling import Amount, Filler
from salon.conversations.models import Conversation, Message
from salon.db import Database
from salon.inbox.filters import Filters
from salon.inbox.listing import Inbox
from salon.inbox.vocabulary import Vocabulary
from salon.salon_file import Salon
from salon.secrets import Vault
from salon.topics import load_topics


def test_fill(sqlite_url: str, vault: Vault, salon: Salon) -> None:
    database = Database(sqlite_url)
    lines = Filler(load_topics(), [("utter_price", "A deep cleaning is £85.")]).fill(database, Amount(100))

    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Conversation)) == 100
        assert session.scalar(select(func.count()).select_from(Message)) == lines
    found = Inbox(database, Vocabulary(database), salon.zone).page(Filters(text="clenaing"), "")
    assert len(found.rows) == 30
