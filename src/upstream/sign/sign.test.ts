/** Signatures: the published or computed vectors, one test per scheme, and what is common to all. */
import { createDecipheriv, createHash } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { HttpRequest } from '../http-contract.ts'
import { alibabaText } from './alibaba-gateway.ts'
import { hmacSha256Base64 } from './digests.ts'
import { governmentDingtalkText } from './government.ts'
import { SignSettings, signed } from './index.ts'

const NOW = 1_700_000_000_000
const limits = { baseUrl: 'https://gateway.example/api' }
const json: HttpRequest = {
  method: 'POST',
  path: '/save',
  headers: { 'content-type': 'application/json' },
  body: '{"a":"1","name":"张三"}',
}

afterEach(() => vi.unstubAllEnvs())

/** Signs with a secret out of the environment, as a file's settings do. */
async function sign(settings: object, secret: string, request: HttpRequest = json, now = NOW) {
  vi.stubEnv('TEST_SIGN_KEY', secret)
  return await signed(SignSettings.parse(settings), request, limits, { now, id: 'msg_1' })
}
const key = '${TEST_SIGN_KEY}'

describe('vectors', () => {
  test('DingTalk robot', async () => {
    const { query } = await sign({ kind: 'dingtalk-robot', secret: key }, 'SECdemo0123456789')
    expect(query?.timestamp).toBe('1700000000000')
    expect(encodeURIComponent(query?.sign ?? '')).toBe('ww0uYz9hgC%2F%2Fla1LzHCxhiH8ja6t5XU0VlJXBRQKVAA%3D')
  })

  test('Feishu bot', async () => {
    const { body } = await sign({ kind: 'feishu-bot', secret: key }, 'demoSecret')
    expect(JSON.parse(String(body))).toEqual({
      timestamp: '1700000000',
      sign: 'JqtKK2ue3r5hqr5tWbCjKlZF7AFL2sYsR99PuvaE0cY=',
      a: '1',
      name: '张三',
    })
  })

  test('TIF', async () => {
    // The published recipe is over a nonce of the caller's own choice: recomputed with the one that was drawn.
    const recipe = (nonce: string) => createHash('sha256').update(`1700000000demoToken${nonce}1700000000`).digest('hex')
    expect(recipe('abcdef0123456789')).toBe('ba6b2d27d3059c210ce306d72a6ecc4beed74e50259e2f81f1f887f77dd2461b')
    const { headers = {} } = await sign({ kind: 'tif', paasId: 'demo', token: key }, 'demoToken')
    expect(headers).toMatchObject({ 'x-tif-paasid': 'demo', 'x-tif-timestamp': '1700000000' })
    expect(headers['x-tif-signature']).toBe(recipe(headers['x-tif-nonce'] ?? ''))
    const upper = await sign({ kind: 'tif', paasId: 'demo', token: key, letters: 'upper' }, 'demoToken')
    expect(upper.headers?.['x-tif-signature']).toBe(recipe(upper.headers?.['x-tif-nonce'] ?? '').toUpperCase())
  })

  test('national exchange', async () => {
    const settings = { kind: 'national-exchange', requesterId: 'demoRid', serviceId: 'demoSid', secret: key }
    expect((await sign(settings, 'demoAppSecret')).headers).toMatchObject({
      gjgxjhpt_rid: 'demoRid',
      gjgxjhpt_sid: 'demoSid',
      gjgxjhpt_rtime: '1700000000000',
      gjgxjhpt_sign: 'GK61oDGLv/Cn5y5ZXCM6zEu8B5zTGVqRI5lOmC+GL8E=',
    })
  })

  test('Zhejiang IRS', async () => {
    const { query } = await sign({ kind: 'zhejiang-irs', appKey: 'demoKey', secret: key }, 'demoSecret')
    expect(query).toEqual({
      appKey: 'demoKey',
      requestTime: '1700000000000',
      sign: '00a923a4ccb4e57b59fb4ebc684d0731',
    })
  })

  test('the government’s DingTalk', async () => {
    const request: HttpRequest = {
      method: 'POST',
      path: 'https://gateway.example/gettoken.json',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'appsecret=s3&appkey=demo',
    }
    const text = governmentDingtalkText({
      method: 'POST',
      timestamp: '2023-11-14T22:13:20.000+08:00',
      nonce: '17000000000001234',
      url: new URL('https://gateway.example/gettoken.json'),
      form: [
        ['appsecret', 's3'],
        ['appkey', 'demo'],
      ],
    })
    expect(hmacSha256Base64('demoSecret', text)).toBe('usLvZK2TIWJHvy8hNB3yThKXY6P0VqB/ZotyuTz38eU=')
    const now = Date.parse('2023-11-14T22:13:20.000+08:00')
    const settings = { kind: 'government-dingtalk', apiKey: 'demo', secret: key }
    const { headers = {} } = await sign(settings, 'demoSecret', request, now)
    expect(headers['x-hmac-auth-timestamp']).toBe('2023-11-14T22:13:20.000+08:00')
    expect(headers['x-hmac-auth-nonce']).toMatch(/^\d{17}$/)
    const lines = text.replace('17000000000001234', headers['x-hmac-auth-nonce'] ?? '')
    expect(headers['x-hmac-auth-signature']).toBe(hmacSha256Base64('demoSecret', lines))
  })

  test('Jeecg X-Sign', async () => {
    const settings = { kind: 'jeecg-sign', secret: key }
    const unsorted = { ...json, body: '{"name":"张三","a":1}' }
    for (const request of [json, unsorted]) {
      expect((await sign(settings, 'demoSecret', request)).headers).toMatchObject({
        'x-sign': '277DD36259D367AA696A799550C713E4',
        'x-timestamp': '1700000000000',
      })
    }
    const query = { ...json, method: 'GET' as const, body: '', query: { name: '张三', a: '1', _t: '9' } }
    expect((await sign(settings, 'demoSecret', query)).headers?.['x-sign']).toBe('277DD36259D367AA696A799550C713E4')
  })

  test.each(['{"a":null}', '{"a":["1"]}', '{"a":{}}', '[]'])(
    'Jeecg X-Sign can’t sign %s, and says where',
    async (body) => {
      await expect(sign({ kind: 'jeecg-sign', secret: key }, 's', { ...json, body })).rejects.toMatchObject({
        problems: [{ code: 'unsignable', who: 'author' }],
      })
    },
  )

  test('Jeecg OpenAPI', async () => {
    const { headers } = await sign({ kind: 'jeecg-openapi', appKey: 'ak', secret: key }, 'sk')
    expect(headers).toMatchObject({
      appkey: 'ak',
      timestamp: '1700000000000',
      signature: '7b719edc31938ec1705e21f4d6ae8545',
    })
  })

  test('Alibaba gateway: the text as its documentation lays it out, and the signature over it', async () => {
    const request: HttpRequest = { ...json, query: { b: '', a: '2' } }
    const { headers = {} } = await sign(
      { kind: 'alibaba-gateway', appKey: '60030', secret: key },
      'demoSecret',
      request,
    )
    const text = [
      'POST',
      'application/json',
      createHash('md5').update(String(json.body)).digest('base64'),
      'application/json',
      '',
      'x-ca-key:60030',
      `x-ca-nonce:${headers['x-ca-nonce']}`,
      'x-ca-signature-method:HmacSHA256',
      'x-ca-timestamp:1700000000000',
      '/api/save?a=2&b',
    ].join('\n')
    expect(headers['x-ca-signature-headers']).toBe('x-ca-key,x-ca-nonce,x-ca-signature-method,x-ca-timestamp')
    expect(headers['x-ca-signature']).toBe(hmacSha256Base64('demoSecret', text))
  })

  test('Alibaba gateway: a form’s fields stand among the parameters, without a digest', () => {
    const signing = {
      method: 'POST',
      url: new URL('https://gateway.example/http2test/test?param1=test'),
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: 'username=xiaoming&password=123456789',
      now: NOW,
      nonce: '',
      id: '',
    }
    expect(alibabaText(signing, {}).split('\n').at(-1)).toBe(
      '/http2test/test?param1=test&password=123456789&username=xiaoming',
    )
    expect(alibabaText(signing, {}).split('\n')[2]).toBe('')
  })
})

