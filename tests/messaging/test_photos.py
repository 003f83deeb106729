"""Photos of clients: fetched, kept encrypted, shown to staff, and gone with their conversation; on both databases."""

import pytest
from sqlalchemy import select, text

from salon.errors import NotFound, Unavailable
from salon.messaging.app import File
from salon.messaging.arrivals import Media, MediaKind
from salon.messaging.models import Photo
from salon.messaging.photos import MOST_BYTES
from tests.messaging.world import World

JPEG = b"\xff\xd8\xff\xe0 a picture"


def photo(world: World) -> Photo:
    """Return the only photo."""
    with world.services.database.reading() as session:
        return session.scalars(select(Photo)).one()


def read(world: World) -> File:
    """Return it as staff see it."""
    return world.services.photos.read(world.chat.conversation_id, photo(world).seq)


def send(world: World) -> None:
    """Send a photo."""
    world.come(Media(MediaKind.PHOTO, "the file", caption="What are these?"))


def test_photo_is_fetched_and_kept_encrypted(world: World) -> None:
    world.app.files["the file"] = JPEG
    send(world)

    assert read(world) == File(JPEG, "image/jpeg")
    with world.services.database.reading() as session:
        stored = str(session.execute(text("SELECT content, reference FROM photos")).one())
    assert "a picture" not in stored
    assert "the file" not in stored


def test_photo_that_is_not_to_be_had_now_is_fetched_later(world: World) -> None:
    world.app.files["the file"] = Unavailable("down")
    send(world)
    with pytest.raises(NotFound):
        read(world)

    world.app.files["the file"] = JPEG
    world.clock.forward(seconds=20)
    world.run(world.services.photos.fetch(world.chat.conversation_id, photo(world).seq))

    assert read(world) == File(JPEG, "image/jpeg")


@pytest.mark.parametrize("content", [b"<html>", b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_picture_is_not_kept(world: World, content: bytes) -> None:
    world.app.files["the file"] = content
    send(world)

    with pytest.raises(NotFound):
        read(world)
    assert (photo(world).content, photo(world).due_at) == (None, None)


def test_what_is_too_large_is_given_up(world: World) -> None:
    world.app.files["the file"] = Unavailable("too large", permanent=True)
    send(world)

    assert (photo(world).due_at, world.app.most_bytes) == (None, MOST_BYTES)


def test_tries_end(world: World) -> None:
    world.app.files["the file"] = Unavailable("down")
    send(world)
    for _ in range(12):
        world.clock.forward(hours=2)
        world.run(world.services.photos.fetch(world.chat.conversation_id, photo(world).seq))

    assert (photo(world).tries, photo(world).due_at) == (10, None)


def test_photo_of_another_conversation_is_not_shown(world: World) -> None:
    world.app.files["the file"] = JPEG
    send(world)

    with pytest.raises(NotFound):
        world.services.photos.read("another", photo(world).seq)


def test_photo_goes_with_its_conversation(world: World) -> None:
    world.app.files["the file"] = JPEG
    send(world)
    erased = world.run(world.services.erasure.erase(world.chat.conversation_id, keep_appointments=True))

    assert (erased.rows["photos"], erased.rows["chats"]) == (1, 1)
    with world.services.database.reading() as session:
        assert session.scalars(select(Photo)).all() == []
