"""Yearly finances, annual audits and complaints: sound figures, and stories of each risk at its boundary.

Rules: 基金会管理条例 29, 社会团体登记管理条例 10, 慈善法 on disclosure, the platform's own risk signs.
"""

import numpy as np
import pandas as pd

from oversight.synth import days, policy, story
from oversight.synth.story import Number, Record, Story, T
from oversight.synth.world import World

YEARS = 4  # reported by half of the organisations, by the others one less
INCOME = {"association": 200_000, "service_org": 700_000, "foundation": 2_500_000}
MILLION = 1_000_000.0
FIRST_REPORTS = "03-01"  # of the year after
UNDATED_SHARE = 0.04
DONOR_SHARE = 0.06
AUDITED_SHARE = 0.25  # of those that need not be
COMPLAINED_SHARE = 0.012
SUBJECTS = ["funds", "fees", "governance", "activity", "other"]
DISCLOSURE_DAYS = 90  # after the year's end, at which two stories stand
LEVELS = ["low", "medium", "high"]

BALANCES = [
    Story("net_assets_a_cent_short", 0.002, "association"),
    Story("net_assets_just_enough", 0.0008, "association"),
    Story("insolvent_association", 0.001, "association"),
    Story("insolvent", 0.002, "service_org"),
    Story("liabilities_equal_assets", 0.0008, "service_org"),
    Story("lent_to_related", 0.002),
    Story("lent_a_year_before", 0.001),
    Story("lent_without_report_date", 0.0008),
    Story("lent_this_year", 0.0008),
    Story("lent_as_reported_tomorrow", 0.0008, "service_org"),
    Story("donations_disclosed_on_last_day", 0.0008),
    Story("donations_disclosed_a_day_late", 0.0008),
    Story("donations_never_disclosed", 0.001),
]
CHARITY_STORIES = [
    Story("charity_spending_just_enough", 0.0008, "settled_foundation"),
    Story("charity_spending_a_cent_short", 0.0008, "settled_foundation"),
    Story("charity_spending_without_earlier_year", 0.0008, "settled_foundation"),
    Story("public_spending_just_enough", 0.0008, "settled_foundation"),
    Story("public_spending_a_cent_short", 0.0008, "settled_foundation"),
]
FUNDRAISING = [True, False, None, False]  # of foundations in turn; of some nobody says
ADMIN_STORIES = [
    Story("admin_share_just_allowed", 0.0008, "settled_foundation"),
    Story("admin_share_a_cent_over", 0.0008, "settled_foundation"),
]


def audited(name: str, opinion: str, at: T) -> Story:
    values = {"audit_no": Number("审", at), "audit_kind": "annual", "audited_on": at, "opinion": opinion}
    return Story(name, 0.0008, events=(Record("audits", values),))


def complained(
    name: str, at: T, subject: str = "funds", verified: bool = True, again: T | None = None
) -> Story:
    def complaint(on: T) -> Record:
        values = {"received_on": on, "subject": subject, "is_verified": verified, "closed_on": on}
        return Record("complaints", values | {"complaint_no": Number("诉", on)})

    return Story(name, 0.0008, events=tuple(complaint(on) for on in (at, again) if on))


SIGNS = [
    audited("adverse_opinion_a_year_ago_today", "adverse", T(months=-12)),
    audited("adverse_opinion_a_year_ago_tomorrow", "adverse", T(months=-12, days=1)),
    audited("disclaimed_opinion_today", "disclaimer", T()),
    audited("qualified_opinion", "qualified", T(days=-50)),
    complained("complaint_a_year_ago_today", T(months=-12)),
    complained("complaint_a_year_ago_tomorrow", T(months=-12, days=1)),
    complained("complaint_today", T()),
    complained("complaint_not_verified", T(days=-40), verified=False),
    complained("complaint_about_fees", T(days=-40), subject="fees"),
    complained("two_complaints", T(days=-200), again=T(days=-30)),
]
STORIES = [*BALANCES, *SIGNS]