describe('Standard Webhooks', () => {
  test('is verified by its own library, and stays one message over attempts', async () => {
    const secret = `whsec_${Buffer.from('a secret of some length').toString('base64')}`
    const now = Date.now()
    const { headers = {}, body } = await sign({ kind: 'standard-webhooks', secret: key }, secret, json, now)
    expect(new Webhook(secret).verify(String(body), headers)).toEqual({ a: '1', name: '张三' })
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow()
    const later = await sign({ kind: 'standard-webhooks', secret: key }, secret, json, now + 60_000)
    expect(later.headers?.['webhook-id']).toBe(headers['webhook-id'])
  })
})

describe('SM envelope', () => {
  const pair = sm2.generateKeyPairHex()
  const sm4Key = '0123456789abcdeffedcba9876543210'

  const opened = (text: string, encoding: 'hex' | 'base64', keyHex: string, iv?: string) => {
    const decipher = createDecipheriv(
      iv ? 'sm4-cbc' : 'sm4-ecb',
      Buffer.from(keyHex, 'hex'),
      iv ? Buffer.from(iv, 'hex') : null,
    )
    return decipher.update(text, encoding, 'utf8') + decipher.final('utf8')
  }

  test('SM4 is that of GB/T 32907, SM3 that of GB/T 32905', () => {
    const cipher = createDecipheriv('sm4-ecb', Buffer.from(sm4Key, 'hex'), null).setAutoPadding(false)
    expect(cipher.update('681edf34d206965e86b3e94f536e4246', 'hex', 'hex')).toBe(sm4Key)
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    )
  })

  test('encrypts to upper hex, signs what was there, keeps constants and time', async () => {
    const settings = {
      kind: 'sm-envelope',
      set: { '/appId': 'demo', '/encType': 'SM4' },
      timestamp: { into: '/timestamp', unit: 's' },
      encrypt: { key: () => sm4Key, into: '/encData' },
      sign: { privateKey: key, into: '/signData' },
    }
    const { body } = await sign(settings, pair.privateKey)
    const envelope = JSON.parse(String(body)) as Record<string, string>
    expect(envelope).toMatchObject({ appId: 'demo', encType: 'SM4', timestamp: '1700000000' })
    expect(envelope.encData).toMatch(/^[\dA-F]+$/)
    expect(opened(envelope.encData ?? '', 'hex', sm4Key)).toBe(json.body)
    const signature = Buffer.from(envelope.signData ?? '', 'base64').toString('hex')
    expect(sm2.doVerifySignature(String(json.body), signature, pair.publicKey, { hash: true })).toBe(true)
    expect(sm2.doVerifySignature(`${json.body} `, signature, pair.publicKey, { hash: true })).toBe(false)
  })

  test.each([
    { hash: true, userId: 'ALICE123@YAHOO.COM', form: 'der', text: 'hex' },
    { hash: false, userId: '1234567812345678', form: 'raw', text: 'HEX' },
    { hash: true, userId: '1234567812345678', form: 'der', text: 'base64' },
  ] as const)('a signature is verified only with the same choices: %o', async (choice) => {
    const settings = { kind: 'sm-envelope', plain: '/data', sign: { privateKey: key, into: '/s', ...choice } }
    const envelope = JSON.parse(String((await sign(settings, pair.privateKey)).body)) as { data: unknown; s: string }
    expect(envelope.data).toEqual(JSON.parse(String(json.body)))
    const hex = Buffer.from(envelope.s, choice.text === 'base64' ? 'base64' : 'hex').toString('hex')
    const verify = (options: object) => {
      try {
        return sm2.doVerifySignature(String(json.body), hex, pair.publicKey, options)
      } catch {
        return false // not of that form
      }
    }
    const { hash, userId, form } = choice
    expect(verify({ hash, userId, der: form === 'der' })).toBe(true)
    expect(verify({ hash: !hash, userId, der: form === 'der' })).toBe(false)
    expect(verify({ hash, userId, der: form !== 'der' })).toBe(false)
    if (hash) expect(verify({ hash, userId: 'somebody else', der: form === 'der' })).toBe(false)
  })

  test.each([
    { order: 'C1C3C2', prefix04: true },
    { order: 'C1C2C3', prefix04: false },
  ] as const)('a new key each time, wrapped for the upstream: %o', async (choice) => {
    const wrap = { publicKey: pair.publicKey, into: '/key', ...choice }
    const settings = { kind: 'sm-envelope', encrypt: { text: 'base64', into: '/data', wrap } }
    const [first, second] = [await sign(settings, ''), await sign(settings, '')].map(
      ({ body }) => JSON.parse(String(body)) as { data: string; key: string },
    )
    expect(first?.data).not.toBe(second?.data)
    expect(first?.key.startsWith('04')).toBe(choice.prefix04)
    const cipher = choice.prefix04 ? (first?.key ?? '').slice(2) : (first?.key ?? '')
    const bytes = sm2.doDecrypt(cipher, pair.privateKey, choice.order === 'C1C3C2' ? 1 : 0, { output: 'array' })
    expect(opened(first?.data ?? '', 'base64', Buffer.from(bytes).toString('hex'))).toBe(json.body)
  })

  test('CBC takes an iv, and a key of the wrong length is named and not quoted', async () => {
    const iv = 'fedcba98765432100123456789abcdef'
    const encrypt = { key, mode: 'cbc', iv: () => iv, text: 'hex', into: '/d' }
    const { body } = await sign({ kind: 'sm-envelope', encrypt }, sm4Key)
    expect(opened((JSON.parse(String(body)) as { d: string }).d, 'hex', sm4Key, iv)).toBe(json.body)
    await expect(sign({ kind: 'sm-envelope', encrypt }, 'geheim')).rejects.toThrow(
      /^(?!.*geheim)Setting sign.encrypt.key: 32 hex digits/,
    )
    await expect(sign({ kind: 'sm-envelope', encrypt: { ...encrypt, iv: undefined } }, sm4Key)).rejects.toThrow(/iv/)
  })
})

