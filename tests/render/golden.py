"""The views as text files: `python -m tests.render.golden` writes them anew, to be reviewed like code."""

import io
from collections.abc import Iterator
from pathlib import Path

from tests.support.samples import ANSWERS, FAILURES
from vidu_cli.render.failure import Voice
from vidu_cli.render.output import Format, Output, Stream
from vidu_cli.schema.tasks import Task

FOLDER = Path(__file__).parent.parent / "golden"
WIDTHS = (40, 80, 120)
LOOKS = ("plain", "colour", "ascii")
VIEWS = (*ANSWERS, *FAILURES)


def pictures(view: str) -> dict[str, str]:
    """What a view looks like, by width and look; the escapes of colours are written as `^[`."""
    return {f"{width} {look}": _drawn(view, width, look) for width in WIDTHS for look in LOOKS}


def kept(view: str) -> dict[str, str]:
    """What is kept of a view."""
    text = (FOLDER / f"{view}.txt").read_text(encoding="utf-8")
    return dict(_parts(text))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split("=== ")[1:]:
        name, _, picture = part.partition("\n")
        yield name, picture


def _drawn(view: str, width: int, look: str) -> str:
    encoding = "ascii" if look == "ascii" else "utf-8"
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
    stream = Stream(file=file, is_terminal=True, colour=look == "colour", width=width)
    output = Output(
        out=stream,
        err=stream,
        format=Format.TABLE,
        voice=Voice(command="vidu --sandbox", is_rehearsal=True),
        sandbox=True,
    )
    if view in ANSWERS:
        output.show(ANSWERS[view], shape=Task)
    else:
        output.complain((FAILURES[view],))
    file.seek(0)
    return file.read().replace("\x1b", "^[")


def _write() -> None:
    FOLDER.mkdir(exist_ok=True)
    for view in VIEWS:
        text = "".join(f"=== {name}\n{picture}" for name, picture in pictures(view).items())
        (FOLDER / f"{view}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _write()
