/**
 * Words for who or what a fact belongs to: 户主 in 户主姓名, owner in ownerPhone, 隐患 in 隐患等级.
 *
 * The holder decides the meaning: 姓名 of the record's subject is `person.name`, of the owner `house.ownerName`, of the
 * spouse nothing in the vocabulary. General knowledge; roles of GA/T 1054 (公安数据元限定词) among them.
 */
import type { Words } from './words.ts'

export const holderWords: readonly Words[] = [
  {
    id: 'subject',
    zh: '本人 个人 人员 居民 村民 成员 家庭成员 人口 学生 儿童 老人 老年人 残疾人 患者 对象 党员 流动人口 暂住人 暂住人口 常住人口 实有人口 流入人员 志愿者 退役军人 持证人 受种者 参保人 参保人员 贫困人口 低保对象 低保人员 户籍人口 贫困户成员 被保障人 保障对象 享受人 受益人 特困人员 孤儿 留守儿童 空巢老人 重点人员 外来人员 流出人员 服务对象 病人 孕妇 产妇 幼儿 婴儿 新生儿 新生儿童 职工 从业人员 务工人员 脱贫人口 监测对象 帮扶对象 被帮扶人 养老服务对象 优抚对象 求职者 人 村民代表 高龄老人 失能老人 独居老人 留守老人 留守妇女 妇女 困境儿童 精神障碍患者 租客成员 境外人员 寄住人员 人户分离人员 流动党员 该成员 共同生活家庭成员 困难群众 主 个体 待遇人员 被保险人 住户成员 从业者 承保人',
    en: 'person people resident member child student old elder elderly disabled patient villager self personal applicant individual citizen population party_member baby human man staff_self user_info veteran volunteer pupil kid cust  personnel crowd subject insured the senior aged',
    short: 'ry jm cy rk ren cm',
  },
  // Subjects by whose name a column is called: 走访对象 holds a name, 居民 alone doesn't say what.
  {
    id: 'named',
    zh: '申请人 被走访人 走访对象 慰问对象 被慰问人 巡访对象 家访对象 受访人 被随访人 救助对象 受访者 被调查人 被访人 被探访人 探访对象 随访对象 申请者 就诊人 登记对象 被登记人 领取人 被访视人 走访户 受助人 被救助人 培训对象 客户 借款人 贷款人 农户客户',
    en: 'applicant customer client visit_object interviewee respondent patient_name_of',
  },
  {
    id: 'head',
    zh: '户主 家长 户主人 本户户主 家庭户主 户代表',
    en: 'head householder house_holder head_of_household household_head master huzhu holder family_head house_master home_owner_head',
    short: 'hz',
  },
  {
    id: 'household',
    zh: '户 家庭 农户 住户 贫困户 脱贫户 低保户 全户 本户 该户 全家 救助家庭 申请家庭 监测户 家庭户',
    en: 'household family home hh',
    short: 'jt nh',
  },
  {
    id: 'domicile',
    zh: '户籍地 户籍 户口所在地 户籍所在地 户口 户籍地址 原籍地 户籍登记地',
    en: 'domicile hukou register_place household_register census hj registered_place huji',
    short: 'hj hk hjd hkszd hjdz',
  },
  {
    id: 'home',
    zh: '居住地 现居住地 现住地 现住址 住址 常住地 家庭住址 现居 居住 暂住地 居住地址 现居住地址 家庭地址 常住地址 暂住 暂居 暂居地 暂居住',
    en: 'live temp temporary temp_live living_place reside residence live_place now_live',
    short: 'jzd xzz xjzd czd',
  },
  {
    id: 'contact',
    zh: '紧急联系人 联系人 第一联系人 应急联系人 亲属联系人 联络人 紧急联络人 紧急情况联系人 家庭紧急联系人 紧急 应急 联系人员 第二联系人 亲属 家属 家属联系人 亲属联系',
    en: 'contact contacts emergency_contact link_man linkman emergency contact_person contacts_person emergent urgent_contact urgency_contact emergency_contacts contactor contact_man liaison contact_people emergency_person emergency_linkman family_contact',
    short: 'lxr jjlxr jj jjll lxr1',
  },
  {
    id: 'guardian',
    zh: '监护人 法定监护人 委托监护人 第一监护人 主要监护人 实际监护人 监护人员 监管人 第二监护人 照料人 看护人 照护人',
    en: 'guardian custodian guarder tutelage guardianship keeper',
    short: 'jhr',
    seen: { short: 'jfr' },
  },
  {
    id: 'owner',
    zh: '房主 业主 产权人 房东 屋主 出租人 房屋所有人 房屋业主 产权所有人 所有权人 出租房主 房屋所有权人 房屋产权人 房屋权利人 权利人 房屋主人 出租方 出租屋主 房产所有人 产权单位人 户主业主 所有人 房屋户主',
    en: 'owner landlord house_owner homeowner proprietor lessor landlady room_owner house_own property_owner house_master_owner host',
    short: 'fz fd yz cqr syqr',
  },
  {
    id: 'tenant',
    zh: '承租人 租户 租客 使用人 使用者 租房人 承租方 租住人 实际使用人 租赁人 房屋使用人 承包人 承租户 租住人员 实际居住人 承租人员 租房者 用房人',
    en: 'tenant renter lessee room_user house_user occupant',
    short: 'czr syr',
  },
  {
    id: 'spouse',
    zh: '配偶 爱人 妻子 丈夫 妻 夫 男方 女方 老伴',
    en: 'spouse wife husband mate partner consort',
    short: 'po',
  },
  {
    id: 'relative',
    zh: '父亲 母亲 父 母 父母 子女 儿子 女儿 祖父 祖母 兄弟 姐妹 母亲1 亲戚 赡养人 抚养人 扶养人 收养人 代养人 儿女 长子 长女 子 女',
    en: 'father mother parent parents son daughter children dad mom mum grandparent sibling relative supporter',
    short: 'fq mq zn',
  },
  {
    id: 'responsible',
    zh: '责任人 负责人 负责人员 包保责任人 主要负责人 第一责任人 场所负责人 网格责任人 负责同志 单位负责人 现场负责人 企业负责人 责任人员 帮扶责任人 安全负责人 安全责任人 包联责任人 整改责任人 管理责任人 项目负责人 监测责任人 防灾责任人 具体责任人 隐患责任人 主管负责人 消防责任人 村级责任人 直接责任人 包户责任人 负责领导 责任干部 河长 经营负责人 整改负责人 店铺负责人 事件负责人 店主 管理人 经营者',
    en: 'responsible principal charge_person person_in_charge charge responsible_person head_person duty_person person_liable liable_person in_charge charger response_person manager charge_man resp_person fzr responsibility duty liable responsibility_person duty_people zrr charge_people',
    short: 'fzr zrr bfzrr zyfzr aqzrr',
    seen: { en: 'manage manage_proper resp_persons' },
  },
  {
    id: 'party',
    zh: '当事人 涉事人 涉及人员 涉事人员 当事人员 主要当事人 涉及对象 涉案人员 涉及人 纠纷当事人 涉稳人员 当事方 双方当事人 主要涉事人员 涉及当事人 主要涉及人员 诉求人 涉及群众 重点涉事人 事件当事人 事主 涉事者 信访人',
    en: 'party involved_person involved_people involved parties litigant involve_person persons event_person person_involved related_person party_person involver involved_party',
    short: 'dsr sjry ssry ssr',
    seen: { en: 'main_people' },
  },
  {
    id: 'other',
    zh: '法人 法定代表人 法人代表 安全员 安全管理员 网格员 网格长 网格管理员 楼栋长 楼长 楼门长 代理人 委托人 代办人 受托人 医生 责任医生 家庭医生 签约医生 村医 民警 社区民警 责任民警 帮扶人 帮扶干部 帮扶联系人 结对帮扶人 包联干部 包户干部 联系干部 介绍人 入党介绍人 辅警 调解员 调解人 书记 党支部书记 村书记 主任 班主任 教师 老师 村干部 社区干部 驻村干部 网格党员 专职网格员 兼职网格员 物业 物业公司 担保人 推荐人 见证人 护士 承办人 评估人 护理员 护理人 照护员 帮扶单位 责任单位 管辖单位 同行人 同住人 车主 接收人 收件人 收款人 领款人 代领人 培养联系人 社工 联系领导 挂钩领导 挂点领导 联户长 街巷长 专干 民政专干 保险人 投保人 投诉人 举报人 报案人 报警人 受理人 证明人 签发人 签领人 施工单位 开户人 户名 员工 账户 被申请人 对方',
    en: 'leader chief director legal legal_person legal_representative corporate corporation_representative doctor agent police policeman secretary helper grid_man grid_member teacher nurse introducer mediator referee witness consignee payee safety_officer assistant help_person gridman corporate_representative legal_man reg_user login complainant informant opposite opponent',
    short: 'fr fddbr wgy ys bfr jsr dlr',
    seen: { en: 'safe_proper legal_proper safe' },
  },
  {
    id: 'province',
    zh: '省 省份 省级 省区 省直辖市 省市 省自治区直辖市 省区市 省自治区',
    en: 'province prov',
    short: 'sheng shengfen',
  },
  {
    id: 'city',
    zh: '市 市州 地市 城市 地级市 设区市 市级 州市 地区 市地 市盟',
    en: 'city prefecture',
    short: 'ds shi',
  },
  {
    id: 'county',
    zh: '县 县城 区县 县区 区 县市区 旗 市区 县级 县市 市县 区市县 市县区 县市区旗 市区县 区级 旗县',
    en: 'county district area counties',
    short: 'qx xian xq xsq',
  },
  {
    id: 'township',
    zh: '乡镇 乡 镇 街道 乡镇街道 镇街 街镇 镇街道 街道乡镇 街道办 街道办事处 乡镇办 镇乡 乡镇级 乡级 镇办 乡街道 镇乡街道 街乡 街乡镇 镇乡街 乡镇街 乡街 乡镇办事处 街办 乡镇苏木',
    en: 'street town township subdistrict sub_district country_town village_town',
    short: 'xz xzjd jd jdmc xzmc ssxz ssjd jdb zj zx jiedao',
  },
  {
    id: 'village',
    zh: '行政村 村 社区 村社区 村居 村名 村名称 社区名 社区名称 居委会 村委会 居村委会 村居委会 村民委员会 社区居委会 居民委员会 社区村 村级 村居社区 村社 居委 村委 行政村社区 居村委 村居委 行政村居 嘎查村 村屯 社区居村 村级名称 村社居',
    en: 'village community committee neighborhood neighbourhood village_committee residents_committee administrative_village comm',
    short: 'xzc sq cun ssc ssq sssq cjw jcwh sqmc cmc jwh cj jwhmc shequ',
  },
  {
    id: 'group',
    zh: '村民小组 自然村 自然屯 组 屯 小组 组别 村组 居民小组 村小组 生产队 自然村屯 村民组 居民组 自然村组 社组 自然寨 村民小组自然村 屯组 自然组 小组名称 队 寨 组社',
    en: 'group natural_village team hamlet villager_group village_group villagers_group natural_group zu',
    short: 'zrc cmxz zrt cmz cz jmxz',
    seen: { en: 'atural atural_tun' },
  },
  {
    id: 'grid',
    zh: '网格 网格单元 责任网格 微网格 基础网格 三级网格 四级网格 社区网格 单元网格 二级网格 网格区域 综治网格',
    en: 'grid grids cell_grid mesh gridding',
    short: 'wg sswg wgmc wgbh wgbm wgdm',
  },
  {
    id: 'building',
    zh: '楼栋 楼号 栋号 幢号 幢 栋 楼宇 建筑物 楼房 楼幢 楼 建筑 栋幢 楼栋幢 楼牌号 大楼 楼座 幢号栋 楼座号 座栋',
    en: 'building ban block tower building_number mansion edifice',
    short: 'ld lh ldmc ldh ldbh ly jzw jzwmc',
  },
  { id: 'unit', zh: '单元', en: 'unit entrance', short: 'dy dyh' },
  {
    id: 'floor',
    zh: '楼层 层 所在楼层 层数位置 所在层',
    en: 'floor storey story layer floors_on',
    short: 'lc szlc ch',
  },
  {
    id: 'room',
    zh: '房间 门牌 房号 室 户室 门号 门楼牌 房室 门户 门牌号 门牌号码 室号 楼门牌 门牌房号 房间门牌',
    en: 'room door house_number door_plate door_number room_num houseno doorplate door_plate_number apartment',
    short: 'mph fjh fh sh mlph mp shh',
  },
  {
    id: 'house',
    zh: '房屋 住房 住宅 出租屋 出租房 房产 出租房屋 房 房源 自建房 实有房屋',
    en: 'house housing rental_house rent_house room_house apartment_house',
    short: 'fw zf czw czf',
  },
  {
    id: 'event',
    zh: '事件 隐患 纠纷 矛盾纠纷 矛盾 案件 问题 诉求 风险 隐患点 案事件 警情 投诉 事故 灾害 安全隐患 事项 上报事件 信访 风险隐患 民情 线索 危险源 灾害点 火灾 纠纷案件 隐患排查 风险点 网格事件 工单 事件信息 事情 地质灾害 险情 灾情',
    en: 'event danger hidden_danger dispute hazard incident problem case issue risk hidden dissension trouble contradiction conflict hidden_trouble accident question appeal disaster peril task_event matter complaint',
    short: 'sj yh jf mdjf aj',
  },
  {
    id: 'org',
    zh: '企业 公司 机构 场所 商铺 店铺 商户 门店 社会组织 组织 经营主体 市场主体 被检查单位 法人单位 场所单位 九小场所',
    en: 'org company organization enterprise corp firm shop store business organisation merchant',
    short: 'qy jg gs dw',
  },
  {
    id: 'visiting',
    zh: '走访 随访 巡查 入户 慰问 探访 访视 排查 巡检 巡访 家访 回访 上门 入户走访 检查 走访慰问 本次走访 本次随访 巡逻 巡防 走访入户 联系走访 探视 看望 网格走访 日常巡查 入户随访 安全检查 消防检查 本次检查 督查 走访巡查 巡河 服务走访',
    en: 'visit patrol inspect inspection follow_up followup interview visiting check home_visit followup_visit call_on examine',
    short: 'zf sf xc jc rh pc ww',
  },
  {
    id: 'reporting',
    zh: '填报 录入 登记 建档 上报 采集 填表 填写 报送 报告 信息采集 信息录入 信息登记 数据录入 信息填报 数据采集 制表 信息报送 首次登记 建立档案 建卡 建册 数据填报 登记造册 录入信息 填单',
    en: 'report register registration record entry input fill archive filling collect collection entering record_create filing write_in file_create fill_in recording registering enrol documentation archiving reporting data_entry',
    short: 'tb lr dj sb bs ja',
  },
  {
    id: 'auditing',
    zh: '创建 修改 更新 插入 删除 入库 同步 操作 审核 审批 抽取 新增 最后修改 最后更新 变更 数据更新 数据创建 数据入库 复核 确认 审定 批准 注销 作废 系统 记录创建 记录修改 抽取入库 原入库 添加 编辑 推送 上传 提交 初审 复审 审查 导入 发布 签发 处理 办理 经办 受理 接收 下发 评估 认定 公示 终止 停保 签字 派发 流转 交办 校验 最近更新 数据同步 加载 办结 结案 核查 核实 核对 调查 录音 撤销 删改',
    en: 'create created creator update updated updater modify modified modifier insert delete deleted operate operator sync synchronize audit auditor approve approver approval last_update last_modify gmt edit editor add adder submit import publish handle handler verify confirm op sys oper check_user upd crt review reviewer modification creation upload push cancel revoke accept deal_person assess submission lastmodified',
    short: 'gxr xgr spr cj gx xg rk cz sh sp jb gxdw cjdw tjr',
  },
  {
    id: 'lowIncome',
    zh: '低保 最低生活保障 救助 保障 城乡低保 农村低保 城市低保 低收入 特困供养 特困',
    en: 'low_income low_insured dibao relief allowance',
    short: 'db',
  },
  { id: 'disability', zh: '残疾 伤残', en: 'disability disabled disable deformity handicap idt', short: 'cj' },
  { id: 'birth', zh: '出生 出生地', en: 'birth_place birth born', short: 'csd' },
]
