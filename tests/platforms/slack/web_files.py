"""files.*: an address to upload to, the upload, and its completion, which shares the file."""

import re

from tests.platforms.slack import posting, wire
from tests.platforms.slack.call import Call, Method
from tests.platforms.slack.desk import Desk
from tests.platforms.slack.refusal import Refusal
from tests.platforms.slack.state import Channel, File, Json, Message


def upload_url(desk: Desk, call: Call) -> Json:
    length = call.number("length", 0, most=1 << 30)
    made = File(
        id=desk.world.ids.new("F"),
        name=call.text("filename"),
        length=length,
        alt=call.text("alt_txt", ""),
        unseen=desk.world.scan,
    )
    desk.world.files[made.id] = made
    return {"upload_url": f"{desk.site}/upload/{made.id}", "file_id": made.id}


def upload(desk: Desk, call: Call) -> str:
    """The bytes, as many as were announced."""
    found = desk.world.files.get(call.text("secret"))
    if found is None or found.content is not None:
        raise Refusal("not_found", status=404)
    if len(call.raw) != found.length:
        desk.breach(f"upload: {len(call.raw)} bytes where {found.length} were announced")
        raise Refusal("invalid_length", status=400)
    found.content = call.raw
    return f"OK - {len(call.raw)}"


def complete(desk: Desk, call: Call) -> Json:
    """Share the files; with a channel, in a message that carries no metadata."""
    said = call.said.get("files")
    if not isinstance(said, list) or not said:
        raise Refusal("invalid_arguments", "files must be a list of uploaded files")
    files = [_completed(desk, each) for each in said]
    # Only ids of conversations: a user's id opens nothing here.
    asked = re.split(r"\s*,\s*", call.text("channels", "")) if "channels" in call.said else []
    for each in [*filter(None, [call.optional("channel_id"), *asked])]:
        _share(desk, call, desk.world.visible(each), files)
    return {"files": [wire.file(each, desk.world) for each in files]}


def _completed(desk: Desk, said: Json) -> File:
    found = desk.world.files.get(said.get("id", ""))
    if found is None or found.content is None:
        raise Refusal("file_not_found")
    if found.shared:
        raise Refusal("file_already_completed")
    found.shared = True
    found.title = said.get("title") or found.title
    return found


def _share(desk: Desk, call: Call, channel: Channel, files: list[File]) -> None:
    channel = posting.writable(desk, channel.id)
    message = Message(
        ts=desk.world.ids.ts(),
        channel=channel,
        author=desk.world.bot,
        text=call.text("initial_comment", ""),
        thread_ts=call.optional("thread_ts"),
        files=files,
    )
    if "blocks" in call.said:
        message.blocks = posting.numbered(desk.world, call.said["blocks"])
    desk.post(message)


def info(desk: Desk, call: Call) -> Json:
    found = desk.world.files.get(call.text("file"))
    if found is None or not found.shared:
        raise Refusal("file_not_found")
    found.unseen = max(0, found.unseen - 1)
    return {"file": wire.file(found, desk.world)}


def outdated(desk: Desk, call: Call) -> Json:
    desk.breach("files.upload is gone: upload with files_upload_v2")
    raise Refusal("method_deprecated")


METHODS = (
    Method(name="files.getUploadURLExternal", handler=upload_url, tier=4, scope="files:write"),
    Method(name="files.completeUploadExternal", handler=complete, tier=4, scope="files:write"),
    Method(name="files.info", handler=info, tier=4, scope="files:read"),
    Method(name="files.upload", handler=outdated, tier=2, scope="files:write"),
    Method(name="upload", handler=upload, tier=4, token=False),
)
