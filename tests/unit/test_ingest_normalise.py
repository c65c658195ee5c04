import pytest

from services.contracts.errors import Invalid
from services.ingest.normalise import canonical_url, has_tags, html_to_text, require_characters, tidy, tidy_line


def test_paragraphs_of_html_are_parted_by_a_blank_line() -> None:
    assert html_to_text("<p>Eerste zin.</p><p>Tweede zin.</p>") == "Eerste zin.\n\nTweede zin."
    assert html_to_text("<div>Eerste zin.<br><br />Tweede zin.</div>") == "Eerste zin.\n\nTweede zin."


@pytest.mark.parametrize(
    "furniture",
    [
        *("<script>alert('x')</script>", "<style>p { color: red }</style>", "<!-- verborgen -->"),
        *("<figure><img src='a.jpg'><figcaption>Het bijschrift</figcaption></figure>", "<nav>Lees ook</nav>"),
        *("<form>Schrijf in</form>", "<noscript>Zet aan</noscript>", "<aside>Meer nieuws</aside>"),
        *("<iframe src='https://example.org'>kader</iframe>", "<svg><text>tekening</text></svg>"),
    ],
)
def test_what_is_no_text_of_the_article_goes(furniture: str) -> None:
    assert html_to_text(f"<p>Eerste zin.</p>{furniture}<p>Tweede zin.</p>") == "Eerste zin.\n\nTweede zin."


@pytest.mark.parametrize("control", ["\x01", "\0", "\x1b", "\uffff", "&#1;", "&#x1F;", "&#0;", "&#65534;"])
def test_control_characters_in_html_do_no_harm_wherever_they_stand(control: str) -> None:
    markup = (
        f"<p>{control}Een<script>{control}</script> zin{control}<figure></figure>.{control}</p><!{control}>{control}"
    )
    assert html_to_text(markup).replace(" ", "").startswith("Eenzin")


def test_a_reference_that_is_taken_out_leaves_no_other_behind() -> None:
    assert html_to_text("<p>Een zin.<nav></nav>&#&#1;1;</p>") == "Een zin.&# 1;"


def test_entities_and_inline_tags_become_text() -> None:
    assert html_to_text("<p>Jansen &amp; <b>Zonen</b>&nbsp;leveren &#233;&#xE9;n&#160;&ccedil;a.</p>") == (
        "Jansen & Zonen leveren één ça."
    )


@pytest.mark.parametrize(
    "broken", ["<p>Een zin.", "Een zin.</div></p>", "<p><b>Een</p> zin.</b>", "<!DOCTYPE html>Een zin."]
)
def test_broken_html_still_yields_its_text(broken: str) -> None:
    assert "".join(html_to_text(broken).split()) == "Eenzin."


@pytest.mark.parametrize("empty", ["", " ", "<p></p>", "<!-- x -->", "<script>1</script>", "<", "<>", "<?xml?>", "\0"])
def test_html_without_words_is_an_empty_text(empty: str) -> None:
    assert html_to_text(empty) in ("", "<", "<>")


def test_tidy_text_is_nfc_with_single_blanks_and_single_blank_lines() -> None:
    assert tidy("cafe\u0301\u00a0 open\t nu \r\n\r\n\r\n\r\n morgen\u2028weer ") == "café open nu\n\nmorgen\nweer"


def test_tidy_text_has_no_control_characters_and_no_marks_that_nobody_sees() -> None:
    assert tidy("ver\u00addra\u200bgen\x00 \x07\x1b[0m\ufeffniet") == "verdragen [0mniet"


def test_a_title_is_one_line_of_text() -> None:
    assert tidy_line(" Ja &amp; <em>nee</em>\n nu ") == "Ja & nee nu"
    assert tidy_line("Winst < verlies &amp; meer") == "Winst < verlies &amp; meer"


@pytest.mark.parametrize(("text", "html"), [("<p>a", True), ("a<br/>b", True), ("1 < 2 > 0", False), ("<zin>", False)])
def test_html_is_told_by_its_tags(text: str, html: bool) -> None:
    assert has_tags(text) is html


def test_half_a_character_is_refused_with_its_place() -> None:
    with pytest.raises(Invalid) as refused:
        require_characters("abc\ud83d", field="title", nul=True)
    assert refused.value.field == "title"
    assert refused.value.found == "lone surrogate U+D83D at character 3"


def test_nul_is_refused_only_where_text_passes_as_it_stands() -> None:
    require_characters("a\0b", field="body_text", nul=True)
    with pytest.raises(Invalid, match="NUL"):
        require_characters("a\0b", field="text", nul=False)


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("HTTPS://Example.ORG:443/Nieuws/42#reacties", "https://example.org/Nieuws/42"),
        ("http://example.org", "http://example.org/"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org/a?utm_source=x&id=4&fbclid=y", "https://example.org/a?id=4"),
        ("https://example.org/a?b=%C3%A9&c", "https://example.org/a?b=%C3%A9&c"),
        ("https://jan:geheim@example.org/a", "https://example.org/a"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        *((bad, "") for bad in ("", "urn:x:1", "ftp://example.org/", "https://", "http://[x/", "https://a b/", "x")),
        *((bad, "") for bad in ("javascript:alert(1)", "http://example.org:port/", "http://example.org/\0", "//x/y")),
    ],
)
def test_an_address_has_one_spelling_and_anything_else_is_left_out(address: str, canonical: str) -> None:
    assert canonical_url(address) == canonical
    assert canonical_url(canonical) == canonical
