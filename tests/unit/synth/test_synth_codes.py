"""Codes against python-stdnum and against published codes."""

import numpy as np
import pytest
from stdnum.cn import uscc

from oversight.synth import codes

# From public lists of Beijing's civil affairs bureau, and the example of GB 32100-2015.
PUBLISHED = ["51110000MJ01219368", "51110000500310988Y", "52110000MJ0161540U", "91350100M000100Y43"]


@pytest.fixture(scope="module")
def made() -> np.ndarray:
    rng = np.random.default_rng(3)
    n = 4000
    return codes.make_codes(
        rng, rng.choice(["1", "2", "3"], n), rng.choice(["330300", "330327", "100000"], n)
    )


def test_checks_agree_with_published_codes():
    published = np.array(PUBLISHED)
    assert list(codes.outer_check(published.astype("U17"))) == [c[17] for c in PUBLISHED]
    assert list(codes.inner_check(np.array([c[8:16] for c in PUBLISHED]))) == [c[16] for c in PUBLISHED]


def test_every_code_is_valid_and_used_once(made):
    assert all(uscc.is_valid(code) for code in made)
    assert len(set(made)) == len(made)


def test_one_code_in_eight_is_all_digits(made):
    assert np.mean([code.isdigit() for code in made]) == pytest.approx(1 / 8, abs=0.02)


def test_spoiled_outer_digit_is_the_only_fault(made):
    wrong = codes.spoil_outer(made[0])
    assert not uscc.is_valid(wrong)
    assert wrong[:17] == made[0][:17]


def test_spoiled_inner_digit_leaves_the_outer_one_right(made):
    wrong = codes.spoil_inner(made[0])
    assert uscc.is_valid(wrong)
    assert codes.inner_check(np.array([wrong[8:16]]))[0] != wrong[16]


def test_other_prefix_keeps_the_checks_right(made):
    assert uscc.is_valid(codes.with_prefix(made[0], "54"))
    assert codes.with_prefix(made[0], "54").startswith("54")
