# language: zh-CN
功能: 首次取得药品注册证书的突破性治疗药物
  成都2025年的措施，纳入突破性治疗的1类创新药首次取得药品注册证书的，另给100万元。
  证书记为药品注册证书或者新药批件都可以；同一药品的各剂型只有一次是首次。

  背景:
    假如 审查的措施是"chengdu-2025"
    并且 审查的支持是"breakthrough"
    并且 一家企业，资料如下：
      | 注册地区 | 成都 |
    并且 一个药品"CD-1"，资料如下：
      | 注册分类       | 化药1类 |
      | 纳入突破性治疗 | 是      |
    并且 药品"CD-1"于2025-05-20"取得药品注册证书"

  场景: 全部条件满足
    当 按2025年度评估，"source-basis"取"measure"，"milestone-window"取"by-year-end"
    那么 结论为"符合"
    并且 属于择优支持，一次性计算
    并且 要求有"registered-in-chengdu、class-1、breakthrough-therapy、certificate"
    并且 没有缺少的字段
    并且 金额固定，不是上限
    并且 上限为1,000,000元
    并且 计入1,000,000元
    并且 合计上限为1,000,000元
    并且 潜在合计上限为1,000,000元
    并且 上限不会再降低
    并且 要求"registered-in-chengdu"的依据可信度为"L"
    并且 要求"class-1"的依据可信度为"H"
    并且 要求"breakthrough-therapy"的依据可信度为"H"
    并且 要求"certificate"的依据可信度为"H"

  场景大纲: 新药批件同样算证书
    假如 药品"CD-1"的"里程碑"为"无"
    并且 药品"CD-1"于<日期>"取得新药批件"
    当 按2025年度评估，"milestone-window"取"<时点>"，"source-basis"取"measure"
    那么 结论为"<结论>"

    例子:
      | 时点        | 日期       | 结论   |
      | by-year-end | 2024-12-31 | 符合   |
      | by-year-end | 2025-01-01 | 符合   |
      | by-year-end | 2025-12-31 | 符合   |
      | by-year-end | 2026-01-01 | 不符合 |
      | within-year | 2024-12-31 | 不符合 |
      | within-year | 2025-01-01 | 符合   |
      | within-year | 2025-12-31 | 符合   |
      | within-year | 2026-01-01 | 不符合 |

  场景: 没有纳入突破性治疗的药品不在此列
    假如 药品"CD-1"的"纳入突破性治疗"为"否"
    当 按2025年度评估，"source-basis"取"measure"，"milestone-window"取"by-year-end"
    那么 结论为"不符合"
    并且 仅要求"breakthrough-therapy"未满足

  场景大纲: 固定金额与研发投入无关
    假如 药品"CD-1"的"研发投入"为"<投入>"
    当 按2025年度评估，"source-basis"取"measure"，"milestone-window"取"by-year-end"
    那么 上限为1,000,000元
    并且 没有缺少的字段

    例子:
      | 投入         |
      | 0元          |
      | 90,000,000元 |
      | 空值         |

  场景: 依据转载的实施细则，要求不变
    当 按2025年度评估，"source-basis"取"implementing-rules"，"milestone-window"取"by-year-end"
    那么 结论为"符合"
    并且 要求有"registered-in-chengdu、class-1、breakthrough-therapy、certificate"

  场景: 同一药品的两种剂型，只有一次是首次
    假如 药品"CD-1"的"同一药品"为"CD"
    并且 一个药品"CD-2"，资料如下：
      | 同一药品       | CD      |
      | 注册分类       | 化药1类 |
      | 纳入突破性治疗 | 是      |
    并且 药品"CD-2"于2025-08-20"取得药品注册证书"
    当 按2025年度评估，"source-basis"取"measure"，"milestone-window"取"by-year-end"
    那么 "CD-1"的"breakthrough"计入1,000,000元
    并且 "CD-2"的"breakthrough"因"CD-1"的"breakthrough"被排除，依据"first-certificate"
    并且 合计上限为1,000,000元

  场景: 另一剂型以前获得过的，不再是首次
    假如 药品"CD-1"的"同一药品"为"CD"
    并且 一个药品"CD-2"，资料如下：
      | 同一药品 | CD |
    并且 企业2024年因"CD-2"获得"breakthrough"资金1,000,000元
    当 按2025年度评估，"source-basis"取"measure"，"milestone-window"取"by-year-end"
    那么 "CD-1"的"breakthrough"上限为0元
    并且 合计上限为0元

  场景: 不同的药品各有各的首次
    假如 一个药品"CD-2"，资料如下：
      | 注册分类       | 化药1类 |
      | 纳入突破性治疗 | 是      |
    并且 药品"CD-2"于2025-08-20"取得药品注册证书"
    当 按2025年度评估，"source-basis"取"measure"，"milestone-window"取"by-year-end"
    那么 合计上限为2,000,000元
