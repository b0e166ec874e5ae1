/**
 * Disputes: the kinds that people's mediators report by, as county bureaus of justice publish them (read in a published
 * monthly report). The codes are ours: words, so that nobody takes them for official numbers.
 */
import { defineCodes } from '../../src/form/index.ts'

export const disputeTypeCodes = defineCodes({
  name: 'dispute-type',
  title: { zh: '矛盾纠纷类型', en: 'Kind of dispute' },
  source: '人民调解统计口径；代码为本项目自定',
  year: 2016,
  codes: [
    { code: 'family', zh: '婚姻家庭纠纷', en: 'Marriage and family', aliases: ['婚姻家庭', '家庭纠纷'] },
    { code: 'neighbours', zh: '邻里纠纷', en: 'Neighbours', aliases: ['邻里'] },
    { code: 'homestead', zh: '房屋宅基地纠纷', en: 'Houses and homesteads', aliases: ['宅基地纠纷', '宅基地'] },
    { code: 'contract', zh: '合同纠纷', en: 'Contracts', aliases: ['合同'] },
    { code: 'business', zh: '生产经营纠纷', en: 'Business', aliases: ['生产经营'] },
    { code: 'damages', zh: '损害赔偿纠纷', en: 'Damages', aliases: ['损害赔偿'] },
    { code: 'land', zh: '山林土地纠纷', en: 'Land and woods', aliases: ['土地纠纷', '山林土地'] },
    { code: 'demolition', zh: '征地拆迁纠纷', en: 'Land taking and demolition', aliases: ['征地拆迁'] },
    { code: 'environment', zh: '环境污染纠纷', en: 'Pollution', aliases: ['环境污染'] },
    { code: 'labour', zh: '劳动争议纠纷', en: 'Labour', aliases: ['劳动争议', '劳动纠纷'] },
    { code: 'consumer', zh: '消费纠纷', en: 'Consumers', aliases: ['消费'] },
    { code: 'medical', zh: '医疗纠纷', en: 'Medical', aliases: ['医疗'] },
    { code: 'traffic', zh: '道路交通事故纠纷', en: 'Traffic accidents', aliases: ['交通事故纠纷'] },
    { code: 'property', zh: '物业纠纷', en: 'Property management', aliases: ['物业'] },
    { code: 'other', zh: '其他纠纷', en: 'Other', aliases: ['其他', '其它'] },
  ],
})
