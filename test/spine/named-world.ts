/** Three upstreams of one system in this process: people, families that follow them, visits that freeze them. */
import { z } from 'zod'
import { defineContract } from '../../src/contract/index.ts'
import { defineForm, describeField } from '../../src/form/index.ts'
import type { Adapter, Capabilities, Member, Outcome } from '../../src/upstream/index.ts'
import { defineSystem, defineUpstream } from '../../src/upstream/index.ts'
import { tinyAdapter } from '../fixtures/tiny-upstream.ts'

export const by = { by: 'li' }
const text = (zh: string, max = 50) => describeField(z.string().min(1).max(max), { title: { zh, en: zh } })

export const person = defineForm({
  name: 'person',
  title: { zh: '人员', en: 'Person' },
  version: 1,
  key: ['id'],
  schema: z.strictObject({ id: text('证号'), name: text('姓名').optional(), phone: text('电话').optional() }),
})

export const family = defineForm({
  name: 'family',
  title: { zh: '家庭', en: 'Family' },
  version: 1,
  key: ['number'],
  schema: z.strictObject({
    number: text('户编号'),
    headId: text('户主证号'),
    members: z.array(z.strictObject({ id: text('成员证号'), relation: text('关系') })).optional(),
  }),
  references: {
    head: { key: 'headId', form: person, mode: 'follow' },
    'members.*.person': { key: 'members.*.id', form: person, mode: 'follow' },
  },
})

export const visit = defineForm({
  name: 'visit',
  title: { zh: '走访', en: 'Visit' },
  version: 1,
  key: ['code'],
  schema: z.strictObject({
    code: text('编号'),
    personId: text('走访对象证号'),
    note: text('情况'),
    with: z.array(text('同行')).optional(),
  }),
  references: {
    person: { key: 'personId', form: person, mode: 'freeze' },
    'with.*.person': { key: 'with.*', form: person, mode: 'freeze' },
  },
})

/** What arrives, in order; answers with a reference of its own for each. */
export function receiving(
  prefix: string,
  answer?: (payload: unknown) => Outcome | undefined,
  capabilities?: Capabilities,
) {
  const sent: { operation: string; payload: unknown }[] = []
  let count = 0
  const adapter: Adapter = tinyAdapter({
    ...(capabilities ? { capabilities } : {}),
    prepare: (members: readonly Member[]) => members.map(({ operation, payload }) => ({ operation, payload })),
    async send(message) {
      sent.push(...(message as typeof sent))
      const own = answer?.((message as typeof sent)[0]?.payload)
      if (own) return [own]
      if ((message as typeof sent)[0]?.operation !== 'create') return [{ state: 'delivered' }]
      count += 1
      return [{ state: 'delivered', reference: `${prefix}${count}` }]
    },
  })
  return { sent, adapter, payloads: () => sent.map(({ payload }) => payload) }
}

const system = defineSystem({ name: 'civil', title: '民政' })
const open = { type: 'object' } as const

/** @param capabilities - of the one that takes people */
export function world(capabilities?: Capabilities) {
  const [people, families, visits] = [receiving('P', undefined, capabilities), receiving('F'), receiving('V')]
  const upstreams = [
    defineUpstream({
      name: 'people',
      title: '人口',
      form: person,
      system,
      contract: defineContract<{ zh: string; xm?: string }>(open),
      mapping: { zh: 'id', xm: 'name' },
      adapter: people.adapter,
    }),
    defineUpstream({
      name: 'families',
      title: '住户',
      form: family,
      system,
      contract: defineContract<{ hh: string; hz: string; cy?: { xm: string; gx: string }[] }>({
        required: ['hz'],
        properties: { hh: {}, hz: { type: 'string', title: '户主' }, cy: {} },
      }),
      mapping: {
        hh: 'number',
        hz: 'head.name',
        cy: { each: 'members', item: { object: { xm: 'person.name', gx: 'relation' } } },
      },
      adapter: families.adapter,
    }),
    defineUpstream({
      name: 'visits',
      title: '走访',
      form: visit,
      system,
      contract: defineContract<{ bh: string; xm: string; dxbh: string; tx?: string[] }>(open),
      mapping: {
        bh: 'code',
        xm: 'person.name',
        dxbh: { refAt: 'person' },
        tx: { each: 'with', item: 'person.name' },
      },
      adapter: visits.adapter,
    }),
  ]
  return { people, families, visits, upstreams }
}
