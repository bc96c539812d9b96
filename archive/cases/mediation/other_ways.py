"""Where a dispute may go when mediation ends without an agreement (《人民调解法》第二十六条). Pure."""

from __future__ import annotations

from collections.abc import Mapping

_GENERAL = ("向人民法院起诉", "请有关行政机关处理", "有仲裁协议的，申请仲裁")
_BY_CATEGORY: Mapping[str, tuple[str, ...]] = {
    "劳动争议": (
        "向劳动人事争议仲裁委员会申请仲裁（时效一年，《劳动争议调解仲裁法》第二十七条）",
        "对仲裁裁决不服的，十五日内起诉",
        "拖欠工资的，向劳动保障监察机构投诉",
    ),
    "土地": (
        "权属争议由人民政府处理，对处理决定不服的三十日内起诉（《土地管理法》第十四条）",
        "承包经营纠纷可以向农村土地承包仲裁委员会申请仲裁，也可以直接起诉",
    ),
    "涉农": ("承包经营纠纷可以向农村土地承包仲裁委员会申请仲裁，也可以直接起诉", "请农业农村部门处理"),
    "消费维权": ("向市场监督管理部门投诉（12315）", "有仲裁协议的，申请仲裁", "向人民法院起诉"),
    "医疗": ("向卫生健康部门申请行政调解", "向人民法院起诉"),
    "征地拆迁": ("对征收、补偿决定不服的，申请行政复议（六十日）或者提起行政诉讼（六个月）",),
}


def other_ways(category: str) -> tuple[str, ...]:
    """The ways of law that are still open, in general or for a class of disputes; to be told to the parties."""
    return _BY_CATEGORY.get(category, _GENERAL)
