"""Who rests on what: the citation graph of cases, papers, articles and numbers, within the asker's rights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from archive.cases.model import Case
from archive.chinese.numbers import normal_number
from archive.errors import NotFound
from archive.laws.citations import Citation, find_citations, typed_citation
from archive.laws.names import article_key, short_name
from archive.record.citations import Cites, Edge
from archive.record.document import document_key
from archive.record.record import Record, Transaction
from search_api.access import Asker, find_case, may_see

_TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Link:
    """One citation, with where it stands."""

    source: str
    """Key of what cites: ``case:XF…``, ``document:12``, ``law:民法典第五十四条`` or ``paper:3``."""
    title: str
    case_no: str | None
    """The case that rests on it."""
    page: int | None
    line: int | None
    kind: str
    """``article``, ``number``, ``case``, or ``taken`` for a paragraph taken over."""
    target: str
    place: str
    words: str
    target_case: str | None = None
    """The case a number or a trace leads to."""


def cites(record: Record, what: str, asker: Asker) -> list[Link]:
    """What a case (by its number or a paper's), an article or a whole statute rests on. Raises NotFound."""
    with record.read() as tx:
        citation = typed_citation(what)
        if citation is not None:
            return [link for key in _keys(citation) for link in _of_article(tx, key)]
        if statute := [one.id for one in tx.laws.versions([short_name(what)]) if one.current]:
            keys = [article.key for version in statute for article in tx.laws.of_version(version)]
            return [link for key in keys for link in _of_article(tx, key)]
        case = _case(tx, what, asker)
        own = _numbers(tx, case)
        sources = _sources(tx, case.no)
        edges = [edge for edge in tx.citations.made_by(list(sources)) if edge.target not in own]
        links = _links(tx, edges, asker)
        for paper in tx.papers.of_case(case.no):
            taken = _taken(paper.id, paper.case_no, paper.values.get(_TAKEN) or ())
            links += [link for link in taken if _seen(tx, link.target_case, asker)]
        return links


def cited(record: Record, what: str, asker: Asker) -> list[Link]:
    """Who rests on an article (a law, a 款) or a case. Raises NotFound."""
    with record.read() as tx:
        citation = typed_citation(what)
        if citation is not None:
            inner = {article_key(citation.name, place.article): place.inner for place in citation.places}
            edges = tx.citations.made_of(list(inner))
            return _links(tx, [edge for edge in edges if edge.place.startswith(inner[edge.target])], asker)
        name = short_name(what)
        edges = tx.citations.made_of([], name)
        if edges or tx.laws.versions([name]):
            return _links(tx, edges, asker)
        case = _case(tx, what, asker)
        own = _sources(tx, case.no)
        edges = [edge for edge in tx.citations.made_of(sorted(_numbers(tx, case))) if edge.source not in own]
        links = _links(tx, edges, asker)
        for paper in tx.papers.naming(case.no):
            traces = [one for one in paper.values.get(_TAKEN) or () if one.get("case") == case.no]
            if traces and paper.case_no and _seen(tx, paper.case_no, asker):
                links += _taken(paper.id, paper.case_no, traces)
        return links


def _keys(citation: Citation) -> list[str]:
    return list(dict.fromkeys(article_key(citation.name, place.article) for place in citation.places))


def _case(tx: Transaction, what: str, asker: Asker) -> Case:
    """A case by its number, or by that of one of its papers."""
    if number := normal_number(what):
        with suppress(NotFound):
            return find_case(tx, tx.papers.numbered(number).case_no, asker)
        for no, *stated in tx.cases.stated_numbers():
            if number in map(normal_number, stated):
                with suppress(NotFound):
                    return find_case(tx, no, asker)
    return find_case(tx, what.strip(), asker)


def _stated(case: Case) -> set[str]:
    numbers = (case.reply.number, case.mediation.agreement_number)
    return {normal for number in numbers if (normal := normal_number(number))}


def _numbers(tx: Transaction, case: Case) -> set[str]:
    """What a case is cited by."""
    papers = {number for paper in tx.papers.of_case(case.no) if (number := normal_number(paper.number))}
    return {case.no, *_stated(case), *papers}


def _sources(tx: Transaction, no: str) -> dict[str, None]:
    """Keys of a case and its documents."""
    return dict.fromkeys((f"case:{no}", *(document_key(one.id) for one in tx.documents.all(case_no=no))))


def _of_article(tx: Transaction, key: str) -> list[Link]:
    """What an article's own words refer to."""
    article = tx.laws.many([key]).get(key)
    if article is None:
        raise NotFound(f"书架上没有“{key}”。", "请用 juanzong law list 查看，或用 juanzong law import 导入。")
    head = f"《{article.name}》"  # 本法 means the law itself
    found = []
    for one in find_citations(head + "\n" + article.text):
        for place in one.places:
            target = article_key(one.name, place.article)
            words = (head + "\n" + article.text)[one.start : one.end]
            if target != key:
                found.append(Link(f"law:{key}", key, None, None, None, "article", target, place.inner, words))
    return found


def _links(tx: Transaction, edges: Sequence[Edge], asker: Asker) -> list[Link]:
    """The edges whose source the asker may see, with its title and case."""
    ids = [int(edge.source.partition(":")[2]) for edge in edges if edge.source.startswith("document:")]
    documents = tx.documents.many(sorted(set(ids)))
    stated = {edge.source.partition(":")[2] for edge in edges if edge.source.startswith("case:")}
    filed = {document.case_no for document in documents.values() if document.case_no}
    cases = tx.cases.many(sorted(stated | filed))
    found = []
    for edge in edges:
        kind, _, name = edge.source.partition(":")
        document = documents.get(int(name)) if kind == "document" else None
        case = cases.get(document.case_no or "" if document else name)
        if (kind == "document" and document is None) or (kind == "case" and case is None) or not may_see(case, asker):
            continue
        title = (document.title or document.name) if document else (case.title or case.no if case else name)
        target_case = edge.target if edge.kind is Cites.CASE else _holder(tx, edge, asker)
        found.append(
            Link(
                edge.source, title, case.no if case else None, edge.page, edge.line, edge.kind.value, edge.target,
                edge.place, edge.words, target_case,
            )
        )  # fmt: skip
    return found


def _holder(tx: Transaction, edge: Edge, asker: Asker) -> str | None:
    """The case whose paper bears a number, where the office wrote that paper and the asker may see the case."""
    if edge.kind is not Cites.NUMBER:
        return None
    try:
        holder = tx.papers.numbered(edge.target).case_no or None
    except NotFound:
        return None
    return holder if _seen(tx, holder, asker) else None


def _taken(paper_id: int, case_no: str, traces: Iterable[dict[str, object]]) -> list[Link]:
    return [
        Link(
            f"paper:{paper_id}", f"公文 {paper_id}", case_no, None, None, _TAKEN, str(one.get("case")),
            f"{one.get('paper') or ''}第{one.get('paragraph')}段" if one.get("paragraph") else "",
            str(one.get("text") or "")[:60], str(one.get("case")),
        )
        for one in traces
    ]  # fmt: skip


def _seen(tx: Transaction, no: str | None, asker: Asker) -> bool:
    return no is None or may_see(tx.cases.many([no]).get(no), asker)
