"""The page itself: who may see it, its forms, their results, and the files."""

from __future__ import annotations

import hmac
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from pipeline.errors import PublishError
from pipeline.localpage.actions import ACTIONS, START, Action
from pipeline.localpage.command import Ran, run
from pipeline.localpage.folder import WorkFolder

_COOKIE = "publish-page"
_LARGEST = 250_000_000
"""Bytes of a form with its files."""
_KEPT = 50
"""Results that can be looked at again."""
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "same-origin",  # with none, a browser sends forms from the origin "null"
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
)


def local_page(folder: Path, token: str, host: str) -> Starlette:
    """Return the page of `folder` for whoever knows `token`, under `host` and no other name."""
    page = _Page(WorkFolder(folder), token)
    return Starlette(
        routes=[
            Route("/", page.home),
            Route("/style.css", page.style),
            Route("/do/{action}", page.do, methods=["POST"]),
            Route("/result/{number:int}", page.result),
            Route("/file/{name:path}", page.file),
        ],
        middleware=[Middleware(_Guard, token=token, host=host)],
    )


class _Guard(BaseHTTPMiddleware):
    """Lets nobody in but the browser that was given the token, from this very page.

    The host's name is checked because another site's name can be made to lead to 127.0.0.1
    (DNS rebinding), the origin because another site's form can be sent here.
    """

    def __init__(self, app: Any, token: str, host: str) -> None:
        super().__init__(app)
        self._token, self._host = token, host

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = self._refusal(request) or await call_next(request)
        response.headers.update(_HEADERS)
        return response

    def _refusal(self, request: Request) -> Response | None:
        origin = request.headers.get("origin", f"http://{self._host}")
        if request.headers.get("host") != self._host or origin != f"http://{self._host}":
            return _plain("This page answers only under its own address.", 403)
        if request.url.path == "/style.css":
            return None
        given = request.query_params.get("token")
        if given and self._knows(given):
            response = RedirectResponse("/", 303)
            response.set_cookie(_COOKIE, self._token, httponly=True, samesite="strict")
            return response
        if not self._knows(request.cookies.get(_COOKIE, "")):
            return _plain("Open the address that publish open printed, with its token.", 403)
        if int(request.headers.get("content-length") or 0) > _LARGEST:
            return _plain("The files are too large.", 413)
        return None

    def _knows(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())


class _Page:
    """Answers requests; one command is run at a time."""

    def __init__(self, folder: WorkFolder, token: str) -> None:
        self._folder, self._token = folder, token
        self._results: OrderedDict[int, Ran] = OrderedDict()
        self._lock = Lock()
        self._count = 0

    def home(self, _: Request) -> Response:
        """Return the page with its forms: the first one alone where the folder was not begun."""
        begun = self._folder.has_settings
        shown = [a for a in ACTIONS.values() if (a is not START) == begun]
        return self._shown("home", actions=shown, files=list(self._folder.files()))

    def style(self, _: Request) -> Response:
        """Return the style sheet."""
        return FileResponse(Path(__file__).parent / "style.css", media_type="text/css")

    async def do(self, request: Request) -> Response:
        """Run the command of a form, and lead to its result."""
        action = ACTIONS.get(request.path_params["action"])
        if action is None:
            return _plain("There is no such action.", 404)
        async with request.form(max_files=200) as form:
            if form.get("token") != self._token:
                return _plain("This form is not of this page; go back and load it again.", 403)
            number = await run_in_threadpool(self._run, action, form)
        return RedirectResponse(f"/result/{number}", 303)

    def result(self, request: Request) -> Response:
        """Return what a command said, with the files that it names."""
        ran = self._results.get(request.path_params["number"])
        if ran is None:
            return _plain("There is no such result any more; go back to the first page.", 404)
        return self._shown("result", ran=ran, files=ran.files)

    def file(self, request: Request) -> Response:
        """Return a file; nothing but a picture is shown in the browser."""
        name = request.path_params["name"]
        path = self._folder.file(name)
        if path is None:
            return _plain("There is no such file.", 404)
        if path.suffix == ".png":
            return FileResponse(path, media_type="image/png")
        return FileResponse(path, media_type="application/octet-stream", filename=path.name)

    def _run(self, action: Action, form: FormData) -> int:
        answers = {name: value for name, value in form.items() if isinstance(value, str)}
        with self._lock:
            try:
                uploads = self._kept(action, form, answers.get("date", ""))
                before = self._folder.state()
                ran = run(action.title, action.arguments(answers, uploads), self._folder.path)
                ran = replace(ran, files=self._made(ran.out, before))
            except PublishError as error:
                ran = Ran(action.title, "", error.exit_code, "", f"{error.message}\n{error.hint}")
            self._count += 1
            self._results[self._count] = ran
            if len(self._results) > _KEPT:
                self._results.popitem(last=False)
            return self._count

    def _made(self, out: str, before: Mapping[str, int]) -> tuple[str, ...]:
        """Return the files that a command named, then those that it wrote besides."""
        named = (line.strip() for line in out.splitlines())
        written = (n for n, time in self._folder.state().items() if before.get(n) != time)
        return tuple(n for n in dict.fromkeys((*named, *written)) if self._folder.file(n))

    def _kept(self, action: Action, form: FormData, date: str) -> tuple[str, ...]:
        """Return where the files of a form are kept; of one that reads the plan, the plan."""
        if action.name == "read":
            return (self._folder.plan(),)
        names = {field.name for field in action.fields if field.kind in ("plan", "answers")}
        day = date if "files" in names else None
        return tuple(
            self._folder.keep(value.filename or "", value.file.read(), day)
            for name, value in form.multi_items()
            if name in names and isinstance(value, UploadFile) and value.filename
        )

    def _shown(self, kind: str, **values: Any) -> Response:
        text = _TEMPLATES.get_template("page.html.jinja").render(
            kind=kind,
            folder=self._folder.path.name,
            token=self._token,
            address=quote,
            **values,
        )
        return HTMLResponse(text)


def _plain(text: str, code: int) -> Response:
    return Response(text, code, media_type="text/plain; charset=utf-8")
