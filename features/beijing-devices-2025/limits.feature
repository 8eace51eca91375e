# language: zh-CN
功能: 总额限制（北京市促进医疗器械产业高质量发展若干措施）

  背景:
    假如 审查的措施是"beijing-devices-2025"
    并且 一家企业，资料如下：
      | 注册地区 | 北京 |
      | 业务活动 | 生产 |
    并且 以下医疗器械各符合一项支持的全部条件：
      | 支持                 | 编号     | 注册费用  | 里程碑       | 日期       | 批准机构                      |
      | foreign-registration | 出海器械 | 800,003元 | 境外获批上市 | 2026-05-20 | 美国食品药品监督管理局（FDA） |

  规则: 每家企业每年最高300万元

    场景大纲: 只扣本年度因这些支持获得的资金，其他年度的不扣
      假如 一个医疗器械"旧医疗器械"，资料如下：
        | 里程碑 | 无 |
      并且 企业<年度>年因"<旧对象>"获得"<支持>"资金<已获得>
      当 按2026年度评估
      那么 "出海器械"的"foreign-registration"上限为800,003元
      并且 "出海器械"的"foreign-registration"计入<计入>
      并且 "出海器械"的"foreign-registration"受限于"<受限于>"
      并且 "出海器械"的"foreign-registration"结论的依据可信度为"L"

      例子:
        | 年度 | 旧对象     | 支持                 | 已获得      | 计入      | 受限于                      |
        | 2025 | 旧医疗器械 | foreign-registration | 3,000,000元 | 800,003元 | share                       |
        | 2027 | 旧医疗器械 | foreign-registration | 3,000,000元 | 800,003元 | share                       |
        | 2026 | 旧医疗器械 | foreign-registration | 2,199,997元 | 800,003元 | share                       |
        | 2026 | 旧医疗器械 | foreign-registration | 2,199,998元 | 800,002元 | foreign-registration-yearly |
