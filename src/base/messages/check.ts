/** What a mapping's or contract's author hears from the check of one against the other. */
export const check = {
  mapping_type_mismatch: {
    zh: '映射 {file}{pointer}：“{path}”给出的是{given}，接口约定要的是{wanted}',
    en: 'Mapping {file}{pointer}: “{path}” gives {given}, and the contract takes {wanted}.',
  },
  mapping_never_fits: {
    zh: '映射 {file}{pointer}：“{path}”给出的值永远不合接口约定的要求（{keyword}：{demand}）',
    en: 'Mapping {file}{pointer}: nothing that “{path}” gives satisfies the contract ({keyword}: {demand}).',
  },
  mapping_codes_refused: {
    zh: '映射 {file}{pointer}：“{path}”的取值 {codes} 不在接口约定允许的范围内',
    en: 'Mapping {file}{pointer}: the contract doesn’t take the values {codes} of “{path}”.',
  },
  mapping_codes_without_partner: {
    zh: '映射 {file}{pointer}：上级没有与“{path}”的这些代码对应的代码：{codes}。填了它们的记录会在这一项退回，不会报出去',
    en: 'Mapping {file}{pointer}: the upstream has no partner for these codes of “{path}”: {codes}. A record with one is turned back at this field before anything is sent.',
  },
  mapping_open_into_list: {
    zh: '映射 {file}{pointer}：“{path}”没有限定取值，接口约定只收 {demand}',
    en: 'Mapping {file}{pointer}: “{path}” may be anything, and the contract takes only {demand}.',
  },
  mapping_too_long: {
    zh: '映射 {file}{pointer}：“{path}”最长 {given} 个字，接口约定最多 {limit} 个字',
    en: 'Mapping {file}{pointer}: “{path}” may have {given} {given|character|characters}, and the contract takes {limit}.',
  },
  mapping_length_unknown: {
    zh: '映射 {file}{pointer}：“{path}”没有限定长度，接口约定最多 {limit} 个字',
    en: 'Mapping {file}{pointer}: the form sets no limit to “{path}”, and the contract takes {limit} {limit|character|characters}.',
  },
  mapping_too_many_bytes: {
    zh: '映射 {file}{pointer}：“{path}”按 {encoding} 可能有 {given} 字节，接口约定最多 {limit} 字节',
    en: 'Mapping {file}{pointer}: “{path}” may take {given} {given|byte|bytes} in {encoding}, and the contract takes {limit}.',
  },
  mapping_too_short: {
    zh: '映射 {file}{pointer}：“{path}”可能只有 {given} 个字，接口约定至少 {limit} 个字',
    en: 'Mapping {file}{pointer}: “{path}” may have only {given} {given|character|characters}, and the contract wants {limit}.',
  },
  mapping_out_of_range: {
    zh: '映射 {file}{pointer}：“{path}”可能超出接口约定的范围（{keyword}：{demand}）',
    en: 'Mapping {file}{pointer}: “{path}” may lie outside what the contract takes ({keyword}: {demand}).',
  },
  mapping_not_whole: {
    zh: '映射 {file}{pointer}：“{path}”可能有小数，接口约定只收整数',
    en: 'Mapping {file}{pointer}: “{path}” may have decimals, and the contract takes whole numbers.',
  },
  mapping_shape_refused: {
    zh: '映射 {file}{pointer}：“{path}”填得对的值也会被接口约定退回（{keyword}：{demand}）',
    en: 'Mapping {file}{pointer}: values that the form takes for “{path}” break the contract ({keyword}: {demand}).',
  },
  mapping_shape_unproven: {
    zh: '映射 {file}{pointer}：无法证明“{path}”的值都合接口约定的要求（{keyword}：{demand}）',
    en: 'Mapping {file}{pointer}: it can’t be proven that every “{path}” satisfies the contract ({keyword}: {demand}).',
  },
  mapping_items_unproven: {
    zh: '映射 {file}{pointer}：“{path}”的项数可能不合接口约定的要求（{keyword}：{demand}）',
    en: 'Mapping {file}{pointer}: “{path}” may have a number of items that the contract refuses ({keyword}: {demand}).',
  },
  mapping_property_missing_when: {
    zh: '映射 {file}{pointer}：接口约定{when}要求“{given}”，没有规则给出它',
    en: 'Mapping {file}{pointer}: {when}, the contract requires “{given}”, and no rule gives it.',
  },
  mapping_condition_gap: {
    zh: '映射 {file}{pointer}：接口约定{when}要求“{given}”，这条规则却不给出它',
    en: 'Mapping {file}{pointer}: {when}, the contract requires “{given}”, and this rule gives nothing.',
  },
  mapping_records_refused: {
    zh: '映射 {file}{pointer}：{when}，接口约定总会退回“{given}”',
    en: 'Mapping {file}{pointer}: {when}, the contract always refuses “{given}”.',
  },
  mapping_property_refused: {
    zh: '映射 {file}{pointer}：接口约定{when}都不接受属性“{given}”',
    en: 'Mapping {file}{pointer}: {when}, the contract refuses the property “{given}”.',
  },
} as const
