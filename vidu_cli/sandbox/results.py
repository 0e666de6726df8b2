"""What comes of a task: its files with their links."""

from collections.abc import Mapping
from dataclasses import dataclass

from vidu_cli.sandbox.links import ResultFile, link_to
from vidu_cli.sandbox.records import Record
from vidu_cli.sandbox.submission import wishes_of
from vidu_cli.schema.kinds import kind_named
from vidu_cli.schema.kinds.shape import Medium
from vidu_cli.schema.tasks import TaskState

# What the clip that the sandbox serves really is.
_VIDEO = {"duration": 5.0, "fps": 24, "resolution": {"width": 320, "height": 180}}
_FILES: Mapping[Medium, ResultFile] = {
    Medium.VIDEO: ResultFile.VIDEO,
    Medium.IMAGE: ResultFile.IMAGE,
    Medium.AUDIO: ResultFile.AUDIO,
}
# Answers with words, not with a file.
RECOMMENDATION = "img2video-prompt-recommendation"


@dataclass(frozen=True, kw_only=True, slots=True)
class Signer:
    """Signs links at `now` for whoever asked at `origin`."""

    origin: str
    secret: bytes
    now: float

    def link(self, record: Record, file: ResultFile, *, number: int = 1) -> str:
        """The whole address of a file of a task that has ended, of its result of that number."""
        signed = link_to(
            file,
            task_id=record.id,
            created_at=record.created_at,
            ended_at=record.walk.ended_at,
            now=self.now,
            secret=self.secret,
            number=number,
        )
        return self.origin + signed

    def result(self, record: Record) -> str:
        """The address of what a task has made, "" while there is nothing."""
        file = _file_of(record)
        return "" if file is None else self.link(record, file)


def creations(record: Record, signer: Signer) -> list[dict[str, object]]:
    """The results of a task as GETs print them; none before its success."""
    file = _file_of(record)
    if file is None:
        return []
    count = wishes_of(record.request).creations
    return [_creation(record, file, signer, number) for number in range(1, count + 1)]


def _creation(record: Record, file: ResultFile, signer: Signer, number: int) -> dict[str, object]:
    def link(of: ResultFile) -> str:
        return signer.link(record, of, number=number)

    creation: dict[str, object] = {
        "id": str(record.creation_id(number)),
        "url": link(file),
        "cover_url": link(ResultFile.COVER) if file is ResultFile.VIDEO else "",
    }
    if "watermark" in record.request:
        creation["watermarked_url"] = link(ResultFile.WATERMARKED) if record.request["watermark"] else ""
    return {**creation, "video": _VIDEO} if file is ResultFile.VIDEO else creation


def _file_of(record: Record) -> ResultFile | None:
    made = kind_named(record.kind).result if record.state == TaskState.SUCCESS else None
    return None if made is None else _FILES[made]
