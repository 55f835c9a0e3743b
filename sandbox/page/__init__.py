"""The page on which a person is any resident of the sandbox: plain files, no build step."""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}


def add_page(app: web.Application) -> None:
    """Serves `/` and `/page/*`."""

    async def index(_: web.Request) -> web.FileResponse:
        return web.FileResponse(FOLDER / "index.html")

    async def asset(request: web.Request) -> web.StreamResponse:
        file = FOLDER / request.match_info["name"]
        if file.parent != FOLDER or file.suffix not in TYPES or not file.is_file():
            return web.Response(status=404)
        return web.FileResponse(file, headers={"Content-Type": TYPES[file.suffix]})

    app.router.add_get("/", index)
    app.router.add_get("/page/{name}", asset)
