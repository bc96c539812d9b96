"""An OFD page as an office prints it: red lines, a table, blue words, a drawn seal and one that is a picture."""

from __future__ import annotations

import io
import math
import zipfile
from pathlib import Path

from PIL import Image, ImageDraw

_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_STAR = " ".join(
    f"{'S' if not at else 'L'} {20 + 6 * math.sin(4 * math.pi * at / 5):.2f} {20 - 6 * math.cos(4 * math.pi * at / 5):.2f}"
    for at in range(5)
)
_WORDS = (
    ("关于宅基地的来件", "50 60 120 10", "8", "4", "", "g 7 8"),
    ("方正县人民政府文件", "40 30 130 14", "12", "3", '<ofd:FillColor Value="255 0 0"/>', "g 8 12"),
    (
        "本件由系统转来，办理单位为松河镇人民政府。",
        "28 90 160 7",
        "5",
        "3",
        '<ofd:FillColor Value="0 0 200"/>',
        "g 19 5",
    ),
    ("姓名", "32 113 20 7", "5", "3", "", "5"),
    ("王建国", "72 113 20 7", "5", "3", "", "g 2 5"),
)
CONTENT = "".join(
    (
        '<ofd:PathObject ID="20" Boundary="20 48 170 1" DrawParam="9">'
        "<ofd:AbbreviatedData>S 0 0 L 170 0</ofd:AbbreviatedData></ofd:PathObject>",
        *(
            f'<ofd:PathObject ID="{30 + at}" Boundary="28 {110 + 12 * at} 150 1" LineWidth="0.35">'
            "<ofd:AbbreviatedData>M 0 0 L 150 0</ofd:AbbreviatedData></ofd:PathObject>"
            for at in range(3)
        ),
        *(
            f'<ofd:PathObject ID="{40 + at}" Boundary="{left} 110 1 24" LineWidth="0.35">'
            "<ofd:AbbreviatedData>M 0 0 L 0 24</ofd:AbbreviatedData></ofd:PathObject>"
            for at, left in enumerate((28, 68, 178))
        ),
        # a drawn seal of unit size, made 40 mm wide by its matrix: a ring of two arcs and a star
        '<ofd:PathObject ID="50" Boundary="120 200 42 42" CTM="20 0 0 20 21 21" LineWidth="0.06">'
        '<ofd:StrokeColor Value="220 0 0"/><ofd:AbbreviatedData>S -1 0 A 1 1 0 1 1 1 0 A 1 1 0 1 1 -1 0 C'
        "</ofd:AbbreviatedData></ofd:PathObject>",
        '<ofd:PathObject ID="51" Boundary="121 201 40 40" Stroke="false" Fill="true">'
        f'<ofd:FillColor Value="220 0 0"/><ofd:AbbreviatedData>{_STAR} C</ofd:AbbreviatedData></ofd:PathObject>',
        '<ofd:PathObject ID="52" Boundary="28 150 60 20" Stroke="false" Fill="true" Alpha="128">'
        '<ofd:FillColor Value="255 255 0"/><ofd:AbbreviatedData>S 0 0 L 60 0 Q 70 10 60 20 B 40 25 20 25 0 20 C'
        "</ofd:AbbreviatedData></ofd:PathObject>",
        '<ofd:PathObject ID="53" Boundary="28 180 120 1" DashPattern="3 1" LineWidth="0.5">'
        "<ofd:AbbreviatedData>M 0 0 L 120 0</ofd:AbbreviatedData></ofd:PathObject>",
        '<ofd:ImageObject ID="60" ResourceID="7" Boundary="40 200 40 40" CTM="40 0 0 40 0 0"/>',
        *(
            f'<ofd:TextObject ID="{70 + at}" Boundary="{box}" Font="{font}" Size="{size}">{ink}'
            f'<ofd:TextCode X="0" Y="{float(size) * 0.9:.2f}" DeltaX="{delta}">{text}</ofd:TextCode></ofd:TextObject>'
            for at, (text, box, size, font, ink, delta) in enumerate(_WORDS)
        ),
    )
)


def _seal() -> bytes:
    """A red ring on nothing."""
    image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 10, 390, 390), outline=(230, 0, 0, 255), width=16)
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def write_ofd(path: Path, content: str = CONTENT) -> Path:
    """The file."""
    members = {
        "OFD.xml": f'<ofd:OFD {_OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
        '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/PublicRes.xml": f'<ofd:Res {_OFD} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/>'
        '<ofd:Font ID="4" FontName="黑体"/></ofd:Fonts><ofd:DrawParams><ofd:DrawParam ID="8"><ofd:StrokeColor '
        'Value="#FF #00 #00"/></ofd:DrawParam><ofd:DrawParam ID="9" Relative="8" LineWidth="0.8"/></ofd:DrawParams>'
        '<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>seal.png</ofd:MediaFile>'
        "</ofd:MultiMedia></ofd:MultiMedias></ofd:Res>",
        "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page {_OFD}><ofd:Content><ofd:Layer ID="10">{content}</ofd:Layer>'
        "</ofd:Content></ofd:Page>",
    }
    with zipfile.ZipFile(path, "w") as made:
        for name, text in members.items():
            made.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
        made.writestr("Doc_0/Res/seal.png", _seal())
    return path
