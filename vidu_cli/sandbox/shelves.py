"""What the sandbox keeps beside its tasks: uploaded pictures, subjects and the names of voices."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from vidu_cli.policy.headers import MediaFacts
from vidu_cli.storage.database import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """What is known of an upload. Its bytes are not kept; `etag` is "" and `facts` None until they have come."""

    etag: str = ""
    facts: MediaFacts | None = field(default=None)
    is_finished: bool = False


def keep_upload(transaction: Transaction, number: int, upload: Upload) -> None:
    """Keep what is known of the upload of that id, in the place of what was."""
    facts = "" if upload.facts is None else json.dumps(asdict(upload.facts))
    sql = "INSERT OR REPLACE INTO uploads (id, etag, facts, is_finished) VALUES (?, ?, ?, ?)"
    transaction.run(sql, number, upload.etag, facts, int(upload.is_finished))


def upload(transaction: Transaction, number: int) -> Upload | None:
    """What is known of the upload of that id, or None."""
    row = transaction.row("SELECT etag, facts, is_finished FROM uploads WHERE id = ?", min(number, 2**63 - 1))
    if row is None:
        return None
    etag, facts, is_finished = row
    known = MediaFacts(**json.loads(str(facts))) if facts else None
    return Upload(etag=str(etag), facts=known, is_finished=bool(is_finished))


def keep_subject(transaction: Transaction, number: int, content: Mapping[str, object]) -> None:
    """Keep the subject of that id, in the place of what was."""
    transaction.run("INSERT OR REPLACE INTO subjects (id, content) VALUES (?, ?)", number, json.dumps(content))


def subjects(transaction: Transaction) -> dict[int, Mapping[str, object]]:
    """All subjects by their ids, newest first."""
    rows = transaction.rows("SELECT id, content FROM subjects ORDER BY id DESC")
    return {int(number or 0): json.loads(str(content)) for number, content in rows}


def take_voice(transaction: Transaction, name: str) -> bool:
    """Whether the name of a voice was free; it is taken from now on."""
    if transaction.row("SELECT 1 FROM voices WHERE name = ?", name) is not None:
        return False
    transaction.run("INSERT INTO voices (name) VALUES (?)", name)
    return True
