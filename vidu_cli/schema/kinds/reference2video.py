"""Reference to video as data, in its form with plain images and, under `forms`, in its form with subjects.

Source: the vendor's pages "reference-to-video", "pricing", "model-map".
"""

from dataclasses import replace

from vidu_cli.schema.kinds import SUMMARIES, limits, media_rules, path_of, shared_fields
from vidu_cli.schema.kinds.reference_models import MODELS, MODELS_WITH_SUBJECTS
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Notation

PAGE = "reference-to-video"

IMAGES = shared_fields.images(
    (1, 7),
    help_text="Who and what shall be seen: 1-7 PNG, JPEG or WebP from 128 x 128, up to 50 MB each.",
    rule=media_rules.REFERENCE_IMAGE,
)
VIDEOS = Field(
    name="videos",
    type=FieldType.MEDIA,
    option="--video",
    help="Clips to refer to, viduq2-pro only: one of 8 s or two of 5 s, MP4, AVI or MOV up to 100 MB.",
    repeated=True,
    count=(1, 2),
    rule=media_rules.REFERENCE_VIDEO,
)
AUTO_SUBJECTS = Field(
    name="auto_subjects",
    type=FieldType.FLAG,
    option="--auto-subjects",
    help="Let the platform draw on its own library of subjects; only with --subject.",
    default=False,
    only_with=("subjects",),
)

SUBJECT_PARTS = (
    Field(
        name="name",
        type=FieldType.TEXT,
        option="--subject",
        help="What the prompt calls the subject, as @name.",
        required=True,
    ),
    Field(
        name="images",
        type=FieldType.MEDIA,
        option="--subject",
        help="A picture of who is @NAME in the prompt: 1-3 a name, 1-7 names; 1-4 names with viduq2-pro.",
        repeated=True,
        count=(1, 3),
        rule=media_rules.SUBJECT_IMAGE,
    ),
    Field(
        name="videos",
        type=FieldType.MEDIA,
        option="--subject-video",
        help="A clip of who is @NAME, viduq2-pro only: one of 5 s a name, 1-2 names, MP4, AVI or MOV.",
        repeated=True,
        count=(1, 1),
        rule=media_rules.SUBJECT_VIDEO,
    ),
    Field(
        name="voice_id",
        type=FieldType.TEXT,
        option="--subject-voice",
        help="The voice of @NAME, built in or cloned; no effect on viduq3.",
        idle_with=("viduq3",),
    ),
    Field(
        name="server_id",
        type=FieldType.TEXT,
        option="--subject-server-id",
        help="A subject of the library, by its id, as @NAME in the prompt.",
    ),
)
SUBJECTS_FIELD = Field(
    name="subjects",
    type=FieldType.OBJECT,
    option="--subject",
    help="Who and what is cited as @name in the prompt: 1-7, instead of --image.",
    repeated=True,
    count=(1, 7),
    most_files=3,
    parts=SUBJECT_PARTS,
    notation=Notation.SUBJECT,
)

DURATION = shared_fields.duration(
    "Length in seconds, 5 unless given: 3-16 for viduq3, 1-16 mix, 2-15 drama, 3-15 ad, 1-10 viduq2, "
    "0-10 viduq2-pro (0: automatic), 5 viduq1, 4 vidu2.0."
)
RESOLUTION = shared_fields.resolution(
    limits.ALL_RESOLUTIONS,
    help_text="540p, 720p (default) or 1080p; ad from 720p, viduq1 1080p, vidu2.0 360p (default) or 720p.",
)
ASPECT_RATIO = shared_fields.aspect_ratio(
    (*limits.FIVE_RATIOS, "auto"),
    help_text="16:9 (default), 9:16, 1:1; viduq2 and drama also 3:4, 4:3; viduq2 with --subject any, as 5:4; "
    "drama auto (default 9:16).",
)
AUDIO = shared_fields.audio(
    "Make speech and sound effects: on by default for viduq3, 15 credits more on viduq2.",
    idle_with=("viduq1", "vidu2.0", "vidu1.5"),
)
MORE = (
    shared_fields.MOVEMENT_AMPLITUDE,
    shared_fields.SEED,
    *shared_fields.DELIVERY,
)

SUBJECTS = Kind(
    name="reference2video",
    type="character2video",
    path=path_of("reference2video"),
    summary=SUMMARIES["reference2video"],
    page=PAGE,
    fields=(
        shared_fields.model("viduq3, viduq3-turbo, viduq3-drama, viduq3-ad, viduq2-pro, viduq2, viduq1, vidu2.0"),
        shared_fields.prompt(required=True),
        replace(SUBJECTS_FIELD, required=True),
        AUTO_SUBJECTS,
        DURATION,
        RESOLUTION,
        ASPECT_RATIO,
        replace(AUDIO, idle_with=()),
        shared_fields.AUDIO_TYPE,
        replace(shared_fields.BGM, doubt="the page names music for plain images only."),
        *MORE,
    ),
    models=MODELS_WITH_SUBJECTS,
    default_model="viduq3",
    example='vidu --sandbox submit reference2video "@cat sails" --subject cat=https://example.com/cat.png --wait',
)

KIND = Kind(
    name="reference2video",
    type="character2video",
    path=path_of("reference2video"),
    summary=SUMMARIES["reference2video"],
    page=PAGE,
    fields=(
        shared_fields.model(
            "viduq3, viduq3-turbo, viduq3-mix, viduq3-drama, viduq3-ad, viduq2-pro, viduq2, viduq1, vidu2.0"
        ),
        replace(
            shared_fields.prompt(required=True, max_length=2000),
            help="What shall be seen and heard, at most 2000 characters; with --subject 5000.",
        ),
        IMAGES,
        VIDEOS,
        SUBJECTS_FIELD,
        AUTO_SUBJECTS,
        DURATION,
        RESOLUTION,
        ASPECT_RATIO,
        AUDIO,
        replace(shared_fields.AUDIO_TYPE, doubt="the page names it for subjects only."),
        shared_fields.BGM,
        *MORE,
    ),
    models=MODELS,
    default_model="viduq3",
    example='vidu --sandbox submit reference2video "the cat sails" --image https://example.com/cat.png --wait',
    forms={"subjects": SUBJECTS},
    unchecked=("sounds",),
)
