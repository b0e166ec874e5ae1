/** What is wrong with a file that was handed in, and what the person can do about it. */
export const files = {
  file_unreadable: {
    zh: '打不开文件“{file}”（{detail}）：请检查文件名和读取权限',
    en: 'Cannot open “{file}” ({detail}). Check its name and your right to read it.',
  },
  file_empty: {
    zh: '文件“{file}”是空的：请检查是否选错了文件',
    en: '“{file}” is empty. Check that it is the right file.',
  },
  file_too_large: {
    zh: '文件“{file}”超过 {limit} MB：请拆成几个文件再交',
    en: '“{file}” is larger than {limit} MB. Split it into several files.',
  },
  file_not_as_named: {
    zh: '文件“{file}”的扩展名是 {said}，内容却是 {found}：请把扩展名改对，或重新另存为 {said}',
    en: '“{file}” is named {said} but holds {found}. Mend the name, or save it as {said} again.',
  },
  file_is_html: {
    zh: '文件“{file}”其实是网页：请用 Excel 或 WPS 打开，另存为 .xlsx 再交',
    en: '“{file}” is a web page. Open it in a spreadsheet program and save it as .xlsx.',
  },
  file_old_xls: {
    zh: '文件“{file}”是旧版 .xls 工作簿：请用 Excel 或 WPS 打开，另存为 .xlsx 再交',
    en: '“{file}” is an old .xls workbook. Open it and save it as .xlsx.',
  },
  file_encrypted: {
    zh: '文件“{file}”设有打开密码：请去掉密码，另存一份再交',
    en: '“{file}” is protected by a password. Remove the password and save a copy.',
  },
  file_unknown_format: {
    zh: '文件“{file}”不是能读的格式：请交 .xlsx、.csv 或 .jsonl 文件',
    en: '“{file}” is in no format that can be read. Hand in .xlsx, .csv or .jsonl.',
  },
  workbook_damaged: {
    zh: '工作簿“{file}”已损坏或不完整（{detail}）：请重新下载，或打开后另存为新的 .xlsx',
    en: 'The workbook “{file}” is damaged or cut short ({detail}). Fetch it again, or open it and save a new .xlsx.',
  },
  workbook_too_large: {
    zh: '工作簿“{file}”展开后超出限度（{detail}），没有读取：请删去多余的工作表和空行，或拆成几个文件',
    en: 'The workbook “{file}” unpacks beyond the limit ({detail}) and was not read. Remove spare sheets and empty rows, or split it.',
  },
  sheet_missing: {
    zh: '文件“{file}”里没有工作表“{sheet}”：有的是 {sheets}',
    en: '“{file}” has no sheet “{sheet}”; it has {sheets}.',
  },
  sheet_empty: {
    zh: '文件“{file}”的工作表“{sheet}”是空的：请填好再交',
    en: 'Sheet “{sheet}” of “{file}” is empty. Fill it in first.',
  },
  text_undecodable: {
    zh: '文件“{file}”的文字编码认不出来：请另存为“CSV UTF-8”再交',
    en: 'The encoding of “{file}” is neither UTF-8 nor GB18030. Save it as “CSV UTF-8”.',
  },
  csv_broken: {
    zh: '文件“{file}”第 {line} 行附近的引号不成对：请用 Excel 或 WPS 打开，重新另存为 CSV',
    en: 'The quotes near line {line} of “{file}” do not match. Open it in a spreadsheet program and save it as CSV again.',
  },
  line_too_long: {
    zh: '文件“{file}”第 {line} 行太长：每行只放一条记录',
    en: 'Line {line} of “{file}” is too long. Put one record on a line.',
  },
  line_not_json: {
    zh: '文件“{file}”第 {line} 行不是一个 JSON 对象：每行只放一条记录',
    en: 'Line {line} of “{file}” is not a JSON object. Put one record on a line.',
  },
  json_document: {
    zh: '文件“{file}”是一整个 JSON，不是一行一条记录：请把每条记录写成一行（.jsonl），或交 .xlsx、.csv 文件',
    en: '“{file}” is one JSON document, not a record per line. Write each record on a line of its own (.jsonl), or hand in .xlsx or .csv.',
  },
  line_number_damaged: {
    zh: '文件“{file}”第 {line} 行有超过 15 位的数字：请给号码加上引号，写成文本',
    en: 'Line {line} of “{file}” holds a number of more than 15 digits. Write it in quotes, as text.',
  },
  number_damaged: {
    zh: '“{title}”这一格是数值格式，超过 15 位的数字已经失真：请先把整列设为“文本”格式，再重新录入号码',
    en: 'The cell of “{title}” is a number of more than 15 digits, and its last digits are already lost. Set the column to Text, then type it again.',
  },
  cell_error: {
    zh: '“{title}”这一格的公式出错（{error}）：请改好公式或直接填写',
    en: 'The cell of “{title}” shows the formula error {error}. Mend the formula or type the value.',
  },
  formula_without_value: {
    zh: '“{title}”这一格的公式没有保存结果：请用 Excel 或 WPS 打开文件，保存后再交',
    en: 'The formula in the cell of “{title}” has no saved result. Open the file in a spreadsheet program and save it.',
  },
  header_not_found: {
    zh: '文件“{file}”的工作表“{sheet}”里找不到表头：前 {rows} 行中应有一行列名，例如 {expected}',
    en: 'Sheet “{sheet}” of “{file}” has no header. One of its first {rows} rows must hold column names such as {expected}.',
  },
  sheet_skipped: {
    zh: '工作表“{sheet}”里没有认得的表头，没有读取',
    en: 'Sheet “{sheet}” has no known header and was not read.',
  },
  column_unknown: {
    zh: '工作表“{sheet}”的 {column} 列“{header}”不属于这张表单，没有读取',
    en: 'Column {column} “{header}” of sheet “{sheet}” belongs to no field of the form and was not read.',
  },
  column_unknown_near: {
    zh: '工作表“{sheet}”的 {column} 列“{header}”不属于这张表单，没有读取；是不是“{nearest}”？',
    en: 'Column {column} “{header}” of sheet “{sheet}” belongs to no field of the form and was not read. Is it “{nearest}”?',
  },
  column_missing: {
    zh: '工作表“{sheet}”缺少必填的列“{title}”：请补上这一列',
    en: 'Sheet “{sheet}” lacks the required column “{title}”. Add it.',
  },
  column_twice: {
    zh: '工作表“{sheet}”的 {first} 列和 {second} 列都是“{title}”：请只留一列',
    en: 'Columns {first} and {second} of sheet “{sheet}” are both “{title}”. Keep one.',
  },
  duplicate_in_file: {
    zh: '与第 {firstRow} 行是同一个人或同一件事：请只留一行',
    en: 'It has the same key as row {firstRow}. Keep one of them.',
  },
  duplicate_in_file_sheets: {
    zh: '与工作表“{firstSheet}”第 {firstRow} 行是同一个人或同一件事：请只留一行',
    en: 'It has the same key as row {firstRow} of sheet “{firstSheet}”. Keep one of them.',
  },
  cell_not_integer: { zh: '“{title}”请填整数，例如 12', en: '“{title}” takes a whole number such as 12.' },
  cell_not_number: { zh: '“{title}”请填数字，例如 12.5', en: '“{title}” takes a number such as 12.5.' },
  cell_not_boolean: { zh: '“{title}”请填“是”或“否”', en: '“{title}” takes 是 or 否 (yes or no).' },
  cell_not_code: { zh: '“{title}”只能填：{allowed}', en: '“{title}” takes one of: {allowed}.' },
  cell_not_date: {
    zh: '“{title}”请填日期，例如 1990-05-01',
    en: '“{title}” takes a date such as 1990-05-01.',
  },
  template_column_missing: {
    zh: '模板“{file}”的工作表“{sheet}”没有“{header}”这一列；有的是：{known}',
    en: 'Sheet “{sheet}” of the template “{file}” has no column “{header}”. It has: {known}.',
  },
  template_column_twice: {
    zh: '模板“{file}”的工作表“{sheet}”有几列都像“{header}”（{columns} 列）；请写上它上面的表头',
    en: 'Several columns of sheet “{sheet}” of the template “{file}” could be “{header}” ({columns}). Name the header above it too.',
  },
  template_computed: {
    zh: '模板“{file}”的工作表“{sheet}”里 {column} 列由公式计算，不能填写；请从 columns 里去掉',
    en: 'Column {column} of sheet “{sheet}” of the template “{file}” is computed by a formula. Drop it from columns.',
  },
  template_cell_covered: {
    zh: '模板“{file}”的工作表“{sheet}”里单元格 {cell} 被合并进了另一格；请写左上角的那一格',
    en: 'Cell {cell} of sheet “{sheet}” of the template “{file}” is covered by a merged one. Name the cell at its top left.',
  },
  template_full: {
    zh: '模板“{file}”的工作表“{sheet}”只有 {limit} 行可填；请把 maxRows 改小',
    en: 'Sheet “{sheet}” of the template “{file}” has only {limit} free {limit|row|rows}. Lower maxRows.',
  },
  mark_other_format: {
    zh: '标记后的表格与原表格式相同：“{file}”的副本应以 {ending} 结尾',
    en: 'A marked copy has the format of its source: that of “{file}” has to end with {ending}.',
  },
  mark_over_source: {
    zh: '结果文件不能覆盖原文件“{file}”：请换一个文件名',
    en: 'The marked copy must not replace its source “{file}”. Choose another name.',
  },
} as const
