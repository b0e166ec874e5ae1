/** Member → the exact XML of one submission. Pure. */
import { createHash } from 'node:crypto'
import { elementsOf, escapeXml, type JsonObject, MappingError, type Member, type PayloadFault } from 'yibiao/adapter'
import type { ReadySettings } from './settings.ts'

/** What is stored before the first byte leaves: servers compare a repeat byte by byte. A `type`, so that it counts as JSON. */
export type Submission = {
  readonly instanceID: string
  readonly xml: string
}

const XFORMS = 'http://openrosa.org/xforms'

/**
 * An edit is a new version: an instanceID of its own, and the one it takes the place of as deprecatedID.
 *
 * @throws {MappingError} when it is an update and nobody knows of what
 * @see https://docs.getodk.org/openrosa-metadata/
 */
export function submissionOf(
  { formId, formVersion, root, namespace }: ReadySettings,
  { operation, idempotencyKey, payload, reference }: Member,
): Submission {
  if (operation === 'update' && reference === undefined)
    throw new MappingError([{ code: 'placeholder_empty', who: 'author', params: { placeholder: '{reference}' } }])
  const instanceID = instanceIdOf(idempotencyKey)
  const attributes = [
    ['id', formId],
    ['version', formVersion],
    ['xmlns', namespace],
    ['xmlns:orx', XFORMS],
  ].flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escapeXml(value)}"`]))
  const deprecated = operation === 'update' ? `<orx:deprecatedID>${escapeXml(reference ?? '')}</orx:deprecatedID>` : ''
  const meta = `<orx:meta><orx:instanceID>${instanceID}</orx:instanceID>${deprecated}</orx:meta>`
  return {
    instanceID,
    xml: `<?xml version="1.0" encoding="UTF-8"?><${root}${attributes.join('')}>${elementsOf(payload, escapeXml, '')}${meta}</${root}>`,
  }
}

/** A UUID of version 8 (RFC 9562) made of our key: the same on every attempt, another for other content. */
function instanceIdOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4]
  return `uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** `meta` is the server's: it reads names without their prefix. */
export function metaFault(payload: JsonObject): readonly PayloadFault[] {
  if (!Object.hasOwn(payload, 'meta')) return []
  const detail = { zh: 'meta 是 OpenRosa 自己用的名字', en: 'meta is a name of OpenRosa’s own' }
  return [{ pointer: '/meta', code: 'value_unfit', who: 'author', params: { detail } }]
}
