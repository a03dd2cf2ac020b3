import pytest

from api.slack.mrkdwn import mrkdwn, pieces


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("**Pilot** is *won*, ~~lost~~.", "*Pilot* is _won_, ~lost~."),
        ("# Your pipeline\n\nTwo deals.", "*Your pipeline*\n\nTwo deals."),
        ("- one\n- two\n  - three", "• one\n• two\n    • three"),
        ("1. one\n2. two", "1. one\n2. two"),
        ("[Pilot](https://crm.example/a?b=1&c=2)", "<https://crm.example/a?b=1&amp;c=2|Pilot>"),
        ("[no](javascript:x)", "[no](javascript:x)"),
        ("See https://globex.example/a.", "See <https://globex.example/a>."),
        ("A & B <!channel> <@U1>", "A &amp; B &lt;!channel&gt; &lt;@U1&gt;"),
        ("`a < b`", "`a &lt; b`"),
        ("```\na < b\n```", "```\na &lt; b\n```"),
        ("one\ntwo", "one\ntwo"),
    ],
)  # fmt: skip
def test_a_reply_is_written_as_slack_reads_it(said: str, written: str) -> None:
    assert mrkdwn(said) == written


def test_a_table_is_a_list_that_fits_a_phone() -> None:
    rows = ["| Deal | Amount | Company |", "| --- | ---: | --- |", "| **Pilot** | 500 | Acme |", "| Renewal | | |"]
    table = "\n".join(["Two deals:", "", *rows, "", "That is all."])

    assert mrkdwn(table) == ("Two deals:\n\n• *Pilot*\n    Amount: 500 · Company: Acme\n• *Renewal*\n\nThat is all.")


def test_long_text_is_cut_between_lines() -> None:
    text = "\n".join(["x" * 30] * 10)

    found = list(pieces(text, 100))

    assert [len(piece) for piece in found] == [92, 92, 92, 30]
    assert "\n".join(found) == text
    assert list(pieces("y" * 250, 100)) == ["y" * 100, "y" * 100, "y" * 50]
