"""Passwords and one-time codes. That passwords are hashed slowly is looked at in a copy of the module."""

import runpy

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type

from salon.errors import BadInput
from salon.settings import ROOT
from salon.staff.passwords import (
    LEAST_LENGTH,
    LONGEST,
    check_password,
    hash_password,
    is_outdated,
    is_password,
    one_time_code,
    read_code,
)

PASSWORD = "plum kettle harbour nine"
RFC_9106_LOW_MEMORY = (Type.ID, 3, 65_536, 4)


@pytest.fixture(scope="module")
def real_hash() -> str:
    """Return the hash of the password with the parameters that are in use outside of the tests."""
    module = runpy.run_path(str(ROOT / "salon" / "staff" / "passwords.py"))
    return str(module["hash_password"](PASSWORD))


def test_password_is_hashed_as_the_standard_says(real_hash: str) -> None:
    parameters = extract_parameters(real_hash)

    found = (parameters.type, parameters.time_cost, parameters.memory_cost, parameters.parallelism)
    assert found == RFC_9106_LOW_MEMORY
    assert (parameters.salt_len, parameters.hash_len) == (16, 32)


def test_hash_of_other_parameters_is_outdated(real_hash: str) -> None:
    assert is_outdated(real_hash)
    assert not is_outdated(hash_password(PASSWORD))


def test_hash_of_other_parameters_is_compared_nevertheless(real_hash: str) -> None:
    assert is_password(real_hash, PASSWORD)
    assert not is_password(real_hash, PASSWORD + "x")


def test_same_password_has_another_hash_each_time() -> None:
    assert hash_password(PASSWORD) != hash_password(PASSWORD)


@pytest.mark.parametrize(
    "written",
    ["", PASSWORD.title(), PASSWORD + " ", PASSWORD[:-1], "\0", "\ud800", PASSWORD + "\0", "x" * 100_000],
)
def test_other_password_is_wrong(written: str) -> None:
    assert not is_password(hash_password(PASSWORD), written)


def test_nothing_is_the_password_of_nobody() -> None:
    assert not is_password(None, PASSWORD)
    assert not is_password(None, "")


@pytest.mark.parametrize("stored", ["x", "$argon2id$", "$2b$12$abcdefghijklmnopqrstuv"])
def test_nothing_is_the_password_of_a_hash_that_is_none(stored: str) -> None:
    assert not is_password(stored, PASSWORD)


def test_longest_password_is_no_beginning_of_others() -> None:
    longest = "ab cd ef gh " * 16 + "ij kl mn"
    assert len(longest) == LONGEST

    assert is_password(hash_password(longest), longest)
    assert not is_password(hash_password(longest), longest + "x")


def test_password_is_the_same_however_a_keyboard_composes_it() -> None:
    assert is_password(hash_password("cafe\u0301 plum kettle nine"), "caf\u00e9 plum kettle nine")


@pytest.mark.parametrize(
    ("password", "login"),
    [
        ("", "maya"),
        ("a" * (LEAST_LENGTH - 1), "maya"),
        ("plum kettle", "maya"),
        ("plum kettle " * 17, "maya"),
        ("aaaaaaaaaaaa", "maya"),
        ("abcabcabcabc", "maya"),
        ("Password1234", "maya"),
        ("123456789012", "maya"),
        ("correct horse battery staple", "maya"),
        ("CorrectHorseBatteryStaple", "maya"),
        ("maya.the.great.1", "maya"),
        ("MAYA and a kettle", "maya@salon.example"),
    ],
)
def test_new_password_will_not_do(password: str, login: str) -> None:
    with pytest.raises(BadInput):
        check_password(password, login)


@pytest.mark.parametrize(
    ("password", "login"),
    [
        (PASSWORD, "maya"),
        ("plum kettle9", "maya"),
        ("plum kettle " * 16 + "and nine", "maya"),
        ("малина чайник порт", "maya"),
        ("a plum by the kettle", "al"),  # a login of two letters is in many a word
        ("salon kettle harbour", "maya@salon.example"),
    ],
)
def test_new_password_will_do(password: str, login: str) -> None:
    check_password(password, login)


def test_one_time_codes_are_long_and_differ() -> None:
    codes = [one_time_code() for _ in range(1000)]

    assert len(set(codes)) == 1000
    assert {len(code) for code in codes} == {19}
    assert not set("ILO01") & set("".join(codes))


@pytest.mark.parametrize(
    "written",
    ["K7QX-MM2P-9ABC-DEFG", "k7qxmm2p9abcdefg", " k7qx mm2p\t9abc–defg\n", "K7QX_MM2P.9ABC/DEFG\0\ud800"],
)
def test_code_is_read_however_it_is_typed(written: str) -> None:
    assert read_code(written) == "K7QX-MM2P-9ABC-DEFG"


@pytest.mark.parametrize("written", ["", "-", "\0", "\ud800", "ж" * 16])
def test_code_of_other_letters_is_none(written: str) -> None:
    assert read_code(written) == ""
