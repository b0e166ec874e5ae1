/** What to do about each fault of a mapping or a contract, with the same placeholders as its message. */
import type { Text } from '../text.ts'
import type { MessageCode } from './index.ts'

const LONGER: Text = {
  zh: '更长的值会在报送前被退回给填报人：在表单上把长度限制为 {limit}，或请对方放宽',
  en: 'Longer values go back to the reporter before anything is sent: limit the field to {limit} in the form, or ask the upstream to widen it.',
}
const COMPARE: Text = {
  zh: '对照表单的填写要求和接口约定：选一条能得出这种写法的规则（date、text、mask、pad、split、case），或在表单上加同样的限制',
  en: 'Compare the form’s rule with the contract’s: choose a rule that writes it so (date, text, mask, pad, split, case), or ask for the same in the form.',
}

export const fixes: Readonly<Partial<Record<MessageCode, Text>>> = {
  contract_invalid: { zh: '在接口约定里改正这一处', en: 'Mend this place in the contract.' },
  contract_finding: {
    zh: '改成该草案认识的写法，或确认可以不校验',
    en: 'Write it in the draft’s own words, or accept that it isn’t checked.',
  },

  mapping_invalid: { zh: '按上面的说明改写这条规则', en: 'Write the rule as the message says.' },
  mapping_path_unknown: {
    zh: '改成表单里有的字段；表单还没有时，先在表单上加字段',
    en: 'Name a field that the form has, or add the field to the form first.',
  },
  mapping_verb_unknown: { zh: '改成有的规则', en: 'Use a rule that exists.' },
  mapping_doubtful: {
    zh: '核对这条规则，然后删掉 $doubtful 里的这一条',
    en: 'Look at the rule, then delete its line under $doubtful.',
  },
  mapping_verb_many: { zh: '只留一个动词', en: 'Keep one verb.' },
  mapping_crosswalk_gap: {
    zh: '在 to 里为每个代码写上对方的值；对方没有对应代码的，写进 refused',
    en: 'Give each of these codes its partner in `to`; one that the upstream has none for goes into `refused`.',
  },
  mapping_crosswalk_unknown: { zh: '删掉，或改成有的代码', en: 'Remove it, or name a code that exists.' },
  mapping_compute_unknown: { zh: '在 computed 里加上它，或改名', en: 'Add it to `computed`, or mend the name.' },
  mapping_property_unknown: {
    zh: '改成接口约定里的属性名；对方确实收它时，补进接口约定',
    en: 'Use a property of the contract; if the upstream does take it, add it to the contract.',
  },
  mapping_property_missing: {
    zh: '为“{given}”写一条规则；表单没有这一项时，先加字段，或用 const',
    en: 'Write a rule for “{given}”; where the form has nothing for it, add a field or use `const`.',
  },
  mapping_value_refused: {
    zh: '改成接口约定允许的值',
    en: 'Use a value that the contract takes.',
  },

  mapping_property_missing_when: {
    zh: '为“{given}”写一条规则，或用 when 只在这种情况下给出',
    en: 'Write a rule for “{given}”, or one with `when` for this case.',
  },
  mapping_condition_gap: {
    zh: '让这条规则的条件和接口约定的一致，或加上 else',
    en: 'Give the rule the contract’s own condition, or an `else`.',
  },
  mapping_records_refused: {
    zh: '改规则；这类记录本来就不报给它时，给上级接口加 when',
    en: 'Mend the rule; where such records don’t concern the upstream, say so with its `when`.',
  },
  mapping_property_refused: {
    zh: '去掉这条规则；对方确实收它时，改接口约定（allOf 里不要用 additionalProperties: false）',
    en: 'Remove the rule; if the upstream does take it, mend the contract (no `additionalProperties: false` inside `allOf`).',
  },

  mapping_type_mismatch: { zh: '改用{verb}', en: 'Use {verb}.' },
  mapping_never_fits: COMPARE,
  mapping_codes_refused: {
    zh: '用 { "code": "{path}", "to": … } 把每个代码对到对方的值',
    en: 'Use { "code": "{path}", "to": … } to give each code the upstream’s own value.',
  },
  mapping_codes_without_partner: {
    zh: '这样可以用；对方收别的代码代替时，把它从 refused 移到 to',
    en: 'It can be used as it is. Where the upstream takes another code instead, move it from `refused` to `to`.',
  },
  mapping_open_into_list: {
    zh: '在表单上把它改成代码字段，再用 code 规则对照',
    en: 'Make it a code field in the form and use a `code` rule.',
  },
  mapping_too_long: LONGER,
  mapping_length_unknown: LONGER,
  mapping_too_many_bytes: {
    zh: '汉字在 {encoding} 里每个占多个字节：在表单上缩短这一项，或请对方加宽字段',
    en: 'Chinese characters take several bytes each in {encoding}: shorten the field in the form, or ask the upstream for a wider column.',
  },
  mapping_too_short: {
    zh: '更短的值会在报送前被退回给填报人：在表单上要求至少 {limit} 个字，或用 pad 补齐',
    en: 'Shorter values go back to the reporter: ask for at least {limit} {limit|character|characters} in the form, or fill up with `pad`.',
  },
  mapping_out_of_range: {
    zh: '在表单上加同样的范围，填报人就会当场知道',
    en: 'Set the same range in the form, so that the reporter hears it at once.',
  },
  mapping_not_whole: {
    zh: '用 { "number": "{path}", "decimals": 0 }，或在表单上改成整数字段',
    en: 'Use { "number": "{path}", "decimals": 0 }, or make it a whole number in the form.',
  },
  mapping_shape_refused: COMPARE,
  mapping_shape_unproven: {
    zh: '在表单上加同样的限制，或确认填报时总是这样写',
    en: 'Ask for the same in the form, or make sure that it is always written so.',
  },
  mapping_items_unproven: {
    zh: '在表单上加同样的项数限制',
    en: 'Set the same number of items in the form.',
  },
}
