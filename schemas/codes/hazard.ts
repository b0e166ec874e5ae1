/**
 * Hazards: kinds and grades. The kinds of geological hazard are those of 《地质灾害防治条例》 (2003) article 2; the other kinds,
 * and all codes, are ours: words, so that nobody takes them for official numbers. The grades are those of 《国家突发地质灾害应急预案》
 * by people to be moved (1000, 500, 100) and of 《安全生产事故隐患排查治理暂行规定》 (2007) article 3; read in public copies.
 */
import { defineCodes } from '../../src/form/index.ts'

export const hazardTypeCodes = defineCodes({
  name: 'hazard-type',
  title: { zh: '隐患类型', en: 'Kind of hazard' },
  source: '《地质灾害防治条例》第二条；其余为本项目自定',
  year: 2003,
  codes: [
    { code: 'collapse', zh: '崩塌', en: 'Rockfall', aliases: ['山体崩塌'] },
    { code: 'landslide', zh: '滑坡', en: 'Landslide', aliases: ['山体滑坡'] },
    { code: 'debris-flow', zh: '泥石流', en: 'Debris flow' },
    { code: 'ground-collapse', zh: '地面塌陷', en: 'Ground collapse' },
    { code: 'ground-fissure', zh: '地裂缝', en: 'Ground fissure' },
    { code: 'subsidence', zh: '地面沉降', en: 'Subsidence' },
    { code: 'flood', zh: '山洪和内涝', en: 'Flood', aliases: ['山洪', '内涝', '洪涝'] },
    { code: 'fire', zh: '火灾隐患', en: 'Fire', aliases: ['消防隐患', '消防', '用火用电'] },
    { code: 'building', zh: '房屋安全', en: 'Building', aliases: ['危房', '自建房'] },
    { code: 'gas', zh: '燃气安全', en: 'Gas', aliases: ['燃气'] },
    { code: 'electricity', zh: '用电安全', en: 'Electricity', aliases: ['用电', '电线老化'] },
    { code: 'road', zh: '道路交通', en: 'Road traffic', aliases: ['交通'] },
    { code: 'water', zh: '临水和溺水', en: 'Open water', aliases: ['溺水'] },
    { code: 'workplace', zh: '安全生产', en: 'Workplace safety', aliases: ['生产安全'] },
    { code: 'forest-fire', zh: '森林草原防火', en: 'Forest fire', aliases: ['森林防火'] },
    { code: 'other', zh: '其他', en: 'Other' },
  ],
})

/** By the people that would have to be moved: 1000 and more, 500, 100, fewer. */
export const hazardScaleCodes = defineCodes({
  name: 'hazard-scale',
  title: { zh: '险情等级', en: 'Scale of the hazard' },
  source: '《国家突发地质灾害应急预案》；代码为本项目自定',
  year: 2006,
  codes: [
    { code: 'very-large', zh: '特大型', en: 'Very large' },
    { code: 'large', zh: '大型', en: 'Large' },
    { code: 'medium', zh: '中型', en: 'Medium' },
    { code: 'small', zh: '小型', en: 'Small' },
  ],
})

/** Found at an inspection: mended soon, or only with work that stops what goes on there. */
export const hazardGradeCodes = defineCodes({
  name: 'hazard-grade',
  title: { zh: '隐患级别', en: 'Grade of the hazard' },
  source: '《安全生产事故隐患排查治理暂行规定》第三条；代码为本项目自定',
  year: 2007,
  codes: [
    { code: 'ordinary', zh: '一般事故隐患', en: 'Ordinary', aliases: ['一般', '一般隐患'] },
    { code: 'major', zh: '重大事故隐患', en: 'Major', aliases: ['重大', '重大隐患'] },
  ],
})
