"""Words around a name that say something against whom it names: what he did, that he is complained of, or that he is kin."""

from __future__ import annotations

import re

from archive.registration.wordlists import any_of, entries, terms, words

_ACCUSES = re.compile(
    r"(?:投诉|举报|反映|状告|控告|检举|揭发|起诉|告发|告)(?:的(?:是|对象是)?|关于|我们?(?:村|镇|乡|单位|厂)?的?)?[^,。;!?:\n]{0,16}$"
)
_ABOUT = re.compile(r"(?:^|\n)\s?(?:关于|对于?|就|现就)[^,。;!?:\n]{0,14}$")
_DISPUTED = re.compile(r"(?:不服|不同意|不认可|对)[^,。;!?:\n]{0,4}$")
_ITS_DECISION = re.compile(
    r"[^。;!?\n]{0,30}?(?:作出|做出|出具|下达)[^。;!?\n]{0,30}(?:意见书|意见|决定书|决定|答复|告知书|裁决|判决|认定)|的?(?:处理|答复|不作为|做法|行为|执行)"
)
"""不服县住建局作出的答复."""
_BY = re.compile(r"(?:被|遭|受|(?P<lets>让|叫))[^,。;!?:\n了]{0,6}$")
_DEALT = re.compile(
    r"(?:在|到|去|跟|与|和|同|从|给|向|找|借给|租给|承包给|转包给|卖给|流转给|交给|嫁给|委托|买了?|坐)[^,。;!?:\n]{0,10}$"
)
_DEALS = re.compile(
    r"[^,。;!?:\n]{0,8}(?:签订|签了|买|订|办了?卡|充值|干活|打工|上班|做工|住院|看病|报名|装修|借|租|承包|流转|结婚|离婚|合伙|寄|开[的多]|端盘子|手术|就诊|购房|赊)"
)
_BLOW = "[砸挖推铲拆砍烧毁填撞压踩犁拱堵扒掀剪锁断抢撕打踢停扣赶骗拖震淹泡冲炸咬拉收换删撬挡遮]"
_LEAVES_UNDONE = (
    "(?:没有?|未|拒不|不肯|不愿|迟迟不|迟迟未?|一直[未不没]|至今[未不没]|从[未不]|从来[没不])有?(?:[经按依给向对与同跟][^,。;]{0,8}?)?"
    "(?:给|付|发|退|还|赔|修|管|理|认|交|缴|签|办|让|肯|承认|解决|处理|答复|回复|履行|兑现|公示|公布|公开|通知|送|保护|铺|设|落实|拨|告知|提供|安排|补|认账|出面|恢复)"
)
_HARMS = (
    rf"(?:{terms('did')}|{_BLOW}[掉断坏平毁倒塌烂伤死光裂没走][了我]?|{_LEAVES_UNDONE}"
    rf"|[把将][^,。;!?\n]{{1,10}}?(?:{_BLOW}了?(?=[,。;!?\n]|到|进|在|成|得)|[^,。;!?\n]?[掉断坏毁倒塌烂伤死光裂走]))"
)
"""What wrongs somebody: a word of the list, what a blow comes to (挖掉, 把车拖走), what is not done that ought to be."""
_DID = re.compile(rf"[^,。;:!?\n]{{0,12}}?{_HARMS}")
_DID_NEXT = re.compile(rf"[^。;:!?\n]{{0,40}}?{_HARMS}")
_SAYS = re.compile(
    r"(?:(?:老板|经理|负责人|工作人员|的人|那边|方面|场主|店长|司机|家)?[^,。;!?\n]{0,6}?(?:却|也|就|还|只|又|总|老|先|一直)?)?(?:说|称|答复|回复|推|骂|不认|不理|不接|不管|翻脸|威胁|承诺|答应|赖|扔|挂)"
)
_HE_SAYS = re.compile(
    r"[^,。;!?\n]{0,6}[,:](?:但|可|而)?(?:他|她|对方|人家|他们|院方|园方|校方|厂方|店家|家里人)[^,。;!?\n]{0,8}?(?:说|称|讲|答复|回复|推|骂|不|没|让|叫)"
)
"""找到村主任邵长林，他说闸是水利站管的."""
_LIABLE = re.compile(
    r"[^,。;!?\n]{0,24}?(?:不合格|延误|失职|渎职|过错|过失|应(?:当|该)?(?:承担|负|赔)|负(?:全部|主要|有|全)责?|有(?:直接|不可推卸|全部|主要)?[^,。]{0,4}责任|缩水|质量(?:差|问题)|不达标|不符|造成|导致|致使|害)"
)
_TOOK = re.compile(
    r"(?:送到?|送往|送进|抬到|拉到|拉去|送去|转到|转院到|转往|住进|到|去|找|找到|问|问过|打电话给|报告|反映到|反映给|投诉到|跟|经|由|向)(?:了|过)?$"
)
_TAKEN = re.compile(
    r"[^,。;!?:\n]{0,6}?(?:抢救|诊断|检查|治疗|挂水|输液|缝针|包扎|拍片|手术|住院|就医|看病|看伤|花[了去费]|鉴定|出具|证明|反映|投诉|举报|报案|报警|问|询问|咨询|求助|打听|登记|申请|起诉|判决|作出|做出|告诫|救出|处理|上[一二三四五六]年级|上学|念书|读书)"
)
_KIN = re.compile(
    any_of([w for entry in entries("person_words") if entry[0] == "kin" for w in entry[1:]]) + r"(?:叫)?$"
)
_MINE = re.compile(
    r"(?:我|俺|咱|本人|我们|自己|其|他|她|甲|(?:控告|申请|反映|举报|投诉|信访|申诉|委托)人)(?:家)?(?:的)?[^,。;\n]{0,3}$"
)
_SUSPECTED = re.compile(
    any_of([w for entry in entries("person_words") if entry[0] == "respondent" for w in entry[1:]])
    + r"(?:[^,。;]{0,5}的|叫|是|家的?)?$"
)
_HELPS = re.compile(
    r"(?:律师|医生|大夫|民警|法官|记录人?|接待人?|调解员|证人|邻居们|工友|老乡|网格员|话务员|联系人)(?:叫|是|:|：)?$"
)
_IS_ITS_PART = re.compile(
    r"(?:施工|建设|承建|开发|责任|管理|用人|供货|经营|总包|承包|监理|主管|运营|中标|生产|销售|办案|承办)(?:单位|方|企业|公司|商)(?:就?是|为|系|叫|:)?$"
)
"""施工单位为: the body that did what the letter tells of."""
_IS_SUBJECT = re.compile(r"(?:^|[,。;!?:\n“]|可是?|但是?|而|结果|后来|之后|第一天|当天|[年月日号时天]|[那这]个?)$")
_TITLES = any_of([word for word in words("titles") if len(word) > 1])
_ACCUSED_AS = any_of([w for entry in entries("person_words") if entry[0] == "respondent" for w in entry[1:]])
_BY_TITLE = re.compile(rf"(?:{_TITLES}|{_ACCUSED_AS}|的)$")
_ACTS = re.compile(
    r"[^,。;!?\n]{0,5}?(?:让|把|将|派|定[了个]|不|没|未|却|又|要|收|扣|停|竟|居然|仍|还|强|硬|擅|私|逼|赶|拿|占|用[^户于]|以“|以没|以资)"
)
"""A body that begins a clause and does something to somebody."""
_CHILD = re.compile(r"(?:女儿|孩子|小孩|养女|孙女|孙子|小女儿|小儿子|儿媳妇|弟弟|妹妹)(?:叫)?$")
_WRITES = re.compile(r"[^,。;\n]{0,2}(?:替我|代我|帮我|代笔|代书|陪我)")
ACTS_ON = re.compile(
    r"(?:让|叫|责令|责成|督促|勒令|命令|要求|请求|查处|查清|查|追究|处理|处分|认定|确认|找到?|判令|收回|督|促使|敦促|协调|约谈|取缔|禁止|制止|对|把)(?:了)?$"
)
"""Words for making somebody act, whose object follows."""


