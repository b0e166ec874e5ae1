/** Houses and who lives in them how. No national list is in use for these; the codes are words of our own. */
import { defineCodes } from '../../src/form/index.ts'

export const houseTypeCodes = defineCodes({
  name: 'house-type',
  title: { zh: '房屋类型', en: 'Kind of house' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'self-built', zh: '自建房', en: 'Self-built', aliases: ['农村自建房', '农民自建房'] },
    { code: 'commercial', zh: '商品房', en: 'Commercial housing' },
    { code: 'public-rental', zh: '公租房', en: 'Public rental housing', aliases: ['公共租赁住房'] },
    { code: 'resettlement', zh: '安置房', en: 'Resettlement housing', aliases: ['易地搬迁安置房'] },
    { code: 'unit', zh: '单位房', en: 'Employer’s housing', aliases: ['单位宿舍'] },
    { code: 'commercial-premises', zh: '商业用房', en: 'Business premises', aliases: ['门面', '店铺'] },
    { code: 'industrial', zh: '厂房仓库', en: 'Workshop or store', aliases: ['厂房', '仓库'] },
    { code: 'other', zh: '其他', en: 'Other' },
  ],
})

export const houseUsageCodes = defineCodes({
  name: 'house-usage',
  title: { zh: '房屋用途', en: 'Usage of the house' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'own', zh: '自住', en: 'Lived in by the owner' },
    { code: 'rented', zh: '出租', en: 'Rented out', aliases: ['出租居住'] },
    { code: 'lent', zh: '借住', en: 'Lent' },
    { code: 'vacant', zh: '空置', en: 'Vacant', aliases: ['空闲', '闲置'] },
    { code: 'business', zh: '经营', en: 'Business', aliases: ['商用'] },
    { code: 'mixed', zh: '住宅兼经营', en: 'Dwelling and business', aliases: ['住改商'] },
    { code: 'office', zh: '办公', en: 'Office' },
  ],
})

export const houseStructureCodes = defineCodes({
  name: 'house-structure',
  title: { zh: '房屋结构', en: 'Structure of the house' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'steel', zh: '钢结构', en: 'Steel' },
    { code: 'reinforced-concrete', zh: '钢筋混凝土', en: 'Reinforced concrete', aliases: ['框架', '钢混'] },
    { code: 'brick-concrete', zh: '砖混', en: 'Brick and concrete', aliases: ['砖混结构'] },
    { code: 'brick-timber', zh: '砖木', en: 'Brick and timber', aliases: ['砖木结构'] },
    { code: 'earth-timber', zh: '土木', en: 'Earth and timber', aliases: ['土木结构', '土坯'] },
    { code: 'other', zh: '其他', en: 'Other' },
  ],
})

/** Grades of the standard for dangerous houses; the letters are the standard’s own. */
export const dwellingSafetyCodes = defineCodes({
  name: 'dwelling-safety',
  title: { zh: '房屋安全等级', en: 'Safety grade of the house' },
  source: 'JGJ 125-2016',
  year: 2016,
  codes: [
    { code: 'A', zh: 'A级', en: 'Safe' },
    { code: 'B', zh: 'B级', en: 'Safe, single parts in danger' },
    { code: 'C', zh: 'C级', en: 'Partly dangerous', aliases: ['局部危房'] },
    { code: 'D', zh: 'D级', en: 'Dangerous as a whole', aliases: ['整体危房'] },
  ],
})

export const residenceReasonCodes = defineCodes({
  name: 'residence-reason',
  title: { zh: '居住事由', en: 'Reason of residence' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'work', zh: '务工', en: 'Work', aliases: ['务工经商', '打工'] },
    { code: 'business', zh: '经商', en: 'Business' },
    { code: 'study', zh: '就学', en: 'Study', aliases: ['上学', '学习培训'] },
    { code: 'family', zh: '投靠亲友', en: 'With family', aliases: ['投亲', '随迁'] },
    { code: 'medical', zh: '治病疗养', en: 'Medical treatment', aliases: ['就医'] },
    { code: 'retirement', zh: '养老', en: 'Retirement' },
    { code: 'housing', zh: '购房', en: 'Bought a home' },
    { code: 'other', zh: '其他', en: 'Other' },
  ],
})

export const residencePlaceCodes = defineCodes({
  name: 'residence-place',
  title: { zh: '居住处所类型', en: 'Kind of dwelling' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'rented', zh: '租赁房屋', en: 'Rented', aliases: ['出租房', '租房'] },
    { code: 'own', zh: '自购房屋', en: 'Own home', aliases: ['自有住房'] },
    { code: 'employer', zh: '单位内部', en: 'At the employer’s', aliases: ['单位宿舍'] },
    { code: 'site', zh: '工地现场', en: 'Building site', aliases: ['工地'] },
    { code: 'relatives', zh: '居民家中', en: 'With residents', aliases: ['亲友家', '借住'] },
    { code: 'hotel', zh: '旅店', en: 'Hotel' },
    { code: 'school', zh: '学校', en: 'School' },
    { code: 'other', zh: '其他', en: 'Other' },
  ],
})
