"""Pictures, clips and sounds of this machine."""

from vidu_cli.media.files import LocalFile, opened

__all__ = ["LocalFile", "opened"]
