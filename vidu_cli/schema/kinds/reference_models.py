"""The models of reference to video, in its form with plain images and in its form with subjects.

Source: the vendor's pages "reference-to-video", "pricing", "model-map"; viduq3-drama and viduq3-ad from one newer page
and from real answers.
"""

from dataclasses import replace

from vidu_cli.schema.kinds import limits, tariffs
from vidu_cli.schema.kinds.price import Price
from vidu_cli.schema.kinds.shape import Doubt, Model, OffPeak
from vidu_cli.schema.kinds.tariffs import first_and_further, per_second

Q2_SOUND = {"audio": 15}
Q2_SOUND_DOUBT = Doubt(
    field="audio",
    values=(True,),
    note="one page says that only viduq3 makes sound from plain images, another lists 15 credits for it.",
)


def _never_off_peak(credits_each: int) -> Price:
    return per_second(credits_each, credits_each)


def _seen_live(credits_each: int) -> Price:
    full = per_second(credits_each, source=tariffs.SEEN_LIVE)
    half = Price(further=credits_each // 2, upper=full, source=tariffs.SEEN_LIVE)
    return Price(further=credits_each, off_peak=half, source=tariffs.SEEN_LIVE)


MODELS = (
    Model(
        name="viduq3",
        durations=limits.seconds(3, 16),
        duration=5,
        resolutions=limits.FROM_540P,
        resolution="720p",
        aspect_ratios=limits.THREE_RATIOS,
        aspect_ratio="16:9",
        prices={"540p": per_second(7, 4), "720p": per_second(12, 6), "1080p": per_second(15, 7)},
        audio=True,
        off_peak=OffPeak.WITH_AUDIO,
    ),
    Model(
        name="viduq3-turbo",
        durations=limits.seconds(3, 16),
        duration=5,
        resolutions=limits.FROM_540P,
        resolution="720p",
        aspect_ratios=limits.THREE_RATIOS,
        aspect_ratio="16:9",
        prices={"540p": per_second(4, 2), "720p": per_second(10, 5), "1080p": per_second(13, 7)},
        audio=True,
        off_peak=OffPeak.WITH_AUDIO,
    ),
    Model(
        name="viduq3-mix",
        durations=limits.seconds(1, 16),
        duration=5,
        resolutions=limits.FROM_540P,
        resolution="720p",
        aspect_ratios=limits.THREE_RATIOS,
        aspect_ratio="16:9",
        prices={"720p": _never_off_peak(24), "1080p": _never_off_peak(29)},
        audio=True,
        off_peak=OffPeak.NEVER,
        doubts=(
            Doubt(field="duration", values=(1, 2), note="most of the vendor's pages let viduq3-mix begin at 3 s."),
            Doubt(field="resolution", values=("540p",), note="only one page lists 540p for viduq3-mix."),
        ),
    ),
    Model(
        name="viduq3-drama",
        durations=limits.seconds(2, 15),
        duration=5,
        resolutions=limits.FROM_540P,
        resolution="720p",
        aspect_ratios=(*limits.FIVE_RATIOS, "auto"),
        aspect_ratio="9:16",
        prices={"720p": _seen_live(20), "1080p": _seen_live(24)},
        audio=True,
        doubts=(Doubt(field="resolution", values=("540p",), note="540p is not certain for viduq3-drama."),),
        source="seen live",
        note="viduq3-drama was seen to mark its clips unless told otherwise: --no-watermark says so.",
    ),
    Model(
        name="viduq3-ad",
        durations=limits.seconds(3, 15),
        duration=5,
        resolutions=limits.FROM_720P,
        resolution="720p",
        aspect_ratios=limits.THREE_RATIOS,
        aspect_ratio="16:9",
        audio=True,
        source="one page only",
    ),
    Model(
        name="viduq2-pro",
        durations=limits.seconds(0, 10),
        duration=5,
        resolutions=limits.FROM_540P,
        resolution="720p",
        aspect_ratios=limits.FIVE_RATIOS,
        aspect_ratio="16:9",
        prices={
            "540p": first_and_further(20, 5),
            "720p": first_and_further(30, 5),
            "1080p": first_and_further(85, 10),
        },
        surcharges=Q2_SOUND,
        off_peak=OffPeak.WITHOUT_AUDIO,
        count_beside_videos=(1, 4),
        videos=(1, 2),
        doubts=(Q2_SOUND_DOUBT,),
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
            "540p": first_and_further(15, 5),
            "720p": first_and_further(25, 5),
            "1080p": first_and_further(75, 10),
        },
        surcharges=Q2_SOUND,
        off_peak=OffPeak.WITHOUT_AUDIO,
        doubts=(Q2_SOUND_DOUBT,),
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
        off_peak=OffPeak.WITHOUT_AUDIO,
    ),
    Model(
        name="vidu2.0",
        durations=(4,),
        duration=4,
        resolutions=("360p", "720p"),
        resolution="360p",
        aspect_ratios=limits.THREE_RATIOS,
        aspect_ratio="16:9",
        prices={"360p": Price(at={4: 80}), "720p": Price(at={4: 80})},
        off_peak=OffPeak.WITHOUT_AUDIO,
        doubts=(
            Doubt(field="images", values=(4, 5, 6, 7), note="an older page lets vidu2.0 take three images at most."),
        ),
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
        prices=tariffs.VIDU15_REFERENCE,
        off_peak=OffPeak.WITHOUT_AUDIO,
        source=limits.RETIRED,
        note=limits.RETIRED_NOTE,
    ),
)

# viduq3-mix takes no subjects, and vidu1.5 is older than they are.
_WITHOUT_SUBJECTS = ("viduq3-mix", "vidu1.5")
_FROM_ONE_PAGE = ("viduq3-drama", "viduq3-ad")


def _with_subjects(model: Model) -> Model:
    """Give a model of the form with plain images as it is in the form with subjects."""
    if model.name in _FROM_ONE_PAGE:
        doubt = Doubt(field="model", values=(model.name,), note="the page on subjects does not name this model.")
        return replace(model, doubts=(*model.doubts, doubt))
    if not model.name.startswith("viduq2"):
        return replace(model, doubts=())
    return replace(
        model,
        any_ratio=f"one sentence alone says that {model.name} makes any ratio; others list 3:4 and 4:3 at most.",
        doubts=(),
        # Four subjects of pictures or words and two of clips.
        count=(1, 6) if model.videos else None,
        stills=(0, 4) if model.videos else None,
        count_beside_videos=None,
    )


MODELS_WITH_SUBJECTS = tuple(_with_subjects(model) for model in MODELS if model.name not in _WITHOUT_SUBJECTS)
