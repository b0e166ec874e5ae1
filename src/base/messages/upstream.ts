/** What an upstream did, and what its settings lack. */
export const upstream = {
  upstream_refused: { zh: '“{upstream}”退回了这份记录', en: '“{upstream}” refused this record.' },
  settings_invalid: { zh: '设置 {setting} 有误：{detail}', en: 'Setting {setting}: {detail}' },
  base_url_invalid: {
    zh: '设置 baseUrl 有误：应为 http(s) 地址，不带账号、密码、参数和片段',
    en: 'Setting baseUrl: an http(s) URL without user name, password, query and fragment is needed.',
  },
  variable_missing: {
    zh: '环境变量 {variable} 没有设置（{setting} 要用它）',
    en: 'The environment variable {variable} is not set ({setting} needs it).',
  },
  account_value_missing: {
    zh: '{setting} 要用账号的 {value}，而这次没有账号，或账号里没有它；请在系统的 accounts 里写上',
    en: '{setting} takes {value} of the account, and there is no account here, or it has no such value. Write it into `accounts` of the system.',
  },
  placeholder_empty: {
    zh: '请求模板中的 {placeholder} 没有值可填，或值不能放进地址',
    en: 'The request template’s {placeholder} has no value, or one that can’t stand in an address.',
  },
  package_missing: {
    zh: '需要软件包 {package}：请运行 {command}',
    en: 'The package {package} is needed: run {command}.',
  },
  list_failed: {
    zh: '上级的记录列不全：{detail}；请核对 list 的设置',
    en: 'The upstream’s records can’t be listed: {detail}. Check the setting `list`.',
  },
  unsignable: {
    zh: '{pointer} 不是文字、数字或是否，这种签名方式签不了；请在映射里改成平铺的文字',
    en: 'The value at {pointer} is no text, number or flag, which this signature can’t cover. Make the payload flat.',
  },
  form_value_unfit: {
    zh: '{pointer} 的内容不能编成表单字段',
    en: 'The value at {pointer} can’t be encoded as a form field.',
  },
} as const
