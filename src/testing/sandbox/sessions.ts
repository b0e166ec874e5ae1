/** Log-ins of the stand-ins: tokens that end, and for each account a lock after five wrong passwords. */
import { createMemory } from './behaviour.ts'
import type { SandboxAccount } from './types.ts'

const WRONG_BEFORE_LOCK = 5

export function createSessions(tokenMs: number, now: () => number, accounts: readonly SandboxAccount[]) {
  /** Token → user. */
  const tokens = createMemory<string>(tokenMs, now)
  let issued = 0
  const wrong = new Map<unknown, number>()

  return {
    logIn({ username, password }: Readonly<Record<string, unknown>>): {
      readonly token?: string
      readonly text: string
    } {
      const tries = wrong.get(username) ?? 0
      if (tries >= WRONG_BEFORE_LOCK) return { text: '密码输入错误5次，帐户锁定10分钟' }
      const account = accounts.find((one) => one.username === username && one.password === password)
      if (!account) {
        wrong.set(username, tries + 1)
        return { text: '用户不存在/密码错误' }
      }
      wrong.delete(username)
      issued += 1
      const token = `sandbox-${issued}`
      tokens.set(token, account.username)
      return { token, text: '' }
    },
    /** Whose token it is; undefined where it is none, or has ended. */
    userOf: (token: string): string | undefined => tokens.get(token),
    revoke: () => tokens.clear(),
  }
}
