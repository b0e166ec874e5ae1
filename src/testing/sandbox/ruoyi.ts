/**
 * RuoYi-shaped: HTTP 200 for every failure, `{code, msg}`; searches with LIKE and drops filters it doesn't know; refuses
 * the same body within a few seconds; tells no id on save.
 *
 * @see https://gitee.com/y_project/RuoYi-Vue (AjaxResult, TableDataInfo, RepeatSubmitInterceptor)
 */
import {
  type Answer,
  type Behaviour,
  type Call,
  createMemory,
  lastSegment,
  type Setting,
  type Sight,
} from './behaviour.ts'
import { createSessions } from './sessions.ts'
import type { SandboxRow } from './types.ts'

const RECORDS = '/grid/record'

const said = (code: number, msg: string, more: object = {}): Answer => ({ status: 200, body: { code, msg, ...more } })
const done = said(200, '操作成功')

/** @param plus - RuoYi-Vue-Plus: another log-in, and a client id with every call */
export function ruoyi(setting: Setting, plus = false): Behaviour {
  const { store, keyProperty, now } = setting
  const sessions = createSessions(setting.tokenMs, now, setting.accounts)
  const repeats = createMemory<true>(setting.repeatGuardMs, now)

  /** 数据权限: without a right to see more, a user has only rows of its own. */
  const mayTouch = (row: SandboxRow | undefined, user: string) => !setting.ownRowsOnly || row?.by === user

  function list({ query }: Call, sight: Sight, user: string): Answer {
    const wanted = sight.filterIgnored ? '' : (query.get(keyProperty) ?? '')
    const found: SandboxRow[] = []
    for (const row of sight.shown(store.rows())) {
      if (mayTouch(row, user) && String(row.payload[keyProperty]).includes(wanted)) found.push(row)
    }
    const size = Number(query.get('pageSize') ?? 10)
    const from = (Number(query.get('pageNum') ?? 1) - 1) * size
    const rows = found.slice(from, from + size).map(({ id, payload }) => ({ id: Number(id), ...payload }))
    return said(200, '查询成功', { total: found.length, rows })
  }

  function create({ text, body }: Call, user: string): Answer {
    const exists = said(500, '数据库中已存在该记录，请联系管理员确认')
    if (setting.repeatGuardMs > 0) {
      if (repeats.get(text)) return said(500, '不允许重复提交，请稍候再试')
      repeats.set(text, true)
    }
    if (store.withKey(String(body[keyProperty])).length > 0) return exists
    store.create(body, user)
    return done
  }

  return {
    kindOf(method, path) {
      if (path === (plus ? '/auth/login' : '/login')) return 'login'
      if (!path.startsWith(RECORDS)) return 'other'
      return (
        ({ POST: 'create', PUT: 'update', DELETE: 'withdraw', GET: 'lookup' }[method] as 'create' | undefined) ??
        'other'
      )
    },
    answer(call, kind, sight) {
      if (kind === 'login') {
        const result = sessions.logIn(call.body)
        if (result.token === undefined) return said(500, result.text)
        const { token } = result
        const data = { access_token: token, expire_in: setting.tokenMs / 1000, client_id: call.body.clientId }
        return said(200, '操作成功', plus ? { data } : { token })
      }
      if (plus && !call.headers.clientid) return said(401, '客户端ID与Token不匹配')
      const given = String(call.headers.authorization ?? '')
      const user = sessions.userOf(given.replace(/^Bearer /, ''))
      if (user === undefined) {
        return said(401, `请求访问：${call.path}，认证失败，无法访问系统资源`)
      }
      if (kind === 'create') return create(call, user)
      if (kind === 'update') {
        const { id, ...payload } = call.body
        if (!mayTouch(store.get(String(id)), user)) return said(500, '没有权限访问该数据！')
        return store.update(String(id), payload, user) ? done : said(500, '操作失败')
      }
      if (kind === 'withdraw') return store.withdraw(lastSegment(call.path)) ? done : said(500, '操作失败')
      return kind === 'lookup' ? list(call, sight, user) : said(404, '请求地址不存在')
    },
    failure: ({ code = 500, text = '系统繁忙，请稍后再试' }) => said(Number(code), text),
    refusal: ({ code = 601, text = '数据校验不通过' }) => said(Number(code), text),
    revokeTokens: () => sessions.revoke(),
  }
}
