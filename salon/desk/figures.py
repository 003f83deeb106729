"""How the salon and its bot are doing: charts of a period, its tables as CSV."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response
from markupsafe import Markup

from salon.desk.door import DeskDoor, attachment
from salon.errors import BadInput, NotFound
from salon.figures.charts import charts
from salon.figures.csv_files import csv_file
from salon.figures.periods import PRESETS, Period
from salon.figures.service import Report
from salon.figures.tables import tables
from salon.figures.tiles import tiles
from salon.figures.writing import period_names, written
from salon.staff.member import Member
from salon.staff.roles import Permission

Word = Annotated[str, Query(max_length=40)]
First = Annotated[str, Query(alias="from", max_length=40)]
Last = Annotated[str, Query(alias="to", max_length=40)]
USUAL = "7-days"


@dataclass(frozen=True)
class Asked:
    """Of which days and which channel an address asks the figures; days, where given, count instead of the name."""

    period: Word = USUAL
    first: First = ""
    last: Last = ""
    channel: Word = ""


def add_figures_routes(desk: DeskDoor) -> None:
    """Add the page and its files."""
    may = desk.may(Permission.READ_FIGURES)
    figures = desk.services.figures

    @desk.router.get("/figures")
    async def page(request: Request, member: Annotated[Member, may], asked: Annotated[Asked, Depends()]) -> Response:
        """Show the figures of a period; one that can't be read is named, and the usual one is shown."""
        said = ""
        try:
            wanted = figures.period(asked.period, asked.first, asked.last)
        except BadInput as error:
            said, wanted = str(error), figures.period(USUAL)
        known = await asyncio.to_thread(figures.channels)
        report = await asyncio.to_thread(figures.report, wanted, asked.channel or None)
        values = _values(report, list(known)) | {"said": said}
        return desk.page(request, member, "figures/page.html", 422 if said else 200, **values)

    @desk.router.get("/figures/{name}.csv")
    async def table(name: str, member: Annotated[Member, may], asked: Annotated[Asked, Depends()]) -> Response:
        """Give one table as CSV."""
        wanted = figures.period(asked.period, asked.first, asked.last)
        report = await asyncio.to_thread(figures.report, wanted, asked.channel or None)
        found = tables(report).get(name)
        if found is None:
            raise NotFound("there is no such table")
        return attachment(csv_file(found), f"{name}_{wanted.first}_{wanted.last}.csv", "text/csv; charset=utf-8")


def _values(report: Report, channels: list[str]) -> dict[str, Any]:
    """Return what the page shows. The drawings are ours, and what stands in them is escaped."""
    now_name, before_name = period_names(report.period)
    return {
        "report": report,
        "tables": tables(report),
        "charts": {
            name: {"wide": Markup(chart.wide), "narrow": Markup(chart.narrow)}  # noqa: S704
            for name, chart in charts(report).items()
        },
        "tiles": [(tile, Markup(tile.spark)) for tile in tiles(report)],  # noqa: S704
        "written": written,
        "now_name": now_name,
        "before_name": before_name,
        "presets": [(preset, _address(preset, None, report.channel)) for preset in PRESETS],
        "channels": [(one, _address(report.period.preset, report.period, one)) for one in (None, *channels)],
        "here": _query(report.period.preset, report.period, report.channel),
    }


def _address(preset: str | None, period: Period | None, channel: str | None) -> str:
    return f"/desk/figures?{_query(preset, period, channel)}"


def _query(preset: str | None, period: Period | None, channel: str | None) -> str:
    """Return the query string of a period, by its name if it has one, and a channel."""
    days: dict[str, object] = {"period": preset} if preset else {}
    if period and not preset:
        days = {"from": period.first, "to": period.last}
    return urlencode(days | ({"channel": channel} if channel else {}))
