/** Conformance: a message is pure data, the same on every attempt and machine, and holds no credential. */
import { canonicalJson } from '../../base/canonical-json.ts'
import type { Group } from './describe-adapter.ts'

const DAY_MS = 86_400_000

export function prepareGroup({ suite, expect, check, checkUnless }: Group): void {
  check('is the same at any time, from any instance, and JSON', async (scene) => {
    const members = [scene.member(0)]
    const message = scene.adapter.prepare(members)
    expect(JSON.parse(JSON.stringify(message))).toEqual(message)
    const other = suite.adapter(scene.upstream.address)
    await other.open?.()
    const again = atAnotherTime(() => other.prepare(members))
    expect(again).toEqual(message)
  })

  check('leaves what it was given as it was', async (scene) => {
    const member = scene.member(0)
    const before = canonicalJson(member.payload)
    scene.adapter.prepare(deepFreeze([member]))
    expect(canonicalJson(member.payload)).toBe(before)
  })

  check('other content is another message', async (scene) => {
    const texts = [scene.member(0), scene.member(0, { version: 2 }), scene.member(1)].map((member) =>
      JSON.stringify(scene.adapter.prepare([member])),
    )
    expect(new Set(texts).size).toBe(3)
  })

  checkUnless(suite.secrets ? undefined : 'no secrets are named', 'holds no credential', async (scene) => {
    const text = JSON.stringify(scene.adapter.prepare([scene.member(0)]))
    expect((suite.secrets ?? []).filter((secret) => text.includes(secret)).length).toBe(0)
  })
}

/** Runs with the wall clock a day ahead and other random numbers: neither may show in a message. */
function atAnotherTime<T>(run: () => T): T {
  const { now } = Date
  const { random } = Math
  Date.now = () => now() + DAY_MS
  Math.random = () => 0.123_456_789
  try {
    return run()
  } finally {
    Date.now = now
    Math.random = random
  }
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFreeze(inner)
  }
  return value
}
