import { describe, expect, it } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-folder.ts'
import { workbookBytes } from '../../../../test/fixtures/workbook-bytes.ts'
import { FileError } from '../../../files/index.ts'
import { buildLexicons } from '../vocabulary/index.ts'
import { readContract } from './read.ts'

const file = tempFolder()
const { zh } = buildLexicons()
const read = (name: string, content: string | Uint8Array, sheet?: string) =>
  readContract(file(name, content), { zh, ...(sheet === undefined ? {} : { sheet }) })

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const rowsXml = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row, index) => {
      const cells = row.map((text, column) =>
        text === ''
          ? ''
          : `<c r="${String.fromCharCode(65 + column)}${index + 1}" t="inlineStr"><is><t>${text}</t></is></c>`,
      )
      return `<row r="${index + 1}">${cells.join('')}</row>`
    })
    .join('')
const sheetXml = (rows: readonly (readonly string[])[], merges: readonly string[] = []): string =>
  `<worksheet xmlns="${MAIN}"><sheetData>${rowsXml(rows)}</sheetData>` +
  `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells></worksheet>`

describe('a list of fields', () => {
  it('is read whatever its header says, with lengths, duties and its own dictionary sheet', async () => {
    const list = sheetXml(
      [
        ['残疾人信息采集表', '', '', '', '', ''],
        ['序号', '字段名', '中文名', '类型', '是否必填', '字典'],
        ['1', 'xm', '姓名', 'varchar(50)', '是', ''],
        ['2', 'xb', '性别', 'C1', '是', '性别代码'],
        ['3', 'csrq', '出生日期', 'D8', '否', ''],
        ['4', 'je', '保障金额', 'N8,2', '否', ''],
        ['5', 'sfdb', '是否低保', 'C1', '否', '0：否，1：是'],
      ],
      ['A1:F1'],
    )
    const dictionary = rowsXml([
      ['字典名称', '代码', '名称'],
      ['性别代码', '1', '男'],
      ['性别代码', '2', '女'],
      ['民族代码', '01', '汉族'],
    ])
    const found = await read('list.xlsx', workbookBytes({ sheetXml: list, secondRows: dictionary }))
    expect(found).toEqual({
      kind: 'list',
      title: '残疾人信息采集表',
      fields: [
        { name: 'xm', label: '姓名', type: 'string', required: true, maxLength: 50 },
        {
          name: 'xb',
          label: '性别',
          type: 'string',
          required: true,
          maxLength: 1,
          codes: [
            { code: '1', title: '男' },
            { code: '2', title: '女' },
          ],
        },
        { name: 'csrq', label: '出生日期', type: 'date', required: false, format: 'yyyymmdd' },
        { name: 'je', label: '保障金额', type: 'number', required: false, decimals: 2 },
        {
          name: 'sfdb',
          label: '是否低保',
          type: 'string',
          required: false,
          maxLength: 1,
          codes: [
            { code: '0', title: '否' },
            { code: '1', title: '是' },
          ],
        },
      ],
    })
  })

  it.each([
    ['name,label,type', 'xm,姓名,string', 'lxdh,联系电话,string', 'jd,经度,number'],
    ['a;b;c', 'xm;姓名;string', 'lxdh;联系电话;string', 'jd;经度;number'],
    ['英文名称\t数据项名称\t数据类型', 'xm\t姓名\tvarchar', 'lxdh\t联系电话\tvarchar', 'jd\t经度\tnumber'],
    ['名称,代码,表示', '姓名,xm,string', '联系电话,lxdh,string', '经度,jd,number'],
    ['col,comment,kind', 'xm,姓名,string', 'lxdh,联系电话,string', 'jd,经度,number'],
  ])('with the header %j', async (...lines) => {
    const { fields } = await read('fields.csv', lines.join('\n'))
    expect(fields).toEqual([
      { name: 'xm', label: '姓名', type: 'string' },
      { name: 'lxdh', label: '联系电话', type: 'string' },
      { name: 'jd', label: '经度', type: 'number' },
    ])
  })

  it('keeps names without labels, and labels without names', async () => {
    const { fields } = await read('gaps.csv', 'name,label,type\nxm,,string\ngridCode,,string\n,姓名,string\n')
    expect(fields.map(({ name, label }) => [name, label])).toEqual([
      ['xm', ''],
      ['gridCode', ''],
      ['姓名', '姓名'],
    ])
  })

  it('on several sheets asks which', async () => {
    const rows = [
      ['字段名', '中文名', '类型'],
      ['xm', '姓名', 'string'],
    ]
    const bytes = workbookBytes({ sheetXml: sheetXml(rows), secondRows: rowsXml(rows) })
    await expect(read('two.xlsx', bytes)).rejects.toThrow(
      '“two.xlsx” lists fields on several sheets (S、T). Name one with --sheet',
    )
    expect((await read('two.xlsx', bytes, 'T')).fields).toHaveLength(1)
  })

  it('is headed by 字段 and 说明 alone, its first row among the rows', async () => {
    const rows = ['字段,说明', 'house_id,房屋编号', 'owner_name,产权人', 'area,建筑面积', 'floors,层数', 'lat,纬度']
    const found = await read('house.csv', rows.join('\n'))
    expect(found.fields.map(({ name, label }) => `${name},${label}`)).toEqual(rows.slice(1))
  })
})

