/**
 * A portal's own form handler: POST /residents takes what a browser sends, answers with a 受理号 or with problems by
 * field, and GET /records/<number> says what became of it. Listens on PORT; the upstream is a stand-in.
 */
import { createServer } from 'node:http'
import {
  ConflictError,
  createGateway,
  defineContract,
  defineUpstream,
  describeProblem,
  type Problem,
  RecordInvalidError,
} from 'yibiao'
import { http } from 'yibiao/adapters/http'
import { resident } from 'yibiao/schemas'
import { createSandbox, sandboxSettings } from 'yibiao/testing'

const standIn = await createSandbox({ kind: 'rest-unique' })
const civilAffairs = defineUpstream({
  name: 'civil-affairs',
  title: { zh: '民政救助系统', en: 'Civil affairs' },
  form: resident,
  contract: defineContract<{ xm: string; sfzh: string; lxdh: string }>({
    type: 'object',
    required: ['xm', 'sfzh', 'lxdh'],
    properties: { xm: { title: '姓名' }, sfzh: { title: '身份证号' }, lxdh: { title: '联系电话' } },
  }),
  mapping: { xm: 'name', sfzh: 'idNumber', lxdh: 'phone' },
  adapter: http(sandboxSettings('rest-unique', standIn.url)),
})
const gateway = await createGateway({ ledger: process.env.LEDGER ?? 'memory:', upstreams: [civilAffairs] })

/** Status and body of one request. */
async function answer(method: string, path: string, body: string): Promise<readonly [number, unknown]> {
  if (method === 'GET' && path.startsWith('/records/')) {
    const { deliveries } = await gateway.record(path.slice('/records/'.length))
    return [200, { deliveries: deliveries.map((each) => ({ ...each, problems: each.problems.map(inWords) })) }]
  }
  if (method !== 'POST' || path !== '/residents') return [404, {}]
  const { number, deliveries } = await gateway.submit(resident, JSON.parse(body), { by: 'portal' })
  // What an upstream misses is known at once: the page asks for it while the person is still there.
  const missing = deliveries.flatMap(({ problems }) => problems.map(inWords))
  return [202, { number, missing }]
}

const inWords = (problem: Problem) => ({
  field: problem.field,
  message: describeProblem(problem.upstream ? { ...problem, upstream: civilAffairs.title.zh } : problem, 'zh-CN'),
})

const server = createServer(async (request, reply) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const [status, value] = await answer(request.method ?? '', request.url ?? '', body).catch((error: unknown) => {
    const isTheirs = error instanceof RecordInvalidError || error instanceof ConflictError
    return isTheirs ? ([422, { problems: error.problems.map(inWords) }] as const) : ([500, {}] as const)
  })
  reply.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value))
})

server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(JSON.stringify(server.address()))
})
process.once('SIGTERM', async () => {
  server.close()
  await gateway.close()
  await standIn.close()
})
