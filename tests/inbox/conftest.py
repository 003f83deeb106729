"""The inbox room on both databases: conversations made to measure, somebody of the staff, and the services."""

from collections.abc import Callable

import pytest

from salon.clock import Clock
from salon.db import Database
from salon.inbox.indexing import SearchIndex
from salon.inbox.listing import Inbox
from salon.inbox.saved import SavedViews
from salon.inbox.viewing import Viewing
from salon.inbox.vocabulary import Vocabulary
from salon.inbox.work import InboxWork
from salon.salon_file import Salon
from salon.staff.models import StaffAccount
from salon.topics import load_topics
from tests.conversations.stored import NOW
from tests.inbox.talks import Talks

AddStaff = Callable[[str], str]


@pytest.fixture
def talks(database: Database) -> Talks:
    """Return what stores conversations."""
    return Talks(database)


@pytest.fixture
def staff(database: Database) -> AddStaff:
    """Return what adds somebody by an id, which is their name too."""

    def add(name: str) -> str:
        with database.transaction() as session:
            session.add(StaffAccount(id=name, login=name.lower(), name=name, role="staff", created_at=NOW))
        return name

    return add


@pytest.fixture
def vocabulary(database: Database) -> Vocabulary:
    """Return the words of that database."""
    return Vocabulary(database)


@pytest.fixture
def inbox(database: Database, vocabulary: Vocabulary, salon: Salon) -> Inbox:
    """Return the list of conversations."""
    return Inbox(database, vocabulary, salon.zone)


@pytest.fixture
def viewing(database: Database, salon: Salon) -> Viewing:
    """Return what shows one conversation."""
    return Viewing(database, load_topics(), salon.zone)


@pytest.fixture
def work(database: Database, clock: Clock) -> InboxWork:
    """Return what staff note."""
    return InboxWork(database, clock)


@pytest.fixture
def saved(database: Database, clock: Clock) -> SavedViews:
    """Return the saved views."""
    return SavedViews(database, clock)


@pytest.fixture
def index(database: Database, vocabulary: Vocabulary) -> SearchIndex:
    """Return what keeps the search in step."""
    return SearchIndex(database, vocabulary)
