import { expect, test } from 'vitest'
import { optionalPackage } from './optional-package.ts'

// A name that nothing resolves, hidden from the type checker.
const missing = 'yibiao-not-installed'

test('a missing package is named with the command that installs it', async () => {
  const load = () => import(/* @vite-ignore */ `${missing}`)
  await expect(optionalPackage(missing, load)).rejects.toMatchObject({
    code: 'settings',
    problems: [{ code: 'package_missing', params: { package: missing, command: `npm install ${missing}` } }],
  })
})

test('what is missing inside a package, and every other fault, is told as it is', async () => {
  await expect(optionalPackage('another', () => import(/* @vite-ignore */ `${missing}`))).rejects.toThrow(missing)
  await expect(optionalPackage('x', () => Promise.reject(new RangeError('broken')))).rejects.toThrow(RangeError)
})

test('an installed one is itself', async () => {
  const { sm3 } = await optionalPackage('sm-crypto-v2', () => import('sm-crypto-v2'))
  expect(sm3('abc')).toMatch(/^66c7f0f4/)
})
