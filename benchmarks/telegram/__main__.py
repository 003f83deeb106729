"""`make benchmark-telegram`: the same updates to Porewell and to Rasa's own Telegram connector, in turn, and a table.

Some minutes; the first time more, since stock Rasa is installed and trained. Everything stays on the loopback address
and under `var/benchmark`.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from statistics import fmean

from benchmarks import usage
from benchmarks.load import quantile
from benchmarks.probes import plain_messages
from benchmarks.programs import HOME, install_stock, train_stock
from benchmarks.table import markdown
from benchmarks.telegram.measuring import BURST, CHATS, QUICK, Measured, Size, measure, say
from benchmarks.telegram.sides import Bot, porewell_bot, stock_bot
from benchmarks.telegram.stand_in import Telegram
from benchmarks.training import cores
from salon import programs
from salon.settings import Settings

AIM_MS = 100
_HEAD = ("", "Rasa's connector", "Porewell", "times better", "aim")


def main() -> None:
    """Measure, print the table, and write it to var/benchmark/telegram.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a minute, to see that it works")
    size = QUICK if parser.parse_args().quick else Size()
    if sys.platform != "linux":
        raise SystemExit("CPU is read from /proc: this runs on Linux only.")
    say("Installing and training stock Rasa, if that was not done before (some minutes) ...")
    install_stock()
    train_stock(HOME / "stock")
    model = programs.model_path(Settings())
    if not model.exists():
        raise SystemExit("There is no trained model: run `make train`.")
    with ExitStack() as opened:
        telegram = Telegram()
        opened.callback(telegram.close)
        say("Starting both sides ...")
        porewell, ours = porewell_bot(HOME / "telegram", model, telegram)
        opened.callback(porewell.stop)
        stock, theirs = stock_bot(HOME / "stock", telegram)
        opened.callback(stock.stop)
        texts = plain_messages(porewell.engine, stock.rest)
        text = report({"stock": theirs, "porewell": ours}, texts, size)
    (HOME / "telegram.md").write_text(text + "\n")
    print(text, flush=True)


def report(bots: Mapping[str, Bot], texts: Sequence[str], size: Size) -> str:
    """Measure and return the table, with notes under it."""
    foreign, used = usage.Foreign(), _used(bots)
    found = measure(bots, texts, size)
    others = foreign.cores(_used(bots) - used)
    notes = (
        f"{cores()} cores, of which other work used {others:.1f}: the stand-in for Telegram, the clients, and whatever "
        f"else ran. {len(found['porewell'].one_by_one)} updates one by one, {size.rounds} rounds of {size.seconds:.0f} s "
        f"with {CHATS} chats, {size.bursts} bursts of {BURST}; 0 unanswered on both sides, or there would be no table.",
        "*200*: from posting an update until its 200. *Answered*: until the last message of the answer was at Telegram. "
        "Rasa's connector asks Telegram who it is at each update, thinks, sends, and says 200 then; ours says it once the "
        "message is stored. Ours encrypts, checks and keeps each message besides.",
    )
    return "\n\n".join((markdown(_HEAD, rows(found["stock"], found["porewell"])), *notes))


def rows(stock: Measured, ours: Measured) -> list[tuple[str, ...]]:
    """Return the table's rows."""
    until = ("until 200", lambda times: times.taken), ("until answered", lambda times: times.answered)
    found: list[tuple[str, ...]] = []
    for kind, name in (("one_by_one", "one by one"), ("together", f"{CHATS} chats"), ("burst", f"burst of {BURST}")):
        for what, chosen in until:
            for share, called in ((0.5, "median"), (0.95, "p95")):
                aim = f"<= {AIM_MS}" if (what, called) == ("until 200", "p95") else ""
                pair = [quantile([chosen(one) for one in getattr(side, kind)], share) for side in (stock, ours)]
                found.append((f"{name}: {called} ms {what}", *_cells(*pair), aim))
    rate = [fmean(side.answers_a_second) for side in (stock, ours)]
    found.append((f"{CHATS} chats: answers a second", *_cells(*rate, more_is_better=True), ""))
    cpu = [fmean(side.cpu_milliseconds) for side in (stock, ours)]
    found.append((f"{CHATS} chats: CPU ms an update", *_cells(*cpu), ""))
    return found


def _cells(stock: float, ours: float, *, more_is_better: bool = False) -> tuple[str, str, str]:
    better = ours / stock if more_is_better else stock / ours
    return f"{stock:,.1f}", f"{ours:,.1f}", f"{better:.1f}"


def _used(bots: Mapping[str, Bot]) -> float:
    return sum(bot.side.cpu_seconds() for bot in bots.values())


if __name__ == "__main__":
    main()
