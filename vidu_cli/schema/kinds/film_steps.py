"""The steps by which a whole film is edited and put together again, as data.

They are requests of `vidu submit raw` and no kinds of task: what they make is asked for with the film.
Source: the vendor's pages "one-click-ad-film", "one-click-ai-mv", "one-click-general-film", "pricing".
"""

from collections.abc import Mapping

from vidu_cli.schema.kinds.price import Measure, Price
from vidu_cli.schema.kinds.shape import Kind, Model
from vidu_cli.schema.kinds.tariffs import per_second

EDIT = "edit"
COMPOSE = "compose"

# Each film that is made in steps, with the path that these are posted below.
PATHS: Mapping[str, str] = {
    "ad-one-click": "/ad-one-click",
    "one-click-mv": "/one-click/mv/{id}",
    "general-one-click": "/one-click/general_one_click/{id}",
}
# Of the steps of a music video the page "pricing" names its composing alone.
PRICED_EDITS = ("ad-one-click", "general-one-click")


def _step(name: str, summary: str, price: Price, measure: Measure, *, measured: tuple[str, ...] = ()) -> Kind:
    return Kind(
        name=name,
        type=name,
        path="",
        summary=summary,
        page="one-click-ad-film",
        fields=(),
        models=(Model(prices={"": price}),),
        default_model="",
        example="",
        measure=measure,
        measured=measured,
        priced_by=(),
    )


COMPOSING = _step(COMPOSE, "The film put together again", Price(at={0: 1}), Measure.SECONDS)
# By the `type` in the body of an edit.
EDITS: Mapping[str, Kind] = {
    step.name: step
    for step in (
        _step("generate_video", "Another shot", per_second(40), Measure.SOURCE),
        _step(
            "generate_narration",
            "Another narration",
            Price(further=10, step=500, source="pricing; counted by the characters of the prompt"),
            Measure.CHARACTERS,
            measured=("prompt",),
        ),
        _step("generate_bgm", "Other music", per_second(2), Measure.SOURCE),
    )
}
