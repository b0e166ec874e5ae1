/**
 * Words for welfare, the party, events and records.
 *
 * Sources: 最低生活保障 and 特困 registers of civil affairs (MZ/T), 残疾人 registers (残疾人证 certificate fields), 党员信息
 * 采集表, GB/T 34300 (城乡社区网格化服务管理规范) and GB/T 31000-2015 (social comprehensive-management data) for events, GB 32100 for the
 * credit code; then common field names. From general knowledge of them, not copied from their texts.
 */
import type { Words } from './words.ts'

export const eventWords: readonly Words[] = [
  {
    id: 'welfare.isLowIncome',
    zh: '是否低保 低保 低保户 是否低保户 是否享受低保 是否低保对象 低保对象 最低生活保障 是否享受最低生活保障 是否低保人员 低保情况 是否为低保户 享受低保情况 是否享受低保待遇 是否享受农村低保 是否享受城市低保 是否低保家庭 低保标识 低保家庭 是否低收入 低保享受情况 是否纳入低保 是否农村低保 是否城市低保 是否城乡低保',
    en: 'is_low_income low_income is_low_security low_insurance is_subsistence low_security is_low_guarantee basic_living_allowance is_dibao dibao low_insured is_minimum_living minimum_living low_guarantee subsistence_allowance is_subsistence_allowance',
    short: 'sfdb dbh sfdbh sfxsdb sfdbdx db dbqk',
  },
  {
    id: 'welfare.certificateNumber',
    zh: '低保证号 低保证编号 低保证号码 救助证号 低保证 低保证件号 低保金领取证号 救助证编号 低保编号 低保号',
    en: 'low_income_no low_income_cert_no low_insured_no dibao_no allowance_certificate_no relief_cert_no low_security_no',
    short: 'dbzh dbzbh jzzh dbzhm',
  },
  {
    id: 'welfare.amount',
    zh: '保障金额 救助金额 补助金额 低保金额 补贴金额 救助金 月保障金额 发放金额 享受金额 保障金 月保障金 低保金 享受低保金额 月救助金额 家庭月保障金额 户月保障金额 补差金额 月补助金额 资助金额 每月保障金额 救助资金 保障总金额 月低保金 低保补助金额 户保障金额 月保障总金额 享受待遇金额 救济金额',
    en: 'guarantee_amount relief_amount subsidy_amount allowance_amount aid_amount assistance_amount security_amount amount grant_amount guarantee_money',
    short: 'bzje jzje ffje btje ybzje dbje dbj bzj',
  },
  {
    id: 'welfare.povertyReason',
    zh: '致贫原因 主要致贫原因 致贫返贫原因 致困原因 困难原因 贫困原因 其他致贫原因 次要致贫原因 返贫原因 致贫主要原因 返贫致贫原因 主要困难原因 主要致困原因 致贫的原因',
    en: 'poverty_reason poor_reason poor_cause cause_of_poverty poverty_cause poverty_causes main_poverty_reason reason_of_poverty difficulty_reason',
    short: 'zpyy zyzpyy zkyy pkyy zpfpyy knyy qtzpyy',
  },
  {
    id: 'welfare.disabilityCertNumber',
    zh: '残疾证号 残疾人证号 残疾证编号 残疾证号码 残疾人证编号 残疾人证号码 残疾证 残疾人证 残疾证件号 残疾证件号码 残疾人证件号码',
    en: 'disability_cert_no disability_card_no disabled_card_no disability_certificate_no disability_no disabled_no disabled_cert_no disable_card disability_number disability_certificate disability_card',
    short: 'cjzh cjrzh cjzbh cjzhm cjzjh',
  },
  {
    id: 'welfare.disabilityType',
    zh: '残疾类别 残疾类型 残疾种类 残疾属性 残疾 残疾情况 残疾状况 残疾人类别 残疾人类型 残疾情况代码 伤残类别 残疾分类',
    en: 'disability_type disability disability_kind disability_category disabled_type disable_type deformity_type handicap_type disability_status disabled_kind disability_condition',
    short: 'cjlb cjlx cjqk cjzk cjlbdm cjzl',
  },
  {
    id: 'welfare.disabilityLevel',
    zh: '残疾等级 残疾级别 残疾程度 残疾人等级 伤残等级 残疾人级别',
    en: 'disability_level disabled_level disability_grade disability_degree disable_level disabled_grade deformity_level',
    short: 'cjdj cjjb cjcd',
  },
  {
    id: 'party.memberType',
    zh: '党员类型 党员类别 党内状态 党籍状态 党员状态 党员身份 党员类别代码 党员分类 党员性质 党员类型代码 党员身份类别',
    en: 'party_member_type party_type party_member_status party_status party_member_category party_member_kind',
    short: 'dylx dylb dyzt',
    seen: { en: 'member_type' },
  },
  {
    id: 'party.joinDate',
    zh: '入党日期 入党时间 加入党组织日期 加入中共组织日期 加入党组织时间 入党年月 参加党组织时间 加入中国共产党时间 加入中国共产党日期 入党年月日 加入中共组织时间 加入党派时间 加入党派日期 参加党派时间',
    en: 'join_party_date party_join_date join_party_time party_date party_time join_party party_join_time join_date date_of_joining_party joining_party_date join_time enter_party_date in_party_date rudang_date',
    short: 'rdsj rdrq jrdzzsj',
  },
  {
    id: 'party.orgName',
    zh: '所属党组织 党组织 所在党支部 党支部 党组织名称 所属党支部 支部名称 所属支部 所在支部 所在党组织 党支部名称 组织关系所在党支部 组织关系所在党组织 所在党组织名称 隶属党组织 组织关系所在单位 党组织关系所在地 所属党委 组织关系所在支部 所属党总支 所属党组织名称 党组织关系',
    en: 'party_org party_branch party_organization party_org_name party_branch_name branch_name organization_party belong_party_branch party_organization_name party_group branch',
    short: 'dzz sszb dzb szdzb ssdzz dzbmc dzzmc szzb',
  },
  {
    id: 'event.content',
    zh: '情况描述 简述 概况 发现的问题 存在问题 存在的问题 问题描述 主要内容 具体内容 详细情况 发现问题 问题内容 描述 详情 详细描述 内容描述 具体情况 事情经过 经过 主要事实 情况简介 问题详情 现场情况 隐患内容 主要问题 纠纷简要情况 基本案情 简要情况 简要案情 问题 简要描述 主要情况 事项描述 问题说明 诉求内容 案情简介 主要诉求 诉求事项 存在隐患 发现隐患 情况简述 隐患情况 内容 事件经过 隐患问题 存在安全隐患 存在的隐患 发现的隐患',
    en: 'content description detail details problem question desc describe problem_desc event_desc problem_description situation summary appeal problems issue hidden_danger_desc question_desc',
    short: 'nr ms qkms wtms sjnr sjms yhms yhnr jyqk czwt fxwt',
    seen: { zh: '事情简述' },
  },
  {
    id: 'event.occurredAt',
    zh: '发生时间 发生日期 发现时间 发现日期 案发时间 事发时间 发案时间 事发日期 起火时间 发生年月日 案发日期 事故时间 受灾时间 事故发生时间 问题发现时间',
    en: 'happen_time happen_date occur_time occur_date occurrence_time found_time find_time find_date discover_time discovery_time occurred_at happened_at discover_date found_date incident_time incident_date occurrence_date occurred_time',
    short: 'fssj fsrq fxsj fxrq afsj sfsj sjfssj',
  },
  {
    id: 'event.place',
    zh: '发生地点 事发地点 发生地址 事发地址 发生位置 案发地点 案发地址 具体位置 发现地点 地点 位置 事发位置 事故地点 所在位置 发生地 事发地 详细位置 详细地点 问题位置 地理位置 具体地点 发生地详址 事故发生地点 点位 事故地址 隐患点位置 隐患地点 发现位置 案发地 具体地址',
    en: 'happen_place happen_address place location occur_place occur_address position occurrence_place spot site incident_place event_site accident_place happen_location site_address incident_location discover_place event_location',
    short: 'fsdd fsdz sfdd dd afdd wz fxdd sjdd',
  },
  {
    id: 'event.peopleCount',
    zh: '涉及人数 涉事人数 涉及人员数量 参与人数 涉及人员总数 涉及人员数 当事人数 涉及总人数 涉事人员数量 当事人数量 涉及群众人数 涉及人员人数 受影响人数 影响人数 受威胁人数 威胁人数 涉稳人数 涉案人数 受灾人数 参加人数 涉及群体人数 人员数量',
    en: 'involve_num involved_count involved_people people_num involve_count involve_people_num involved_number about_people_num people_number about_num person_number relate_num relation_people_num involve_person_num involved_num',
    short: 'sjrs ssrs cyrs sarsc',
  },
  {
    id: 'event.severity',
    zh: '紧急程度 严重程度 风险等级 重大程度 影响程度 危险等级 紧急等级 危害程度 预警等级 隐患等级 规模 轻重缓急 危险级别 缓急程度 风险级别 事件规模 难易程度 预警级别 安全等级 危险程度 紧急状态 涉及规模 风险程度 风险评级',
    en: 'severity urgency emergency level grade emergency_level urgent_degree danger_level risk_level urgency_degree emergency_degree urgent urgent_level scope scale hazard_level event_scale priority risk_grade importance',
    short: 'jjcd yzcd fxdj yhdj sjdj gm sjgm yhjb',
  },
  {
    id: 'event.status',
    zh: '状态 处理状态 办理状态 处置状态 整改状态 办结状态 处理进度 办理进度 当前状态 整改进度 处置进度 化解状态 调解状态 是否化解 是否整改 是否办结 是否处理 是否解决 办理阶段 受理状态',
    en: 'status state handle_status process_status deal_status handle_state process_state deal_state rectify_status rectification_status solve_status event_state disposal_status handling_status finish_status',
    short: 'zt clzt bjzt czzt zgzt sjzt',
  },
  {
    id: 'event.result',
    zh: '处理结果 处置结果 办理结果 反馈内容 反馈 反馈结果 调解结果 整改结果 整改情况 处理情况 办理情况 处置情况 调处结果 化解结果 解决情况 反馈情况 调解情况 化解情况 落实情况 调处情况 解决结果 整治情况 整改落实情况 处理反馈 处理意见 处理结果反馈 办结情况 处置反馈 处理措施 核实结果 处理内容 处理结论',
    en: 'result results handle_result process_result deal_result feedback rectify_result rectification handle_content outcome deal_content rectification_result disposal_result handling_result solution processing_result solve_result mediation_result',
    short: 'cljg czjg bljg zgqk zgjg tjjg clqk fknr clyj blqk',
  },
  {
    id: 'org.uscc',
    zh: '统一社会信用代码 社会信用代码 统一信用代码 信用代码 统一社会信用码 单位统一社会信用代码 企业统一社会信用代码 统一社会信用代码证号',
    en: 'uscc credit_code social_credit_code unified_social_credit_code usc_code uniform_credit_code unified_credit_code credit_no social_code uniform_social_credit_code social_unify_code unify_code',
    short: 'tyshxydm shxydm tyxydm xydm tyshxydmz',
  },
  {
    id: 'org.address',
    zh: '单位地址 企业地址 公司地址 经营地址 注册地址 机构地址 经营场所 单位详细地址 商铺地址 店铺地址 企业注册地址 单位住所 单位详址 经营场所地址 办公地址 经营住所 企业住所 企业经营地址 生产经营地址 商户地址 门店地址 企业详细地址 机构所在地址 单位所在地址 注册地 工商注册地址 单位所在地',
    en: 'org_address company_address business_address unit_address enterprise_address shop_address registered_office office_address corp_address reg_address operate_address management_address organization_address firm_address',
    short: 'dwdz qydz jydz zcdz dwxz gsdz',
  },
  {
    id: 'record.period',
    zh: '年度 年份 数据日期 统计年度 所属期 报告期 统计日期 数据年度 数据年份 统计年份 统计时间 报表期 统计月份 数据月份 所属年度 所属年份 数据期 报表年度 数据时间 年 月份 上报年度 填报年度 期间 统计周期 补贴年度 报告年度 季度 所属时期 数据所属期 申报年度 发放年度 数据截止日期 考核年度 检查年度 报告年份 填报年份',
    en: 'year period data_date stat_date stat_year statistical_date fiscal_year fiscal_date report_period month data_year belong_year reporting_period annual data_time statistics_year statistics_time data_month quarter',
    short: 'nd nf sjrq tjnd tjrq tjsj tjny ssnd ssqj sjnf sjnd niandu',
  },
  {
    id: 'record.remark',
    zh: '备注 说明 备注信息 其他说明 备注说明 补充说明 其他备注 其它说明 备注1 附注 备考 情况说明 其他情况说明 其它备注 需要说明的情况 其他需要说明的情况 备注栏 需说明的事项 注释 其他事项 其他补充说明 其它',
    en: 'remark remarks memo note notes comment comments bei_zhu other_remark mark_info remark_info bak_info rmk annotation postscript beizhu explain',
    short: 'bz bzxx bzsm',
    seen: { zh: '其他备注信息' },
  },
  {
    id: 'record.attachments',
    zh: '附件 图片 附件材料 相关附件 现场图片 现场照片 佐证材料 上传图片 上传附件 附件地址 附件信息 附件列表 图片附件 证明材料 相关图片 相关材料 相关照片 照片附件 附件资料 相关证明材料 附件文件 佐证图片 图片地址 走访照片 视频 图片列表 材料附件 现场照片附件 附件上传 照片上传 图片上传 佐证照片 相关材料附件 走访图片 反馈材料 证明附件 上传照片 材料 事件图片 事件照片 隐患照片 房屋照片 整改照片 图像 附件路径 图片路径 影像资料 资料附件 相关资料 附件清单',
    en: 'attachment attachments attach files images pictures annex pics imgs photos enclosure file_url image_url img_url pic_url file_path file_ids attach_file image img picture pic files_url file accessory accessories attach_ids attachment_url image_urls pic_path img_path attachment_id photo_urls enclosures image_list file_list data_files',
    short: 'fj tp zpfj xczp xctp fjcl fjdz tpdz',
  },
]
