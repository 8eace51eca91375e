# language: zh-CN
功能: 申报资料有误
  资料有误时不评估，而是一次列出所有错误：错在哪里（JSON指针）、应当怎样、最接近的正确写法。
  内容不作任何转换：金额是整数，是否是布尔值，日期写成年-月-日。不详的写空值或不填，不算错误。

  背景:
    假如 以下申报资料：
      """
      {
        "company": {
          "name": "北京示例生物医药有限公司",
          "uscc": "91110114MA00000013",
          "park": "changping",
          "legal_person": true,
          "activities": ["research", "production"],
          "owns_ip": true
        },
        "drugs": [
          {
            "id": "YX-101", "name": "YX-101 片", "family": "YX-101",
            "category": "innovative", "registration_class": "chemical-1",
            "project_investment": 60000000,
            "milestones": [
              {"milestone": "clinical_trial_entry", "date": "2017-04-12"},
              {"milestone": "phase_2_completed", "date": "2019-05-20"}
            ]
          }
        ],
        "devices": [
          {
            "id": "YX-D1", "name": "植入式监测仪", "device_class": "III",
            "industrialised_in_zone": true, "project_investment": 20000000,
            "milestones": [
              {"milestone": "special_review_passed", "date": "2018-11-30"},
              {"milestone": "device_registration", "date": "2019-08-02", "place": "beijing",
               "certificate": "国械注准20193030001"},
              {"milestone": "production_licence", "date": "2019-09-10"}
            ]
          }
        ],
        "platforms": [{"id": "P1", "platform_type": "cro", "project_investment": 30000000}],
        "initiatives": [{"id": "I1", "initiative_type": "listing", "date": "2019-07-22"}],
        "awards": [
          {"measure": "zgc-2019-27", "support": "drug-phase-2", "subject": "YX-101",
           "year": 2018, "amount": 4000000}
        ]
      }
      """

  场景: 没有错误的资料
    当 检查申报资料
    那么 资料无误

  场景大纲: 不详和没有的内容不是错误
    假如 把"<位置>"改为：<内容>
    当 检查申报资料
    那么 资料无误

    例子:
      | 位置                                | 内容                  |
      | /company/id                         | null                  |
      | /company/id                         | "kh-0001"             |
      | /company/uscc                       | null                  |
      | /company/uscc                       | "914403001922038216"  |
      | /company/park                       | 未填写                |
      | /company/park                       | "outside"             |
      | /company/activities                 | []                    |
      | /company/owns_ip                    | null                  |
      | /platforms                          | null                  |
      | /initiatives                        | null                  |
      | /devices                            | 未填写                |
      | /drugs/0/project_investment         | 0                     |
      | /drugs/0/project_investment         | 1000000000000000      |
      | /drugs/0/milestones                 | null                  |
      | /drugs/0/milestones/0/date          | null                  |
      | /drugs/0/milestones/1/date          | "2099-12-31"          |
      | /drugs/0/milestones/1/date          | "2017-04-12"          |
      | /devices/0/device_class             | null                  |
      | /devices/0/milestones/1/certificate | "国食药监械字2013"    |
      | /devices/0/milestones/1/certificate | "京械注准20193030001" |
      | /awards/0/amount                    | 1                     |
      | /awards/0/year                      | 2030                  |
      | /awards                             | null                  |

  规则: 名称写错时，指出最接近的正确写法

    场景大纲: 没有这个字段
      假如 把"<位置>"改为：1
      当 检查申报资料
      那么 错误在"<位置>"，应为"one of the keys"，最接近"<最接近>"
      并且 共有1处错误

      例子:
        | 位置                        | 最接近             |
        | /drug                       | drugs              |
        | /company/parc               | park               |
        | /drugs/0/project_investmant | project_investment |
        | /drugs/0/milestones/0/dat   | date               |
        | /devices/0/device_clas      | device_class       |
        | /platforms/0/platform-type  | platform_type      |
        | /initiatives/0/dates        | date               |
        | /awards/0/subjects          | subject            |
        | /zzz                        | 无                 |

    场景大纲: 词语不在词汇表内
      假如 把"<位置>"改为："<内容>"
      当 检查申报资料
      那么 错误在"<位置>"，应为"<应为>"，最接近"<最接近>"
      并且 共有1处错误

      例子:
        | 位置                              | 内容               | 应为                          | 最接近             |
        | /company/park                     | changpin           | one of haidian, changping     | changping          |
        | /company/activities/1             | productoin         | one of research, production   | production         |
        | /drugs/0/category                 | innovativ          | one of innovative, improved   | innovative         |
        | /drugs/0/category                 | Generic            | one of innovative, improved   | generic            |
        | /drugs/0/milestones/1/milestone   | phase-2-completed  | one of preclinical_completed  | phase_2_completed  |
        | /drugs/0/milestones/0/place       | bejing             | one of beijing, elsewhere     | beijing            |
        | /devices/0/device_class           | IIII               | one of I, II, III             | III                |
        | /devices/0/device_class           | 3                  | one of I, II, III             | 无                 |
        | /devices/0/milestones/2/milestone | production_license | one of special_review_passed  | production_licence |
        | /platforms/0/platform_type        | crro               | one of cro, cmo, cdmo         | cro                |
        | /initiatives/0/initiative_type    | listings           | one of restructuring, listing | listing            |

    场景大纲: 药品没有医疗器械的里程碑，反之亦然
      假如 把"<位置>"改为："<内容>"
      当 检查申报资料
      那么 错误在"<位置>"，应为"one of"

      例子:
        | 位置                              | 内容               |
        | /drugs/0/milestones/0/milestone   | production_licence |
        | /devices/0/milestones/0/milestone | phase_2_completed  |

    场景: 资金所属的对象不在资料中
      假如 把"/awards/0/subject"改为："YX-102"
      当 检查申报资料
      那么 错误在"/awards/0/subject"，应为"the id of a drug, device, platform or initiative"，最接近"YX-101"
      并且 共有1处错误

  规则: 必填的内容不能缺

    场景大纲: 必填而未填写
      假如 把"<位置>"改为：<内容>
      当 检查申报资料
      那么 错误在"<位置>"，应为"<应为>"
      并且 共有1处错误

      例子: 未填写
        | 位置                            | 内容   | 应为                  |
        | /company                        | 未填写 | the field is required |
        | /company/name                   | 未填写 | the field is required |
        | /drugs/0/milestones/0/milestone | 未填写 | the field is required |
        | /platforms/0/id                 | 未填写 | the field is required |
        | /initiatives/0/id               | 未填写 | the field is required |
        | /awards/0/measure               | 未填写 | the field is required |
        | /awards/0/support               | 未填写 | the field is required |
        | /awards/0/subject               | 未填写 | the field is required |
        | /awards/0/year                  | 未填写 | the field is required |
        | /awards/0/amount                | 未填写 | the field is required |

      例子: 空值
        | 位置                              | 内容 | 应为           |
        | /company                          | null | an object      |
        | /company/name                     | null | text           |
        | /devices/0/id                     | null | text           |
        | /devices/0/milestones/0/milestone | null | text           |
        | /awards/0/measure                 | null | text           |
        | /awards/0/support                 | null | text           |
        | /awards/0/subject                 | null | text           |
        | /awards/0/year                    | null | a whole number |
        | /awards/0/amount                  | null | a whole number |

      例子: 空的文字
        | 位置                                | 内容 | 应为                   |
        | /company/name                       | ""   | text that is not empty |
        | /drugs/0/family                     | ""   | text that is not empty |
        | /platforms/0/id                     | ""   | text that is not empty |
        | /devices/0/milestones/1/certificate | ""   | text that is not empty |

    场景大纲: 药品或医疗器械没有编号，已获得的资金就找不到对象
      假如 把"/drugs/0/id"改为：<内容>
      当 检查申报资料
      那么 错误在"/drugs/0/id"，应为"<应为>"
      并且 错误在"/awards/0/subject"，应为"the id of a drug"
      并且 共有2处错误

      例子:
        | 内容   | 应为                  |
        | 未填写 | the field is required |
        | null   | text                  |

  规则: 内容不作转换

    场景大纲: 金额是整数元，从0到一千万亿；已获得的资金至少1元
      假如 把"<位置>"改为：<内容>
      当 检查申报资料
      那么 错误在"<位置>"，应为"<应为>"，最接近"无"
      并且 共有1处错误

      例子:
        | 位置                            | 内容             | 应为                                     |
        | /drugs/0/project_investment     | 1.5              | a whole number                           |
        | /drugs/0/project_investment     | 100.0            | a whole number                           |
        | /drugs/0/project_investment     | 1e7              | a whole number                           |
        | /drugs/0/project_investment     | "100"            | a whole number                           |
        | /drugs/0/project_investment     | true             | a whole number                           |
        | /drugs/0/project_investment     | []               | a whole number                           |
        | /drugs/0/project_investment     | -1               | a whole number, at least 0               |
        | /devices/0/project_investment   | 1000000000000001 | a whole number, at most 1000000000000000 |
        | /platforms/0/project_investment | "三千万"         | a whole number                           |
        | /awards/0/amount                | 0                | a whole number, at least 1               |
        | /awards/0/amount                | 1000000000000001 | a whole number, at most 1000000000000000 |
        | /awards/0/amount                | 4000000.0        | a whole number                           |
        | /awards/0/year                  | "2018"           | a whole number                           |

    场景大纲: 是否只写布尔值，文字只写文字，清单只写清单
      假如 把"<位置>"改为：<内容>
      当 检查申报资料
      那么 错误在"<位置>"，应为"<应为>"
      并且 共有1处错误

      例子:
        | 位置                              | 内容       | 应为          |
        | /company/legal_person             | "true"     | true or false |
        | /company/legal_person             | 1          | true or false |
        | /company/owns_ip                  | "是"       | true or false |
        | /devices/0/industrialised_in_zone | 0          | true or false |
        | /company/name                     | 100        | text          |
        | /company/park                     | 1          | text          |
        | /drugs/0/registration_class       | 1          | text          |
        | /company/activities               | "research" | a list        |
        | /platforms                        | {}         | a list        |
        | /drugs/0/milestones               | "无"       | a list        |
        | /initiatives/0                    | "上市"     | an object     |
        | /company                          | []         | an object     |

    场景大纲: 日期写成年-月-日，并且真有这一天
      假如 把"<位置>"改为：<内容>
      当 检查申报资料
      那么 错误在"<位置>"，应为"a date that exists, as YYYY-MM-DD"
      并且 共有1处错误

      例子:
        | 位置                       | 内容                  |
        | /drugs/0/milestones/1/date | "2019-02-29"          |
        | /drugs/0/milestones/1/date | "2019-5-20"           |
        | /drugs/0/milestones/1/date | "20190520"            |
        | /drugs/0/milestones/1/date | "2019/05/20"          |
        | /drugs/0/milestones/1/date | "2019-05-20T00:00:00" |
        | /drugs/0/milestones/1/date | "2019年5月20日"       |
        | /drugs/0/milestones/1/date | 20190520              |
        | /initiatives/0/date        | "2019-13-01"          |
        | /initiatives/0/date        | ""                    |

    场景大纲: 统一社会信用代码照证书书写，校验码要对
      假如 把"/company/uscc"改为：<内容>
      当 检查申报资料
      那么 错误在"/company/uscc"，应为"<应为>"
      并且 共有1处错误

      例子:
        | 内容                  | 应为                     |
        | "91110114MA00000014"  | 18 characters as printed |
        | "91110114ma00000013"  | 18 characters as printed |
        | "91110114 MA00000013" | 18 characters as printed |
        | "91110114-MA00000013" | 18 characters as printed |
        | "9111011MA00000013"   | 18 characters as printed |
        | ""                    | 18 characters as printed |
        | 91110114              | text                     |

  规则: 资料不能自相矛盾

    场景大纲: 编号在整份资料中只能出现一次
      假如 把"<位置>"改为："<编号>"
      当 检查申报资料
      那么 错误在"<位置>"，应为"an id that stands once in the profile"，另见"<另见>"
      并且 共有1处错误

      例子:
        | 位置              | 编号   | 另见            |
        | /devices/0/id     | YX-101 | /drugs/0/id     |
        | /platforms/0/id   | YX-D1  | /devices/0/id   |
        | /initiatives/0/id | P1     | /platforms/0/id |

    场景: 同类之中的编号也只能出现一次
      假如 把"/platforms/1"改为：{"id": "P1"}
      当 检查申报资料
      那么 错误在"/platforms/1/id"，应为"an id that stands once in the profile"，另见"/platforms/0/id"

    场景大纲: 一个对象的里程碑只能各写一次
      假如 把"<位置>"改为："<里程碑>"
      当 检查申报资料
      那么 错误在"<位置>"，应为"a milestone that stands once in its item"，另见"<另见>"

      例子:
        | 位置                              | 里程碑               | 另见                              |
        | /drugs/0/milestones/1/milestone   | clinical_trial_entry | /drugs/0/milestones/0/milestone   |
        | /devices/0/milestones/2/milestone | device_registration  | /devices/0/milestones/1/milestone |

    场景大纲: 临床试验、各期和获批的日期要按先后
      假如 把"/drugs/0/milestones"改为：[{"milestone": "<先>", "date": "2019-05-20"}, {"milestone": "<后>", "date": "<日期>"}]
      当 检查申报资料
      那么 错误在"/drugs/0/milestones/1/date"，应为"a date on or after 2019-05-20"，另见"/drugs/0/milestones/0/date"
      并且 共有1处错误

      例子:
        | 先                   | 后                | 日期       |
        | clinical_trial_entry | phase_1_completed | 2019-05-19 |
        | phase_1_completed    | phase_2_completed | 2019-05-19 |
        | phase_2_completed    | phase_3_completed | 2019-05-19 |
        | phase_3_completed    | new_drug_approval | 2019-05-19 |
        | clinical_trial_entry | new_drug_approval | 2018-12-31 |

    场景大纲: 同一天、日期不详、没有先后关系的里程碑，都不是错误
      假如 把"/drugs/0/milestones"改为：[{"milestone": "<先>", "date": "2019-05-20"}, {"milestone": "<后>", "date": <日期>}]
      当 检查申报资料
      那么 资料无误

      例子:
        | 先                   | 后                            | 日期         |
        | phase_2_completed    | phase_3_completed             | "2019-05-20" |
        | phase_2_completed    | phase_3_completed             | null         |
        | clinical_trial_entry | consistency_evaluation_passed | "2018-05-20" |
        | phase_3_completed    | phase_2_completed             | "2019-05-19" |

    场景大纲: 注册证编号中的类别要与管理类别一致
      假如 把"/devices/0/device_class"改为："<类别>"
      并且 把"/devices/0/milestones/1/certificate"改为："<编号>"
      当 检查申报资料
      那么 错误在"/devices/0/milestones/1/certificate"，应为"a certificate of class <类别>"，另见"/devices/0/device_class"
      并且 共有1处错误

      例子:
        | 类别 | 编号                |
        | II   | 国械注准20193030001 |
        | III  | 京械注准20192030001 |
        | I    | 京械注准20192030001 |

  规则: 一次列出所有错误

    场景: 几处不同的错误
      假如 把"/company/name"改为：未填写
      并且 把"/company/uscc"改为："91110114MA00000014"
      并且 把"/drugs/0/category"改为："innovativ"
      并且 把"/drugs/0/milestones/1/date"改为："2016-01-01"
      并且 把"/devices/0/milestones/1/certificate"改为："京械注准20192030001"
      并且 把"/awards/0/amount"改为：0
      当 检查申报资料
      那么 错误在"/company/name"，应为"the field is required"
      并且 错误在"/company/uscc"，应为"18 characters as printed"
      并且 错误在"/drugs/0/category"，应为"one of innovative, improved, generic"，最接近"innovative"
      并且 错误在"/drugs/0/milestones/1/date"，应为"a date on or after 2017-04-12"
      并且 错误在"/devices/0/milestones/1/certificate"，应为"a certificate of class III"
      并且 错误在"/awards/0/amount"，应为"a whole number, at least 1"
      并且 共有6处错误

  规则: 文件本身要是规定大小以内的JSON

    场景: 不是JSON
      假如 以下JSON文本：
        """
        {"company": {"name": "甲"},}
        """
      当 检查申报资料
      那么 错误在""，应为"JSON"
      并且 共有1处错误

    场景大纲: 顶层不是一个对象
      假如 以下JSON文本：
        """
        <文本>
        """
      当 检查申报资料
      那么 错误在""，应为"an object"

      例子:
        | 文本 |
        | []   |
        | null |
        | "甲" |
        | 1    |

    场景: 同一个键写了两次
      假如 以下JSON文本：
        """
        {"company": {"name": "甲", "park": "haidian", "park": "outside"}}
        """
      当 检查申报资料
      那么 错误在"/company/park"，应为"the key once; it stands twice"
      并且 共有1处错误

    场景大纲: JSON没有的数
      假如 以下JSON文本：
        """
        {"company": {"name": "甲"}, "drugs": [{"id": "D", "project_investment": <数>}]}
        """
      当 检查申报资料
      那么 错误在""，应为"JSON (no NaN or Infinity)"

      例子:
        | 数        |
        | NaN       |
        | Infinity  |
        | -Infinity |

    场景: 不是UTF-8编码
      假如 一份不是UTF-8编码的JSON文本
      当 检查申报资料
      那么 错误在""，应为"UTF-8"
      并且 共有1处错误

    场景: 正好10 MiB
      假如 一份10,485,760字节的JSON文本
      当 检查申报资料
      那么 资料无误

    场景: 超过10 MiB
      假如 一份10,485,761字节的JSON文本
      当 检查申报资料
      那么 错误在""，应为"at most 10485760 bytes"
      并且 共有1处错误

    场景: 嵌套太深
      假如 一份嵌套65层的JSON文本
      当 检查申报资料
      那么 错误包括"at most 64 levels"

    场景: 嵌套64层不算太深
      假如 一份嵌套64层的JSON文本
      当 检查申报资料
      那么 错误在""，应为"an object"
      并且 错误不包括"at most 64 levels"

    场景: 药品、器械、平台、事项和资金一共不超过10,000项
      假如 申报资料另有9,995个药品
      当 检查申报资料
      那么 资料无误

    场景: 一共超过10,000项
      假如 申报资料另有9,996个药品
      当 检查申报资料
      那么 错误在""，应为"at most 10000 items"
      并且 共有1处错误

  规则: 评估的选项也要有效

    场景大纲: 没有这个措施、理解或选项
      当 尝试按<年度>年度评估措施"<措施>"，"<理解>"取"<选项>"
      那么 有<处>处错误，最接近"<最接近>"

      例子:
        | 年度  | 措施        | 理解      | 选项    | 处 | 最接近      |
        | 2019  | zgc-2019-72 | cap-scope | company | 1  | zgc-2019-27 |
        | 2019  | zgc-2019-27 | cap-scop  | company | 1  | cap-scope   |
        | 2019  | zgc-2019-27 | cap-scope | compony | 1  | company     |
        | 0     | zgc-2019-27 | cap-scope | company | 1  | 无          |
        | 10000 | zgc-2019-27 | cap-scope | company | 1  | 无          |
