"""The limits of the fields of a kind, as they are for one of its models."""

from collections.abc import Mapping

from vidu_cli.schema.kinds.shape import Field, Kind, Model
from vidu_cli.workflows.model_rows import FieldLimit, FormLimits


def limits_of(kind: Kind, model: Model) -> tuple[FieldLimit, ...]:
    """The limits of each field that a request of the kind may give with that model, in the order of the fields."""
    wanted = (field for field in kind.fields if field.name != "model" and field.name not in kind.forms)
    return tuple(_limit(field, model) for field in wanted if field.name != "videos" or _takes_videos(kind, model))


def forms_of(kind: Kind, model: Model) -> tuple[FormLimits, ...]:
    """The limits of the model in the further forms of the kind that take it."""
    rows = ((name, form, form.model(model.name)) for name, form in kind.forms.items())
    return tuple(
        FormLimits(
            form=name,
            durations=row.durations,
            resolutions=row.resolutions,
            aspect_ratios=row.aspect_ratios,
            limits=limits_of(form, row),
            notes=notes_of(row),
        )
        for name, form, row in rows
        if row is not None
    )


def notes_of(model: Model) -> tuple[str, ...]:
    """What sources disagree on about the model."""
    return tuple(note for note in (model.note, model.any_ratio, *(doubt.note for doubt in model.doubts)) if note)


def _takes_videos(kind: Kind, model: Model) -> bool:
    return model.videos is not None or all(one.videos is None for one in kind.models)


def _limit(field: Field, model: Model) -> FieldLimit:
    rule = field.rule
    return FieldLimit(
        field=field.name,
        option=field.option,
        type=str(field.type),
        required=field.required,
        default=_default(field, model),
        choices=_choices(field, model) or None,
        minimum=field.minimum,
        maximum=field.maximum,
        min_length=field.min_length,
        max_length=field.max_length,
        pattern=_pattern(field, model),
        count=_count(field, model),
        formats=rule.formats if rule else None,
        max_bytes=rule.max_bytes if rule else None,
        min_side=rule.min_side if rule else None,
        max_side=rule.max_side if rule else None,
        widest=rule.widest if rule else None,
        min_s=rule.min_s if rule else None,
        max_s=rule.max_s if rule else None,
        only_with=field.only_with or None,
        parts=tuple(_limit(part, Model()) for part in field.parts) or None,
        source=rule.source if rule else None,
        strict=rule.strict if rule else None,
        count_at=field.count_at or None,
        without_clips=model.stills if field.name == "subjects" else None,
        with_clips=(0, model.videos[1]) if field.name == "subjects" and model.videos else None,
        most_files=field.most_files,
        first_to_last=field.first_to_last,
        max_s_of_several=rule.max_s_of_several if rule else None,
        pause_s=(field.pauses.least_s, field.pauses.most_s) if field.pauses else None,
        short_sides=field.short_sides or None,
    )


def _choices(field: Field, model: Model) -> tuple[str | int, ...]:
    by_model: Mapping[str, tuple[str | int, ...]] = {
        "duration": model.durations,
        "resolution": model.resolutions,
        "aspect_ratio": model.aspect_ratios,
    }
    narrowed = by_model.get(field.name, ())
    return narrowed if field.by_model and narrowed else field.choices


def _pattern(field: Field, model: Model) -> str | None:
    if field.name == "aspect_ratio" and model.any_ratio:
        return "any other W:H, which is not certain"
    return field.pattern[1] if field.pattern else None


def _default(field: Field, model: Model) -> str | int | float | bool | None:
    by_model: Mapping[str, str | int | bool] = {
        "duration": model.duration,
        "resolution": model.resolution,
        "aspect_ratio": model.aspect_ratio,
    }
    if field.name == "audio" and field.default is None:
        return model.audio
    return field.default if field.default is not None else by_model.get(field.name) or None


def _count(field: Field, model: Model) -> tuple[int, int] | None:
    if field.name == "videos":
        return model.videos or field.count
    return (model.count if field.name in {"images", "subjects"} else None) or field.count
