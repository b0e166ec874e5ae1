/** The conformance suite, on every shape of upstream that settings alone describe. */
import { describe, expect, test } from 'vitest'
import {
  createSandbox,
  describeAdapter,
  SANDBOX_ACCOUNT,
  type SandboxKind,
  sandboxSettings,
  sandboxUpstream,
  type UpstreamFaultName,
} from 'yibiao/testing'
import { http } from './index.ts'
import { kinds, person } from './test-sandbox.ts'

const faults = [
  'away',
  'cutAfterSave',
  'cutBeforeSave',
  'drip',
  'emptyBody',
  'envelopeFailure',
  'garbage',
  'gbkReply',
  'hang',
  'htmlPage',
  'lie',
  'redirect',
  'refuse',
  'slow',
  'status5xx',
  'throttle',
  'truncated',
  'hidesProperty',
] as const satisfies readonly UpstreamFaultName[]

const NAMES = [...'一二三四五六七八']

/** Whose look-ups prove with a control that they see. */
const controlled: readonly SandboxKind[] = ['ruoyi', 'jeecg']

for (const kind of kinds) {
  describeAdapter({ describe, test, expect }, `http as ${kind}`, {
    open: async () => sandboxUpstream(await createSandbox({ kind, repeatGuardMs: 0 })),
    adapter: (address) => http(sandboxSettings(kind, address, { timeoutMs: 500 })),
    payload: (index, version) => ({
      ...person,
      sfzh: `${person.sfzh}-${index}`,
      xm: `张小${NAMES[index]}`,
      nl: version,
    }),
    similar: (payload) => ({ ...payload, sfzh: `${payload.sfzh}9` }),
    property: 'xm',
    faults: controlled.includes(kind) ? [...faults, 'filterIgnored', 'hidesRows'] : faults,
    unable: 'its documentation promises exact answers to look-ups',
    secrets: [SANDBOX_ACCOUNT.password, SANDBOX_ACCOUNT.apiKey, 'Basic ', 'Bearer '],
  })
}
