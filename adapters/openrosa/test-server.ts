/** A stand-in on a real socket that answers as ODK Central or as KoboToolbox does, and can go wrong. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { childOf, dataOf, escapeXml, type JsonObject, parseXml } from 'yibiao/adapter'
import type { TestUpstream } from 'yibiao/testing'
import { createFaults } from '../../src/testing/sandbox/faults.ts'
import { send, strike } from '../../src/testing/sandbox/strike.ts'
import type { OpenrosaSettings } from './index.ts'

export const PASSWORD = 'central-app-password'
export const USERS = ['village-12', 'village-13'] as const
const userOf = (authorization: string | undefined) =>
  USERS.find((user) => authorization === `Basic ${Buffer.from(`${user}:${PASSWORD}`).toString('base64')}`)

interface Version {
  readonly user: string
  readonly instanceID: string
  readonly deprecatedID?: string
  readonly bytes: Buffer
  readonly payload: JsonObject
}

export interface OpenrosaServer extends TestUpstream {
  /** Every version that was taken, in the order it came. */
  versions(): readonly Version[]
  readonly headers: IncomingMessage['headers'][]
  arrived(): number
  /** The form takes nothing any more. */
  shut(): void
}

const answerOf = (status: number, message: string) => ({
  status,
  headers: { 'content-type': 'text/xml; charset=utf-8', 'x-openrosa-version': '1.0' },
  body: `<OpenRosaResponse xmlns="http://openrosa.org/http/response" items="0"><message nature="">${escapeXml(message)}</message></OpenRosaResponse>`,
})

export async function openServer(kind: 'central' | 'kobo' = 'central'): Promise<OpenrosaServer> {
  const versions: Version[] = []
  /** Current versions; an edit takes its record's place. */
  const current: Version[] = []
  const headers: IncomingMessage['headers'][] = []
  const faults = createFaults(Date.now)
  let isShut = false

  function take(version: Version) {
    if (isShut)
      return kind === 'kobo'
        ? answerOf(405, 'Form is not active')
        : answerOf(409, 'This form is not currently accepting submissions.')
    const known = versions.find(({ instanceID }) => instanceID === version.instanceID)
    if (known && !known.bytes.equals(version.bytes))
      return answerOf(409, 'A submission already exists with this ID, but with different XML.')
    if (known) return kind === 'kobo' ? answerOf(202, 'Duplicate submission') : answerOf(201, 'successful')
    const { deprecatedID } = version
    const place = current.findIndex(({ instanceID }) => instanceID === deprecatedID)
    // KoboToolbox takes an edit of what it doesn't have for a new record.
    if (kind === 'central' && deprecatedID !== undefined && place < 0)
      return versions.some(({ instanceID }) => instanceID === deprecatedID)
        ? answerOf(409, 'The copy you were editing is now out of date.')
        : answerOf(404, 'We can’t find that submission to update.')
    versions.push(version)
    current.splice(place < 0 ? current.length : place, place < 0 ? 0 : 1, version)
    return answerOf(201, 'full submission upload was successful!')
  }

  async function receive(request: IncomingMessage, reply: ServerResponse) {
    const user = userOf(request.headers.authorization)
    if (user === undefined) return send(reply, answerOf(401, 'Could not authenticate.'))
    if (request.method !== 'POST') return reply.writeHead(204).end()
    headers.push(request.headers)
    const type = request.headers['content-type'] ?? ''
    const form = await new Response(Buffer.concat(await request.toArray()), {
      headers: { 'content-type': type },
    }).formData()
    const file = form.get('xml_submission_file')
    if (!(file instanceof File)) return send(reply, answerOf(400, 'xml_submission_file missing'))
    const bytes = Buffer.from(await file.arrayBuffer())
    const root = parseXml(bytes.toString())
    const meta = root && childOf(root, 'meta')
    if (!root || !meta) return send(reply, answerOf(400, 'Could not parse the given data as xml.'))
    if (root.attributes.id !== 'residents') return send(reply, answerOf(404, 'Could not find the form.'))
    const { meta: _meta, ...payload } = dataOf(root) as JsonObject
    const deprecatedID = childOf(meta, 'deprecatedID')?.text
    const instanceID = childOf(meta, 'instanceID')?.text ?? ''
    const answer = () => take({ user, instanceID, bytes, payload, ...(deprecatedID !== undefined && { deprecatedID }) })
    const fault = faults.strike('create', () => payload)
    if (fault) strike(fault, behaviour, answer, request, reply)
    else send(reply, answer())
  }

  const server = createServer((request, reply) => void receive(request, reply))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = async () => {
    server.closeAllConnections()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/projects/1/submission`,
    rows: () => current.map(({ payload }) => payload),
    versions: () => versions,
    users: () => versions.map(({ user }) => user),
    headers,
    arrived: () => headers.length,
    shut() {
      isShut = true
    },
    async setFaults(...given) {
      if (given.some(({ fault }) => fault === 'away')) await close()
      faults.set(given.filter((fault) => fault.fault !== 'away'))
    },
    close,
  }
}

/** A failure under status 200, which is no 201; a refusal in the server's own words. */
const behaviour: Parameters<typeof strike>[1] = {
  kindOf: () => 'create',
  answer: () => answerOf(500, ''),
  failure: ({ text }) => answerOf(200, text ?? 'it did not work'),
  refusal: ({ text }) => answerOf(400, text ?? 'it is wrong'),
  revokeTokens: () => undefined,
}

export const settingsFor = (submissionUrl: string, more: Partial<OpenrosaSettings> = {}): OpenrosaSettings => ({
  submissionUrl,
  formId: 'residents',
  formVersion: '2026',
  auth: { kind: 'basic', username: 'village-12', password: () => PASSWORD },
  timeoutMs: 500,
  ...more,
})
