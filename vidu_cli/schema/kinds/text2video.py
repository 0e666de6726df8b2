"""Text to video as data.

Source: the vendor's pages "text-to-video", "pricing", "model-map".
"""

from vidu_cli.schema.kinds import SUMMARIES, limits, shared_fields, tariffs
from vidu_cli.schema.kinds.shape import Kind, Model, OffPeak
from vidu_cli.schema.kinds.tariffs import first_and_further

MODELS = (
    Model(
        name="viduq3-turbo",
        durations=limits.seconds(1, 16),
        duration=5,
        resolutions=limits.FROM_540P,
        resolution="720p",
        aspect_ratios=limits.FIVE_RATIOS,
        aspect_ratio="16:9",
        prices=tariffs.Q3_TURBO,
        audio=True,
        off_peak=OffPeak.WITH_AUDIO,
    ),
    Model(
        name="viduq3-pro",
        durations=limits.seconds(1, 16),
        duration=5,
        resolutions=limits.FROM_540P,
        resolution="720p",
        aspect_ratios=limits.FIVE_RATIOS,
        aspect_ratio="16:9",
        prices=tariffs.Q3_PRO,
        audio=True,
        off_peak=OffPeak.WITH_AUDIO,
    ),
    Model(
        name="viduq2",
        durations=limits.seconds(1, 10),
        duration=5,
        resolutions=limits.FROM_540P,
        resolution="720p",
        aspect_ratios=limits.FIVE_RATIOS,
        aspect_ratio="16:9",
        prices={
            "540p": first_and_further(10, 2),
            "720p": first_and_further(15, 5),
            "1080p": first_and_further(20, 10),
        },
    ),
    Model(
        name="viduq1",
        durations=(5,),
        duration=5,
        resolutions=("1080p",),
        resolution="1080p",
        aspect_ratios=limits.THREE_RATIOS,
        aspect_ratio="16:9",
        prices=tariffs.Q1,
    ),
    Model(
        name="vidu1.5",
        durations=(4, 8),
        duration=4,
        resolutions=limits.FROM_360P,
        resolution="360p",
        resolutions_at=limits.AT_FOUR_OR_EIGHT,
        aspect_ratios=limits.THREE_RATIOS,
        aspect_ratio="16:9",
        prices=tariffs.VIDU15,
        source=limits.RETIRED,
        note=limits.RETIRED_NOTE,
    ),
)

KIND = Kind(
    name="text2video",
    type="text2video",
    path="/text2video",
    summary=SUMMARIES["text2video"],
    page="text-to-video",
    fields=(
        shared_fields.model("viduq3-turbo, viduq3-pro, viduq2, viduq1"),
        shared_fields.prompt(required=True),
        shared_fields.duration("Length in seconds, 5 unless given: 1-16 for viduq3, 1-10 for viduq2, 5 for viduq1."),
        shared_fields.resolution(
            limits.ALL_RESOLUTIONS,
            help_text="540p, 720p (default) or 1080p for viduq3 and viduq2; 1080p for viduq1.",
        ),
        shared_fields.aspect_ratio(
            limits.FIVE_RATIOS,
            help_text="16:9 (default), 9:16 or 1:1; viduq3 and viduq2 make 3:4 and 4:3 too.",
        ),
        shared_fields.audio(
            "Make speech and sound effects: on by default, viduq3 only.",
            idle_with=("viduq2", "viduq1", "vidu1.5"),
        ),
        shared_fields.BGM,
        shared_fields.STYLE,
        shared_fields.MOVEMENT_AMPLITUDE,
        shared_fields.SEED,
        *shared_fields.DELIVERY,
    ),
    models=MODELS,
    default_model="viduq3-turbo",
    example='vidu --sandbox submit text2video "a paper boat" --wait',
)
