"""What a file is, by its first bytes: what the app or the sender calls it may be wrong. Pure; everybody may enter."""

UNKNOWN = "application/octet-stream"

_STARTS = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypmif1", "image/heif"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
)


def file_type(content: bytes) -> str:
    """Return the MIME type; `UNKNOWN` for what is none of the kinds that clients send, which nobody should show."""
    return next((name for at, start, name in _STARTS if content[at : at + len(start)] == start), UNKNOWN)
