/** One form of an OpenRosa server as plain data: the same value in TypeScript and in JSON. Strict at every level. */
import {
  Auth,
  DEFAULT_MAX_REPLY_BYTES,
  DEFAULT_TIMEOUT_MS,
  Endpoint,
  Ms,
  ProxySettings,
  Refusal,
  Status,
  setting,
  TlsSettings,
  XML_NAME,
} from 'yibiao/adapter'
import { z } from 'zod'

export const OpenrosaSettings = z.strictObject({
  submissionUrl: setting(Endpoint, {
    zh: '提交地址，如 ODK Central 的 `…/v1/projects/1/submission`；账号密码只发往这个地址',
    en: 'Where submissions go, such as `…/v1/projects/1/submission` of ODK Central; credentials never leave its origin',
    fromEnvironment: true,
  }),
  formId: setting(z.string().min(1), { zh: '表单编号（XLSForm 的 form_id）', en: '`form_id` of the XLSForm' }),
  formVersion: setting(z.string().optional(), {
    zh: '表单版本，要和服务器上的一样',
    en: 'Version of the form, as the server has it',
  }),
  root: setting(z.string().regex(XML_NAME, 'a name of an XML element').default('data'), {
    zh: '最外层元素名；KoboToolbox 用表单编号',
    en: 'Name of the outermost element; KoboToolbox has the form’s id there',
  }),
  namespace: setting(z.string().min(1).optional(), {
    zh: '表单自己的命名空间，多数没有',
    en: 'Namespace of the form’s own elements; most have none',
  }),
  refusals: setting(z.array(Refusal).default([]), {
    zh: '其他回复的含义，先于内置的；原因在 `/message`',
    en: 'What other answers mean, ahead of the standard ones; the words stand at `/message`',
  }),
  auth: setting(Auth.default({ kind: 'none' }), {
    zh: '身份验证，和 http 适配器一样；不支持 digest',
    en: 'Authentication, as of the http adapter; no digest',
  }),
  tls: setting(TlsSettings.optional(), {
    zh: '证书：`{ caFile, certFile, keyFile, pfxFile, passphrase }`',
    en: 'Certificates: `{ caFile, certFile, keyFile, pfxFile, passphrase }`',
  }),
  proxy: setting(ProxySettings.optional(), {
    zh: '代理：`{ url, username, password }`',
    en: 'Proxy: `{ url, username, password }`',
  }),
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
    zh: '一次往来最长多久',
    en: 'Bound on one exchange',
    unit: 'ms',
  }),
  maxReplyBytes: setting(z.int().min(1024).default(DEFAULT_MAX_REPLY_BYTES), {
    zh: '回复最多读多少；更长就算结果未知',
    en: 'Longest reply read; a longer one is an unknown outcome',
    unit: 'bytes',
  }),
})

export type OpenrosaSettings = z.input<typeof OpenrosaSettings>
export type ReadySettings = z.output<typeof OpenrosaSettings>
