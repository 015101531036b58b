"""Unified social credit codes (GB 32100-2015) with the nested organisation code (GB 11714-1997), in bulk."""

import numpy as np

ALPHABET = np.array(list("0123456789ABCDEFGHJKLMNPQRTUWXY"))
INNER_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WEIGHTS = np.array([1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28])
INNER_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2])
INNER_CHECKS = np.array(list("0123456789X0"))
# A numeric body ends in two digits in about 0.29 of the cases, so this share makes one code in eight all digits.
NUMERIC_BODY_SHARE = 0.43
NUMBERS = 1_000_000  # six digits behind a prefix of two
DIGIT_PREFIXES = np.array(["50", "31", "66", "73"])
LETTER_PREFIXES = np.array(["MJ", "ME", "NK", "LA"])

_value = np.zeros(128, dtype=np.int64)
_value[[ord(c) for c in ALPHABET]] = np.arange(31)
_inner_value = np.zeros(128, dtype=np.int64)
_inner_value[[ord(c) for c in INNER_ALPHABET]] = np.arange(36)


def _letters(texts: np.ndarray) -> np.ndarray:
    """(n,) texts of one length k -> (n, k) code points."""
    texts = np.ascontiguousarray(texts)
    return texts.view(np.uint32).reshape(len(texts), -1)


def inner_check(bodies: np.ndarray) -> np.ndarray:
    """Check characters of 8-character organisation code bodies (GB 11714: 10 is X, 11 is 0)."""
    return INNER_CHECKS[11 - (_inner_value[_letters(bodies)] * INNER_WEIGHTS).sum(axis=1) % 11]


def outer_check(codes: np.ndarray) -> np.ndarray:
    """Check characters of 17-character unified codes (GB 32100, base 31)."""
    return ALPHABET[(31 - (_value[_letters(codes)] * WEIGHTS).sum(axis=1) % 31) % 31]


def make_codes(rng: np.random.Generator, type_digits: np.ndarray, regions: np.ndarray) -> np.ndarray:
    """Distinct valid codes, one per organisation.

    type_digits: (n,) '1' association, '2' service organisation, '3' foundation; regions: (n,) six digits of
    the registrar at coding time. Bodies are either eight digits (codes inherited from before 2015) or two
    letters and six digits; within one pair of prefixes each number is used once.
    """
    n = len(regions)
    order = rng.permutation(n)
    pair = order // NUMBERS
    if pair.max(initial=0) >= len(DIGIT_PREFIXES):
        raise ValueError(
            f"codes for at most {NUMBERS * len(DIGIT_PREFIXES)} organisations, asked for {n}: ask for fewer"
        )
    stride = max(1, NUMBERS // n)
    numbers = (order % NUMBERS) * stride + rng.integers(0, stride, n)
    prefixes = np.where(rng.random(n) < NUMERIC_BODY_SHARE, DIGIT_PREFIXES[pair], LETTER_PREFIXES[pair])
    bodies = np.char.add(prefixes, np.char.zfill(numbers.astype("U6"), 6))
    head = np.char.add(np.char.add("5", type_digits), regions)
    codes = np.char.add(np.char.add(head, bodies), inner_check(bodies)).astype("U17")
    return np.char.add(codes, outer_check(codes)).astype("U18")


def spoil_outer(code: str) -> str:
    """The code with a wrong last check character and a right inner one."""
    return code[:17] + ALPHABET[(list(ALPHABET).index(code[17]) + 1) % 31]


def spoil_inner(code: str) -> str:
    """The code with a wrong inner check character; the last one is made right for it."""
    wrong = "1" if code[16] != "1" else "2"
    head = np.array([code[:16] + wrong])
    return head[0] + outer_check(head)[0]


def with_prefix(code: str, prefix: str) -> str:
    """The code under other first two digits (54 a village committee, 91 a company), checks right."""
    head = np.array([prefix + code[2:17]])
    return head[0] + outer_check(head)[0]
