# language: zh-CN
功能: 完成第二阶段临床试验的1类创新药（两阶段方案）
  成都2025年的措施，1类创新药完成第二阶段临床试验的，给予该阶段研发投入的20%，最高700万元。
  只限采用两阶段临床试验的药品。

  背景:
    假如 审查的措施是"chengdu-2025"
    并且 审查的支持是"stage-2"
    并且 一家企业，资料如下：
      | 注册地区 | 成都 |
    并且 一个药品"CD-1"，资料如下：
      | 注册分类         | 化药1类        |
      | 第二阶段研发投入 | 2,000,000元    |
      | 临床试验方案     | 两阶段临床试验 |
    并且 药品"CD-1"于2025-05-20"完成第二阶段临床试验"

  场景: 全部条件满足
    当 按2025年度评估，"source-basis"取"measure"，"milestone-window"取"by-year-end"
    那么 结论为"符合"
    并且 属于择优支持，一次性计算
    并且 要求有"registered-in-chengdu、class-1、two-stage、completed"
    并且 没有缺少的字段
    并且 金额为上限
    并且 上限为400,000元
    并且 计入400,000元
    并且 合计上限为400,000元
    并且 潜在合计上限为400,000元
    并且 上限不会再降低
    并且 要求"registered-in-chengdu"的依据可信度为"L"
    并且 要求"class-1"的依据可信度为"H"
    并且 要求"two-stage"的依据可信度为"H"
    并且 要求"completed"的依据可信度为"H"

  场景: 采用三期临床试验的药品不在此列
    假如 药品"CD-1"的"临床试验方案"为"三期临床试验"
    当 按2025年度评估，"source-basis"取"measure"，"milestone-window"取"by-year-end"
    那么 结论为"不符合"
    并且 仅要求"two-stage"未满足

  场景: 实施细则对两阶段的要求没有查到，不另作要求
    当 按2025年度评估，"source-basis"取"implementing-rules"，"milestone-window"取"by-year-end"
    那么 结论为"符合"
    并且 要求有"registered-in-chengdu、class-1、two-stage、completed"

  场景大纲: 研发投入的20%，舍去不足一元的部分，最高7,000,000元
    假如 药品"CD-1"的"第二阶段研发投入"为"<投入>"
    当 按2025年度评估，"source-basis"取"measure"，"milestone-window"取"by-year-end"
    那么 上限为<上限>
    并且 计入<上限>
    并且 受限于"<受限于>"
    并且 上限不会再降低

    例子:
      | 投入          | 上限        | 受限于  |
      | 0元           | 0元         | share   |
      | 4元           | 0元         | share   |
      | 5元           | 1元         | share   |
      | 1,000,000元   | 200,000元   | share   |
      | 34,999,999元  | 6,999,999元 | share   |
      | 35,000,100元  | 7,000,000元 | ceiling |
      | 140,000,000元 | 7,000,000元 | ceiling |
