"""First and last frame to video as data.

Source: the vendor's pages "start-end-to-video", "pricing", "model-map".
"""

from dataclasses import replace

from vidu_cli.schema.kinds import SUMMARIES, img2video, limits, shared_fields
from vidu_cli.schema.kinds.shape import Kind, Model, OffPeak


def _with_two_frames(model: Model) -> Model:
    """Give a model of img2video as it is here: viduq2 makes shorter clips, and only viduq3 makes sound."""
    return replace(
        model,
        durations=limits.seconds(1, 8) if model.name.startswith("viduq2") else model.durations,
        surcharges=img2video.RECOMMENDED,
        off_peak=OffPeak.WITH_AUDIO if model.off_peak is OffPeak.WITH_AUDIO else OffPeak.ANY,
    )


MODELS = tuple(_with_two_frames(model) for model in img2video.MODELS if model.name != "viduq3-pro-fast")

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
        replace(
            shared_fields.images(
                (2, 2),
                help_text="The first frame, then the last: two PNG, JPEG or WebP up to 50 MB each, much the same size.",
            ),
            first_to_last=(0.8, 1.25),
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
