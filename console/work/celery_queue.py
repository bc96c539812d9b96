"""The queue behind a broker: Celery's only home.

Tasks carry ids, may be delivered twice, and are acknowledged after they are done. What a broker or a worker loses is
found again in the record.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from celery import Celery, signals
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from archive import intake
from archive.errors import JuanzongError, WorkUnavailable
from archive.extract.pool import ReaderPool
from console.office import Office
from console.work.background import steward, where_nothing_waits

READ = "juanzong.read"
"""Name of the task that reads one document."""
_QUEUE = "juanzong"


def application(broker: str) -> Celery:
    """The Celery application; connects on first use."""
    app = Celery("juanzong", broker=broker)
    app.conf.update(
        task_default_queue=_QUEUE,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        broker_connection_retry_on_startup=True,
        broker_transport_options={"visibility_timeout": 3600, "socket_timeout": 15, "socket_connect_timeout": 5},
        timezone="UTC",
    )
    return app


class CeleryQueue:
    """Sends ids to workers and asks how things stand."""

    def __init__(self, broker: str) -> None:
        self._broker = broker

    @cached_property
    def _app(self) -> Celery:
        return application(self._broker)

    def send(self, document_ids: Collection[int]) -> None:
        """Ask for these documents to be read. Raises WorkUnavailable."""
        try:
            with self._app.producer_or_acquire() as producer:
                for document_id in document_ids:
                    self._app.send_task(READ, (document_id,), producer=producer, retry=False)
        except (OperationalError, RedisError, OSError) as exc:
            raise _away() from exc

    def is_empty(self) -> bool:
        """True if no message waits to be taken up. Raises WorkUnavailable."""
        try:
            with self._app.connection_for_read() as connection:
                return int(connection.default_channel.client.llen(_QUEUE)) == 0
        except (OperationalError, RedisError, OSError) as exc:
            raise _away() from exc

    def answers(self) -> bool:
        """True as soon as one worker answers; False after two seconds of silence. Raises WorkUnavailable."""
        return bool(self._ping(timeout=2.0, limit=1))

    def workers(self) -> int:
        """Workers that answer within a second. Raises WorkUnavailable."""
        return len(self._ping(timeout=1.0))

    def _ping(self, **how: float) -> list[object]:
        try:
            return list(self._app.control.ping(**how))
        except (OperationalError, RedisError, OSError) as exc:
            raise _away() from exc


def serve(office: Office, jobs: int) -> None:
    """Be a worker: read documents as ids arrive, until told to stop."""
    _ = office.record, office.originals, office.index, office.words  # opened here: threads could open them twice
    app = application(office.settings.broker)
    queue = CeleryQueue(office.settings.broker)
    with ReaderPool(jobs, office.settings.limits) as pool:

        @app.task(name=READ)  # type: ignore[untyped-decorator]  # Celery has no types
        def read(document_id: int) -> None:
            try:
                intake.extract(office.record, office.originals, pool, document_id, office.settings.limits)
            except JuanzongError as error:  # the document stays unread; the steward asks for it again
                print(f"{error.message}{error.advice}", flush=True)

        @signals.worker_ready.connect(weak=False)  # type: ignore[untyped-decorator]  # Celery has no types
        def ready(**_: object) -> None:
            print(f"工作进程已启动，同时读 {jobs} 份文件，正在等待任务。按 Ctrl-C 停止。", flush=True)

        with steward(office, where_nothing_waits(queue)):
            # threads: each waits for a reading process of its own, and nothing is forked after a model is loaded
            app.worker_main(
                ["--quiet", "worker", "--pool=threads", f"--concurrency={jobs}", "--loglevel=ERROR", "--without-gossip"]
            )


def _away() -> WorkUnavailable:
    return WorkUnavailable(
        "连不上任务队列。", "请检查 JUANZONG_BROKER 设置和 Redis 服务；已收下的文件不会丢，恢复后会接着处理。"
    )
