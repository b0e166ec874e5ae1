/**
 * Public health services. The groups are those of 《国家基本公共卫生服务规范（第三版）》 that are visited at home; people with severe
 * mental disorders and infectious diseases are left out on purpose. The codes are words of our own.
 */
import { defineCodes } from '../../src/form/index.ts'

export const followUpGroupCodes = defineCodes({
  name: 'follow-up-group',
  title: { zh: '随访人群', en: 'Group followed up' },
  source: '《国家基本公共卫生服务规范（第三版）》；代码为本项目自定',
  year: 2017,
  codes: [
    { code: 'hypertension', zh: '高血压患者', en: 'Hypertension', aliases: ['高血压'] },
    { code: 'diabetes', zh: '2型糖尿病患者', en: 'Type 2 diabetes', aliases: ['糖尿病'] },
    { code: 'elderly', zh: '老年人', en: 'Aged 65 and over', aliases: ['65岁以上老年人'] },
    { code: 'pregnant', zh: '孕产妇', en: 'Pregnant women and new mothers' },
    { code: 'child', zh: '0至6岁儿童', en: 'Children up to 6', aliases: ['儿童'] },
  ],
})

export const followUpWayCodes = defineCodes({
  name: 'follow-up-way',
  title: { zh: '随访方式', en: 'Way of the follow-up' },
  source: '《国家基本公共卫生服务规范（第三版）》；代码为本项目自定',
  year: 2017,
  codes: [
    { code: 'clinic', zh: '门诊', en: 'At the clinic' },
    { code: 'home', zh: '家庭', en: 'At home', aliases: ['入户', '上门'] },
    { code: 'telephone', zh: '电话', en: 'By telephone' },
  ],
})

export const followUpOutcomeCodes = defineCodes({
  name: 'follow-up-outcome',
  title: { zh: '随访结果', en: 'Outcome of the follow-up' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'controlled', zh: '控制满意', en: 'Under control', aliases: ['正常'] },
    { code: 'uncontrolled', zh: '控制不满意', en: 'Not under control' },
    { code: 'side-effects', zh: '不良反应', en: 'Side effects' },
    { code: 'complications', zh: '并发症', en: 'Complications' },
    { code: 'referred', zh: '转诊', en: 'Referred' },
  ],
})
