/**
 * 单位: an enterprise, shop, institution or society in the place, known by its unified social credit code.
 */
import { z } from 'zod'
import { codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { organisationTypeCodes } from './codes/index.ts'
import { address, count, creditCode, isoDate, line, personName, phone, position } from './fields/index.ts'
import { gridCell, houseReference, remark, village } from './fields/shared.ts'
import type { House } from './house.ts'
import { notBefore } from './rules/conditions.ts'

const schema = z
  .strictObject({
    creditCode: describeField(creditCode, {
      title: { zh: '统一社会信用代码', en: 'Unified social credit code' },
      aliases: ['信用代码', '社会信用代码', '机构代码', 'tyshxydm', 'uscc'],
      concept: 'org.uscc',
    }),
    name: describeField(line(100), {
      title: { zh: '单位名称', en: 'Name of the organisation' },
      aliases: ['名称', '企业名称', '机构名称', '店铺名称', 'dwmc'],
      sensitivity: 'public',
      example: '示例农业专业合作社',
      concept: null,
    }),
    organisationType: describeField(codeSchema(organisationTypeCodes), {
      title: { zh: '单位类型', en: 'Kind of organisation' },
      aliases: ['单位性质', '企业类型', 'dwlx'],
      sensitivity: 'public',
      example: 'cooperative',
      concept: null,
    }).optional(),
    address: describeField(address, {
      title: { zh: '单位地址', en: 'Address' },
      aliases: ['经营地址', '注册地址', '地址', 'dwdz'],
      sensitivity: 'public',
      concept: 'org.address',
    }).optional(),
    villageCode: village.optional(),
    grid: gridCell.optional(),
    houseCode: houseReference.optional(),
    legalRepresentative: describeField(personName, {
      title: { zh: '法定代表人', en: 'Legal representative' },
      aliases: ['法人', '法人代表', '负责人', '经营者', '法人姓名'],
      example: '钱大测',
      concept: null,
    }).optional(),
    contactName: describeField(personName, {
      title: { zh: '联系人', en: 'Contact' },
      aliases: ['联系人姓名', '单位联系人'],
      example: '孙小测',
      concept: 'contact.name',
    }).optional(),
    contactPhone: describeField(phone, {
      title: { zh: '联系电话', en: 'Contact’s telephone' },
      aliases: ['联系人电话', '电话', '单位电话', '法人电话'],
      example: '13900000003',
      concept: 'contact.phone',
    }).optional(),
    business: describeField(line(200), {
      title: { zh: '经营范围', en: 'Business' },
      aliases: ['主营业务', '经营项目', '业态形式'],
      sensitivity: 'public',
      example: '农产品种植和销售',
      concept: null,
    }).optional(),
    employees: describeField(count(1_000_000), {
      title: { zh: '从业人数', en: 'Employees' },
      aliases: ['员工人数', '职工人数', '从业人员数'],
      sensitivity: 'public',
      example: 12,
      concept: null,
    }).optional(),
    partyMembers: describeField(count(100_000), {
      title: { zh: '党员人数', en: 'Party members' },
      aliases: ['党员数'],
      sensitivity: 'public',
      example: 3,
      concept: null,
    }).optional(),
    isFireKeyUnit: describeField(z.boolean(), {
      title: { zh: '是否消防重点单位', en: 'Key unit for fire safety' },
      aliases: ['消防重点单位'],
      sensitivity: 'public',
      example: false,
      concept: null,
    }).optional(),
    storesDangerousGoods: describeField(z.boolean(), {
      title: { zh: '是否存放危险物品', en: 'Stores dangerous goods' },
      aliases: ['是否涉危', '危险品'],
      sensitivity: 'public',
      example: false,
      concept: null,
    }).optional(),
    foundedOn: describeField(isoDate, {
      title: { zh: '成立日期', en: 'Founded on' },
      aliases: ['注册日期', '成立时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    closedOn: describeField(isoDate, {
      title: { zh: '注销（停业）日期', en: 'Closed on' },
      aliases: ['注销日期', '停业日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    position: describeField(position, {
      title: { zh: '单位位置', en: 'Position' },
      aliases: ['经纬度', '坐标', '定位', 'lnglat'],
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    payload.issues.push(
      ...notBefore(
        payload.value,
        'closedOn',
        'foundedOn',
        '注销日期不能早于成立日期',
        'The closing date must not be before the founding date.',
      ),
    )
  })

export interface Organisation extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface OrganisationReferents {
  readonly house: House
}

export const organisation: Form<Organisation, 'organisation', 'creditCode', OrganisationReferents> = defineForm({
  name: 'organisation',
  title: { zh: '单位', en: 'Organisation' },
  version: 1,
  key: ['creditCode'],
  references: {
    house: { key: 'houseCode', form: 'house', mode: 'follow' },
  },
  schema,
})
