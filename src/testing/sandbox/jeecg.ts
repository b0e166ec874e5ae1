/**
 * JeecgBoot-shaped: `{success, message, code, result, timestamp}`, token in `X-Access-Token`, a bad token is a real 401;
 * searches exactly unless the text has `*`, drops empty filters; tells no id on save.
 *
 * @see https://github.com/jeecgboot/JeecgBoot (Result, ShiroRealm, QueryGenerator)
 */
import type { Answer, Behaviour, Call, Setting, Sight } from './behaviour.ts'
import { createSessions } from './sessions.ts'
import type { CallKind } from './types.ts'

const PATHS: Readonly<Record<string, CallKind>> = {
  'POST /sys/login': 'login',
  'POST /grid/record/add': 'create',
  'PUT /grid/record/edit': 'update',
  'DELETE /grid/record/delete': 'withdraw',
  'GET /grid/record/list': 'lookup',
}

export function jeecg(setting: Setting): Behaviour {
  const { store, keyProperty, now } = setting
  const sessions = createSessions(setting.tokenMs, now, setting.accounts)
  const said = (success: boolean, code: number, message: string, result: unknown = null, status = 200): Answer => ({
    status,
    body: { success, message, code, result, timestamp: now() },
  })
  const noRow = said(false, 500, '未找到对应数据')

  function list({ query }: Call, sight: Sight): Answer {
    const wanted = sight.filterIgnored ? '' : (query.get(keyProperty) ?? '')
    const found = sight.shown(wanted === '' ? store.rows() : store.withKey(wanted))
    const size = Number(query.get('pageSize') ?? 10)
    const records = found.slice(0, size).map(({ id, payload }) => ({ id, ...payload }))
    return said(true, 200, '', { records, total: found.length, size, current: 1 })
  }

  return {
    kindOf: (method, path) => PATHS[`${method} ${path}`] ?? 'other',
    answer(call, kind, sight) {
      if (kind === 'login') {
        const { token, text } = sessions.logIn(call.body)
        return token ? said(true, 200, '登录成功', { token }) : said(false, 500, text)
      }
      const user = sessions.userOf(String(call.headers['x-access-token'] ?? ''))
      if (user === undefined) {
        return said(false, 401, 'Token失效，请重新登录!', null, 401)
      }
      if (kind === 'create') {
        if (store.withKey(String(call.body[keyProperty])).length > 0) return said(false, 500, '数据库中已存在该记录')
        store.create(call.body, user)
        return said(true, 200, '添加成功！', '')
      }
      if (kind === 'update') {
        const { id, ...payload } = call.body
        return store.update(String(id), payload, user) ? said(true, 200, '编辑成功!') : noRow
      }
      if (kind === 'withdraw') {
        return store.withdraw(call.query.get('id') ?? '') ? said(true, 200, '删除成功!') : noRow
      }
      return kind === 'lookup' ? list(call, sight) : said(false, 404, '路径不存在，请检查路径是否正确', null, 404)
    },
    failure: ({ code = 500, text = '操作失败' }) => said(false, Number(code), text),
    refusal: ({ code = 510, text = '数据校验不通过' }) => said(false, Number(code), text),
    revokeTokens: () => sessions.revoke(),
  }
}
