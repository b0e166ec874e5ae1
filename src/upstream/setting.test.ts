import { expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { type AdapterKind, readSettings, type Secret, secretSetting, setting } from './adapter.ts'
import { settingMeta } from './setting.ts'
import { settingRows } from './setting-rows.ts'

const settings = z.strictObject({
  password: setting(secretSetting, { zh: '密码', en: 'Password' }),
  timeoutMs: setting(z.int().default(30), { zh: '最长多久', en: 'Longest wait', unit: 'ms' }),
  folder: setting(z.string().exactOptional(), { zh: '目录', en: 'Folder', fromEnvironment: true }),
})
const kind: AdapterKind<z.input<typeof settings>> = {
  name: 'chat',
  title: { zh: '群', en: 'Group' },
  settings,
  create: () => {
    throw new TypeError('not made here')
  },
}

test('a secret keeps being one under another meaning, and the shared schema stays as it was', () => {
  expect(settingMeta(settings.shape.password)).toEqual({ zh: '密码', en: 'Password', secret: true })
  expect(settingMeta(secretSetting)).toMatchObject({ zh: expect.stringContaining('机密') })
})

test('rows tell meaning, unit, default and what comes from the environment', () => {
  const common = { secret: false, fromEnvironment: false }
  expect(settingRows(kind)).toEqual([
    { ...common, name: 'password', meaning: { zh: '密码', en: 'Password' }, required: true, secret: true },
    {
      ...common,
      name: 'timeoutMs',
      meaning: { zh: '最长多久', en: 'Longest wait' },
      required: false,
      default: '30',
      unit: 'ms',
    },
    { ...common, name: 'folder', meaning: { zh: '目录', en: 'Folder' }, required: false, fromEnvironment: true },
  ])
  expect(() => settingRows({ ...kind, settings: z.strictObject({ plain: z.string() }) })).toThrow(
    'plain has no meaning',
  )
})

test('a secret written out is a compile error and a refusal that does not quote it', () => {
  expectTypeOf<'geheim'>().not.toExtend<Secret>()
  expectTypeOf<'${NAME}'>().toExtend<Secret>()
  for (const password of ['geheim', '$NAME', '${1}', '${A}${B}', 7, null]) {
    expect(() => readSettings('chat', settings, { password })).toThrow(
      /^Setting password: a secret is written as \$\{NAME\}/,
    )
  }
  expect(readSettings('chat', settings, { password: '${NAME}' })).toEqual({ password: '${NAME}', timeoutMs: 30 })
})
