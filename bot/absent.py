"""Stands in for packages that Rasa imports and this bot never uses.

Rasa 3.6.21 imports TensorFlow, cloud clients and every vendor's messaging library when it starts, whatever the
pipeline. They are left out of the environment (`exclude-dependencies` in `bot/pyproject.toml`): 1 GB of disk, 350 MB of
memory, 7 CPU seconds and most of the known security holes go with them. An inert module takes each one's place, so that
`class DIETClassifier(tensorflow.keras.Model)` can be defined; whoever really uses one gets inert objects, which the
smoke test in `tests/bot/test_engine.py` would notice.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

ABSENT = frozenset(
    """
    aio_pika aiogram aiormq boto3 botocore confluent_kafka fbmessenger kafka keras matplotlib mattermostwrapper pamqp
    psycopg2 pymongo redis rocketchat_API sentry_sdk sklearn_crfsuite slack_sdk tensorflow tensorflow_addons
    tensorflow_hub tensorflow_text transformers twilio webexteamssdk
    """.split()
)
# Their parent package is there: protobuf lives in it.
ABSENT_PARTS = ("google.auth", "google.oauth2", "google.cloud")


class _InertType(type):
    """Any attribute of an inert class is an inert class again."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return Inert

    def __or__(cls, other: object) -> type:
        return cls

    def __ror__(cls, other: object) -> type:
        return cls


class Inert(metaclass=_InertType):
    """Base class, decorator, type or function of a package that is not there; does nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return Inert

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return args[0] if len(args) == 1 and callable(args[0]) else self

    def __class_getitem__(cls, item: object) -> type:
        return cls


class _InertModule(ModuleType):
    __path__: list[str] = []

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return Inert


class _InertFinder(MetaPathFinder, Loader):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        absent = name.partition(".")[0] in ABSENT or name.startswith(ABSENT_PARTS)
        return ModuleSpec(name, self, is_package=True) if absent else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _InertModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def install() -> None:
    """Let the absent packages be imported; a package that is installed after all is left alone. Idempotent."""
    if not any(isinstance(finder, _InertFinder) for finder in sys.meta_path):
        sys.meta_path.append(_InertFinder())
