# language: zh-CN
功能: 横琴粤澳深度合作区进一步支持生物医药大健康产业高质量发展的若干措施（2025年）
  在重点支持领域开展研发、以货币新增实缴资本不少于1000万元的，按10%获得最高2000万元，分两笔拨付。

  背景:
    假如 审查的措施是"hengqin-2025"
    并且 一家企业，资料如下：
      | 注册地区           | 横琴         |
      | 实际经营地         | 横琴         |
      | 已办理奖补登记     | 是           |
      | 属于重点支持领域   | 是           |
      | 上年度新增实缴资本 | 10,000,009元 |

  规则: 有效期

    场景: 首日、末日和没有编入的条款
      当 按2026年度评估
      那么 报告的措施为"hengqin-2025"
      并且 有效期为2025-01-01至2027-12-31
      并且 措施属于系列"无"
      并且 报告列明条款未公布的领域：
        | macao-projects       |
        | traditional-medicine |
        | other-terms          |
      并且 条文编入规则1条，看到原文2条，原文未公布26条

    场景大纲: 申报年度是否在有效期之内
      当 按<年度>年度评估
      那么 <提示与否>"outside-known-dates"

      例子:
        | 年度 | 提示与否 |
        | 2024 | 提示     |
        | 2025 | 没有提示 |
        | 2027 | 没有提示 |
        | 2028 | 提示     |

  规则: 默认理解下的各项结论

    场景: 条件齐备的，各项支持都符合，各自只给应得的对象
      当 按2026年度评估
      那么 各项结论依次为：
        | 支持    | 对象 | 结论 |
        | capital | 企业 | 符合 |
      并且 合计上限为1,000,000元

    场景: 不作选择时采用默认理解
      当 按2026年度评估
      那么 报告采用的理解"award-period"为"once"

  规则: 申请人

    场景大纲: 企业的条件有一项不符，哪一项支持也不能享受
      假如 企业的"<字段>"为"<内容>"
      当 按2026年度评估
      那么 "企业"的"capital"结论为"不符合"
      并且 "企业"的"capital"仅要求"<要求>"未满足
      并且 "企业"的"capital"没有缺少的字段
      并且 潜在合计上限为0元

      例子:
        | 字段           | 内容       | 要求                  |
        | 注册地区       | 珠海其他区 | registered-in-hengqin |
        | 注册地区       | 中山       | registered-in-hengqin |
        | 注册地区       | 其他地区   | registered-in-hengqin |
        | 实际经营地     | 珠海其他区 | registered-in-hengqin |
        | 实际经营地     | 中山       | registered-in-hengqin |
        | 实际经营地     | 其他地区   | registered-in-hengqin |
        | 已办理奖补登记 | 否         | registered-for-awards |

    场景大纲: 企业的条件有一项不详，各项支持都暂不下结论，并指出还缺什么
      假如 企业的"<字段>"为"<内容>"
      当 按2026年度评估
      那么 "企业"的"capital"结论为"待定"
      并且 "企业"的"capital"仅要求"<要求>"不明
      并且 "企业"的"capital"缺少字段"<缺少>"
      并且 "企业"的"capital"计入0元
      并且 潜在合计上限为1,000,000元

      例子:
        | 字段           | 内容   | 要求                  | 缺少                        |
        | 注册地区       | 空值   | registered-in-hengqin | /company/region             |
        | 注册地区       | 未填写 | registered-in-hengqin | /company/region             |
        | 注册地区       | 珠海   | registered-in-hengqin | /company/region             |
        | 实际经营地     | 空值   | registered-in-hengqin | /company/operates_region    |
        | 实际经营地     | 未填写 | registered-in-hengqin | /company/operates_region    |
        | 实际经营地     | 珠海   | registered-in-hengqin | /company/operates_region    |
        | 已办理奖补登记 | 空值   | registered-for-awards | /company/award_registration |
        | 已办理奖补登记 | 未填写 | registered-for-awards | /company/award_registration |

    场景大纲: 各地措施比较时，注册地的要求单独列出
      假如 企业的"注册地区"为"<地区>"
      当 比较2026年度各地措施
      那么 "hengqin-2025"的注册要求"registered-in-hengqin"<要求结果>
      并且 "hengqin-2025"按现状合计上限为<现状>
      并且 "hengqin-2025"如在当地注册合计上限为1,000,000元

      例子:
        | 地区 | 要求结果 | 现状        |
        | 横琴 | 已满足   | 1,000,000元 |
        | 上海 | 未满足   | 0元         |
