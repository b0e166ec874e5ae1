/** What the tools for authors say: drafts, coverage, comparison. */
export const authoring = {
  contract_without_fields: {
    zh: '在“{file}”里没有找到字段：请给出 JSON Schema、OpenAPI（JSON 或 YAML）、含“字段名、中文名、类型”等列的字段清单，或带表头的模板',
    en: 'No fields were found in “{file}”. Give a JSON Schema, an OpenAPI description (JSON or YAML), a list with columns such as name, label and type, or a template with its header.',
  },
  contract_unparsable: {
    zh: '“{file}”不是有效的 {format}：请检查文件，或请对方重新导出',
    en: '“{file}” is no valid {format}. Check the file, or have it exported again.',
  },
  contract_unclear: {
    zh: '“{file}”里有多个接口，请指明一个，例如 --contract "{first}"：\n  {choices}',
    en: '“{file}” describes several bodies. Name one, for example --contract "{first}":\n  {choices}',
  },
  contract_several_sheets: {
    zh: '“{file}”里有多张字段清单（{sheets}），请用 --sheet 指明一张，例如 --sheet {first}',
    en: '“{file}” lists fields on several sheets ({sheets}). Name one with --sheet, for example --sheet {first}.',
  },
  draft_exists: {
    zh: '已经有了，没有改动：{files}；请换一个 --name，或先把它们移走',
    en: 'There already, and left as they are: {files}. Choose another --name, or move them away first.',
  },
  draft_unwritten: {
    zh: '写不了 {file}（{detail}）；请检查目录的写入权限',
    en: 'Cannot write {file} ({detail}). Check your right to write there.',
  },
  draft_name_wrong: {
    zh: '--name 的值“{name}”不对：只用小写字母、数字和连字符，以字母开头',
    en: '--name can’t be “{name}”: lower-case letters, digits and hyphens, a letter first.',
  },
  suggest_form_unknown: {
    zh: '没有名为“{name}”的表单{hint}；可用的有：{known}',
    en: 'There is no form named “{name}”.{hint} Known: {known}.',
  },
} as const
