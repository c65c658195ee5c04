import pytest

from services.contracts.errors import Invalid, Reason
from services.ingest.times import read_time


@pytest.mark.parametrize(
    ("written", "kept", "utc"),
    [
        ("2025-03-12", "2025-03-12", None),
        ("2025-03-12T00:30:00+01:00", "2025-03-12T00:30:00+01:00", "2025-03-11T23:30:00.000Z"),
        ("2025-03-12T17:40:00Z", "2025-03-12T17:40:00Z", "2025-03-12T17:40:00.000Z"),
        ("2025-03-12T17:40:00+00:00", "2025-03-12T17:40:00Z", "2025-03-12T17:40:00.000Z"),
        ("2025-03-12T17:40:00-0500", "2025-03-12T17:40:00-05:00", "2025-03-12T22:40:00.000Z"),
        ("2025-03-12 17:40", "2025-03-12T17:40:00Z", "2025-03-12T17:40:00.000Z"),
        (" 2025-03-12t17:40:00z ", "2025-03-12T17:40:00Z", "2025-03-12T17:40:00.000Z"),
        ("2025-03-12T17:40:00.5+01:00", "2025-03-12T17:40:00.500000+01:00", "2025-03-12T16:40:00.500Z"),
        ("2025-03-12T17:40:00.123456789Z", "2025-03-12T17:40:00.123456Z", "2025-03-12T17:40:00.123Z"),
    ],
)
def test_a_time_keeps_the_offset_of_its_publisher_and_is_given_in_utc(written: str, kept: str, utc: str | None) -> None:
    time = read_time(written, field="published")
    assert (time.written, time.utc) == (kept, utc)


def test_a_time_without_an_offset_keeps_the_date_that_it_shows() -> None:
    assert read_time("2025-03-12T00:30:00", field="published").written == "2025-03-12T00:30:00Z"


@pytest.mark.parametrize(
    "written",
    [
        *("yesterday", "12-03-2025", "2025-3-12", "2025-02-30", "2025-03-12T25:00:00Z", "20250312", "2025-W11-3"),
        *("2025-03-12T10:00:00+25:00", "2025-03-12T10:00:00+14:30", "0001-01-01", "9999-12-31", "1899-12-31"),
        *("2100-01-01T00:00:00Z", "٢٠٢٥-٠٣-١٢", "2025-03-12T10:00:60Z", "2025-03-12" + "0" * 10_000_000),
    ],
)
def test_what_is_no_date_or_an_absurd_one_is_refused_by_name_of_its_field(written: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_time(written, field="versioncreated")
    assert refused.value.reason is Reason.INVALID_FIELD
    assert refused.value.field == "versioncreated"
    assert written[:8] in refused.value.found
    assert "ISO 8601" in refused.value.wanted
