"""What people see of the subject library."""

from collections.abc import Sequence

from rich.console import Group, RenderableType  # noqa: TID253  # views are drawn with rich
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.render.clean import clean
from vidu_cli.render.drawing import Canvas, card, heading
from vidu_cli.render.paragraphs import whole
from vidu_cli.render.tabular import Column, tabular, texts
from vidu_cli.schema.subjects import Subject


def subjects_view(subjects: Sequence[Subject], canvas: Canvas) -> RenderableType:
    """The library as a table; one subject in full."""
    if len(subjects) == 1:
        return _card(subjects[0], canvas)
    columns = (
        Column(title="id", cells=texts([clean(one.id) for one in subjects]), must=True),
        Column(title="name", cells=texts([clean(one.name or "", longest=64) for one in subjects]), must=True),
        Column(title="files", cells=texts([_files(one) for one in subjects])),
        Column(title="voice", cells=texts([clean(one.voice_id or "", longest=40) for one in subjects])),
        Column(
            title="description",
            cells=texts([clean(one.description or one.style or "", longest=200) for one in subjects]),
            may_be_cut=True,
        ),
    )
    return Group(heading(f"{len(subjects)} subjects", canvas), tabular(columns, canvas))


def _files(subject: Subject) -> str:
    pictures, clips = len(subject.images or ()), len(subject.videos or ())
    counted = ((pictures, "picture"), (clips, "clip"))
    return ", ".join(f"{number} {word}{'s' if number > 1 else ''}" for number, word in counted if number)


def _card(subject: Subject, canvas: Canvas) -> RenderableType:
    title = Text.assemble(
        (f"{'' if canvas.is_narrow else 'Subject '}{clean(subject.id)}", "bold"), (canvas.title_mark, "bold")
    )
    pairs = (
        ("name", subject.name),
        *(("picture", _link(link)) for link in subject.images or ()),
        *(("clip", _link(link)) for link in subject.videos or ()),
        ("voice", subject.voice_id),
        ("style", subject.style),
        ("description", subject.description),
        ("credits", None if subject.credits is None else str(subject.credits)),
    )
    return card(title, pairs, canvas)


def _link(link: str) -> Text:
    return whole(clean(link, longest=300))
