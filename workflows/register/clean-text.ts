import sanitizeHtml from "sanitize-html"
import { normaliseParagraphs, normaliseText } from "#models/shared/text.ts"

/** Elements a portal's editor leaves behind; their tags go, what they enclose stays. */
const ELEMENT =
  "a|abbr|article|b|big|blockquote|body|br|button|caption|center|code|col|colgroup|dd|del|div|dl|dt|em|embed|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|math|meta|nav|object|ol|option|p|pre|s|section|select|small|span|strike|strong|sub|sup|svg|table|tbody|td|template|tfoot|th|thead|tr|u|ul|video|\\w+:\\w+"
/** Their content goes as well: left to the sanitiser, with comments and entities. */
const OPAQUE = "script|style|textarea|title"
/** Removed here: the sanitiser takes quadratic time over tags that never close. */
const TAG = new RegExp(`</?(?:${ELEMENT})(?:\\s[^<>]{0,5000})?/?>`, "giu")
/** Anything else in angle brackets ("<Tên tổ chức>", "< 10 ha") is the text's own. */
const OWN_BRACKET = new RegExp(`<(?!/?(?:${OPAQUE})\\b|!--)`, "giu")
const BLOCK_END =
  /<\/(?:p|div|li|tr|h[1-6]|table|ul|ol|blockquote|section)\s{0,99}>|<(?:br|hr)(?:\s[^<>]{0,5000})?\/?>/giu
const CELL_END = /<\/t[dh]\s{0,99}>/giu
const MARKUP = /<[/!a-z]/iu
const ENTITY = /&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/iu

/** Word's bullets live in the private use area: no other font draws them. */
const PRIVATE_USE = /[\ue000-\uf8ff]/gu
/** Soft hyphens, direction marks and control characters: nothing to see, but they spoil comparing and printing. */
const INVISIBLE = /(?![\n\r\t])[\p{Cc}\p{Cf}\ufffe\uffff]/gu

/** A name or other single line: no HTML, NFC, single spaces. */
export const cleanLine = (text: string): string => normaliseText(plainText(text))

/** A passage: no HTML, NFC, single spaces, line breaks kept. */
export const cleanPassage = (text: string): string => normaliseParagraphs(plainText(text))

function plainText(text: string): string {
  let plain = text
  // Some exports escape twice ("&amp;nbsp;"): a second pass, and no more, so that every text ends.
  for (let pass = 0; pass < 2 && (MARKUP.test(plain) || ENTITY.test(plain)); pass += 1)
    plain = withoutMarkup(plain)
  return plain.toWellFormed().replace(INVISIBLE, "").replace(PRIVATE_USE, "-")
}

function withoutMarkup(text: string): string {
  const untagged = text
    .replace(BLOCK_END, "\n")
    .replace(CELL_END, " ")
    .replace(TAG, "")
    .replace(OWN_BRACKET, "&lt;")
  return sanitizeHtml(untagged, { allowedTags: [], allowedAttributes: {} })
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
}
