"""`vidu subjects`: the people and things that the platform keeps for several clips."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import task_ids
from vidu_cli.cli.commands.submit import purchase_options
from vidu_cli.cli.kind_options import options_of
from vidu_cli.cli.options import Command, command, group
from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import failed

if TYPE_CHECKING:
    from vidu_cli.cli.ordering import Basket
    from vidu_cli.schema.subjects import Subject

SUMMARY = "Keep people and things that several clips refer to."
CREATE_SUMMARY = "Keep a subject, for 5 credits."
UPDATE_SUMMARY = "Change a subject; free."
LIST_EXAMPLE = "vidu --sandbox subjects list --ownership system"
_OF_A_CREATE = (
    "cli_set",
    "cli_body",
    "cli_dry_run",
    "cli_no_check",
    "cli_max_credits",
    "cli_allow_unknown_price",
    "cli_yes",
    "cli_once",
    "cli_no_ledger",
    "cli_private",
)
_OF_AN_UPDATE = ("cli_set", "cli_body", "cli_no_check")


class Ownership(StrEnum):
    """Whose subjects: the vendor's or your own."""

    PRIVATE = "private"
    SYSTEM = "system"


def add_to(root: typer.Typer, words: Sequence[str]) -> None:
    """Add the group; the options of a command are built when it is named."""
    subjects = typer.Typer(no_args_is_help=True, help=SUMMARY)
    subjects.callback()(group())
    subjects.command("list", epilog=f"Example: {LIST_EXAMPLE}")(command(list_subjects))
    for name, summary, built in (("create", CREATE_SUMMARY, _create), ("update", UPDATE_SUMMARY, _update)):
        if name in words:
            run, example = built()
            subjects.command(name, help=summary, epilog=f"Example: {example}")(run)
        else:
            subjects.command(name, help=summary)(_not_named)
    root.add_typer(subjects, name="subjects")


def _not_named() -> None:
    """Stand in for a command that the words do not name."""


def list_subjects(
    app: App,
    *,
    ownership: Annotated[
        Ownership, typer.Option("--ownership", help="Your own (private) or the vendor's (system).")
    ] = Ownership.PRIVATE,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="How many; 0 shows all.")] = 20,
) -> None:
    """List the subjects, those of the vendor or your own."""
    from vidu_cli.schema.subjects import Subject

    app.output.check(Subject)
    found = app.run(_listed(app, str(ownership), limit))
    app.output.show(found, shape=Subject, many=True)


async def _listed(app: App, ownership: str, limit: int) -> "tuple[Subject, ...]":
    from vidu_cli.workflows.subjects import listed

    async with app.platform() as client:
        return await listed(client, ownership=ownership, limit=limit)


def _create() -> tuple[Command, str]:
    from vidu_cli.schema.kinds.subjects import CREATE

    def create(app: App, **words: object) -> None:
        from vidu_cli.cli.ordering import Product, submit
        from vidu_cli.schema.subjects import NewSubject
        from vidu_cli.workflows.subjects import subject_of

        product = Product(shape=NewSubject, values_of=lambda receipt: (subject_of(receipt),))
        submit(app, CREATE, words, product=product)

    more = tuple(one for one in purchase_options() if one.name in _OF_A_CREATE)
    return command(create, more=(*options_of(CREATE), *more)), CREATE.example


def _update() -> tuple[Command, str]:
    from vidu_cli.schema.kinds.subjects import UPDATE

    def update(
        app: App,
        subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="The id of the subject.")],
        **words: object,
    ) -> None:
        from vidu_cli.cli.ordering import basket_of, words_in
        from vidu_cli.schema.subjects import Subject

        (number,) = task_ids((subject,), None)
        app.output.check(Subject)
        basket = basket_of(app, UPDATE, words, words_in(words))
        if not basket.order.body:
            raise failed(USAGE_ERROR, "Nothing is to be changed: name at least one field; `--help` lists them.")
        for warning in basket.order.warnings:
            app.output.warn(warning)
        app.show(app.run(_updated(app, number, basket)))

    more = tuple(one for one in purchase_options() if one.name in _OF_AN_UPDATE)
    return command(update, more=(*options_of(UPDATE), *more)), UPDATE.example


async def _updated(app: App, number: str, basket: "Basket") -> "Subject":
    from vidu_cli.cli.buying import shipped_order

    async with app.platform() as client:
        order = await shipped_order(app, basket, client, deadline=None)
        return await client.update_subject(number, order.body)
