"""How far a training is."""

from datetime import UTC, datetime, timedelta

from salon.review.progress import CHECK_NEW, CHECK_OLD, TRAIN, USUAL_SECONDS, Progress, broke_off, planned

LAST = {TRAIN: 60.0, CHECK_NEW: 40.0}


def test_first_training_takes_what_is_usual() -> None:
    assert planned({}, train=True, check_old=True).seconds_left == sum(USUAL_SECONDS.values())


def test_plan_is_what_the_last_one_took() -> None:
    begun = planned(LAST, train=True, check_old=True)

    assert dict(begun.plan) == {TRAIN: 60.0, CHECK_OLD: 40.0, CHECK_NEW: 40.0}
    assert begun.share == 0.0


def test_what_is_known_is_left_out() -> None:
    begun = planned(LAST, train=True, check_old=False)

    assert begun.share == 0.0
    assert begun.with_share(TRAIN, 1.0).share == 0.6


def test_share_of_a_training_goes_by_time_and_waits_before_the_end() -> None:
    begun = planned(LAST, train=True, check_old=False)

    assert begun.after(TRAIN, 30.0).shares[TRAIN] == 0.5
    assert begun.after(TRAIN, 1000.0).shares[TRAIN] == 0.97


def test_share_of_a_check_goes_by_its_parts_and_never_back() -> None:
    begun = planned(LAST, train=False, check_old=False)

    half = begun.checked(CHECK_NEW, "dialogues", 0.0)

    assert round(half.share, 2) == 0.45
    assert half.checked(CHECK_NEW, "phrases", 0.1).share == half.share


def test_progress_is_read_as_it_was_written() -> None:
    begun = planned(LAST, train=True, check_old=False).checked(CHECK_NEW, "phrases", 0.5)

    assert Progress.load(begun.dump()) == begun


def test_silence_is_breaking_off() -> None:
    beat = datetime(2027, 3, 1, tzinfo=UTC)

    assert not broke_off(beat, beat + timedelta(seconds=45), 45.0)
    assert broke_off(beat, beat + timedelta(seconds=46), 45.0)
