/**
 * A system without an API, as a browser sees it: a log-in page with a hidden token, a session in a cookie, forms, pages
 * that say what happened; only its table of records is filled with JSON. The token changes with the log-in, and a dead
 * session leads back to the log-in page.
 */
import { type Answer, type Behaviour, type Call, createMemory, type Setting } from './behaviour.ts'
import { createSessions } from './sessions.ts'
import type { CallKind } from './types.ts'

const PATHS: Readonly<Record<string, CallKind>> = {
  'GET /login': 'login',
  'POST /login': 'login',
  'GET /index': 'login',
  'POST /record/save': 'create',
  'POST /record/edit': 'update',
  'POST /record/remove': 'withdraw',
  'GET /record/list': 'lookup',
}

const page = (content: string, headers: Answer['headers'] = {}): Answer => ({
  status: 200,
  body: `<!DOCTYPE html><html><head><meta charset="utf-8">${content}</body></html>`,
  headers: { 'content-type': 'text/html;charset=utf-8', ...headers },
})
const said = (text: string): Answer => page(`<title>结果</title></head><body><div class="msg">${text}</div>`)
const away = (location: string, cookie?: string): Answer => ({
  status: 302,
  body: '',
  headers: { location, ...(cookie !== undefined && { 'set-cookie': cookie }) },
})

/** Written as pages write it, in no fixed order or quoting. */
const hidden = (token: string): string => `<input value="${token.replaceAll('&', '&amp;')}" type='hidden' name=_csrf>`

export function portal(setting: Setting): Behaviour {
  const { store, keyProperty, now, tokenMs } = setting
  const sessions = createSessions(tokenMs, now, setting.accounts)
  /** Session → its token against forged requests. */
  const tokens = createMemory<string>(tokenMs, now)
  let visits = 0

  const sessionOf = ({ headers }: Call) => /(?:^|; )JSESSIONID=([^;]+)/.exec(String(headers.cookie ?? ''))?.[1] ?? ''

  function visit(): Answer {
    visits += 1
    tokens.set(`visit-${visits}`, `before&${visits}`)
    const form = `<form action="/login" method="post">${hidden(`before&${visits}`)}请登录</form>`
    return page(`<title>登录</title></head><body>${form}`, {
      'set-cookie': `JSESSIONID=visit-${visits}; Path=/; HttpOnly`,
    })
  }

  function logIn(call: Call): Answer {
    if (tokens.get(sessionOf(call)) !== call.body._csrf) return said('页面已失效')
    const { token, text } = sessions.logIn(call.body)
    if (token === undefined) return page(`<title>登录</title></head><body>${text}，请登录`)
    tokens.set(token, `token-of-${token}`)
    return away('/index', `JSESSIONID=${token}; Path=/; HttpOnly`)
  }

  return {
    kindOf: (method, path) => PATHS[`${method} ${path}`] ?? 'other',
    answer(call, kind, sight) {
      if (kind === 'login' && call.path === '/login') return call.method === 'GET' ? visit() : logIn(call)
      const session = sessionOf(call)
      const user = sessions.userOf(session)
      if (user === undefined) return away('/login')
      if (kind === 'login') return page(`<title>首页</title></head><body>${hidden(tokens.get(session) ?? '')}`)
      if (kind === 'lookup') {
        const wanted = sight.filterIgnored ? null : call.query.get(keyProperty)
        const found = sight.shown(wanted === null ? store.rows() : store.withKey(wanted))
        return {
          status: 200,
          body: { total: found.length, rows: found.map(({ id, payload }) => ({ id, ...payload })) },
        }
      }
      if (call.headers['x-csrf-token'] !== tokens.get(session)) return said('非法请求')
      const { id, ...payload } = call.body
      if (kind === 'create') {
        if (store.withKey(String(payload[keyProperty])).length > 0) return said('该记录已存在')
        store.create(payload, user)
        return said('保存成功')
      }
      if (kind === 'other') return { ...said('没有这个页面'), status: 404 }
      const done = kind === 'update' ? store.update(String(id), payload, user) : store.withdraw(String(id))
      return said(done ? '保存成功' : '记录不存在')
    },
    failure: ({ text = '系统繁忙' }) => said(text),
    refusal: ({ text = '数据校验不通过' }) => said(`保存失败：${text}`),
    revokeTokens: () => sessions.revoke(),
  }
}
