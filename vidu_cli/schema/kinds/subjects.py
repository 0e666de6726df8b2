"""The subject library as data: who and what stands by for reference2video, under a name.

CREATE and UPDATE are requests of `vidu subjects` and no kinds of task: they answer at once and there is no result to
fetch.
Source: the vendor's pages "subject-library", "pricing".
"""

from dataclasses import replace

from vidu_cli.schema.kinds import shared_fields
from vidu_cli.schema.kinds.media_rules import IMAGE, SUBJECT_VIDEO
from vidu_cli.schema.kinds.price import Price
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Model

PAGE = "subject-library"

NAME = Field(
    name="name",
    type=FieldType.TEXT,
    option="--name",
    help="What prompts call the subject, as @Mia: at most 64 characters, best one that no other subject has.",
    max_length=64,
)
# The page gives a length for a change of the name alone.
NEW_NAME = replace(
    NAME,
    required=True,
    max_length=None,
    help="What prompts call the subject, as @Mia; best one that no other subject has.",
)
IMAGES = shared_fields.images(
    (1, 3),
    help_text="Pictures of the subject: 1-3 PNG, JPEG or WebP, up to 50 MB each.",
    rule=replace(IMAGE, source=PAGE),
    required=False,
)
VIDEOS = Field(
    name="videos",
    type=FieldType.MEDIA,
    option="--video",
    help="A clip of the subject, for viduq2-pro only: one MP4, AVI or MOV of 5 s from 128 x 128.",
    repeated=True,
    count=(1, 1),
    # The page limits what a request holds, and not what lies at an address.
    rule=replace(SUBJECT_VIDEO, max_bytes=None, source=PAGE),
)
VOICE_ID = Field(
    name="voice_id",
    type=FieldType.TEXT,
    option="--voice-id",
    help="The voice of the subject, built in or cloned; not with viduq3 and viduq2-pro.",
)

CREATE = Kind(
    name="subjects",
    type="subject",
    path="/subjects",
    summary="A new subject in the library",
    page=PAGE,
    fields=(NEW_NAME, IMAGES, VIDEOS, VOICE_ID),
    models=(Model(prices={"": Price(at={0: 5})}),),
    default_model="",
    example="vidu --sandbox subjects create --name Mia --image https://example.com/mia.png",
    result=None,
    is_synchronous=True,
    priced_by=(),
)

UPDATE = Kind(
    name="subjects",
    type="subject",
    path="/subjects/{id}",
    summary="Other words, pictures or another voice for a subject of the library",
    page=PAGE,
    fields=(
        NAME,
        replace(IMAGES, help="New pictures instead of the old ones: 1-3 PNG, JPEG or WebP, up to 50 MB each."),
        replace(
            VIDEOS,
            help="A new clip of up to 5 s, for a subject that was made with one; it then counts, not the pictures.",
        ),
        VOICE_ID,
        Field(
            name="style",
            type=FieldType.TEXT,
            option="--style",
            help="The style of the subject in words, at most 100 characters.",
            max_length=100,
        ),
        Field(
            name="description",
            type=FieldType.TEXT,
            option="--description",
            help="What the subject is like, at most 2000 characters.",
            max_length=2000,
        ),
    ),
    models=(Model(prices={"": Price(at={0: 0})}),),
    default_model="",
    example="vidu --sandbox subjects update 947400000000000000 --name Mia",
    result=None,
    is_synchronous=True,
    priced_by=(),
)