describe('a template', () => {
  it('is read by its header of two rows, groups before their columns', async () => {
    const sheet = sheetXml(
      [
        ['某县居民信息登记表', '', '', '', ''],
        ['*姓名', '性别（男/女）', '户籍地', '', '联系电话'],
        ['', '', '省', '县', ''],
        ['张三示例', '男', '示例省', '示例县', ''],
      ],
      ['A1:E1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:E3'],
    )
    const found = await read('template.xlsx', workbookBytes({ sheetXml: sheet }))
    expect(found).toEqual({
      kind: 'template',
      title: '某县居民信息登记表',
      fields: [
        { name: '姓名', label: '*姓名', required: true },
        { name: '性别（男/女）', label: '性别（男/女）', codes: [{ code: '男' }, { code: '女' }] },
        { name: '户籍地-省', label: '户籍地省' },
        { name: '户籍地-县', label: '户籍地县' },
        { name: '联系电话', label: '联系电话' },
      ],
    })
  })
})

describe('a schema', () => {
  const person = {
    type: 'object',
    required: ['xm'],
    properties: {
      xm: { type: 'string', title: '姓名', maxLength: 20 },
      xb: {
        oneOf: [
          { const: '1', title: '男' },
          { const: '2', title: '女' },
        ],
      },
      dz: { type: 'object', properties: { sheng: { type: 'string', description: '省' } } },
      cy: { type: 'array', items: { $ref: '#/components/schemas/Member' } },
    },
  }
  const member = { type: 'object', properties: { n: { type: 'string', title: '姓名' } } }

  it('gives nested fields by their path', async () => {
    const schema = { ...person, components: { schemas: { Member: member } } }
    const found = await read('schema.json', JSON.stringify(schema))
    expect(found.fields.map(({ name, label, required }) => [name, label, required])).toEqual([
      ['xm', '姓名', true],
      ['xb', '', false],
      ['dz.sheng', '省', false],
      ['cy.*.n', '姓名', false],
    ])
    expect(found.fields[1]?.codes).toEqual([
      { code: '1', title: '男' },
      { code: '2', title: '女' },
    ])
    expect(found.schema).toEqual(schema)
  })

  it('is cut out of an API description with what it refers to', async () => {
    const api = {
      openapi: '3.0.3',
      paths: {
        '/residents': {
          post: {
            requestBody: {
              content: {
                'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Person' } } },
              },
            },
          },
        },
      },
      components: {
        schemas: { Person: person, Member: member, Other: { type: 'object', properties: { a: { type: 'string' } } } },
      },
    }
    const found = await read('api.json', JSON.stringify(api))
    expect(found.fields).toHaveLength(4)
    expect(found.schema).toEqual({ ...person, components: { schemas: { Member: member } } })
    const chosen = await readContract(`${file('api.json')}#/components/schemas/Other`, { zh })
    expect(chosen.fields.map(({ name }) => name)).toEqual(['a'])
  })

  it('is read from YAML as from JSON', async () => {
    const api = [
      'openapi: 3.1.0',
      'paths:',
      '  /residents:',
      '    post:',
      '      requestBody:',
      '        content:',
      '          application/json:',
      "            schema: { $ref: '#/components/schemas/Person' }",
      '      responses:',
      '        200: { description: ok }',
      'components:',
      '  schemas:',
      '    Person:',
      '      type: object',
      '      required: [xm]',
      '      properties:',
      '        xm: { type: string, title: 姓名, maxLength: 20 }',
      '        no: { type: string, title: 编号 }',
      '    Other:',
      '      type: object',
      '      properties: { a: { type: string } }',
    ].join('\n')
    const found = await read('api.yaml', api)
    expect(found).toMatchObject({ kind: 'schema', schema: { required: ['xm'] } })
    // `no` is a name here, and no "false" of YAML 1.1.
    expect(found.fields.map(({ name, label }) => [name, label])).toEqual([
      ['xm', '姓名'],
      ['no', '编号'],
    ])
    const chosen = await readContract(`${file('api.yaml')}#/components/schemas/Other`, { zh })
    expect(chosen.fields.map(({ name }) => name)).toEqual(['a'])
    await expect(read('broken.yml', 'a: [1,\n b: }')).rejects.toMatchObject({
      problems: [{ code: 'contract_unparsable', params: { file: 'broken.yml', format: 'YAML' } }],
    })
  })

  it('asks which, where a Swagger 2 description takes several', async () => {
    const body = (name: string) => ({
      post: { parameters: [{ in: 'body', schema: { $ref: `#/definitions/${name}` } }] },
    })
    const api = { swagger: '2.0', paths: { '/a': body('A'), '/b': body('B') }, definitions: { A: member, B: member } }
    await expect(read('swagger.json', JSON.stringify(api))).rejects.toThrow('/definitions/A\n  /definitions/B')
  })
})

it.each([
  ['empty.json', '{}', 'No fields were found in “empty.json”'],
  ['broken.json', '{"a":', '“broken.json” is no valid JSON'],
  ['notes.csv', 'just,some\nwords,here\n', 'No fields were found in “notes.csv”'],
])('%s is refused with a remedy', async (name, content, message) => {
  const refused = read(name, content)
  await expect(refused).rejects.toThrow(message)
  await expect(refused).rejects.toBeInstanceOf(FileError)
})
