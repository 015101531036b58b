"""Where organisations are registered: the authorities of the seeds, what codes they gave, who delivers what."""

import csv
from dataclasses import dataclass

import numpy as np

from oversight.settings import SEEDS

LEFT_OUT = {"110000"}  # real files stand for this one
MANAGERS = {"370403": "370403M"}  # registrar and manager are two bodies
MANAGER_SOURCES = {
    "annual_reports",
    "party_units",
    "inspections",
    "rectifications",
    "contact_attempts",
    "activities",
    "ratings",
    "communities",
    "community_filings",
    "volunteers",
    "facilities",
    "cases",
}
WITHOUT_ACTIVITIES = "330825"  # delivers no activity records at all: its tests must be not applicable
CARVED_OUT, CARVED_FROM, CARVED_ON = "330383", "330327", "2019-09-25"
CITY_SHARE = 2.5  # a city's own register, in county registers
WORDS_OF_CITY = {"330300": "温州市", "330100": "杭州市", "330800": "衢州市", "370403": "枣庄市"}
# today's authority -> (code it or its predecessor used, until when, share of those registered before that day)
FORMER_CODES = [
    (CARVED_OUT, CARVED_FROM, CARVED_ON, 1.0),
    ("330305", "330322", "2015-09-01", 1.0),
    ("330112", "330185", "2017-07-18", 1.0),
    ("330113", "330110", "2021-03-11", 1.0),
    ("330114", "330104", "2021-03-11", 0.5),
    ("330102", "330104", "2021-03-11", 0.4),
    ("330105", "330103", "2021-03-11", 0.4),
]


@dataclass(frozen=True)
class Authority:
    """One registrar: `prefix` begins its organisations' names, `decree` its decision numbers."""

    code: str
    name: str
    prefix: str
    decree: str
    is_city: bool
    city: str
    counties: tuple[str, ...]

    def folder(self, source: str) -> str:
        """The inbox folder of the body that delivers this source: a code or a Chinese name."""
        code = MANAGERS[self.code] if self.code in MANAGERS and source in MANAGER_SOURCES else self.code
        use_name = code.endswith("M") or int(self.code) % 3 == 0
        return NAMES[code] if use_name else code


def _rows(seed: str) -> list[dict[str, str]]:
    with (SEEDS / seed).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


NAMES = {row["authority_code"]: row["name_zh"] for row in _rows("authorities.csv")}


def load() -> list[Authority]:
    """All registrars of the seeds except those left to real files, in order of code."""
    codes = [
        row["authority_code"]
        for row in _rows("authorities.csv")
        if "registrar" in row["role"] and row["authority_code"] not in LEFT_OUT
    ]
    jurisdictions = {row["jurisdiction_code"]: row["name_zh"] for row in _rows("jurisdictions.csv")}
    made = []
    for code in sorted(codes):
        city, is_city = code[:4] + "00", code.endswith("00")
        counties = (
            tuple(c for c in codes if c[:4] == code[:4] and not c.endswith("00")) if is_city else (code,)
        )
        city_word = WORDS_OF_CITY.get(code) or WORDS_OF_CITY.get(city, "")
        own = jurisdictions[code]
        prefix = own if is_city or own.endswith(("市", "县")) else city_word + own
        made.append(
            Authority(code, NAMES[code], prefix, city_word[:1] + own[:1] + "民社", is_city, city, counties)
        )
    return made


def share_out(authorities: list[Authority], organisations: int) -> np.ndarray:
    """How many organisations each authority registers: cities more than counties, none empty."""
    weights = np.array([CITY_SHARE if a.is_city else 0.6 + int(a.code) % 7 / 7 for a in authorities])
    counts = np.maximum(4, np.floor(weights / weights.sum() * organisations)).astype(int)
    counts[0] += organisations - counts.sum()
    if counts[0] < 4:
        raise ValueError(f"at least {5 * len(authorities)} organisations are needed, got {organisations}")
    return counts


def coding_regions(rng: np.random.Generator, codes: np.ndarray, registered_on: np.ndarray) -> np.ndarray:
    """Digits 3 to 8 of each organisation's code: the registrar when it was coded, not today's."""
    regions = codes.astype("U6").copy()
    dice = rng.random(len(codes))
    for today, former, until, share in FORMER_CODES:
        regions[(codes == today) & (registered_on < np.datetime64(until)) & (dice < share)] = former
    regions[(registered_on < np.datetime64("2016-01-01")) & (dice > 0.996)] = "100000"
    return regions
