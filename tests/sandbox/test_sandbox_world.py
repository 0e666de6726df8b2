import sqlite3  # damages a file on purpose
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from vidu_cli.sandbox.faults import Call, Fault, FaultRule, parse
from vidu_cli.sandbox.lifecycle import phases_of
from vidu_cli.sandbox.world import Draft, Search, World, discard
from vidu_cli.storage.database import StorageError

NOW = 1_795_450_000.0
DRAFT = Draft(
    kind="text2video",
    model="viduq3-turbo",
    resolution="720p",
    request={"prompt": "a boat"},
    credits=60,
    phases=phases_of(),
)
FAILING = Draft(
    kind="text2video",
    model="viduq3-turbo",
    resolution="720p",
    request={"prompt": "a boat"},
    credits=60,
    err_code="AuditFailed",
    phases=phases_of(),
)

# A world as the first version wrote it.
FIRST_VERSION = """
CREATE TABLE tasks (
    ordinal INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL, model TEXT NOT NULL,
    resolution TEXT NOT NULL, template TEXT NOT NULL, request TEXT NOT NULL, credits INTEGER NOT NULL,
    err_code TEXT NOT NULL, created_at REAL NOT NULL, queued_at REAL NOT NULL, ready_at REAL NOT NULL,
    started_at REAL NOT NULL, ended_at REAL NOT NULL
);
CREATE TABLE faults (
    number INTEGER PRIMARY KEY, scope TEXT NOT NULL, call TEXT NOT NULL, what TEXT NOT NULL, times INTEGER
);
CREATE TABLE account (
    only INTEGER PRIMARY KEY CHECK (only = 1), secret TEXT NOT NULL, credits INTEGER NOT NULL, last_id INTEGER NOT NULL
);
INSERT INTO account VALUES (1, 'a secret', 32000, 7);
INSERT INTO tasks VALUES (1, 7, 'text2video', 'viduq3-turbo', '720p', '', '{}', 60, '', 1.0, 2.0, 3.0, 4.0, 5.0);
PRAGMA user_version = 1;
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "sandbox.db"


@pytest.fixture
def kept(path: Path) -> Iterator[World]:
    world = World.open(path)
    yield world
    world.close()


def test_a_new_world_has_32000_credits_and_no_tasks(world: World) -> None:
    assert (world.balance(NOW).credit_remain, world.tasks(Search(since=0.0), now=NOW)) == (32_000, [])


def test_a_task_is_there_when_the_world_is_opened_again(kept: World, path: Path) -> None:
    made = kept.add_task(DRAFT, now=NOW)

    with closing(World.open(path)) as again:
        assert (again.tasks(Search(since=0.0), now=NOW), again.secret) == ([made], kept.secret)


def test_a_task_is_charged_when_it_is_made(world: World) -> None:
    world.add_task(DRAFT, now=NOW)

    assert world.balance(NOW).credit_remain == 31_940


def test_a_failed_task_gives_its_credits_back_at_its_end(world: World) -> None:
    world.add_task(FAILING, now=NOW)

    assert [world.balance(NOW + after).credit_remain for after in (9.9, 10.1)] == [31_940, 32_000]


def test_a_task_that_costs_more_than_is_left_is_not_made(world: World) -> None:
    dear = Draft(kind="x", model="x", resolution="x", request={}, credits=32_001, phases=phases_of())

    assert (world.add_task(dear, now=NOW), world.tasks(Search(since=0.0), now=NOW)) == (None, [])


def test_the_sixth_task_waits_for_a_place(world: World) -> None:
    for _ in range(6):
        world.add_task(DRAFT, now=NOW)

    balance = world.balance(NOW + 5)

    assert (balance.running, balance.waiting) == (5, 1)


def test_a_cancelled_task_frees_its_place_and_its_credits(world: World) -> None:
    made = [world.add_task(DRAFT, now=NOW + at / 10) for at in range(7)]
    assert made[5] is not None

    world.cancel(made[5].id, now=NOW + 5)

    # The seventh begins when the first ends, where it would have waited for the second.
    seventh = world.tasks(Search(since=0.0), now=NOW + 10.05)[0]
    assert (seventh.state, world.balance(NOW + 10).credit_remain) == ("processing", 32_000 - 6 * 60)


def test_a_task_that_runs_is_not_cancelled(world: World) -> None:
    made = world.add_task(DRAFT, now=NOW)
    assert made is not None

    world.cancel(made.id, now=NOW + 5)

    ended = world.task(made.id, now=NOW + 20)
    assert ended is not None
    assert (ended.state, ended.credits) == ("success", 60)


def test_a_reset_forgets_tasks_faults_subjects_and_links_but_gives_no_id_out_twice(world: World) -> None:
    first, secret = world.add_task(DRAFT, now=NOW), world.secret
    world.add_subject({"name": "boat"}, cost=5, now=NOW)
    world.add_fault(Call.GET, Fault(status=502))

    world.reset()

    second = world.add_task(DRAFT, now=NOW)
    assert first is not None
    assert second is not None
    assert (world.faults(), world.subjects(), world.secret == secret, second.id > first.id) == ((), {}, False, True)


def test_a_kept_fault_comes_as_often_as_it_was_asked_for(world: World) -> None:
    world.add_fault(Call.GET, Fault(status=502), 2)

    assert [world.take_fault(Call.GET) for _ in range(3)] == [Fault(status=502), Fault(status=502), None]


def test_kept_faults_can_be_listed_with_what_is_left_of_them(world: World) -> None:
    world.add_fault(Call.GET, Fault(status=502, seconds=7.0), 2)
    world.take_fault(Call.GET)

    assert world.faults() == (FaultRule(call=Call.GET, fault=Fault(status=502, seconds=7.0), times=1),)


def test_the_faults_that_a_request_asks_for_are_counted_over_its_repetitions_and_then_anew(world: World) -> None:
    rules = parse("submit=502*2")

    taken = [world.take_asked(rules, by="this request") for _ in range(5)]

    bad = Fault(status=502)
    assert taken == [bad, bad, None, bad, bad]


def test_a_search_finds_the_newest_first_and_goes_on_before_a_task(world: World) -> None:
    made = [world.add_task(DRAFT, now=NOW + at) for at in range(3)]
    newest = world.tasks(Search(since=0.0, limit=2), now=NOW + 3)

    rest = world.tasks(Search(since=0.0, before=newest[-1].id), now=NOW + 3)

    assert [task.id for task in (*newest, *rest)] == [task.id for task in reversed(made) if task]


def test_an_id_above_63_bits_is_no_task(world: World) -> None:
    assert world.task(2**64 - 1, now=NOW) is None


def test_a_file_that_is_no_database_is_named(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, " * 1000)

    with pytest.raises(StorageError) as refused:
        World.open(path)

    assert (refused.value.path, refused.value.reason) == (str(path), "file is not a database")


def test_a_world_of_another_version_is_named(path: Path) -> None:
    World.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")

    with pytest.raises(StorageError, match="another version"):
        World.open(path)


def test_a_world_of_the_first_version_is_brought_up_to_date_and_keeps_its_tasks(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(FIRST_VERSION)

    with closing(World.open(path)) as world:
        kept = world.task(7, now=NOW)
        upload = world.add_upload(now=NOW)
        assert (kept and (kept.model, kept.service), world.upload(upload) is not None, world.secret) == (
            ("viduq3-turbo", ""),
            True,
            b"a secret",
        )


def test_a_world_with_a_damaged_row_is_named_when_it_is_read(kept: World, path: Path) -> None:
    kept.add_task(DRAFT, now=NOW)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE tasks SET request = '{'")

    with pytest.raises(StorageError, match=str(path)):
        kept.tasks(Search(since=0.0), now=NOW)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(StorageError, match="file"):
        World.open(tmp_path / "file" / "sandbox.db")


def test_a_file_that_cannot_be_used_can_be_discarded(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, " * 1000)

    discard(path)

    with closing(World.open(path)) as world:
        assert world.balance(NOW).credit_remain == 32_000