describe('in common', () => {
  test('a key is written as ${NAME}; a missing variable is named', async () => {
    expect(SignSettings.safeParse({ kind: 'jeecg-sign', secret: 'plain' }).success).toBe(false)
    expect(SignSettings.safeParse({ kind: 'jeecg-sign', secret: key, secert: key }).success).toBe(false)
    await expect(sign({ kind: 'jeecg-sign', secret: '${TEST_UNSET}' }, '')).rejects.toThrow(/TEST_UNSET/)
  })

  test('a function of one’s own sees what leaves and adds to it', async () => {
    const own = SignSettings.parse(
      ({ method, url, nonce, id }: { method: string; url: URL; nonce: string; id: string }) => ({
        headers: { 'x-own': `${method} ${url.pathname} ${nonce.length} ${id}` },
        query: { s: '1' },
      }),
    )
    const request = await signed(own, { ...json, query: { q: 'x' } }, limits, { now: NOW, id: 'msg_1' })
    expect(request).toMatchObject({ headers: { 'x-own': 'POST /api/save 32 msg_1' }, query: { q: 'x', s: '1' } })
  })

  test('nothing is signed for another origin', async () => {
    const elsewhere = { ...json, path: 'https://elsewhere.example/' }
    expect(await sign({ kind: 'jeecg-sign', secret: key }, 's', elsewhere)).toEqual(elsewhere)
  })
})
