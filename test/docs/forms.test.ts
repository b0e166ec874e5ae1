/** docs/forms says what the forms say today. `npm run docs` writes it anew. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as codes from '../../schemas/codes/index.ts'
import { forms } from '../../schemas/index.ts'
import type { CodeList } from '../../src/form/index.ts'
import { projectDir } from '../lint/lint-samples.ts'
import { formPages } from './form-pages.ts'

const folder = join(projectDir, 'docs/forms')
const lists = (Object.values(codes) as readonly object[]).filter((value): value is CodeList => 'codes' in value)
const pages = formPages(forms, lists)

test.each([...pages])('%s has nothing out of date', async (file, text) => {
  await expect(text).toMatchFileSnapshot(join(folder, file))
})

test('has no page of a form that is gone', () => {
  expect(readdirSync(folder).filter((file) => !pages.has(file))).toEqual([])
})
