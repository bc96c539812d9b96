"""Errors as the API tells them: RFC 9457 ``application/problem+json``, in Chinese; as a page where a page was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from archive.errors import AccessDenied, InvalidInput, JuanzongError, MissingFields, NotFound
from search_api.http.pages.paint import paint

TITLES: Mapping[int, str] = {
    400: "请求看不懂",
    401: "需要登录",
    403: "不允许",
    404: "没有找到",
    405: "不能这样请求",
    409: "有冲突",
    413: "内容太大",
    421: "地址不对",
    422: "内容有误",
    500: "程序出错",
    503: "暂时不可用",
    507: "存储空间不足",
}


class BadRequest(JuanzongError):
    """A request that is not one."""

    code = "invalid_input"
    status = 400


class Forbidden(JuanzongError):
    """A page of another site tried to change something here."""

    code = "access_denied"
    status = 403


class MethodNotAllowed(JuanzongError):
    """An address that is there, but not to be asked like this."""

    code = "invalid_input"
    status = 405


class TooMuch(JuanzongError):
    """More bytes than are taken at once."""

    code = "too_large"
    status = 413


class Misdirected(JuanzongError):
    """The request named a host that is not this machine: a rebound name, or a proxy nobody announced."""

    code = "access_denied"
    status = 421


_FIELD_ERRORS: Mapping[str, str] = {
    "missing": "缺少这一项",
    "int_parsing": "应是整数",
    "int_type": "应是整数",
    "bool_parsing": "应是 true 或 false",
    "string_type": "应是文字",
    "literal_error": "只能是 {expected}",
    "greater_than_equal": "应不小于 {ge}",
    "less_than_equal": "应不大于 {le}",
    "string_too_long": "最多 {max_length} 个字",
    "string_too_short": "至少 {min_length} 个字",
    "extra_forbidden": "没有这一项",
    "json_invalid": "不是 JSON",
    "dict_type": "应是“项: 值”的对象",
}


def install(app: FastAPI) -> None:
    """Have every error of the application told in this form."""

    @app.exception_handler(JuanzongError)
    async def ours(request: Request, error: JuanzongError) -> Response:
        return answer(request.scope, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return answer(
            request.scope, InvalidInput("请求里有不对的项。", "请按下面各项的说明改正。"), _fields(error.errors())
        )

    @app.exception_handler(HTTPException)
    async def route(request: Request, error: HTTPException) -> Response:
        return answer(request.scope, _of_route(error.status_code), headers=error.headers)


def _of_route(status: int) -> JuanzongError:
    if status == 413:
        return TooMuch("上传的内容太大。", "请分几次上传，或把大文件拆开。")
    if status == 404:
        return NotFound("没有这个地址。", "请从首页重新进入，或核对接口文档 /api/openapi.json。")
    if status == 405:
        return MethodNotAllowed("这个地址不能这样请求。", "请核对接口文档 /api/openapi.json 里的请求方法。")
    return BadRequest("请求的格式不对，看不懂。", "请核对请求的正文；一次最多上传 1000 个文件。")


def answer(
    scope: Mapping[str, Any],
    error: JuanzongError,
    fields: Sequence[Mapping[str, str]] = (),
    *,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The response that tells an error, as JSON or as a page."""
    if wants_page(scope):
        details = [*error.details().get("fields", ()), *fields]
        page = paint("error.html", error=error, title=TITLES.get(error.status, "出错"), fields=details)
        return Response(page, error.status, headers, "text/html; charset=utf-8")
    return JSONResponse(
        problem(error, scope["path"], fields),
        error.status,
        {"Content-Language": "zh-CN", **(headers or {})},
        "application/problem+json",
    )


def problem(error: JuanzongError, path: str, fields: Sequence[Mapping[str, str]] = ()) -> dict[str, Any]:
    """The JSON object of an error (RFC 9457 section 3), with code, advice and fields beside the standard members."""
    value: dict[str, Any] = {
        "type": f"urn:juanzong:error:{error.error_code}",
        "title": TITLES.get(error.status, "出错"),
        "status": error.status,
        "detail": error.message,
        "instance": path,
        "code": error.error_code,
        "advice": "请把这些项放进请求的 fields，再生成一次。" if isinstance(error, MissingFields) else error.advice,
        **error.details(),
    }
    if fields:
        value["fields"] = list(fields)
    return value


def wants_page(scope: Mapping[str, Any]) -> bool:
    """True for a browser that asked for a page, False for a program."""
    if scope["path"].startswith("/api/"):
        return False
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def internal() -> JuanzongError:
    """An error nobody foresaw; what it was stands in the server's log only."""
    return JuanzongError("程序遇到了没有料到的错误，已记入日志。", "请稍后重试；仍不行，请把时间和做了什么告诉管理员。")


def not_logged_in() -> AccessDenied:
    """No token, or a wrong one."""
    return AccessDenied(
        "需要登录，或者令牌不对。", "请在请求头里写 Authorization: Bearer 令牌；令牌见数据文件夹里的 token 文件。"
    )


def foreign_origin() -> Forbidden:
    """A page of another site tried to change something here."""
    return Forbidden("这个请求来自别的网站，已拒绝。", "请在卷宗自己的页面上操作。")


def foreign_host() -> Misdirected:
    """The request named another host than this machine."""
    return Misdirected(
        "这不是本机的地址，已拒绝。", "请用 http://127.0.0.1:端口 打开；要让别的机器使用，请在启动时加 --host。"
    )


def too_much(limit: int) -> TooMuch:
    """A request with more bytes than are taken at once."""
    return TooMuch(f"一次上传不能超过 {limit / 2**20:.0f} MB。", "请分几次上传，或把大文件拆开。")


def _fields(errors: Sequence[Any]) -> list[dict[str, str]]:
    found = []
    for error in errors:
        place = [str(part) for part in error["loc"] if part not in ("query", "path", "body", "header")]
        context = {
            name: str(value).replace(" or ", "、").replace(", ", "、").replace("'", "")
            for name, value in error.get("ctx", {}).items()
        }
        said = _FIELD_ERRORS.get(error["type"], "值不对")
        found.append({"key": ".".join(place) or "body", "label": said.format_map(_Blank(context))})
    return found


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
