import { foldText, normaliseText } from "#models/shared/text.ts"

/** A word as it is compared, and as it was typed in small letters. */
export type Word = { folded: string; typed: string }

const WORD = /\d+(?:\.\d+)+|[\p{L}\p{N}]+/gu
const TYPED_WORD = /\d+(?:\.\d+)+|[\p{L}\p{N}\p{M}]+/gu

/** Words without accents; i and y are one letter, as both spellings are common; codes stay whole. */
export const wordsOf = (text: string): string[] =>
  (foldText(text).match(WORD) ?? []).map((word) => word.replaceAll("y", "i"))

/** The same words with what was typed beside them; a code loses the office behind it. */
export const typedWordsOf = (text: string): Word[] =>
  (codesAsKept(normaliseText(text)).toLowerCase().match(TYPED_WORD) ?? []).flatMap((typed) => {
    const [folded] = wordsOf(typed)
    return folded === undefined ? [] : [{ folded, typed }]
  })

/** A point or comma with blanks about it inside a code: `1. 001193`. */
const LOOSE_CODE = /(?<![\d.])(\d)\s*[.,]\s*(\d{6})(?!\d)/gu
/** Whose it is, behind a code: `.000.00.00.H16`, whole or cut off (QCVN 102:2016), `.H16` (QĐ 20/2020/QĐ-TTg). */
const OFFICE =
  /(?<![\d.])(\d\.\d{6}(?:\.\d{2})?)(?:\.\d{3}(?:\.\d{2}){0,2})?(?:\.[A-Y]\d{2}(?:\.\d{1,3})*)?(?![\p{L}\d])/giu

const codesAsKept = (text: string): string => text.replace(LOOSE_CODE, "$1.$2").replace(OFFICE, "$1")

/** Every way a code may be typed: whole, digits alone, the number without what stands before it, without leading zeros. */
export const codeWords = (code: string): string[] => {
  const [, number = ""] = code.split(".")
  return [...new Set([code, code.replaceAll(".", ""), number, number.replace(/^0+/u, "")])].filter(
    (word) => word !== "",
  )
}
