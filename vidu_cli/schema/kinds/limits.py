"""Limits of models that several kinds of task share: lengths, resolutions, aspect ratios.

Source: the vendor's pages "text-to-video", "image-to-video", "start-end-to-video", "reference-to-video", "model-map".
"""

from collections.abc import Mapping

from vidu_cli.schema.kinds.shape import Pauses

THREE_RATIOS = ("16:9", "9:16", "1:1")
FIVE_RATIOS = (*THREE_RATIOS, "3:4", "4:3")

FROM_540P = ("540p", "720p", "1080p")
FROM_720P = ("720p", "1080p")
FROM_360P = ("360p", "720p", "1080p")
ALL_RESOLUTIONS = ("360p", "540p", "720p", "1080p")

AT_FOUR_OR_EIGHT: Mapping[int, tuple[str, ...]] = {4: FROM_360P, 8: ("720p",)}

# The vendor's page "lip-sync".
PAUSES = Pauses(least_s=0.01, most_s=99.99)

RETIRED = "retired"
RETIRED_NOTE = "vidu1.5 is gone from the vendor's newer pages: the platform may refuse it."


def seconds(first: int, last: int) -> tuple[int, ...]:
    """All whole lengths from `first` to `last` seconds, both included."""
    return tuple(range(first, last + 1))
