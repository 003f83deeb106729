"""Views that staff save: filters under a name, for oneself or for all. Doors enter."""

from dataclasses import dataclass
from urllib.parse import parse_qsl
from uuid import uuid4

from salon.clock import Clock
from salon.db import Database
from salon.errors import BadInput, NotFound, Refused
from salon.inbox import store
from salon.inbox.filters import parse
from salon.inbox.models import LONGEST_VIEW_NAME, SavedView

MOST_VIEWS = 30
"""Of one member."""


@dataclass(frozen=True)
class View:
    """A saved view; `query` is a query string that `filters.parse` reads. `own`: it is the reader's."""

    id: str
    name: str
    query: str
    shared: bool
    own: bool


class SavedViews:
    """Saved views of all staff."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def of(self, staff_id: str) -> list[View]:
        """Return a member's own views and those that are shared, by name."""
        with self._database.reading() as session:
            rows = store.saved_views(session, staff_id)
            return [View(row.id, row.name, row.query, row.shared, row.owner_id == staff_id) for row in rows]

    def save(self, staff_id: str, name: str, query: str, *, shared: bool) -> str:
        """Save filters under a name; return the view's id. A view of the same name of one's own is replaced.

        Raises:
            BadInput: the name is blank or too long, or there is nothing to save.
            Refused: the member has as many as there may be.
        """
        name = " ".join(name.split())
        if not 0 < len(name) <= LONGEST_VIEW_NAME or not name.isprintable():
            raise BadInput(f"a view's name has 1 to {LONGEST_VIEW_NAME} characters")
        filters, _ = parse(parse_qsl(query))
        if not filters.count:
            raise BadInput("choose at least one filter before you save a view")
        with self._database.transaction() as session:
            own = [view for view in store.saved_views(session, staff_id) if view.owner_id == staff_id]
            same = next((view for view in own if view.name == name), None)
            if same:
                same.query, same.shared = filters.render(), shared
                return same.id
            if len(own) >= MOST_VIEWS:
                raise Refused(f"there may be {MOST_VIEWS} views of yours; erase one first")
            view = SavedView(
                id=str(uuid4()),
                owner_id=staff_id,
                name=name,
                query=filters.render(),
                shared=shared,
                created_at=self._clock(),
            )
            store.add_view(session, view)
            return view.id

    def erase(self, staff_id: str, view_id: str) -> None:
        """Erase a view of one's own.

        Raises:
            NotFound: there is no such view, or it is somebody else's.
        """
        with self._database.transaction() as session:
            view = store.saved_view(session, view_id, staff_id)
            if view is None:
                raise NotFound("there is no such view of yours")
            session.delete(view)
