/**
 * The vocabulary: what a field of a grassroots list can be about, whoever's list it is.
 *
 * 106 concepts, counted by hand over 41 field lists of village, community, civil-affairs, police and health systems.
 * `core`: labelled in at least 4 of them, or the key of a record type. How they are meant:
 * - `person.*` is only the subject of the record. Owner, agent, visitor, guardian and spouse have concepts of their own
 *   or none; where the subject is a household, its head's name and number are `household.head…`.
 * - 家庭住址, 现住址 and 居住地址 are one concept, `household.address`; 户籍地址 is `person.domicileAddress`.
 * - 填报, 录入, 登记, 建档 are `record.*`; 创建, 修改, 更新 belong to the system and have none.
 * - Dates, amounts and flags *about* a fact have none; only the fact itself has.
 * - Hazards, disputes and grid events share `event.*`; 走访, 随访, 巡查 are `visit.*`.
 */
import type { Text } from '../../../base/text.ts'

export interface Concept {
  readonly id: string
  readonly title: Text
  readonly core: boolean
}

const of = (id: string, zh: string, en: string, tier: 'core' | 'extended'): Concept => ({
  id,
  title: { zh, en },
  core: tier === 'core',
})

export const concepts: readonly Concept[] = [
  of('person.name', '姓名', 'Full name', 'core'),
  of('person.formerName', '曾用名', 'Former name', 'extended'),
  of('person.idType', '证件类型', 'ID document type', 'core'),
  of('person.idNumber', '证件号码(公民身份号码)', 'ID document number', 'core'),
  of('person.gender', '性别', 'Gender', 'core'),
  of('person.birthDate', '出生日期', 'Date of birth', 'core'),
  of('person.age', '年龄', 'Age', 'extended'),
  of('person.ethnicity', '民族', 'Ethnic group', 'core'),
  of('person.nationality', '国籍', 'Nationality', 'core'),
  of('person.nativePlace', '籍贯', 'Native place (ancestral)', 'extended'),
  of('person.politicalStatus', '政治面貌', 'Political status', 'core'),
  of('person.education', '文化程度/学历', 'Education level', 'core'),
  of('person.studentStatus', '在校生状况', 'School enrolment status', 'core'),
  of('person.maritalStatus', '婚姻状况', 'Marital status', 'core'),
  of('person.healthStatus', '健康状况', 'Health status', 'core'),
  of('person.bloodType', '血型', 'Blood type', 'extended'),
  of('person.religion', '宗教信仰', 'Religion', 'extended'),
  of('person.militaryService', '兵役状况', 'Military service', 'extended'),
  of('person.occupation', '职业', 'Occupation', 'core'),
  of('person.employer', '工作单位/服务处所', 'Employer or school', 'core'),
  of('person.laborSkill', '劳动技能', 'Labour capability', 'extended'),
  of('person.phone', '联系电话/手机', 'Phone of the subject', 'core'),
  of('person.email', '电子邮件', 'E-mail', 'extended'),
  of('person.photo', '照片', 'Photo', 'extended'),
  of('person.category', '人员类型/人口类别', 'Person category', 'extended'),
  of('person.hukouType', '户口性质/户籍类型', 'Household-registration type', 'extended'),
  of('person.policeStation', '户籍派出所', 'Police station of registration', 'extended'),
  of('person.domicileAddress', '户籍地址', 'Registered (hukou) address', 'core'),
  of('person.domicileRegion', '户籍地行政区划', 'Registered (hukou) region', 'core'),
  of('person.bankAccount', '银行卡号', 'Bank account', 'extended'),
  of('person.deathDate', '死亡日期', 'Date of death', 'extended'),
  of('person.medicalInsurance', '基本医疗保险参保', 'Basic medical insurance', 'core'),
  of('person.pensionInsurance', '基本养老保险参保', 'Basic pension insurance', 'core'),
  of('person.criticalIllnessInsurance', '大病保险参保', 'Critical-illness insurance', 'extended'),
  of('contact.name', '(紧急)联系人姓名', 'Contact person name', 'core'),
  of('contact.phone', '(紧急)联系人电话', 'Contact person phone', 'core'),
  of('household.number', '户编号/户号', 'Household number', 'core'),
  of('household.headName', '户主姓名', 'Head of household name', 'core'),
  of('household.headIdNumber', '户主证件号码', 'Head of household ID', 'core'),
  of('household.relationToHead', '与户主关系', 'Relation to head', 'core'),
  of('household.size', '家庭人口数', 'Household size', 'core'),
  of('household.type', '户类型/户属性', 'Household type', 'extended'),
  of('household.phone', '户联系电话/家庭电话', 'Household phone', 'core'),
  of('household.address', '家庭住址/现住址', 'Home (current) address', 'core'),
  of('household.income', '家庭收入', 'Household income', 'extended'),
  of('household.perCapitaIncome', '人均(纯)收入', 'Per-capita income', 'extended'),
  of('region.province', '省', 'Province', 'core'),
  of('region.city', '市(州)', 'City', 'core'),
  of('region.county', '县(市、区)', 'County', 'core'),
  of('region.township', '乡镇(街道)', 'Township / sub-district', 'core'),
  of('region.village', '行政村(社区)', 'Village / community', 'core'),
  of('region.group', '村民小组/自然村(屯)', 'Village group / hamlet', 'core'),
  of('region.grid', '所属网格', 'Grid cell', 'core'),
  of('location.longitude', '经度', 'Longitude', 'core'),
  of('location.latitude', '纬度', 'Latitude', 'core'),
  of('house.code', '房屋编号', 'House code', 'extended'),
  of('house.address', '房屋地址', 'House address', 'extended'),
  of('house.building', '楼栋/建筑物名称', 'Building', 'core'),
  of('house.unit', '单元号', 'Unit / entrance', 'extended'),
  of('house.floor', '楼层', 'Floor', 'extended'),
  of('house.room', '门牌号/房间号', 'Door plate / room number', 'core'),
  of('house.type', '房屋类型', 'House type', 'core'),
  of('house.usage', '房屋用途', 'House usage', 'extended'),
  of('house.area', '建筑(居住)面积', 'Floor area', 'core'),
  of('house.ownerName', '房主/业主姓名', 'Owner name', 'extended'),
  of('house.ownerIdNumber', '房主/业主证件号', 'Owner ID', 'extended'),
  of('house.ownerPhone', '房主/业主电话', 'Owner phone', 'extended'),
  of('residence.moveInDate', '入住/迁入/流入日期', 'Move-in date', 'core'),
  of('residence.moveOutDate', '迁出/撤离日期', 'Move-out date', 'extended'),
  of('residence.reason', '暂住/流入事由', 'Reason of residence', 'extended'),
  of('residence.placeType', '暂住处所类别', 'Type of temporary dwelling', 'extended'),
  of('welfare.isLowIncome', '是否低保', 'Receives minimum living allowance', 'core'),
  of('welfare.certificateNumber', '低保证号', 'Allowance certificate number', 'extended'),
  of('welfare.amount', '救助(保障)金额', 'Allowance amount', 'core'),
  of('welfare.povertyReason', '致贫原因', 'Cause of poverty', 'core'),
  of('welfare.disabilityCertNumber', '残疾证号', 'Disability certificate number', 'extended'),
  of('welfare.disabilityType', '残疾类别', 'Disability type', 'core'),
  of('welfare.disabilityLevel', '残疾等级', 'Disability level', 'extended'),
  of('party.memberType', '党员类型/党内状态', 'Party member type', 'extended'),
  of('party.joinDate', '入党时间', 'Party joining date', 'core'),
  of('party.orgName', '所属党组织', 'Party organisation', 'extended'),
  of('event.code', '事件/隐患/纠纷编号', 'Event number', 'extended'),
  of('event.title', '事件/隐患名称(主题)', 'Event title', 'core'),
  of('event.type', '事件/隐患类型', 'Event type', 'core'),
  of('event.content', '内容/情况描述/发现的问题', 'Event description', 'core'),
  of('event.occurredAt', '发生(发现)时间', 'Occurrence or finding time', 'core'),
  of('event.place', '发生地点/位置', 'Place', 'core'),
  of('event.peopleCount', '涉及人数', 'People involved (count)', 'core'),
  of('event.severity', '规模/紧急/隐患等级', 'Severity', 'core'),
  of('event.status', '状态', 'Status of the event', 'extended'),
  of('event.result', '处理结果/反馈', 'Result', 'extended'),
  of('event.partyName', '当事人/涉及人员', 'Person(s) involved', 'core'),
  of('event.partyIdNumber', '当事人证件号', 'ID of person involved', 'extended'),
  of('responsible.name', '责任人姓名', 'Responsible person', 'core'),
  of('responsible.phone', '责任人电话', 'Responsible person phone', 'extended'),
  of('visit.date', '走访/随访/巡查日期', 'Visit date', 'core'),
  of('visit.staff', '走访/随访/巡查人', 'Visitor (staff)', 'core'),
  of('visit.content', '走访/随访记录', 'Visit note', 'extended'),
  of('org.uscc', '统一社会信用代码', 'Unified social credit code', 'extended'),
  of('org.address', '单位地址', 'Organisation address', 'extended'),
  of('record.period', '数据日期/年度', 'Statistical period', 'extended'),
  of('record.reporterName', '填报人/录入人/建档人', 'Reporter', 'core'),
  of('record.reporterOrg', '填报单位/录入机构/建档机构', 'Reporting unit', 'core'),
  of('record.reportDate', '填报/登记/录入日期', 'Reporting date', 'core'),
  of('record.remark', '备注', 'Remark', 'core'),
  of('record.attachments', '附件/图片', 'Attachments', 'extended'),
]

/** By id. */
export const conceptOf: ReadonlyMap<string, Concept> = new Map(concepts.map((concept) => [concept.id, concept]))
