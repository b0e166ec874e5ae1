/**
 * Words that many things have (a type, a number, a date), words that say nothing, and whole facts that the vocabulary
 * leaves out on purpose. General knowledge.
 */
import type { Words } from './words.ts'

/** Facets of whatever holds them: 类型 is an event's type here and a household's there. */
export const facetWords: readonly Words[] = [
  {
    id: 'code',
    zh: '编号 编码 代码 号 号码 id code 标识 序列号 代号 流水号 编号id 唯一标识 统一编号 信息编号 档案编号',
    en: 'code no num number id key sn bh uuid',
    short: 'bh bm dm hm',
  },
  {
    id: 'title',
    zh: '名称 name 标题 主题 题目 全称 简称 名',
    en: 'title name subject topic theme mc names',
    short: 'mc bt',
  },
  {
    id: 'type',
    zh: '类型 类别 种类 性质 分类 大类 小类 属性 类 类型代码 一级类型 二级类型 主类型 子类型 所属类别 一级分类 二级分类',
    en: 'type kind category class sort classification types property nature',
    short: 'lx lb zl xz fl',
  },
  { id: 'status', zh: '状态 阶段 进度', en: 'status state stage progress condition', short: 'zt qk zk' },
  { id: 'level', zh: '等级 级别 程度 规模 档次', en: 'level grade degree scale rank rate', short: 'dj jb cd' },
  {
    id: 'date',
    zh: '时间 日期 日期时间 时间日期 年月 年月日 时刻 开始时间 起始时间',
    en: 'date time day datetime at',
    short: 'sj rq',
  },
  { id: 'count', zh: '数量 总数 个数 次数 总人数', en: 'count total sum quantity amount_of', short: 'rs sl zs' },
  {
    id: 'address',
    zh: '地址 详细地址 详址 门牌地址 所在地址 地址详情 地址描述 详细住址 街路巷 街道门牌 地址信息 具体住址',
    en: 'address addr detail_address full_address detailed_address address_detail add detail_addr location_address address_info',
    short: 'dz xxdz',
  },
  {
    id: 'content',
    zh: '内容 记录 情况记录 描述 简述 概述 情况 情况描述 详情 结果记录 明细',
    en: 'content detail details record description desc describe log note_content info_content',
    short: 'nr jl ms',
  },
  { id: 'described', zh: '描述 说明 详述 文字说明', en: 'desc text' },
  { id: 'brief', zh: '简介 概况介绍 简要介绍 介绍', en: 'synopsis brief introduction intro' },
  { id: 'result', zh: '结果 结论 反馈 意见', en: 'result results feedback conclusion', short: '' },
  {
    id: 'staff',
    zh: '人 人员 员 者 干部 医生 人名称 工作人员 责任医生 专员 医师 人员名称',
    en: 'by man staff user person er people operator worker',
    short: 'r ry',
  },
  {
    id: 'unit',
    zh: '单位 机构 部门 机关 组织 单位名称 机构名称 部门名称 单位部门',
    en: 'unit org dept department organization organ agency office institution company',
    short: 'dw jg',
  },
  { id: 'flag', zh: '标志 标识位 标志位 标记', en: 'flag', short: '' },
  { id: 'amount', zh: '金额 标准 资金 款', en: 'amount money fee standard', short: 'je' },
  { id: 'size', zh: '面积 建筑面积 使用面积', en: 'area size acreage', short: 'mj' },
  {
    id: 'part',
    zh: '区划 行政区划 区域 行政区 辖区 地区 行政区域 省市县 省市区 省市县区 省市区县 区划代码 行政区划代码 省市县乡',
    en: 'region area_code division region_code district_code administrative_division',
    short: 'qh xzqh xzqhdm qhdm',
  },
  { id: 'reason', zh: '原因 事由 理由', en: 'reason cause', short: 'yy sy' },
  { id: 'purpose', zh: '用途', en: 'usage use purpose', short: 'yt' },
  { id: 'whether', zh: '是否 有无 是否为 是否属于 能否', en: 'is has whether if' },
  { id: 'relation', zh: '关系 与本人关系', en: 'relation relationship rel', short: 'gx' },
]

/** Words that change nothing. A blank at the start or end of a Chinese label counts as none. */
export const fillerWords: Words = {
  id: 'filler',
  zh: '的 所属 所在 归属 所处 目前 现 现在 当前 详细 具体 基本 主要 本 您的 其 请填写 请输入 请选择 填写 选择 输入 信息 之 该 在 为 隶属 本地 全部 原 有效 一级 二级 三级 第一 第二 最新 个人基本 所有 或者 或 及 和 与 数据 管理 归口 负责 属地 所管 系统内 实际 常用 地 中文 基础 现有 文本 字典 值 参加 参保 享受 城乡居民 城镇职工 城镇居民 农村居民 城乡 城镇 农村 居民 职工 城市 新型 社会 情况 状况 待遇 参与 纳入 购买 缴纳 已参加',
  en: 'the of to my info information base basic detail main first second third belong current present now actual full new cn zh text str value dict label field data my_own in local full_text sub own flag_is town t f c v col their other',
  short: 'ss sz',
}

/**
 * What a list asks and the vocabulary has no word for. Named here so that a near word can't take them: 工作地点 is no
 * employer, 学号 no id number.
 */
