# language: zh-CN
功能: 申报主体
  各项支持都要求申报主体在中关村示范区内注册、具有独立法人资格，
  并从事药品或医疗器械的研发、生产或服务。这里以一个平台为例，其余支持相同。

  背景:
    假如 一家符合申报主体条件的企业
    并且 审查的支持是"cxo-platform"
    并且 一个平台"P1"，资料如下：
      | 平台类型 | 合同研究组织 |

  场景大纲: 十六个园区同属一个示范区
    假如 企业的"注册园区"为"<园区>"
    当 按2019年度评估，"source-basis"取"<来源>"
    那么 结论为"符合"
    并且 要求"registered-in-zone、legal-person、engaged"已满足
    并且 合计上限为10,000,000元

    例子: 措施文本
      | 园区        | 来源 |
      | 海淀园      | text |
      | 昌平园      | text |
      | 顺义园      | text |
      | 大兴-亦庄园 | text |
      | 房山园      | text |
      | 通州园      | text |
      | 东城园      | text |
      | 西城园      | text |
      | 朝阳园      | text |
      | 丰台园      | text |
      | 石景山园    | text |
      | 门头沟园    | text |
      | 平谷园      | text |
      | 怀柔园      | text |
      | 密云园      | text |
      | 延庆园      | text |

    例子: 论坛发布内容
      | 园区        | 来源         |
      | 海淀园      | announcement |
      | 昌平园      | announcement |
      | 顺义园      | announcement |
      | 大兴-亦庄园 | announcement |
      | 房山园      | announcement |
      | 通州园      | announcement |
      | 东城园      | announcement |
      | 西城园      | announcement |
      | 朝阳园      | announcement |
      | 丰台园      | announcement |
      | 石景山园    | announcement |
      | 门头沟园    | announcement |
      | 平谷园      | announcement |
      | 怀柔园      | announcement |
      | 密云园      | announcement |
      | 延庆园      | announcement |

  场景大纲: 申报主体条件有一项不符，两个来源都一样
    假如 企业的"<字段>"为"<内容>"
    当 按2019年度评估，"source-basis"取"<来源>"
    那么 结论为"不符合"
    并且 仅要求"<要求>"未满足
    并且 没有缺少的字段
    并且 合计上限为0元
    并且 潜在合计上限为0元

    例子:
      | 来源         | 字段     | 内容     | 要求               |
      | text         | 注册园区 | 园区以外 | registered-in-zone |
      | text         | 独立法人 | 否       | legal-person       |
      | text         | 业务活动 | 无       | engaged            |
      | announcement | 注册园区 | 园区以外 | registered-in-zone |
      | announcement | 独立法人 | 否       | legal-person       |
      | announcement | 业务活动 | 无       | engaged            |

  场景大纲: 研发、生产、服务有一样即可
    假如 企业的"业务活动"为"<活动>"
    当 按2019年度评估
    那么 结论为"符合"
    并且 要求"engaged"已满足

    例子:
      | 活动             |
      | 研发             |
      | 生产             |
      | 服务             |
      | 生产、服务       |
      | 研发、生产、服务 |

  场景大纲: 申报主体资料不详时暂不下结论
    假如 企业的"<字段>"为"<内容>"
    当 按2019年度评估
    那么 结论为"待定"
    并且 仅要求"<要求>"不明
    并且 缺少字段"<缺少>"
    并且 计入0元
    并且 合计上限为0元
    并且 潜在合计上限为10,000,000元

    例子:
      | 字段     | 内容   | 要求               | 缺少                  |
      | 注册园区 | 空值   | registered-in-zone | /company/park         |
      | 注册园区 | 未填写 | registered-in-zone | /company/park         |
      | 独立法人 | 空值   | legal-person       | /company/legal_person |
      | 独立法人 | 未填写 | legal-person       | /company/legal_person |
      | 业务活动 | 空值   | engaged            | /company/activities   |
      | 业务活动 | 未填写 | engaged            | /company/activities   |

  场景: 三项资料都不详时，按要求的顺序列出所缺字段
    假如 企业的"注册园区"为"空值"
    并且 企业的"独立法人"为"空值"
    并且 企业的"业务活动"为"空值"
    当 按2019年度评估
    那么 结论为"待定"
    并且 缺少字段"/company/park、/company/legal_person、/company/activities"

  场景: 有一项已经不符，其他资料是否齐全就不再重要
    假如 企业的"注册园区"为"园区以外"
    并且 企业的"独立法人"为"空值"
    当 按2019年度评估
    那么 结论为"不符合"
    并且 要求"legal-person"不明
    并且 没有缺少的字段
    并且 潜在合计上限为0元

  场景: 统一社会信用代码的前几位不能说明企业在哪个园区
    假如 企业的"统一社会信用代码"为"91110000802100433B"
    并且 企业的"注册园区"为"空值"
    当 按2019年度评估
    那么 结论为"待定"
    并且 缺少字段"/company/park"
