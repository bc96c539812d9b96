"""Make the OFD samples of the tests: ``python -m tools.ofd.samples`` from the root of the checkout.

Needs a JDK 17, Maven and the fonts named in ``tools/demonstration/seal.py``. Document ids, dates and signatures differ
from run to run; the content does not.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from tools.demonstration.seal import SIMPLIFIED, font, round_seal, stamp
from tools.ofd import variants
from tools.ofd.layout import LEFT, SIZE, TOP, WIDTH, Description, wrap, write

TARGET = Path("tests/archive/extract/ofd")

TRANSFER = [
    "现将柳河镇河东村村民秦玉山反映“蘑菇厂收购未成、误了种植季节，要求赔偿损失”的信访事项（登记编号：XF2023040037LX）"
    "转送你镇。",
    "请依照《信访工作条例》第二十三条规定，自收到之日起15日内书面告知信访人接收情况以及处理途径和程序；"
    "如不属于你镇职权范围，请于5个工作日内提出异议并说明理由。",
]
MEASURES = [
    "一、县住房和城乡建设局负责督促供热企业在12月20日前完成二次管网平衡调试，室温低于18摄氏度的住户逐户建立台账。",
    "二、城关镇政府负责组织社区网格员入户测温，每日17时前汇总报送，联系人：魏春生，电话：0300-5580126。",
    "三、县市场监督管理局负责对收费项目逐项核查，涉嫌违规收费的依法立案，12月31日前报送结果。",
    "四、县信访局负责跟踪回访，对重复来访的5户逐一见面，办理情况于2024年1月10日前书面答复。",
]
SCANNED = [
    "我叫赵喜林，是双桥镇北洼村二组村民。2023年3月15日我在镇上“丰裕农资商店”买了“辽丰199”玉米种子60袋，每袋48元，"
    "一共花了2880元，种了42亩地。",
    "5月下旬出苗，稀稀拉拉，缺苗断垄。我找老板两趟，他说是天旱、播得深，不给赔。农技站的人来看过，说出芽率可能不够。",
    "请求领导派人鉴定种子质量，由卖种子的赔偿我的种子钱和误工、减产损失。",
]


def letter_head(page: Description, office: str, number: str, title: list[str]) -> None:
    """The head of an office's paper."""
    page.page()
    page.centre(office, 11.0, "小标宋", "D22020")
    page.y += 6
    page.centre(number, SIZE, "仿宋")
    page.y += 8
    for line in title:
        page.centre(line)
    page.y += 6


def transfer() -> Description:
    """One page of text objects: a letter passing a matter on."""
    page = Description()
    letter_head(page, "安和县信访局", "安信转字〔2023〕37号", ["关于转送秦玉山信访事项的函"])
    page.line(LEFT, "柳河镇人民政府：")
    for paragraph in TRANSFER:
        page.paragraph(paragraph)
    page.cells((LEFT + 2 * SIZE, "联系人：贺敏"), (LEFT + 80, "电话：0300-5580012"))
    page.y += 12
    page.right("安和县信访局")
    page.right("2023年4月19日", 3.5 * SIZE)
    return page


def minutes() -> Description:
    """Minutes flowing over several pages."""
    page = Description()
    letter_head(page, "安和县信访工作联席会议纪要", "〔2023〕9号", ["关于城区供热问题的会议纪要"])
    for turn in range(3):
        heading = ("会议听取了有关单位的汇报。", "会议指出，供热关系群众冷暖，不得推诿。", "会议议定以下事项：")[turn]
        page.paragraph(heading)
        for measure in MEASURES:
            page.paragraph(measure.replace("2024年1月10日", f"2024年1月{10 + turn}日"))
    page.paragraph("出席：县信访局贺敏，县住房和城乡建设局邵国华，城关镇魏春生。", 0)
    return page


def scan(lines: list[str], seal: str = "") -> Image.Image:
    """A page as a scanner gives it: 150 dots an inch, grey, or with a red seal."""
    page = Image.new("RGB", (1240, 1754), (250, 249, 245))
    draw = ImageDraw.Draw(page)
    face = font("NotoSerifCJK-Regular.ttc", 33, SIMPLIFIED)
    y = 230
    for at, paragraph in enumerate(lines):
        for line in wrap(("　　" if at else "") + paragraph, WIDTH):
            draw.text((165, y), line, font=face, fill=(38, 36, 40))
            y += 60
    page = page.filter(ImageFilter.GaussianBlur(0.5))
    return stamp(page, round_seal(seal, size=236), 900, y - 40) if seal else page.convert("L")


def scanned_letter() -> list[str]:
    """Lines of the picture pages, paragraph by paragraph."""
    return ["县领导：", *SCANNED, "反映人：赵喜林", "2023年6月2日"]


def expected_scan(lines: list[str]) -> str:
    """The lines as they stand on the picture."""
    return "\n".join(
        line.strip("　")
        for at, paragraph in enumerate(lines)
        for line in wrap(("　　" if at else "") + paragraph, WIDTH)
    )


def make(folder: Path, target: Path) -> None:
    """Write every sample with its expected text."""
    letter = folder / "letter.jpg"
    receipt = folder / "receipt.jpg"
    mark = folder / "seal.png"
    scan(scanned_letter()).save(letter, quality=62, dpi=(150, 150))
    paid = ["收条", "今收到丰裕农资商店退还种子款2880元（贰仟捌佰捌拾元整）。", "收款人：赵喜林", "2023年7月9日"]
    scan(paid, "双桥镇人民调解委员会").save(receipt, quality=68, dpi=(150, 150))
    round_seal("安和县信访局", size=240).save(mark)

    def put(name: str, description: Description, text: str | None = None) -> Path:
        out = target / f"{name}.ofd"
        write(description, out)
        if text is not None:
            (target / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
        return out

    text = put("text", transfer(), transfer().text)
    pages = put("pages", minutes(), minutes().text)

    pictures = Description()
    for file in (letter, receipt):
        pictures.page()
        pictures.image(file)
    put("image", pictures, "\f".join((expected_scan(scanned_letter()), expected_scan(paid))))

    mixed = transfer()
    mixed.image(mark, LEFT + 95, 186, 40, 40)
    mixed.page()
    mixed.image(letter)
    put("mixed", mixed, f"{transfer().text}\f{expected_scan(scanned_letter())}")

    signed = transfer()
    signed.commands.append(f"sign\t1\t{LEFT + 95}\t186\t40\t{mark}")
    put("signed", signed, transfer().text)

    secret = transfer()
    secret.commands.append("encrypt\tsample")
    put("encrypted", secret)

    plain = Description()
    plain.page()
    plain.put(LEFT, TOP, "占位")
    base = folder / "base.ofd"
    write(plain, base)
    variants.forms(base, target / "forms.ofd", target / "forms.txt")
    variants.broken(text, pages, target)


def main() -> None:
    """Make the samples anew."""
    TARGET.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp())
    try:
        make(folder, TARGET)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
