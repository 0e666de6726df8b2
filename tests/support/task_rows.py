"""Rows of the task list, for properties: as documented to the letter, and nearly so."""

from hypothesis import strategies as st

from tests.support.json_values import TEXTS, documents
from vidu_cli.schema.tasks import TaskState

_IDS = st.integers(min_value=1, max_value=2**64).map(str)
_NUMBERS = st.integers(-(2**53), 2**53)
_NEEDED = {"id": _IDS, "state": st.sampled_from(list(TaskState)).map(str)}
_CREATIONS = st.lists(
    st.fixed_dictionaries(
        {"url": TEXTS},
        optional={"id": _IDS, "cover_url": st.none() | TEXTS, "watermarked_url": TEXTS, "video": documents()},
    ),
    max_size=3,
)
_FIELDS = {
    "type": TEXTS,
    "model": TEXTS,
    "prompt": st.none() | TEXTS,
    "err_code": TEXTS,
    "images": st.lists(TEXTS, max_size=3),
    "duration": st.integers(0, 100) | st.floats(0, 100),
    "resolution": TEXTS,
    "seed": _NUMBERS,
    "credits": _NUMBERS,
    "off_peak": st.booleans(),
    "created_at": TEXTS,
    "creations": st.none() | _CREATIONS,
}
_UNKNOWN = {"key_id": documents(), "file_url": TEXTS, "job_records": documents(), "bgm": st.booleans()}
_SECOND_NAMES = {"task_id": _IDS | documents(), "sub_task_id": _IDS | documents(), "raw": documents()}

DOCUMENTED_ROWS = st.fixed_dictionaries(_NEEDED, optional={**_FIELDS, **_UNKNOWN})
ODD_ROWS = st.fixed_dictionaries(
    {},
    optional={
        **{name: right | documents() for name, right in (_NEEDED | _FIELDS).items()},
        "creations": _CREATIONS | st.lists(documents(), max_size=3) | documents(),
        **_UNKNOWN,
        **_SECOND_NAMES,
    },
)
