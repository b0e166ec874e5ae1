/** One form of an OpenRosa server as plain data: the same value in TypeScript and in JSON. Strict at every level. */
import { Auth, connectionSettings, Endpoint, exchangeSettings, Refusal, setting, XML_NAME } from 'yibiao/adapter'
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
  ...connectionSettings,
  ...exchangeSettings,
})

export type OpenrosaSettings = z.input<typeof OpenrosaSettings>
export type ReadySettings = z.output<typeof OpenrosaSettings>
