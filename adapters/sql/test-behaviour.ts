/** What an exchange table's adapter does beyond the suite, on whichever database is given. */
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from 'yibiao/adapter'
import { createSendContext } from 'yibiao/testing'
import type { SqlSettings } from './index.ts'
import { describeAccounts } from './test-accounts.ts'
import { COLUMNS, openScene, person } from './test-scene.ts'
import type { TestDatabase } from './test-tables.ts'

const RECEIPT: NonNullable<SqlSettings['receipt']> = {
  column: 'clbz',
  pending: '0',
  done: ['1'],
  refused: ['2', '3'],
  error: 'cwxx',
  reference: 'id',
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
        detail: { zh: 'bt 必填，又没有默认值', en: 'bt needs a value and has no default' },
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

  describeAccounts(name, given)
}
