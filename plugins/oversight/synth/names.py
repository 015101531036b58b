"""Fictional names, addresses and telephones from seeded Faker pools; pools are small, combinations are many."""

import numpy as np
from faker import Faker

TOWNS = [
    "城东街道",
    "城西街道",
    "南门街道",
    "北苑街道",
    "滨江街道",
    "新桥街道",
    "五里街道",
    "东山街道",
    "安平镇",
    "石桥镇",
    "双溪镇",
    "上塘镇",
    "横港镇",
    "大荆镇",
    "古塘乡",
    "云岭乡",
]
FIELDS = [
    "养老服务",
    "青少年发展",
    "社区治理",
    "环境保护",
    "法律援助",
    "心理健康",
    "残障关爱",
    "乡村振兴",
    "志愿服务",
    "科技创新",
    "职业技能",
    "应急救援",
    "围棋",
    "书法",
    "太极拳",
    "摄影",
    "诗词",
    "茶文化",
    "鞋革",
    "服装",
    "电气",
    "泵阀",
    "眼镜",
    "汽配",
    "民宿",
    "水产养殖",
    "花卉",
    "家政",
    "物流",
    "电子商务",
    "信息技术",
    "食品",
    "建筑",
    "园林",
    "音乐",
    "舞蹈",
    "美术",
    "篮球",
    "乒乓球",
    "登山",
    "骑行",
    "家庭教育",
    "儿童成长",
    "禁毒",
    "消费维权",
    "文史",
    "非遗保护",
    "医养结合",
    "康复",
    "助学",
]
SUFFIXES = {
    "association": ["协会", "商会", "学会", "研究会", "联合会", "促进会"],
    "service_org": ["服务中心", "培训学校", "幼儿园", "养老院", "艺术馆", "发展中心", "社会工作站"],
    "foundation": ["基金会", "公益基金会", "慈善基金会"],
}
SUPERVISORS = [
    "教育局",
    "文化和广电旅游局",
    "人力资源和社会保障局",
    "农业农村局",
    "卫生健康局",
    "科学技术局",
    "民政局",
    "体育局",
    "工商业联合会",
]
RARE_SURNAME = "𬱖"  # outside GBK: four bytes in GB18030
ACTIVITIES = [
    "公益讲座",
    "义诊活动",
    "会员大会",
    "技能培训",
    "敬老慰问",
    "行业交流会",
    "社区义集",
    "助学走访",
    "文艺汇演",
    "志愿巡河",
]


class Pools:
    """Words drawn once from Faker zh_CN; everything else combines them with numpy."""

    def __init__(self, seed: int):
        faker = Faker("zh_CN", use_weighting=False)
        faker.seed_instance(seed)
        self.people = np.array(sorted({faker.name() for _ in range(1500)}))
        self.words = np.array(sorted({faker.company_prefix()[:2] for _ in range(1500)}))
        self.streets = np.array(sorted({faker.street_name() for _ in range(400)}))


def organisation_names(
    pools: Pools, keys: np.ndarray, prefixes: np.ndarray, types: np.ndarray, extra: int = 0
):
    """Names of the form place + word + field + suffix, no name twice under one prefix and type.

    keys: (n,) running number within the prefix and type; `extra` moves to names no key of this run uses
    (for former names). Walks the product of words, fields and suffixes in steps coprime to its size.
    """
    n_words, n_fields = len(pools.words), len(FIELDS)
    names = np.empty(len(keys), dtype=object)
    for org_type, suffixes in SUFFIXES.items():
        mask = types == org_type
        size = n_words * n_fields * len(suffixes)
        step = next(s for s in range(size * 5 // 8, size) if np.gcd(s, size) == 1)
        at = ((keys[mask] + extra) * step) % size
        word, field, suffix = at % n_words, at // n_words % n_fields, at // (n_words * n_fields)
        names[mask] = prefixes[mask] + pools.words[word].astype(object)
        names[mask] += np.array(FIELDS, dtype=object)[field] + np.array(suffixes, dtype=object)[suffix]
    return names


def phones(rng: np.random.Generator, n: int) -> np.ndarray:
    heads = rng.choice(["138", "139", "150", "159", "177", "186"], n)
    return np.char.add(heads, np.char.zfill(rng.integers(0, 10**8, n).astype("U8"), 8)).astype(object)
