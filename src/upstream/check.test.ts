/** One upstream against both ends, with the files it came from. */
import { expect, test } from 'vitest'
import { tinyUpstream } from '../../test/fixtures/tiny-upstream.ts'
import { MappingError } from '../base/errors.ts'
import type { Finding } from '../base/finding.ts'
import { defineContract } from '../contract/index.ts'
import { createGateway } from '../gateway/index.ts'
import { checkUpstream } from './check.ts'

const files = { mapping: 'upstreams/tiny/mapping.json', contract: 'upstreams/tiny/contract.schema.json' }
const upstream = (more: object) => ({ ...tinyUpstream(), files, ...more })
const brief = ({ severity, file, pointer, code }: Finding) => `${severity} ${file}${pointer} ${code}`

test('mapping, condition and contract, errors first, each in its file', () => {
  const contract = defineContract({ properties: { id: { format: 'huh' }, xm: { maxLength: 4 } } })
  expect(checkUpstream(upstream({ contract, mapping: { id: 'code', xm: 'name' } })).map(brief)).toEqual([
    'warning upstreams/tiny/contract.schema.json/properties/id/format contract_finding',
    'note upstreams/tiny/mapping.json/xm mapping_length_unknown',
  ])
  const wrong = { mapping: { id: 'cod', xm: 'name' }, when: { path: 'nme', present: true } }
  expect(checkUpstream(upstream(wrong)).map(brief)).toEqual([
    'error upstreams/tiny/mapping.json/when/path mapping_path_unknown',
    'error upstreams/tiny/mapping.json/id mapping_path_unknown',
    'note upstreams/tiny/mapping.json/xm mapping_length_unknown',
  ])
})

test('a contract that can’t be read is one finding among the others', () => {
  const contract = defineContract({ properties: { id: { $ref: '#/no' } } }, { name: 'tiny' })
  expect(checkUpstream(upstream({ contract, mapping: { id: 'cod' } })).map(brief)).toEqual([
    'error upstreams/tiny/mapping.json/id mapping_path_unknown',
    'error upstreams/tiny/contract.schema.json/properties/id/$ref contract_invalid',
  ])
})

test('an upstream with an error never reaches delivery; the refusal names file and pointer', async () => {
  const open = createGateway({ ledger: 'memory:', upstreams: [upstream({ mapping: { id: 'code' } })] })
  await expect(open).rejects.toThrow(MappingError)
  await expect(open).rejects.toMatchObject({
    problems: [
      { code: 'mapping_property_missing', who: 'author', upstream: 'tiny', params: { pointer: '', given: 'xm' } },
    ],
    message: 'Mapping upstreams/tiny/mapping.json : the contract requires “xm”, and no rule gives it.',
  })
})
