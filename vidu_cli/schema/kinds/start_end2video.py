"""First and last frame to video as data.

Source: the vendor's pages "start-end-to-video", "pricing", "model-map".
"""

from vidu_cli.schema.kinds import SUMMARIES, limits, shared_fields, tariffs
from vidu_cli.schema.kinds.shape import Kind, Model, OffPeak

RECOMMENDED = {"is_rec": 10}

MODELS = (
    Model(
        name="viduq3-turbo",
        durations=limits.seconds(1, 16),
        duration=5,
        resolutions=limits.FROM_540P,
        resolution="720p",
        prices=tariffs.Q3_TURBO,
        surcharges=RECOMMENDED,
        audio=True,
        off_peak=OffPeak.WITH_AUDIO,
    ),
    Model(
        name="viduq3-pro",
        durations=limits.seconds(1, 16),
        duration=5,
        resolutions=limits.FROM_540P,
        resolution="720p",
        prices=tariffs.Q3_PRO,
        surcharges=RECOMMENDED,
        audio=True,
        off_peak=OffPeak.WITH_AUDIO,
    ),
    Model(
        name="viduq2-pro-fast",
        durations=limits.seconds(1, 8),
        duration=5,
        resolutions=limits.FROM_720P,
        resolution="720p",
        prices=tariffs.Q2_PRO_FAST_FRAMES,
        surcharges=RECOMMENDED,
    ),
    Model(
        name="viduq2-pro",
        durations=limits.seconds(1, 8),
        duration=5,
        resolutions=limits.FROM_540P,
        resolution="720p",
        prices=tariffs.Q2_PRO_FRAMES,
        surcharges=RECOMMENDED,
    ),
    Model(
        name="viduq2-turbo",
        durations=limits.seconds(1, 8),
        duration=5,
        resolutions=limits.FROM_540P,
        resolution="720p",
        prices=tariffs.Q2_TURBO_FRAMES,
        surcharges=RECOMMENDED,
    ),
    Model(
        name="viduq1",
        durations=(5,),
        duration=5,
        resolutions=("1080p",),
        resolution="1080p",
        prices=tariffs.Q1,
        surcharges=RECOMMENDED,
    ),
    Model(
        name="viduq1-classic",
        durations=(5,),
        duration=5,
        resolutions=("1080p",),
        resolution="1080p",
        prices=tariffs.Q1,
        surcharges=RECOMMENDED,
    ),
    Model(
        name="vidu2.0",
        durations=(4, 8),
        duration=4,
        resolutions=limits.FROM_360P,
        resolution="360p",
        resolutions_at=limits.AT_FOUR_OR_EIGHT,
        prices=tariffs.VIDU20_FRAMES,
        surcharges=RECOMMENDED,
    ),
    Model(
        name="vidu1.5",
        durations=(4, 8),
        duration=4,
        resolutions=limits.FROM_360P,
        resolution="360p",
        resolutions_at=limits.AT_FOUR_OR_EIGHT,
        prices=tariffs.VIDU15,
        surcharges=RECOMMENDED,
        source=limits.RETIRED,
        note=limits.RETIRED_NOTE,
    ),
)

KIND = Kind(
    name="start-end2video",
    type="headtailimg2video",
    path="/start-end2video",
    summary=SUMMARIES["start-end2video"],
    page="start-end-to-video",
    fields=(
        shared_fields.model(
            "viduq3-turbo, viduq3-pro, viduq2-pro-fast, viduq2-pro, viduq2-turbo, viduq1, viduq1-classic, vidu2.0"
        ),
        shared_fields.prompt(required=False),
        shared_fields.images(
            (2, 2),
            help_text="The first frame, then the last: two PNG, JPEG or WebP up to 50 MB each, much the same size.",
        ),
        shared_fields.duration(
            "Length in seconds: 1-16 for viduq3, 1-8 for viduq2 (default 5), 5 for viduq1, 4 or 8 for vidu2.0."
        ),
        shared_fields.resolution(
            limits.ALL_RESOLUTIONS,
            help_text="540p, 720p (default) or 1080p; fast ones from 720p, viduq1 1080p, vidu2.0 from 360p (default).",
        ),
        shared_fields.audio(
            "Make speech and sound effects: on by default, viduq3 only.",
            idle_with=("viduq2", "viduq1", "vidu2.0", "vidu1.5"),
        ),
        shared_fields.IS_REC,
        shared_fields.BGM,
        shared_fields.MOVEMENT_AMPLITUDE,
        shared_fields.SEED,
        *shared_fields.DELIVERY,
    ),
    models=MODELS,
    default_model="viduq3-turbo",
    example=(
        'vidu --sandbox submit start-end2video "dusk falls" --image https://example.com/day.png '
        "--image https://example.com/night.png --wait"
    ),
)
