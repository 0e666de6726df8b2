"""Image to video as data.

Source: the vendor's pages "image-to-video", "pricing", "model-map".
"""

from vidu_cli.schema.kinds import SUMMARIES, limits, shared_fields, tariffs
from vidu_cli.schema.kinds.shape import Kind, Model, OffPeak

RECOMMENDED = {"is_rec": 10}
SOUND_AND_RECOMMENDED = {"audio": 15, "is_rec": 10}

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
        name="viduq3-pro-fast",
        durations=limits.seconds(1, 16),
        duration=5,
        resolutions=limits.FROM_720P,
        resolution="720p",
        prices=tariffs.Q3_PRO_FAST,
        surcharges=RECOMMENDED,
        audio=True,
    ),
    Model(
        name="viduq2-pro-fast",
        durations=limits.seconds(1, 10),
        duration=5,
        resolutions=limits.FROM_720P,
        resolution="720p",
        prices=tariffs.Q2_PRO_FAST_FRAMES,
        surcharges=SOUND_AND_RECOMMENDED,
        off_peak=OffPeak.WITHOUT_AUDIO,
    ),
    Model(
        name="viduq2-pro",
        durations=limits.seconds(1, 10),
        duration=5,
        resolutions=limits.FROM_540P,
        resolution="720p",
        prices=tariffs.Q2_PRO_FRAMES,
        surcharges=SOUND_AND_RECOMMENDED,
        off_peak=OffPeak.WITHOUT_AUDIO,
    ),
    Model(
        name="viduq2-turbo",
        durations=limits.seconds(1, 10),
        duration=5,
        resolutions=limits.FROM_540P,
        resolution="720p",
        prices=tariffs.Q2_TURBO_FRAMES,
        surcharges=SOUND_AND_RECOMMENDED,
        off_peak=OffPeak.WITHOUT_AUDIO,
    ),
    Model(
        name="viduq1",
        durations=(5,),
        duration=5,
        resolutions=("1080p",),
        resolution="1080p",
        prices=tariffs.Q1,
        surcharges=RECOMMENDED,
        off_peak=OffPeak.WITHOUT_AUDIO,
    ),
    Model(
        name="viduq1-classic",
        durations=(5,),
        duration=5,
        resolutions=("1080p",),
        resolution="1080p",
        prices=tariffs.Q1,
        surcharges=RECOMMENDED,
        off_peak=OffPeak.WITHOUT_AUDIO,
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
        off_peak=OffPeak.WITHOUT_AUDIO,
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
        off_peak=OffPeak.WITHOUT_AUDIO,
        source=limits.RETIRED,
        note=limits.RETIRED_NOTE,
    ),
)

KIND = Kind(
    name="img2video",
    type="img2video",
    path="/img2video",
    summary=SUMMARIES["img2video"],
    page="image-to-video",
    fields=(
        shared_fields.model(
            "viduq3-turbo, viduq3-pro, viduq3-pro-fast, viduq2-pro-fast, viduq2-pro, viduq2-turbo, viduq1, "
            "viduq1-classic, vidu2.0"
        ),
        shared_fields.prompt(required=False),
        shared_fields.images((1, 1), help_text="The first frame: one PNG, JPEG or WebP up to 50 MB."),
        shared_fields.duration(
            "Length in seconds: 1-16 for viduq3, 1-10 for viduq2 (default 5), 5 for viduq1, 4 or 8 for vidu2.0."
        ),
        shared_fields.resolution(
            limits.ALL_RESOLUTIONS,
            help_text="540p, 720p (default) or 1080p; fast ones from 720p, viduq1 1080p, vidu2.0 from 360p (default).",
        ),
        shared_fields.audio("Make speech and sound effects: on by default for viduq3, 15 credits more on viduq2."),
        shared_fields.AUDIO_TYPE,
        shared_fields.VOICE_ID,
        shared_fields.IS_REC,
        shared_fields.BGM,
        shared_fields.MOVEMENT_AMPLITUDE,
        shared_fields.SEED,
        *shared_fields.DELIVERY,
    ),
    models=MODELS,
    default_model="viduq3-turbo",
    example='vidu --sandbox submit img2video "it sails away" --image https://example.com/boat.png --wait',
)
