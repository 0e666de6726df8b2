"""The smallest create request of each kind, as the vendor's pages have it."""

from collections.abc import Mapping

PICTURE = "https://ex.test/a.png"
CLIP = "https://ex.test/a.mp4"
SOUND = "https://ex.test/a.mp3"

MINIMAL: Mapping[str, Mapping[str, object]] = {
    "text2video": {"model": "viduq3-turbo", "prompt": "a paper boat"},
    "img2video": {"model": "viduq3-turbo", "images": [PICTURE]},
    "start-end2video": {"model": "viduq3-turbo", "images": [PICTURE, PICTURE]},
    "reference2video": {"model": "viduq3", "prompt": "a paper boat", "images": [PICTURE]},
    "multiframe": {
        "model": "viduq2-turbo",
        "start_image": PICTURE,
        "image_settings": [{"key_image": PICTURE}, {"key_image": PICTURE}],
    },
    "extend": {"model": "viduq2-turbo", "video_url": CLIP},
    "template": {"template": "hugging", "prompt": "they hug", "images": [PICTURE]},
    "template-story": {"story": "monkey_king", "images": [PICTURE]},
    "upscale-new": {"video_url": CLIP},
    "lip-sync": {"video_url": CLIP, "text": "a paper boat"},
    "digital-human": {"model": "viduq2-turbo", "image": PICTURE, "audio_url": SOUND},
    "image2dance": {"image_url": PICTURE, "video_url": CLIP},
    "reference2image": {"model": "viduq2", "prompt": "a paper boat"},
    "img2video-prompt-recommendation": {"images": [PICTURE], "type": ["img2video"]},
    "text2audio": {"model": "audio1.0", "prompt": "rain"},
    "timing2audio": {"model": "audio1.0", "timing_prompts": [{"from": 0, "to": 2.5, "prompt": "rain"}]},
    "audio-tts": {"text": "hello", "voice_setting_voice_id": "professional_host"},
    "audio-clone": {"audio_url": SOUND, "voice_id": "my-voice-1", "text": "hello"},
    "ad-one-click": {"images": [PICTURE], "prompt": "a shoe"},
    "trending-replicate": {"video_url": CLIP, "images": [PICTURE], "prompt": "a shoe"},
    "one-click-mv": {"images": [PICTURE], "audio_url": SOUND, "prompt": "a song"},
    "general-one-click": {"images": [PICTURE], "prompt": "a film", "duration": 30},
}
