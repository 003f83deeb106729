"""Both sides with Telegram on: Porewell (app and engine), and stock Rasa with its own connector."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.programs import Porewell, Side, Stock, start_porewell, start_stock
from benchmarks.telegram.clients import Chat, Webhook
from benchmarks.telegram.stand_in import TOKEN, USERNAME, Telegram
from salon.channels.telegram.verify import HEADER
from salon.secrets import open_vault
from salon.settings import Settings


@dataclass(frozen=True)
class Bot:
    """One side as Telegram knows it."""

    side: Side
    webhook: Webhook
    telegram: Telegram

    def chat(self) -> Chat:
        """Begin a chat."""
        return Chat(self.webhook, self.telegram)


def porewell_bot(home: Path, model: Path, telegram: Telegram) -> tuple[Porewell, Bot]:
    """Start Porewell in `home`, emptied first, with updates by the webhook."""
    side = start_porewell(
        home,
        model,
        telegram_token=TOKEN,
        telegram_username=USERNAME,
        telegram_api=telegram.url,
        telegram_polling=False,
        public_url="https://chat.example",
    )
    vault = open_vault(Settings(home=home, secret_key=""))
    headers = {HEADER: vault.fingerprint("telegram webhook")}
    return side, Bot(side, Webhook(f"{side.url}/channels/telegram", headers), telegram)


def stock_bot(folder: Path, telegram: Telegram) -> tuple[Stock, Bot]:
    """Start the stock bot that was trained in `folder`, with Rasa's connector."""
    connector = {"access_token": TOKEN, "verify": USERNAME, "webhook_url": "https://chat.example/"}
    side = start_stock(folder, {"telegram": connector}, telegram_url=telegram.url)
    return side, Bot(side, Webhook(f"{side.url}/webhooks/telegram/webhook", {}), telegram)
