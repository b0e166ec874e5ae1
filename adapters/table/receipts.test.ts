/** Receipts row by row, beside a folder; over SFTP they are read by the same code (sftp.test.ts). */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { encodeGb18030 } from 'yibiao/adapter'
import { memberOf, parcelContexts, stored } from '../../test/fixtures/send-context.ts'
import { type TableSettings, table } from './index.ts'

const root = mkdtempSync(join(tmpdir(), 'receipts-'))
afterAll(() => rmSync(root, { recursive: true }))
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(root, 'out-'))
  mkdirSync(join(folder, 'ack'))
})

const rows = { number: '行号', state: '结果', taken: ['成功'], text: '原因', field: '列' }
const receiptsOf = (more: Partial<typeof rows & { others: 'taken' }> = {}): TableSettings['receipts'] => ({
  taken: 'ack/{stem}.csv',
  refused: 'ack/{stem}.err',
  rows: { ...rows, ...more },
})

/** Three records in one file, and what the importer wrote about them. */
async function answered(receipt: string | Buffer | undefined, receipts = receiptsOf()) {
  const columns = [
    { header: '姓名', value: '/xm' },
    { header: '身份证号', value: '/sfzh' },
  ]
  const adapter = table({ folder, format: 'csv', maxRows: 10, columns, ...(receipts && { receipts }) })
  const members = [1, 2, 3].map((index) => memberOf({ xm: `测试${index}`, sfzh: `${index}` }, index))
  const contexts = parcelContexts()
  const message = stored(adapter.prepare(members))
  const sent = await adapter.send(message, contexts.next())
  const [first] = sent
  if (first?.state !== 'processing') throw new RangeError(first?.state)
  if (receipt !== undefined) writeFileSync(join(folder, `ack/${message.file.replace('.csv', '')}.csv`), receipt)
  return { adapter, outcomes: (await adapter.poll?.(first.ticket, contexts.next())) ?? [] }
}

test('each record has its own answer, at the column that is named; one that is not named is unknown', async () => {
  const { adapter, outcomes } = await answered(
    '\ufeff行号,结果,列,原因\r\n1,成功,,\r\n2,失败,身份证号,"校验位不对, 请核对"\r\n2,失败,姓名,重名\r\n',
  )
  expect(outcomes).toEqual([
    { state: 'delivered', reference: expect.stringMatching(/\.csv$/) },
    {
      state: 'rejected',
      who: 'reporter',
      faults: [
        { pointer: '/sfzh', upstreamCode: '失败', upstreamText: '校验位不对, 请核对' },
        { pointer: '/xm', upstreamCode: '失败', upstreamText: '重名' },
      ],
    },
    { state: 'unknown', detail: 'not-named' },
  ])
  expect(adapter.capabilities.batch).toEqual({ max: 10, atomic: false, answers: 'each' })
})

test('a list of the refused ones alone, in GB18030', async () => {
  const receipt = encodeGb18030('行号,结果,原因\n3,失败,年龄𠮷有误\n')
  const { outcomes } = await answered(receipt, receiptsOf({ others: 'taken' }))
  expect(outcomes.map(({ state }) => state)).toEqual(['delivered', 'delivered', 'rejected'])
  expect(outcomes[2]).toMatchObject({ faults: [{ upstreamText: '年龄𠮷有误' }] })
})

test.each([
  ['none yet', undefined, 'processing'],
  ['other columns', '序,结论\n1,成功\n', 'unknown'],
  ['no csv', '行号,结果\n1,"成功\n', 'unknown'],
  ['nothing in it', '', 'unknown'],
])('a receipt that says nothing (%s) settles nobody', async (_, receipt, state) => {
  const { outcomes } = await answered(receipt)
  expect(outcomes.map((outcome) => outcome.state)).toEqual([state, state, state])
})
