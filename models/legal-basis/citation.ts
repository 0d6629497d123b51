/** How a provision of law is written and read: `khoản 1 Điều 18 Luật Hộ tịch số 60/2014/QH13`. */

/** One provision; empty where it names none of that rank. `clause` and `point` never stand without an article. */
export type Citation = { act: string; article: string; clause: string; point: string }

export const citationText = ({ act, article, clause, point }: Citation): string =>
  [point && `điểm ${point}`, clause && `khoản ${clause}`, article && `Điều ${article}`, act]
    .filter((part) => part !== "")
    .join(" ")

const POINT = "[a-zđ]\\d?"
const NUMBER = "\\d{1,3}[a-zđ]?"
/** `điểm a khoản 2 Điều 14`, `Điều 14 khoản 2 điểm a`, `Điều 14(2)(a)`. */
const PLACE = new RegExp(
  [
    `(?:điểm\\s+(?<point>${POINT})[\\s,]+)?(?:khoản\\s+(?<clause>${NUMBER})[\\s,]+)?điều\\s+(?<article>${NUMBER})(?![\\p{L}\\d/])`,
    `(?:\\s*\\((?<clauseIn>${NUMBER})\\)(?:\\s*\\((?<pointIn>${POINT})\\))?)?`,
    `(?:[\\s,]*khoản\\s+(?<clauseAfter>${NUMBER})(?![\\p{L}\\d/])(?:[\\s,]*điểm\\s+(?<pointAfter>${POINT})(?![\\p{L}\\d]))?)?`,
  ].join(""),
  "iu",
)

/** Parts of one text; a note in brackets may hold semicolons of its own, citations do not. */
const partsOf = (text: string): string[] => text.split(";").map((part) => part.trim())

/**
 * The first provision a text names with its article, else the act alone. Free texts of earlier years are read as well as
 * what `citationText` writes; null where the text is blank.
 */
export const parseCitation = (text: string): Citation | null => {
  const parts = partsOf(text).filter((part) => part !== "")
  const part = parts.find((one) => PLACE.test(one)) ?? parts[0]
  if (part === undefined) return null
  const found = PLACE.exec(part)
  const groups = found?.groups ?? {}
  const rest = found ? `${part.slice(0, found.index)} ${part.slice(found.index + found[0].length)}` : part
  return {
    act: actIn(rest),
    article: groups.article ?? "",
    clause: groups.clause ?? groups.clauseIn ?? groups.clauseAfter ?? "",
    point: groups.point ?? groups.pointIn ?? groups.pointAfter ?? "",
  }
}

const actIn = (text: string): string =>
  text
    .replace(/\s+/gu, " ")
    .replace(/^[\s,.:-]*(?:(?:theo|căn cứ|quy định|tại|của)\s+)*/iu, "")
    .replace(/[\s,.:;-]*(?:\s(?:tại|của|theo))?[\s,.:;-]*$/iu, "")
    .trim()

/** What stands where the record names an act and nobody found the article. */
const ARTICLE_UNKNOWN = "chưa rõ điều, khoản"
const ABBREVIATIONS: readonly [RegExp, string][] = [
  [/^NĐ (?:số )?/u, "Nghị định số "],
  [/^TT (?:số )?/u, "Thông tư số "],
]

/** `NĐ 224/2026/NĐ-CP Điều 14`, as law packs write it, in full: `Điều 14 Nghị định số 224/2026/NĐ-CP`. */
export const provisionOf = (article: string): string => {
  const parsed = parseCitation(article)
  if (!parsed) return ""
  const act = ABBREVIATIONS.reduce((name, [short, long]) => name.replace(short, long), parsed.act)
  return citationText({ ...parsed, act })
}

/**
 * For a partial service whose article nobody found: the clause of the law pack that allows the reason, then the act as the
 * record names it, said to be without an article. None is ever guessed (NĐ 224/2026/NĐ-CP Điều 14).
 * @param basis article of the pack's reason
 * @param act of the sector, as the record names it; empty where it names none
 */
export const packClauseCitation = (basis: string, act: string): string =>
  `${provisionOf(basis)}; ${act === "" ? `văn bản chuyên ngành ${ARTICLE_UNKNOWN}` : `${act}, ${ARTICLE_UNKNOWN}`}`

/** Whether it is what `packClauseCitation` prints. */
export const isPackClause = (citation: string): boolean => citation.includes(ARTICLE_UNKNOWN)

/** Whether a reason for *một phần* still wants the article of its sector law. */
export const lacksArticle = (citation: string): boolean =>
  isPackClause(citation) || (parseCitation(citation)?.article ?? "") === ""

const ACT_NUMBER = /\d+(?:\.\d+)?(?:\/\d{4})?\/[\p{Lu}\d]+(?:[-/][\p{Lu}\d]+)*/u

/** "Quyết định số 35/ 2026/QĐ-UBND" → `35/2026/QĐ-UBND`; by it acts are told apart. */
export const actNumberIn = (text: string): string | undefined =>
  ACT_NUMBER.exec(text.replace(/\s*([/-])\s*/gu, "$1"))?.[0]
