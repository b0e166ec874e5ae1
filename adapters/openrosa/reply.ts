/** Reply → `/message` of an OpenRosaResponse, and what every OpenRosa server means by its answers. */
import { childOf, type HttpReply, type Match, parseXml, type ReadBody, type ReplyRules } from 'yibiao/adapter'
import type { ReadySettings } from './settings.ts'

const RESPONSE = 'http://openrosa.org/http/response'

function readOpenrosa(reply: HttpReply): ReadBody {
  const type = (reply.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type !== 'text/xml' && type !== 'application/xml') return { reply }
  const root = parseXml(reply.text)
  if (root?.name !== 'OpenRosaResponse' || root.namespace !== RESPONSE) return { reply }
  const message = childOf(root, 'message')?.text
  return { reply, json: message === undefined ? {} : { message } }
}

const TOLD = { pointer: '/message', present: true } as const
const ANY = { text: '^' } as const

/** 201 alone: 202 is "taken, not processed", and 200 what a log-in page has. */
export const TAKEN: Match = { statuses: [201], checks: [TOLD] }

/** KoboToolbox's 202 for bytes that it has: under our instanceID nothing but this very submission. */
export const DUPLICATE = 202

const OPERATOR = 'operator' as const

/**
 * A 409 never means delivered: the form is closed, somebody else edited the record meanwhile, or other bytes stand under
 * the instanceID. ODK checks no values, so a refusal is about form, version or size.
 */
const STANDARD: ReplyRules['refusals'] = [
  {
    when: { statuses: [DUPLICATE], checks: [{ pointer: '/message', matches: '[Dd]uplicate' }] },
    is: 'duplicate',
    who: OPERATOR,
  },
  { when: { statuses: [401], checks: [ANY] }, is: 'token-refused', who: OPERATOR },
  { when: { statuses: [403], checks: [TOLD] }, is: { barred: 'right' }, who: OPERATOR },
  {
    when: { statuses: [405], checks: [{ pointer: '/message', matches: 'not active' }] },
    is: { barred: 'closed' },
    who: OPERATOR,
  },
  {
    when: {
      statuses: [409],
      checks: [{ pointer: '/message', matches: 'not currently accepting|Clos(?:ing|ed) state' }],
    },
    is: { barred: 'closed' },
    who: OPERATOR,
  },
  { when: { statuses: [413], checks: [ANY] }, is: 'rejected', who: OPERATOR },
  { when: { statuses: [400, 404, 406, 409, 415, 422], checks: [TOLD] }, is: 'rejected', who: OPERATOR },
]

export const replyRules = ({ refusals, notAppliedStatuses }: ReadySettings): ReplyRules => ({
  refusals: [...refusals, ...STANDARD],
  faults: { text: '/message', page: '<title>([^<]*)' },
  notAppliedStatuses,
  read: readOpenrosa,
})
