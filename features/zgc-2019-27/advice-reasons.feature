# language: zh-CN
功能: 为什么是这个合计
  符合的支持靠哪些资料就够了；什么限制了合计，放宽一点会增加多少。

  背景:
    假如 一家企业，资料如下：
      | 注册园区 | 昌平园     |
      | 独立法人 | 是         |
      | 业务活动 | 研发、生产 |
    并且 一个药品"YX-101"，资料如下：
      | 药品类别     | 创新药       |
      | 项目总投资额 | 90,000,000元 |
    并且 药品"YX-101"于2019-03-10"完成Ⅱ期临床试验"

  场景: 一项不重复支持的规则使另一项不计入
    当 就2019年度征询建议
    那么 限制合计的有：
      | 限制           | 多一元 | 没有它的话增加 |
      | subject-yearly | 0元    | 0元            |
      | project-share  | 不详   | 0元            |
      | same-drug-once | 不详   | 0元            |
    并且 再有一个同样的对象，合计增加：
      | 支持                | 增加         |
      | drug-phase-2        | 10,000,000元 |
      | drug-clinical-trial | 10,000,000元 |
    并且 "YX-101"的"drug-phase-2"靠以下资料就够了：
      | 条件               | 资料                                  |
      | registered-in-zone | company.park                          |
      | legal-person       | company.legal_person                  |
      | engaged            | company.activities                    |
      | innovative         | drug.category                         |
      | phase-2            | drug.milestone.phase_2_completed.date |
