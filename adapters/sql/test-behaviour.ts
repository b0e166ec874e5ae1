/** What an exchange table's adapter does beyond the suite, on whichever database is given. */
import { describe, expect, test } from 'vitest'
import type { Adapter, Json, JsonObject, Member, Operation } from 'yibiao/adapter'
import { createSendContext } from 'yibiao/testing'
import { type SqlMessage, type SqlSettings, sql } from './index.ts'
import { newTable, settingsFor, type TestDatabase } from './test-tables.ts'

const COLUMNS = ['sfzh', 'xm', 'dz', 'nl', 'je', 'csrq', 'dh']
const RECEIPT: NonNullable<SqlSettings['receipt']> = {
  column: 'clbz',
  pending: '0',
  done: ['1'],
  refused: ['2', '3'],
  error: 'cwxx',
  reference: 'id',
}
const person = (index: number, more: JsonObject = {}): JsonObject => ({
  sfzh: `50999919900101${index}1X`,
  xm: `测试${index}`,
  ...more,
})

/** A fresh table and an adapter for it. */
async function openScene(server: TestDatabase, more: Partial<SqlSettings> = {}) {
  const table = await newTable(server)
  const adapter: Adapter<SqlMessage> = sql(settingsFor(server, table, { columns: COLUMNS, timeoutMs: 5_000, ...more }))
  const context = createSendContext()
  const member = (payload: JsonObject, operation: Operation = 'create'): Member => ({
    operation,
    payload,
    idempotencyKey: Buffer.from(JSON.stringify(payload)).toString('hex').slice(-32),
  })
  return {
    table,
    adapter,
    send: (payloads: readonly JsonObject[], operation?: Operation) =>
      adapter.send(
        JSON.parse(
          JSON.stringify(adapter.prepare(payloads.map((payload) => member(payload, operation)))),
        ) as SqlMessage,
        context,
      ),
    look: async (payload: JsonObject) => await adapter.lookup?.(member(payload), context),
    poll: async (payload: JsonObject) => (await adapter.poll?.(JSON.stringify([payload.sfzh]), context))?.[0],
    diagnose: async () => (await adapter.diagnose?.(context)) ?? [],
    rows: () => server.query(`SELECT * FROM ${table} ORDER BY id`),
    run: (statement: string) => server.query(statement.replaceAll('{table}', table)),
    [Symbol.asyncDispose]: async () => {
      await adapter.close?.()
      await server.query(`DROP TABLE ${table}`)
    },
  }
}

