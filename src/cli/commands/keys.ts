/** yibiao keys: a new key for the ledger, and everything sealed anew with the current one, beside a running owner too. */
import { randomBytes } from 'node:crypto'
import { SettingsError } from '../../base/errors.ts'
import { KEY_VARIABLE, rotateKeys, upkeepLedger } from '../../ledger/index.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { note, printJson, printLine } from '../print.ts'

export interface RotateOptions {
  readonly index?: boolean
}

const KEY_BYTES = 32

/** Prints a key for the environment. Nothing is stored. */
export async function newKey({ id }: { readonly id?: string }, context: Context): Promise<number> {
  const { say, json } = context
  // Named by month: it tells which of two is the older one.
  const name = id ?? new Date().toISOString().slice(0, 7)
  const key = `${name}:${randomBytes(KEY_BYTES).toString('base64')}`
  if (json) printJson(context, { key })
  else printLine(context, key)
  note(context, say('keys.new'))
  return EXIT.settled
}

/** @throws {SettingsError} a key is missing, or the owner doesn't use the current one yet */
export async function rotate({ index = false }: RotateOptions, context: Context): Promise<number> {
  const { say, json, signal, stderr } = context
  const config = await loadConfig(context)
  if (!config.ledgerKeys) {
    throw new SettingsError([{ code: 'ledger_key_needed', who: 'operator', params: { variable: KEY_VARIABLE } }])
  }
  const upkeep = upkeepLedger(config.ledger, config.ledgerKeys)
  try {
    const progress = (rows: number) => stderr.isTTY && stderr.write(`\r\u001b[2K${say('keys.progress', { rows })}`)
    const { rows, done } = await rotateKeys(upkeep, { index, signal, progress })
    if (stderr.isTTY) stderr.write('\r\u001b[2K')
    if (json) printJson(context, { rows, done })
    else printLine(context, say(done ? 'keys.rotated' : 'keys.stopped', { rows }))
    return done ? EXIT.settled : EXIT.interrupted
  } finally {
    await upkeep.close()
  }
}
