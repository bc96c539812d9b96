"""Errors over HTTP: RFC 9457, in Chinese, with what to do; and the description of the API."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.openapi.models import OpenAPI
from httpx import Response

from search_api.search import Searcher
from tests.search_api.http.conftest import Here, build
from tests.templates.samples import HOMESTEAD

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _problem(answer: Response, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == "zh-CN"
    problem: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail", "instance", "code", "advice"} <= problem.keys()
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["type"] == f"urn:juanzong:error:{code}"
    for member in ("title", "detail", "advice"):
        assert _CHINESE.search(problem[member]), member
    return problem


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/nowhere", 404, "not_found"),
        ("GET", "/api/documents/4711", 404, "not_found"),
        ("GET", "/api/documents/4711/text", 404, "not_found"),
        ("GET", "/api/documents/1/text?page=99", 404, "not_found"),
        ("GET", "/api/documents/2/pages/1/picture", 404, "not_found"),
        ("GET", "/api/papers/4711", 404, "not_found"),
        ("GET", "/api/cases/没有", 404, "not_found"),
        ("GET", "/api/laws/没有", 404, "not_found"),
        ("DELETE", "/api/search", 405, "invalid_input"),
        ("GET", "/api/documents/x", 422, "invalid_input"),
        ("GET", "/api/documents/99999999999999999999", 422, "invalid_input"),
        ("GET", "/api/search?limit=100000", 422, "invalid_input"),
        ("GET", "/api/search?sort=best", 422, "invalid_input"),
        ("GET", "/api/precedents", 422, "invalid_input"),
        ("POST", "/api/documents", 422, "invalid_input"),
    ],
)
def test_every_error_has_the_one_form(here: Here, method: str, path: str, status: int, code: str) -> None:
    """A program reads one form; a clerk reads what to do."""
    problem = _problem(here.client().request(method, path), status, code)

    if status == 422:
        assert all(_CHINESE.search(field["label"]) for field in problem["fields"])
        assert problem["fields"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"template": 1}', b'{"template": "reply", "x": 1}', b"\xff"])
def test_a_body_that_is_none_is_told_so(here: Here, body: bytes) -> None:
    """Half a request must not make half a paper."""
    answer = here.client().post(
        f"/api/cases/{HOMESTEAD.no}/papers", content=body, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code in (400, 422)
    _problem(answer, answer.status_code, "invalid_input")


def test_what_nobody_foresaw_is_not_shown(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stack trace tells a stranger how the office is built, and a clerk nothing."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail of the machine")

    monkeypatch.setattr(Searcher, "search", broken)
    answer = here.client().get("/api/search")

    _problem(answer, 500, "error")
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    page = here.client().get("/", headers={"Accept": "text/html"})
    assert (page.status_code, "secret" in page.text, "程序出错" in page.text) == (500, False, True)


def test_a_person_gets_a_page(here: Here) -> None:
    """JSON in the browser window looks like a broken program."""
    answer = here.client().get("/documents/4711", headers={"Accept": "text/html"})

    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "没有编号为 4711 的文档" in answer.text


def test_too_large_a_request_is_stopped(tmp_path: Any) -> None:
    """Said with its size or without, it must not fill the disk."""
    small = build(tmp_path / "home", most_bytes=1000)
    client = small.client()

    stated = client.post("/api/documents", files={"files": ("大.txt", b"x" * 2000)})
    chunked = client.post(
        "/api/documents",
        content=iter(
            [b'--b\r\nContent-Disposition: form-data; name="files"; filename="x"\r\n\r\n'] + [b"x" * 100] * 50
        ),
        headers={"Content-Type": "multipart/form-data; boundary=b"},
    )

    _problem(stated, 413, "too_large")
    _problem(chunked, 413, "too_large")
    with small.office.record.read() as tx:
        assert list(tx.documents.all()) == []
    small.close()


def test_the_description_is_valid_and_chinese(here: Here) -> None:
    """Whoever connects another system reads this and nothing else."""
    described = here.client().get("/api/openapi.json").json()

    OpenAPI.model_validate(described)
    operations = [op for path in described["paths"].values() for op in path.values()]
    assert len(operations) > 15
    for operation in operations:
        assert _CHINESE.search(operation["summary"]), operation
        assert _CHINESE.search(operation["description"]), operation
        for parameter in operation.get("parameters", []):
            assert _CHINESE.search(parameter.get("description", "")), parameter
    assert "HTTPValidationError" not in described["components"]["schemas"]
    for name, schema in described["components"]["schemas"].items():
        for key, value in schema.get("properties", {}).items():
            assert _CHINESE.search(value.get("description", "")), (name, key)


def test_nothing_is_allowed_to_other_sites(here: Here) -> None:
    """No CORS header, no script in the page, nothing framed."""
    answer = here.client().get("/", headers={"Origin": "https://evil.example", "Accept": "text/html"})

    assert not [name for name in answer.headers if name.startswith("access-control-")]
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
