"""A ledger that cannot be used: nothing is bought that cannot be kept, and what was bought is told all the same."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.support.answers import KEY, SUBMIT, accepted, look_at, task
from tests.support.full_disks import fill, small_disk
from tests.support.ledgers import bought, intent
from tests.support.program import Program
from tests.support.running import running
from tests.support.scripted import Scripted, held
from vidu_cli.ledger.ledger import Account, Ledger

BOUGHT = "911088422699962368"
ORDER = ("submit", "text2video", "a cat")

Refusal = tuple[int, str, str, bool | None, bool, list[str]]


@pytest.fixture
def folder(customer: Program) -> Path:
    """Where the ledger of the customer is."""
    return customer.home / ".local" / "state" / "vidu"


@pytest.fixture
def ledger(platform: Scripted, folder: Path) -> Path:
    """The ledger of a customer who has bought before, and buys again."""
    kept = Ledger(folder / "ledger.db", Account(base_url=platform.origin, key=KEY))
    for number in range(1, 41):
        bought(kept, intent(number), str(number))
    kept.close()
    platform.answers(SUBMIT, accepted(BOUGHT))
    return folder / "ledger.db"


@contextmanager
def locked(ledger: Path) -> Iterator[None]:
    """Another process writes into the ledger, and does not come to an end."""
    with closing(sqlite3.connect(ledger, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def truncate(ledger: Path) -> None:
    content = ledger.read_bytes()
    ledger.write_bytes(content[: len(content) // 2])


def scribble_over(ledger: Path) -> None:
    ledger.write_bytes(b"once upon a time there was a ledger\n" * 400)


def scribble_into_the_middle(ledger: Path) -> None:
    content = ledger.read_bytes()
    ledger.write_bytes(content[:4096] + b"\x5a" * (len(content) - 8192) + content[-4096:])


def make_newer(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as newer:
        newer.execute("PRAGMA user_version = 99")


def put_a_folder_in_its_place(ledger: Path) -> None:
    ledger.unlink()
    ledger.mkdir()


def put_a_folder_in_the_place_of_the_leases(ledger: Path) -> None:
    leases = ledger.with_suffix(".leases")
    leases.unlink()
    leases.mkdir()


DAMAGES = (
    truncate,
    scribble_over,
    scribble_into_the_middle,
    make_newer,
    put_a_folder_in_its_place,
    put_a_folder_in_the_place_of_the_leases,
)


def refusal_of(customer: Program, platform: Scripted) -> Refusal:
    """How a submit ends that cannot be kept: number, stdout, code, charged, the way without, what was sent."""
    run = customer(*ORDER, "--json")
    error = run.error
    has_way = any("--no-ledger" in remedy for remedy in error["remedies"])
    return run.exit_code, run.stdout, error["code"], error["charged"], has_way, platform.orders


REFUSED: Refusal = (94, "", "ledger-unusable", False, True, [])


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_ledger_lets_nothing_be_sent(
    damage: Callable[[Path], None], ledger: Path, customer: Program, platform: Scripted
) -> None:
    damage(ledger)

    assert refusal_of(customer, platform) == REFUSED


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_a_ledger_a_damaged_one_is_in_nobody_s_way(
    damage: Callable[[Path], None], ledger: Path, customer: Program
) -> None:
    damage(ledger)

    run = customer(*ORDER, "--no-ledger")

    assert (run.exit_code, run.stdout) == (0, f"{BOUGHT}\n")


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_ledger_keeps_nobody_from_waiting_for_a_task(
    damage: Callable[[Path], None], ledger: Path, customer: Program, platform: Scripted
) -> None:
    platform.answers(look_at(BOUGHT), task(BOUGHT, "success"))
    damage(ledger)

    run = customer("poll", BOUGHT, "--json")

    assert (run.exit_code, [row["id"] for row in run.json], "Traceback" in run.stderr) == (0, [BOUGHT], False)


def test_a_file_in_the_place_of_the_folder_lets_nothing_be_sent(
    folder: Path, customer: Program, platform: Scripted
) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("no folder")

    assert refusal_of(customer, platform) == REFUSED


def test_a_read_only_disk_lets_nothing_be_sent(folder: Path, customer: Program, platform: Scripted) -> None:
    with small_disk(folder, "ro"):
        assert refusal_of(customer, platform) == REFUSED


def test_a_full_disk_lets_nothing_be_sent(folder: Path, customer: Program, platform: Scripted) -> None:
    with small_disk(folder) as disk:
        fill(disk)

        assert refusal_of(customer, platform) == REFUSED


def test_files_that_may_not_grow_let_nothing_be_sent(customer: Program, platform: Scripted) -> None:
    run = customer.shell("ulimit -f 16; vidu submit text2video 'a cat' --json")

    assert (run.exit_code, run.stdout, run.error["code"], platform.orders) == (94, "", "ledger-unusable", [])


def test_a_ledger_that_another_process_does_not_let_go_of_lets_nothing_be_sent(
    ledger: Path, customer: Program, platform: Scripted
) -> None:
    with locked(ledger):
        assert refusal_of(customer, platform) == REFUSED


def test_a_receipt_that_a_locked_ledger_does_not_take_is_told_with_its_id(
    folder: Path, customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, held(accepted(BOUGHT)))

    with running(customer, *ORDER) as run:
        platform.wait_for_request()
        with locked(folder / "ledger.db"):
            platform.release()
            ended = run.end()

    told = f"Task {BOUGHT} was accepted, but the ledger could not keep it"
    assert (ended.exit_code, ended.stdout, told in ended.stderr) == (0, f"{BOUGHT}\n", True)


def test_a_receipt_that_a_full_disk_does_not_take_is_told_with_its_id(
    folder: Path, customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, held(accepted(BOUGHT)))

    with small_disk(folder) as disk, running(customer, *ORDER) as run:
        platform.wait_for_request()
        fill(disk)
        platform.release()
        ended = run.end()

    told = f"Task {BOUGHT} was accepted, but the ledger could not keep it"
    assert (ended.exit_code, ended.stdout, told in ended.stderr) == (0, f"{BOUGHT}\n", True)
