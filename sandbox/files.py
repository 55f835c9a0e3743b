"""Files that people upload: into a conversation, or into a form."""

import mimetypes
import secrets
from dataclasses import dataclass, field
from typing import Any

from sandbox.refusals import NoSuch
from sandbox.residents import TEAM

Json = dict[str, Any]
LARGEST = 10 * 1024 * 1024  # https://docs.slack.dev/reference/block-kit/block-elements/file-input-element


@dataclass(slots=True)
class File:
    """`url` is where Slack serves files; `shown_in` are the conversations it was shared to; `given` says that a form
    handed it to the app.
    """

    id: str
    user: str
    name: str
    content: bytes
    created: int
    url: str
    shown_in: list[str] = field(default_factory=list)
    given: bool = False


def uploaded(user: str, name: str, content: bytes, created: int, url: str) -> File:
    if len(content) > LARGEST:
        raise NoSuch("file_too_large")
    return File(f"F{secrets.token_hex(5).upper()}", user, name, content, created, url)


def extension(file: File) -> str:
    """As file_input's `filetypes` names it: lower case, without the dot."""
    return file.name.rpartition(".")[2].lower() if "." in file.name else ""


def as_slack(file: File) -> Json:
    """https://docs.slack.dev/reference/objects/file-object"""
    address = f"{file.url}files-pri/{TEAM}-{file.id}"
    audio = (mimetypes.guess_type(file.name)[0] or "").startswith("audio/")
    return {
        "id": file.id, "created": file.created, "timestamp": file.created, "name": file.name, "title": file.name,
        "mimetype": mimetypes.guess_type(file.name)[0] or "application/octet-stream",
        "filetype": extension(file) or "binary", "pretty_type": extension(file).upper() or "Binary",
        "user": file.user, "user_team": TEAM, "editable": False, "size": len(file.content), "mode": "hosted",
        "is_external": False, "external_type": "", "is_public": any(room.startswith("C") for room in file.shown_in),
        "public_url_shared": False, "display_as_bot": False, "username": "", "file_access": "visible",
        "url_private": f"{address}/{file.name}", "url_private_download": f"{address}/download/{file.name}",
        "channels": [room for room in file.shown_in if room.startswith("C")],
        "groups": [room for room in file.shown_in if room.startswith("G")],
        "ims": [room for room in file.shown_in if room.startswith("D")],
        **({"subtype": "slack_audio", "media_display_type": "audio"} if audio else {}),
    }  # fmt: skip
