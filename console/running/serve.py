"""``juanzong serve``: the page and the API, for this machine or an office."""

from __future__ import annotations

import signal
import socket
import threading
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import click
import uvicorn
from fastapi import FastAPI

from archive import intake
from archive.errors import JuanzongError, SettingsError, WorkUnavailable
from archive.extract.painter import Painter
from archive.extract.pool import ReaderPool
from archive.pictures import PagePictures
from console.command import Invocation, OfficeCommand, pass_invocation
from console.office import Office
from console.output import print_json
from console.work.background import Queue, steward, where_nothing_waits
from console.work.queue import queue_of
from indexer import pipeline
from search_api.access import ADMINISTRATOR
from search_api.http.app import DRAWN_AT_ONCE, LOOKED_AT_ONCE, create_app
from search_api.http.guard import LOOPBACK
from search_api.http.keys import Keys, token_of

_LONGEST_ADDRESS = 256 * 1024
"""Bytes of a request's first line and headers: a query of 10,000 characters, percent-encoded, fits."""
_PATIENCE = 10
"""Seconds that requests under way are given when the server is stopped."""


@click.command("serve", cls=OfficeCommand)
@click.option("--host", default="127.0.0.1", metavar="地址", help="在哪个地址上服务（默认只有本机能打开）。")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, metavar="端口", help="端口（默认 8765）。")
@click.option("--jobs", type=click.IntRange(min=1), metavar="个数", help="同时读取的文件数（默认为处理器个数）。")
@pass_invocation
def command(invocation: Invocation, host: str, port: int, jobs: int | None) -> None:
    """启动网页和接口。按 Ctrl-C 停止。

    默认只有本机能打开；要给办公室里别的机器用，请加 --host 0.0.0.0。服务期间会接着读完没读完的文件，并更新索引。
    """
    office = invocation.office
    token = token_of(office.settings.home, office.settings.token)
    keys = Keys({token: ADMINISTRATOR})
    with (
        _listening(host, port) as door,
        _reading(office, jobs or office.settings.jobs) as read,
        Painter(DRAWN_AT_ONCE) as painter,
        ReaderPool(LOOKED_AT_ONCE, office.settings.limits) as at_hand,
    ):
        painter.warm()
        shown = f"http://{_shown(host)}:{door.getsockname()[1]}"
        app = create_app(
            record=office.record,
            originals=office.originals,
            searcher=office.searcher,
            papers_folder=office.papers_folder,
            shelf=office.shelf,
            read=read,
            look=lambda path: at_hand.read(path).pages,
            keys=keys,
            pictures=PagePictures(office.settings.home / "pictures", painter),
            hosts={*LOOPBACK, host} if _is_loopback(host) else None,
        )
        server = stoppable(app)
        _announce(shown, f"{shown}/login?code={keys.link(token, time.time())}", host, as_json=invocation.json)
        server.run(sockets=[door])
    if not invocation.json:
        click.echo("已停止。没读完的文件下次启动会接着读。")


def _announce(address: str, login: str, host: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"address": address, "login": login})
        return
    click.echo(f"卷宗已启动：{address}")
    click.echo(f"请打开登录链接（一小时内有效，只能用一次）：\n  {login}")
    click.echo("以后再登录，令牌在数据文件夹的 token 文件里；用 JUANZONG_TOKEN 设了令牌的，就是那一个。")
    if not _is_loopback(host):
        click.echo("注意：别的机器也能打开。传输没有加密，请只在内网使用，或在前面放一个带 HTTPS 的代理。")
    click.echo("按 Ctrl-C 停止。")


def stoppable(app: FastAPI) -> uvicorn.Server:
    """A server that Ctrl-C and SIGTERM stop, from now on: even before it runs, and only once when it has stopped."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # it would hold what people search for, and login codes
        server_header=False,
        lifespan="off",
        ws="none",
        h11_max_incomplete_event_size=_LONGEST_ADDRESS,
        timeout_graceful_shutdown=_PATIENCE,
    )
    server = uvicorn.Server(config)

    def stop(*_: object) -> None:
        server.should_exit = True

    # uvicorn takes the signals once it runs, and raises them again when it has stopped: by then they have done their work
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return server


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket bound to the address. Raises SettingsError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.listen(1024)  # before the address is told: who is quick must not be refused
    except OSError as exc:
        raise SettingsError(
            f"不能在 {host} 的端口 {port} 上服务（{exc.strerror}）。",
            "可能已经有一个卷宗在运行，或端口被别的程序占用；请换一个，例如 --port 8766。",
        ) from exc
    with door:
        yield door


@contextmanager
def _reading(office: Office, jobs: int) -> Iterator[Callable[[Collection[int]], None]]:
    """While the server runs: read what comes in and what was left over, and keep the index filled."""
    _ = office.record, office.originals, office.searcher  # opened here, before threads could open them twice
    queue = queue_of(office.settings)
    if queue is not None:
        send = _patient(queue)
        with steward(office, where_nothing_waits(queue)):
            yield send
        return
    with BackgroundReader(office, jobs) as reader, steward(office, reader.read):
        yield reader.read


def _patient(queue: Queue) -> Callable[[Collection[int]], None]:
    def send(document_ids: Collection[int]) -> None:
        try:
            queue.send(document_ids)
        except WorkUnavailable as error:  # what was received is safe; the steward sends it again
            print(f"{error.message}{error.advice}", flush=True)

    return send


class BackgroundReader:
    """Reads documents in processes of this machine while something else goes on."""

    def __init__(self, office: Office, jobs: int) -> None:
        self._office = office
        self._pool = ReaderPool(jobs, office.settings.limits)
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="reading")
        self._taken: set[int] = set()
        self._lock = threading.Lock()

    def read(self, document_ids: Collection[int]) -> None:
        """Have documents read; returns at once. Those already on their way are not taken twice."""
        with self._lock:
            fresh = [number for number in document_ids if number not in self._taken]
            self._taken.update(fresh)
        for number in fresh:
            self._threads.submit(self._read, number)

    def _read(self, document_id: int) -> None:
        office = self._office
        try:
            intake.extract(office.record, office.originals, self._pool, document_id, office.settings.limits)
            pipeline.drain(office.record, office.index, office.segmenter)
        except JuanzongError as error:  # the database or the index is away for a while; the steward asks again
            print(f"{error.message}{error.advice}", flush=True)
        finally:
            with self._lock:
                self._taken.discard(document_id)

    def __enter__(self) -> BackgroundReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._pool.close()
        self._threads.shutdown()


def _is_loopback(host: str) -> bool:
    return host in LOOPBACK or host.startswith("127.")


def _shown(host: str) -> str:
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 named, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