_HARMED = 2.5
"""From here on somebody is said to have done wrong himself, be he a policeman or a doctor."""


_ROW = re.compile("[\u4e00-\u9fff]{0,4}(?:、[\u4e00-\u9fff]{2,4})+(?:、[\u4e00-\u9fff]{0,4})?")
"""Names and nothing else, as far as rules look."""


def said_against(text: str, start: int, end: int, *, person: bool, family: bool) -> float:
    """How much the words around a name say against whom it names."""
    if text[start - 1 : start] == "、" == text[end : end + 1] and _ROW.fullmatch(text, max(0, start - 24), end + 60):
        return 0.0
    before = text[max(0, start - 24) : start]
    gain = 0.0
    if _ACCUSES.search(before) or _ABOUT.search(before):
        gain += 3.0
    if _DID.match(text, end, end + 30):
        gain += 2.5
    elif _DID_NEXT.match(text, end, end + 60):
        gain += 1.0
    if _DISPUTED.search(before) and _ITS_DECISION.match(text, end, end + 64):
        gain += 3.0
    if _IS_ITS_PART.search(before):
        gain += 2.0
    if (by := _BY.search(before)) and not (person and by["lets"]):
        gain += 2.0
    if ACTS_ON.search(before):
        gain += 1.5
    if _SAYS.match(text, end, end + 24) or _HE_SAYS.match(text, end, end + 24):
        gain += 1.5
    if _LIABLE.match(text, end, end + 40):
        gain += 2.0
    if person and _SUSPECTED.search(before):
        gain += 2.0
    if _DEALT.search(before) or _DEALS.match(text, end, end + 16):
        gain += 0.8
    if _ACTS.match(text, end, end + 16) and (
        _IS_SUBJECT.search(before) or (person and (_BY_TITLE.search(before) or _KIN.search(before)))
    ):
        gain += 1.2
    if _TOOK.search(before) and _TAKEN.match(text, end, end + 20):
        gain -= 3.0
    if person and _KIN.search(before):
        gain += (
            2.5
            if family and not _CHILD.search(before)
            else -2.0
            if gain < _HARMED and _MINE.search(_KIN.sub("", before))
            else 0.0
        )
    if person and _WRITES.match(text, end):
        gain -= 5.0
    if person and gain < _HARMED and _HELPS.search(before):
        gain -= 3.0
    return gain
