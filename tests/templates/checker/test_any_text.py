"""Whatever stands in a Word file: the checker never raises, its places are in the file, and its mends come to an end."""

from __future__ import annotations

import io

import pytest
from docx import Document as open_document
from docx.document import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from templates.checker.check import check_document
from templates.checker.mending import apply
from templates.checker.rule import Replace
from tests.templates.checker.clean import CLEAN
from tests.templates.checker.faults import FAULTS, Fault

_SIGNS = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "关于的信访事项答复一二三十百零〇、，。；：（）()[]〔〕《》“”\"'《》1234567890０１.,:;-—…年月日号第附件抄送元整壹贰万 　\t\n{}%×㎡帐·"
        ),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    max_size=60,
)
_NUMBERS = st.sampled_from(["", "0", "-1", "99999999", "12.5", "x", "auto", "240", "100%", "１"])


def _mended(document: Document) -> None:
    """Mend until nothing mendable is left, as the program does; it must end."""
    for _ in range(6):
        findings = [one for one in check_document(document).findings if one.fixable]
        if not findings:
            return
        apply(document, (edit for one in findings for edit in one.edits))
    assert [one.rule.id for one in check_document(document).findings if one.fixable] == []


@given(st.sampled_from(sorted(CLEAN)), st.lists(st.tuples(st.integers(0, 40), _SIGNS), min_size=1, max_size=8))
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_in_any_place_is_read_and_mended(name: str, changes: list[tuple[int, str]]) -> None:
    document = CLEAN[name]()
    for place, text in changes:
        document.paragraphs[place % len(document.paragraphs)].text = text

    report = check_document(document)

    for finding in report.findings:
        assert finding.paragraph is None or finding.paragraph.place
        for edit in finding.edits:
            if isinstance(edit, Replace):
                assert 0 <= edit.start <= edit.end <= len(edit.paragraph.text)
    _mended(document)
    document.save(io.BytesIO())


@given(st.lists(st.sampled_from(FAULTS), min_size=2, max_size=6, unique_by=lambda fault: fault.name))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_several_faults_at_once_are_mended_to_an_end(faults: list[Fault]) -> None:
    document = CLEAN["official"]()
    for fault in faults:
        try:
            fault.plant(document)
        except (AssertionError, IndexError, AttributeError, TypeError, KeyError):  # made for another paper
            continue

    _mended(document)


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_value_of_any_property_is_read(data: st.DataObject) -> None:
    """Files come from many programs, and some write what no schema allows."""
    document = CLEAN[data.draw(st.sampled_from(sorted(CLEAN)))]()
    nodes = [node for node in document.element.body.iter() if isinstance(node.tag, str) and node.attrib]
    nodes += [node for node in document.styles.element.iter() if isinstance(node.tag, str) and node.attrib]
    for _ in range(data.draw(st.integers(1, 6))):
        node = nodes[data.draw(st.integers(0, len(nodes) - 1))]
        name = data.draw(st.sampled_from(sorted(map(str, node.attrib))))
        if not name.endswith(("}id", "}styleId", "}type")):
            node.set(name, data.draw(_NUMBERS))

    check_document(document)


@pytest.mark.parametrize(
    "body", ["", "<w:p/>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", "<w:p><w:r><w:t/></w:r></w:p>"]
)
def test_an_almost_empty_document_is_read(body: str) -> None:
    document = open_document()
    for node in list(document.element.body):
        document.element.body.remove(node)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for node in etree.fromstring(f"<w:body {space}>{body}</w:body>"):
        document.element.body.append(node)

    assert check_document(document).pages == 1
