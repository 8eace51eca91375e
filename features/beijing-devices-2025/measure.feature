# language: zh-CN
功能: 北京市促进医疗器械产业高质量发展若干措施（2025年）
  2025年11月24日起施行，有效期至2028年12月31日。经国家或本市创新特别审查获批的产品最高200万元；行业大模型最高3000万元，关键零部件联合攻关按项目费用的30%最高3000万元，境外获批上市的器械每个产品最高100万元；
  人工智能诊断推广项目按投资的30%最高5000万元，企业能否享受不明。

  背景:
    假如 审查的措施是"beijing-devices-2025"
    并且 一家企业，资料如下：
      | 注册地区 | 北京 |
      | 业务活动 | 生产 |
    并且 以下企业事项各符合一项支持的全部条件：
      | 支持           | 编号   | 事项类型   | 达到国内首创或国际领先水平 | 算力费用     |
      | industry-model | 大模型 | 行业大模型 | 是                         | 30,000,000元 |
    并且 以下企业事项各符合一项支持的全部条件：
      | 支持         | 编号     | 事项类型         | 项目总投资额 |
      | ai-diagnosis | 诊断项目 | 人工智能诊断推广 | 10,000,003元 |
    并且 以下企业事项各符合一项支持的全部条件：
      | 支持      | 编号     | 事项类型                 | 项目费用     |
      | key-parts | 攻关项目 | 关键零部件或材料联合攻关 | 10,000,003元 |
    并且 以下医疗器械各符合一项支持的全部条件：
      | 支持                 | 编号     | 注册费用  | 里程碑       | 日期       | 批准机构                      |
      | foreign-registration | 出海器械 | 800,003元 | 境外获批上市 | 2026-05-20 | 美国食品药品监督管理局（FDA） |
    并且 以下医疗器械各符合一项支持的全部条件：
      | 支持                  | 编号     | 里程碑             | 日期       |
      | special-review-device | 创新器械 | 取得医疗器械注册证 | 2026-05-20 |
    并且 医疗器械"创新器械"于2024-05-20"通过创新医疗器械特别审查"

  规则: 有效期

    场景: 首日、末日和没有编入的条款
      当 按2026年度评估
      那么 报告的措施为"beijing-devices-2025"
      并且 有效期为2025-11-24至2028-12-31，措施年度为不详
      并且 措施属于系列"无"
      并且 没有提示"validity-doubtful"
      并且 没有提示"first-day-unknown"
      并且 没有提示"last-day-unknown"
      并且 报告列明条款未公布的领域：
        | other-terms       |
        | early-projects    |
        | national-projects |
      并且 条文编入规则5条，看到原文不详，原文未公布不详

    场景大纲: 申报年度是否在有效期之内
      当 按<年度>年度评估
      那么 <提示与否>"outside-known-dates"
      并且 没有提示"validity-doubtful"

      例子:
        | 年度 | 提示与否 |
        | 2024 | 提示     |
        | 2025 | 没有提示 |
        | 2028 | 没有提示 |
        | 2029 | 提示     |

  规则: 默认理解下的各项结论

    场景: 条件齐备的，各项支持都符合，各自只给应得的对象
      当 按2026年度评估
      那么 各项结论依次为：
        | 支持                  | 对象     | 结论   |
        | special-review-device | 出海器械 | 不符合 |
        | special-review-device | 创新器械 | 符合   |
        | industry-model        | 大模型   | 符合   |
        | industry-model        | 诊断项目 | 不符合 |
        | industry-model        | 攻关项目 | 不符合 |
        | key-parts             | 大模型   | 不符合 |
        | key-parts             | 诊断项目 | 不符合 |
        | key-parts             | 攻关项目 | 符合   |
        | foreign-registration  | 出海器械 | 符合   |
        | foreign-registration  | 创新器械 | 不符合 |
      并且 合计上限为35,800,003元

    场景: 另一种理解下的各项支持
      当 按2026年度评估，"ai-diagnosis-payee"取"company"
      那么 各项结论依次为：
        | 支持                  | 对象     | 结论   |
        | special-review-device | 出海器械 | 不符合 |
        | special-review-device | 创新器械 | 符合   |
        | industry-model        | 大模型   | 符合   |
        | industry-model        | 诊断项目 | 不符合 |
        | industry-model        | 攻关项目 | 不符合 |
        | ai-diagnosis          | 大模型   | 不符合 |
        | ai-diagnosis          | 诊断项目 | 符合   |
        | ai-diagnosis          | 攻关项目 | 不符合 |
        | key-parts             | 大模型   | 不符合 |
        | key-parts             | 诊断项目 | 不符合 |
        | key-parts             | 攻关项目 | 符合   |
        | foreign-registration  | 出海器械 | 符合   |
        | foreign-registration  | 创新器械 | 不符合 |

    场景大纲: 不作选择时采用默认理解
      当 按2026年度评估
      那么 报告采用的理解"<理解>"为"<默认>"

      例子:
        | 理解               | 默认            |
        | milestone-window   | since-first-day |
        | ai-diagnosis-payee | institution     |

  规则: 申请人

    场景大纲: 企业的条件有一项不符，哪一项支持也不能享受
      假如 企业的"<字段>"为"<内容>"
      当 按2026年度评估
      那么 "大模型"的"industry-model"结论为"不符合"
      并且 "大模型"的"industry-model"仅要求"<要求>"未满足
      并且 "大模型"的"industry-model"没有缺少的字段
      并且 "攻关项目"的"key-parts"结论为"不符合"
      并且 "攻关项目"的"key-parts"仅要求"<要求>"未满足
      并且 "攻关项目"的"key-parts"没有缺少的字段
      并且 "出海器械"的"foreign-registration"结论为"不符合"
      并且 "创新器械"的"special-review-device"结论为"不符合"
      并且 "出海器械"的"foreign-registration"仅要求"<要求>"未满足
      并且 "创新器械"的"special-review-device"仅要求"<要求>"未满足
      并且 "出海器械"的"foreign-registration"没有缺少的字段
      并且 "创新器械"的"special-review-device"没有缺少的字段
      并且 潜在合计上限为0元

      例子:
        | 字段     | 内容     | 要求                  |
        | 注册地区 | 上海     | registered-in-beijing |
        | 注册地区 | 天津     | registered-in-beijing |
        | 注册地区 | 雄安     | registered-in-beijing |
        | 注册地区 | 其他地区 | registered-in-beijing |

    场景大纲: 企业的条件有一项不详，各项支持都暂不下结论，并指出还缺什么
      假如 企业的"<字段>"为"<内容>"
      当 按2026年度评估
      那么 "大模型"的"industry-model"结论为"待定"
      并且 "大模型"的"industry-model"仅要求"<要求>"不明
      并且 "大模型"的"industry-model"缺少字段"<缺少>"
      并且 "大模型"的"industry-model"计入0元
      并且 "攻关项目"的"key-parts"结论为"待定"
      并且 "攻关项目"的"key-parts"仅要求"<要求>"不明
      并且 "攻关项目"的"key-parts"缺少字段"<缺少>"
      并且 "攻关项目"的"key-parts"计入0元
      并且 "出海器械"的"foreign-registration"结论为"待定"
      并且 "创新器械"的"special-review-device"结论为"待定"
      并且 "出海器械"的"foreign-registration"仅要求"<要求>"不明
      并且 "创新器械"的"special-review-device"仅要求"<要求>"不明
      并且 "出海器械"的"foreign-registration"缺少字段"<缺少>"
      并且 "创新器械"的"special-review-device"缺少字段"<缺少>"
      并且 "出海器械"的"foreign-registration"计入0元
      并且 "创新器械"的"special-review-device"计入0元
      并且 潜在合计上限为35,800,003元

      例子:
        | 字段     | 内容   | 要求                  | 缺少            |
        | 注册地区 | 空值   | registered-in-beijing | /company/region |
        | 注册地区 | 未填写 | registered-in-beijing | /company/region |

    场景大纲: 符合的也不止一种
      假如 企业的"<字段>"为"<内容>"
      当 按2026年度评估
      那么 "大模型"的"industry-model"结论为"符合"
      并且 "攻关项目"的"key-parts"结论为"符合"
      并且 "出海器械"的"foreign-registration"结论为"符合"
      并且 "创新器械"的"special-review-device"结论为"符合"

      例子:
        | 字段     | 内容       |
        | 注册地区 | 海淀       |
        | 注册地区 | 大兴       |
        | 注册地区 | 北京其他区 |

    场景大纲: 各地措施比较时，注册地的要求单独列出
      假如 企业的"注册地区"为"<地区>"
      当 比较2026年度各地措施
      那么 "beijing-devices-2025"的注册要求"registered-in-beijing"<要求结果>
      并且 "beijing-devices-2025"按现状合计上限为<现状>
      并且 "beijing-devices-2025"如在当地注册合计上限为35,800,003元

      例子:
        | 地区 | 要求结果 | 现状         |
        | 北京 | 已满足   | 35,800,003元 |
        | 上海 | 未满足   | 0元          |
