"""The subject library: people and things that are kept by the platform and cited by requests.

Source: the vendor's page "reference-to-video" and the subject library in its 2026 form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """One subject. `id` is what a request names as `server_id`; `credits` is told where it was just made."""

    id: str
    name: str | None = None
    images: tuple[str, ...] | None = None
    videos: tuple[str, ...] | None = None
    voice_id: str | None = None
    style: str | None = None
    description: str | None = None
    credits: int | None = None
    raw: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSubject(Subject):
    """A subject that was just made: of it a script wants the id alone, as of a task."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SubjectPage:
    """One page of the library; `next_page_token` is "" on the last page."""

    subjects: tuple[Subject, ...] = ()
    next_page_token: str = ""
