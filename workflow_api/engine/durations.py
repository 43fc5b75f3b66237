"""ISO 8601 durations, the way targets are written in the API and in exported definitions."""

import re

DAY, HOUR, MINUTE = 86_400, 3_600, 60

# Years and months are left out on purpose: they have no fixed length.
_PATTERN = re.compile(
    r"P(?=.)(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)
_UNITS = {"weeks": 7 * DAY, "days": DAY, "hours": HOUR, "minutes": MINUTE, "seconds": 1}


def parse_duration(text: str) -> int:
    """Return the seconds of a duration such as `PT4H` or `P1DT12H`; ValueError on anything else."""
    match = _PATTERN.fullmatch(text.strip().upper())
    if match is None:
        raise ValueError(f"{text!r} is not an ISO 8601 duration such as PT4H or P1D")
    return sum(int(count) * _UNITS[unit] for unit, count in match.groupdict().items() if count)


def format_duration(seconds: int) -> str:
    """Return the shortest duration of `seconds` (not negative) in days and smaller units."""
    days, rest = divmod(seconds, DAY)
    hours, rest = divmod(rest, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    date = f"{days}D" if days else ""
    time = "".join(
        f"{count}{unit}" for count, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if count
    )
    if not date and not time:
        return "PT0S"
    return f"P{date}T{time}" if time else f"P{date}"
