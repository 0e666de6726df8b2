"""Fields, limits and prices that the kinds which make sounds share.

Source: the vendor's pages "text-to-audio", "timing-to-audio", "pricing".
"""

from vidu_cli.schema.kinds import limits
from vidu_cli.schema.kinds.price import Price
from vidu_cli.schema.kinds.shape import Field, FieldType, Model

UNDER_TEN = "pricing; it gives 10 credits under 5 s and 20 under 10 s, and leaves out exactly 5 and 10 s"

PROMPT_MAX = 1500

MODEL = Field(
    name="model",
    type=FieldType.TEXT,
    option="--model",
    help="The model that makes the sound: audio1.0.",
    required=True,
    by_model=True,
)
DURATION = Field(
    name="duration",
    type=FieldType.NUMBER,
    option="--duration",
    help="Length in seconds: 2-10, also a fraction, 10 unless given.",
    default=10,
    minimum=2,
    maximum=10,
)

MODELS = (
    Model(
        name="audio1.0",
        durations=limits.seconds(2, 10),
        duration=10,
        prices={"": Price(at={2: 10, 3: 10, 4: 10, 5: 20, 6: 20, 7: 20, 8: 20, 9: 20, 10: 20}, source=UNDER_TEN)},
    ),
)
