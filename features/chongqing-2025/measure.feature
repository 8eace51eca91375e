# language: zh-CN
功能: 重庆市全链条支持创新药高质量发展若干措施（2025年）
  2025年12月6日起施行，有效期三年。1类创新药、2类改良型新药和生物类似药按临床前、Ⅰ期、Ⅱ期、Ⅲ期分别立项，
  给予研发投入20%以内的资金，最高200万元、200万元、300万元、1000万元；产业化的创新药1000万元、改良型新药和生物类似药500万元、
  经典名方100万元；创新药对外许可按首付款3%，最高500万元。与其他同类政策重叠的从优、就高、不重复，本报告没有扣除。

  背景:
    假如 审查的措施是"chongqing-2025"
    并且 一家企业，资料如下：
      | 注册地区 | 重庆 |

  规则: 有效期与版本

    场景大纲: 申报年度是否在已知日期之外
      当 按<年度>年度评估
      那么 <日期之外>"outside-known-dates"

      例子:
        | 年度 | 日期之外 |
        | 2024 | 提示     |
        | 2025 | 没有提示 |
        | 2028 | 没有提示 |
        | 2029 | 提示     |

    场景: 日期、系列和没有编入的部分
      当 按2027年度评估
      那么 报告的措施为"chongqing-2025"
      并且 有效期为2025-12-06至2028-12-05，措施年度为不详
      并且 措施属于系列"chongqing"
      并且 措施没有后续版本
      并且 没有提示"first-day-unknown"
      并且 没有提示"last-day-unknown"
      并且 没有提示"replaced-by-later-version"
      并且 提示"amounts-are-ceilings"
      并且 报告列明条款未公布的领域：
        | fixed-assets         |
        | traditional-products |
        | clinical-research    |
        | other-items          |
        | devices              |
        | overlaps             |

    场景大纲: 系列按申报年度末施行的版本评估
      假如 审查的措施是"chongqing"
      当 按<年度>年度评估
      那么 报告的措施为"<措施>"

      例子:
        | 年度 | 措施           |
        | 2024 | chongqing-2022 |
        | 2025 | chongqing-2025 |
        | 2028 | chongqing-2025 |

    场景大纲: 2028年12月5日以后达到的不再计入
      假如 一个药品"末期药"，资料如下：
        | 注册分类    | 化药1类      |
        | Ⅰ期研发投入 | 10,000,000元 |
      并且 药品"末期药"于<日期>"完成Ⅰ期临床试验"
      当 按2028年度评估，"milestone-window"取"<理解>"
      那么 合计上限为<合计>

      例子:
        | 理解            | 日期       | 合计        |
        | since-first-day | 2025-12-05 | 0元         |
        | since-first-day | 2025-12-06 | 2,000,000元 |
        | since-first-day | 2028-12-05 | 2,000,000元 |
        | since-first-day | 2028-12-06 | 0元         |
        | by-year-end     | 2025-12-05 | 2,000,000元 |
        | by-year-end     | 2028-12-05 | 2,000,000元 |
        | by-year-end     | 2028-12-06 | 0元         |
        | within-year     | 2027-12-31 | 0元         |
        | within-year     | 2028-01-01 | 2,000,000元 |
        | within-year     | 2028-12-05 | 2,000,000元 |
        | within-year     | 2028-12-06 | 0元         |

  规则: 各项相加，可以有不同理解的地方

    背景:
      假如 一个药品"CQ-1"，资料如下：
        | 药品类别       | 创新药       |
        | 注册分类       | 化药1类      |
        | 生产地区       | 重庆         |
        | 研发投入       | 8,000,000元  |
        | 临床前研发投入 | 5,000,000元  |
        | Ⅰ期研发投入    | 6,000,000元  |
        | Ⅱ期研发投入    | 10,000,000元 |
        | Ⅲ期研发投入    | 20,000,000元 |
        | 对外许可首付款 | 20,000,000元 |
      并且 药品"CQ-1"于2026-02-20"完成临床前研究"
      并且 药品"CQ-1"于2026-08-20"完成Ⅰ期临床试验"
      并且 药品"CQ-1"于2027-02-20"完成Ⅱ期临床试验"
      并且 药品"CQ-1"于2027-05-20"进入Ⅲ期临床试验"
      并且 药品"CQ-1"于2027-11-20"取得药品注册证书"

    场景大纲: 不作选择时采用默认理解
      当 按2027年度评估
      那么 报告采用的理解"<理解>"为"<默认>"

      例子:
        | 理解             | 默认            |
        | milestone-window | since-first-day |
        | rd-base          | stage           |
        | trial-stage      | completed       |

    场景: 默认理解下的各项结论
      当 按2027年度评估
      那么 各项结论依次为：
        | 支持                           | 对象 | 结论   | 上限         | 计入         |
        | preclinical                    | CQ-1 | 符合   | 1,000,000元  | 1,000,000元  |
        | phase-1                        | CQ-1 | 符合   | 1,200,000元  | 1,200,000元  |
        | phase-2                        | CQ-1 | 符合   | 2,000,000元  | 2,000,000元  |
        | phase-3                        | CQ-1 | 不符合 | 0元          | 0元          |
        | innovative-industrialised      | CQ-1 | 符合   | 10,000,000元 | 10,000,000元 |
        | improved-industrialised        | CQ-1 | 不符合 | 0元          | 0元          |
        | classic-formula-industrialised | CQ-1 | 不符合 | 0元          | 0元          |
        | licence-out                    | CQ-1 | 符合   | 600,000元    | 600,000元    |
      并且 合计上限为14,800,000元

    场景大纲: 每次只换一个理解
      当 按2027年度评估，"<理解>"取"<选项>"
      那么 报告采用的理解"<理解>"为"<选项>"
      并且 "CQ-1"的"<支持>"上限为<上限>
      并且 合计上限为<合计>

      例子:
        | 理解             | 选项        | 支持    | 上限        | 合计         |
        | milestone-window | by-year-end | phase-1 | 1,200,000元 | 14,800,000元 |
        | milestone-window | within-year | phase-1 | 0元         | 12,600,000元 |
        | rd-base          | total       | phase-1 | 1,600,000元 | 15,400,000元 |
        | trial-stage      | entered     | phase-3 | 4,000,000元 | 15,600,000元 |

  规则: 各地措施比较时，注册地的要求单独列出

    场景大纲: 按企业现在的注册地，以及假如在当地注册
      假如 企业的"注册地区"为"<地区>"
      并且 一个药品"比较药"，资料如下：
        | 药品类别    | 创新药       |
        | 注册分类    | 化药1类      |
        | Ⅱ期研发投入 | 10,000,000元 |
      并且 药品"比较药"于2027-05-20"完成Ⅱ期临床试验"
      当 比较2027年度各地措施
      那么 "chongqing-2025"的注册要求有"registered-in-chongqing"
      并且 "chongqing-2025"的注册要求"registered-in-chongqing"<要求结果>
      并且 "chongqing-2025"按现状合计上限为<现状>
      并且 "chongqing-2025"如在当地注册合计上限为2,000,000元

      例子:
        | 地区 | 要求结果 | 现状        |
        | 重庆 | 已满足   | 2,000,000元 |
        | 成都 | 未满足   | 0元         |
        | 空值 | 不明     | 0元         |

  规则: 各项支持共有的条件和金额
    每项支持各有一个条件齐备的例子。

    背景:
      假如 以下药品各符合一项支持的全部条件：
        | 支持                           | 编号           | 注册分类 | 药品类别   | 生产地区 | 对外许可首付款 | 里程碑           | 日期       |
        | preclinical                    | 临床前药       | 化药1类  |            |          |                | 完成临床前研究   | 2027-05-20 |
        | phase-1                        | 一期药         | 化药1类  |            |          |                | 完成Ⅰ期临床试验  | 2027-05-20 |
        | phase-2                        | 二期药         | 化药1类  |            |          |                | 完成Ⅱ期临床试验  | 2027-05-20 |
        | phase-3                        | 三期药         | 化药1类  |            |          |                | 完成Ⅲ期临床试验  | 2027-05-20 |
        | innovative-industrialised      | 产业化创新药   |          | 创新药     | 重庆     |                | 取得药品注册证书 | 2027-05-20 |
        | improved-industrialised        | 产业化改良药   |          | 改良型新药 | 重庆     |                | 取得药品注册证书 | 2027-05-20 |
        | classic-formula-industrialised | 产业化经典名方 | 中药3类  |            | 重庆     |                | 取得药品注册证书 | 2027-05-20 |
        | licence-out                    | 许可药         |          | 创新药     |          | 10,000,000元   |                  |            |
      并且 对象"临床前药"的"临床前研发投入"为"10,000,000元"
      并且 对象"一期药"的"Ⅰ期研发投入"为"10,000,000元"
      并且 对象"二期药"的"Ⅱ期研发投入"为"10,000,000元"
      并且 对象"三期药"的"Ⅲ期研发投入"为"10,000,000元"

    场景: 条件齐备的，各项支持都符合
      当 按2027年度评估
      那么 各项支持结论为"符合"
      并且 各项支持没有缺少的字段
      并且 各项支持未被排除
      并且 合计上限为24,300,000元

    场景大纲: 每项支持的要求，是否择优，金额是定额还是上限
      当 按2027年度评估
      那么 "<对象>"的"<支持>"要求有"<要求>"
      并且 "<对象>"的"<支持>"<择优与否>择优支持，一次性计算
      并且 "<对象>"的"<支持>"金额<金额>

      例子:
        | 支持                           | 对象           | 要求                                                             | 择优与否 | 金额           |
        | preclinical                    | 临床前药       | registered-in-chongqing、new-drug、preclinical                   | 属于     | 为上限         |
        | phase-1                        | 一期药         | registered-in-chongqing、new-drug、phase-1-completed             | 属于     | 为上限         |
        | phase-2                        | 二期药         | registered-in-chongqing、new-drug、phase-2-completed             | 属于     | 为上限         |
        | phase-3                        | 三期药         | registered-in-chongqing、new-drug、phase-3-completed             | 属于     | 为上限         |
        | innovative-industrialised      | 产业化创新药   | registered-in-chongqing、innovative、approved、made-in-city      | 不属于   | 固定，不是上限 |
        | improved-industrialised        | 产业化改良药   | registered-in-chongqing、improved、approved、made-in-city        | 不属于   | 固定，不是上限 |
        | classic-formula-industrialised | 产业化经典名方 | registered-in-chongqing、classic-formula、approved、made-in-city | 不属于   | 固定，不是上限 |
        | licence-out                    | 许可药         | registered-in-chongqing、innovative、payment                     | 不属于   | 为上限         |

    场景大纲: 注册地区不是重庆的不符合，不详的暂不下结论
      假如 企业的"注册地区"为"<地区>"
      当 按2027年度评估
      那么 各项支持结论为"<结论>"
      并且 各项支持仅要求"registered-in-chongqing"<结果>
      并且 各项支持要求"registered-in-chongqing"的依据可信度为"L"
      并且 合计上限为<合计>

      例子:
        | 地区     | 结论   | 结果   | 合计         |
        | 重庆     | 符合   | 已满足 | 24,300,000元 |
        | 成都     | 不符合 | 未满足 | 0元          |
        | 广州     | 不符合 | 未满足 | 0元          |
        | 上海     | 不符合 | 未满足 | 0元          |
        | 其他地区 | 不符合 | 未满足 | 0元          |
        | 空值     | 待定   | 不明   | 0元          |
        | 未填写   | 待定   | 不明   | 0元          |

    场景大纲: 里程碑在首日以后、申报年度末以前达到，也可以有其他理解
      当 按2027年度评估
      那么 "<对象>"的"<支持>"结论随对象的里程碑"<里程碑>"的"日期"而定：
              | milestone-window | since-first-day | by-year-end | within-year |
              | 2025-12-05       | 不符合          | 符合        | 不符合      |
              | 2025-12-06       | 符合            | 符合        | 不符合      |
              | 2026-12-31       | 符合            | 符合        | 不符合      |
              | 2027-01-01       | 符合            | 符合        | 符合        |
              | 2027-12-31       | 符合            | 符合        | 符合        |
              | 2028-01-01       | 不符合          | 不符合      | 不符合      |
      假如 对象"<对象>"的里程碑"<里程碑>"的"日期"为"2028-01-01"
      当 按2027年度评估
      那么 "<对象>"的"<支持>"仅要求"<要求>"未满足

      例子:
        | 支持                           | 对象           | 里程碑           | 要求              |
        | preclinical                    | 临床前药       | 完成临床前研究   | preclinical       |
        | phase-1                        | 一期药         | 完成Ⅰ期临床试验  | phase-1-completed |
        | phase-2                        | 二期药         | 完成Ⅱ期临床试验  | phase-2-completed |
        | phase-3                        | 三期药         | 完成Ⅲ期临床试验  | phase-3-completed |
        | innovative-industrialised      | 产业化创新药   | 取得药品注册证书 | approved          |
        | improved-industrialised        | 产业化改良药   | 取得药品注册证书 | approved          |
        | classic-formula-industrialised | 产业化经典名方 | 取得药品注册证书 | approved          |

    场景大纲: 对象的资料空值或未填写都是不详，暂不下结论，并指出还缺什么
      假如 对象"<对象>"的<内容>为"空值"
      当 按2027年度评估
      那么 "<对象>"的"<支持>"结论为"待定"
      并且 "<对象>"的"<支持>"仅要求"<要求>"不明
      并且 "<对象>"的"<支持>"只缺少对象的<内容>
      并且 "<对象>"的"<支持>"计入0元
      假如 对象"<对象>"的<内容>为"未填写"
      当 按2027年度评估
      那么 "<对象>"的"<支持>"只缺少对象的<内容>

      例子:
        | 支持                           | 对象           | 内容                             | 要求              |
        | preclinical                    | 临床前药       | "注册分类"                       | new-drug          |
        | preclinical                    | 临床前药       | "里程碑"                         | preclinical       |
        | preclinical                    | 临床前药       | 里程碑"完成临床前研究"的"日期"   | preclinical       |
        | phase-1                        | 一期药         | "注册分类"                       | new-drug          |
        | phase-1                        | 一期药         | "里程碑"                         | phase-1-completed |
        | phase-1                        | 一期药         | 里程碑"完成Ⅰ期临床试验"的"日期"  | phase-1-completed |
        | phase-2                        | 二期药         | "注册分类"                       | new-drug          |
        | phase-2                        | 二期药         | "里程碑"                         | phase-2-completed |
        | phase-2                        | 二期药         | 里程碑"完成Ⅱ期临床试验"的"日期"  | phase-2-completed |
        | phase-3                        | 三期药         | "注册分类"                       | new-drug          |
        | phase-3                        | 三期药         | "里程碑"                         | phase-3-completed |
        | phase-3                        | 三期药         | 里程碑"完成Ⅲ期临床试验"的"日期"  | phase-3-completed |
        | innovative-industrialised      | 产业化创新药   | "药品类别"                       | innovative        |
        | innovative-industrialised      | 产业化创新药   | "生产地区"                       | made-in-city      |
        | innovative-industrialised      | 产业化创新药   | "里程碑"                         | approved          |
        | innovative-industrialised      | 产业化创新药   | 里程碑"取得药品注册证书"的"日期" | approved          |
        | improved-industrialised        | 产业化改良药   | "生产地区"                       | made-in-city      |
        | improved-industrialised        | 产业化改良药   | "里程碑"                         | approved          |
        | improved-industrialised        | 产业化改良药   | 里程碑"取得药品注册证书"的"日期" | approved          |
        | classic-formula-industrialised | 产业化经典名方 | "注册分类"                       | classic-formula   |
        | classic-formula-industrialised | 产业化经典名方 | "生产地区"                       | made-in-city      |
        | classic-formula-industrialised | 产业化经典名方 | "里程碑"                         | approved          |
        | classic-formula-industrialised | 产业化经典名方 | 里程碑"取得药品注册证书"的"日期" | approved          |
        | licence-out                    | 许可药         | "药品类别"                       | innovative        |
        | licence-out                    | 许可药         | "对外许可首付款"                 | payment           |

    场景大纲: 每项要求依据的可信度
      当 按2027年度评估
      那么 "<对象>"的"<支持>"要求"<要求>"的依据可信度为"<可信度>"

      例子:
        | 支持                           | 对象           | 要求                        | 可信度 |
        | preclinical                    | 临床前药       | new-drug、preclinical       | H      |
        | phase-1                        | 一期药         | new-drug、phase-1-completed | H      |
        | phase-2                        | 二期药         | new-drug、phase-2-completed | H      |
        | phase-3                        | 三期药         | new-drug、phase-3-completed | H      |
        | innovative-industrialised      | 产业化创新药   | innovative                  | H      |
        | innovative-industrialised      | 产业化创新药   | approved                    | H      |
        | innovative-industrialised      | 产业化创新药   | made-in-city                | M      |
        | improved-industrialised        | 产业化改良药   | improved                    | H      |
        | improved-industrialised        | 产业化改良药   | approved                    | H      |
        | improved-industrialised        | 产业化改良药   | made-in-city                | M      |
        | classic-formula-industrialised | 产业化经典名方 | classic-formula             | H      |
        | classic-formula-industrialised | 产业化经典名方 | approved                    | H      |
        | classic-formula-industrialised | 产业化经典名方 | made-in-city                | M      |
        | licence-out                    | 许可药         | innovative、payment         | M      |

    场景大纲: 其他各项金额不计在内，所依据的投入不详的先按最高金额列示
      假如 对象"<对象>"的"<投入>"以外的各项金额都为900,000,000元
      当 按2027年度评估
      那么 "<对象>"的"<支持>"上限为<上限>
      假如 对象"<对象>"的"<投入>"为"空值"
      当 按2027年度评估
      那么 "<对象>"的"<支持>"上限为<最高>
      并且 "<对象>"的"<支持>"只缺少对象的"<投入>"
      并且 "<对象>"的"<支持>"上限仍可能降低

      例子:
        | 支持        | 对象     | 投入           | 上限        | 最高         |
        | preclinical | 临床前药 | 临床前研发投入 | 2,000,000元 | 2,000,000元  |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 2,000,000元 | 2,000,000元  |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 2,000,000元 | 3,000,000元  |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 2,000,000元 | 10,000,000元 |
        | licence-out | 许可药   | 对外许可首付款 | 300,000元   | 5,000,000元  |

    场景大纲: 投入的比例，舍去不足一元的部分，以最高金额为限
      假如 对象"<对象>"的"<投入>"为"<金额>"
      当 按2027年度评估
      那么 "<对象>"的"<支持>"上限为<上限>
      并且 "<对象>"的"<支持>"计入<上限>
      并且 "<对象>"的"<支持>"受限于"<受限于>"
      并且 "<对象>"的"<支持>"上限不会再降低

      例子:
        | 支持        | 对象     | 投入           | 金额          | 上限         | 受限于  |
        | preclinical | 临床前药 | 临床前研发投入 | 0元           | 0元          | share   |
        | preclinical | 临床前药 | 临床前研发投入 | 4元           | 0元          | share   |
        | preclinical | 临床前药 | 临床前研发投入 | 5元           | 1元          | share   |
        | preclinical | 临床前药 | 临床前研发投入 | 1,000,004元   | 200,000元    | share   |
        | preclinical | 临床前药 | 临床前研发投入 | 9,999,999元   | 1,999,999元  | share   |
        | preclinical | 临床前药 | 临床前研发投入 | 10,000,000元  | 2,000,000元  | ceiling |
        | preclinical | 临床前药 | 临床前研发投入 | 20,000,000元  | 2,000,000元  | ceiling |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 0元           | 0元          | share   |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 4元           | 0元          | share   |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 5元           | 1元          | share   |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 1,000,004元   | 200,000元    | share   |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 9,999,999元   | 1,999,999元  | share   |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 10,000,000元  | 2,000,000元  | ceiling |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 20,000,000元  | 2,000,000元  | ceiling |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 0元           | 0元          | share   |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 4元           | 0元          | share   |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 5元           | 1元          | share   |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 1,000,004元   | 200,000元    | share   |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 14,999,999元  | 2,999,999元  | share   |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 15,000,000元  | 3,000,000元  | ceiling |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 30,000,000元  | 3,000,000元  | ceiling |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 0元           | 0元          | share   |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 4元           | 0元          | share   |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 5元           | 1元          | share   |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 1,000,004元   | 200,000元    | share   |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 49,999,999元  | 9,999,999元  | share   |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 50,000,000元  | 10,000,000元 | ceiling |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 100,000,000元 | 10,000,000元 | ceiling |
        | licence-out | 许可药   | 对外许可首付款 | 33元          | 0元          | share   |
        | licence-out | 许可药   | 对外许可首付款 | 34元          | 1元          | share   |
        | licence-out | 许可药   | 对外许可首付款 | 1,000,004元   | 30,000元     | share   |
        | licence-out | 许可药   | 对外许可首付款 | 166,666,666元 | 4,999,999元  | share   |
        | licence-out | 许可药   | 对外许可首付款 | 166,666,667元 | 5,000,000元  | ceiling |
        | licence-out | 许可药   | 对外许可首付款 | 333,333,334元 | 5,000,000元  | ceiling |

    场景大纲: 也可以按该药品的全部研发投入计算
      假如 对象"<对象>"的"<投入>"为"空值"
      并且 对象"<对象>"的"研发投入"为"<金额>"
      当 按2027年度评估，"rd-base"取"total"
      那么 "<对象>"的"<支持>"上限为<上限>
      并且 "<对象>"的"<支持>"受限于"<受限于>"
      并且 "<对象>"的"<支持>"没有缺少的字段

      例子:
        | 支持        | 对象     | 投入           | 金额          | 上限         | 受限于  |
        | preclinical | 临床前药 | 临床前研发投入 | 0元           | 0元          | share   |
        | preclinical | 临床前药 | 临床前研发投入 | 4元           | 0元          | share   |
        | preclinical | 临床前药 | 临床前研发投入 | 5元           | 1元          | share   |
        | preclinical | 临床前药 | 临床前研发投入 | 1,000,004元   | 200,000元    | share   |
        | preclinical | 临床前药 | 临床前研发投入 | 9,999,999元   | 1,999,999元  | share   |
        | preclinical | 临床前药 | 临床前研发投入 | 10,000,000元  | 2,000,000元  | ceiling |
        | preclinical | 临床前药 | 临床前研发投入 | 20,000,000元  | 2,000,000元  | ceiling |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 0元           | 0元          | share   |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 4元           | 0元          | share   |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 5元           | 1元          | share   |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 1,000,004元   | 200,000元    | share   |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 9,999,999元   | 1,999,999元  | share   |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 10,000,000元  | 2,000,000元  | ceiling |
        | phase-1     | 一期药   | Ⅰ期研发投入    | 20,000,000元  | 2,000,000元  | ceiling |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 0元           | 0元          | share   |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 4元           | 0元          | share   |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 5元           | 1元          | share   |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 1,000,004元   | 200,000元    | share   |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 14,999,999元  | 2,999,999元  | share   |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 15,000,000元  | 3,000,000元  | ceiling |
        | phase-2     | 二期药   | Ⅱ期研发投入    | 30,000,000元  | 3,000,000元  | ceiling |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 0元           | 0元          | share   |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 4元           | 0元          | share   |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 5元           | 1元          | share   |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 1,000,004元   | 200,000元    | share   |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 49,999,999元  | 9,999,999元  | share   |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 50,000,000元  | 10,000,000元 | ceiling |
        | phase-3     | 三期药   | Ⅲ期研发投入    | 100,000,000元 | 10,000,000元 | ceiling |

    场景大纲: 同一项支持已获得的资金，不论哪一年，都从比例和最高金额中扣除，其他支持的不扣
      假如 对象"<对象>"的"<投入>"为"<金额>"
      并且 企业2026年因"<对象>"获得"<支持>"资金100,000元
      并且 企业2028年因"<对象>"获得"<支持>"资金200,000元
      并且 企业2026年因"<对象>"获得"<其他支持>"资金700,000元
      当 按2027年度评估
      那么 "<对象>"的"<支持>"上限为<上限>

      例子:
        | 支持        | 对象     | 其他支持    | 投入           | 金额          | 上限        |
        | preclinical | 临床前药 | phase-1     | 临床前研发投入 | 5,000,000元   | 700,000元   |
        | preclinical | 临床前药 | phase-1     | 临床前研发投入 | 400,000,000元 | 1,700,000元 |
        | phase-1     | 一期药   | phase-2     | Ⅰ期研发投入    | 5,000,000元   | 700,000元   |
        | phase-1     | 一期药   | phase-2     | Ⅰ期研发投入    | 400,000,000元 | 1,700,000元 |
        | phase-2     | 二期药   | phase-3     | Ⅱ期研发投入    | 7,500,000元   | 1,200,000元 |
        | phase-2     | 二期药   | phase-3     | Ⅱ期研发投入    | 400,000,000元 | 2,700,000元 |
        | phase-3     | 三期药   | licence-out | Ⅲ期研发投入    | 25,000,000元  | 4,700,000元 |
        | phase-3     | 三期药   | licence-out | Ⅲ期研发投入    | 400,000,000元 | 9,700,000元 |
        | licence-out | 许可药   | phase-1     | 对外许可首付款 | 83,333,333元  | 2,199,999元 |
        | licence-out | 许可药   | phase-1     | 对外许可首付款 | 400,000,000元 | 4,700,000元 |

    场景大纲: 按全部研发投入计算时，已获得的资金也扣除
      假如 对象"<对象>"的"研发投入"为"<金额>"
      并且 企业2026年因"<对象>"获得"<支持>"资金100,000元
      当 按2027年度评估，"rd-base"取"total"
      那么 "<对象>"的"<支持>"上限为<上限>

      例子:
        | 支持        | 对象     | 金额          | 上限        |
        | preclinical | 临床前药 | 5,000,000元   | 900,000元   |
        | preclinical | 临床前药 | 400,000,000元 | 1,900,000元 |
        | phase-1     | 一期药   | 5,000,000元   | 900,000元   |
        | phase-1     | 一期药   | 400,000,000元 | 1,900,000元 |
        | phase-2     | 二期药   | 7,500,000元   | 1,400,000元 |
        | phase-2     | 二期药   | 400,000,000元 | 2,900,000元 |
        | phase-3     | 三期药   | 25,000,000元  | 4,900,000元 |
        | phase-3     | 三期药   | 400,000,000元 | 9,900,000元 |

    场景大纲: 定额或上限已获得一部分的只补足余下的部分
      假如 企业2026年因"<对象>"获得"<支持>"资金<已获得>
      当 按2027年度评估
      那么 "<对象>"的"<支持>"上限为<上限>

      例子:
        | 支持                           | 对象           | 已获得       | 上限        |
        | innovative-industrialised      | 产业化创新药   | 1元          | 9,999,999元 |
        | innovative-industrialised      | 产业化创新药   | 9,999,999元  | 1元         |
        | innovative-industrialised      | 产业化创新药   | 10,000,000元 | 0元         |
        | improved-industrialised        | 产业化改良药   | 1元          | 4,999,999元 |
        | improved-industrialised        | 产业化改良药   | 4,999,999元  | 1元         |
        | improved-industrialised        | 产业化改良药   | 5,000,000元  | 0元         |
        | classic-formula-industrialised | 产业化经典名方 | 1元          | 999,999元   |
        | classic-formula-industrialised | 产业化经典名方 | 999,999元    | 1元         |
        | classic-formula-industrialised | 产业化经典名方 | 1,000,000元  | 0元         |

    场景: 已获得的资金超过最高金额的，剩余为零而不是负数
      假如 企业2026年因各项支持各获得资金50,000,001元
      当 按2027年度评估
      那么 各项支持上限为0元
      并且 合计上限为0元

    场景大纲: 也可以理解为进入这一期即可立项
      假如 对象"<对象>"于<日期>"<进入>"
      当 按2027年度评估，"trial-stage"取"entered"
      那么 "<对象>"的"<支持>"结论为"<结论>"
      并且 "<对象>"的"<支持>"要求"<要求>"的依据可信度为"H"

      例子:
        | 支持    | 对象   | 进入            | 要求            | 日期       | 结论   |
        | phase-1 | 一期药 | 进入Ⅰ期临床试验 | phase-1-entered | 2025-12-05 | 不符合 |
        | phase-1 | 一期药 | 进入Ⅰ期临床试验 | phase-1-entered | 2025-12-06 | 符合   |
        | phase-2 | 二期药 | 进入Ⅱ期临床试验 | phase-2-entered | 2025-12-05 | 不符合 |
        | phase-2 | 二期药 | 进入Ⅱ期临床试验 | phase-2-entered | 2025-12-06 | 符合   |
        | phase-3 | 三期药 | 进入Ⅲ期临床试验 | phase-3-entered | 2025-12-05 | 不符合 |
        | phase-3 | 三期药 | 进入Ⅲ期临床试验 | phase-3-entered | 2025-12-06 | 符合   |

    场景大纲: 按进入计时，其他里程碑也不能代替
      假如 对象"<对象>"于2027-05-20到达"<进入>"以外、也不推定它的各个里程碑，试验地"中国"
      当 按2027年度评估，"trial-stage"取"entered"
      那么 "<对象>"的"<支持>"仅要求"<要求>"未满足

      例子:
        | 支持    | 对象   | 进入            | 要求            |
        | phase-1 | 一期药 | 进入Ⅰ期临床试验 | phase-1-entered |
        | phase-2 | 二期药 | 进入Ⅱ期临床试验 | phase-2-entered |
        | phase-3 | 三期药 | 进入Ⅲ期临床试验 | phase-3-entered |

    场景大纲: 到达了其他所有里程碑，也不能代替所要求的里程碑
      假如 对象"<对象>"于2027-05-20到达"<里程碑>"以外、也不推定它的各个里程碑，试验地"中国"，审查级别"国家级"，批准机构"世界卫生组织预认证"，在当地销售"是"
      当 按2027年度评估
      那么 "<对象>"的"<支持>"仅要求"<要求>"未满足

      例子:
        | 支持                           | 对象           | 里程碑                         | 要求              |
        | preclinical                    | 临床前药       | 完成临床前研究                 | preclinical       |
        | phase-1                        | 一期药         | 完成Ⅰ期临床试验                | phase-1-completed |
        | phase-2                        | 二期药         | 完成Ⅱ期临床试验                | phase-2-completed |
        | phase-3                        | 三期药         | 完成Ⅲ期临床试验                | phase-3-completed |
        | innovative-industrialised      | 产业化创新药   | 取得新药批件、取得药品注册证书 | approved          |
        | improved-industrialised        | 产业化改良药   | 取得新药批件、取得药品注册证书 | approved          |
        | classic-formula-industrialised | 产业化经典名方 | 取得新药批件、取得药品注册证书 | approved          |

    场景大纲: 新药批件与药品注册证书同样算
      假如 对象"<对象>"没有"取得药品注册证书"的记录
      并且 对象"<对象>"于<日期>"取得新药批件"
      当 按2027年度评估
      那么 "<对象>"的"<支持>"结论为"<结论>"

      例子:
        | 支持                           | 对象           | 日期       | 结论   |
        | innovative-industrialised      | 产业化创新药   | 2025-12-05 | 不符合 |
        | innovative-industrialised      | 产业化创新药   | 2025-12-06 | 符合   |
        | innovative-industrialised      | 产业化创新药   | 2027-12-31 | 符合   |
        | innovative-industrialised      | 产业化创新药   | 2028-01-01 | 不符合 |
        | improved-industrialised        | 产业化改良药   | 2025-12-05 | 不符合 |
        | improved-industrialised        | 产业化改良药   | 2025-12-06 | 符合   |
        | improved-industrialised        | 产业化改良药   | 2027-12-31 | 符合   |
        | improved-industrialised        | 产业化改良药   | 2028-01-01 | 不符合 |
        | classic-formula-industrialised | 产业化经典名方 | 2025-12-05 | 不符合 |
        | classic-formula-industrialised | 产业化经典名方 | 2025-12-06 | 符合   |
        | classic-formula-industrialised | 产业化经典名方 | 2027-12-31 | 符合   |
        | classic-formula-industrialised | 产业化经典名方 | 2028-01-01 | 不符合 |

    场景: 1类创新药、2类改良型新药和生物类似药可以立项
      假如 只审查支持"preclinical、phase-1、phase-2、phase-3"
      当 按2027年度评估
      那么 各项支持结论随对象的"注册分类"而定：
        | 注册分类     | 结论   |
        | 化药1类      | 符合   |
        | 化药2类      | 符合   |
        | 化药3类      | 不符合 |
        | 化药4类      | 不符合 |
        | 化药6类（2007年分类） | 不符合 |
        | 化药5类      | 不符合 |
        | 生物制品1类  | 符合   |
        | 生物制品2类  | 符合   |
        | 生物制品3类  | 待定   |
        | 生物制品3.3类 | 符合  |
        | 生物制品3类其他 | 不符合 |
        | 中药1类      | 符合   |
        | 中药2类      | 符合   |
        | 中药3类      | 不符合 |
        | 中药4类      | 不符合 |
        | 国家一类新药 | 待定   |
      假如 各个对象的"注册分类"为"化药4类"
      当 按2027年度评估
      那么 各项支持仅要求"new-drug"未满足

    场景大纲: 生物制品3.3类是否生物类似药，依据较弱
      假如 对象"<对象>"的"注册分类"为"生物制品3.3类"
      并且 对象"<对象>"的"药品类别"为"仿制药"
      当 按2027年度评估
      那么 "<对象>"的"<支持>"要求"<要求>"的依据可信度为"M"

      例子:
        | 支持        | 对象     | 要求     |
        | preclinical | 临床前药 | new-drug |
        | phase-1     | 一期药   | new-drug |
        | phase-2     | 二期药   | new-drug |
        | phase-3     | 三期药   | new-drug |

    场景: 创新药产业化
      假如 只审查支持"innovative-industrialised"
      当 按2027年度评估
      那么 各项支持结论随对象的"药品类别"而定：
        | 药品类别   | 结论   |
        | 创新药     | 符合   |
        | 改良型新药 | 不符合 |
        | 仿制药     | 不符合 |
      假如 各个对象的"药品类别"为"仿制药"
      当 按2027年度评估
      那么 各项支持仅要求"innovative"未满足

    场景大纲: 改良型新药和生物类似药产业化
      假如 对象"产业化改良药"的"药品类别"为"<类别>"
      并且 对象"产业化改良药"的"注册分类"为"<分类>"
      当 按2027年度评估
      那么 "产业化改良药"的"improved-industrialised"结论为"<结论>"

      例子:
        | 类别       | 分类        | 结论   |
        | 改良型新药 | 化药2类     | 符合   |
        | 创新药     | 化药1类     | 不符合 |
        | 仿制药     | 生物制品3.3类 | 符合   |
        | 仿制药     | 生物制品3类 | 待定   |
        | 仿制药     | 生物制品3类其他 | 不符合 |
        | 仿制药     | 生物制品2类 | 不符合 |
        | 仿制药     | 中药1类     | 不符合 |
        | 空值       | 化药4类     | 待定   |

    场景: 经典名方产业化
      假如 只审查支持"classic-formula-industrialised"
      当 按2027年度评估
      那么 各项支持结论随对象的"注册分类"而定：
        | 注册分类 | 结论   |
        | 中药2类  | 不符合 |
        | 中药3类  | 符合   |
        | 中药4类  | 不符合 |
        | 化药3类  | 不符合 |
      假如 各个对象的"注册分类"为"中药1类"
      当 按2027年度评估
      那么 各项支持仅要求"classic-formula"未满足

    场景: 产业化须在重庆生产
      假如 只审查支持"innovative-industrialised、improved-industrialised、classic-formula-industrialised"
      当 按2027年度评估
      那么 各项支持结论随对象的"生产地区"而定：
        | 生产地区 | 结论   |
        | 重庆     | 符合   |
        | 成都     | 不符合 |
        | 广州     | 不符合 |
        | 上海     | 不符合 |
      假如 各个对象的"生产地区"为"成都"
      当 按2027年度评估
      那么 各项支持仅要求"made-in-city"未满足

    场景: 只有创新药的对外许可可以奖励
      假如 只审查支持"licence-out"
      当 按2027年度评估
      那么 各项支持结论随对象的"药品类别"而定：
        | 药品类别   | 结论   |
        | 创新药     | 符合   |
        | 改良型新药 | 不符合 |
        | 仿制药     | 不符合 |
      假如 各个对象的"药品类别"为"改良型新药"
      当 按2027年度评估
      那么 各项支持仅要求"innovative"未满足

    场景大纲: 须已收到首付款
      假如 对象"许可药"的"对外许可首付款"为"<首付款>"
      当 按2027年度评估
      那么 "许可药"的"licence-out"结论为"<结论>"
      并且 "许可药"的"licence-out"上限为<上限>

      例子:
        | 首付款 | 结论   | 上限 |
        | 0元    | 不符合 | 0元  |
        | 1元    | 符合   | 0元  |
        | 34元   | 符合   | 1元  |

    场景大纲: 同一药品的各种剂型，产业化奖励一次
      假如 对象"产业化创新药"的"同一药品"为"同一品种"
      并且 对象"产业化改良药"的"同一药品"为"同一品种"
      并且 对象"产业化经典名方"的"同一药品"为"同一品种"
      并且 企业2026年因"<获得>"获得"<项目>"资金<已获得>
      当 按2027年度评估
      那么 "<对象>"的"<支持>"计入0元

      例子:
        | 获得           | 项目                           | 已获得       | 对象           | 支持                           |
        | 产业化创新药   | innovative-industrialised      | 10,000,000元 | 产业化改良药   | improved-industrialised        |
        | 产业化创新药   | innovative-industrialised      | 10,000,000元 | 产业化经典名方 | classic-formula-industrialised |
        | 产业化改良药   | improved-industrialised        | 5,000,000元  | 产业化创新药   | innovative-industrialised      |
        | 产业化改良药   | improved-industrialised        | 5,000,000元  | 产业化经典名方 | classic-formula-industrialised |
        | 产业化经典名方 | classic-formula-industrialised | 1,000,000元  | 产业化创新药   | innovative-industrialised      |
        | 产业化经典名方 | classic-formula-industrialised | 1,000,000元  | 产业化改良药   | improved-industrialised        |

    场景大纲: 同一药品按金额较高的一项奖励
      假如 对象"<较高>"的"同一药品"为"同一品种"
      并且 对象"<较低>"的"同一药品"为"同一品种"
      当 按2027年度评估
      那么 "<较低>"的"<支持>"因"<较高>"的"<项目>"被排除，依据"drug-once"

      例子:
        | 较高         | 项目                      | 较低           | 支持                           |
        | 产业化创新药 | innovative-industrialised | 产业化改良药   | improved-industrialised        |
        | 产业化创新药 | innovative-industrialised | 产业化经典名方 | classic-formula-industrialised |
        | 产业化改良药 | improved-industrialised   | 产业化经典名方 | classic-formula-industrialised |