export const nothingWords: Words = {
  id: 'nothing',
  zh: '序号 主键 主键id 自增id 自增主键 排序 排序号 顺序号 租户id 租户 租户号 删除标志 删除标记 逻辑删除 版本号 乐观锁 机构id 部门id 用户id 用户名 密码 账户名 就业状况 就业状态 就业情况 从业状况 工作状态 务工状态 工作地点 务工地点 务工时间 工作地址 就业地点 务工地 工作时间 参加工作时间 参加工作日期 出生地 出生地点 出生医学证明编号 身高 体重 体温 血压 学位 专业 毕业院校 毕业学校 毕业时间 入学时间 年级 班级 学号 学籍号 学籍 职务 职称 技术职称 特长 爱好 邮编 邮政编码 微信 微信号 qq qq号 车牌号 车辆 传真 网址 开户银行 开户行 银行名称 户名 开户名 开户姓名 账户名称 人编号 人员编号 个人编号 人员id 成员id 健康码 健康码颜色 健康码状态 健康档案编号 档案号 档案编号 小区 小区名称 所属小区 片区 所属片区 路 街路巷 街巷 机构 部门 所属部门 所属机构 组织机构 组织机构代码 房屋结构 建筑结构 住房结构 建筑年代 建成年份 建造年代 建房时间 总楼层 总层数 楼层数 层数 总楼层数 单元数 户数 总户数 房间数 居室数 间数 租金 产权证号 房产证号 不动产权证号 租赁合同编号 合同编号 租赁期限 居住证号 暂住证号 居住证编号 家庭结构 家庭情况 家庭成员情况 特殊人群 特殊属性 特殊人群类型 家庭困难情况 家庭成员 主要家庭成员 转正日期 转正时间 党内职务 党费 党龄 缴费金额 缴费年限 保障类别 保障类型 救助类型 救助类别 低保类型 低保类别 低保等级 低保人数 审批状态 审核状态 审核意见 审批意见 数据来源 来源 信息来源 数据状态 是否有效 有效标志 有效期 有效期限 证件有效期 有效期止 有效期起 发证日期 发证机关 签发机关 签发日期 起始日期 截止日期 开始日期 结束日期 开始时间 结束时间 受理时间 受理日期 办结时间 办结日期 整改期限 整改时限 完成时间 结案时间 处理时间 处理人 办理人 处理单位 办理单位 经办人 经办机构 经办日期 经办时间 责任单位 管辖单位 主管部门 主管单位 帮扶单位 经纬度 坐标 坐标系 定位 地图坐标 位置坐标 与监护人关系 监护人关系 与房主关系 与业主关系 与房东关系 与联系人关系 联系人关系 与紧急联系人关系 与本人关系 与申请人关系 与残疾人关系 关系 子女数 子女数量 劳动力人数 务工人数 在校人数 户籍地邮编 外文姓名 英文姓名 姓名拼音 英文名 姓名全拼 微信昵称 昵称 医疗费用支付方式 医疗救助 商业保险 失业保险 工伤保险 生育保险 签名 电子签名 二维码 颜色 图标 单位性质 单位类型 行业 行业类别 行业类型 经营范围 企业名称 企业类型 公司名称 商铺名称 店铺名称 场所名称 场所类型 机构名称 单位代码 机构代码 证件有效期限 备用字段 预留字段 扩展字段 疫苗 疫苗名称 积分 得分 分数 走访类型 走访方式 走访次数 随访方式 巡查类型 建档类型 常住类型 居住状况 居住情况 居住状态 人户一致 人户分离 是否人户一致 是否户主 是否党员 是否残疾 是否残疾人 是否健在 是否死亡 是否空巢 是否独居 是否孤寡 是否外出 是否常住 户籍变动 与户籍地一致 上户时间 落户时间 国内外 学历学位 死亡原因 慢性病 疾病 患病情况 疾病史 既往病史 过敏史 药物过敏史 患病类型 疾病名称 家族史 遗传病史 身体残疾 生活自理能力 自理能力 服务内容 服务类型 补贴标准 补贴面积 耕地面积 承包面积 林地面积 开始享受时间 享受时间 参保时间 参保日期 参保状态 参保地 参保类型 缴费状态 流动范围 流出地 流入地 来源地 流入地址 流出原因 外出地点 外出时间 返乡时间 人均住房面积 人均面积 宅基地面积 占地面积 土地面积 拟居住时间 预计离开时间 拟居住期限 注销标志 注销日期 联系地址邮编 监护情况 工作简历 简历 服务意向 承包地块 补助标准 是否危房 危房等级 评残日期 家庭医生 签约日期',
  en: 'record_id rec_id record_no record_status tenant_id user_id dept_id org_id sort order_num order_no del_flag is_deleted version password username user_name login_name seq row_no rownum index serial_version_uid ext extra tenant deleted enabled sort_no degree major school_year grade_class zip zip_code postcode post_code postal_code wechat qq plate_no height weight title_of_job job_title duty_title birth_place birthplace fax url website bank_name bank_branch opening_bank data_source source effective_date expiry_date expire_date start_date end_date start_time end_time begin_time deadline issue_date valid_date coordinates lnglat position_info score total_score vaccine_name vaccine_code batch_number dose_number flag status_flag parent_id pid parent_ids dept_name dept org_code org_name org_full_name device_id openid session_id batch_no batch_id qr_code icon color token sign signature process_instance_id template_id',
  short: 'xh zj yzbm zw xjh khyh khh ywid pxh scbz shzt czsj rksj gxsj cjsj xgsj sxh jlbh xxly sjly shr spr shrq',
}
