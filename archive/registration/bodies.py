"""Companies, villages' committees, shops and other bodies named in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from archive.registration.name_shape import name_at
from archive.registration.wordlists import any_of, entries, groups, terms, words

_AFTER_TRADE = (
    r"(?=[的,。;:!?、)”(\n 到以给让要也又都只还总竟仍连因由对向当用里内这那老未应擅私偷卖签]|承诺|答|通知|上班|打工|干活|拖欠|欠|不|没|却|就|把|将|被"
    r"|说|称|和|与|老板|负责|开|自|从|在|一直|已|至今"
    r"|收|给|拒|限期|立即|退|赔|搬|乱|违|$)"
)
_OFFICE_ENDS = "(?:局|中心|管委会|财政所|管理所|服务所)"
_OFFICE = rf"(?<=[\u4e00-\u9fff]{{3}}){_OFFICE_ENDS}(?![长面势部限里促内外上])"
_OF_A_PLACE = re.compile(r"(?!城乡)[\u4e00-\u9fff]{0,6}[县市区镇乡省州][\u4e00-\u9fff]{3,}")
"""An office of no kind of the list is one where a place stands before its name: 县|房屋征收中心."""
_SUFFIX = re.compile(
    rf"(?:{terms('body')}|{_OFFICE})(?![\u4e00-\u9fff]{{0,6}}有限)|{terms('trade')}(?![\u4e00-\u9fff]{{0,6}}公司){_AFTER_TRADE}"
)
_ACTS = any_of([word for word in groups("terms")["acts"] if len(word) > 1])
_LEFT = re.compile(
    r"[①-⑩说讲称嫌骂请提我你他她它们的及跟与《》〈〉【】向由被找到是在对给把从让叫去来因就而但或并即等将为:、,。;!?()“”\"\n\s有坐上里了过着问往]|至(?!善|诚|德)"
    r"|(?<![佳祥永人天泰太中义颐瑞平兴三德广仁信嘉景宏顺谐亚])(?:和|同)(?![县市区镇乡村顺平兴]|城乡|规划|自然资源|社会保障|旅游|体育|草原|信息化|改革|计划生育)|于(?!家|都|洪)"
    r"|[—–~/]|[次遍趟]|拨打|打给|致电|希望|盼望|管一管|查一查|转(?=[县市区镇乡])|入职|进入|加入|离开|当年|当时|其中|包括|因为|虽然|如果|已经|一直|再次"
    r"|部分|所有|全体|[一二三两几每各][所家个间]|(?<=[了有来叫是开])个|[钱款]|后(?![勤岭沟屯村山河庄])|指导|选出|选聘|解聘|重选|改选|[恳申敦]请|(?<=\n)致|转(?=[\u4e00-\u9fff]{1,4}[县市区镇乡])|中午|上午|下午|晚上|早上|凌晨|今天|明天|昨天|最近|近期|结果|确实|其实|原先|前面|成立|组织(?=[学业]|物业)|推(?!进)|本科|专科|良心|黑心|无良|居民(?=物业)|小区(?=物业)|[离距据](?=[县市区本我学小])|于是|当初|可怜|普通|公立|私立|好的|大的"
    r"|事后|事前|之后|以后|之前|以前|认为|觉得|听说|据说|得知|发现|询问|咨询|随后|接着|于是|所以|可是|但是|而且|并且|同时|另外|至今|现在|目前"
    r"|[大小]?舅子|亲戚|[弟妹]弟|哥哥|儿子|侄[子儿]|女婿|老婆|丈夫|妻子|父亲|母亲|修建|新建|兴建|开办|创办|投资(?!$|有限|集团|管理|发展|控股|开发|咨询)|经营(?!$|部|管理)|建(?=[养厂房])|北侧|南侧|东侧|西侧|左侧|右侧|小区|开发商|地处|转回|只需|需要"
    r"|不服|不满|根据|收到|投诉|举报|反映|要求|控告|状告|请求|关于|以及|购买|来自|联系|起诉|通过|前往|附近|旁边|后面|门口|那个|这个|对面|一家|一个|确认|认定|委托"
    rf"|(?:施工|总包|分包|承包|发包|建设|开发|承建|责任|涉事|用人|主管)(?:单位|方)|现就|先后|分别|{_ACTS}"
)
_LEADS = re.compile(
    r"(?:[自从于]?\d{2,4}年|\d{1,2}[月日号]|今年|去年|前年|本地|当地|该|此|这家|那家|一家|某|原|现|本市|本县|我县|以来|起)+"
)
_QUOTED = re.compile(r"[“\"](?P<name>[\u4e00-\u9fffA-Za-z0-9]{3,14})[”\"]")
_TRADE_IN = re.compile(rf"(?:{terms('body')}|{terms('trade')})$")
_VISITED = re.compile(r"(?:[在去到找]|叫|名为|名叫|一家)$")
_TRADES = re.compile(r"(?:的(?:老板|店主|员工|客服))|[^,。;\n]{0,6}?(?:办|买|卖|订|充|消费|报名|装修|门口|开业|关门)")
"""What is done in a shop: a name in quotes before which 在 stands, or behind which somebody sells, is one."""
_BODY_END = re.compile(
    rf"(?:{terms('body')}|{terms('trade')})$"
    r"|(?:局|所|政府|站|物业|户|村|组|业主|村民|居民|委员会|校|院|厂|店|处|办|队|会|商户|职工|学校|家长|部|中心|馆)$"
)
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in the text."""

    start: int
    end: int
    name: str


