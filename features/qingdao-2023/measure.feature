# language: zh-CN
功能: 青岛市进一步支持生物医药产业高质量发展若干政策（2023年）
  2023年12月7日起，终止日期没有看到。在国内开展临床试验并转化的新药按进度分阶段获得支持：1类创新药按研发费用30%，
  许可、Ⅰ期、Ⅱ期、Ⅲ期最高200万元、300万元、600万元、2000万元；2类改良型新药和3类生物制品按20%，最高200万元、400万元、800万元；
  3、4类化学药证书20%，最高300万元；古代经典名方每项最高100万元。企业每年分别最高5000万元、2000万元、1000万元、300万元。

  背景:
    假如 审查的措施是"qingdao-2023"
    并且 一家企业，资料如下：
      | 注册地区 | 青岛 |

  规则: 有效期与版本

    场景大纲: 申报年度是否在已知日期之外
      当 按<年度>年度评估
      那么 <日期之外>"outside-known-dates"

      例子:
        | 年度 | 日期之外 |
        | 2022 | 提示     |
        | 2023 | 没有提示 |
        | 2026 | 没有提示 |

    场景: 日期、系列和没有编入的部分
      当 按2025年度评估
      那么 报告的措施为"qingdao-2023"
      并且 有效期为2023-12-07至不详，措施年度为不详
      并且 措施属于系列"qingdao"
      并且 措施没有后续版本
      并且 没有提示"first-day-unknown"
      并且 提示"last-day-unknown"
      并且 报告列明条款未公布的领域：
        | blue-drug-bank   |
        | medical-food     |
        | veterinary-drugs |
        | other-items      |
        | call-conditions  |
      并且 条文编入规则1条，看到原文2条，原文未公布5条

    场景大纲: 系列按申报年度末施行的版本评估
      假如 审查的措施是"qingdao"
      当 按<年度>年度评估
      那么 报告的措施为"<措施>"

      例子:
        | 年度 | 措施         |
        | 2020 | qingdao-2020 |
        | 2022 | qingdao-2020 |
        | 2023 | qingdao-2023 |
        | 2026 | qingdao-2023 |

  规则: 各项相加，可以有不同理解的地方

    背景:
      假如 一个药品"QD-1"，资料如下：
        | 注册分类       | 化药1类      |
        | 转化地区       | 青岛         |
        | 海洋药物       | 否           |
        | 研发投入       | 8,000,000元  |
        | 临床前研发投入 | 5,000,000元  |
        | Ⅰ期研发投入    | 6,000,000元  |
        | Ⅱ期研发投入    | 10,000,000元 |
        | Ⅲ期研发投入    | 20,000,000元 |
      并且 药品"QD-1"于2024-02-20"取得临床试验许可"
      并且 药品"QD-1"于2024-08-20"完成Ⅰ期临床试验"，试验地"中国"
      并且 药品"QD-1"于2025-02-20"完成Ⅱ期临床试验"，试验地"中国"
      并且 药品"QD-1"于2025-08-20"完成Ⅲ期临床试验"，试验地"中国"

    场景大纲: 不作选择时采用默认理解
      当 按2025年度评估
      那么 报告采用的理解"<理解>"为"<默认>"

      例子:
        | 理解             | 默认            |
        | milestone-window | since-first-day |
        | rd-base          | stage           |
        | certificate      | phase-3         |

    场景: 默认理解下的各项结论，没有证书的Ⅲ期不计
      当 按2025年度评估
      那么 各项结论依次为：
        | 支持                        | 对象 | 结论   | 上限        | 计入        |
        | class-1-trial-permission    | QD-1 | 符合   | 1,500,000元 | 1,500,000元 |
        | class-1-phase-1             | QD-1 | 符合   | 1,800,000元 | 1,800,000元 |
        | class-1-phase-2             | QD-1 | 符合   | 3,000,000元 | 3,000,000元 |
        | class-1-phase-3             | QD-1 | 不符合 | 0元         | 0元         |
        | class-2-phase-1             | QD-1 | 不符合 | 0元         | 0元         |
        | class-2-phase-2             | QD-1 | 不符合 | 0元         | 0元         |
        | class-2-phase-3             | QD-1 | 不符合 | 0元         | 0元         |
        | chemical-3-4-certificate    | QD-1 | 不符合 | 0元         | 0元         |
        | classic-formula-certificate | QD-1 | 不符合 | 0元         | 0元         |
      并且 合计上限为6,300,000元

    场景大纲: 每次只换一个理解
      当 按2025年度评估，"<理解>"取"<选项>"
      那么 报告采用的理解"<理解>"为"<选项>"
      并且 "QD-1"的"<支持>"上限为<上限>
      并且 合计上限为<合计>

      例子:
        | 理解             | 选项        | 支持            | 上限        | 合计        |
        | milestone-window | by-year-end | class-1-phase-1 | 1,800,000元 | 6,300,000元 |
        | milestone-window | within-year | class-1-phase-1 | 0元         | 3,000,000元 |
        | rd-base          | total       | class-1-phase-1 | 2,400,000元 | 6,800,000元 |
        | certificate      | every-phase | class-1-phase-1 | 0元         | 1,500,000元 |

    场景: 取得证书以后，各期在哪种理解下都计入
      假如 药品"QD-1"于2025-11-20"取得药品注册证书"
      当 按2025年度评估
      那么 合计上限为12,300,000元
      当 按2025年度评估，"certificate"取"every-phase"
      那么 合计上限为12,300,000元

  规则: 各类药品的企业年度上限

    背景:
      假如 一家企业，资料如下：
        | 注册地区 | 青岛 |
      并且 一个药品"1类甲"，资料如下：
        | 注册分类    | 化药1类       |
        | 转化地区    | 青岛          |
        | Ⅲ期研发投入 | 200,000,000元 |
      并且 药品"1类甲"于2025-02-20"完成Ⅲ期临床试验"，试验地"中国"
      并且 药品"1类甲"于2025-05-20"取得药品注册证书"
      并且 一个药品"1类乙"，资料如下：
        | 注册分类    | 化药1类       |
        | 转化地区    | 青岛          |
        | Ⅲ期研发投入 | 200,000,000元 |
      并且 药品"1类乙"于2025-02-20"完成Ⅲ期临床试验"，试验地"中国"
      并且 药品"1类乙"于2025-05-20"取得药品注册证书"
      并且 一个药品"1类丙"，资料如下：
        | 注册分类    | 化药1类       |
        | 转化地区    | 青岛          |
        | Ⅲ期研发投入 | 200,000,000元 |
      并且 药品"1类丙"于2025-02-20"完成Ⅲ期临床试验"，试验地"中国"
      并且 药品"1类丙"于2025-05-20"取得药品注册证书"
      并且 一个药品"2类甲"，资料如下：
        | 注册分类    | 生物制品3类   |
        | 转化地区    | 青岛          |
        | Ⅲ期研发投入 | 200,000,000元 |
      并且 药品"2类甲"于2025-02-20"完成Ⅲ期临床试验"，试验地"中国"
      并且 药品"2类甲"于2025-05-20"取得药品注册证书"
      并且 一个药品"2类乙"，资料如下：
        | 注册分类    | 生物制品3类   |
        | 转化地区    | 青岛          |
        | Ⅲ期研发投入 | 200,000,000元 |
      并且 药品"2类乙"于2025-02-20"完成Ⅲ期临床试验"，试验地"中国"
      并且 药品"2类乙"于2025-05-20"取得药品注册证书"
      并且 一个药品"2类丙"，资料如下：
        | 注册分类    | 生物制品3类   |
        | 转化地区    | 青岛          |
        | Ⅲ期研发投入 | 200,000,000元 |
      并且 药品"2类丙"于2025-02-20"完成Ⅲ期临床试验"，试验地"中国"
      并且 药品"2类丙"于2025-05-20"取得药品注册证书"
      并且 一个药品"仿制甲"，资料如下：
        | 注册分类 | 化药3类       |
        | 转化地区 | 青岛          |
        | 研发投入 | 200,000,000元 |
      并且 药品"仿制甲"于2025-05-20"取得药品注册证书"
      并且 一个药品"仿制乙"，资料如下：
        | 注册分类 | 化药3类       |
        | 转化地区 | 青岛          |
        | 研发投入 | 200,000,000元 |
      并且 药品"仿制乙"于2025-05-20"取得药品注册证书"
      并且 一个药品"仿制丙"，资料如下：
        | 注册分类 | 化药3类       |
        | 转化地区 | 青岛          |
        | 研发投入 | 200,000,000元 |
      并且 药品"仿制丙"于2025-05-20"取得药品注册证书"
      并且 一个药品"仿制丁"，资料如下：
        | 注册分类 | 化药3类       |
        | 转化地区 | 青岛          |
        | 研发投入 | 200,000,000元 |
      并且 药品"仿制丁"于2025-05-20"取得药品注册证书"
      并且 一个药品"名方甲"，资料如下：
        | 注册分类 | 中药3类 |
        | 转化地区 | 青岛    |
      并且 药品"名方甲"于2025-05-20"取得药品注册证书"
      并且 一个药品"名方乙"，资料如下：
        | 注册分类 | 中药3类 |
        | 转化地区 | 青岛    |
      并且 药品"名方乙"于2025-05-20"取得药品注册证书"
      并且 一个药品"名方丙"，资料如下：
        | 注册分类 | 中药3类 |
        | 转化地区 | 青岛    |
      并且 药品"名方丙"于2025-05-20"取得药品注册证书"
      并且 一个药品"名方丁"，资料如下：
        | 注册分类 | 中药3类 |
        | 转化地区 | 青岛    |
      并且 药品"名方丁"于2025-05-20"取得药品注册证书"

    场景大纲: 到上限为止，差一元与多一元
      假如 药品"<药品>"的"<投入>"为"<金额>"
      当 按2025年度评估
      那么 "<药品>"的"<支持>"计入<计入>
      并且 "<药品>"的"<支持>"受限于"<受限于>"
      并且 合计上限为<合计>

      例子:
        | 药品   | 投入        | 金额         | 支持                        | 计入         | 受限于                 | 合计         |
        | 1类丙  | Ⅲ期研发投入 | 33,333,330元 | class-1-phase-3             | 9,999,999元  | share                  | 82,999,999元 |
        | 1类丙  | Ⅲ期研发投入 | 33,333,337元 | class-1-phase-3             | 10,000,000元 | class-1-yearly         | 83,000,000元 |
        | 2类丙  | Ⅲ期研发投入 | 19,999,995元 | class-2-phase-3             | 3,999,999元  | share                  | 82,999,999元 |
        | 2类丙  | Ⅲ期研发投入 | 20,000,005元 | class-2-phase-3             | 4,000,000元  | class-2-yearly         | 83,000,000元 |
        | 仿制丁 | 研发投入    | 4,999,995元  | chemical-3-4-certificate    | 999,999元    | share                  | 82,999,999元 |
        | 仿制丁 | 研发投入    | 5,000,005元  | chemical-3-4-certificate    | 1,000,000元  | generic-yearly         | 83,000,000元 |
        | 名方丁 | 研发投入    | 1元          | classic-formula-certificate | 0元          | classic-formula-yearly | 83,000,000元 |

    场景大纲: 先扣除本年度已获得的资金，其他年度的不扣
      假如 一个药品"旧药"，资料如下：
              | 里程碑 | 无 |
      并且 企业<年度>年因"旧药"获得"<项目>"资金<已获得>
      当 按2025年度评估
      那么 合计上限为<合计>

      例子:
        | 年度 | 项目                        | 已获得       | 合计         |
        | 2025 | class-1-trial-permission    | 49,999,999元 | 33,000,001元 |
        | 2025 | class-1-phase-1             | 49,999,999元 | 33,000,001元 |
        | 2024 | class-1-phase-1             | 50,000,000元 | 83,000,000元 |
        | 2026 | class-1-phase-1             | 50,000,000元 | 83,000,000元 |
        | 2025 | class-1-phase-2             | 49,999,999元 | 33,000,001元 |
        | 2025 | class-1-phase-3             | 49,999,999元 | 33,000,001元 |
        | 2025 | class-2-phase-1             | 19,999,999元 | 63,000,001元 |
        | 2024 | class-2-phase-1             | 20,000,000元 | 83,000,000元 |
        | 2026 | class-2-phase-1             | 20,000,000元 | 83,000,000元 |
        | 2025 | class-2-phase-2             | 19,999,999元 | 63,000,001元 |
        | 2025 | class-2-phase-3             | 19,999,999元 | 63,000,001元 |
        | 2025 | chemical-3-4-certificate    | 9,999,999元  | 73,000,001元 |
        | 2024 | chemical-3-4-certificate    | 10,000,000元 | 83,000,000元 |
        | 2026 | chemical-3-4-certificate    | 10,000,000元 | 83,000,000元 |
        | 2025 | classic-formula-certificate | 2,999,999元  | 80,000,001元 |
        | 2024 | classic-formula-certificate | 3,000,000元  | 83,000,000元 |
        | 2026 | classic-formula-certificate | 3,000,000元  | 83,000,000元 |

  规则: 各地措施比较时，注册地的要求单独列出

    场景大纲: 按企业现在的注册地，以及假如在当地注册
      假如 企业的"注册地区"为"<地区>"
      并且 一个药品"比较药"，资料如下：
        | 注册分类    | 化药1类      |
        | 转化地区    | 青岛         |
        | Ⅱ期研发投入 | 10,000,000元 |
      并且 药品"比较药"于2025-05-20"完成Ⅱ期临床试验"，试验地"中国"
      当 比较2025年度各地措施
      那么 "qingdao-2023"的注册要求有"registered-in-qingdao"
      并且 "qingdao-2023"的注册要求"registered-in-qingdao"<要求结果>
      并且 "qingdao-2023"按现状合计上限为<现状>
      并且 "qingdao-2023"如在当地注册合计上限为3,000,000元

      例子:
        | 地区 | 要求结果 | 现状        |
        | 青岛 | 已满足   | 3,000,000元 |
        | 杭州 | 未满足   | 0元         |
        | 空值 | 不明     | 0元         |

  规则: 各项支持共有的条件和金额
    每项支持各有一个条件齐备的例子。

    背景:
      假如 以下药品各符合一项支持的全部条件：
        | 支持                        | 编号     | 注册分类 | 转化地区 | 海洋药物 | 里程碑           | 日期       | 试验地 |
        | class-1-trial-permission    | 许可药   | 化药1类  | 青岛     | 否       | 取得临床试验许可 | 2025-05-20 |        |
        | class-1-phase-1             | 1类一期  | 化药1类  | 青岛     |          | 完成Ⅰ期临床试验  | 2025-05-20 | 中国   |
        | class-1-phase-2             | 1类二期  | 化药1类  | 青岛     |          | 完成Ⅱ期临床试验  | 2025-05-20 | 中国   |
        | class-1-phase-3             | 1类三期  | 化药1类  | 青岛     |          | 取得药品注册证书 | 2025-05-20 |        |
        | class-2-phase-1             | 2类一期  | 化药2类  | 青岛     |          | 完成Ⅰ期临床试验  | 2025-05-20 | 中国   |
        | class-2-phase-2             | 2类二期  | 化药2类  | 青岛     |          | 完成Ⅱ期临床试验  | 2025-05-20 | 中国   |
        | class-2-phase-3             | 2类三期  | 化药2类  | 青岛     |          | 取得药品注册证书 | 2025-05-20 |        |
        | chemical-3-4-certificate    | 仿制药品 | 化药4类  | 青岛     |          | 取得药品注册证书 | 2025-05-20 |        |
        | classic-formula-certificate | 经典名方 | 中药3类  | 青岛     |          | 取得药品注册证书 | 2025-05-20 |        |
      并且 对象"许可药"的"临床前研发投入"为"10,000,000元"
      并且 对象"1类一期"的"Ⅰ期研发投入"为"10,000,000元"
      并且 对象"1类二期"的"Ⅱ期研发投入"为"10,000,000元"
      并且 对象"1类三期"的"Ⅲ期研发投入"为"10,000,000元"
      并且 对象"1类三期"于2025-02-20"完成Ⅲ期临床试验"，试验地"中国"
      并且 对象"2类一期"的"Ⅰ期研发投入"为"10,000,000元"
      并且 对象"2类二期"的"Ⅱ期研发投入"为"10,000,000元"
      并且 对象"2类三期"的"Ⅲ期研发投入"为"10,000,000元"
      并且 对象"2类三期"于2025-02-20"完成Ⅲ期临床试验"，试验地"中国"
      并且 对象"仿制药品"的"研发投入"为"10,000,000元"

    场景: 条件齐备的，各项支持都符合
      当 按2025年度评估
      那么 各项支持结论为"符合"
      并且 各项支持没有缺少的字段
      并且 各项支持未被排除
      并且 合计上限为20,000,000元

    场景大纲: 每项支持的要求，是否择优，金额是定额还是上限
      当 按2025年度评估
      那么 "<对象>"的"<支持>"要求有"<要求>"
      并且 "<对象>"的"<支持>"<择优与否>择优支持，一次性计算
      并且 "<对象>"的"<支持>"金额<金额>

      例子:
        | 支持                        | 对象     | 要求                                                                                    | 择优与否 | 金额   |
        | class-1-trial-permission    | 许可药   | registered-in-qingdao、class-1、permission、not-blue-drug-bank、converted-in-city       | 不属于   | 为上限 |
        | class-1-phase-1             | 1类一期  | registered-in-qingdao、class-1、phase-1、trial-in-china、converted-in-city              | 不属于   | 为上限 |
        | class-1-phase-2             | 1类二期  | registered-in-qingdao、class-1、phase-2、trial-in-china、converted-in-city              | 不属于   | 为上限 |
        | class-1-phase-3             | 1类三期  | registered-in-qingdao、class-1、phase-3、certificate、trial-in-china、converted-in-city | 不属于   | 为上限 |
        | class-2-phase-1             | 2类一期  | registered-in-qingdao、class-2、phase-1、trial-in-china、converted-in-city              | 不属于   | 为上限 |
        | class-2-phase-2             | 2类二期  | registered-in-qingdao、class-2、phase-2、trial-in-china、converted-in-city              | 不属于   | 为上限 |
        | class-2-phase-3             | 2类三期  | registered-in-qingdao、class-2、phase-3、certificate、trial-in-china、converted-in-city | 不属于   | 为上限 |
        | chemical-3-4-certificate    | 仿制药品 | registered-in-qingdao、class-3-4、certificate、converted-in-city                        | 不属于   | 为上限 |
        | classic-formula-certificate | 经典名方 | registered-in-qingdao、classic-formula、certificate、converted-in-city                  | 不属于   | 为上限 |

    场景大纲: 注册地区不是青岛的不符合，不详的暂不下结论
      假如 企业的"注册地区"为"<地区>"
      当 按2025年度评估
      那么 各项支持结论为"<结论>"
      并且 各项支持仅要求"registered-in-qingdao"<结果>
      并且 各项支持要求"registered-in-qingdao"的依据可信度为"L"
      并且 合计上限为<合计>

      例子:
        | 地区     | 结论   | 结果   | 合计         |
        | 青岛     | 符合   | 已满足 | 20,000,000元 |
        | 杭州     | 不符合 | 未满足 | 0元          |
        | 厦门     | 不符合 | 未满足 | 0元          |
        | 上海     | 不符合 | 未满足 | 0元          |
        | 其他地区 | 不符合 | 未满足 | 0元          |
        | 空值     | 待定   | 不明   | 0元          |
        | 未填写   | 待定   | 不明   | 0元          |

    场景大纲: 里程碑在首日以后、申报年度末以前达到，也可以有其他理解
      当 按2025年度评估
      那么 "<对象>"的"<支持>"结论随对象的里程碑"<里程碑>"的"日期"而定：
              | milestone-window | since-first-day | by-year-end | within-year |
              | 2023-12-06       | 不符合          | 符合        | 不符合      |
              | 2023-12-07       | 符合            | 符合        | 不符合      |
              | 2024-12-31       | 符合            | 符合        | 不符合      |
              | 2025-01-01       | 符合            | 符合        | 符合        |
              | 2025-12-31       | 符合            | 符合        | 符合        |
              | 2026-01-01       | 不符合          | 不符合      | 不符合      |
      假如 对象"<对象>"的里程碑"<里程碑>"的"日期"为"2026-01-01"
      当 按2025年度评估
      那么 "<对象>"的"<支持>"仅要求"<要求>"未满足

      例子:
        | 支持                        | 对象     | 里程碑           | 要求        |
        | class-1-trial-permission    | 许可药   | 取得临床试验许可 | permission  |
        | class-1-phase-1             | 1类一期  | 完成Ⅰ期临床试验  | phase-1     |
        | class-1-phase-2             | 1类二期  | 完成Ⅱ期临床试验  | phase-2     |
        | class-1-phase-3             | 1类三期  | 取得药品注册证书 | certificate |
        | class-2-phase-1             | 2类一期  | 完成Ⅰ期临床试验  | phase-1     |
        | class-2-phase-2             | 2类二期  | 完成Ⅱ期临床试验  | phase-2     |
        | class-2-phase-3             | 2类三期  | 取得药品注册证书 | certificate |
        | chemical-3-4-certificate    | 仿制药品 | 取得药品注册证书 | certificate |
        | classic-formula-certificate | 经典名方 | 取得药品注册证书 | certificate |

    场景大纲: 对象的资料空值或未填写都是不详，暂不下结论，并指出还缺什么
      假如 对象"<对象>"的<内容>为"空值"
      当 按2025年度评估
      那么 "<对象>"的"<支持>"结论为"待定"
      并且 "<对象>"的"<支持>"仅要求"<要求>"不明
      并且 "<对象>"的"<支持>"只缺少对象的<内容>
      并且 "<对象>"的"<支持>"计入0元
      假如 对象"<对象>"的<内容>为"未填写"
      当 按2025年度评估
      那么 "<对象>"的"<支持>"只缺少对象的<内容>

      例子:
        | 支持                        | 对象     | 内容                              | 要求                                 |
        | class-1-trial-permission    | 许可药   | "注册分类"                        | class-1                              |
        | class-1-trial-permission    | 许可药   | "转化地区"                        | converted-in-city                    |
        | class-1-trial-permission    | 许可药   | "海洋药物"                        | not-blue-drug-bank                   |
        | class-1-trial-permission    | 许可药   | "里程碑"                          | permission                           |
        | class-1-trial-permission    | 许可药   | 里程碑"取得临床试验许可"的"日期"  | permission                           |
        | class-1-phase-1             | 1类一期  | "注册分类"                        | class-1                              |
        | class-1-phase-1             | 1类一期  | "转化地区"                        | converted-in-city                    |
        | class-1-phase-1             | 1类一期  | "里程碑"                          | phase-1、trial-in-china              |
        | class-1-phase-1             | 1类一期  | 里程碑"完成Ⅰ期临床试验"的"日期"   | phase-1                              |
        | class-1-phase-1             | 1类一期  | 里程碑"完成Ⅰ期临床试验"的"试验地" | trial-in-china                       |
        | class-1-phase-2             | 1类二期  | "注册分类"                        | class-1                              |
        | class-1-phase-2             | 1类二期  | "转化地区"                        | converted-in-city                    |
        | class-1-phase-2             | 1类二期  | "里程碑"                          | phase-2、trial-in-china              |
        | class-1-phase-2             | 1类二期  | 里程碑"完成Ⅱ期临床试验"的"日期"   | phase-2                              |
        | class-1-phase-2             | 1类二期  | 里程碑"完成Ⅱ期临床试验"的"试验地" | trial-in-china                       |
        | class-1-phase-3             | 1类三期  | "注册分类"                        | class-1                              |
        | class-1-phase-3             | 1类三期  | "转化地区"                        | converted-in-city                    |
        | class-1-phase-3             | 1类三期  | "里程碑"                          | phase-3、certificate、trial-in-china |
        | class-1-phase-3             | 1类三期  | 里程碑"完成Ⅲ期临床试验"的"日期"   | phase-3                              |
        | class-1-phase-3             | 1类三期  | 里程碑"完成Ⅲ期临床试验"的"试验地" | trial-in-china                       |
        | class-1-phase-3             | 1类三期  | 里程碑"取得药品注册证书"的"日期"  | certificate                          |
        | class-2-phase-1             | 2类一期  | "注册分类"                        | class-2                              |
        | class-2-phase-1             | 2类一期  | "转化地区"                        | converted-in-city                    |
        | class-2-phase-1             | 2类一期  | "里程碑"                          | phase-1、trial-in-china              |
        | class-2-phase-1             | 2类一期  | 里程碑"完成Ⅰ期临床试验"的"日期"   | phase-1                              |
        | class-2-phase-1             | 2类一期  | 里程碑"完成Ⅰ期临床试验"的"试验地" | trial-in-china                       |
        | class-2-phase-2             | 2类二期  | "注册分类"                        | class-2                              |
        | class-2-phase-2             | 2类二期  | "转化地区"                        | converted-in-city                    |
        | class-2-phase-2             | 2类二期  | "里程碑"                          | phase-2、trial-in-china              |
        | class-2-phase-2             | 2类二期  | 里程碑"完成Ⅱ期临床试验"的"日期"   | phase-2                              |
        | class-2-phase-2             | 2类二期  | 里程碑"完成Ⅱ期临床试验"的"试验地" | trial-in-china                       |
        | class-2-phase-3             | 2类三期  | "注册分类"                        | class-2                              |
        | class-2-phase-3             | 2类三期  | "转化地区"                        | converted-in-city                    |
        | class-2-phase-3             | 2类三期  | "里程碑"                          | phase-3、certificate、trial-in-china |
        | class-2-phase-3             | 2类三期  | 里程碑"完成Ⅲ期临床试验"的"日期"   | phase-3                              |
        | class-2-phase-3             | 2类三期  | 里程碑"完成Ⅲ期临床试验"的"试验地" | trial-in-china                       |
        | class-2-phase-3             | 2类三期  | 里程碑"取得药品注册证书"的"日期"  | certificate                          |
        | chemical-3-4-certificate    | 仿制药品 | "注册分类"                        | class-3-4                            |
        | chemical-3-4-certificate    | 仿制药品 | "转化地区"                        | converted-in-city                    |
        | chemical-3-4-certificate    | 仿制药品 | "里程碑"                          | certificate                          |
        | chemical-3-4-certificate    | 仿制药品 | 里程碑"取得药品注册证书"的"日期"  | certificate                          |
        | classic-formula-certificate | 经典名方 | "注册分类"                        | classic-formula                      |
        | classic-formula-certificate | 经典名方 | "转化地区"                        | converted-in-city                    |
        | classic-formula-certificate | 经典名方 | "里程碑"                          | certificate                          |
        | classic-formula-certificate | 经典名方 | 里程碑"取得药品注册证书"的"日期"  | certificate                          |

    场景大纲: 每项要求依据的可信度
      当 按2025年度评估
      那么 "<对象>"的"<支持>"要求"<要求>"的依据可信度为"<可信度>"

      例子:
        | 支持                        | 对象     | 要求                                          | 可信度 |
        | class-1-trial-permission    | 许可药   | class-1、permission、not-blue-drug-bank       | H      |
        | class-1-trial-permission    | 许可药   | converted-in-city                             | M      |
        | class-1-phase-1             | 1类一期  | class-1、phase-1、trial-in-china              | H      |
        | class-1-phase-1             | 1类一期  | converted-in-city                             | M      |
        | class-1-phase-2             | 1类二期  | class-1、phase-2、trial-in-china              | H      |
        | class-1-phase-2             | 1类二期  | converted-in-city                             | M      |
        | class-1-phase-3             | 1类三期  | class-1、phase-3、certificate、trial-in-china | H      |
        | class-1-phase-3             | 1类三期  | converted-in-city                             | M      |
        | class-2-phase-1             | 2类一期  | class-2、phase-1、trial-in-china              | H      |
        | class-2-phase-1             | 2类一期  | converted-in-city                             | M      |
        | class-2-phase-2             | 2类二期  | class-2、phase-2、trial-in-china              | H      |
        | class-2-phase-2             | 2类二期  | converted-in-city                             | M      |
        | class-2-phase-3             | 2类三期  | class-2、phase-3、certificate、trial-in-china | H      |
        | class-2-phase-3             | 2类三期  | converted-in-city                             | M      |
        | chemical-3-4-certificate    | 仿制药品 | class-3-4、certificate                        | H      |
        | chemical-3-4-certificate    | 仿制药品 | converted-in-city                             | M      |
        | classic-formula-certificate | 经典名方 | classic-formula、certificate                  | H      |
        | classic-formula-certificate | 经典名方 | converted-in-city                             | M      |

    场景大纲: 其他各项金额不计在内，所依据的投入不详的先按最高金额列示
      假如 对象"<对象>"的"<投入>"以外的各项金额都为900,000,000元
      当 按2025年度评估
      那么 "<对象>"的"<支持>"上限为<上限>
      假如 对象"<对象>"的"<投入>"为"空值"
      当 按2025年度评估
      那么 "<对象>"的"<支持>"上限为<最高>
      并且 "<对象>"的"<支持>"只缺少对象的"<投入>"
      并且 "<对象>"的"<支持>"上限仍可能降低

      例子:
        | 支持                     | 对象     | 投入           | 上限        | 最高         |
        | class-1-trial-permission | 许可药   | 临床前研发投入 | 2,000,000元 | 2,000,000元  |
        | class-1-phase-1          | 1类一期  | Ⅰ期研发投入    | 3,000,000元 | 3,000,000元  |
        | class-1-phase-2          | 1类二期  | Ⅱ期研发投入    | 3,000,000元 | 6,000,000元  |
        | class-1-phase-3          | 1类三期  | Ⅲ期研发投入    | 3,000,000元 | 20,000,000元 |
        | class-2-phase-1          | 2类一期  | Ⅰ期研发投入    | 2,000,000元 | 2,000,000元  |
        | class-2-phase-2          | 2类二期  | Ⅱ期研发投入    | 2,000,000元 | 4,000,000元  |
        | class-2-phase-3          | 2类三期  | Ⅲ期研发投入    | 2,000,000元 | 8,000,000元  |
        | chemical-3-4-certificate | 仿制药品 | 研发投入       | 2,000,000元 | 3,000,000元  |

    场景大纲: 投入的比例，舍去不足一元的部分，以最高金额为限
      假如 对象"<对象>"的"<投入>"为"<金额>"
      当 按2025年度评估
      那么 "<对象>"的"<支持>"上限为<上限>
      并且 "<对象>"的"<支持>"计入<上限>
      并且 "<对象>"的"<支持>"受限于"<受限于>"
      并且 "<对象>"的"<支持>"上限不会再降低

      例子:
        | 支持                     | 对象     | 投入           | 金额          | 上限         | 受限于  |
        | class-1-trial-permission | 许可药   | 临床前研发投入 | 0元           | 0元          | share   |
        | class-1-trial-permission | 许可药   | 临床前研发投入 | 3元           | 0元          | share   |
        | class-1-trial-permission | 许可药   | 临床前研发投入 | 4元           | 1元          | share   |
        | class-1-trial-permission | 许可药   | 临床前研发投入 | 1,000,004元   | 300,001元    | share   |
        | class-1-trial-permission | 许可药   | 临床前研发投入 | 6,666,666元   | 1,999,999元  | share   |
        | class-1-trial-permission | 许可药   | 临床前研发投入 | 6,666,667元   | 2,000,000元  | ceiling |
        | class-1-trial-permission | 许可药   | 临床前研发投入 | 13,333,334元  | 2,000,000元  | ceiling |
        | class-1-phase-1          | 1类一期  | Ⅰ期研发投入    | 0元           | 0元          | share   |
        | class-1-phase-1          | 1类一期  | Ⅰ期研发投入    | 3元           | 0元          | share   |
        | class-1-phase-1          | 1类一期  | Ⅰ期研发投入    | 4元           | 1元          | share   |
        | class-1-phase-1          | 1类一期  | Ⅰ期研发投入    | 1,000,004元   | 300,001元    | share   |
        | class-1-phase-1          | 1类一期  | Ⅰ期研发投入    | 9,999,999元   | 2,999,999元  | share   |
        | class-1-phase-1          | 1类一期  | Ⅰ期研发投入    | 10,000,000元  | 3,000,000元  | ceiling |
        | class-1-phase-1          | 1类一期  | Ⅰ期研发投入    | 20,000,000元  | 3,000,000元  | ceiling |
        | class-1-phase-2          | 1类二期  | Ⅱ期研发投入    | 0元           | 0元          | share   |
        | class-1-phase-2          | 1类二期  | Ⅱ期研发投入    | 3元           | 0元          | share   |
        | class-1-phase-2          | 1类二期  | Ⅱ期研发投入    | 4元           | 1元          | share   |
        | class-1-phase-2          | 1类二期  | Ⅱ期研发投入    | 1,000,004元   | 300,001元    | share   |
        | class-1-phase-2          | 1类二期  | Ⅱ期研发投入    | 19,999,999元  | 5,999,999元  | share   |
        | class-1-phase-2          | 1类二期  | Ⅱ期研发投入    | 20,000,000元  | 6,000,000元  | ceiling |
        | class-1-phase-2          | 1类二期  | Ⅱ期研发投入    | 40,000,000元  | 6,000,000元  | ceiling |
        | class-1-phase-3          | 1类三期  | Ⅲ期研发投入    | 0元           | 0元          | share   |
        | class-1-phase-3          | 1类三期  | Ⅲ期研发投入    | 3元           | 0元          | share   |
        | class-1-phase-3          | 1类三期  | Ⅲ期研发投入    | 4元           | 1元          | share   |
        | class-1-phase-3          | 1类三期  | Ⅲ期研发投入    | 1,000,004元   | 300,001元    | share   |
        | class-1-phase-3          | 1类三期  | Ⅲ期研发投入    | 66,666,666元  | 19,999,999元 | share   |
        | class-1-phase-3          | 1类三期  | Ⅲ期研发投入    | 66,666,667元  | 20,000,000元 | ceiling |
        | class-1-phase-3          | 1类三期  | Ⅲ期研发投入    | 133,333,334元 | 20,000,000元 | ceiling |
        | class-2-phase-1          | 2类一期  | Ⅰ期研发投入    | 0元           | 0元          | share   |
        | class-2-phase-1          | 2类一期  | Ⅰ期研发投入    | 4元           | 0元          | share   |
        | class-2-phase-1          | 2类一期  | Ⅰ期研发投入    | 5元           | 1元          | share   |
        | class-2-phase-1          | 2类一期  | Ⅰ期研发投入    | 1,000,004元   | 200,000元    | share   |
        | class-2-phase-1          | 2类一期  | Ⅰ期研发投入    | 9,999,999元   | 1,999,999元  | share   |
        | class-2-phase-1          | 2类一期  | Ⅰ期研发投入    | 10,000,000元  | 2,000,000元  | ceiling |
        | class-2-phase-1          | 2类一期  | Ⅰ期研发投入    | 20,000,000元  | 2,000,000元  | ceiling |
        | class-2-phase-2          | 2类二期  | Ⅱ期研发投入    | 0元           | 0元          | share   |
        | class-2-phase-2          | 2类二期  | Ⅱ期研发投入    | 4元           | 0元          | share   |
        | class-2-phase-2          | 2类二期  | Ⅱ期研发投入    | 5元           | 1元          | share   |
        | class-2-phase-2          | 2类二期  | Ⅱ期研发投入    | 1,000,004元   | 200,000元    | share   |
        | class-2-phase-2          | 2类二期  | Ⅱ期研发投入    | 19,999,999元  | 3,999,999元  | share   |
        | class-2-phase-2          | 2类二期  | Ⅱ期研发投入    | 20,000,000元  | 4,000,000元  | ceiling |
        | class-2-phase-2          | 2类二期  | Ⅱ期研发投入    | 40,000,000元  | 4,000,000元  | ceiling |
        | class-2-phase-3          | 2类三期  | Ⅲ期研发投入    | 0元           | 0元          | share   |
        | class-2-phase-3          | 2类三期  | Ⅲ期研发投入    | 4元           | 0元          | share   |
        | class-2-phase-3          | 2类三期  | Ⅲ期研发投入    | 5元           | 1元          | share   |
        | class-2-phase-3          | 2类三期  | Ⅲ期研发投入    | 1,000,004元   | 200,000元    | share   |
        | class-2-phase-3          | 2类三期  | Ⅲ期研发投入    | 39,999,999元  | 7,999,999元  | share   |
        | class-2-phase-3          | 2类三期  | Ⅲ期研发投入    | 40,000,000元  | 8,000,000元  | ceiling |
        | class-2-phase-3          | 2类三期  | Ⅲ期研发投入    | 80,000,000元  | 8,000,000元  | ceiling |
        | chemical-3-4-certificate | 仿制药品 | 研发投入       | 0元           | 0元          | share   |
        | chemical-3-4-certificate | 仿制药品 | 研发投入       | 4元           | 0元          | share   |
        | chemical-3-4-certificate | 仿制药品 | 研发投入       | 5元           | 1元          | share   |
        | chemical-3-4-certificate | 仿制药品 | 研发投入       | 1,000,004元   | 200,000元    | share   |
        | chemical-3-4-certificate | 仿制药品 | 研发投入       | 14,999,999元  | 2,999,999元  | share   |
        | chemical-3-4-certificate | 仿制药品 | 研发投入       | 15,000,000元  | 3,000,000元  | ceiling |
        | chemical-3-4-certificate | 仿制药品 | 研发投入       | 30,000,000元  | 3,000,000元  | ceiling |

    场景大纲: 也可以按该药品的全部研发投入计算
      假如 对象"<对象>"的"<投入>"为"空值"
      并且 对象"<对象>"的"研发投入"为"<金额>"
      当 按2025年度评估，"rd-base"取"total"
      那么 "<对象>"的"<支持>"上限为<上限>
      并且 "<对象>"的"<支持>"受限于"<受限于>"
      并且 "<对象>"的"<支持>"没有缺少的字段

      例子:
        | 支持                     | 对象    | 投入           | 金额          | 上限         | 受限于  |
        | class-1-trial-permission | 许可药  | 临床前研发投入 | 0元           | 0元          | share   |
        | class-1-trial-permission | 许可药  | 临床前研发投入 | 3元           | 0元          | share   |
        | class-1-trial-permission | 许可药  | 临床前研发投入 | 4元           | 1元          | share   |
        | class-1-trial-permission | 许可药  | 临床前研发投入 | 1,000,004元   | 300,001元    | share   |
        | class-1-trial-permission | 许可药  | 临床前研发投入 | 6,666,666元   | 1,999,999元  | share   |
        | class-1-trial-permission | 许可药  | 临床前研发投入 | 6,666,667元   | 2,000,000元  | ceiling |
        | class-1-trial-permission | 许可药  | 临床前研发投入 | 13,333,334元  | 2,000,000元  | ceiling |
        | class-1-phase-1          | 1类一期 | Ⅰ期研发投入    | 0元           | 0元          | share   |
        | class-1-phase-1          | 1类一期 | Ⅰ期研发投入    | 3元           | 0元          | share   |
        | class-1-phase-1          | 1类一期 | Ⅰ期研发投入    | 4元           | 1元          | share   |
        | class-1-phase-1          | 1类一期 | Ⅰ期研发投入    | 1,000,004元   | 300,001元    | share   |
        | class-1-phase-1          | 1类一期 | Ⅰ期研发投入    | 9,999,999元   | 2,999,999元  | share   |
        | class-1-phase-1          | 1类一期 | Ⅰ期研发投入    | 10,000,000元  | 3,000,000元  | ceiling |
        | class-1-phase-1          | 1类一期 | Ⅰ期研发投入    | 20,000,000元  | 3,000,000元  | ceiling |
        | class-1-phase-2          | 1类二期 | Ⅱ期研发投入    | 0元           | 0元          | share   |
        | class-1-phase-2          | 1类二期 | Ⅱ期研发投入    | 3元           | 0元          | share   |
        | class-1-phase-2          | 1类二期 | Ⅱ期研发投入    | 4元           | 1元          | share   |
        | class-1-phase-2          | 1类二期 | Ⅱ期研发投入    | 1,000,004元   | 300,001元    | share   |
        | class-1-phase-2          | 1类二期 | Ⅱ期研发投入    | 19,999,999元  | 5,999,999元  | share   |
        | class-1-phase-2          | 1类二期 | Ⅱ期研发投入    | 20,000,000元  | 6,000,000元  | ceiling |
        | class-1-phase-2          | 1类二期 | Ⅱ期研发投入    | 40,000,000元  | 6,000,000元  | ceiling |
        | class-1-phase-3          | 1类三期 | Ⅲ期研发投入    | 0元           | 0元          | share   |
        | class-1-phase-3          | 1类三期 | Ⅲ期研发投入    | 3元           | 0元          | share   |
        | class-1-phase-3          | 1类三期 | Ⅲ期研发投入    | 4元           | 1元          | share   |
        | class-1-phase-3          | 1类三期 | Ⅲ期研发投入    | 1,000,004元   | 300,001元    | share   |
        | class-1-phase-3          | 1类三期 | Ⅲ期研发投入    | 66,666,666元  | 19,999,999元 | share   |
        | class-1-phase-3          | 1类三期 | Ⅲ期研发投入    | 66,666,667元  | 20,000,000元 | ceiling |
        | class-1-phase-3          | 1类三期 | Ⅲ期研发投入    | 133,333,334元 | 20,000,000元 | ceiling |
        | class-2-phase-1          | 2类一期 | Ⅰ期研发投入    | 0元           | 0元          | share   |
        | class-2-phase-1          | 2类一期 | Ⅰ期研发投入    | 4元           | 0元          | share   |
        | class-2-phase-1          | 2类一期 | Ⅰ期研发投入    | 5元           | 1元          | share   |
        | class-2-phase-1          | 2类一期 | Ⅰ期研发投入    | 1,000,004元   | 200,000元    | share   |
        | class-2-phase-1          | 2类一期 | Ⅰ期研发投入    | 9,999,999元   | 1,999,999元  | share   |
        | class-2-phase-1          | 2类一期 | Ⅰ期研发投入    | 10,000,000元  | 2,000,000元  | ceiling |
        | class-2-phase-1          | 2类一期 | Ⅰ期研发投入    | 20,000,000元  | 2,000,000元  | ceiling |
        | class-2-phase-2          | 2类二期 | Ⅱ期研发投入    | 0元           | 0元          | share   |
        | class-2-phase-2          | 2类二期 | Ⅱ期研发投入    | 4元           | 0元          | share   |
        | class-2-phase-2          | 2类二期 | Ⅱ期研发投入    | 5元           | 1元          | share   |
        | class-2-phase-2          | 2类二期 | Ⅱ期研发投入    | 1,000,004元   | 200,000元    | share   |
        | class-2-phase-2          | 2类二期 | Ⅱ期研发投入    | 19,999,999元  | 3,999,999元  | share   |
        | class-2-phase-2          | 2类二期 | Ⅱ期研发投入    | 20,000,000元  | 4,000,000元  | ceiling |
        | class-2-phase-2          | 2类二期 | Ⅱ期研发投入    | 40,000,000元  | 4,000,000元  | ceiling |
        | class-2-phase-3          | 2类三期 | Ⅲ期研发投入    | 0元           | 0元          | share   |
        | class-2-phase-3          | 2类三期 | Ⅲ期研发投入    | 4元           | 0元          | share   |
        | class-2-phase-3          | 2类三期 | Ⅲ期研发投入    | 5元           | 1元          | share   |
        | class-2-phase-3          | 2类三期 | Ⅲ期研发投入    | 1,000,004元   | 200,000元    | share   |
        | class-2-phase-3          | 2类三期 | Ⅲ期研发投入    | 39,999,999元  | 7,999,999元  | share   |
        | class-2-phase-3          | 2类三期 | Ⅲ期研发投入    | 40,000,000元  | 8,000,000元  | ceiling |
        | class-2-phase-3          | 2类三期 | Ⅲ期研发投入    | 80,000,000元  | 8,000,000元  | ceiling |

    场景大纲: 同一项支持已获得的资金，不论哪一年，都从比例和最高金额中扣除，其他支持的不扣
      假如 对象"<对象>"的"<投入>"为"<金额>"
      并且 企业2024年因"<对象>"获得"<支持>"资金100,000元
      并且 企业2026年因"<对象>"获得"<支持>"资金200,000元
      并且 企业2024年因"<对象>"获得"<其他支持>"资金700,000元
      当 按2025年度评估
      那么 "<对象>"的"<支持>"上限为<上限>

      例子:
        | 支持                     | 对象     | 其他支持                 | 投入           | 金额          | 上限         |
        | class-1-trial-permission | 许可药   | class-1-phase-1          | 临床前研发投入 | 3,333,333元   | 699,999元    |
        | class-1-trial-permission | 许可药   | class-1-phase-1          | 临床前研发投入 | 400,000,000元 | 1,700,000元  |
        | class-1-phase-1          | 1类一期  | class-1-phase-2          | Ⅰ期研发投入    | 5,000,000元   | 1,200,000元  |
        | class-1-phase-1          | 1类一期  | class-1-phase-2          | Ⅰ期研发投入    | 400,000,000元 | 2,700,000元  |
        | class-1-phase-2          | 1类二期  | class-1-phase-3          | Ⅱ期研发投入    | 10,000,000元  | 2,700,000元  |
        | class-1-phase-2          | 1类二期  | class-1-phase-3          | Ⅱ期研发投入    | 400,000,000元 | 5,700,000元  |
        | class-1-phase-3          | 1类三期  | class-2-phase-1          | Ⅲ期研发投入    | 33,333,333元  | 9,699,999元  |
        | class-1-phase-3          | 1类三期  | class-2-phase-1          | Ⅲ期研发投入    | 400,000,000元 | 19,700,000元 |
        | class-2-phase-1          | 2类一期  | class-2-phase-2          | Ⅰ期研发投入    | 5,000,000元   | 700,000元    |
        | class-2-phase-1          | 2类一期  | class-2-phase-2          | Ⅰ期研发投入    | 400,000,000元 | 1,700,000元  |
        | class-2-phase-2          | 2类二期  | class-2-phase-3          | Ⅱ期研发投入    | 10,000,000元  | 1,700,000元  |
        | class-2-phase-2          | 2类二期  | class-2-phase-3          | Ⅱ期研发投入    | 400,000,000元 | 3,700,000元  |
        | class-2-phase-3          | 2类三期  | chemical-3-4-certificate | Ⅲ期研发投入    | 20,000,000元  | 3,700,000元  |
        | class-2-phase-3          | 2类三期  | chemical-3-4-certificate | Ⅲ期研发投入    | 400,000,000元 | 7,700,000元  |
        | chemical-3-4-certificate | 仿制药品 | class-1-phase-1          | 研发投入       | 7,500,000元   | 1,200,000元  |
        | chemical-3-4-certificate | 仿制药品 | class-1-phase-1          | 研发投入       | 400,000,000元 | 2,700,000元  |

    场景大纲: 按全部研发投入计算时，已获得的资金也扣除
      假如 对象"<对象>"的"研发投入"为"<金额>"
      并且 企业2024年因"<对象>"获得"<支持>"资金100,000元
      当 按2025年度评估，"rd-base"取"total"
      那么 "<对象>"的"<支持>"上限为<上限>

      例子:
        | 支持                     | 对象    | 金额          | 上限         |
        | class-1-trial-permission | 许可药  | 3,333,333元   | 899,999元    |
        | class-1-trial-permission | 许可药  | 400,000,000元 | 1,900,000元  |
        | class-1-phase-1          | 1类一期 | 5,000,000元   | 1,400,000元  |
        | class-1-phase-1          | 1类一期 | 400,000,000元 | 2,900,000元  |
        | class-1-phase-2          | 1类二期 | 10,000,000元  | 2,900,000元  |
        | class-1-phase-2          | 1类二期 | 400,000,000元 | 5,900,000元  |
        | class-1-phase-3          | 1类三期 | 33,333,333元  | 9,899,999元  |
        | class-1-phase-3          | 1类三期 | 400,000,000元 | 19,900,000元 |
        | class-2-phase-1          | 2类一期 | 5,000,000元   | 900,000元    |
        | class-2-phase-1          | 2类一期 | 400,000,000元 | 1,900,000元  |
        | class-2-phase-2          | 2类二期 | 10,000,000元  | 1,900,000元  |
        | class-2-phase-2          | 2类二期 | 400,000,000元 | 3,900,000元  |
        | class-2-phase-3          | 2类三期 | 20,000,000元  | 3,900,000元  |
        | class-2-phase-3          | 2类三期 | 400,000,000元 | 7,900,000元  |

    场景大纲: 定额或上限已获得一部分的只补足余下的部分
      假如 企业2024年因"<对象>"获得"<支持>"资金<已获得>
      当 按2025年度评估
      那么 "<对象>"的"<支持>"上限为<上限>

      例子:
        | 支持                        | 对象     | 已获得      | 上限      |
        | classic-formula-certificate | 经典名方 | 1元         | 999,999元 |
        | classic-formula-certificate | 经典名方 | 999,999元   | 1元       |
        | classic-formula-certificate | 经典名方 | 1,000,000元 | 0元       |

    场景: 已获得的资金超过最高金额的，剩余为零而不是负数
      假如 企业2024年因各项支持各获得资金50,000,001元
      当 按2025年度评估
      那么 各项支持上限为0元
      并且 合计上限为0元

    场景大纲: 到达了其他所有里程碑，也不能代替所要求的里程碑
      假如 对象"<对象>"于2025-05-20到达"<里程碑>"以外、也不推定它的各个里程碑，试验地"中国"，审查级别"国家级"，批准机构"世界卫生组织预认证"，在当地销售"是"
      当 按2025年度评估
      那么 "<对象>"的"<支持>"仅要求"<要求>"未满足

      例子:
        | 支持                        | 对象     | 里程碑           | 要求                    |
        | class-1-trial-permission    | 许可药   | 取得临床试验许可 | permission              |
        | class-1-phase-1             | 1类一期  | 完成Ⅰ期临床试验  | phase-1、trial-in-china |
        | class-1-phase-2             | 1类二期  | 完成Ⅱ期临床试验  | phase-2、trial-in-china |
        | class-1-phase-3             | 1类三期  | 取得药品注册证书 | certificate             |
        | class-2-phase-1             | 2类一期  | 完成Ⅰ期临床试验  | phase-1、trial-in-china |
        | class-2-phase-2             | 2类二期  | 完成Ⅱ期临床试验  | phase-2、trial-in-china |
        | class-2-phase-3             | 2类三期  | 取得药品注册证书 | certificate             |
        | chemical-3-4-certificate    | 仿制药品 | 取得药品注册证书 | certificate             |
        | classic-formula-certificate | 经典名方 | 取得药品注册证书 | certificate             |
        | class-1-phase-3             | 1类三期  | 完成Ⅲ期临床试验  | phase-3、trial-in-china |
        | class-2-phase-3             | 2类三期  | 完成Ⅲ期临床试验  | phase-3、trial-in-china |

    场景大纲: Ⅲ期可以在首日以前完成，证书须在期内
      假如 对象"<对象>"的里程碑"完成Ⅲ期临床试验"的"日期"为"<日期>"
      当 按2025年度评估
      那么 "<对象>"的"<支持>"结论为"<结论>"

      例子:
        | 支持            | 对象    | 日期       | 结论   |
        | class-1-phase-3 | 1类三期 | 2020-05-20 | 符合   |
        | class-1-phase-3 | 1类三期 | 2025-12-31 | 符合   |
        | class-1-phase-3 | 1类三期 | 2026-01-01 | 不符合 |
        | class-2-phase-3 | 2类三期 | 2020-05-20 | 符合   |
        | class-2-phase-3 | 2类三期 | 2025-12-31 | 符合   |
        | class-2-phase-3 | 2类三期 | 2026-01-01 | 不符合 |

    场景大纲: 境外的临床试验不算
      假如 对象"<对象>"的里程碑"<里程碑>"的"试验地"为"境外"
      当 按2025年度评估
      那么 "<对象>"的"<支持>"仅要求"trial-in-china"未满足
      并且 "<对象>"的"<支持>"上限为0元

      例子:
        | 支持            | 对象    | 里程碑          |
        | class-1-phase-1 | 1类一期 | 完成Ⅰ期临床试验 |
        | class-1-phase-2 | 1类二期 | 完成Ⅱ期临床试验 |
        | class-1-phase-3 | 1类三期 | 完成Ⅲ期临床试验 |
        | class-2-phase-1 | 2类一期 | 完成Ⅰ期临床试验 |
        | class-2-phase-2 | 2类二期 | 完成Ⅱ期临床试验 |
        | class-2-phase-3 | 2类三期 | 完成Ⅲ期临床试验 |

    场景大纲: 理解为各期都须有证书时，以取得证书计时，此前完成的都算
      假如 对象"<对象>"的里程碑"<里程碑>"的"日期"为"<完成>"
      并且 对象"<对象>"于<证书>"取得药品注册证书"
      当 按2025年度评估，"certificate"取"every-phase"
      那么 "<对象>"的"<支持>"仅要求"<未满足>"未满足
      并且 "<对象>"的"<支持>"要求"phase-<期>-before、certificate"的依据可信度为"H"

      例子:
        | 支持            | 对象    | 期 | 里程碑          | 完成       | 证书       | 未满足         |
        | class-1-phase-1 | 1类一期 | 1  | 完成Ⅰ期临床试验 | 2020-05-20 | 2025-05-20 | 无             |
        | class-1-phase-1 | 1类一期 | 1  | 完成Ⅰ期临床试验 | 2020-05-20 | 2023-12-07 | 无             |
        | class-1-phase-1 | 1类一期 | 1  | 完成Ⅰ期临床试验 | 2020-05-20 | 2023-12-06 | certificate    |
        | class-1-phase-1 | 1类一期 | 1  | 完成Ⅰ期临床试验 | 2026-01-01 | 2025-05-20 | phase-1-before |
        | class-1-phase-2 | 1类二期 | 2  | 完成Ⅱ期临床试验 | 2020-05-20 | 2025-05-20 | 无             |
        | class-1-phase-2 | 1类二期 | 2  | 完成Ⅱ期临床试验 | 2020-05-20 | 2023-12-07 | 无             |
        | class-1-phase-2 | 1类二期 | 2  | 完成Ⅱ期临床试验 | 2020-05-20 | 2023-12-06 | certificate    |
        | class-1-phase-2 | 1类二期 | 2  | 完成Ⅱ期临床试验 | 2026-01-01 | 2025-05-20 | phase-2-before |
        | class-2-phase-1 | 2类一期 | 1  | 完成Ⅰ期临床试验 | 2020-05-20 | 2025-05-20 | 无             |
        | class-2-phase-1 | 2类一期 | 1  | 完成Ⅰ期临床试验 | 2020-05-20 | 2023-12-07 | 无             |
        | class-2-phase-1 | 2类一期 | 1  | 完成Ⅰ期临床试验 | 2020-05-20 | 2023-12-06 | certificate    |
        | class-2-phase-1 | 2类一期 | 1  | 完成Ⅰ期临床试验 | 2026-01-01 | 2025-05-20 | phase-1-before |
        | class-2-phase-2 | 2类二期 | 2  | 完成Ⅱ期临床试验 | 2020-05-20 | 2025-05-20 | 无             |
        | class-2-phase-2 | 2类二期 | 2  | 完成Ⅱ期临床试验 | 2020-05-20 | 2023-12-07 | 无             |
        | class-2-phase-2 | 2类二期 | 2  | 完成Ⅱ期临床试验 | 2020-05-20 | 2023-12-06 | certificate    |
        | class-2-phase-2 | 2类二期 | 2  | 完成Ⅱ期临床试验 | 2026-01-01 | 2025-05-20 | phase-2-before |

    场景大纲: 理解为各期都须有证书时，其他里程碑不能代替
      假如 对象"<对象>"于2025-05-20到达"<缺少>"以外、也不推定它的各个里程碑，试验地"中国"
      当 按2025年度评估，"certificate"取"every-phase"
      那么 "<对象>"的"<支持>"仅要求"<要求>"未满足

      例子:
        | 支持            | 对象    | 缺少             | 要求                           |
        | class-1-phase-1 | 1类一期 | 完成Ⅰ期临床试验  | phase-1-before、trial-in-china |
        | class-1-phase-1 | 1类一期 | 取得药品注册证书 | certificate                    |
        | class-1-phase-2 | 1类二期 | 完成Ⅱ期临床试验  | phase-2-before、trial-in-china |
        | class-1-phase-2 | 1类二期 | 取得药品注册证书 | certificate                    |
        | class-2-phase-1 | 2类一期 | 完成Ⅰ期临床试验  | phase-1-before、trial-in-china |
        | class-2-phase-1 | 2类一期 | 取得药品注册证书 | certificate                    |
        | class-2-phase-2 | 2类二期 | 完成Ⅱ期临床试验  | phase-2-before、trial-in-china |
        | class-2-phase-2 | 2类二期 | 取得药品注册证书 | certificate                    |

    场景: 海洋药物另按“蓝色药库”，不在许可一项之内
      假如 对象"许可药"的"海洋药物"为"是"
      当 按2025年度评估
      那么 "许可药"的"class-1-trial-permission"仅要求"not-blue-drug-bank"未满足

    场景: 1类的化药、生物制品、中药是创新药
      假如 只审查支持"class-1-trial-permission、class-1-phase-1、class-1-phase-2、class-1-phase-3"
      当 按2025年度评估
      那么 各项支持结论随对象的"注册分类"而定：
        | 注册分类     | 结论   |
        | 化药1类      | 符合   |
        | 化药2类      | 不符合 |
        | 化药3类      | 不符合 |
        | 化药4类      | 不符合 |
        | 化药5类      | 不符合 |
        | 生物制品1类  | 符合   |
        | 生物制品2类  | 不符合 |
        | 生物制品3类  | 不符合 |
        | 中药1类      | 符合   |
        | 中药2类      | 不符合 |
        | 中药3类      | 不符合 |
        | 中药4类      | 不符合 |
        | 国家一类新药 | 待定   |
      假如 各个对象的"注册分类"为"化药2类"
      当 按2025年度评估
      那么 各项支持仅要求"class-1"未满足

    场景: 2类改良型新药和3类生物制品
      假如 只审查支持"class-2-phase-1、class-2-phase-2、class-2-phase-3"
      当 按2025年度评估
      那么 各项支持结论随对象的"注册分类"而定：
        | 注册分类     | 结论   |
        | 化药1类      | 不符合 |
        | 化药2类      | 符合   |
        | 化药3类      | 不符合 |
        | 化药4类      | 不符合 |
        | 化药5类      | 不符合 |
        | 生物制品1类  | 不符合 |
        | 生物制品2类  | 符合   |
        | 生物制品3类  | 符合   |
        | 中药1类      | 不符合 |
        | 中药2类      | 符合   |
        | 中药3类      | 不符合 |
        | 中药4类      | 不符合 |
        | 国家一类新药 | 待定   |
      假如 各个对象的"注册分类"为"中药3类"
      当 按2025年度评估
      那么 各项支持仅要求"class-2"未满足

    场景: 3、4类化学药
      假如 只审查支持"chemical-3-4-certificate"
      当 按2025年度评估
      那么 各项支持结论随对象的"注册分类"而定：
        | 注册分类     | 结论   |
        | 化药1类      | 不符合 |
        | 化药2类      | 不符合 |
        | 化药3类      | 符合   |
        | 化药4类      | 符合   |
        | 化药5类      | 不符合 |
        | 生物制品1类  | 不符合 |
        | 生物制品2类  | 不符合 |
        | 生物制品3类  | 不符合 |
        | 中药1类      | 不符合 |
        | 中药2类      | 不符合 |
        | 中药3类      | 不符合 |
        | 中药4类      | 不符合 |
        | 国家一类新药 | 待定   |
      假如 各个对象的"注册分类"为"化药5类"
      当 按2025年度评估
      那么 各项支持仅要求"class-3-4"未满足

    场景: 古代经典名方是中药3类
      假如 只审查支持"classic-formula-certificate"
      当 按2025年度评估
      那么 各项支持结论随对象的"注册分类"而定：
        | 注册分类     | 结论   |
        | 化药1类      | 不符合 |
        | 化药2类      | 不符合 |
        | 化药3类      | 不符合 |
        | 化药4类      | 不符合 |
        | 化药5类      | 不符合 |
        | 生物制品1类  | 不符合 |
        | 生物制品2类  | 不符合 |
        | 生物制品3类  | 不符合 |
        | 中药1类      | 不符合 |
        | 中药2类      | 不符合 |
        | 中药3类      | 符合   |
        | 中药4类      | 不符合 |
        | 国家一类新药 | 待定   |
      假如 各个对象的"注册分类"为"中药4类"
      当 按2025年度评估
      那么 各项支持仅要求"classic-formula"未满足

    场景: 须在青岛转化
      假如 只审查支持"class-1-trial-permission、class-1-phase-1、class-1-phase-2、class-1-phase-3、class-2-phase-1、class-2-phase-2、class-2-phase-3、chemical-3-4-certificate、classic-formula-certificate"
      当 按2025年度评估
      那么 各项支持结论随对象的"转化地区"而定：
        | 转化地区 | 结论   |
        | 青岛     | 符合   |
        | 杭州     | 不符合 |
        | 厦门     | 不符合 |
        | 上海     | 不符合 |
      假如 各个对象的"转化地区"为"上海"
      当 按2025年度评估
      那么 各项支持仅要求"converted-in-city"未满足

    场景大纲: 同一品种的另一剂型不另计，取较高的一项
      假如 一个药品"另一剂型"，资料如下：
              | 注册分类 | <分类>      |
              | 转化地区 | 青岛        |
              | 海洋药物 | 否          |
              | 同一药品 | 同一品种    |
              | <投入>   | 5,000,000元 |
      并且 药品"另一剂型"于2025-02-20"<里程碑>"，试验地"中国"
      并且 药品"另一剂型"于2025-05-20"取得药品注册证书"
      并且 药品"<对象>"的"同一药品"为"同一品种"
      当 按2025年度评估
      那么 "<对象>"的"<支持>"计入<计入>
      并且 "另一剂型"的"<支持>"计入0元
      并且 "另一剂型"的"<支持>"因"<对象>"的"<支持>"被排除，依据"<依据>"

      例子:
        | 支持                     | 对象     | 分类    | 投入           | 里程碑           | 计入        | 依据            |
        | class-1-trial-permission | 许可药   | 化药1类 | 临床前研发投入 | 取得临床试验许可 | 2,000,000元 | class-1-product |
        | class-1-phase-1          | 1类一期  | 化药1类 | Ⅰ期研发投入    | 完成Ⅰ期临床试验  | 3,000,000元 | class-1-product |
        | class-1-phase-2          | 1类二期  | 化药1类 | Ⅱ期研发投入    | 完成Ⅱ期临床试验  | 3,000,000元 | class-1-product |
        | class-1-phase-3          | 1类三期  | 化药1类 | Ⅲ期研发投入    | 完成Ⅲ期临床试验  | 3,000,000元 | class-1-product |
        | class-2-phase-1          | 2类一期  | 化药2类 | Ⅰ期研发投入    | 完成Ⅰ期临床试验  | 2,000,000元 | class-2-product |
        | class-2-phase-2          | 2类二期  | 化药2类 | Ⅱ期研发投入    | 完成Ⅱ期临床试验  | 2,000,000元 | class-2-product |
        | class-2-phase-3          | 2类三期  | 化药2类 | Ⅲ期研发投入    | 完成Ⅲ期临床试验  | 2,000,000元 | class-2-product |
        | chemical-3-4-certificate | 仿制药品 | 化药4类 | 研发投入       | 完成临床前研究   | 2,000,000元 | generic-product |
