"""`vidu download` as a process: a result on stdout, and one that is opened."""

import os
import stat

import pytest

from tests.support.program import Program
from tests.support.scripted import Reply, Scripted
from tests.support.shop import CLIP, DIGEST, VIDEO
from tests.support.storage import names_in


@pytest.mark.usefixtures("shop")
def test_stdout_is_the_file_alone(customer: Program) -> None:
    run = customer.shell("vidu download 11 -o - | sha256sum")

    assert (run.exit_code, run.stdout.split()[0], names_in(customer.home)) == (0, DIGEST, [])


def test_stdout_is_gone_on_with_after_a_broken_line(customer: Program, shop: Scripted) -> None:
    cut = Reply(headers=VIDEO.headers, body=CLIP, cut=9000)
    shop.answers("GET /v.mp4", cut, VIDEO)

    run = customer.shell("vidu download 11 -o - | sha256sum")

    assert (run.exit_code, run.stdout.split()[0]) == (0, DIGEST)


def test_stdout_is_never_continued_with_another_file(customer: Program, shop: Scripted) -> None:
    other = Reply(headers={**VIDEO.headers, "etag": '"v2"'}, body=CLIP[::-1])
    shop.answers("GET /v.mp4", Reply(headers=VIDEO.headers, body=CLIP, cut=9000), other)

    run = customer.shell("vidu download 11 -o - >out || exit")

    assert (run.exit_code, (customer.home / "out").read_bytes() == CLIP[:9000]) == (93, True)


@pytest.mark.usefixtures("shop")
def test_a_reader_that_goes_away_is_141(customer: Program) -> None:
    run = customer.shell("set +o pipefail; vidu download 11 -o - | true; echo ${PIPESTATUS[0]}")

    assert (run.stdout, run.stderr) == ("141\n", "")


@pytest.mark.usefixtures("shop")
def test_a_result_is_opened_by_the_systems_program_without_a_shell(customer: Program) -> None:
    opener = customer.home / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text('#!/bin/sh\nprintf "%s|" "$@" >"$HOME/opened.new"; mv "$HOME/opened.new" "$HOME/opened"\n')
    opener.chmod(stat.S_IRWXU)
    script = 'vidu download 11 -o "$NAME" --open; for _ in $(seq 200); do [ -e opened ] && break; sleep 0.05; done'

    path = f"{opener.parent}{os.pathsep}{customer.variables['PATH']}"
    customer.shell(script, DISPLAY=":1", PATH=path, NAME="a $(touch hacked);b.mp4")

    opened = (customer.home / "opened").read_text()
    assert (opened, (customer.home / "hacked").exists()) == (f"{customer.home}/a $(touch hacked);b.mp4|", False)


@pytest.mark.parametrize("variable", ["DISPLAY=", "CI=true DISPLAY=:1"], ids=["no display", "CI"])
@pytest.mark.usefixtures("shop")
def test_where_nobody_looks_nothing_is_opened_and_that_is_said(variable: str, customer: Program) -> None:
    run = customer.shell(f"{variable} vidu download 11 --open")

    assert (run.exit_code, "is not opened" in run.stderr) == (0, True)
