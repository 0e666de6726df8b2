"""Which files the platform takes as a picture, a clip or a sound.

Source: the vendor's pages "image-to-video", "reference-to-video", "image-upload", and those named in each rule.
"""

from dataclasses import replace

from vidu_cli.schema.kinds.shape import MediaRule, Medium

PNG_JPEG_WEBP = ("png", "jpeg", "webp")
MP4_AVI_MOV = ("mp4", "avi", "mov")
ALL_VIDEO = ("mp4", "mov", "avi", "webm", "mkv", "flv", "mpegts")
ALL_AUDIO = ("wav", "mp3", "m4a", "aac", "ogg", "wma", "flac")

IMAGE = MediaRule(
    medium=Medium.IMAGE,
    formats=PNG_JPEG_WEBP,
    max_bytes=50_000_000,
    widest=4.0,
    source="image-to-video",
)
REFERENCE_IMAGE = replace(IMAGE, min_side=128, source="reference-to-video")
_OF_SUBJECTS = "reference-to-video, on subjects"
SUBJECT_IMAGE = replace(REFERENCE_IMAGE, strict=replace(REFERENCE_IMAGE, max_bytes=20_000_000, source=_OF_SUBJECTS))
# A mark may be a long line of words: no page limits its shape.
MARK = replace(IMAGE, widest=None, source="text-to-video")
TEMPLATE_IMAGE = replace(
    IMAGE,
    source="template",
    strict=replace(REFERENCE_IMAGE, source="template, its international page"),
)

# The page says "8 s" and "5 s"; a file that was ordered so long runs some hundredths over.
_OVERRUN_S = 0.5
REFERENCE_VIDEO = MediaRule(
    medium=Medium.VIDEO,
    formats=MP4_AVI_MOV,
    max_bytes=100_000_000,
    min_side=128,
    widest=4.0,
    max_s=8 + _OVERRUN_S,
    max_s_of_several=5 + _OVERRUN_S,
    source="reference-to-video",
)
# The page says "less than 10 MB".
UPLOADED_IMAGE = replace(IMAGE, max_bytes=9_999_999, source="image-upload")
_FIVE_SECONDS = replace(REFERENCE_VIDEO, max_s=5 + _OVERRUN_S, max_s_of_several=None)
SUBJECT_VIDEO = replace(_FIVE_SECONDS, strict=replace(_FIVE_SECONDS, max_bytes=20_000_000, source=_OF_SUBJECTS))

EXTENDED_VIDEO = MediaRule(
    medium=Medium.VIDEO,
    formats=ALL_VIDEO,
    min_s=4,
    max_s=60,
    source="video-extension",
)
# The page also lists HLS, which is no file but a list of them.
UPSCALED_VIDEO = MediaRule(
    medium=Medium.VIDEO,
    formats=("mp4", "flv", "mxf", "mov", "mpegts", "webm", "mkv"),
    max_s=300,
    source="upscale-pro",
)

SPEAKING_VIDEO = MediaRule(
    medium=Medium.VIDEO,
    formats=("mp4", "mov", "avi"),
    max_bytes=5_000_000_000,
    min_side=360,
    max_side=4096,
    min_s=1,
    max_s=600,
    source="lip-sync",
)
# The page advises 10-120 s.
LIP_SYNC_VIDEO = replace(SPEAKING_VIDEO, strict=replace(SPEAKING_VIDEO, min_s=10, max_s=120, source="lip-sync, advice"))
LIP_SYNC_AUDIO = MediaRule(
    medium=Medium.AUDIO,
    formats=("wav", "mp3", "wma", "m4a", "aac", "ogg"),
    max_bytes=100_000_000,
    min_s=1,
    max_s=600,
    source="lip-sync",
)
LIP_SYNC_FACE = MediaRule(
    medium=Medium.IMAGE,
    formats=("jpeg", "png", "bmp", "webp"),
    max_bytes=10_000_000,
    min_side=192,
    max_side=4096,
    source="lip-sync",
)

DIGITAL_HUMAN_IMAGE = replace(IMAGE, source="digital-human")
DIGITAL_HUMAN_AUDIO = MediaRule(medium=Medium.AUDIO, formats=ALL_AUDIO, source="digital-human")

_DANCER = MediaRule(
    medium=Medium.IMAGE,
    formats=("jpeg", "png", "bmp", "webp"),
    max_bytes=15_000_000,
    min_side=200,
    max_side=4096,
    widest=3.0,
    source="motion-sync",
)
DANCER_IMAGE = replace(
    _DANCER,
    strict=replace(_DANCER, max_bytes=5_000_000, source="motion-sync, its international page"),
)
DANCE_VIDEO = MediaRule(
    medium=Medium.VIDEO,
    formats=("mp4", "avi", "mov"),
    max_bytes=200_000_000,
    min_side=200,
    max_side=2048,
    widest=3.0,
    min_s=2,
    max_s=30,
    source="motion-sync",
)
