"""What synthetic companies and products are called, and where companies are registered."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import polars as pl

PARKS = (
    "haidian",
    "changping",
    "shunyi",
    "daxing-yizhuang",
    "fangshan",
    "tongzhou",
    "dongcheng",
    "xicheng",
    "chaoyang",
    "fengtai",
    "shijingshan",
    "mentougou",
    "pinggu",
    "huairou",
    "miyun",
    "yanqing",
)


class Place(NamedTuple):
    """A region, and by park (the last is none) how likely it is and the district's number there."""

    region: str
    city: str
    province: str
    parks: tuple[float, ...]
    districts: tuple[str, ...]


def _elsewhere(region: str, city: str, province: str, district: str) -> Place:
    no_park = (*(0.0 for _ in PARKS), 1.0)
    return Place(region, city, province, no_park, (district,) * (len(PARKS) + 1))


_DISTRICTS = (
    "110108",
    "110114",
    "110113",
    "110115",
    "110111",
    "110112",
    "110101",
    "110102",
    "110105",
    "110106",
    "110107",
    "110109",
    "110117",
    "110116",
    "110118",
    "110119",
    "110105",
)
_BEIJING = (24, 23, 6, 0, 4, 5, 2, 2, 7, 6, 2, 1, 1.5, 1.5, 1, 0.5, 13)
_DAXING = (*(0.0 for _ in PARKS[:3]), 85.0, *(0.0 for _ in PARKS[4:]), 15.0)

REGIONS = (
    Place("beijing", "北京", "京", _BEIJING, _DISTRICTS),
    Place("daxing", "北京", "京", _DAXING, ("110115",) * (len(PARKS) + 1)),
    _elsewhere("shanghai", "上海", "沪", "310115"),
    _elsewhere("shenzhen", "深圳", "粤", "440305"),
    _elsewhere("suzhou", "苏州", "苏", "320594"),
    _elsewhere("chengdu", "成都", "川", "510109"),
    _elsewhere("guangzhou", "广州", "粤", "440106"),
    _elsewhere("huangpu", "广州", "粤", "440112"),
    _elsewhere("haikou", "海口", "琼", "460105"),
    _elsewhere("elsewhere", "天津", "津", "120116"),
)

_FIRST = "康安华博瑞泰恒智信诺天百赛君科圣奥益德嘉维迈凯亚立和"
_SECOND = "泽源健普达美宁腾恩辰创迪宜合润生邦正朗元"
BRANDS = pl.Series([a + b for a, b in product(_FIRST, _SECOND)])
TRADES = (  # by sort of company
    ("生物医药", "制药", "药业", "生物科技", "医药科技", "基因技术"),
    ("医疗器械", "医疗科技", "医学技术", "医疗设备", "诊断技术", "生物工程"),
    ("医药研究", "检测技术", "医药服务", "临床研究", "生物技术服务", "转化医学"),
    ("生命科学", "健康科技", "生物医学", "医药生物", "医疗健康", "生物工程"),
    ("医药集团", "药业集团", "生物集团", "医疗集团", "健康产业集团", "制药集团"),
    ("医药", "健康管理", "科技", "医疗信息", "投资管理", "商贸"),
)
FORMS = ("有限公司", "股份有限公司", "有限责任公司")

_STEM_A = "阿替瑞帕尼达奥西莫索卡洛贝吉托安"
_STEM_B = "伐法格罗拉米特维泽妥昔普舒珠利曲"
STEMS = pl.Series([a + b for a, b in product(_STEM_A, _STEM_B)])
HERBS = pl.Series(
    [
        a + b
        for a, b in product(
            ("参", "芪", "丹", "连", "芎", "地", "银", "柴"),
            ("麦", "归", "翘", "红", "苓", "黄", "花", "胡"),
        )
    ]
)
# By kind of therapy: how names of active substances end, and the dosage forms.
ENDINGS = {
    "chemical": (
        "替尼片",
        "他汀钙片",
        "沙坦胶囊",
        "拉唑肠溶片",
        "列净片",
        "韦片",
        "注射液",
        "缓释片",
    ),
    "antibody": ("单抗注射液", "双抗注射液", "单抗", "注射用抗体偶联药物"),
    "cell": ("仑赛注射液", "自体T细胞注射液", "间充质干细胞注射液", "NK细胞注射液"),
    "gene": ("腺相关病毒注射液", "溶瘤病毒注射液", "质粒注射液", "小干扰核酸注射液"),
    "vaccine": ("疫苗", "灭活疫苗", "结合疫苗", "重组蛋白疫苗"),
    "traditional": ("颗粒", "胶囊", "口服液", "片"),
    "other": ("注射用粉针", "多肽注射液", "诊断试剂", "放射性注射液"),
}
DEVICE_MAKES = (
    "植入式", "一次性使用", "便携式", "数字化", "可吸收", "介入式", "穿戴式", "高频",
    "人工智能辅助", "磁共振兼容", "全自动", "经皮",
)  # fmt: skip
DEVICE_TYPES = (
    "监测仪", "支架系统", "球囊导管", "超声诊断仪", "化学发光分析仪", "骨科植入物", "手术机器人",
    "封堵器", "刺激器", "内窥镜", "缝合器", "输注泵", "敷料", "检测试剂盒",
)  # fmt: skip
PLATFORM_NAMES = {
    "cro": "药物临床前研究服务平台",
    "cmo": "药物合同生产平台",
    "cdmo": "药物研发生产一体化平台",
    "testing_inspection": "医药检测检验服务平台",
    "translation_centre": "医学成果转化中心",
}
INITIATIVE_NAMES = {
    "restructuring": "股份制改制",
    "listing": "首次公开发行上市",
    "merger_acquisition": "并购项目",
    "overseas_rd": "海外研发中心",
    "ip_pledge_loan": "专利权质押贷款",
    "fiscal_research_project": "科技计划课题",
}
