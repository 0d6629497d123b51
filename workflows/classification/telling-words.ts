import type { PassageKind } from "./passages.ts"

/**
 * Words of a record that speak to a criterion, and the fact they make. Patterns run over lower-case NFC text, global and Unicode.
 */
export type TellingWords = {
  id: string
  value: string
  in: PassageKind[]
  pattern: RegExp
  /** They only hint: an officer is asked to look. */
  hints?: true
  /** The sentence says the opposite, or speaks of someone else. */
  unless?: RegExp
  /** The sentence must also say this. */
  only?: RegExp
}

/** Any character inside one sentence, to be repeated within a pattern. */
export const S = "[^.;\\n]"

/** One pattern out of several ways to say it. */
export const words = (parts: string[]): RegExp => new RegExp(parts.join("|"), "gu")

/** "không phải có mặt", "không yêu cầu xuất trình": what stands right before the words turns them round. */
export const NEGATED = new RegExp(
  [
    "(?:không|chưa)(?: bị| được)? (?:phải|cần|yêu cầu|bắt buộc|đòi hỏi|nhất thiết)(?:(?!thì|nhưng|mà|trừ|,)[^.;\\n]){0,40}$",
    "(?:không|chưa|miễn)(?: (?:người|tổ chức|cá nhân|công dân|doanh nghiệp|trực tiếp|nộp|đến|tới|hay|hoặc|tiến hành|thực hiện|kiểm tra|thẩm định|khảo sát|xác minh|đo đạc|lấy|,))*\\s*$",
  ].join("|"),
  "u",
)
