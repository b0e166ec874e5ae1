/** Where: divisions, addresses, positions. */
import { z } from 'zod'
import { type DivisionFault, divisionFault } from '../../src/base/checks/division-code.ts'
import { describeField } from '../../src/form/index.ts'
import { numberText } from './number-text.ts'
import { line } from './text.ts'

const DIVISION_FAULTS: Readonly<Record<DivisionFault, readonly [zh: string, en: string]>> = {
  shape: ['区划代码应为6位、9位或12位数字', 'A division code has 6, 9 or 12 digits.'],
  province: ['区划代码开头的省份不存在', 'The province at the start of the division code does not exist.'],
  order: ['区划代码中间缺了一级，请核对', 'A level is missing in the middle of the division code; please check it.'],
  'not-a-village': [
    '这是上一级的代码，请填写到村（社区）',
    'This is the code of a higher division; the village’s is needed.',
  ],
}
const VILLAGE_SHAPE = ['村（社区）代码应为12位数字', 'A village code has 12 digits.'] as const

/** A division of any level: 6 (GB/T 2260), 9 (township) or 12 digits (village, 统计用区划代码), checked by its structure. */
export const divisionCode = describeField(
  numberText((text) => {
    const fault = divisionFault(text)
    return fault && DIVISION_FAULTS[fault]
  }),
  {
    title: { zh: '区划代码', en: 'Division code' },
    hint: { zh: '6位、9位或12位区划代码', en: 'a division code of 6, 9 or 12 digits' },
    standard: 'GB/T 2260-2007',
    sensitivity: 'public',
    example: '509999',
  },
)

/** A village or community: 12 digits, checked by its structure. */
export const villageCode = describeField(
  numberText((text) => {
    const fault = divisionFault(text, { village: true })
    return fault === 'shape' ? VILLAGE_SHAPE : fault && DIVISION_FAULTS[fault]
  }),
  {
    title: { zh: '所属村（社区）代码', en: 'Village code' },
    hint: { zh: '12位统计用区划代码', en: 'a statistical division code of 12 digits' },
    standard: '统计用区划代码',
    sensitivity: 'public',
    example: '509999001001',
  },
)

/** An address in one line, as it is spoken. */
export const address = describeField(line(200), {
  title: { zh: '地址', en: 'Address' },
  sensitivity: 'personal',
  example: '示例市示例区示例路1号',
})

const part = (max: number, zh: string, en: string, example: string) =>
  describeField(line(max), { title: { zh, en }, sensitivity: 'personal', example }).optional()

/** An address in the parts of a standard address (标准地址), for offices that ask for them one by one. */
export const structuredAddress = describeField(
  z.strictObject({
    province: part(30, '省', 'Province', '示例省'),
    city: part(30, '市', 'City', '示例市'),
    county: part(30, '区县', 'County', '示例区'),
    township: part(50, '乡镇（街道）', 'Township', '示例镇'),
    village: part(50, '村（社区）', 'Village', '示例村'),
    group: part(50, '村民小组', 'Village group', '1组'),
    road: part(50, '街路巷', 'Road', '示例路'),
    plate: part(30, '门牌号', 'Door plate', '1号'),
    compound: part(50, '小区', 'Compound', '示例小区'),
    building: part(30, '楼栋', 'Building', '2栋'),
    unit: part(30, '单元', 'Unit', '1单元'),
    room: part(30, '房间号', 'Room', '301'),
  }),
  { title: { zh: '标准地址', en: 'Standard address' }, sensitivity: 'personal' },
)

/** A position names its coordinate system: the four in use differ by up to 700 m. */
export const position = describeField(
  z.strictObject({
    longitude: describeField(z.number().min(-180).max(180), {
      title: { zh: '经度', en: 'Longitude' },
      concept: 'location.longitude',
      aliases: ['经纬度（经度）', 'lng', 'lon'],
      sensitivity: 'personal',
      example: 106.55,
    }),
    latitude: describeField(z.number().min(-90).max(90), {
      title: { zh: '纬度', en: 'Latitude' },
      concept: 'location.latitude',
      aliases: ['维度', '经纬度（纬度）', 'lat'],
      sensitivity: 'personal',
      example: 29.56,
    }),
    system: describeField(z.enum(['WGS84', 'GCJ-02', 'BD-09', 'CGCS2000']), {
      title: { zh: '坐标系', en: 'Coordinate system' },
      sensitivity: 'public',
      example: 'CGCS2000',
    }),
  }),
  { title: { zh: '位置', en: 'Position' }, sensitivity: 'personal' },
)