def write(world: World) -> None:
    """All finances and complaints rows and the annual audits."""
    story.assign(world, STORIES, "fund_story")
    story.assign(world, CHARITY_STORIES, "charity_story")
    story.assign(world, ADMIN_STORIES, "admin_story")
    _fundraising(world)
    books = _books(world)
    _tell_balances(world, books)
    books = _tell_spending(world, books)
    _deliver(world, pd.concat([books, _interim(world, books)], ignore_index=True))
    story.tell(world, SIGNS, "fund_story")
    _ordinary_audits(world, books)
    _ordinary_complaints(world)


def _fundraising(world: World) -> None:
    """Which foundations may raise funds from the public; those of stories as their story says."""
    orgs = world.orgs
    foundation = (orgs.org_type == "foundation").to_numpy()
    turn = np.cumsum(foundation) % len(FUNDRAISING)
    may = np.where(foundation, np.array(FUNDRAISING, dtype=object)[turn], None)
    told = orgs.charity_story.to_numpy(str)
    may[np.char.startswith(told, "public_")] = True
    may[np.char.startswith(told, "charity_")] = False
    orgs["has_public_fundraising"] = may


def _books(world: World) -> pd.DataFrame:
    """One row per organisation and fiscal year that has been reported by now; no risk in any."""
    rng, orgs, this_year = world.rng, world.orgs, int(days.year_of(world.today))
    years = np.arange(this_year - YEARS, this_year)
    books = pd.DataFrame(
        {"org": np.repeat(np.arange(len(orgs)), YEARS), "fiscal_year": np.tile(years, len(orgs))}
    )
    of = orgs.iloc[books.org]
    closed = days.on(books.fiscal_year, "12-31")
    gone = of.cancelled_on.to_numpy("M8[D]")
    short = (books.org % 2 == 1) & (books.fiscal_year == years[0])
    books["reported_on"] = days.on(books.fiscal_year + 1, FIRST_REPORTS) + rng.integers(0, 110, len(books))
    books["known_on"] = books.reported_on
    keep = (of.registered_on.to_numpy("M8[D]") <= closed) & (np.isnat(gone) | (gone > closed)) & ~short
    books = books[keep & (books.known_on <= pd.Timestamp(world.today))].reset_index(drop=True)
    books["reported_on"] = books.reported_on.mask(rng.random(len(books)) < UNDATED_SHARE)
    size = rng.lognormal(0, 0.8, len(orgs)) * orgs.org_type.map(INCOME).to_numpy()
    income = size[books.org] * (1 + 0.04 * (books.fiscal_year - years[0])) * rng.uniform(0.9, 1.1, len(books))
    return _sound(world, books, np.maximum(income, 20_000))


def _sound(world: World, books: pd.DataFrame, income: np.ndarray) -> pd.DataFrame:
    rng, n, of = world.rng, len(books), world.orgs.iloc[books.org]
    foundation = (of.org_type == "foundation").to_numpy()
    donor = foundation | of.is_charity.to_numpy() | (rng.random(len(world.orgs)) < DONOR_SHARE)[books.org]
    books["income_yuan"] = _hundreds(income)
    books["expense_yuan"] = _hundreds(income * rng.uniform(0.8, 1, n))
    books["donation_income_yuan"] = np.where(donor, _hundreds(income * rng.uniform(0.2, 0.9, n)), 0.0)
    books["charity_expense_yuan"] = np.where(
        donor, _hundreds(books.expense_yuan * rng.uniform(0.6, 0.85, n)), np.nan
    )
    share = np.where(foundation, rng.uniform(0.02, 0.09, n), rng.uniform(0.1, 0.4, n))
    raising = (of.has_public_fundraising == True).to_numpy()  # noqa: E712 (nothing said counts as no)
    books.loc[raising, "expense_yuan"] = books.income_yuan[raising]
    books.loc[raising, "charity_expense_yuan"] = _hundreds(books.income_yuan[raising] * 0.9)
    books["admin_expense_yuan"] = _hundreds(books.expense_yuan * share)
    books["net_assets_yuan"] = _hundreds(40_000 + income * rng.uniform(0.4, 1.5, n))
    books["liabilities_yuan"] = _hundreds(books.net_assets_yuan * rng.uniform(0, 0.7, n))
    books["related_lending_yuan"] = 0.0
    disclosed = days.on(books.fiscal_year + 1, "01-10") + rng.integers(0, 75, n)
    books["donations_disclosed_on"] = np.where(donor, disclosed, days.NONE)
    return books


