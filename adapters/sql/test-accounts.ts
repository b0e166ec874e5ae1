/** Accounts, rights, names: what a database says before a row is written, on whichever is given. */
import { describe, expect, test } from 'vitest'
import type { Member } from 'yibiao/adapter'
import { createSendContext } from 'yibiao/testing'
import { type SqlSettings, sql } from './index.ts'
import { openScene, person } from './test-scene.ts'
import { newTable, PASSWORD, settingsFor, type TestDatabase } from './test-tables.ts'

export function describeAccounts(name: string, given: () => TestDatabase): void {
  const open = (more?: Partial<SqlSettings>) => openScene(given(), more)

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

    test('a variable that is not set keeps nobody from starting: its account is barred, by its name', async () => {
      await using scene = await open({ password: '${NOT_SET_FOR_SQL}' })
      await scene.adapter.open?.()
      const [outcome] = await scene.send([person(1)])
      expect(outcome).toMatchObject({
        why: { barred: 'credentials' },
        detail: expect.stringContaining('NOT_SET_FOR_SQL'),
      })
    })

    test('a new password needs no new start', async () => {
      let password = 'wrong'
      await using scene = await open({ password: () => password })
      expect(await scene.send([person(1)])).toMatchObject([{ why: { barred: 'credentials' } }])
      password = PASSWORD
      expect(await scene.send([person(1)])).toEqual([{ state: 'delivered' }])
    })

    test('each account of a system connects for itself', async () => {
      const table = await newTable(given())
      const own = { username: '${account.username}', password: '${account.password}' } as const
      const adapter = sql(settingsFor(given(), table, own))
      const send = async (index: number, password: string) => {
        const account = { name: password, values: { username: given().username, password: () => password } }
        const member: Member = { operation: 'create', payload: person(index), idempotencyKey: `${index}` }
        return await adapter.send(adapter.prepare([member]), createSendContext({ account }))
      }
      expect(adapter.accountValues).toEqual(['username', 'password'])
      expect(await send(1, PASSWORD)).toEqual([{ state: 'delivered' }])
      expect(await send(2, 'wrong')).toMatchObject([{ why: { barred: 'credentials' } }])
      expect(await send(3, PASSWORD)).toEqual([{ state: 'delivered' }])
      const none = await adapter.send(
        adapter.prepare([{ operation: 'create', payload: person(4), idempotencyKey: '4' }]),
        createSendContext(),
      )
      expect(none).toMatchObject([{ why: { barred: 'credentials' } }])
      await adapter.close?.()
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
      expect(await scene.diagnose()).toContainEqual({
        check: 'unique',
        ok: false,
        detail: { zh: '没有恰好建在 xm 上的', en: 'none on exactly xm' },
      })
    })
  })
}
