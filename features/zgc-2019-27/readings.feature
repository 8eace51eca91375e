# language: zh-CN
功能: 可以有不同理解的地方
  两个来源都没有说清的九个问题，各有一个默认理解，报告写明采用了哪一个，也可以换成另一个。
  source-basis 依据哪个来源；milestone-window 里程碑何时计入申报年度；cap-scope 1000万元管到哪里；
  share-period 30%是整个项目的还是每年的；same-drug-reaches-trials 同一药品不重复支持是否及于临床试验；
  same-drug-instalments 同一药品可否分年度支持；growth-cap-period 300万元是一次性的还是每年的；
  initiative-completed 上市等事项是否须已完成；platform-base 平台是固定上限还是按投资额的30%计算。

  背景:
    假如 一家企业，资料如下：
      | 注册园区 | 昌平园     |
      | 独立法人 | 是         |
      | 业务活动 | 研发、生产 |
    并且 企业的"拥有自主知识产权"为"是"
    并且 一个药品"YX-101"，资料如下：
      | 药品类别     | 创新药       |
      | 项目总投资额 | 30,000,000元 |
    并且 药品"YX-101"于2017-04-12"进入临床试验"
    并且 药品"YX-101"于2018-05-20"完成Ⅱ期临床试验"
    并且 药品"YX-101"于2019-10-20"取得新药批件"，取得地"其他地区"
    并且 一个药品"YX-102"，资料如下：
      | 药品类别     | 创新药       |
      | 项目总投资额 | 20,000,000元 |
    并且 药品"YX-102"于2019-06-12"进入临床试验"
    并且 一个医疗器械"YX-D1"，资料如下：
      | 管理类别       | 第二类       |
      | 在示范区产业化 | 是           |
      | 项目总投资额   | 40,000,000元 |
    并且 医疗器械"YX-D1"于2018-11-30"通过创新医疗器械特别审查"，审查级别"国家级"
    并且 医疗器械"YX-D1"于2019-08-02"取得医疗器械注册证"，取得地"北京"
    并且 医疗器械"YX-D1"于2018-09-10"取得生产许可证"，取得地"北京"
    并且 一个平台"P1"，资料如下：
      | 平台类型     | 合同研发生产组织 |
      | 项目总投资额 | 10,000,000元     |
    并且 一项企业事项"I1"，资料如下：
      | 事项类型 | 并购       |
      | 完成日期 | 2018-07-22 |
    并且 企业2018年因"YX-102"获得"drug-clinical-trial"资金1,000,000元
    并且 企业2018年因"I1"获得"listing-and-merger"资金500,000元

  场景大纲: 不作选择时采用默认理解
    当 按2019年度评估
    那么 报告采用的理解"<理解>"为"<默认>"

    例子:
      | 理解                     | 默认        |
      | source-basis             | text        |
      | milestone-window         | by-year-end |
      | cap-scope                | subject     |
      | share-period             | lifetime    |
      | same-drug-reaches-trials | yes         |
      | same-drug-instalments    | yes         |
      | growth-cap-period        | once        |
      | initiative-completed     | yes         |
      | platform-base            | flat        |

  场景: 默认理解下的各项结论
    当 按2019年度评估
    那么 各项结论依次为：
      | 支持                      | 对象   | 结论   | 上限         | 计入         | 被排除 |
      | new-drug-approval         | YX-101 | 不符合 | 0元          | 0元          | 否     |
      | new-drug-approval         | YX-102 | 不符合 | 0元          | 0元          | 否     |
      | drug-phase-2              | YX-101 | 符合   | 9,000,000元  | 9,000,000元  | 否     |
      | drug-phase-2              | YX-102 | 不符合 | 0元          | 0元          | 否     |
      | first-generic-consistency | YX-101 | 不符合 | 0元          | 0元          | 否     |
      | first-generic-consistency | YX-102 | 不符合 | 0元          | 0元          | 否     |
      | drug-clinical-trial       | YX-101 | 符合   | 9,000,000元  | 0元          | 是     |
      | drug-clinical-trial       | YX-102 | 符合   | 5,000,000元  | 5,000,000元  | 否     |
      | innovative-device         | YX-D1  | 符合   | 10,000,000元 | 10,000,000元 | 否     |
      | device-registration       | YX-D1  | 符合   | 10,000,000元 | 0元          | 否     |
      | cxo-platform              | P1     | 符合   | 10,000,000元 | 10,000,000元 | 否     |
      | testing-platform          | P1     | 不符合 | 0元          | 0元          | 否     |
      | translation-centre        | P1     | 不符合 | 0元          | 0元          | 否     |
      | listing-and-merger        | I1     | 符合   | 2,500,000元  | 2,500,000元  | 否     |
      | overseas-rd               | I1     | 不符合 | 0元          | 0元          | 否     |
    并且 合计上限为36,500,000元

  场景大纲: 每次只换一个理解
    当 按2019年度评估，"<理解>"取"<选项>"
    那么 报告采用的理解"<理解>"为"<选项>"
    并且 "<对象>"的"<支持>"结论为"<结论>"
    并且 "<对象>"的"<支持>"上限为<上限>
    并且 "<对象>"的"<支持>"计入<计入>
    并且 合计上限为<合计>

    例子: 依据哪个来源
      | 理解         | 选项         | 对象   | 支持              | 结论   | 上限         | 计入         | 合计         |
      | source-basis | text         | YX-101 | new-drug-approval | 不符合 | 0元          | 0元          | 36,500,000元 |
      | source-basis | announcement | YX-101 | new-drug-approval | 符合   | 10,000,000元 | 10,000,000元 | 42,500,000元 |

    例子: 里程碑和事项何时计入申报年度
      | 理解             | 选项        | 对象   | 支持                | 结论   | 上限        | 计入        | 合计         |
      | milestone-window | by-year-end | YX-101 | drug-phase-2        | 符合   | 9,000,000元 | 9,000,000元 | 36,500,000元 |
      | milestone-window | within-year | YX-101 | drug-phase-2        | 不符合 | 0元         | 0元         | 34,000,000元 |
      | milestone-window | within-year | YX-102 | drug-clinical-trial | 符合   | 5,000,000元 | 5,000,000元 | 34,000,000元 |
      | milestone-window | within-year | YX-D1  | device-registration | 符合   | 10,000,000元 | 10,000,000元 | 34,000,000元 |
      | milestone-window | within-year | I1     | listing-and-merger  | 不符合 | 0元         | 0元         | 34,000,000元 |

    例子: 1000万元管到哪里
      | 理解      | 选项    | 对象  | 支持                | 结论 | 上限        | 计入        | 合计         |
      | cap-scope | subject | YX-D1 | device-registration | 符合 | 10,000,000元 | 0元          | 36,500,000元 |
      | cap-scope | support | YX-D1 | device-registration | 符合 | 10,000,000元 | 10,000,000元 | 46,500,000元 |
      | cap-scope | company | YX-D1 | device-registration | 符合 | 10,000,000元 | 0元          | 22,500,000元 |

    例子: 30%是整个项目的还是每年的
      | 理解         | 选项     | 对象   | 支持                | 结论 | 上限        | 计入        | 合计         |
      | share-period | lifetime | YX-102 | drug-clinical-trial | 符合 | 5,000,000元 | 5,000,000元 | 36,500,000元 |
      | share-period | yearly   | YX-102 | drug-clinical-trial | 符合 | 6,000,000元 | 6,000,000元 | 37,500,000元 |

    例子: 同一药品不重复支持是否及于临床试验
      | 理解                     | 选项 | 对象   | 支持                | 结论 | 上限        | 计入        | 合计         |
      | same-drug-reaches-trials | yes  | YX-101 | drug-clinical-trial | 符合 | 9,000,000元 | 0元         | 36,500,000元 |
      | same-drug-reaches-trials | no   | YX-101 | drug-clinical-trial | 符合 | 9,000,000元 | 0元         | 36,500,000元 |

    例子: 同一药品可否分年度支持
      | 理解                  | 选项 | 对象   | 支持                | 结论 | 上限        | 计入        | 合计         |
      | same-drug-instalments | yes  | YX-102 | drug-clinical-trial | 符合 | 5,000,000元 | 5,000,000元 | 36,500,000元 |
      | same-drug-instalments | no   | YX-102 | drug-clinical-trial | 符合 | 5,000,000元 | 0元         | 31,500,000元 |

    例子: 300万元是一次性的还是每年的
      | 理解              | 选项   | 对象 | 支持               | 结论 | 上限        | 计入        | 合计         |
      | growth-cap-period | once   | I1   | listing-and-merger | 符合 | 2,500,000元 | 2,500,000元 | 36,500,000元 |
      | growth-cap-period | yearly | I1   | listing-and-merger | 符合 | 3,000,000元 | 3,000,000元 | 37,000,000元 |

    例子: 平台是固定上限还是按比例
      | 理解          | 选项  | 对象 | 支持         | 结论 | 上限         | 计入         | 合计         |
      | platform-base | flat  | P1   | cxo-platform | 符合 | 10,000,000元 | 10,000,000元 | 36,500,000元 |
      | platform-base | share | P1   | cxo-platform | 符合 | 3,000,000元  | 3,000,000元  | 29,500,000元 |

  场景: 同时换几个理解
    当 按2019年度评估，并取以下理解：
      | 理解          | 选项         |
      | source-basis  | announcement |
      | cap-scope     | company      |
      | platform-base | share        |
    那么 报告采用的理解"cap-scope"为"company"
    并且 报告采用的理解"platform-base"为"share"
    并且 "P1"的"cxo-platform"上限为3,000,000元
    并且 合计上限为15,500,000元

  场景大纲: 不同理解也决定支持有没有这一项要求
    当 按2019年度评估，"source-basis"取"announcement"
    那么 "<对象>"的"<支持>"要求有"registered-in-zone、legal-person、engaged、<要求>"

    例子:
      | 对象   | 支持                | 要求                       |
      | YX-101 | new-drug-approval   | approved                   |
      | YX-101 | drug-phase-2        | phase-2                    |
      | YX-101 | drug-clinical-trial | clinical-entry             |
      | YX-D1  | innovative-device   | special-review             |
      | YX-D1  | device-registration | class-2-or-3、registered   |
      | P1     | cxo-platform        | platform-type              |
      | I1     | listing-and-merger  | initiative-type、completed |
