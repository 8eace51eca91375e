# language: zh-CN
功能: 广州开发区（黄埔区）促进生物医药产业高质量发展办法（2024年，药品临床试验）
  1类、2类药品和3.3类生物制品的临床试验，每个企业每年最高1亿、4000万、2000万元，合计最高1亿元。

  背景:
    假如 审查的措施是"huangpu-drugs-2024"
    并且 一家企业，资料如下：
      | 实际经营地 | 黄埔 |
      | 独立法人   | 是   |
      | 独立核算   | 是   |
      | 列入企业库 | 是   |
    并且 以下药品各符合一项支持的全部条件：
      | 支持             | 编号   | 注册分类      | 里程碑          | 日期       |
      | class-1-trials   | 一类药 | 化药1类       | 完成Ⅱ期临床试验 | 2025-05-20 |
      | class-2-trials   | 二类药 | 化药2类       | 完成Ⅱ期临床试验 | 2025-05-20 |
      | class-3-3-trials | 类似药 | 生物制品3.3类 | 完成Ⅱ期临床试验 | 2025-05-20 |

  规则: 有效期

    场景: 首日、末日和没有编入的条款
      当 按2025年度评估
      那么 报告的措施为"huangpu-drugs-2024"
      并且 有效期为2024-04-04至2027-04-03
      并且 措施属于系列"无"
      并且 报告列明条款未公布的领域：
        | city-projects      |
        | veterinary-drugs   |
        | certificates       |
        | trial-institutions |
        | other-terms        |

    场景大纲: 申报年度是否在有效期之内
      当 按<年度>年度评估
      那么 <提示与否>"outside-known-dates"
      并且 <存疑>"validity-doubtful"

      例子:
        | 年度 | 提示与否 | 存疑     |
        | 2023 | 提示     | 没有提示 |
        | 2024 | 没有提示 | 没有提示 |
        | 2025 | 没有提示 | 没有提示 |
        | 2026 | 提示     | 提示     |
        | 2027 | 提示     | 提示     |
        | 2028 | 提示     | 提示     |

    场景大纲: 2027年4月3日以后达到的不再计入
      假如 各个对象的"里程碑"为"无"
      并且 对象"<对象>"于<日期>"完成Ⅰ期临床试验"
      当 按2027年度评估，"milestone-window"取"<理解>"
      那么 合计上限为<合计>

      例子:
        | 理解            | 对象   | 日期       | 合计         |
        | since-first-day | 二类药 | 2024-04-03 | 0元          |
        | since-first-day | 二类药 | 2024-04-04 | 40,000,000元 |
        | since-first-day | 二类药 | 2027-04-03 | 40,000,000元 |
        | since-first-day | 二类药 | 2027-04-04 | 0元          |
        | by-year-end     | 类似药 | 2024-04-03 | 20,000,000元 |
        | by-year-end     | 类似药 | 2027-04-03 | 20,000,000元 |
        | by-year-end     | 类似药 | 2027-04-04 | 0元          |
        | within-year     | 类似药 | 2026-12-31 | 0元          |
        | within-year     | 类似药 | 2027-01-01 | 20,000,000元 |
        | within-year     | 类似药 | 2027-04-03 | 20,000,000元 |
        | within-year     | 类似药 | 2027-04-04 | 0元          |

  规则: 默认理解下的各项结论

    场景: 条件齐备的，各项支持都符合，各自只给应得的对象
      当 按2025年度评估
      那么 各项支持结论为"符合"
      并且 各项支持没有缺少的字段
      并且 各项支持未被排除
      并且 各项结论依次为：
        | 支持             | 对象   | 结论   |
        | class-1-trials   | 一类药 | 符合   |
        | class-1-trials   | 二类药 | 不符合 |
        | class-1-trials   | 类似药 | 不符合 |
        | class-2-trials   | 一类药 | 不符合 |
        | class-2-trials   | 二类药 | 符合   |
        | class-2-trials   | 类似药 | 不符合 |
        | class-3-3-trials | 一类药 | 不符合 |
        | class-3-3-trials | 二类药 | 不符合 |
        | class-3-3-trials | 类似药 | 符合   |
      并且 合计上限为100,000,000元

    场景大纲: 不作选择时采用默认理解
      当 按2025年度评估
      那么 报告采用的理解"<理解>"为"<默认>"

      例子:
        | 理解             | 默认            |
        | milestone-window | since-first-day |
        | trial-milestone  | completed       |

  规则: 申请人

    场景大纲: 企业的条件有一项不符，哪一项支持也不能享受
      假如 企业的"<字段>"为"<内容>"
      当 按2025年度评估
      那么 各项支持结论为"不符合"
      并且 各项支持仅要求"<要求>"未满足
      并且 各项支持没有缺少的字段
      并且 潜在合计上限为0元

      例子:
        | 字段       | 内容       | 要求                 |
        | 实际经营地 | 广州其他区 | operates-in-huangpu  |
        | 实际经营地 | 重庆       | operates-in-huangpu  |
        | 实际经营地 | 深圳其他区 | operates-in-huangpu  |
        | 实际经营地 | 其他地区   | operates-in-huangpu  |
        | 独立法人   | 否         | legal-person         |
        | 独立核算   | 否         | independent-accounts |
        | 列入企业库 | 否         | on-register          |

    场景大纲: 企业的条件有一项不详，各项支持都暂不下结论，并指出还缺什么
      假如 企业的"<字段>"为"<内容>"
      当 按2025年度评估
      那么 各项支持结论为"待定"
      并且 各项支持仅要求"<要求>"不明
      并且 各项支持缺少字段"<缺少>"
      并且 各项支持计入0元
      并且 潜在合计上限为100,000,000元

      例子:
        | 字段       | 内容   | 要求                 | 缺少                          |
        | 实际经营地 | 空值   | operates-in-huangpu  | /company/operates_region      |
        | 实际经营地 | 未填写 | operates-in-huangpu  | /company/operates_region      |
        | 实际经营地 | 广州   | operates-in-huangpu  | /company/operates_region      |
        | 独立法人   | 空值   | legal-person         | /company/legal_person         |
        | 独立核算   | 空值   | independent-accounts | /company/independent_accounts |
        | 列入企业库 | 空值   | on-register          | /company/on_industry_register |

    场景大纲: 各地措施比较时，注册地的要求单独列出
      假如 企业的"实际经营地"为"<地区>"
      当 比较2025年度各地措施
      那么 "huangpu-drugs-2024"的注册要求"operates-in-huangpu"<要求结果>
      并且 "huangpu-drugs-2024"按现状合计上限为<现状>
      并且 "huangpu-drugs-2024"如在当地注册合计上限为100,000,000元

      例子:
        | 地区 | 要求结果 | 现状          |
        | 黄埔 | 已满足   | 100,000,000元 |
        | 上海 | 未满足   | 0元           |
