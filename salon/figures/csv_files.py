"""Tables as CSV files for a spreadsheet. Pure."""

import csv
import io

from salon.figures.tables import Table

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(table: Table) -> str:
    """Return the table as CSV with a heading. A cell that a spreadsheet would run as a formula begins with an apostrophe.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([_harmless(column.name) for column in table.columns])
    for row in table.rows:
        writer.writerow([_harmless(cell) for cell in row.cells])
    return written.getvalue()


def _harmless(cell: str | float | None) -> str | float:
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_BEGINS_A_FORMULA):
        return f"'{cell}"
    return round(cell, 4) if isinstance(cell, float) else cell
