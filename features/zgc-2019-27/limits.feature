# language: zh-CN
功能: 1000万元和300万元的上限管到哪里
  每年1000万元可以理解为每个对象的每项支持各有一份，也可以理解为每个药品、器械或平台合计，
  或者整个企业合计。合计的上限按各项在报告中的顺序用完为止，并先扣除已获得的资金。

  背景:
    假如 一家企业，资料如下：
      | 注册园区 | 昌平园     |
      | 独立法人 | 是         |
      | 业务活动 | 研发、生产 |

  规则: 按每个药品、器械或平台合计

    背景:
      假如 一个药品"YX-101"，资料如下：
        | 药品类别     | 创新药       |
        | 项目总投资额 | 90,000,000元 |
      并且 药品"YX-101"于2019-01-10"进入临床试验"
      并且 药品"YX-101"于2019-03-10"完成Ⅱ期临床试验"

    场景大纲: 一个药品的两项支持
      当 按2019年度评估，"same-drug-reaches-trials"取"no"，"cap-scope"取"<范围>"
      那么 "YX-101"的"drug-phase-2"计入10,000,000元
      并且 "YX-101"的"drug-clinical-trial"上限为10,000,000元
      并且 "YX-101"的"drug-clinical-trial"计入<计入>
      并且 "YX-101"的"drug-clinical-trial"受限于"<受限于>"
      并且 合计上限为<合计>

      例子:
        | 范围    | 计入         | 受限于               | 合计         |
        | support | 10,000,000元 | ceiling              | 20,000,000元 |
        | subject | 0元          | subject-yearly       | 10,000,000元 |
        | company | 0元          | company-articles-1-4 | 10,000,000元 |

    场景: 只看论坛发布内容时，一个药品的三项支持合计
      假如 药品"YX-101"于2019-11-10"取得新药批件"
      当 按2019年度评估，"source-basis"取"announcement"，"cap-scope"取"subject"
      那么 "YX-101"的"new-drug-approval"计入10,000,000元
      并且 "YX-101"的"drug-phase-2"计入0元
      并且 "YX-101"的"drug-clinical-trial"计入0元
      并且 合计上限为10,000,000元

    场景: 两个药品各有各的上限
      假如 一个药品"YX-102"，资料如下：
        | 药品类别     | 创新药       |
        | 项目总投资额 | 90,000,000元 |
      并且 药品"YX-102"于2019-03-10"完成Ⅱ期临床试验"
      当 按2019年度评估，"same-drug-reaches-trials"取"no"，"cap-scope"取"subject"
      那么 合计上限为20,000,000元

    场景: 各剂型算作同一个药品，包括其中的仿制药
      假如 一个药品"YX-101-G"，资料如下：
        | 药品类别     | 仿制药       |
        | 同一药品     | YX-101       |
        | 项目总投资额 | 30,000,000元 |
      并且 药品"YX-101-G"于2019-03-10"通过一致性评价"，全国首家"是"
      并且 药品"YX-101"的"项目总投资额"为"20,000,000元"
      当 按2019年度评估，"cap-scope"取"subject"
      那么 "YX-101"的"drug-phase-2"计入6,000,000元
      并且 "YX-101-G"的"first-generic-consistency"计入4,000,000元
      并且 "YX-101-G"的"first-generic-consistency"受限于"subject-yearly"
      并且 合计上限为10,000,000元

    场景: 同一药品的名称恰好与某个医疗器械的编号相同，两者仍然互不相干
      假如 药品"YX-101"的"同一药品"为"YX-D1"
      并且 一个医疗器械"YX-D1"，资料如下：
        | 在示范区产业化 | 是           |
        | 项目总投资额   | 90,000,000元 |
      并且 医疗器械"YX-D1"于2019-03-10"通过创新医疗器械特别审查"，审查级别"国家级"
      当 按2019年度评估，"cap-scope"取"subject"
      那么 "YX-D1"的"innovative-device"计入10,000,000元
      并且 合计上限为20,000,000元

    场景: 一个医疗器械的两项支持
      假如 企业的"拥有自主知识产权"为"是"
      并且 一个医疗器械"YX-D1"，资料如下：
        | 管理类别       | 第二类       |
        | 在示范区产业化 | 是           |
        | 项目总投资额   | 90,000,000元 |
      并且 医疗器械"YX-D1"于2019-03-10"通过创新医疗器械特别审查"，审查级别"国家级"
      并且 医疗器械"YX-D1"于2019-05-10"取得医疗器械注册证"，取得地"北京"
      并且 医疗器械"YX-D1"于2019-06-10"取得生产许可证"，取得地"北京"
      当 按2019年度评估，"cap-scope"取"subject"
      那么 "YX-D1"的"innovative-device"计入10,000,000元
      并且 "YX-D1"的"innovative-device"受限于"ceiling"
      并且 "YX-D1"的"device-registration"计入0元
      并且 "YX-D1"的"device-registration"受限于"subject-yearly"
      并且 "YX-D1"的"device-registration"上限为10,000,000元
      并且 合计上限为20,000,000元

    场景大纲: 本年度已获得的资金先从合计中扣除，其他年度的不扣
      登记在这个药品名下的资金，凡属药品的各项支持都算在内；支持与对象的类型不符的不计入。

      假如 企业<年度>年因"YX-101"获得"<项目>"资金4,000,000元
      当 按2019年度评估，"same-drug-reaches-trials"取"no"，"cap-scope"取"subject"
      那么 合计上限为<合计>

      例子:
        | 年度 | 项目                      | 合计         |
        | 2018 | drug-clinical-trial       | 10,000,000元 |
        | 2019 | drug-clinical-trial       | 6,000,000元  |
        | 2020 | drug-clinical-trial       | 10,000,000元 |
        | 2019 | drug-phase-2              | 6,000,000元  |
        | 2019 | first-generic-consistency | 6,000,000元  |
        | 2019 | innovative-device         | 10,000,000元 |
        | 2019 | device-registration       | 10,000,000元 |
        | 2019 | cxo-platform              | 10,000,000元 |
        | 2019 | testing-platform          | 10,000,000元 |
        | 2019 | translation-centre        | 10,000,000元 |
        | 2019 | listing-and-merger        | 10,000,000元 |

    场景: 本年度因新药批件获得的资金也从合计中扣除
      假如 企业2019年因"YX-101"获得"new-drug-approval"资金4,000,000元
      当 按2019年度评估，"same-drug-reaches-trials"取"no"，"cap-scope"取"subject"
      那么 "YX-101"的"drug-phase-2"计入0元
      并且 "YX-101"的"drug-clinical-trial"计入6,000,000元
      并且 "YX-101"的"drug-clinical-trial"受限于"subject-yearly"

    场景大纲: 登记在一个平台名下的资金，凡属平台的各项支持都算在内，其他年度的不扣
      假如 一个平台"P1"，资料如下：
        | 平台类型 | 合同研究组织 |
      并且 企业<年度>年因"P1"获得"<项目>"资金4,000,000元
      当 按2019年度评估，"cap-scope"取"subject"
      那么 "P1"的"cxo-platform"计入<计入>

      例子:
        | 年度 | 项目               | 计入         |
        | 2018 | testing-platform   | 10,000,000元 |
        | 2019 | testing-platform   | 6,000,000元  |
        | 2018 | translation-centre | 10,000,000元 |
        | 2019 | translation-centre | 6,000,000元  |

    场景: 即使首家仿制药在论坛发布内容中不存在，已获得的资金仍从合计中扣除
      假如 企业2019年因"YX-101"获得"first-generic-consistency"资金4,000,000元
      当 按2019年度评估，"source-basis"取"announcement"，"cap-scope"取"subject"
      那么 合计上限为6,000,000元

    场景: 已获得的资金超过合计上限的，剩余为零而不是负数
      假如 企业2019年因"YX-101"获得"first-generic-consistency"资金14,000,000元
      当 按2019年度评估，"cap-scope"取"subject"
      那么 "YX-101"的"drug-phase-2"上限为10,000,000元
      并且 "YX-101"的"drug-phase-2"计入0元
      并且 合计上限为0元

    场景: 每个平台按自己的上限计
      假如 一个平台"P1"，资料如下：
        | 平台类型 | 合同研究组织 |
      并且 一个平台"P2"，资料如下：
        | 平台类型 | 合同研究组织 |
      当 按2019年度评估，"cap-scope"取"subject"
      那么 合计上限为30,000,000元

  规则: 同一药品或器械合计不超过项目总投资额的30%
    按措施文本，第一至四条支持的是同一个项目，因此同一药品或器械的各项支持合计，也不超过该项目总投资额的30%。
    只要1000万元不是每项支持各有一份，这一上限就适用。

    背景:
      假如 企业的"拥有自主知识产权"为"是"
      并且 一个医疗器械"YX-D1"，资料如下：
        | 管理类别       | 第三类       |
        | 在示范区产业化 | 是           |
        | 项目总投资额   | 20,000,000元 |
      并且 医疗器械"YX-D1"于2019-03-10"通过创新医疗器械特别审查"，审查级别"国家级"
      并且 医疗器械"YX-D1"于2019-05-10"取得医疗器械注册证"，取得地"北京"
      并且 医疗器械"YX-D1"于2019-06-10"取得生产许可证"，取得地"北京"

    场景大纲: 一个医疗器械的两项支持合计
      当 按2019年度评估，"cap-scope"取"<范围>"，"source-basis"取"<来源>"
      那么 "YX-D1"的"innovative-device"计入<第三条>
      并且 "YX-D1"的"device-registration"计入<第四条>
      并且 "YX-D1"的"device-registration"受限于"<受限于>"
      并且 合计上限为<合计>

      例子:
        | 范围    | 来源         | 第三条       | 第四条       | 受限于               | 合计         |
        | support | text         | 6,000,000元  | 6,000,000元  | share                | 12,000,000元 |
        | subject | text         | 6,000,000元  | 0元          | project-share        | 6,000,000元  |
        | company | text         | 6,000,000元  | 0元          | project-share        | 6,000,000元  |
        | subject | announcement | 10,000,000元 | 0元          | subject-yearly       | 10,000,000元 |
        | company | announcement | 10,000,000元 | 0元          | company-articles-1-4 | 10,000,000元 |

    场景大纲: 同一药品或器械的各个条目，投资额相加，相加后只取整一次
      无论另一条目是什么类别、是否符合条件，其投资额都算在内。

      假如 医疗器械"YX-D1"的"项目总投资额"为"<本身>"
      并且 一个医疗器械"YX-D2"，资料如下：
        | 管理类别       | 第一类 |
        | 同一产品       | YX-D1  |
        | 项目总投资额   | <另一> |
      当 按2019年度评估，"cap-scope"取"subject"
      那么 "YX-D1"的"innovative-device"计入<第三条>
      并且 "YX-D1"的"device-registration"计入<第四条>
      并且 合计上限为<合计>

      例子:
        | 本身        | 另一         | 第三条      | 第四条      | 合计         |
        | 5,000,000元 | 3,000,000元  | 1,500,000元 | 900,000元   | 2,400,000元  |
        | 5,000,003元 | 3,000,009元  | 1,500,000元 | 900,003元   | 2,400,003元  |
        | 5,000,000元 | 50,000,000元 | 1,500,000元 | 1,500,000元 | 3,000,000元  |

    场景大纲: 已获得的资金先扣除，扣到哪年看比例的计算期
      登记在这个器械名下的资金，凡属器械的各项支持都算在内；支持与对象的类型不符的不计入。

      假如 医疗器械"YX-D1"的"项目总投资额"为"30,000,000元"
      并且 企业<年度>年因"YX-D1"获得"<项目>"资金4,000,000元
      当 按2019年度评估，"cap-scope"取"<范围>"，"share-period"取"<计算期>"
      那么 合计上限为<合计>

      例子:
        | 范围    | 计算期   | 年度 | 项目                      | 合计        |
        | subject | lifetime | 2017 | innovative-device         | 5,000,000元 |
        | subject | lifetime | 2017 | device-registration       | 5,000,000元 |
        | company | lifetime | 2017 | device-registration       | 5,000,000元 |
        | subject | lifetime | 2020 | new-drug-approval         | 9,000,000元 |
        | subject | lifetime | 2017 | drug-phase-2              | 9,000,000元 |
        | subject | lifetime | 2017 | first-generic-consistency | 9,000,000元 |
        | subject | lifetime | 2017 | drug-clinical-trial       | 9,000,000元 |
        | subject | lifetime | 2017 | cxo-platform              | 9,000,000元 |
        | subject | lifetime | 2017 | testing-platform          | 9,000,000元 |
        | subject | lifetime | 2017 | translation-centre        | 9,000,000元 |
        | subject | yearly   | 2017 | innovative-device         | 9,000,000元 |
        | subject | yearly   | 2019 | innovative-device         | 5,000,000元 |
        | support | lifetime | 2017 | innovative-device         | 14,000,000元 |

    场景: 药品的各剂型也合计，包括其中的仿制药
      假如 一个药品"YX-101"，资料如下：
        | 药品类别     | 创新药       |
        | 项目总投资额 | 10,000,000元 |
      并且 药品"YX-101"于2019-01-10"进入临床试验"
      并且 药品"YX-101"于2019-03-10"完成Ⅱ期临床试验"
      并且 一个药品"YX-101-G"，资料如下：
        | 药品类别     | 仿制药      |
        | 同一药品     | YX-101      |
        | 项目总投资额 | 2,000,000元 |
      并且 药品"YX-101-G"于2019-03-10"通过一致性评价"，全国首家"是"
      当 按2019年度评估，"same-drug-reaches-trials"取"no"，"cap-scope"取"subject"
      那么 "YX-101"的"drug-phase-2"计入3,000,000元
      并且 "YX-101-G"的"first-generic-consistency"计入600,000元
      并且 "YX-101"的"drug-clinical-trial"计入0元
      并且 "YX-101"的"drug-clinical-trial"受限于"project-share"

    场景: 新药批件也在其内
      假如 一个药品"YX-102"，资料如下：
        | 药品类别     | 创新药       |
        | 项目总投资额 | 10,000,000元 |
      并且 药品"YX-102"于2019-03-10"进入临床试验"
      并且 药品"YX-102"于2019-11-10"取得新药批件"，取得地"北京"
      当 按2019年度评估，"same-drug-reaches-trials"取"no"，"cap-scope"取"subject"
      那么 "YX-102"的"new-drug-approval"计入3,000,000元
      并且 "YX-102"的"drug-clinical-trial"计入0元
      并且 "YX-102"的"drug-clinical-trial"受限于"project-share"

    场景: 同一器械有一个条目的投资额未知，这一上限即不计算，金额可能更低
      假如 一个医疗器械"YX-D2"，资料如下：
        | 管理类别 | 第一类 |
        | 同一产品 | YX-D1  |
      当 按2019年度评估，"cap-scope"取"subject"
      那么 "YX-D1"的"innovative-device"计入6,000,000元
      并且 "YX-D1"的"device-registration"计入4,000,000元
      并且 "YX-D1"的"device-registration"受限于"subject-yearly"
      并且 "YX-D1"的"innovative-device"缺少字段"/devices/1/project_investment"
      并且 "YX-D1"的"innovative-device"上限仍可能降低
      并且 合计上限仍可能降低

  规则: 按整个企业合计

    背景:
      假如 企业的"拥有自主知识产权"为"是"
      并且 一个药品"新药"，资料如下：
        | 药品类别     | 创新药       |
        | 项目总投资额 | 90,000,000元 |
      并且 药品"新药"于2019-11-10"取得新药批件"，取得地"北京"
      并且 一个药品"二期药"，资料如下：
        | 药品类别     | 创新药       |
        | 项目总投资额 | 90,000,000元 |
      并且 药品"二期药"于2019-03-10"完成Ⅱ期临床试验"
      并且 一个药品"首仿药"，资料如下：
        | 药品类别     | 仿制药       |
        | 项目总投资额 | 90,000,000元 |
      并且 药品"首仿药"于2019-03-10"通过一致性评价"，全国首家"是"
      并且 一个药品"临床药"，资料如下：
        | 药品类别     | 创新药       |
        | 项目总投资额 | 90,000,000元 |
      并且 药品"临床药"于2019-03-10"进入临床试验"
      并且 一个医疗器械"创新器械"，资料如下：
        | 在示范区产业化 | 是           |
        | 项目总投资额   | 90,000,000元 |
      并且 医疗器械"创新器械"于2019-03-10"通过创新医疗器械特别审查"，审查级别"国家级"
      并且 一个医疗器械"注册器械"，资料如下：
        | 管理类别     | 第三类       |
        | 项目总投资额 | 90,000,000元 |
      并且 医疗器械"注册器械"于2019-05-10"取得医疗器械注册证"，取得地"北京"
      并且 医疗器械"注册器械"于2019-06-10"取得生产许可证"，取得地"北京"

    场景大纲: 第一至四条各有一项符合
      当 按2019年度评估，"cap-scope"取"<范围>"
      那么 合计上限为<合计>

      例子:
        | 范围    | 合计         |
        | support | 60,000,000元 |
        | subject | 60,000,000元 |
        | company | 10,000,000元 |

    场景: 合计的上限按顺序用完为止
      假如 药品"新药"的"项目总投资额"为"10,000,000元"
      并且 药品"二期药"的"项目总投资额"为"20,000,000元"
      当 按2019年度评估，"cap-scope"取"company"
      那么 "新药"的"new-drug-approval"计入3,000,000元
      并且 "新药"的"new-drug-approval"受限于"share"
      并且 "二期药"的"drug-phase-2"计入6,000,000元
      并且 "首仿药"的"first-generic-consistency"计入1,000,000元
      并且 "首仿药"的"first-generic-consistency"受限于"company-articles-1-4"
      并且 "首仿药"的"first-generic-consistency"上限为10,000,000元
      并且 "临床药"的"drug-clinical-trial"计入0元
      并且 "临床药"的"drug-clinical-trial"受限于"company-articles-1-4"
      并且 合计上限为10,000,000元

    场景大纲: 本年度因任何一项获得的资金，先从企业的合计中扣除
      假如 企业<年度>年因"<对象>"获得"<项目>"资金4,000,000元
      当 按2019年度评估，"cap-scope"取"company"
      那么 合计上限为<合计>

      例子:
        | 年度 | 对象     | 项目                      | 合计         |
        | 2019 | 新药     | new-drug-approval         | 6,000,000元  |
        | 2019 | 二期药   | drug-phase-2              | 6,000,000元  |
        | 2019 | 首仿药   | first-generic-consistency | 6,000,000元  |
        | 2019 | 临床药   | drug-clinical-trial       | 6,000,000元  |
        | 2019 | 创新器械 | innovative-device         | 6,000,000元  |
        | 2019 | 注册器械 | device-registration       | 6,000,000元  |
        | 2018 | 注册器械 | device-registration       | 10,000,000元 |
        | 2020 | 注册器械 | device-registration       | 10,000,000元 |
        | 2019 | 新药     | cxo-platform              | 10,000,000元 |
        | 2019 | 新药     | listing-and-merger        | 10,000,000元 |

    场景: 首家仿制药在论坛发布内容中不存在，已获得的资金仍从企业的合计中扣除
      假如 企业2019年因"首仿药"获得"first-generic-consistency"资金4,000,000元
      当 按2019年度评估，"source-basis"取"announcement"，"cap-scope"取"company"
      那么 合计上限为6,000,000元

  规则: 平台合计与企业事项合计

    背景:
      假如 一个平台"P1"，资料如下：
        | 平台类型 | 合同生产组织 |
      并且 一个平台"P2"，资料如下：
        | 平台类型 | 检测检验服务平台 |
      并且 一个平台"P3"，资料如下：
        | 平台类型 | 医学成果转化中心 |
      并且 一项企业事项"上市"，资料如下：
        | 事项类型 | 上市       |
        | 完成日期 | 2019-07-22 |
      并且 一项企业事项"出海"，资料如下：
        | 事项类型 | 国际研发布局 |
        | 完成日期 | 2019-08-22   |

    场景大纲: 三个平台和两个事项
      当 按2019年度评估，"cap-scope"取"<范围>"，"source-basis"取"<来源>"
      那么 "P1"的"cxo-platform"计入10,000,000元
      并且 "P2"的"testing-platform"计入<平台>
      并且 "P3"的"translation-centre"计入<平台>
      并且 "上市"的"listing-and-merger"计入3,000,000元
      并且 "出海"的"overseas-rd"计入<事项>
      并且 "P3"的"translation-centre"受限于"<平台受限于>"
      并且 "出海"的"overseas-rd"受限于"<事项受限于>"
      并且 合计上限为<合计>

      例子:
        | 范围    | 来源         | 平台         | 事项        | 平台受限于        | 事项受限于          | 合计         |
        | support | text         | 10,000,000元 | 3,000,000元 | ceiling           | ceiling             | 36,000,000元 |
        | subject | text         | 10,000,000元 | 3,000,000元 | ceiling           | ceiling             | 36,000,000元 |
        | company | text         | 0元          | 0元         | company-platforms | company-initiatives | 13,000,000元 |
        | company | announcement | 0元          | 0元         | company-platforms | company-initiatives | 13,000,000元 |

    场景大纲: 平台本年度已获得的资金先从平台的合计中扣除
      假如 企业<年度>年因"<平台>"获得"<项目>"资金4,000,000元
      当 按2019年度评估，"cap-scope"取"company"
      那么 合计上限为<合计>

      例子:
        | 年度 | 平台 | 项目               | 合计         |
        | 2019 | P1   | cxo-platform       | 9,000,000元  |
        | 2019 | P2   | testing-platform   | 9,000,000元  |
        | 2019 | P3   | translation-centre | 9,000,000元  |
        | 2018 | P1   | cxo-platform       | 13,000,000元 |
        | 2020 | P3   | translation-centre | 13,000,000元 |

    场景大纲: 企业事项已获得的资金从300万元中扣除，扣到哪年看计算期
      假如 企业<年度>年因"<事项>"获得"<项目>"资金1,000,000元
      当 按2019年度评估，"cap-scope"取"company"，"growth-cap-period"取"<计算期>"
      那么 合计上限为<合计>

      例子:
        | 计算期 | 年度 | 事项 | 项目               | 合计         |
        | once   | 2017 | 上市 | listing-and-merger | 12,000,000元 |
        | once   | 2017 | 出海 | overseas-rd        | 12,000,000元 |
        | once   | 2019 | 出海 | overseas-rd        | 12,000,000元 |
        | once   | 2020 | 出海 | overseas-rd        | 12,000,000元 |
        | yearly | 2018 | 上市 | listing-and-merger | 13,000,000元 |
        | yearly | 2019 | 上市 | listing-and-merger | 12,000,000元 |
        | yearly | 2019 | 出海 | overseas-rd        | 12,000,000元 |
        | yearly | 2020 | 出海 | overseas-rd        | 13,000,000元 |

    场景大纲: 按每个药品、器械或平台合计时，企业事项不受1000万元的影响
      假如 一项企业事项"并购"，资料如下：
        | 事项类型 | 并购       |
        | 完成日期 | 2019-09-22 |
      并且 一项企业事项"改制"，资料如下：
        | 事项类型 | 改制       |
        | 完成日期 | 2019-10-22 |
      当 按2019年度评估，"cap-scope"取"<范围>"
      那么 合计上限为<合计>

      例子:
        | 范围    | 合计         |
        | support | 42,000,000元 |
        | subject | 42,000,000元 |
        | company | 13,000,000元 |
