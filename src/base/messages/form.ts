/** What the person who fills a form in may hear about her own entries, and what a form's author did wrong. */
export const form = {
  required: { zh: '请填写“{title}”', en: 'Please fill in “{title}”.' },
  null_given: {
    zh: '“{title}”是空值，没有内容就不要带上这一项',
    en: '“{title}” is null; leave it out when there is nothing to say.',
  },
  not_text: {
    zh: '“{title}”应填写文字（在表格里请把单元格设为文本）',
    en: '“{title}” must be text (in a sheet, format the cell as text).',
  },
  not_number: { zh: '“{title}”应填写数字', en: '“{title}” must be a number.' },
  not_integer: { zh: '“{title}”应填写整数', en: '“{title}” must be a whole number.' },
  not_boolean: { zh: '“{title}”应填写是或否', en: '“{title}” must be yes or no.' },
  not_list: { zh: '“{title}”应为列表', en: '“{title}” must be a list.' },
  not_object: { zh: '“{title}”应为一组字段', en: '“{title}” must be a group of fields.' },
  not_date: {
    zh: '“{title}”应为真实存在的日期，如 2024-03-05',
    en: '“{title}” must be a real date such as 2024-03-05.',
  },
  in_future: { zh: '“{title}”不能晚于今天', en: '“{title}” must not be after today.' },
  day_inside_in_future: {
    zh: '“{title}”里的日期在将来，请核对',
    en: 'The date inside “{title}” is in the future; please check it.',
  },
  text_too_short: {
    zh: '“{title}”至少要有{minimum}个字',
    en: '“{title}” needs at least {minimum} {minimum|character|characters}.',
  },
  text_too_long: {
    zh: '“{title}”最多{maximum}个字',
    en: '“{title}” may have at most {maximum} {maximum|character|characters}.',
  },
  text_length: {
    zh: '“{title}”应为{length}个字',
    en: '“{title}” must have exactly {length} {length|character|characters}.',
  },
  list_too_short: {
    zh: '“{title}”至少要有{minimum}项',
    en: '“{title}” needs at least {minimum} {minimum|item|items}.',
  },
  list_too_long: { zh: '“{title}”最多{maximum}项', en: '“{title}” may have at most {maximum} {maximum|item|items}.' },
  list_length: { zh: '“{title}”应为{length}项', en: '“{title}” must have exactly {length} {length|item|items}.' },
  number_too_small: { zh: '“{title}”不能小于{minimum}', en: '“{title}” must not be less than {minimum}.' },
  number_too_big: { zh: '“{title}”不能大于{maximum}', en: '“{title}” must not be more than {maximum}.' },
  number_not_above: { zh: '“{title}”应大于{minimum}', en: '“{title}” must be more than {minimum}.' },
  number_not_below: { zh: '“{title}”应小于{maximum}', en: '“{title}” must be less than {maximum}.' },
  not_multiple: { zh: '“{title}”应为{divisor}的倍数', en: '“{title}” must be a multiple of {divisor}.' },
  wrong_format: { zh: '“{title}”的格式不正确', en: '“{title}” is not in the right format.' },
  hint: { zh: '“{title}”应为{hint}', en: '“{title}” must be {hint}.' },
  not_in_codes: {
    zh: '“{title}”不在代码表“{codes}”中',
    en: '“{title}” is not in the code list “{codes}”.',
  },
  not_allowed: { zh: '“{title}”只能是：{allowed}', en: '“{title}” must be one of: {allowed}.' },
  no_alternative: {
    zh: '“{title}”不符合允许的任何一种写法',
    en: '“{title}” fits none of the forms that are allowed.',
  },
  unknown_field: { zh: '表单没有“{key}”这一项', en: 'The form has no field “{key}”.' },
  unknown_field_nearest: {
    zh: '表单没有“{key}”这一项，是不是“{nearest}”（{nearestField}）？',
    en: 'The form has no field “{key}”. Did you mean “{nearest}” ({nearestField})?',
  },
  rule_broken: { zh: '{detail}', en: '{detail}' },
  not_right: { zh: '“{title}”填写有误，请核对', en: '“{title}” is not right; please check it.' },
  record_not_object: { zh: '一条记录应为一组字段', en: 'A record must be a group of fields.' },
  field_moved: {
    zh: '“{title}”在此期间已被别人改过，请核对后再提交',
    en: '“{title}” was changed by someone else in the meantime; please check and submit again.',
  },
  form_invalid: { zh: '表单 {form}：{detail}', en: 'Form {form}: {detail}' },
  form_newer: {
    zh: '“{form}”的这份内容是第 {version} 版的，这个程序只认到第 {known} 版；请升级程序，内容没有改动',
    en: 'This was filled in by version {version} of “{form}”; this program knows up to {known}. Update the program; nothing was changed.',
  },
  form_step_missing: {
    zh: '“{form}”没有写明第 {version} 版怎样升到下一版；请在 defineForm 的 upgrade 里补上',
    en: '“{form}” does not say how version {version} becomes the next; add it to `upgrade` of defineForm.',
  },
  form_step_failed: {
    zh: '“{form}”从第 {version} 版升级时出错；请检查 upgrade 里的这一步，内容没有改动',
    en: 'The step of “{form}” from version {version} failed; check it in `upgrade`. Nothing was changed.',
  },
  form_twice: { zh: '有两个表单都叫“{form}”', en: 'There are two forms named “{form}”.' },
  reference_key_many: {
    zh: '表单“{form}”引用“{referent}”，但后者的主键不是一个字段，引用不了',
    en: 'Form “{form}” refers to “{referent}”, whose key is not one field: no field can hold it.',
  },
  form_field_invalid: { zh: '表单 {form} 的字段 {field}：{detail}', en: 'Form {form}, field {field}: {detail}' },
  codes_invalid: { zh: '代码表 {list}：{detail}', en: 'Code list {list}: {detail}' },
} as const
