"""What is wrong with a unified social credit code (GB 32100-2015, with the organisation code of GB 11714 inside)."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
INNER_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
INNER_CHECKS = "0123456789X0"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
LENGTH = 18
SOCIAL = ("51", "52", "53")


def fault_zh(code: str) -> str | None:
    """Why `code` is no code of a social organisation, in words that say where to look; None when it is one."""
    if len(code) != LENGTH:
        return f"应为{LENGTH}位，这里是{len(code)}位"
    for place, letter in enumerate(code, start=1):
        if letter not in ALPHABET:
            return f"第{place}位“{letter}”不是代码所用的字符（数字和除I、O、S、V、Z以外的大写字母）"
    if not code.startswith(SOCIAL):
        return f"前两位“{code[:2]}”不是社会组织（应为{'、'.join(SOCIAL)}）"
    if code[16] != (expected := _inner_check(code[8:16])):
        return f"第17位校验码应为“{expected}”，这里是“{code[16]}”，第9至17位中有抄错的"
    if code[17] != (expected := _check(code[:17])):
        return f"第18位校验码应为“{expected}”，这里是“{code[17]}”，前面有抄错的"
    return None


def _inner_check(body: str) -> str:
    """Check character of the 8 characters of an organisation code."""
    total = sum(w * INNER_ALPHABET.index(c) for w, c in zip(INNER_WEIGHTS, body, strict=True))
    return INNER_CHECKS[11 - total % 11]


def _check(head: str) -> str:
    """Check character of the 17 characters before it."""
    total = sum(w * ALPHABET.index(c) for w, c in zip(WEIGHTS, head, strict=True))
    return ALPHABET[-total % 31]
