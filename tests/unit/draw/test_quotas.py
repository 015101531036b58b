"""A quota is never under the rate it stands for, and a unit with weight always has a chance."""

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

BASIS_POINTS = st.integers(0, 10000)


@given(st.integers(1, 5000), BASIS_POINTS)
@example(20, 500)
@example(21, 500)
@example(200, 50)
@example(201, 50)
def test_quota_is_the_least_number_not_under_the_floor(verifier, n: int, basis_points: int):
    floor, quota = Fraction(n * basis_points, 10000), verifier.ceil_share(n, basis_points)
    assert quota >= floor > quota - 1


def test_quota_meets_five_percent_and_half_a_percent_for_every_register_up_to_5000(verifier):
    for n in range(1, 5001):
        assert verifier.ceil_share(n, 500) * 100 >= n * 5
        assert verifier.ceil_share(n, 50) * 1000 >= n * 5
        assert 1 <= verifier.ceil_share(n, 50) <= verifier.ceil_share(n, 500) <= n


def test_every_weight_is_drawn_and_heavier_ones_more_often(verifier):
    weights = {"light": 1, "middle": 4, "heavy": 16}
    units = [(f"{name}{i}", weight, False) for name, weight in weights.items() for i in range(20)]
    hits = dict.fromkeys(weights, 0)
    for key in range(400):
        for uscc, _, _ in verifier.draw_authority(units, str(key), 16, 6, 1, 2000)[0]:
            hits[uscc.rstrip("0123456789")] += 1
    assert 0 < hits["light"] < hits["middle"] < hits["heavy"]
    assert sum(hits.values()) == 400 * 6


def test_capped_units_are_drawn_only_when_the_others_do_not_suffice(verifier):
    units = [("a", 8, False), ("b", 0, False), ("c", 0, True)]
    selected, _ = verifier.draw_authority(units, "k", 32, 1, 1, 0)
    assert [(uscc, part) for uscc, part, _ in selected] == [("a", "D")]
    selected, visits = verifier.draw_authority(units, "k", 32, 3, 3, 0)
    assert [(uscc, part) for uscc, part, _ in selected] == [("a", "D"), ("b", "F")]
    assert visits == {"a", "b"}
