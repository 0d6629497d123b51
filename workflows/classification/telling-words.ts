import type { Actor } from "./actors.ts"
import type { Condition } from "./conditions.ts"
import type { PassageKind } from "./passages.ts"
import type { Piece } from "./pieces.ts"

/**
 * Words of a record that speak to a criterion, and the fact they make: what is done, to what, by whom, under which condition.
 * Patterns run over lower-case NFC text whose names are masked, global and Unicode.
 */
export type TellingWords = {
  id: string
  value: string
  in: PassageKind[]
  /** Pieces of text of which whatever the pattern finds holds one: a text without them is not searched. */
  holding: readonly Piece[]
  pattern: RegExp
  /** They only hint: an officer is asked to look. */
  hints?: true
  /** The sentence says the opposite, or speaks of something else. */
  unless?: RegExp
  /** The sentence must also say this. */
  only?: RegExp
  /** What follows the words at once must not be this: the object the act is done to. */
  notTo?: RegExp
  /** Whoever is named last before the words must not be one of these. */
  notBy?: readonly Actor[]
  /** Some are let off it by this, wherever it stands in the text: then it is a duty of some only. */
  waivedBy?: RegExp
  /** The conditions under which they count; any where it is left out. */
  under?: readonly Condition[]
}

/** Any character inside one sentence, to be repeated within a pattern. */
export const S = "[^.;\\n]"

/** One pattern out of several ways to say it. */
export const words = (parts: string[]): RegExp => new RegExp(parts.join("|"), "gu")

/** "không phải có mặt", "không yêu cầu xuất trình": what stands right before the words turns them round. */
export const NEGATED = new RegExp(
  [
    "(?:không|chưa)(?: bị| được)? (?:phải|cần|yêu cầu|bắt buộc|đòi hỏi|nhất thiết)(?:(?!thì|nhưng|mà|trừ|,)[^.;\\n]){0,80}(?:(?:nộp|đến|gửi|kèm|có),)?\\s*$",
    "(?:không|chưa|miễn)(?: (?:thể|được|người|tổ chức|cá nhân|công dân|doanh nghiệp|trực tiếp|nộp|đến|tới|hay|hoặc|tiến hành|thực hiện|kiểm tra|thẩm định|khảo sát|xác minh|đo đạc|lấy|,))*\\s*$",
  ].join("|"),
  "u",
)