def _hundreds(yuan) -> np.ndarray:
    return np.round(np.asarray(yuan), -2)


def _latest(books: pd.DataFrame, age: int = 0) -> pd.Series:
    """Rows of each organisation's latest year, or of the one before."""
    return books.fiscal_year == books.groupby("org").fiscal_year.transform("max") - age


def _tell_balances(world: World, books: pd.DataFrame) -> None:
    """Change the latest year of each story, and add what a year that does not count would show."""
    told, latest = world.orgs.fund_story.to_numpy()[books.org], _latest(books)

    def put(name: str, on: pd.Series = latest, **values) -> None:
        for column, value in values.items():
            books.loc[on & (told == name), column] = value

    put("net_assets_a_cent_short", net_assets_yuan=29_999.99, liabilities_yuan=1000.0)
    put("net_assets_just_enough", net_assets_yuan=30_000.0, liabilities_yuan=1000.0)
    put("insolvent_association", net_assets_yuan=-20_000.0, liabilities_yuan=200_000.0)
    put("insolvent", net_assets_yuan=-0.01, liabilities_yuan=500_000.0)
    put("liabilities_equal_assets", net_assets_yuan=0.0, liabilities_yuan=500_000.0)
    put("lent_to_related", related_lending_yuan=300_000.0)
    put("lent_a_year_before", _latest(books, 1), related_lending_yuan=300_000.0)
    put("lent_without_report_date", related_lending_yuan=50_000.0, reported_on=pd.NaT)
    _tell_disclosure(books, put)
    put("lent_as_reported_tomorrow", reported_on=pd.Timestamp(world.today + 1), related_lending_yuan=90_000.0)


def _tell_disclosure(books: pd.DataFrame, put) -> None:
    last_day = days.on(books.fiscal_year, "12-31") + DISCLOSURE_DAYS
    for name, late in (("donations_disclosed_on_last_day", 0), ("donations_disclosed_a_day_late", 1)):
        put(name, donation_income_yuan=80_000.0, donations_disclosed_on=pd.Series(last_day + late))
    put("donations_never_disclosed", donation_income_yuan=80_000.0, donations_disclosed_on=pd.NaT)


def _tell_spending(world: World, books: pd.DataFrame) -> pd.DataFrame:
    """Foundations at the two bounds of spending; one has no year before to be judged by."""
    charity, admin = (world.orgs[name].to_numpy()[books.org] for name in ("charity_story", "admin_story"))
    latest, before = _latest(books), _latest(books, 1)
    books.loc[before & (charity != ""), ["net_assets_yuan", "income_yuan"]] = 5 * MILLION, MILLION
    spending = {
        "charity_spending_just_enough": 400_000.0,
        "charity_spending_a_cent_short": 399_999.99,
        "charity_spending_without_earlier_year": 0.0,
        "public_spending_just_enough": 700_000.0,
        "public_spending_a_cent_short": 699_999.99,
    }
    for name, spent in spending.items():
        told = latest & (charity == name)
        books.loc[told, ["charity_expense_yuan", "expense_yuan", "admin_expense_yuan"]] = spent, MILLION, 0.0
    for name, spent in (("admin_share_just_allowed", 100_000.0), ("admin_share_a_cent_over", 100_000.01)):
        books.loc[latest & (admin == name), ["expense_yuan", "admin_expense_yuan"]] = MILLION, spent
    return books[~(before & (charity == "charity_spending_without_earlier_year"))]


