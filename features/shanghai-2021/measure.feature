# language: zh-CN
功能: 上海市关于促进本市生物医药产业高质量发展的若干意见（2021年）
  2021年6月1日至2024年5月31日有效，此后由新的若干意见取代。择优支持，产品须在上海生产。
  创新药按研发投入的40%，三期最高500万元、1000万元、3000万元；改良型新药按20%，最高500万元、1000万元；
  进入特别审查程序的医疗器械最高200万元。企业每年合计最高创新药1亿元、改良型新药2000万元。

  背景:
    假如 审查的措施是"shanghai-2021"
    并且 一家企业，资料如下：
      | 注册地区 | 上海 |
      | 业务活动 | 研发 |

  规则: 有效期与版本

    场景大纲: 申报年度是否在已知日期之外，是否已被取代
      当 按<年度>年度评估
      那么 报告的措施为"shanghai-2021"
      并且 <日期之外>"outside-known-dates"
      并且 <已被取代>"replaced-by-later-version"

      例子:
        | 年度 | 日期之外 | 已被取代 |
        | 2020 | 提示     | 没有提示 |
        | 2021 | 没有提示 | 没有提示 |
        | 2023 | 没有提示 | 没有提示 |
        | 2024 | 没有提示 | 提示     |
        | 2025 | 提示     | 提示     |

    场景: 有效期和系列
      当 按2022年度评估，"cap-scope"取"all"
      那么 有效期为2021-06-01至2024-05-31
      并且 措施属于系列"shanghai"
      并且 措施已由"shanghai-2024"取代
      并且 没有提示"first-day-unknown"
      并且 没有提示"last-day-unknown"
      并且 提示"terms-unpublished"
      并且 报告列明条款未公布的领域：
        | device-limit       |
        | device-certificate |
        | other-items        |
      并且 提示"amounts-are-ceilings"

    场景大纲: 2024年5月31日以后达到的不再计入
      假如 一个药品"末期药"，资料如下：
        | 药品类别    | 创新药       |
        | 生产地区    | 上海         |
        | Ⅰ期研发投入 | 10,000,000元 |
      并且 药品"末期药"于<日期>"完成Ⅰ期临床试验"
      当 按2024年度评估，"milestone-window"取"<理解>"
      那么 合计上限为<合计>

      例子:
        | 理解            | 日期       | 合计        |
        | since-first-day | 2021-05-31 | 0元         |
        | since-first-day | 2021-06-01 | 4,000,000元 |
        | since-first-day | 2024-05-31 | 4,000,000元 |
        | since-first-day | 2024-06-01 | 0元         |
        | by-year-end     | 2021-05-31 | 4,000,000元 |
        | by-year-end     | 2024-05-31 | 4,000,000元 |
        | by-year-end     | 2024-06-01 | 0元         |
        | within-year     | 2023-12-31 | 0元         |
        | within-year     | 2024-01-01 | 4,000,000元 |
        | within-year     | 2024-05-31 | 4,000,000元 |
        | within-year     | 2024-06-01 | 0元         |

  规则: 可以有不同理解的地方

    背景:
      假如 一个药品"CX-1"，资料如下：
        | 药品类别    | 创新药       |
        | 生产地区    | 上海         |
        | 研发投入    | 15,000,000元 |
        | Ⅰ期研发投入 | 10,000,000元 |
        | Ⅱ期研发投入 | 20,000,000元 |
        | Ⅲ期研发投入 | 60,000,000元 |
      并且 药品"CX-1"于2021-05-20"完成Ⅰ期临床试验"
      并且 药品"CX-1"于2022-05-20"完成Ⅱ期临床试验"
      并且 药品"CX-1"于2022-12-20"完成Ⅲ期临床试验"
      并且 一个药品"GL-1"，资料如下：
        | 药品类别    | 改良型新药   |
        | 生产地区    | 上海         |
        | 研发投入    | 20,000,000元 |
        | Ⅰ期研发投入 | 10,000,000元 |
        | Ⅱ期研发投入 | 20,000,000元 |
        | Ⅲ期研发投入 | 40,000,000元 |
      并且 药品"GL-1"于2021-05-20"完成Ⅰ期临床试验"
      并且 药品"GL-1"于2022-05-20"完成Ⅱ期临床试验"
      并且 药品"GL-1"于2022-12-20"完成Ⅲ期临床试验"
      并且 一个医疗器械"QX-1"，资料如下：
        | 生产地区 | 上海 |
      并且 医疗器械"QX-1"于2022-06-20"通过创新医疗器械特别审查"

    场景大纲: 不作选择时采用默认理解
      当 按2022年度评估
      那么 报告采用的理解"<理解>"为"<默认>"

      例子:
        | 理解             | 默认            |
        | milestone-window | since-first-day |
        | rd-base          | stage           |
        | improved-phases  | later           |
        | cap-scope        | innovative      |
        | cap-period       | yearly          |

    场景: 默认理解下的各项结论，各期相加
      当 按2022年度评估，"milestone-window"取"by-year-end"
      那么 各项结论依次为：
        | 支持                  | 对象 | 结论   | 上限         | 计入         | 受限于  |
        | innovative-phase-1    | CX-1 | 符合   | 4,000,000元  | 4,000,000元  | share   |
        | innovative-phase-1    | GL-1 | 不符合 | 0元          | 0元          | 无      |
        | innovative-phase-2    | CX-1 | 符合   | 8,000,000元  | 8,000,000元  | share   |
        | innovative-phase-2    | GL-1 | 不符合 | 0元          | 0元          | 无      |
        | innovative-phase-3    | CX-1 | 符合   | 24,000,000元 | 24,000,000元 | share   |
        | innovative-phase-3    | GL-1 | 不符合 | 0元          | 0元          | 无      |
        | improved-phase-2      | CX-1 | 不符合 | 0元          | 0元          | 无      |
        | improved-phase-2      | GL-1 | 符合   | 4,000,000元  | 4,000,000元  | share   |
        | improved-phase-3      | CX-1 | 不符合 | 0元          | 0元          | 无      |
        | improved-phase-3      | GL-1 | 符合   | 8,000,000元  | 8,000,000元  | share   |
        | special-review-device | QX-1 | 符合   | 2,000,000元  | 2,000,000元  | ceiling |
        | drug-abroad           | CX-1 | 不符合 | 0元          | 0元          | 无      |
        | drug-abroad           | GL-1 | 不符合 | 0元          | 0元          | 无      |
        | device-abroad         | QX-1 | 不符合 | 0元          | 0元          | 无      |
      并且 合计上限为50,000,000元
      并且 潜在合计上限为50,000,000元

    场景: 若Ⅰ期和Ⅱ期各500万元，改良型新药多出Ⅰ期一项
      当 按2022年度评估，"improved-phases"取"all"，"milestone-window"取"by-year-end"
      那么 各项结论依次为：
        | 支持                  | 对象 | 上限         |
        | innovative-phase-1    | CX-1 | 4,000,000元  |
        | innovative-phase-1    | GL-1 | 0元          |
        | innovative-phase-2    | CX-1 | 8,000,000元  |
        | innovative-phase-2    | GL-1 | 0元          |
        | innovative-phase-3    | CX-1 | 24,000,000元 |
        | innovative-phase-3    | GL-1 | 0元          |
        | improved-phase-1      | CX-1 | 0元          |
        | improved-phase-1      | GL-1 | 2,000,000元  |
        | improved-phase-2      | CX-1 | 0元          |
        | improved-phase-2      | GL-1 | 4,000,000元  |
        | improved-phase-3      | CX-1 | 0元          |
        | improved-phase-3      | GL-1 | 8,000,000元  |
        | special-review-device | QX-1 | 2,000,000元  |
        | drug-abroad           | CX-1 | 0元          |
        | drug-abroad           | GL-1 | 0元          |
        | device-abroad         | QX-1 | 0元          |
      并且 合计上限为52,000,000元

    场景大纲: 每次只换一个理解
      当 按2022年度评估，"<理解>"取"<选项>"
      那么 报告采用的理解"<理解>"为"<选项>"
      并且 "<对象>"的"<支持>"结论为"<结论>"
      并且 "<对象>"的"<支持>"上限为<上限>
      并且 合计上限为<合计>

      例子:
        | 理解             | 选项        | 对象 | 支持                  | 结论   | 上限        | 合计         |
        | milestone-window | by-year-end | CX-1 | innovative-phase-1    | 符合   | 4,000,000元 | 50,000,000元 |
        | milestone-window | within-year | CX-1 | innovative-phase-1    | 不符合 | 0元         | 46,000,000元 |
        | rd-base          | total       | CX-1 | innovative-phase-1    | 不符合 | 0元         | 22,000,000元 |
        | rd-base          | total       | CX-1 | innovative-phase-3    | 符合   | 6,000,000元 | 22,000,000元 |
        | rd-base          | total       | GL-1 | improved-phase-2      | 符合   | 4,000,000元 | 22,000,000元 |
        | rd-base          | total       | QX-1 | special-review-device | 符合   | 2,000,000元 | 22,000,000元 |
        | cap-scope        | all         | GL-1 | improved-phase-3      | 符合   | 8,000,000元 | 46,000,000元 |
        | cap-period       | once        | GL-1 | improved-phase-3      | 符合   | 8,000,000元 | 46,000,000元 |

  规则: 改良型新药每年合计最高2000万元

    背景:
      假如 一个药品"改一"，资料如下：
        | 药品类别    | 改良型新药    |
        | 生产地区    | 上海          |
        | Ⅲ期研发投入 | 100,000,000元 |
      并且 药品"改一"于2022-03-10"完成Ⅲ期临床试验"
      并且 一个药品"改二"，资料如下：
        | 药品类别    | 改良型新药    |
        | 生产地区    | 上海          |
        | Ⅲ期研发投入 | 100,000,000元 |
      并且 药品"改二"于2022-03-10"完成Ⅲ期临床试验"

    场景: 两个药品合计恰好2000万元
      当 按2022年度评估
      那么 "改二"的"improved-phase-3"计入10,000,000元
      并且 "改二"的"improved-phase-3"受限于"ceiling"
      并且 合计上限为20,000,000元

    场景大纲: 第三个药品使合计超过2000万元，后面的受限
      假如 一个药品"改三"，资料如下：
        | 药品类别    | 改良型新药   |
        | 生产地区    | 上海         |
        | Ⅱ期研发投入 | 25,000,000元 |
      并且 药品"改三"于2022-03-10"完成Ⅱ期临床试验"
      当 按2022年度评估，"cap-scope"取"<范围>"
      那么 "改三"的"improved-phase-2"计入5,000,000元
      并且 "改二"的"improved-phase-3"上限为10,000,000元
      并且 "改二"的"improved-phase-3"计入5,000,000元
      并且 "改二"的"improved-phase-3"受限于"company-improved"
      并且 合计上限为20,000,000元

      例子:
        | 范围       |
        | all        |
        | innovative |

    场景大纲: 合计在2000万元上下差一元
      假如 药品"改二"的"Ⅲ期研发投入"为"<研发投入>"
      并且 一个药品"旧药"，资料如下：
        | 里程碑 | 无 |
      并且 企业2022年因"旧药"获得"improved-phase-2"资金1元
      当 按2022年度评估
      那么 合计上限为<合计>

      例子:
        | 研发投入     | 合计         |
        | 49,999,990元 | 19,999,998元 |
        | 49,999,995元 | 19,999,999元 |
        | 50,000,000元 | 19,999,999元 |

    场景大纲: 已获得的资金先从2000万元中扣除，扣哪些年度看计算期
      假如 一个药品"旧药"，资料如下：
        | 里程碑 | 无 |
      并且 企业<年度>年因"旧药"获得"<项目>"资金4,000,000元
      当 按2022年度评估，"cap-period"取"<计算期>"
      那么 合计上限为<合计>

      例子:
        | 计算期 | 年度 | 项目                  | 合计         |
        | yearly | 2021 | improved-phase-3      | 20,000,000元 |
        | yearly | 2022 | improved-phase-3      | 16,000,000元 |
        | yearly | 2023 | improved-phase-3      | 20,000,000元 |
        | once   | 2021 | improved-phase-3      | 16,000,000元 |
        | once   | 2022 | improved-phase-3      | 16,000,000元 |
        | once   | 2023 | improved-phase-3      | 16,000,000元 |
        | yearly | 2022 | improved-phase-1      | 16,000,000元 |
        | yearly | 2022 | improved-phase-2      | 16,000,000元 |
        | yearly | 2022 | innovative-phase-1    | 20,000,000元 |
        | yearly | 2022 | special-review-device | 20,000,000元 |

  规则: 企业每年合计最高1亿元

    背景:
      假如 一个药品"创一"，资料如下：
        | 药品类别    | 创新药        |
        | 生产地区    | 上海          |
        | Ⅲ期研发投入 | 100,000,000元 |
      并且 药品"创一"于2022-03-10"完成Ⅲ期临床试验"
      并且 一个药品"创二"，资料如下：
        | 药品类别    | 创新药        |
        | 生产地区    | 上海          |
        | Ⅲ期研发投入 | 100,000,000元 |
      并且 药品"创二"于2022-03-10"完成Ⅲ期临床试验"
      并且 一个药品"创三"，资料如下：
        | 药品类别    | 创新药        |
        | 生产地区    | 上海          |
        | Ⅲ期研发投入 | 100,000,000元 |
      并且 药品"创三"于2022-03-10"完成Ⅲ期临床试验"
      并且 一个药品"改一"，资料如下：
        | 药品类别    | 改良型新药    |
        | 生产地区    | 上海          |
        | Ⅲ期研发投入 | 100,000,000元 |
      并且 药品"改一"于2022-03-10"完成Ⅲ期临床试验"

    场景: 三个创新药和一个改良型新药合计恰好1亿元
      当 按2022年度评估
      那么 "改一"的"improved-phase-3"计入10,000,000元
      并且 "改一"的"improved-phase-3"受限于"ceiling"
      并且 合计上限为100,000,000元

    场景大纲: 默认1亿元只管创新药，也可以理解为改良型新药和医疗器械都在1亿元之内
      假如 一个药品"改二"，资料如下：
        | 药品类别    | 改良型新药    |
        | 生产地区    | 上海          |
        | Ⅲ期研发投入 | 100,000,000元 |
      并且 药品"改二"于2022-03-10"完成Ⅲ期临床试验"
      并且 一个医疗器械"QX-1"，资料如下：
        | 生产地区 | 上海 |
      并且 医疗器械"QX-1"于2022-03-10"通过创新医疗器械特别审查"
      当 按2022年度评估，"cap-scope"取"<范围>"
      那么 "创三"的"innovative-phase-3"计入30,000,000元
      并且 "改一"的"improved-phase-3"计入10,000,000元
      并且 "改二"的"improved-phase-3"计入<改二>
      并且 "改二"的"improved-phase-3"受限于"<改二受限于>"
      并且 "QX-1"的"special-review-device"计入<器械>
      并且 "QX-1"的"special-review-device"受限于"<器械受限于>"
      并且 合计上限为<合计>

      例子:
        | 范围       | 改二         | 改二受限于    | 器械        | 器械受限于    | 合计          |
        | all        | 0元          | company-total | 0元         | company-total | 100,000,000元 |
        | innovative | 10,000,000元 | ceiling       | 2,000,000元 | ceiling       | 112,000,000元 |

    场景大纲: 第四个创新药只计到1亿元为止
      假如 一个药品"创四"，资料如下：
        | 药品类别    | 创新药     |
        | 生产地区    | 上海       |
        | Ⅲ期研发投入 | <研发投入> |
      并且 药品"创四"于2022-03-10"完成Ⅲ期临床试验"
      当 按2022年度评估，"cap-scope"取"<范围>"
      那么 "创四"的"innovative-phase-3"计入<创四>
      并且 "创四"的"innovative-phase-3"受限于"<受限于>"
      并且 "改一"的"improved-phase-3"计入<改一>

      例子:
        | 范围       | 研发投入      | 创四         | 受限于             | 改一         |
        | all        | 24,999,999元  | 9,999,999元  | share              | 1元          |
        | all        | 100,000,000元 | 10,000,000元 | company-total      | 0元          |
        | innovative | 24,999,999元  | 9,999,999元  | share              | 10,000,000元 |
        | innovative | 25,000,003元  | 10,000,000元 | company-innovative | 10,000,000元 |
        | innovative | 100,000,000元 | 10,000,000元 | company-innovative | 10,000,000元 |

    场景大纲: 已获得的资金先从1亿元中扣除，扣哪些项目看适用范围，扣哪些年度看计算期
      假如 一个药品"旧药"，资料如下：
        | 里程碑 | 无 |
      并且 企业<年度>年因"旧药"获得"<项目>"资金<已获得>
      当 按2022年度评估，"cap-scope"取"<范围>"，"cap-period"取"<计算期>"
      那么 合计上限为<合计>

      例子: 各项都在1亿元之内
        | 范围 | 计算期 | 年度 | 项目                  | 已获得        | 合计          |
        | all  | yearly | 2021 | innovative-phase-1    | 40,000,000元  | 100,000,000元 |
        | all  | yearly | 2022 | innovative-phase-1    | 40,000,000元  | 60,000,000元  |
        | all  | yearly | 2022 | innovative-phase-1    | 1元           | 99,999,999元  |
        | all  | yearly | 2022 | innovative-phase-2    | 40,000,000元  | 60,000,000元  |
        | all  | yearly | 2022 | innovative-phase-3    | 40,000,000元  | 60,000,000元  |
        | all  | yearly | 2022 | improved-phase-1      | 10,000,000元  | 90,000,000元  |
        | all  | yearly | 2022 | improved-phase-2      | 10,000,000元  | 90,000,000元  |
        | all  | yearly | 2022 | improved-phase-3      | 10,000,000元  | 90,000,000元  |
        | all  | yearly | 2022 | special-review-device | 40,000,000元  | 100,000,000元 |
        | all  | yearly | 2022 | innovative-phase-1    | 100,000,001元 | 0元           |
        | all  | yearly | 2023 | innovative-phase-1    | 40,000,000元  | 100,000,000元 |
        | all  | once   | 2021 | innovative-phase-1    | 40,000,000元  | 60,000,000元  |
        | all  | once   | 2023 | innovative-phase-1    | 40,000,000元  | 60,000,000元  |

      例子: 1亿元只管创新药
        | 范围       | 计算期 | 年度 | 项目                  | 已获得       | 合计          |
        | innovative | yearly | 2021 | innovative-phase-1    | 40,000,000元 | 100,000,000元 |
        | innovative | yearly | 2022 | innovative-phase-1    | 40,000,000元 | 70,000,000元  |
        | innovative | yearly | 2022 | innovative-phase-2    | 40,000,000元 | 70,000,000元  |
        | innovative | yearly | 2022 | innovative-phase-3    | 40,000,000元 | 70,000,000元  |
        | innovative | yearly | 2022 | innovative-phase-3    | 10,000,001元 | 99,999,999元  |
        | innovative | yearly | 2022 | improved-phase-3      | 10,000,000元 | 100,000,000元 |
        | innovative | yearly | 2022 | special-review-device | 40,000,000元 | 100,000,000元 |
        | innovative | once   | 2021 | innovative-phase-1    | 40,000,000元 | 70,000,000元  |

  规则: 各地措施比较时，注册地的要求单独列出

    背景:
      假如 一个药品"比较药"，资料如下：
        | 药品类别    | 创新药       |
        | 生产地区    | 上海         |
        | Ⅱ期研发投入 | 20,000,000元 |
      并且 药品"比较药"于2022-05-20"完成Ⅱ期临床试验"，试验地"中国"

    场景大纲: 按企业现在的注册地，以及假如在当地注册
      假如 企业的"注册地区"为"<地区>"
      当 比较2022年度各地措施
      那么 "shanghai-2021"的注册要求有"registered-in-shanghai"
      并且 "shanghai-2021"的注册要求"registered-in-shanghai"<要求结果>
      并且 "shanghai-2021"按现状合计上限为<现状>
      并且 "shanghai-2021"按现状潜在合计上限为<现状潜在>
      并且 "shanghai-2021"如在当地注册合计上限为8,000,000元
      并且 参加比较的措施包括"shanghai-2021"
      并且 参加比较的措施不包括"shanghai-2024"

      例子:
        | 地区 | 要求结果 | 现状        | 现状潜在    |
        | 上海 | 已满足   | 8,000,000元 | 8,000,000元 |
        | 深圳 | 未满足   | 0元         | 0元         |
        | 空值 | 不明     | 0元         | 8,000,000元 |

    场景: 即使在当地注册，其余条件仍须满足
      假如 企业的"注册地区"为"其他地区"
      并且 企业的"业务活动"为"无"
      当 比较2022年度各地措施
      那么 "shanghai-2021"按现状合计上限为0元
      并且 "shanghai-2021"如在当地注册合计上限为0元

  规则: 各项支持共有的条件
    每项支持各有一个条件齐备的例子，“improved-phases”取“all”时七项支持俱全。每项支持完整的例子和自己独有的规定在各自的文件中。

    背景:
      假如 以下药品各符合一项支持的全部条件：
        | 支持               | 编号     | 药品类别   | 生产地区 | 里程碑          | 日期       |
        | innovative-phase-1 | 创新一期 | 创新药     | 上海     | 完成Ⅰ期临床试验 | 2022-05-20 |
        | innovative-phase-2 | 创新二期 | 创新药     | 上海     | 完成Ⅱ期临床试验 | 2022-05-20 |
        | innovative-phase-3 | 创新三期 | 创新药     | 上海     | 完成Ⅲ期临床试验 | 2022-05-20 |
        | improved-phase-1   | 改良一期 | 改良型新药 | 上海     | 完成Ⅰ期临床试验 | 2022-05-20 |
        | improved-phase-2   | 改良二期 | 改良型新药 | 上海     | 完成Ⅱ期临床试验 | 2022-05-20 |
        | improved-phase-3   | 改良三期 | 改良型新药 | 上海     | 完成Ⅲ期临床试验 | 2022-05-20 |
      并且 各个对象的"Ⅰ期研发投入"为"10,000,000元"
      并且 各个对象的"Ⅱ期研发投入"为"10,000,000元"
      并且 各个对象的"Ⅲ期研发投入"为"10,000,000元"
      并且 以下医疗器械各符合一项支持的全部条件：
        | 支持                  | 编号     | 管理类别 | 生产地区 | 里程碑                   | 日期       |
        | special-review-device | 特审器械 | 第三类   | 上海     | 通过创新医疗器械特别审查 | 2022-05-20 |

    场景: 条件齐备的，各项支持都符合
      当 按2022年度评估，"improved-phases"取"all"
      那么 各项支持结论为"符合"
      并且 各项支持没有缺少的字段
      并且 各项支持未被排除
      并且 合计上限为20,000,000元

    场景大纲: 企业的条件有一项不符，哪一项支持也不能享受
      假如 企业的"<字段>"为"<内容>"
      当 按2022年度评估，"improved-phases"取"all"
      那么 各项支持结论为"不符合"
      并且 各项支持仅要求"<要求>"未满足
      并且 各项支持没有缺少的字段
      并且 各项支持上限为0元
      并且 潜在合计上限为0元

      例子:
        | 字段     | 内容     | 要求                   |
        | 注册地区 | 其他地区 | registered-in-shanghai |
        | 业务活动 | 无       | engaged                |

    场景大纲: 企业的条件有一项不详，各项支持都暂不下结论，并指出还缺什么
      假如 企业的"<字段>"为"<内容>"
      当 按2022年度评估，"improved-phases"取"all"
      那么 各项支持结论为"待定"
      并且 各项支持仅要求"<要求>"不明
      并且 各项支持缺少字段"<缺少>"
      并且 各项支持计入0元
      并且 合计上限为0元
      并且 潜在合计上限为20,000,000元

      例子:
        | 字段     | 内容   | 要求                   | 缺少                |
        | 注册地区 | 空值   | registered-in-shanghai | /company/region     |
        | 注册地区 | 未填写 | registered-in-shanghai | /company/region     |
        | 业务活动 | 空值   | engaged                | /company/activities |
        | 业务活动 | 未填写 | engaged                | /company/activities |

    场景大纲: 注册地区只能是上海
      假如 企业的"注册地区"为"<地区>"
      当 按2022年度评估，"improved-phases"取"all"
      那么 各项支持结论为"<结论>"

      例子:
        | 地区     | 结论   |
        | 北京     | 不符合 |
        | 大兴     | 不符合 |
        | 上海     | 符合   |
        | 深圳     | 不符合 |
        | 苏州     | 不符合 |
        | 成都     | 不符合 |
        | 广州     | 不符合 |
        | 黄埔     | 不符合 |
        | 海口     | 不符合 |
        | 其他地区 | 不符合 |

    场景大纲: 研发、生产、服务有一样即可
      假如 企业的"业务活动"为"<活动>"
      当 按2022年度评估，"improved-phases"取"all"
      那么 各项支持结论为"符合"

      例子:
        | 活动       |
        | 研发       |
        | 生产       |
        | 服务       |
        | 生产、服务 |

    场景大纲: 须在上海生产
      假如 各个对象的"生产地区"为"<地区>"
      当 按2022年度评估，"improved-phases"取"all"
      那么 各项支持结论为"<结论>"
      并且 各项支持要求"made-in-shanghai"<要求结果>

      例子:
        | 地区     | 结论   | 要求结果 |
        | 上海     | 符合   | 已满足   |
        | 苏州     | 不符合 | 未满足   |
        | 其他地区 | 不符合 | 未满足   |
        | 空值     | 待定   | 不明     |

    场景大纲: 药品类别不符，只有这一项不符
      假如 对象"<对象>"的"药品类别"为"<类别>"
      当 按2022年度评估，"improved-phases"取"all"
      那么 "<对象>"的"<支持>"仅要求"<要求>"未满足
      并且 "<对象>"的"<支持>"没有缺少的字段
      并且 "<对象>"的"<支持>"上限为0元

      例子:
        | 支持               | 对象     | 类别       | 要求       |
        | innovative-phase-1 | 创新一期 | 改良型新药 | innovative |
        | innovative-phase-1 | 创新一期 | 仿制药     | innovative |
        | innovative-phase-2 | 创新二期 | 改良型新药 | innovative |
        | innovative-phase-2 | 创新二期 | 仿制药     | innovative |
        | innovative-phase-3 | 创新三期 | 改良型新药 | innovative |
        | innovative-phase-3 | 创新三期 | 仿制药     | innovative |
        | improved-phase-1   | 改良一期 | 创新药     | improved   |
        | improved-phase-1   | 改良一期 | 仿制药     | improved   |
        | improved-phase-2   | 改良二期 | 创新药     | improved   |
        | improved-phase-2   | 改良二期 | 仿制药     | improved   |
        | improved-phase-3   | 改良三期 | 创新药     | improved   |
        | improved-phase-3   | 改良三期 | 仿制药     | improved   |

    场景大纲: 到达了其他所有里程碑，也不能代替所要求的里程碑
      假如 对象"<对象>"于2022-05-20到达"<里程碑>"以外、也不推定它的各个里程碑
      当 按2022年度评估，"improved-phases"取"all"
      那么 "<对象>"的"<支持>"结论为"不符合"
      并且 "<对象>"的"<支持>"仅要求"<要求>"未满足
      并且 "<对象>"的"<支持>"没有缺少的字段

      例子:
        | 支持                  | 对象     | 里程碑                   | 要求           |
        | innovative-phase-1    | 创新一期 | 完成Ⅰ期临床试验          | phase-1        |
        | innovative-phase-2    | 创新二期 | 完成Ⅱ期临床试验          | phase-2        |
        | innovative-phase-3    | 创新三期 | 完成Ⅲ期临床试验          | phase-3        |
        | improved-phase-1      | 改良一期 | 完成Ⅰ期临床试验          | phase-1        |
        | improved-phase-2      | 改良二期 | 完成Ⅱ期临床试验          | phase-2        |
        | improved-phase-3      | 改良三期 | 完成Ⅲ期临床试验          | phase-3        |
        | special-review-device | 特审器械 | 通过创新医疗器械特别审查 | special-review |

    场景大纲: 里程碑在申报年度末以前达到，也可以理解为在申报年度之内达到
      当 按2022年度评估，"improved-phases"取"all"
      那么 "<对象>"的"<支持>"结论随对象的里程碑"<里程碑>"的"日期"而定：
        | milestone-window | since-first-day | by-year-end | within-year |
        | 2021-05-31       | 不符合          | 符合        | 不符合      |
        | 2021-06-01       | 符合            | 符合        | 不符合      |
        | 2021-12-31       | 符合            | 符合        | 不符合      |
        | 2022-01-01       | 符合            | 符合        | 符合        |
        | 2022-12-31       | 符合            | 符合        | 符合        |
        | 2023-01-01       | 不符合          | 不符合      | 不符合      |
      假如 对象"<对象>"的里程碑"<里程碑>"的"日期"为"2023-01-01"
      当 按2022年度评估，"improved-phases"取"all"
      那么 "<对象>"的"<支持>"仅要求"<要求>"未满足

      例子:
        | 支持                  | 对象     | 里程碑                   | 要求           |
        | innovative-phase-1    | 创新一期 | 完成Ⅰ期临床试验          | phase-1        |
        | innovative-phase-2    | 创新二期 | 完成Ⅱ期临床试验          | phase-2        |
        | innovative-phase-3    | 创新三期 | 完成Ⅲ期临床试验          | phase-3        |
        | improved-phase-1      | 改良一期 | 完成Ⅰ期临床试验          | phase-1        |
        | improved-phase-2      | 改良二期 | 完成Ⅱ期临床试验          | phase-2        |
        | improved-phase-3      | 改良三期 | 完成Ⅲ期临床试验          | phase-3        |
        | special-review-device | 特审器械 | 通过创新医疗器械特别审查 | special-review |

    场景大纲: 试验地在哪里不作要求
      当 按2022年度评估，"improved-phases"取"all"
      那么 "<对象>"的"<支持>"结论随对象的里程碑"<里程碑>"的"试验地"而定：
        | 试验地 | 结论 |
        | 中国   | 符合 |
        | 境外   | 符合 |
        | 空值   | 符合 |

      例子:
        | 支持               | 对象     | 里程碑          |
        | innovative-phase-1 | 创新一期 | 完成Ⅰ期临床试验 |
        | innovative-phase-2 | 创新二期 | 完成Ⅱ期临床试验 |
        | innovative-phase-3 | 创新三期 | 完成Ⅲ期临床试验 |
        | improved-phase-1   | 改良一期 | 完成Ⅰ期临床试验 |
        | improved-phase-2   | 改良二期 | 完成Ⅱ期临床试验 |
        | improved-phase-3   | 改良三期 | 完成Ⅲ期临床试验 |

    场景大纲: 对象的资料空值或未填写都是不详，暂不下结论，只列入潜在合计，并指出还缺什么
      假如 对象"<对象>"的<内容>为"空值"
      当 按2022年度评估，"improved-phases"取"all"
      那么 "<对象>"的"<支持>"结论为"待定"
      并且 "<对象>"的"<支持>"仅要求"<要求>"不明
      并且 "<对象>"的"<支持>"只缺少对象的<内容>
      并且 "<对象>"的"<支持>"上限为<上限>
      并且 "<对象>"的"<支持>"计入0元
      假如 对象"<对象>"的<内容>为"未填写"
      当 按2022年度评估，"improved-phases"取"all"
      那么 "<对象>"的"<支持>"结论为"待定"
      并且 "<对象>"的"<支持>"只缺少对象的<内容>

      例子:
        | 支持                  | 对象     | 内容                                     | 要求           | 上限        |
        | innovative-phase-1    | 创新一期 | "药品类别"                               | innovative     | 4,000,000元 |
        | innovative-phase-1    | 创新一期 | "里程碑"                                 | phase-1        | 4,000,000元 |
        | innovative-phase-1    | 创新一期 | 里程碑"完成Ⅰ期临床试验"的"日期"          | phase-1        | 4,000,000元 |
        | innovative-phase-2    | 创新二期 | "药品类别"                               | innovative     | 4,000,000元 |
        | innovative-phase-2    | 创新二期 | "里程碑"                                 | phase-2        | 4,000,000元 |
        | innovative-phase-2    | 创新二期 | 里程碑"完成Ⅱ期临床试验"的"日期"          | phase-2        | 4,000,000元 |
        | innovative-phase-3    | 创新三期 | "药品类别"                               | innovative     | 4,000,000元 |
        | innovative-phase-3    | 创新三期 | "里程碑"                                 | phase-3        | 4,000,000元 |
        | innovative-phase-3    | 创新三期 | 里程碑"完成Ⅲ期临床试验"的"日期"          | phase-3        | 4,000,000元 |
        | improved-phase-1      | 改良一期 | "药品类别"                               | improved       | 2,000,000元 |
        | improved-phase-1      | 改良一期 | "里程碑"                                 | phase-1        | 2,000,000元 |
        | improved-phase-1      | 改良一期 | 里程碑"完成Ⅰ期临床试验"的"日期"          | phase-1        | 2,000,000元 |
        | improved-phase-2      | 改良二期 | "药品类别"                               | improved       | 2,000,000元 |
        | improved-phase-2      | 改良二期 | "里程碑"                                 | phase-2        | 2,000,000元 |
        | improved-phase-2      | 改良二期 | 里程碑"完成Ⅱ期临床试验"的"日期"          | phase-2        | 2,000,000元 |
        | improved-phase-3      | 改良三期 | "药品类别"                               | improved       | 2,000,000元 |
        | improved-phase-3      | 改良三期 | "里程碑"                                 | phase-3        | 2,000,000元 |
        | improved-phase-3      | 改良三期 | 里程碑"完成Ⅲ期临床试验"的"日期"          | phase-3        | 2,000,000元 |
        | special-review-device | 特审器械 | "里程碑"                                 | special-review | 2,000,000元 |
        | special-review-device | 特审器械 | 里程碑"通过创新医疗器械特别审查"的"日期" | special-review | 2,000,000元 |

    场景大纲: 其他阶段的研发投入不计在内
      假如 对象"<对象>"的"<投入>"以外的各项金额都为900,000,000元
      当 按2022年度评估，"improved-phases"取"all"
      那么 "<对象>"的"<支持>"上限为<上限>

      例子:
        | 支持               | 对象     | 投入        | 上限        |
        | innovative-phase-1 | 创新一期 | Ⅰ期研发投入 | 4,000,000元 |
        | innovative-phase-2 | 创新二期 | Ⅱ期研发投入 | 4,000,000元 |
        | innovative-phase-3 | 创新三期 | Ⅲ期研发投入 | 4,000,000元 |
        | improved-phase-1   | 改良一期 | Ⅰ期研发投入 | 2,000,000元 |
        | improved-phase-2   | 改良二期 | Ⅱ期研发投入 | 2,000,000元 |
        | improved-phase-3   | 改良三期 | Ⅲ期研发投入 | 2,000,000元 |

    场景大纲: 研发投入不详，先按最高金额列示，并指出还缺什么
      假如 对象"<对象>"的"<投入>"为"空值"
      当 按2022年度评估，"improved-phases"取"all"
      那么 "<对象>"的"<支持>"结论为"符合"
      并且 "<对象>"的"<支持>"上限为<最高>
      并且 "<对象>"的"<支持>"只缺少对象的"<投入>"
      并且 "<对象>"的"<支持>"上限仍可能降低
      并且 合计上限仍可能降低
      假如 对象"<对象>"的"<投入>"为"未填写"
      当 按2022年度评估，"improved-phases"取"all"
      那么 "<对象>"的"<支持>"只缺少对象的"<投入>"
      假如 对象"<对象>"的"<投入>"为"10,000,000元"
      并且 对象"<对象>"的"研发投入"为"空值"
      当 按2022年度评估，"improved-phases"取"all"，"rd-base"取"total"
      那么 "<对象>"的"<支持>"上限为<最高>
      并且 "<对象>"的"<支持>"只缺少对象的"研发投入"
      并且 "<对象>"的"<支持>"上限仍可能降低

      例子:
        | 支持               | 对象     | 投入        | 最高         |
        | innovative-phase-1 | 创新一期 | Ⅰ期研发投入 | 5,000,000元  |
        | innovative-phase-2 | 创新二期 | Ⅱ期研发投入 | 10,000,000元 |
        | innovative-phase-3 | 创新三期 | Ⅲ期研发投入 | 30,000,000元 |
        | improved-phase-1   | 改良一期 | Ⅰ期研发投入 | 5,000,000元  |
        | improved-phase-2   | 改良二期 | Ⅱ期研发投入 | 5,000,000元  |
        | improved-phase-3   | 改良三期 | Ⅲ期研发投入 | 10,000,000元 |

    场景大纲: 同一项支持已获得的资金，不论哪一年，都从比例和最高金额中扣除，其他支持的不扣
      假如 对象"<对象>"的"<投入>"为"<研发投入>"
      并且 企业2021年因"<对象>"获得"<支持>"资金100,000元
      并且 企业2022年因"<对象>"获得"<支持>"资金200,000元
      并且 企业2023年因"<对象>"获得"<支持>"资金300,000元
      并且 企业2021年因"<对象>"获得"<其他支持>"资金700,000元
      当 按2022年度评估，"improved-phases"取"all"
      那么 "<对象>"的"<支持>"上限为<上限>
      假如 对象"<对象>"的"研发投入"为"<研发投入>"
      当 按2022年度评估，"improved-phases"取"all"，"rd-base"取"total"
      那么 "<对象>"的"<支持>"上限为<上限>

      例子:
        | 支持               | 对象     | 其他支持           | 投入        | 研发投入      | 上限         |
        | innovative-phase-1 | 创新一期 | innovative-phase-2 | Ⅰ期研发投入 | 10,000,000元  | 3,400,000元  |
        | innovative-phase-1 | 创新一期 | innovative-phase-2 | Ⅰ期研发投入 | 200,000,000元 | 4,400,000元  |
        | innovative-phase-2 | 创新二期 | innovative-phase-3 | Ⅱ期研发投入 | 10,000,000元  | 3,400,000元  |
        | innovative-phase-2 | 创新二期 | innovative-phase-3 | Ⅱ期研发投入 | 200,000,000元 | 9,400,000元  |
        | innovative-phase-3 | 创新三期 | innovative-phase-1 | Ⅲ期研发投入 | 10,000,000元  | 3,400,000元  |
        | innovative-phase-3 | 创新三期 | innovative-phase-1 | Ⅲ期研发投入 | 200,000,000元 | 29,400,000元 |
        | improved-phase-1   | 改良一期 | improved-phase-2   | Ⅰ期研发投入 | 10,000,000元  | 1,400,000元  |
        | improved-phase-1   | 改良一期 | improved-phase-2   | Ⅰ期研发投入 | 200,000,000元 | 4,400,000元  |
        | improved-phase-2   | 改良二期 | improved-phase-3   | Ⅱ期研发投入 | 10,000,000元  | 1,400,000元  |
        | improved-phase-2   | 改良二期 | improved-phase-3   | Ⅱ期研发投入 | 200,000,000元 | 4,400,000元  |
        | improved-phase-3   | 改良三期 | improved-phase-1   | Ⅲ期研发投入 | 10,000,000元  | 1,400,000元  |
        | improved-phase-3   | 改良三期 | improved-phase-1   | Ⅲ期研发投入 | 200,000,000元 | 9,400,000元  |

    场景: 已获得的资金超过最高金额的，剩余为零而不是负数
      假如 企业2021年因各项支持各获得资金30,000,001元
      当 按2022年度评估，"improved-phases"取"all"
      那么 各项支持上限为0元
      并且 各项支持计入0元
      并且 合计上限为0元

    场景大纲: 每项要求依据的可信度
      当 按2022年度评估，"improved-phases"取"all"
      那么 各项支持要求"registered-in-shanghai、engaged"的依据可信度为"M"
      并且 各项支持要求"made-in-shanghai"的依据可信度为"H"
      并且 "<对象>"的"<支持>"要求"<要求>"的依据可信度为"<可信度>"

      例子:
        | 支持                  | 对象     | 要求                | 可信度 |
        | innovative-phase-1    | 创新一期 | innovative、phase-1 | H      |
        | innovative-phase-2    | 创新二期 | innovative、phase-2 | H      |
        | innovative-phase-3    | 创新三期 | innovative、phase-3 | H      |
        | improved-phase-1      | 改良一期 | improved            | H      |
        | improved-phase-1      | 改良一期 | phase-1             | L      |
        | improved-phase-2      | 改良二期 | improved            | H      |
        | improved-phase-2      | 改良二期 | phase-2             | M      |
        | improved-phase-3      | 改良三期 | improved            | H      |
        | improved-phase-3      | 改良三期 | phase-3             | M      |
        | special-review-device | 特审器械 | special-review      | H      |

    场景大纲: 研发投入的40%或20%，舍去不足一元的部分，以最高金额为限，按该药品的全部研发投入计算时也一样
      假如 对象"<对象>"的"<投入>"为"<研发投入>"
      当 按2022年度评估，"improved-phases"取"all"
      那么 "<对象>"的"<支持>"上限为<上限>
      并且 "<对象>"的"<支持>"计入<上限>
      并且 "<对象>"的"<支持>"受限于"<受限于>"
      并且 "<对象>"的"<支持>"上限不会再降低
      假如 对象"<对象>"的"<投入>"为"空值"
      并且 对象"<对象>"的"研发投入"为"<研发投入>"
      当 按2022年度评估，"improved-phases"取"all"，"rd-base"取"total"
      那么 "<对象>"的"<支持>"上限为<上限>
      并且 "<对象>"的"<支持>"受限于"<受限于>"
      并且 "<对象>"的"<支持>"没有缺少的字段

      例子:
        | 支持               | 对象     | 投入        | 研发投入      | 上限         | 受限于  |
        | innovative-phase-1 | 创新一期 | Ⅰ期研发投入 | 0元           | 0元          | share   |
        | innovative-phase-1 | 创新一期 | Ⅰ期研发投入 | 2元           | 0元          | share   |
        | innovative-phase-1 | 创新一期 | Ⅰ期研发投入 | 4元           | 1元          | share   |
        | innovative-phase-1 | 创新一期 | Ⅰ期研发投入 | 5元           | 2元          | share   |
        | innovative-phase-1 | 创新一期 | Ⅰ期研发投入 | 1,000,004元   | 400,001元    | share   |
        | innovative-phase-1 | 创新一期 | Ⅰ期研发投入 | 12,499,999元  | 4,999,999元  | share   |
        | innovative-phase-1 | 创新一期 | Ⅰ期研发投入 | 12,500,000元  | 5,000,000元  | ceiling |
        | innovative-phase-1 | 创新一期 | Ⅰ期研发投入 | 12,500,005元  | 5,000,000元  | ceiling |
        | innovative-phase-1 | 创新一期 | Ⅰ期研发投入 | 25,000,000元  | 5,000,000元  | ceiling |
        | innovative-phase-2 | 创新二期 | Ⅱ期研发投入 | 0元           | 0元          | share   |
        | innovative-phase-2 | 创新二期 | Ⅱ期研发投入 | 2元           | 0元          | share   |
        | innovative-phase-2 | 创新二期 | Ⅱ期研发投入 | 4元           | 1元          | share   |
        | innovative-phase-2 | 创新二期 | Ⅱ期研发投入 | 5元           | 2元          | share   |
        | innovative-phase-2 | 创新二期 | Ⅱ期研发投入 | 1,000,004元   | 400,001元    | share   |
        | innovative-phase-2 | 创新二期 | Ⅱ期研发投入 | 24,999,999元  | 9,999,999元  | share   |
        | innovative-phase-2 | 创新二期 | Ⅱ期研发投入 | 25,000,000元  | 10,000,000元 | ceiling |
        | innovative-phase-2 | 创新二期 | Ⅱ期研发投入 | 25,000,005元  | 10,000,000元 | ceiling |
        | innovative-phase-2 | 创新二期 | Ⅱ期研发投入 | 50,000,000元  | 10,000,000元 | ceiling |
        | innovative-phase-3 | 创新三期 | Ⅲ期研发投入 | 0元           | 0元          | share   |
        | innovative-phase-3 | 创新三期 | Ⅲ期研发投入 | 2元           | 0元          | share   |
        | innovative-phase-3 | 创新三期 | Ⅲ期研发投入 | 4元           | 1元          | share   |
        | innovative-phase-3 | 创新三期 | Ⅲ期研发投入 | 5元           | 2元          | share   |
        | innovative-phase-3 | 创新三期 | Ⅲ期研发投入 | 1,000,004元   | 400,001元    | share   |
        | innovative-phase-3 | 创新三期 | Ⅲ期研发投入 | 74,999,999元  | 29,999,999元 | share   |
        | innovative-phase-3 | 创新三期 | Ⅲ期研发投入 | 75,000,000元  | 30,000,000元 | ceiling |
        | innovative-phase-3 | 创新三期 | Ⅲ期研发投入 | 75,000,005元  | 30,000,000元 | ceiling |
        | innovative-phase-3 | 创新三期 | Ⅲ期研发投入 | 150,000,000元 | 30,000,000元 | ceiling |
        | improved-phase-1   | 改良一期 | Ⅰ期研发投入 | 0元           | 0元          | share   |
        | improved-phase-1   | 改良一期 | Ⅰ期研发投入 | 2元           | 0元          | share   |
        | improved-phase-1   | 改良一期 | Ⅰ期研发投入 | 4元           | 0元          | share   |
        | improved-phase-1   | 改良一期 | Ⅰ期研发投入 | 5元           | 1元          | share   |
        | improved-phase-1   | 改良一期 | Ⅰ期研发投入 | 1,000,004元   | 200,000元    | share   |
        | improved-phase-1   | 改良一期 | Ⅰ期研发投入 | 24,999,999元  | 4,999,999元  | share   |
        | improved-phase-1   | 改良一期 | Ⅰ期研发投入 | 25,000,000元  | 5,000,000元  | ceiling |
        | improved-phase-1   | 改良一期 | Ⅰ期研发投入 | 25,000,005元  | 5,000,000元  | ceiling |
        | improved-phase-1   | 改良一期 | Ⅰ期研发投入 | 50,000,000元  | 5,000,000元  | ceiling |
        | improved-phase-2   | 改良二期 | Ⅱ期研发投入 | 0元           | 0元          | share   |
        | improved-phase-2   | 改良二期 | Ⅱ期研发投入 | 2元           | 0元          | share   |
        | improved-phase-2   | 改良二期 | Ⅱ期研发投入 | 4元           | 0元          | share   |
        | improved-phase-2   | 改良二期 | Ⅱ期研发投入 | 5元           | 1元          | share   |
        | improved-phase-2   | 改良二期 | Ⅱ期研发投入 | 1,000,004元   | 200,000元    | share   |
        | improved-phase-2   | 改良二期 | Ⅱ期研发投入 | 24,999,999元  | 4,999,999元  | share   |
        | improved-phase-2   | 改良二期 | Ⅱ期研发投入 | 25,000,000元  | 5,000,000元  | ceiling |
        | improved-phase-2   | 改良二期 | Ⅱ期研发投入 | 25,000,005元  | 5,000,000元  | ceiling |
        | improved-phase-2   | 改良二期 | Ⅱ期研发投入 | 50,000,000元  | 5,000,000元  | ceiling |
        | improved-phase-3   | 改良三期 | Ⅲ期研发投入 | 0元           | 0元          | share   |
        | improved-phase-3   | 改良三期 | Ⅲ期研发投入 | 2元           | 0元          | share   |
        | improved-phase-3   | 改良三期 | Ⅲ期研发投入 | 4元           | 0元          | share   |
        | improved-phase-3   | 改良三期 | Ⅲ期研发投入 | 5元           | 1元          | share   |
        | improved-phase-3   | 改良三期 | Ⅲ期研发投入 | 1,000,004元   | 200,000元    | share   |
        | improved-phase-3   | 改良三期 | Ⅲ期研发投入 | 49,999,999元  | 9,999,999元  | share   |
        | improved-phase-3   | 改良三期 | Ⅲ期研发投入 | 50,000,000元  | 10,000,000元 | ceiling |
        | improved-phase-3   | 改良三期 | Ⅲ期研发投入 | 50,000,005元  | 10,000,000元 | ceiling |
        | improved-phase-3   | 改良三期 | Ⅲ期研发投入 | 100,000,000元 | 10,000,000元 | ceiling |

    场景大纲: 改良型新药的Ⅱ期、Ⅲ期在两种理解下金额相同
      当 按2022年度评估，"improved-phases"取"<理解>"
      那么 "<对象>"的"<支持>"上限为2,000,000元

      例子:
        | 支持             | 对象     | 理解  |
        | improved-phase-2 | 改良二期 | later |
        | improved-phase-2 | 改良二期 | all   |
        | improved-phase-3 | 改良三期 | later |
        | improved-phase-3 | 改良三期 | all   |
