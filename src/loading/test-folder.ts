/** A folder of declarations for tests: one good upstream, to be made wrong. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Objects are written as JSON, text as it is. Gone when the test has ended. */
export function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'yibiao-loading-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    const isBytes = typeof content === 'string' || content instanceof Uint8Array
    writeFileSync(path, isBytes ? content : JSON.stringify(content, null, 2))
  }
  return folder
}

export const goodUpstream = {
  name: 'civil',
  title: { zh: '民政系统', en: 'Civil affairs' },
  form: 'resident',
  adapter: {
    use: 'yibiao/adapters/http',
    settings: {
      baseUrl: 'https://civil.example',
      auth: { kind: 'bearer', token: '${CIVIL_TOKEN}' },
      create: { method: 'POST', path: '/records' },
      success: { statuses: [201], checks: [{ pointer: '/id', present: true }] },
    },
  },
}

export const goodContract = {
  type: 'object',
  required: ['xm', 'sfzh'],
  properties: { xm: { type: 'string' }, sfzh: { type: 'string' }, xb: { enum: ['M', 'F', 'U'] } },
}

export const goodMapping = {
  $schema: '../../mapping.schema.json',
  xm: 'name',
  sfzh: 'idNumber',
  xb: { code: 'sex', to: { '0': 'U', '1': 'M', '2': 'F', '9': 'U' } },
}

/** `upstreams/civil/` with its three files, some of them replaced; undefined leaves one out. */
export function upstreamFolder(
  changed: Readonly<Record<string, unknown>> = {},
  beside: Readonly<Record<string, unknown>> = {},
) {
  const files = {
    'upstream.json': goodUpstream,
    'contract.schema.json': goodContract,
    'mapping.json': goodMapping,
    ...changed,
  }
  const named = Object.entries(files).filter(([, content]) => content !== undefined)
  return join(
    folderOf({
      ...Object.fromEntries(named.map(([name, content]) => [`upstreams/civil/${name}`, content])),
      ...beside,
    }),
    'upstreams',
  )
}
