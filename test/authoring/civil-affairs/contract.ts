// Written by `yibiao types` from contract.schema.json: run it again when that changes, and don't edit this file.
// sha256 of the contract: 9e529e87d0f4e6c74c17c83d82b905be5c7379f6767b91c574049ddac23e1283
// Not in the types, held to by `yibiao check`: if.
import { defineContract } from 'yibiao'

/**
 * 民政救助对象
 */
export interface CivilAffairs {
  /**
   * 姓名
   */
  xm: string
  /**
   * 身份证号: 18位
   */
  sfzh: string
  /**
   * 性别
   */
  xb?: 'M' | 'F' | 'U'
  nl?: number | null
  /**
   * @minItems 1
   * @maxItems 9
   */
  jtcy: Member[]
}
export interface Member {
  /**
   * 姓名
   */
  xm: string
  gx?: string
}

export const contract = defineContract<CivilAffairs>(
  {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "民政救助对象",
    "required": [
      "xm",
      "sfzh",
      "jtcy"
    ],
    "properties": {
      "xm": {
        "type": "string",
        "title": "姓名",
        "maxLength": 20
      },
      "sfzh": {
        "type": "string",
        "title": "身份证号",
        "description": "18位"
      },
      "xb": {
        "enum": [
          "M",
          "F",
          "U"
        ],
        "title": "性别"
      },
      "nl": {
        "type": "integer",
        "nullable": true
      },
      "jtcy": {
        "type": "array",
        "minItems": 1,
        "maxItems": 9,
        "items": {
          "$ref": "#/definitions/member"
        }
      }
    },
    "if": {
      "properties": {
        "xb": {
          "const": "F"
        }
      }
    },
    "then": {
      "required": [
        "nl"
      ]
    },
    "definitions": {
      "member": {
        "required": [
          "xm"
        ],
        "properties": {
          "xm": {
            "type": "string",
            "title": "姓名"
          },
          "gx": {
            "type": "string"
          }
        }
      }
    }
  },
  { name: "civil-affairs" },
)
