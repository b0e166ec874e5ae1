/** Runs the conformance suite on the adapter, under Node's own test runner: `node --test conformance.ts`. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { JsonObject } from 'yibiao/adapter'
import { describeAdapter } from 'yibiao/testing'
import { exchangeFolder } from './exchange-folder.ts'

describeAdapter({ describe, test }, 'exchange-folder', {
  open() {
    const address = mkdtempSync(join(tmpdir(), 'exchange-'))
    const read = (file: string) => JSON.parse(readFileSync(join(address, file), 'utf8')) as JsonObject
    return { address, rows: () => readdirSync(address).map(read), close: () => rmSync(address, { recursive: true }) }
  },
  adapter: exchangeFolder,
  example: '/nowhere',
  payload: (index, version) => ({ zfr: `孙小${'测例样试演甲乙丙'[index]}`, zfrq: '2024-03-05', nr: `第${version}次` }),
  faults: [],
  unable: 'a folder on this disk answers nothing that could go wrong',
})
