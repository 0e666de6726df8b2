"""A request of each kind of task, and of each form, that every one of its models takes; it names none of them."""

from collections.abc import Mapping

from tests.support.minimal_bodies import MINIMAL, PICTURE

WITH_SUBJECTS = "reference2video with subjects"

SMALLEST: Mapping[str, Mapping[str, object]] = {
    **{kind: {name: value for name, value in body.items() if name != "model"} for kind, body in MINIMAL.items()},
    WITH_SUBJECTS: {"prompt": "@cat sails", "subjects": [{"name": "cat", "images": [PICTURE]}]},
    # viduq1 refers to pictures only.
    "reference2image": {"prompt": "a paper boat", "images": [PICTURE]},
    # A sound that ends within the shortest length.
    "timing2audio": {"timing_prompts": [{"from": 0, "to": 0.5, "prompt": "rain"}]},
}
