"""The desk: what staff of the salon see and do, at `/desk`. A door; `salon.app` mounts it."""
