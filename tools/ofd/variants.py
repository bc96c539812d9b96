"""OFD files as other writers make them, and broken ones, from files written by ofdrw.

ofdrw always writes one text code an object and a plain list of distances. The standard (GB/T 33190—2016, 11.3) allows
more, and other writers use it; ``forms`` shows these ways side by side.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
CONTENT = "Doc_0/Pages/Page_0/Content.xml"
DOCUMENT = "Doc_0/Document.xml"
TEMPLATE = "Doc_0/Tpls/Tpl_0/Content.xml"


def _object(number: int, box: str, code: str, more: str = "", size: str = "5.64") -> str:
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{box}" Font="3" Size="{size}" {more}>'
        f'<ofd:FillColor Value="0 0 0"/>{code}</ofd:TextObject>'
    )


def _code(text: str, x: str = "0", y: str = "5", delta: str = "") -> str:
    return f'<ofd:TextCode X="{x}" Y="{y}" {delta}>{text}</ofd:TextCode>'


def _forms() -> tuple[str, str, list[str]]:
    """Content of the page, content of its template, and the lines in reading order."""
    body = [
        # The lower line comes first in the file: reading order is by place, not by place in the file.
        _object(20, "28 120 156 8", _code("第三行在文件里排在最前面。", delta='DeltaX="g 12 5.64"')),
        # Distances written short, as "g count distance".
        _object(21, "28 60 156 8", _code("第一行：距离用g简写。", delta='DeltaX="g 10 5.64"')),
        # Two text codes in one object: the cells of a row.
        _object(
            22,
            "28 90 156 8",
            _code("第二行：姓名", delta='DeltaX="g 5 5.64"')
            + _code("冯秀兰", x="60", delta='DeltaX="5.64 5.64"')
            + _code("电话", x="100", delta='DeltaX="5.64"')
            + _code("19900002218", x="120", delta='DeltaX="g 10 2.82"'),
        ),
        # Unit size, scaled to true size by the matrix.
        _object(
            23,
            "28 150 156 8",
            _code("第四行由变换矩阵放大。", y="0.9", delta='DeltaX="g 10 1"'),
            'CTM="5.64 0 0 5.64 0 0"',
            "1",
        ),
        # One object a character, as printer drivers do.
        *(
            _object(30 + at, f"{28 + 5.64 * at:.2f} 180 5.64 8", _code(char))
            for at, char in enumerate("第五行一字一个对象。")
        ),
        # Within a block.
        '<ofd:PageBlock ID="60">'
        + _object(61, "28 210 156 8", _code("第六行在页块里。", delta='DeltaX="g 7 5.64"'))
        + "</ofd:PageBlock>",
        # Characters that XML writes as references.
        _object(
            62, "28 225 156 8", _code("第七行：甲&amp;乙&lt;协议&gt;&#8220;补充&#8221;。", delta='DeltaX="g 13 5.64"')
        ),
        # Not shown, so not read.
        _object(63, "28 240 156 8", _code("这一行不显示。", delta='DeltaX="g 6 5.64"'), 'Visible="false"'),
    ]
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:Page {NAMESPACE}>'
        '<ofd:Template TemplateID="50" ZOrder="Background"/>'
        f'<ofd:Content><ofd:Layer Type="Body" ID="2">{"".join(body)}</ofd:Layer></ofd:Content></ofd:Page>'
    )
    head = _object(51, "70 25 80 8", _code("安和县信访局稿纸", delta='DeltaX="g 7 5.64"'))
    template = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:Page {NAMESPACE}>'
        f'<ofd:Content><ofd:Layer Type="Background" ID="52">{head}</ofd:Layer></ofd:Content></ofd:Page>'
    )
    lines = [
        "安和县信访局稿纸",
        "第一行：距离用g简写。",
        "第二行：姓名 冯秀兰 电话 19900002218",
        "第三行在文件里排在最前面。",
        "第四行由变换矩阵放大。",
        "第五行一字一个对象。",
        "第六行在页块里。",
        "第七行：甲&乙<协议>“补充”。",
    ]
    return content, template, lines


def forms(base: Path, out: Path, expected: Path) -> None:
    """A page with the forms of text objects that ofdrw does not write, over a template page."""
    content, template, lines = _forms()
    with zipfile.ZipFile(base) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == CONTENT:
                data = content.encode()
            elif name == DOCUMENT:
                page = b'<ofd:TemplatePage ID="50" Name="head" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
                data = data.replace(b"</ofd:CommonData>", page)
            if not name.endswith("/"):
                target.writestr(name, data)
        target.writestr(TEMPLATE, template)
    expected.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _edited(source: Path, out: Path, name: str, data: bytes | None) -> None:
    """A copy in which one entry is replaced, or left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry == name:
                if data is not None:
                    new.writestr(entry, data)
            elif not entry.endswith("/"):
                new.writestr(entry, old.read(entry))


def broken(text: Path, pages: Path, target: Path) -> None:
    """Files that cannot be read, or not wholly."""
    whole = text.read_bytes()
    (target / "truncated.ofd").write_bytes(whole[: len(whole) * 2 // 3])
    with zipfile.ZipFile(text) as source:
        content = source.read(CONTENT)
    _edited(text, target / "broken-xml.ofd", CONTENT, content[: len(content) // 2])
    _edited(text, target / "no-root.ofd", "OFD.xml", None)
    _edited(pages, target / "missing-page.ofd", "Doc_0/Pages/Page_1/Content.xml", None)
    entity = b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    text_object = _object(9, "28 60 156 8", _code("外部实体：&f;"))
    hostile = f'<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer ID="2">{text_object}</ofd:Layer></ofd:Content></ofd:Page>'
    _edited(text, target / "entity.ofd", CONTENT, entity + hostile.encode())
    (target / "not-a-zip.ofd").write_text("这不是一个OFD文件。\n", encoding="utf-8")
