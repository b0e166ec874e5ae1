import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentHash, idempotencyKey, indexHash, macsUnder, macUnder, originHash, sameHash } from './keys.ts'

const secret = fc.uint8Array({ minLength: 0, maxLength: 64 })
const parts = fc.array(fc.string({ unit: 'binary', maxLength: 80 }), { maxLength: 5 })
const secrets = macsUnder({ delivery: new Uint8Array(32).fill(1), index: new Uint8Array(32).fill(2) })

describe('macUnder', () => {
  test('is HMAC-SHA-256 as Node makes it', () => {
    fc.assert(
      fc.property(secret, parts, (key, texts) => {
        const expected = createHmac('sha256', key).update(JSON.stringify(texts)).digest('hex')
        expect(macUnder(key)(...texts).toString('hex')).toBe(expected)
      }),
    )
  })

  test('keeps its parts apart', () => {
    const mac = macUnder(new Uint8Array(32))
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(mac(...a).equals(mac(...b))).toBe(JSON.stringify(a) === JSON.stringify(b))
      }),
    )
    expect(mac('ab', 'c').equals(mac('a', 'bc'))).toBe(false)
    expect(mac('a","b').equals(mac('a', 'b'))).toBe(false)
    expect(mac('').equals(mac())).toBe(false)
  })
})

describe('keyed hashes', () => {
  test('an idempotency key is 64 hex characters and another one whenever anything differs', () => {
    const a = contentHash('a')
    const b = contentHash('b')
    const key = idempotencyKey(secrets, a, 'u', 1, a)
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(idempotencyKey(secrets, contentHash('a'), 'u', 1, contentHash('a'))).toBe(key)
    const others = [
      idempotencyKey(secrets, b, 'u', 1, a),
      idempotencyKey(secrets, a, 'v', 1, a),
      idempotencyKey(secrets, a, 'u', 2, a),
      idempotencyKey(secrets, a, 'u', 1, b),
      idempotencyKey({ ...secrets, delivery: secrets.index }, a, 'u', 1, a),
    ]
    expect(new Set([key, ...others]).size).toBe(6)
  })

  test('equal texts for different purposes, forms and secrets are found apart', () => {
    const hashes = [
      indexHash(secrets, 'key', 'f', 'x'),
      indexHash(secrets, 'client', 'f', 'x'),
      indexHash(secrets, 'event', 'f', 'x'),
      indexHash(secrets, 'key', 'g', 'x'),
      originHash(secrets, 'f', 'x'),
    ].map((bytes) => Buffer.from(bytes).toString('hex'))
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  test('hashes have bytes of their own: posting one to a thread posts nothing else', () => {
    for (const bytes of [contentHash('a'), indexHash(secrets, 'key', 'f', 'x'), originHash(secrets, 'f', 'x')]) {
      expect([bytes.length, bytes.buffer.byteLength]).toEqual([16, 16])
    }
  })

  test('sameHash compares content, and nothing is equal to nothing', () => {
    expect(sameHash(contentHash('a'), contentHash('a'))).toBe(true)
    expect(sameHash(contentHash('a'), contentHash('b'))).toBe(false)
    expect(sameHash(contentHash('a'), contentHash('a').subarray(0, 8))).toBe(false)
    expect([sameHash(null, null), sameHash(undefined, contentHash('a'))]).toEqual([false, false])
  })
})
