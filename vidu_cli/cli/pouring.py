"""`vidu download TASK -o -`: one result on standard output, and nothing else there."""

from shlex import join
from typing import TYPE_CHECKING

from vidu_cli.cli.app import App
from vidu_cli.cli.results import Wishes, fetcher_of
from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import Failure, ViduError, failed

if TYPE_CHECKING:
    from vidu_cli.errors.catalogue import Entry
    from vidu_cli.workflows.answers import Answer


def pour(app: App, ids: tuple[str, ...], wishes: Wishes, *, opens: bool) -> None:
    """Write the result of the one task to stdout; ViduError 2 where stdout cannot be that."""
    from vidu_cli.workflows.fetch_plan import FetchPlan

    _refuse(app, ids, wishes, opens=opens)
    words = ("-o", "-", *wishes.words)
    plan = FetchPlan(output="-", folder=False, is_watermarked=wishes.watermarked, words=words)

    async def poured() -> None:
        from vidu_cli.api.pouring import Pourer
        from vidu_cli.workflows.download import Downloads

        async with app.platform() as client:
            downloads = Downloads(ids=ids, catalogue=client, fetcher=fetcher_of(app, plan, client))
            await downloads.pour(Pourer(app.downloader), app.output.out.put_bytes)

    def stopped(entry: "Entry") -> "Answer":
        from vidu_cli.workflows.answers import Answer

        remedy = f"Begin again: `vidu download {join([ids[0], *words])}`"
        message = f"The download of {ids[0]} was stopped; what came on standard output is not whole."
        return Answer(values=(), failures=(Failure(entry=entry, message=message, task_id=ids[0], remedies=(remedy,)),))

    app.run(poured(), stopped=stopped)


def _refuse(app: App, ids: tuple[str, ...], wishes: Wishes, *, opens: bool) -> None:
    given = app.given
    if given.json or given.format is not None or given.fields is not None:
        raise _unfit("-o - puts the file on stdout, where --json, --format and --fields put the answer; give one.")
    if len(ids) != 1 or wishes.cover:
        raise _unfit("-o - is for one result; name a folder for several, as -o clips/ .")
    word = next((word for word in wishes.words if word.startswith("--") and word != "--watermarked"), None)
    if word is not None or opens:
        raise _unfit(f"{word or '--open'} is about a file, and -o - makes none.")
    if app.output.out.is_terminal:
        raise _unfit("-o - would write the bytes of a film to this terminal; send them on: ... -o - | COMMAND")


def _unfit(message: str) -> ViduError:
    return failed(USAGE_ERROR, message, option="--output")
