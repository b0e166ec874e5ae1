/** Parts of a `form.json`: what it names of other forms, and how its older records become new ones. */
import { z } from 'zod'
import { setting } from '../upstream/index.ts'

export const Name = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens, a letter first')

export const ReferenceFile = z.strictObject({
  key: setting(z.string().min(1), { zh: '主键所在的字段', en: 'The field that holds the key' }),
  form: setting(Name, { zh: '所指表单的名称', en: 'Name of the form whose record it is' }),
  mode: setting(z.enum(['follow', 'freeze']), {
    zh: 'follow：对方变更随之更新；freeze：保留当时',
    en: 'follow: changes over there are reported from here too; freeze: what was true then is kept',
  }),
})

export const UpgradeFile = z.strictObject({
  rename: setting(z.record(z.string(), z.string().min(1)).optional(), {
    zh: '改了名的字段：旧名: 新名',
    en: 'Fields that have another name now, by the old one',
  }),
  remove: setting(z.array(z.string()).optional(), { zh: '不再有的字段', en: 'Fields that are no more' }),
})
