/** Log-ins of the stand-ins: one account, tokens that end, a lock after five wrong passwords. */
import { createMemory } from './behaviour.ts'
import { SANDBOX_ACCOUNT } from './types.ts'

const WRONG_BEFORE_LOCK = 5

export function createSessions(tokenMs: number, now: () => number) {
  const tokens = createMemory<true>(tokenMs, now)
  let issued = 0
  let wrong = 0

  return {
    logIn({ username, password }: Readonly<Record<string, unknown>>): {
      readonly token?: string
      readonly text: string
    } {
      if (wrong >= WRONG_BEFORE_LOCK) return { text: '密码输入错误5次，帐户锁定10分钟' }
      if (username !== SANDBOX_ACCOUNT.username || password !== SANDBOX_ACCOUNT.password) {
        wrong += 1
        return { text: '用户不存在/密码错误' }
      }
      wrong = 0
      issued += 1
      const token = `sandbox-${issued}`
      tokens.set(token, true)
      return { token, text: '' }
    },
    knows: (token: string): boolean => tokens.get(token) === true,
    revoke: () => tokens.clear(),
  }
}
