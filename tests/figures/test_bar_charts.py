"""Bars and funnels."""

from hypothesis import given
from hypothesis import strategies as some

from salon.figures.bar_charts import Bar, bar_chart, funnel
from tests.figures.drawings import of_class, read, texts


def test_bar_chart_of_nothing() -> None:
    assert texts(read(bar_chart("k", [], "Topics"))) == ["Nothing in this period"]
    assert texts(read(bar_chart("k", [Bar("price", 0, "0", 0)], "Topics"))) == ["Nothing in this period"]


def test_bar_chart() -> None:
    root = read(bar_chart("k", [Bar("price", 30, "30 · 60 %"), Bar("aftercare", 15, "15 · 30 %", before=20)], "Topics"))

    assert texts(root) == ["price", "30 · 60 %", "aftercare", "15 · 30 %"]
    assert [part.get("width") for part in of_class(root, "bar")] == ["400", "200"]
    assert [part.get("d") for part in of_class(root, "mark")] == ["M266.67 57.00 v16"]
    assert root[1].text == "price: 30 · 60 %; aftercare: 15 · 30 %."


def test_bar_chart_shortens_a_long_name() -> None:
    root = read(bar_chart("k", [Bar("x" * 100, 1, "1")], "Topics", width=200))

    assert len(texts(root)[0]) < 30


@given(some.lists(some.tuples(some.text(), some.integers(0, 10**12), some.none() | some.integers(0, 10**12))))
def test_bar_chart_of_any_counts_stays_within(bars: list[tuple[str, int, int | None]]) -> None:
    root = read(bar_chart("k", [Bar(name, value, str(value), before) for name, value, before in bars], "Topics"))

    assert all(0 <= float(str(part.get("width"))) <= 400 for part in of_class(root, "bar"))


def test_funnel_of_nothing() -> None:
    assert texts(read(funnel("k", [], "Funnel"))) == ["Nothing in this period"]
    assert texts(read(funnel("k", [("Opened", 0), ("Booked", 0)], "Funnel"))) == ["Nothing in this period"]


def test_funnel() -> None:
    root = read(funnel("k", [("Opened", 1_000), ("Asked", 400), ("Picked", 400), ("Booked", 0)], "Funnel"))

    assert texts(root) == [
        "Opened", "1,000 · 100%", "600 went no further (60%)",
        "Asked", "400 · 40%", "everybody went on",
        "Picked", "400 · 40%", "400 went no further (100%)",
        "Booked", "0 · 0%",
    ]  # fmt: skip
    assert [part.get("width") for part in of_class(root, "bar")] == ["400", "160", "160", "0"]


def test_funnel_that_nobody_enters() -> None:
    root = read(funnel("k", [("Opened", 5), ("Asked", 0), ("Booked", 0)], "Funnel"))

    assert "nobody was left" in texts(root)
