/** What is wrong with a file that declares upstreams, forms or code lists. */
export const loading = {
  file_invalid: { zh: '{file} {pointer}：{detail}', en: '{file} {pointer}: {detail}' },
  file_syntax: {
    zh: '{file} 不是有效的 JSON：{detail}',
    en: '{file} is not JSON: {detail}. Mend it and try again.',
  },
  file_missing: {
    zh: '打不开 {file}（{detail}）；请检查文件是否存在、能否读取',
    en: 'Cannot open {file} ({detail}). Check that it is there and may be read.',
  },
  file_not_utf8: {
    zh: '{file} 不是 UTF-8 编码；请另存为 UTF-8',
    en: '{file} is not UTF-8. Save it as UTF-8.',
  },
  file_too_long: {
    zh: '{file} 超过 {limit} 字节；这里只放声明，不放数据',
    en: '{file} has more than {limit} bytes. Declarations belong here, not data.',
  },
  file_too_deep: {
    zh: '{file} 的嵌套超过 {limit} 层；请减少嵌套',
    en: '{file} is nested more than {limit} levels deep. Flatten it.',
  },
  folder_missing: {
    zh: '目录 {folder} 打不开（{detail}）；请检查路径',
    en: 'Cannot open the folder {folder} ({detail}). Check its path.',
  },
  page_unwritten: {
    zh: '{file} 写不了（{detail}）；请检查目录和权限，或换一个位置',
    en: 'Cannot write {file} ({detail}). Check the folder and your right to write there, or choose another place.',
  },
  folder_full: {
    zh: '目录 {folder} 里超过 {limit} 项；请检查路径',
    en: 'The folder {folder} holds more than {limit} entries. Check its path.',
  },
} as const
