"""Groups phrases by meaning. Pure; takes vectors, knows no encoder."""

from dataclasses import dataclass

import numpy as np

from salon.safety.encoder import Vectors


@dataclass(frozen=True)
class Grouped:
    """Places of phrases that mean much the same; the first is the one nearest to the centre of all."""

    places: tuple[int, ...]


def group(vectors: Vectors, least_cosine: float, most: int) -> list[Grouped]:
    """Return the largest groups, largest first; a phrase is in one group at most.

    Greedy: the phrase with the most others near it makes a group with them, then the next among what is left.

    Args:
        vectors: unit vectors, one a phrase, shape (phrases, width).
        least_cosine: of every member to the phrase that the group was made around.
        most: groups.
    """
    if not len(vectors):
        return []
    near = vectors @ vectors.T >= least_cosine
    left = np.ones(len(vectors), dtype=bool)
    groups: list[Grouped] = []
    while left.any() and len(groups) < most:
        sizes = (near & left).sum(axis=1) * left
        members = np.flatnonzero(near[int(sizes.argmax())] & left)
        left[members] = False
        groups.append(_from_its_centre(vectors, members))
    return groups


def _from_its_centre(vectors: Vectors, members: np.ndarray) -> Grouped:
    centre = vectors[members].mean(axis=0)
    order = np.argsort(-(vectors[members] @ centre), kind="stable")
    return Grouped(tuple(int(place) for place in members[order]))
