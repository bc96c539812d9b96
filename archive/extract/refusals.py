"""The reasons for which a file cannot be read, each with what happened and what the office can do.

Every function returns the error to be raised. ``timeout``, ``memory`` and ``crashed`` mean that the file ended its
reading process: such a file is tried again at most ``Limits.tries`` times. All other codes are final for these bytes,
except ``vanished``, ``interrupted`` and ``no_reader``, which say nothing about the content.
"""

from __future__ import annotations

from archive.errors import ReadError

DEADLY = frozenset({"timeout", "memory", "crashed"})
"""Codes of files that killed their reader."""


def encrypted(what: str) -> ReadError:
    """The content is protected by a password."""
    return ReadError(
        f"{what}已加密，需要密码才能打开。", "请向来件人索取未加密的版本，或用密码打开后另存再交。", code="encrypted"
    )


def signed(what: str) -> ReadError:
    """The file carries a signature whose protected content is not read."""
    return ReadError(
        f"{what}带有电子签章，不能直接读取。", "请在阅读器中打开核验签章，再打印为 PDF 后交。", code="signed"
    )


def damaged(what: str) -> ReadError:
    """The bytes do not follow their own format."""
    return ReadError(
        f"{what}已损坏或不完整，无法读取。", "请重新复制或下载原件；若是扫描件，请重新扫描。", code="damaged"
    )


def empty() -> ReadError:
    """Zero bytes."""
    return ReadError("文件是空的（0 字节）。", "请检查复制或下载是否完成，然后重新提交。", code="empty")


def unsupported(label: str, advice: str) -> ReadError:
    """A format that is not read here."""
    return ReadError(f"不能读取这种文件：{label}。", advice, code="unsupported")


def too_large(message: str, advice: str) -> ReadError:
    """More pixels, bytes or characters than the limits allow."""
    return ReadError(message, advice, code="too_large")


def no_converter(label: str) -> ReadError:
    """LibreOffice is needed and not installed."""
    return ReadError(
        f"读取{label}需要 LibreOffice，本机没有安装。",
        "请安装 LibreOffice 后重试；或在 Word、WPS 中把文件另存为 .docx 再交。",
        code="no_converter",
    )


def not_converted(label: str) -> ReadError:
    """LibreOffice is there but could not open the file."""
    return ReadError(
        f"LibreOffice 无法打开这份{label}，可能已损坏或有密码。",
        "请在 Word、WPS 中打开，另存为 .docx 再交。",
        code="damaged",
    )


def vanished() -> ReadError:
    """The file was there, and is no more."""
    return ReadError("读取时文件不见了。", "请确认文件没有被移动或删除，存储设备连接正常，然后重试。", code="vanished")


def forbidden() -> ReadError:
    """The operating system does not let us read the file."""
    return ReadError("没有权限读取这个文件。", "请让管理员放开读取权限后重试。", code="unreadable")


def disk(reason: str) -> ReadError:
    """The operating system reports an error while reading."""
    return ReadError(f"读取文件时系统出错：{reason}。", "请检查存储设备后重试。", code="unreadable")


def unexpected(kind: str) -> ReadError:
    """A reader failed in a way nobody foresaw; the log has the details."""
    return ReadError(
        f"读取时发生意外错误（{kind}）。",
        "请把原件另存为 PDF 后重试；若仍失败，请联系管理员查看日志。",
        code="unreadable",
    )


def timeout(seconds: float) -> ReadError:
    """Nothing came out of the reading process for too long."""
    return ReadError(
        f"读取超过 {seconds:g} 秒没有进展，已中止。", "请把文件拆小，或打印为 PDF 后重试。", code="timeout"
    )


def memory(limit: int) -> ReadError:
    """The reading process took too much memory. ``limit`` in bytes."""
    size = f"{limit / 1024**3:.1f} GB" if limit >= 1024**3 else f"{limit / 1024**2:.0f} MB"
    return ReadError(f"读取占用内存超过 {size}，已中止。", "请把文件拆小，或降低扫描分辨率后重试。", code="memory")


def crashed() -> ReadError:
    """The reading process ended without an answer."""
    return ReadError("读取程序意外退出。", "文件可能已损坏；请在别的软件中打开并另存后重试。", code="crashed")


def no_reader() -> ReadError:
    """The reading process could not be started."""
    return ReadError("读取程序无法启动。", "请检查安装是否完整、内存是否足够，然后重试。", code="no_reader")


def interrupted() -> ReadError:
    """The pool was closed while the file was being read."""
    return ReadError("读取被中断。", "重新运行即可继续，已完成的不会重做。", code="interrupted")
