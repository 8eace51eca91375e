# language: zh-CN
功能: 总额限制（海南省关于进一步支持生物医药产业高质量发展的若干政策措施）

  背景:
    假如 审查的措施是"hainan-2025"
    并且 一家企业，资料如下：
      | 实际经营地       | 海口 |
      | 业务活动         | 研发 |
      | 列入严重失信名单 | 否   |
    并且 以下企业事项各符合一项支持的全部条件：
      | 支持                        | 编号 | 事项类型 | 完成日期   |
      | international-certification | 认证 | 国际认证 | 2026-05-20 |

  规则: 每家企业一次

    场景大纲: 每家企业一次：不论哪一年因这些支持获得的资金都要扣除
      假如 一项企业事项"旧企业事项"
      并且 企业<年度>年因"<旧对象>"获得"<支持>"资金<已获得>
      当 按2026年度评估
      那么 "认证"的"international-certification"上限为2,000,000元
      并且 "认证"的"international-certification"计入<计入>
      并且 "认证"的"international-certification"受限于"<受限于>"
      并且 "认证"的"international-certification"结论的依据可信度为"H"

      例子:
        | 年度 | 旧对象     | 支持                        | 已获得 | 计入        | 受限于             |
        | 2025 | 旧企业事项 | international-certification | 1元    | 1,999,999元 | certification-once |
        | 2027 | 旧企业事项 | international-certification | 1元    | 1,999,999元 | certification-once |
        | 2026 | 旧企业事项 | international-certification | 1元    | 1,999,999元 | certification-once |
