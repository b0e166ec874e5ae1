import { expect, test } from 'vitest'
import { tempFolder } from '../../test/fixtures/temp-folder.ts'
import { jsonLines } from './jsonl.ts'

const write = tempFolder()
let count = 0
const linesOf = async (content: string) => {
  count += 1
  const path = write(`${count}.jsonl`, content)
  const lines = []
  for await (const line of jsonLines(path, 'x.jsonl', { name: 'utf-8', markBytes: 0 })) lines.push(line)
  return lines.map(({ number, value, problem }) => [number, value ?? problem?.code])
}

test('one object per line; a bad line is that line’s problem', async () => {
  expect(await linesOf('{"a":1}\r\n\n{"a":\n[1]\nnull\n{"a":0}')).toEqual([
    [1, { a: 1 }],
    [3, 'line_not_json'],
    [4, 'line_not_json'],
    [5, 'line_not_json'],
    [6, { a: 0 }],
  ])
})

test.each(['{"id":110105194912310021}', '{"list":[1, 110105194912310021]}', '{"id":1.10105194912310021e17}'])(
  'a number that JSON.parse would round is refused: %s',
  async (line) => expect(await linesOf(line)).toEqual([[1, 'line_number_damaged']]),
)

test('long numbers in texts and long fractions are fine', async () => {
  const line = '{"id":"110105194912310021","share":0.30000000000000004,"note":"1, 110105194912310021"}'
  expect(await linesOf(line)).toEqual([[1, JSON.parse(line)]])
})

test.each(['{"__proto__":{"admin":true}}', '{"a":{"\\u005f_proto__":1}}'])('%s is refused', async (line) => {
  expect(await linesOf(line)).toEqual([[1, 'line_not_json']])
})

test('a line without an end is not held in memory', async () => {
  expect(await linesOf(`{"a":1}\n${'x'.repeat(9_000_000)}\n{"a":2}`)).toEqual([
    [1, { a: 1 }],
    [2, 'line_too_long'],
    [3, { a: 2 }],
  ])
})
