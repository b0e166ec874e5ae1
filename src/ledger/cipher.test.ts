/** AES-256-GCM behind the cipher interface, against node:crypto used by hand and against every way to tamper. */
import { createDecipheriv, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { aes256Gcm } from './cipher.ts'

const key = randomBytes(32)
const cipher = aes256Gcm(key)

test('opens what it sealed, whatever the text', () => {
  for (const text of ['', '张三', '𠮷', 'x'.repeat(100_000)])
    expect(cipher.open(cipher.seal(text, 'p'), 'p')).toBe(text)
})

test('is plain AES-256-GCM: nonce, text, tag, the place as additional data', () => {
  const sealed = cipher.seal('张三', 'revision 1 2')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
  decipher.setAAD(Buffer.from('revision 1 2')).setAuthTag(sealed.subarray(-16))
  expect(decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')).toBe('张三')
})

test('never uses a nonce twice, across refills of its supply', () => {
  const nonces = Array.from({ length: 2_000 }, () => cipher.seal('same', 'p').toString('hex').slice(0, 24))
  expect(new Set(nonces).size).toBe(2_000)
})

test('refuses another place, another key, and any changed or missing byte', () => {
  const sealed = cipher.seal('text', 'here')
  expect(() => cipher.open(sealed, 'there')).toThrow(RangeError)
  expect(() => aes256Gcm(randomBytes(32)).open(sealed, 'here')).toThrow(RangeError)
  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed)
    changed[i] = (changed[i] as number) ^ 1
    expect(() => cipher.open(changed, 'here')).toThrow(RangeError)
    expect(() => cipher.open(sealed.subarray(0, i), 'here')).toThrow(RangeError)
  }
})
