/** Conformance: every record once, however many pages they fill. */
import type { JsonObject } from '../../base/json.ts'
import type { Group } from './describe-adapter.ts'

// More than one page of whatever size tests are likely to set.
const RECORDS = 8

export function listGroup({ sample, expect, checkUnless }: Group): void {
  const none = sample.list ? undefined : 'no list'

  checkUnless(none, 'all of them, each once', async (scene) => {
    for (let index = 0; index < RECORDS; index++) await scene.deliverOne(scene.member(index))
    const listed: JsonObject[] = []
    for await (const row of scene.adapter.list?.(scene.context) ?? []) listed.push(row)
    expect(listed.length).toBe(RECORDS)
    const payloads = Array.from({ length: RECORDS }, (_, index) => scene.payload(index))
    // A row may show more than was sent: its own id, times.
    const shown = listed.map((row, index) =>
      Object.fromEntries(Object.keys(payloads[index] ?? {}).map((property) => [property, row[property]])),
    )
    expect(shown).toEqual(payloads)
  })

  checkUnless(none, 'none of none', async (scene) => {
    const listed: JsonObject[] = []
    for await (const row of scene.adapter.list?.(scene.context) ?? []) listed.push(row)
    expect(listed).toEqual([])
  })
}