export function describeTables(name: string, given: () => TestDatabase): void {
  const open = (more?: Partial<SqlSettings>) => openScene(given(), more)

  describe(`${name}: upsert`, () => {
    describe('upsert overwrote another record', () => {
      test('a conflict on another unique key is a refusal of its field, and nobody’s row is touched', async () => {
        await using scene = await open()
        await scene.send([person(1, { dh: '555' })])
        const [outcome] = await scene.send([person(2, { dh: '555' })])
        expect(outcome).toMatchObject({ state: 'rejected', who: 'reporter', faults: [{ pointer: '/dh' }] })
        expect((await scene.rows()).map(({ xm }) => xm)).toEqual(['测试1'])
      })

      test('a row of another source is left as it is: go and look, and it is another one', async () => {
        await using scene = await open({ source: { column: 'ly', value: 'yibiao' } })
        await scene.run(`INSERT INTO {table} (sfzh, xm, ly) VALUES ('${person(1).sfzh}', '别人填的', 'police')`)
        expect(await scene.send([person(1), person(2)])).toMatchObject([{ state: 'duplicate' }, { state: 'delivered' }])
        expect((await scene.rows()).map(({ xm }) => xm)).toEqual(['别人填的', '测试2'])
        expect(await scene.look(person(1))).toMatchObject({ state: 'other' })
      })

      test('of two records with one key in a parcel the second is refused', async () => {
        await using scene = await open()
        const outcomes = await scene.send([person(1), person(1, { dz: '乙' }), person(2)])
        expect(outcomes).toMatchObject([
          { state: 'delivered' },
          { state: 'rejected', who: 'author' },
          { state: 'delivered' },
        ])
        expect((await scene.rows()).map(({ dz }) => dz)).toEqual([null, null])
      })
    })

    test('other content raises the version; the same content touches nothing', async () => {
      await using scene = await open({ version: 'bb' })
      await scene.send([person(1, { je: 12.5, csrq: '1990-01-01', nl: 33 })])
      await scene.send([person(1, { je: '12.50', csrq: '1990-01-01', nl: 33 })])
      expect((await scene.rows()).map(({ bb }) => bb)).toEqual([1])
      await scene.send([person(1, { je: 13 }), person(2)], 'update')
      const rows = await scene.rows()
      expect(rows.map(({ bb }) => bb)).toEqual([2, 1])
      // A property that is no longer there doesn't stay standing.
      expect(rows[0]).toMatchObject({ nl: null, csrq: null })
    })
  })

  describe(`${name}: what is refused`, () => {
    test('each refused row by its own constraint, at its own field; the others are stored', async () => {
      await using scene = await open({ maxRows: 100 })
      const outcomes = await scene.send([
        person(1),
        person(2, { xm: null }),
        person(3, { xm: '姓名超过了十个字的一个人' }),
        person(4, { nl: 151 }),
        person(5, { nl: '三十' }),
        person(6, { csrq: '1990-02-30' }),
        person(7),
        // Neither database says a word about these, and stores something else.
        person(8, { je: 1.255 }),
        person(9, { csrq: '1990-01-01T23:00:00' }),
      ])
      expect(outcomes.map((outcome) => ('faults' in outcome ? outcome.faults[0]?.pointer : outcome.state))).toEqual([
        'delivered',
        '/xm',
        '/xm',
        '/nl',
        '/nl',
        name === 'MariaDB' ? '/csrq' : undefined,
        'delivered',
        '/je',
        '/csrq',
      ])
      for (const outcome of outcomes) if (outcome.state === 'rejected') expect(outcome.who).toBe('reporter')
      expect((await scene.rows()).map(({ xm }) => xm)).toEqual(['测试1', '测试7'])
    })

    test('a column that nothing is written to is its author’s', async () => {
      await using scene = await open()
      await scene.run('ALTER TABLE {table} ADD COLUMN bt varchar(5) NOT NULL DEFAULT ' + "''")
      await scene.run('ALTER TABLE {table} ALTER COLUMN bt DROP DEFAULT')
      expect(await scene.send([person(1)])).toMatchObject([{ state: 'rejected', who: 'author' }])
      expect(await scene.diagnose()).toContainEqual({
        check: 'columns',
        ok: false,
        detail: 'bt needs a value and has no default',
      })
    })

    test('what the table can’t hold is a problem of the field when it is planned', async () => {
      await using scene = await open()
      await scene.adapter.open?.()
      const codes = (payload: JsonObject) =>
        scene.adapter.validate?.(payload).map(({ pointer, code }) => `${pointer} ${code}`)
      expect(codes(person(1, { nl: 3, je: 1.5, csrq: '1990-01-01' }))).toEqual([])
      expect(codes({ xm: '甲' })).toEqual(['/sfzh incomplete'])
      expect(codes(person(1, { xm: '姓名超过了十个字的一个人', nl: '三', je: 1.255, csrq: '去年' }))).toEqual([
        '/xm value_too_long',
        '/nl value_not_number',
        '/je value_too_many_decimals',
        '/csrq value_bad_format',
      ])
    })
  })

  describe(`${name}: receipts`, () => {
    describe('a flag that is written back later', () => {
      test('stored is not taken: the importer’s flag is asked for, and its words come to the field', async () => {
        await using scene = await open({ receipt: RECEIPT })
        const sent = await scene.send([person(1), person(2), person(3)])
        expect(sent).toMatchObject([{ state: 'processing' }, { state: 'processing' }, { state: 'processing' }])
        expect(await scene.poll(person(1))).toMatchObject({ state: 'processing', pollAfterMs: 60_000 })
        expect(await scene.look(person(1))).toMatchObject({ state: 'blind', detail: 'pending' })
        await scene.run("UPDATE {table} SET clbz = '1' WHERE xm = '测试1'")
        await scene.run("UPDATE {table} SET clbz = '2', cwxx = 'nl 必填' WHERE xm = '测试2'")
        await scene.run("UPDATE {table} SET clbz = '9' WHERE xm = '测试3'")
        const [first] = await scene.rows()
        expect(await scene.poll(person(1))).toEqual({ state: 'delivered', reference: String(first?.id) })
        expect(await scene.look(person(1))).toEqual({ state: 'same', reference: String(first?.id) })
        expect(await scene.poll(person(2))).toEqual({
          state: 'rejected',
          who: 'reporter',
          faults: [{ pointer: '/nl', upstreamCode: '2', upstreamText: 'nl 必填' }],
        })
        expect(await scene.poll(person(3))).toMatchObject({ state: 'processing' })
        expect(await scene.poll(person(4))).toEqual({ state: 'unknown', detail: 'row-gone' })
      })

      test('mended content is pending again; what was processed and is sent again stays processed', async () => {
        await using scene = await open({ receipt: RECEIPT })
        await scene.send([person(1), person(2)])
        await scene.run("UPDATE {table} SET clbz = '1' WHERE xm = '测试1'")
        await scene.run("UPDATE {table} SET clbz = '2', cwxx = '年龄必填' WHERE xm = '测试2'")
        await scene.send([person(1), person(2, { nl: 30 })])
        expect((await scene.rows()).map(({ clbz, cwxx }) => [clbz, cwxx])).toEqual([
          ['1', null],
          ['0', null],
        ])
        await scene.run("UPDATE {table} SET clbz = '3' WHERE xm = '测试2'")
        await scene.send([person(2, { nl: 30 })])
        expect((await scene.rows())[1]).toMatchObject({ clbz: '0' })
      })
    })
  })

  describe(`${name}: looking`, () => {
    const ALL = [...COLUMNS, 'zt', 'fj', 'sj', 'bm']
    const full = person(1, {
      nl: 33,
      je: 1250.5,
      csrq: '1990-01-01',
      zt: true,
      fj: { b: [1, '二'], a: null },
      sj: '2024-03-05T10:00:00',
      bm: 'A1',
    })

    test('content is compared by what the columns hold', async () => {
      await using scene = await open({ columns: ALL })
      await scene.send([full])
      expect(await scene.look(full)).toEqual({ state: 'same' })
      const others: Readonly<Record<string, Json>> = {
        xm: '测试1 ',
        nl: 34,
        je: 1250.49,
        csrq: '1990-01-02',
        zt: false,
        fj: { b: ['二', 1], a: null },
        sj: '2024-03-05T10:00:01',
        bm: 'A2',
        dz: '',
      }
      for (const [property, value] of Object.entries(others))
        expect([property, await scene.look({ ...full, [property]: value })]).toMatchObject([
          property,
          { state: 'other' },
        ])
    })

    test('all of ours, numbers as numbers, withdrawn ones left out', async () => {
      await using scene = await open({
        columns: ['sfzh', 'xm', 'nl', 'je'],
        operation: { column: 'cz' },
        operations: ['create', 'withdraw'],
      })
      const payloads = [1, 2, 3].map((index) => person(index, { nl: index, je: index / 2 }))
      await scene.send(payloads)
      await scene.send(payloads.slice(0, 1), 'withdraw')
      expect(await Array.fromAsync(scene.adapter.list?.(createSendContext()) ?? [])).toEqual(payloads.slice(1))
      expect(await scene.look(payloads[0] ?? {})).toEqual({ state: 'absent' })
    })
  })

  describe(`${name}: accounts and tables`, () => {
    const failing = async (more: Partial<SqlSettings>) => {
      await using scene = await open(more)
      return (await scene.send([person(1)]))[0]
    }

    test('a wrong password, a missing table and a missing right shut the gate, each by its name', async () => {
      expect(await failing({ password: () => 'wrong' })).toMatchObject({ why: { barred: 'credentials' } })
      expect(await failing({ table: 'no_such_table' })).toMatchObject({ why: { barred: 'right' } })
      expect(await failing({ username: 'nobody' })).toMatchObject({ why: { barred: 'credentials' } })
      expect(await failing({ columns: ['sfzh', 'xm', 'no_such_column'] })).toMatchObject({ why: { barred: 'right' } })
      expect(await failing({ port: 9 })).toMatchObject({ state: 'not-applied', why: 'unavailable' })
    })

    test('names are quoted, whatever is in them', async () => {
      const table = name === 'MariaDB' ? 'exchange.人`口; drop' : 'public.人"口; drop'
      const quoted = name === 'MariaDB' ? '`exchange`.`人``口; drop`' : '"public"."人""口; drop"'
      const [key, column] = name === 'MariaDB' ? ['`select`', '`姓 名`'] : ['"select"', '"姓 名"']
      await given().query(`CREATE TABLE ${quoted} (${key} varchar(40) UNIQUE, ${column} varchar(40))`)
      if (name !== 'MariaDB') await given().query(`GRANT SELECT, INSERT, UPDATE ON ${quoted} TO grid`)
      const columns = { select: '/sfzh', '姓 名': '/hz/xm' }
      const adapter = sql(settingsFor(given(), table, { columns, key: ['select'] }))
      const payload = { sfzh: "' OR 1=1 --", hz: { xm: "x'); DROP TABLE x; --" } }
      const context = createSendContext()
      const member: Member = { operation: 'create', payload, idempotencyKey: 'k' }
      expect(await adapter.send(adapter.prepare([member]), context)).toEqual([{ state: 'delivered' }])
      expect(await adapter.lookup?.(member, context)).toEqual({ state: 'same' })
      await adapter.close?.()
      await given().query(`DROP TABLE ${quoted}`)
    })

    test('no unique constraint on the key: said before anything is sent', async () => {
      await using scene = await open({ key: ['xm'] })
      expect(await scene.diagnose()).toContainEqual({ check: 'unique', ok: false, detail: 'none on exactly xm' })
    })
  })
}
