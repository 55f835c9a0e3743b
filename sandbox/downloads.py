"""Where Slack serves files: to whoever brings a token. https://docs.slack.dev/reference/objects/file-object"""

from aiohttp import web

from sandbox.files import as_slack
from sandbox.world import World


def add_downloads(app: web.Application, world: World) -> None:
    async def download(request: web.Request) -> web.StreamResponse:
        """Without a token that may read files Slack sends its sign-in page, not an error."""
        file = world.files.get(request.match_info["file"].rpartition("-")[2])
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        if token != world.keys.bot_token or "files:read" not in world.manifest.scopes:
            raise web.HTTPFound(f"{world.url}signin")
        if file is None or not world.may_read(file):
            return web.Response(status=404)
        kind = as_slack(file)["mimetype"]
        return web.Response(body=file.content, headers={"Content-Type": kind, "Content-Disposition": "attachment"})

    async def signin(_: web.Request) -> web.Response:
        return web.Response(text="<!DOCTYPE html><title>Sign in</title>", content_type="text/html")

    app.router.add_get("/files-pri/{file}/{name}", download)
    app.router.add_get("/files-pri/{file}/download/{name}", download)
    app.router.add_get("/signin", signin)
