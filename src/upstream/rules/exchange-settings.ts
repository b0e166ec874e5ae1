/** What an adapter over HTTP takes about each of its exchanges, whatever it says in them. */
import { z } from 'zod'
import { DEFAULT_MAX_REPLY_BYTES, DEFAULT_TIMEOUT_MS } from '../http.ts'
import { ProxySettings, TlsSettings } from '../http-connection.ts'
import { setting } from '../setting.ts'
import { Ms, Status } from './parts.ts'

export const connectionSettings = {
  tls: setting(TlsSettings.optional(), {
    zh: '证书：`{ caFile, certFile, keyFile, pfxFile, passphrase }`，私有 CA 和客户端证书',
    en: 'Certificates: `{ caFile, certFile, keyFile, pfxFile, passphrase }`: a private authority, our own certificate',
  }),
  proxy: setting(ProxySettings.optional(), {
    zh: '代理：`{ url, username, password }`',
    en: 'Proxy: `{ url, username, password }`',
  }),
}

export const exchangeSettings = {
  notAppliedStatuses: setting(z.array(Status).default([]), {
    zh: '哪些状态码（如 503）表示上级保证没有处理',
    en: 'Statuses (such as 503) by which the upstream promises that nothing was applied',
  }),
  maxProcessingMs: setting(Ms.default(60_000), {
    zh: '发出后最迟多久生效',
    en: 'Longest time between the last byte sent and the effect',
    unit: 'ms',
  }),
  timeoutMs: setting(Ms.min(100).default(DEFAULT_TIMEOUT_MS), {
    zh: '一次往来最长多久：连接（至多一半，且不超过 10 秒）、请求和回复都算',
    en: 'Bound on one exchange: connecting (half of it at most, 10 s at most), headers and body',
    unit: 'ms',
  }),
  maxReplyBytes: setting(z.int().min(1024).default(DEFAULT_MAX_REPLY_BYTES), {
    zh: '回复最多读多少；更长就算结果未知',
    en: 'Longest reply read; a longer one is an unknown outcome',
    unit: 'bytes',
  }),
}
