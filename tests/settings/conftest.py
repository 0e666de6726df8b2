from collections.abc import Callable
from pathlib import Path

import pytest

from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.settings.account import Settings, load
from vidu_cli.settings.sources import Options


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


@pytest.fixture
def write(config_file: Path) -> Callable[..., None]:
    """Puts the configuration file there, for its owner's eyes alone unless told otherwise."""

    def write_file(content: str | bytes, *, mode: int = 0o600) -> None:
        config_file.write_bytes(content.encode() if isinstance(content, str) else content)
        config_file.chmod(mode)

    return write_file


@pytest.fixture
def settings_with(config_file: Path) -> Callable[..., Settings]:
    """The settings of these options, in an environment of these variables."""

    def settings(options: Options | None = None, **environment: str) -> Settings:
        return load(options or Options(), environment, config_file)

    return settings


@pytest.fixture
def refusal_with(settings_with: Callable[..., Settings]) -> Callable[..., Failure]:
    """Why settings of these options and variables are refused."""

    def refusal(options: Options | None = None, **environment: str) -> Failure:
        with pytest.raises(ViduError) as caught:
            settings_with(options, **environment)
        return caught.value.failure

    return refusal
