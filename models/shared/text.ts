/** What may stand between two words: white space, control characters, characters without width. */
const BETWEEN_WORDS = /[\s\p{Cc}\u200b-\u200d\u2060\ufeff]+/gu
/** Soft hyphens and marks of direction, which stand inside words unseen; code points that are no characters, which programs drop. */
const INSIDE_WORDS = /(?![\u200b-\u200d\u2060\ufeff])[\p{Cf}\p{NChar}]/gu

/** Vietnamese text as it is stored: one line, NFC, nothing invisible, every run of white space one space, none at the ends. */
export const normaliseText = (text: string): string =>
  text.replace(INSIDE_WORDS, "").replace(BETWEEN_WORDS, " ").normalize("NFC").trim()

/** Same, but keeps line breaks (trimmed lines, no more than one empty line in a row). */
export const normaliseParagraphs = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => line.replace(/[^\S\n]+/gu, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()

/** For searching and comparing as officials type: no accents, đ → d, lower case ("dang ky khai sinh"). */
export const foldText = (text: string): string =>
  normaliseText(text)
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/đ/g, "d")
    .replace(/Đ/g, "D")
    .toLowerCase()

/**
 * Whether two names are one, each taken whole: capitals, blanks and the letter a tone is written on (Hòa, Hoà; Ủy, Uỷ) make no
 * other name; accents do, and so does any word more or less. No name is none.
 */
export const isSameName = (one: string, other: string): boolean =>
  nameKey(one) !== "" && nameKey(one) === nameKey(other)

/** Grave, acute, tilde, hook above, dot below. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu
const nameKey = (name: string): string =>
  normaliseText(name)
    .toLocaleLowerCase("vi")
    .normalize("NFD")
    .split(" ")
    .map((word) => word.replace(TONES, "") + (word.match(TONES) ?? []).join(""))
    .join(" ")

/** Sorts as a Vietnamese dictionary does: ă, â, đ, ê, ô, ơ, ư are letters of their own. */
export const compareVietnamese = new Intl.Collator("vi", { numeric: true }).compare

/** For ids and addresses: `Huyện Đắk R'Lấp` → `huyen-dak-rlap`. */
export const slugOf = (name: string): string =>
  foldText(name)
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
