/**
 * Columns that the upstream's own program fills: its keys, who changed a row and when, marks for deleting. Lists copied from a
 * database call them required, and nobody outside can fill them in.
 */
import type { ListedField } from '../types.ts'

const LABEL =
  /主键|租户|逻辑删除|删除(标[志识记]|状态)|(是否|已)删除|^版本号?$|乐观锁|^(排序号?|序号)$|(创建|新增|修改|更新|入库|同步|操作)(人|者|员|时间|日期|部门|机构|单位|用户)|^数据来源$/
const NAME =
  /^(id|uuid|guid|pk|rid|row_?id)$|tenant|del_?(flag|status)|is_?delete|^deleted$|^(data_?)?version$|^revision$|^sort(_?(no|order))?$|^(gmt|sync)_?(create|modif|time)|(creat|updat|modif|insert)(e|ed|ied|y)?_?(by|at|on|time|date|user|dept|org|name|id|person)/i

/** By the list's own word (系统生成), or by what the column is called. */
export const isSystemColumn = ({ name, label, isGenerated }: ListedField): boolean =>
  isGenerated === true || LABEL.test(label) || NAME.test(name) || LABEL.test(name)