def _interim(world: World, books: pd.DataFrame) -> pd.DataFrame:
    """Figures of the year that has not ended yet: they are not judged."""
    told = books[_latest(books) & (world.orgs.fund_story.to_numpy()[books.org] == "lent_this_year")]
    this_year = int(days.year_of(world.today))
    return told.assign(fiscal_year=this_year, reported_on=pd.NaT, related_lending_yuan=90_000.0)


def _deliver(world: World, books: pd.DataFrame) -> None:
    later = books.donations_disclosed_on > pd.Timestamp(world.today)
    books = books.assign(
        assets_yuan=(books.net_assets_yuan + books.liabilities_yuan).round(2),
        donations_disclosed_on=books.donations_disclosed_on.mask(later),
    )
    columns = {name: books[name].to_numpy() for name in books if name != "org"}
    world.add("finances", world.orgs.iloc[books.org], **columns)


def _ordinary_audits(world: World, books: pd.DataFrame) -> None:
    """Opinions on the last two years: of foundations and charities each year, of others some."""
    rng, orgs = world.rng, world.orgs
    bound = (orgs.org_type == "foundation") | orgs.is_charity | (rng.random(len(orgs)) < AUDITED_SHARE)
    on = days.on(books.fiscal_year + 1, "01-20") + rng.integers(0, 130, len(books))
    audited_now = (bound & (orgs.status == "in_force")).to_numpy()[books.org] & (on <= world.today)
    audited_now &= (_latest(books) | _latest(books, 1)).to_numpy()
    rows, on = orgs.iloc[books.org[audited_now]], on[audited_now]
    world.add(
        "audits",
        rows,
        audit_no=story.document_numbers(world, rows, "审", on),
        audit_kind="annual",
        audited_on=on,
        opinion=rng.choice(["clean", "qualified"], len(rows), p=[0.94, 0.06]).astype(object),
    )


def _ordinary_complaints(world: World) -> None:
    """Two years of complaints; none about money was verified in the last year."""
    rng, orgs = world.rng, world.orgs
    orgs = orgs[
        (orgs.status == "in_force") & (orgs.fund_story == "") & (rng.random(len(orgs)) < COMPLAINED_SHARE)
    ]
    n = len(orgs)
    received, subject = world.today - rng.integers(0, 730, n), rng.choice(SUBJECTS, n).astype(object)
    closed = received + rng.integers(5, 60, n)
    settled = closed <= world.today
    recent_money = (subject == "funds") & (received + 400 > world.today)
    world.add(
        "complaints",
        orgs,
        complaint_no=story.document_numbers(world, orgs, "诉", received),
        received_on=received,
        subject=subject,
        is_verified=settled & ~recent_money & (rng.random(n) < 0.3),
        closed_on=np.where(settled, closed, days.NONE),
    )


def expect(world: World) -> None:
    """Risks of organisations in force, and the warning that follows; after all audits are written."""
    found = pd.concat([*_judged(world, _judgeable(world)), _bad_opinions(world), _verified(world)])
    orgs = world.orgs[world.orgs.status.isin(["in_force", "in_liquidation"])]
    found = found.merge(orgs[["uscc", "authority_code", "org_type"]], on="uscc")
    rules = [
        of.assign(level=policy.level_of_finding(code, of.authority_code, of.found_on, of.org_type))
        for code, of in found.groupby("finding_code")
    ]
    found = pd.concat(rules).dropna(subset="level")
    world.expect("fund_risks", **found[["uscc", "finding_code", "found_on"]].to_dict("series"))
    worst = found.level.map(LEVELS.index).groupby(found.uscc).max()
    warning = [LEVELS[level] for level in worst]
    world.expect("fund_warnings", uscc=worst.index.to_numpy(), warning_level=warning)