def find_bodies(text: str) -> Iterator[Body]:
    """Bodies by their last word, and quoted names of shops, left to right."""
    found = [*_of_one_tail(list(_joined(_by_suffix(text)))), *_quoted(text)]
    yield from sorted(found, key=lambda body: body.start)


def _of_one_tail(found: list[Body]) -> Iterator[Body]:
    """三次拨打华阳热力公司, 管管华阳热力公司: what stands before the same name in one place only is no part of it."""
    tails: dict[str, str] = {}
    by_name = sorted({body.name[::-1] for body in found})
    for one, other in pairwise(by_name):
        shared = next(
            (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
        )
        for name in (one[::-1], other[::-1]):
            head, tail = name[: len(name) - shared], name[len(name) - shared :]
            kind = _TRADE_IN.search(tail)
            long = kind is not None and len(tail) - len(kind.group()) >= 2
            if head and long and not _REGION_HEAD.search(head) and len(tail) > len(tails.get(name, "")):
                tails[name] = tail
    for body in found:
        tail = tails.get(body.name, body.name)
        yield Body(body.end - len(tail), body.end, tail)


_REGION_HEAD = re.compile("(?:[县市区镇乡旗州省村局]|街道|政府|公司|集团|大学)$|^[东西南北上下大小老新前后]")
"""What stands before a body's own name and belongs to it; what makes another name of it."""


def _by_suffix(text: str) -> Iterator[Body]:
    done = 0
    regions = _regions(text)
    for suffix in _SUFFIX.finditer(text):
        low = max(done, suffix.start() - _LONGEST)
        start = low
        for other in _LEFT.finditer(text, low, suffix.start()):
            start = other.end()
        if lead := _LEADS.match(text, start, suffix.start()):
            start = lead.end()
        if regions and not regions.match(text, start) and (home := regions.search(text, start, suffix.start())):
            start = home.start()
        name = text[start : suffix.end()]
        before, done = done, suffix.end()
        if _LIVED_IN.match(text, done):
            continue
        if (part := _PART_OF.match(text, done)) and not _LEFT.search(text, done, part.end()):
            done = part.end()
        if re.fullmatch(_OFFICE_ENDS, suffix.group()) and not _OF_A_PLACE.fullmatch(name):
            done = before  # 街道中心|幼儿园
            continue
        if _is_named(name[: len(name) - len(suffix.group())], suffix.group()) and name not in words("not_bodies"):
            yield Body(start, done, text[start:done])


_PART_OF = re.compile(
    r"[\u4e00-\u9fff]{1,10}?(?:项目部|分公司|支行|分行|营业部|工程处|经营部|营业厅|服务部|分店|分校|分院)"
)
"""中铁某局集团有限公司|昌平高铁项目部."""


def _regions(text: str) -> re.Pattern[str] | None:
    """The counties that begin a line or a clause somewhere, with 县 and without: a body's name begins with them."""
    names = {match["name"] for match in islice(_REGION.finditer(text), _MOST_REGIONS)}
    return re.compile(any_of(frozenset(names | {name[:-1] for name in names if len(name) == 3}))) if names else None


_REGION = re.compile(
    r"(?:^|(?<=[\n,。;:、(]))(?:致|(?:我们?|我家|本人|俺们?)?(?:是|系|家住|现住|住在?|位于|来自|家在))?"
    r"(?P<name>[\u4e00-\u9fff]{2,3}[县旗]|[\u4e00-\u9fff](?![小城市地社园辖山库校厂矿]区|[超城全本我]市)[\u4e00-\u9fff][区市])(?![城里内上长委政场])"
)
_MOST_REGIONS = 20
_LIVED_IN = re.compile("家属[院楼区]|宿舍|职工楼|小区")
"""水泥厂|家属院 is where people live."""


def _is_named(own: str, kind: str) -> bool:
    """Whether a body's kind is said with enough before it: 金星|小学, 县|中医院; not 我|公司, 一|所学校."""
    if len(own) >= 2:
        return bool(re.search(r"[\u4e00-\u9fffA-Z]", own)) and not (_COMMON.fullmatch(own) and _TWO.search(own))
    return bool(own) and own in _ONE_SIGN_REGIONS


_COMMON = re.compile(
    r"(?:\d{1,3}|[一二两三四五六七八九十几多数各每任何某这那哪该此个家所点间座处级类种新旧老大小好坏真假高低前后内外东西南北中总全]"
    r"|私人|一切|集体|公办|民办|公立|私立|利用|新增|普通|综合|专业|大型|中型|小型|附近|周边|周围|其他|其它|相关|有关|各类|全部|现有|原有|前期|前任|后任|当地|本地|外地"
    r"|公共|私营|国有|民营|正规|非法|违法|违规|无证|黑恶|霸痞|不良|优质|一般|重点|知名|著名|定点|指定|选择|开设|租下|成立|处理|适应|管理|服务|企业|个人|城市|农村|乡村|贷款|家庭|社会|基层|外面|[制种造炼印织酿榨].)+"
)
"""Words that say what kind of a body it is, not which."""
_TWO = re.compile(
    r"^[\d一二两三几多数各每任某这那哪该此]|私人|一切|集体|公[办立共]|民办|私[立营]|利用|新增|普通|综合|专业|[大中小]型|附近|周[边围]|其[他它]|相关|有关|各类|全部|[现原]有|前[期任]|后任|[当本外]地|外面|^[制种造炼印织酿榨].$"
)
"""What sets such words apart from names made of the same signs."""
_ONE_SIGN_REGIONS = "县市区旗镇乡省州"


def is_plain(name: str) -> bool:
    """Whether a body is named by its kind and 县 or 镇 alone, as the offices are to which people go."""
    kind = _TRADE_IN.search(name)
    return kind is not None and kind.start() < 2 and not _THE_ONLY_ONE.search(name)


_THE_ONLY_ONE = re.compile("(?:医院|卫生院|中学|小学|幼儿园|保健院|公司|敬老院)$")
"""Of these a county or a township has one that needs no other name."""


def _joined(found: Iterable[Body]) -> Iterator[Body]:
    """A body and the part of it that is named right behind it are one: 县公安局|枣林派出所."""
    last: Body | None = None
    for body in found:
        if last and body.start == last.end and len(last.name) + len(body.name) <= _LONGEST:
            last = Body(last.start, body.end, last.name + body.name)
            continue
        if last:
            yield last
        last = body
    if last:
        yield last


def _quoted(text: str) -> Iterator[Body]:
    """在“老兵烧烤”: a name in quotes that ends in a trade, or stands where a shop would."""
    for match in _QUOTED.finditer(text):
        visited = _VISITED.search(text, max(0, match.start() - 3), match.start())
        if _TRADE_IN.search(match["name"]) or (
            len(match["name"]) < _LONGEST_SHOP and visited and _TRADES.match(text, match.end())
        ):
            yield Body(match.start("name"), match.end("name"), match["name"])


_LONGEST_SHOP = 8


@cache
def _labelled(role: str) -> re.Pattern[str]:
    labels = any_of([word for entry in entries("person_labels") if entry[0] == role for word in entry[1:]])
    return re.compile(rf"(?:^|(?<=[\n ])){labels}(?:名称|姓名)?(?::\s?|\s)(?P<names>[^\n: ]{{4,80}})")


def labelled_bodies(text: str) -> Iterator[tuple[str, Body]]:
    """(role, body) of what stands behind 被反映单位： and 申请单位： on a line of its own and is no person's name."""
    for role in ("respondent", "petitioner"):
        for match in _labelled(role).finditer(text):
            for part in re.finditer(r"[^,。;、()]+(?:[(][^()]*[)])?", match["names"]):
                name = re.sub(r"[(].*", "", part.group())
                at = match.start("names") + part.start()
                if len(name) < 4 or name_at(name, 0, alone=True) or not _BODY_END.search(name):
                    break
                yield role, Body(at, at + len(name), name)


def signing_body(text: str) -> Body | None:
    """The body that writes, where it calls itself 我公司 or 我社 and signs by its name alone on a line near the end."""
    if not _OUR_BODY.search(text):
        return None
    for line in reversed(list(_LINES.finditer(text, max(0, len(text) - _TAIL)))):
        written = _SEAL.sub("", line.group()).strip(" :")
        at = text.find(written, line.start())
        if 5 <= len(written) <= _LONGEST and _SIGNING.fullmatch(written):
            return Body(at, at + len(written), written)
    return None


_OUR_BODY = re.compile(
    r"我(?:公司|司|社|厂|店|校|园|院|合作社|单位|企业|所|协会|商会)|本(?:公司|社|厂|店|单位|企业|协会)"
)
_LINES = re.compile(r"[^\n]+")
_SEAL = re.compile(
    r"^(?:申请|反映|报告|投诉|信访|具文)(?:单位|人|方)\s?[:(]?|[(](?:公章|盖章|印章|章)[)]|(?:公章|盖章)$|\d{4}年\d{1,2}月\d{1,2}日$"
)
_SIGNING = re.compile(
    rf"[\u4e00-\u9fffA-Za-z0-9()]{{2,24}}(?:{terms('body')}|{terms('trade')}|协会|商会|小组|村民小组|业主委员会|经营部|中心|场|社)"
)
_TAIL = 300


def is_private(name: str) -> bool:
    """Whether it is a firm, a shop, a school or the like, not an office."""
    return not re.search(r"(?:局|政府|办事处|派出所|委员会|村委会|居委会|银行|法院|医院|卫生院)$", name)
