"""A small invented county for the tests of the ledger: places, and the bodies that report from them."""

from __future__ import annotations

from archive.cases.places import Region, RegionKind
from archive.cases.units import Unit, UnitKind
from archive.record.record import Record

REGIONS = (
    Region("99", "安和县", RegionKind.COUNTY),
    Region("9901", "青石乡", RegionKind.TOWNSHIP, "99"),
    Region("990101", "大沟村", RegionKind.VILLAGE, "9901"),
    Region("99010101", "一组", RegionKind.HAMLET, "990101"),
    Region("99010103", "三组", RegionKind.HAMLET, "990101"),
    Region("990102", "永胜村", RegionKind.VILLAGE, "9901"),
    Region("9902", "泉眼镇", RegionKind.TOWNSHIP, "99"),
    Region("990201", "永胜村", RegionKind.VILLAGE, "9902"),
    Region("990202", "柳树村", RegionKind.VILLAGE, "9902"),
)

UNITS = (
    Unit("安和县信访局", UnitKind.PETITION_OFFICE, short="县信访局", region_code="99"),
    Unit("青石乡人民政府", UnitKind.TOWNSHIP, short="青石乡", region_code="9901", reports_weekly=True),
    Unit("大沟村村民委员会", UnitKind.VILLAGE, "大沟村", "", "青石乡人民政府", "", "", "990101", reports_weekly=True),
    Unit("永胜村村民委员会", UnitKind.VILLAGE, "", "", "青石乡人民政府", "", "", "990102", reports_weekly=True),
    Unit("泉眼镇人民政府", UnitKind.TOWNSHIP, short="泉眼镇", region_code="9902", reports_weekly=True),
    Unit("柳树村村民委员会", UnitKind.VILLAGE, "柳树村", "", "泉眼镇人民政府", "", "", "990202", reports_weekly=True),
    Unit("安和县住房和城乡建设局", UnitKind.DEPARTMENT, short="县住建局", reports_weekly=True),
    Unit("安和县农业农村局", UnitKind.DEPARTMENT, short="县农业农村局"),
    Unit("已撤销的村民委员会", UnitKind.VILLAGE, region_code="990201", reports_weekly=True, active=False),
)


def settle(record: Record) -> Record:
    """Put places and bodies into a record."""
    with record.write() as tx:
        tx.organisation.set_places(REGIONS)
        tx.organisation.set_units(UNITS)
    return record
