"""A film of up to three minutes from pictures as data.

Source: the vendor's pages "one-click-general-film", "pricing".
"""

from vidu_cli.schema.kinds import SUMMARIES, film_fields, limits, path_of, shared_fields
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Model
from vidu_cli.schema.kinds.tariffs import per_second

PAGE = "one-click-general-film"

KIND = Kind(
    name="general-one-click",
    type="general_one_click",
    path=path_of("general-one-click"),
    summary=SUMMARIES["general-one-click"],
    page=PAGE,
    fields=(
        film_fields.images(
            "Who and what is seen: 1-7 PNG, JPEG or WebP, up to 50 MB each.",
            page=PAGE,
        ),
        film_fields.prompt(max_length=3000),
        Field(
            name="duration",
            type=FieldType.INTEGER,
            option="--duration",
            help="Length in seconds: 1-180.",
            required=True,
            by_model=True,
        ),
        shared_fields.aspect_ratio(limits.FIVE_RATIOS, help_text="16:9 (default), 9:16, 1:1, 3:4 or 4:3."),
        shared_fields.PAYLOAD,
        shared_fields.CALLBACK_URL,
    ),
    models=(
        Model(
            durations=limits.seconds(1, 180),
            aspect_ratios=limits.FIVE_RATIOS,
            aspect_ratio="16:9",
            prices={"": per_second(40)},
        ),
    ),
    default_model="",
    example='vidu --sandbox submit general-one-click "a walk" --image https://example.com/a.png --duration 20 --wait',
    status_path="/one-click/general_one_click/{id}",
    priced_by=(),
)
