"""Every query about trainings, models in service and what was measured of them. The room's services enter."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from salon.errors import NotFound
from salon.review.models import ModelCheck, ServedModel, Training


def training(session: Session, training_id: str) -> Training:
    """Return a training.

    Raises:
        NotFound: there is none.
    """
    found = session.get(Training, training_id)
    if found is None:
        raise NotFound("There is no such training.")
    return found


def running(session: Session) -> Training | None:
    """Return the training that runs, or broke off without anybody noticing; nobody else changes it meanwhile."""
    return session.scalars(select(Training).where(Training.running == 1).with_for_update()).one_or_none()


def trainings(session: Session, limit: int) -> Sequence[Training]:
    """Return the newest trainings, newest first."""
    return session.scalars(select(Training).order_by(Training.began_at.desc()).limit(limit)).all()


def last_finished(session: Session) -> Training | None:
    """Return the last training that came to its end."""
    wanted = select(Training).where(Training.comparison.is_not(None))
    return session.scalars(wanted.order_by(Training.began_at.desc()).limit(1)).one_or_none()


def beat(session: Session, training_id: str, moment: datetime, stage: str, shares: str) -> None:
    """Note that a training is alive, and how far it is; one that counts as ended stays as it is."""
    query = update(Training).where(Training.id == training_id, Training.running == 1)
    session.execute(query.values(beat_at=moment, stage=stage, shares=shares))


def served(session: Session, limit: int) -> Sequence[ServedModel]:
    """Return the models that were put into service, newest first."""
    return session.scalars(select(ServedModel).order_by(ServedModel.id.desc()).limit(limit)).all()


def served_once(session: Session, served_id: int) -> ServedModel:
    """Return one entry of that list.

    Raises:
        NotFound: there is none.
    """
    found = session.get(ServedModel, served_id)
    if found is None:
        raise NotFound("There is no such model.")
    return found


def check(session: Session, model: str, material: str) -> ModelCheck | None:
    """Return what was measured of a model on that material."""
    return session.get(ModelCheck, (model, material))


def forget_checks(session: Session, keep: int) -> None:
    """Delete the oldest measurements but for some."""
    newest = select(ModelCheck).order_by(ModelCheck.made_at.desc())
    for old in session.scalars(newest).all()[keep:]:
        session.delete(old)
