"""What a kind of task offers: its models, their limits, the price of the least request with all defaults."""

from vidu_cli.policy.prices import credits_of
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Model
from vidu_cli.workflows.limits import forms_of, limits_of, notes_of
from vidu_cli.workflows.model_rows import ModelRow


def offers_of(kind: Kind) -> tuple[ModelRow, ...]:
    """A row for each model of the kind; one of no name where requests name none."""
    return tuple(_offer(kind, model) for model in kind.models)


def _offer(kind: Kind, model: Model) -> ModelRow:
    price = credits_of(kind, _least_request(kind, model))
    return ModelRow(
        kind=kind.name,
        model=model.name,
        durations=model.durations,
        resolutions=model.resolutions or _sizes(kind),
        aspect_ratios=model.aspect_ratios,
        credits_default=price[0] if price else None,
        default=model.name == kind.default_model,
        source=model.source,
        measure=kind.measure,
        prices=model.prices,
        surcharges=model.surcharges,
        off_peak=model.off_peak if kind.field("off_peak") else None,
        resolutions_at=model.resolutions_at,
        count_beside_videos=model.count_beside_videos,
        notes=notes_of(model),
        limits=limits_of(kind, model),
        forms=forms_of(kind, model),
        page=kind.page,
    )


def _sizes(kind: Kind) -> tuple[str, ...]:
    """What a clip can be made larger to; () where that is not what the kind does."""
    return next((tuple(field.short_sides) for field in kind.fields if field.short_sides), ())


def _least_request(kind: Kind, model: Model) -> dict[str, object]:
    repeated = {field.name: [_thing(field)] * _least(field, model) for field in kind.fields if field.repeated}
    return {"model": model.name, **{name: things for name, things in repeated.items() if things}}


def _least(field: Field, model: Model) -> int:
    if field.name == "images" and model.count is not None:
        return model.count[0]
    return (field.count or (1, 1))[0] if field.required else 0


def _thing(field: Field) -> object:
    return {} if field.type is FieldType.OBJECT else ""
