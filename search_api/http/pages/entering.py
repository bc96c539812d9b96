"""Pages that let in and out: login, logout, styles and scripts."""

from __future__ import annotations

import asyncio
import time
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from archive.errors import NotFound
from search_api.http.desk import AtDesk, Desk
from search_api.http.guard import COOKIE
from search_api.http.keys import SESSION_SECONDS
from search_api.http.pages.paint import page, static_files

router = APIRouter()

_MEDIA = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_WRONG_TOKEN_SECONDS = 0.4


@router.get("/login")
def login_page(
    request: Request, desk: AtDesk, code: Annotated[str, Query(max_length=200)] = "", next: str = "/"
) -> Response:
    """The form that asks for the token; with a code from the terminal, in at once."""
    target = within_site(next)
    if not code:
        return page("login.html", next=target, wrong="")
    token = desk.keys.redeem(code, time.time())
    if token is None:
        return page("login.html", 401, next=target, wrong="这个登录链接已经用过，或过了一小时。请输入令牌。")
    return _let_in(request, desk, token, target)


@router.post("/login")
async def login(
    request: Request,
    desk: AtDesk,
    token: Annotated[str, Form(max_length=1000)] = "",
    next: Annotated[str, Form(max_length=4000)] = "/",
) -> Response:
    """Check a token; the browser then carries a signed session, not the token."""
    if desk.keys.holder(token.strip()) is None:
        await asyncio.sleep(_WRONG_TOKEN_SECONDS)
        return page("login.html", 401, next=within_site(next), wrong="令牌不对，请再核对。")
    return _let_in(request, desk, token.strip(), within_site(next))


@router.post("/logout")
def logout() -> Response:
    """End the browser's session."""
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return response


@router.get("/static/{name}")
def static(name: str) -> Response:
    """A style or a script; its address changes with its content."""
    content = static_files().get(name)
    if content is None:
        raise NotFound("没有这个文件。", "请刷新页面。")
    return Response(
        content,
        media_type=_MEDIA[name.rpartition(".")[2]],
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


@router.get("/favicon.ico")
def icon() -> Response:
    """The sign of the page."""
    return Response(static_files()["icon.svg"], media_type=_MEDIA["svg"], headers={"Cache-Control": "max-age=86400"})


def _let_in(request: Request, desk: Desk, token: str, target: str) -> Response:
    session = desk.keys.session(token, time.time())
    assert session is not None
    response = RedirectResponse(target, 303)
    response.set_cookie(
        COOKIE,
        session,
        max_age=SESSION_SECONDS,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return response


def within_site(target: str) -> str:
    """An address on this site; anything else becomes the first page."""
    inside = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if inside and not target.startswith("/login") else "/"
