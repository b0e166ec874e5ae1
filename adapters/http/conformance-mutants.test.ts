/**
 * The suite against adapters that each break one rule: every break must be seen, or the suite's word is worth nothing.
 * The suite's tests are collected, run here, and the titles of those that fail are compared.
 */
import { expect, test } from 'vitest'
import type { Adapter, Json, Outcome, SendContext } from 'yibiao/adapter'
import {
  type AdapterSuite,
  createSandbox,
  describeAdapter,
  SANDBOX_ACCOUNT,
  type SandboxKind,
  sandboxSettings,
  sandboxUpstream,
} from 'yibiao/testing'
import { http } from './index.ts'

type Mutation = (adapter: Adapter) => Adapter

const suiteOf = (kind: SandboxKind, mutate: Mutation): AdapterSuite => ({
  open: async () => sandboxUpstream(await createSandbox({ kind, repeatGuardMs: 0 })),
  adapter: (address) => mutate(http(sandboxSettings(kind, address, { timeoutMs: 500 })) as Adapter),
  payload: (index, version) => ({
    sfzh: `1101051949123100${index}`,
    xm: `张小${'一二三四五六七八'[index]}`,
    nl: version,
  }),
  similar: (payload) => ({ ...payload, sfzh: `${payload.sfzh}9` }),
  property: 'xm',
  faults: [
    'cutAfterSave',
    'filterIgnored',
    'hang',
    'hidesRows',
    'htmlPage',
    'lie',
    'refuse',
    'status5xx',
    'throttle',
    'truncated',
  ],
  unable: 'not needed here',
  secrets: [SANDBOX_ACCOUNT.password],
})

/** Titles of the suite's tests that fail, each under its group. */
async function failing(kind: SandboxKind, mutate: Mutation): Promise<readonly string[]> {
  const groups: string[] = []
  const tests: { title: string; body: () => Promise<void> }[] = []
  const collect = (name: string, body: () => Promise<void>) =>
    tests.push({ title: [...groups.slice(1), name].join(': '), body })
  const describe = (name: string, body: () => void) => {
    groups.push(name)
    body()
    groups.pop()
  }
  // Without an `expect`, as under Node's own runner.
  describeAdapter({ describe, test: Object.assign(collect, { skip: () => undefined }) }, kind, suiteOf(kind, mutate))
  const failed: string[] = []
  for (const { title, body } of tests) {
    await body().catch(() => failed.push(title))
  }
  return failed
}

const sending =
  (
    change: (
      outcomes: readonly Outcome[],
      message: Json,
      context: SendContext,
    ) => readonly Outcome[] | Promise<readonly Outcome[]>,
  ): Mutation =>
  (adapter) => ({
    ...adapter,
    send: async (message, context) => change(await adapter.send(message, context), message, context),
  })

const mutants: Readonly<Record<string, readonly [SandboxKind, Mutation, string]>> = {
  'takes every answer for a success': [
    'ruoyi',
    sending((outcomes) =>
      outcomes.map(({ state }) => (state === 'unknown' ? { state: 'delivered' } : { state }) as Outcome),
    ),
    'outcome unknown: htmlPage: unknown',
  ],
  'takes doubt for "not applied"': [
    'rest-key',
    sending((outcomes) =>
      outcomes.map((one) => (one.state === 'unknown' ? { state: 'not-applied', why: 'unavailable' } : one)),
    ),
    'outcome unknown: cutAfterSave: unknown',
  ],
  'retries by itself': [
    'bare',
    (adapter) => ({
      ...adapter,
      async send(message, context) {
        const first = await adapter.send(message, context)
        return first[0]?.state === 'unknown' ? await adapter.send(message, context) : first
      },
    }),
    'outcome unknown: an answer lost after the save: the row stands',
  ],
  'writes the time into its message': [
    'rest-key',
    (adapter) => ({ ...adapter, prepare: (members) => ({ ...(adapter.prepare(members) as object), at: Date.now() }) }),
    'prepare: is the same at any time, from any instance, and JSON',
  ],
  'writes the password into its message': [
    'ruoyi',
    (adapter) => ({
      ...adapter,
      prepare: (members) => ({ ...(adapter.prepare(members) as object), p: SANDBOX_ACCOUNT.password }),
    }),
    'prepare: holds no credential',
  ],
  'logs what it sends': [
    'bare',
    (adapter) => ({
      ...adapter,
      send(message, context) {
        context.log('sent', { message: JSON.stringify(message) })
        return adapter.send(message, context)
      },
    }),
    'send: a record arrives as it was prepared',
  ],
  'quotes the record in a detail': [
    'bare',
    sending((outcomes, message) =>
      outcomes.map((one) => (one.state === 'unknown' ? { ...one, detail: JSON.stringify(message) } : one)),
    ),
    'outcome unknown: htmlPage: unknown',
  ],
  'drops the waiting time': [
    'rest-key',
    sending((outcomes) =>
      outcomes.map((one) => (one.state === 'not-applied' ? { state: 'not-applied', why: one.why } : one)),
    ),
    'refused, throttled, away: throttled with Retry-After 120: nothing applied, 120000 ms',
  ],
  'forgets the upstream’s words': [
    'ruoyi',
    sending((outcomes) => outcomes.map((one) => (one.state === 'rejected' ? { ...one, faults: [] } : one))),
    'refused, throttled, away: a refused value is a rejection in the upstream’s own words',
  ],
  'says absent without looking': [
    'ruoyi',
    (adapter) => ({ ...adapter, lookup: async () => ({ state: 'absent' }) }),
    'look-up: filterIgnored: blind, not absent',
  ],
  'calls every row the same': [
    'rest-unique',
    (adapter) => ({ ...adapter, lookup: async () => ({ state: 'same' }) }),
    'look-up: other content under the key is other',
  ],
  'sends though it was aborted': [
    'bare',
    (adapter) => ({
      ...adapter,
      send: (message, context) => adapter.send(message, { ...context, signal: new AbortController().signal }),
    }),
    'ended early: aborted before it began: nothing leaves',
  ],
  'declares a key that it doesn’t send': [
    'bare',
    (adapter) => ({
      ...adapter,
      capabilities: { ...adapter.capabilities, idempotency: { key: { scope: 'item', windowMs: 1 } } },
    }),
    'repeated: the same key again: taken, and one row',
  ],
  'calls a repeat a rejection': [
    'rest-unique',
    sending((outcomes) =>
      outcomes.map((one) => (one.state === 'duplicate' ? { state: 'rejected', faults: [], who: 'reporter' } : one)),
    ),
    'repeated: a repeat is never a rejection',
  ],
}

test.each(Object.entries(mutants))('an adapter that %s fails', async (_name, [kind, mutate, title]) => {
  expect(await failing(kind, mutate)).toContain(title)
})

test('the adapter as it is fails nothing', async () => {
  expect(await failing('ruoyi', (adapter) => adapter)).toEqual([])
  expect(await failing('rest-unique', (adapter) => adapter)).toEqual([
    'look-up: filterIgnored: blind, not absent',
    'look-up: hidesRows: blind, not absent',
  ])
})
