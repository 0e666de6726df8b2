import pytest

from vidu_cli.policy.prices import credits_of
from vidu_cli.schema.kinds import KIND_NAMES, kind_named
from vidu_cli.schema.kinds.text2video import KIND
from vidu_cli.workflows.answers import ModelRow
from vidu_cli.workflows.offers import offers_of


@pytest.mark.parametrize("name", KIND_NAMES)
def test_every_model_of_a_kind_is_offered_and_one_is_its_default(name: str) -> None:
    kind = kind_named(name)

    offers = offers_of(kind)

    defaults = [offer.model for offer in offers if offer.default]
    assert ([offer.model for offer in offers], defaults) == (
        [model.name for model in kind.models],
        [kind.default_model],
    )


def test_an_offer_tells_the_limits_of_its_model_and_the_price_of_its_defaults() -> None:
    model = KIND.models[0]

    offer = offers_of(KIND)[0]

    price = credits_of(KIND, {"model": model.name})
    assert offer == ModelRow(
        kind="text2video",
        model=model.name,
        durations=model.durations,
        resolutions=model.resolutions,
        aspect_ratios=model.aspect_ratios,
        credits_default=price[0] if price else None,
        default=model.name == KIND.default_model,
        source=model.source,
    )
