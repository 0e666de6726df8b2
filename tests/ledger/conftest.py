from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vidu_cli.ledger.ledger import Account, Ledger

MakeLedger = Callable[..., Ledger]


@pytest.fixture
def ledger_at(tmp_path: Path) -> Iterator[MakeLedger]:
    """The ledger of an account in one file: `ledger_at(key="k2")`."""
    opened: list[Ledger] = []

    def make(*, key: str | None = "k1", base_url: str = "https://api.vidu.com") -> Ledger:
        opened.append(Ledger(tmp_path / "vidu" / "ledger.db", Account(base_url=base_url, key=key, profile="work")))
        return opened[-1]

    yield make
    for ledger in opened:
        ledger.close()


@pytest.fixture
def ledger(ledger_at: MakeLedger) -> Ledger:
    return ledger_at()