def _judgeable(world: World) -> pd.DataFrame:
    """The latest ended and reported year of each organisation, with net assets a year earlier."""
    books = pd.concat(world.rows["finances"], ignore_index=True)
    ended = books.fiscal_year < days.year_of(world.today)
    known = books.reported_on.isna() | (books.reported_on <= pd.Timestamp(world.today))
    latest = books[ended & known].sort_values("fiscal_year").drop_duplicates("uscc", keep="last")
    before = books[["uscc", "fiscal_year", "net_assets_yuan", "income_yuan"]].assign(
        fiscal_year=books.fiscal_year + 1
    )
    joined = latest.merge(before, on=["uscc", "fiscal_year"], how="left", suffixes=("", "_before"))
    told = ["uscc", "org_type", "has_public_fundraising", "is_community_org", "hub_type"]
    joined = joined.merge(world.orgs[told], on="uscc")
    closed = pd.Series(days.on(joined.fiscal_year, "12-31"))
    return joined.assign(closed=closed, found_on=joined.reported_on.fillna(closed))


def _judged(world: World, books: pd.DataFrame) -> list[pd.DataFrame]:
    def limit(parameter: str) -> np.ndarray:
        return policy.number(parameter, books.authority_code, books.found_on, books.org_type)

    last_day = books.closed + pd.to_timedelta(limit("donation_disclosure_days"), unit="D")
    undisclosed = books.donations_disclosed_on.isna() | (books.donations_disclosed_on > last_day)
    undisclosed &= (books.donation_income_yuan > 0) & (last_day < pd.Timestamp(world.today))
    of_income = limit("foundation_public_spending_min") * books.income_yuan_before
    of_balance = limit("foundation_charity_spending_min") * books.net_assets_yuan_before
    may_raise = [(books.has_public_fundraising == answer).to_numpy() for answer in (True, False)]
    enough_for_charity = pd.Series(np.select(may_raise, [of_income, of_balance], np.nan)).round(2)
    enough_for_admin = (limit("foundation_admin_share_max") * books.expense_yuan).round(2)
    association = books.org_type == "association"
    hub = books.is_community_org.astype(bool) & books.hub_type.notna()
    lowered = limit("hub_capital_min_yuan")
    least = np.where(hub & ~np.isnan(lowered), lowered, limit("capital_min_yuan"))
    risks = {
        "charity_spending_low": books.charity_expense_yuan < enough_for_charity,
        "admin_spending_high": books.admin_expense_yuan > enough_for_admin,
        "insolvent": books.liabilities_yuan > books.assets_yuan,
        "net_assets_below_minimum": association & (books.net_assets_yuan < least),
        "related_party_lending": books.related_lending_yuan > 0,
        "donations_not_disclosed": undisclosed,
    }
    found_on = {"donations_not_disclosed": last_day + pd.Timedelta(days=1)}
    return [
        pd.DataFrame(
            {"uscc": books.uscc[at], "finding_code": code, "found_on": found_on.get(code, books.found_on)[at]}
        )
        for code, at in risks.items()
    ]


def _window_opened(world: World, rows: pd.DataFrame) -> np.ndarray:
    months = policy.number("risk_window_months", rows.authority_code, world.today)
    return days.shift(world.today, months=-months.astype(int))


def _bad_opinions(world: World) -> pd.DataFrame:
    audits = pd.concat(world.rows["audits"], ignore_index=True)
    audits = audits[audits.opinion.isin(["adverse", "disclaimer"])]
    on = audits.audited_on.to_numpy("M8[D]")
    audits = audits[(on > _window_opened(world, audits)) & (on <= world.today)]
    return pd.DataFrame(
        {"uscc": audits.uscc, "finding_code": "bad_audit_opinion", "found_on": audits.audited_on}
    ).drop_duplicates()


def _verified(world: World) -> pd.DataFrame:
    complaints = pd.concat(world.rows["complaints"], ignore_index=True)
    complaints = complaints[(complaints.subject == "funds") & complaints.is_verified]
    on = complaints.received_on.to_numpy("M8[D]")
    complaints = complaints[(on > _window_opened(world, complaints)) & (on <= world.today)]
    by = complaints.groupby(["uscc", "authority_code"]).received_on.agg(["size", "max"]).reset_index()
    by = by[by["size"] >= policy.number("fund_complaints_min", by.authority_code, world.today)]
    return pd.DataFrame({"uscc": by.uscc, "finding_code": "fund_complaint_verified", "found_on": by["max"]})
