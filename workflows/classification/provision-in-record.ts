import { actName, numberOf } from "#models/legal-basis/act-name.ts"
import { actNumberIn, citationText, parseCitation } from "#models/legal-basis/citation.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import type { EvidenceFact } from "#models/registration/registration.ts"
import { foldText } from "#models/shared/text.ts"

import { PASSAGE_SOURCES, passagesOf } from "./passages.ts"
import { sentenceAround } from "./sentence-around.ts"

/** A provision the record itself names where it asks for what keeps a service partial, and the sentence it stands in. */
export type ProvisionInRecord = { citation: string; sentence: string }

type LegalBasis = Procedure["legalBases"][number]

/** `điểm a khoản 2 Điều 14 Nghị định số 31/2023/NĐ-CP`: one provision of one act, up to where the next words begin. */
const PROVISION =
  /(?:điểm\s+[a-zđ]\d?[\s,]+)?(?:khoản\s+\d{1,3}[a-zđ]?[\s,]+)?điều\s+\d{1,3}[a-zđ]?\s*,?\s*(?:của\s+)?(?<act>(?:bộ luật|luật|pháp lệnh|nghị định|thông tư(?: liên tịch)?|nghị quyết)\s(?:(?!\s(?:và|hoặc|điều|khoản|điểm|được|ngày)\s)[^.,;:()\n]){2,160})/giu
/** "Điều 142 và khoản 2 Điều 145 Luật Đất đai", "Điều 24 Luật Thủy sản và Điều 9 Nghị định …": one provision joined to the next. */
const JOINED =
  /(?:điểm\s+[a-zđ]\d?[\s,]+)?(?:khoản\s+\d{1,3}[a-zđ]?[\s,]+)?điều\s+\d{1,3}[a-zđ]?(?:\s+(?:của\s+)?(?:bộ luật|luật|nghị định|thông tư)[^,;:()]{2,60}?)?\s*(?:,|và|hoặc)\s+$/iu
/** Words of going there or being there. */
const VISIT_OR_PRESENCE =
  "(?:có mặt|trước mặt|đích thân|phỏng vấn|sát hạch|tổ chức thi|vân tay|thực địa|hiện trường|thực tế|tại chỗ|tại (?:các )?cơ sở|đoàn (?:kiểm tra|thẩm định|đánh giá)|(?:tiến hành|tổ chức|thực hiện)(?: việc)? (?:kiểm tra|thẩm tra|xác minh|khảo sát))"
const ACCORDING_TO = "(?:(?:theo|như)(?: quy định)?(?: tại| của)? |quy định tại |\\()$"
/** The clause before the provision asks for it: "phải có mặt theo quy định tại" … */
const ASKS_FOR_IT = new RegExp(`${VISIT_OR_PRESENCE}[^,;:]{0,160}${ACCORDING_TO}`, "iu")
/** … or two acts of one row do: "kiểm tra thực tế sử dụng đất, xác định ranh giới của thửa đất theo quy định tại" … */
const ASKS_IN_A_ROW = new RegExp(
  `${VISIT_OR_PRESENCE}[^,;:]{0,80}, (?:xác định|xác nhận|xác minh|đánh giá|đối chiếu|kiểm tra|thực hiện) [^,;:]{0,120}${ACCORDING_TO}`,
  "iu",
)
/** … or the provision opens the sentence and the next clause asks for it. */
const OPENS_SENTENCE = /^[-+*\s\d.)]*(?:theo|căn cứ)(?: vào)?(?: quy định)?(?: tại| của)? $/iu
const THEN_ASKS = new RegExp(`^[^,;:.]{0,40},[^,;:.]{0,120}${VISIT_OR_PRESENCE}`, "iu")
/** … and not about the papers or the cases the provision lists. */
const IS_ABOUT_PAPERS = /hồ sơ|giấy tờ|mẫu|phiếu|trường hợp|đối tượng|thời hạn/iu

/** Longest sentence kept to be shown. */
const SENTENCE_LIMIT = 600

/**
 * The article that the sentence behind a reason names, with an act among those the record lists; null where the sentence
 * names none. Nothing is inferred: the clause itself must ask for the visit or the presence "theo quy định tại" that article; one
 * of another sentence, of an act not listed, or of "this decree" is none.
 * @param bases acts of the record that are in force on the day
 * @param facts those the reason rests on
 */
export const provisionInRecord = (
  procedure: Procedure,
  bases: readonly LegalBasis[],
  facts: readonly EvidenceFact[],
): ProvisionInRecord | null => {
  const passages = passagesOf(procedure)
  for (const fact of facts) {
    if (fact.quote === "") continue
    for (const { kind, text } of passages) {
      const at = PASSAGE_SOURCES[kind] === fact.source ? text.indexOf(fact.quote) : -1
      if (at < 0) continue
      const { start, end } = sentenceAround(text, at, at + fact.quote.length)
      const found = provisionIn(text.slice(start, end).trim(), bases)
      if (found) return found
    }
  }
  return null
}

function provisionIn(sentence: string, bases: readonly LegalBasis[]): ProvisionInRecord | null {
  for (const match of sentence.matchAll(PROVISION)) {
    const before = sentence.slice(0, match.index)
    const after = sentence.slice(match.index + match[0].length)
    if (!asksForIt(before, after)) continue
    const basis = basisNamed(match.groups?.act ?? "", bases)
    if (!basis) continue
    const parsed = parseCitation(match[0])
    if (!parsed?.article) continue
    return {
      citation: citationText({ ...parsed, act: actName(basis) }),
      sentence: sentence.length > SENTENCE_LIMIT ? `${sentence.slice(0, SENTENCE_LIMIT)}…` : sentence,
    }
  }
  return null
}

function asksForIt(given: string, after: string): boolean {
  if (OPENS_SENTENCE.test(given)) return THEN_ASKS.test(after)
  const before = withoutJoined(given)
  const clause = before.slice(Math.max(...[",", ";", ":"].map((mark) => before.lastIndexOf(mark))) + 1)
  if (ASKS_FOR_IT.test(clause) && !IS_ABOUT_PAPERS.test(clause)) return true
  const row = ASKS_IN_A_ROW.exec(before)?.[0]
  return row !== undefined && !IS_ABOUT_PAPERS.test(row)
}

/** What stands before a provision, those joined to it left out. */
function withoutJoined(before: string): string {
  const joined = JOINED.exec(before)
  return joined ? withoutJoined(before.slice(0, joined.index)) : before
}

/** The listed act that the words name: by its number, else by the whole of its name where exactly one bears it. */
function basisNamed(words: string, bases: readonly LegalBasis[]): LegalBasis | undefined {
  const number = actNumberIn(words)
  if (number) return bases.find((basis) => numberOf(basis) === number)
  const named = bases.filter((basis) => {
    const name = foldText(actName(basis).replace(/ số .*$/u, ""))
    return name.includes(" ") && startsWithWords(foldText(words), name)
  })
  const [only, ...others] = named
  return others.length === 0 ? only : undefined
}

const startsWithWords = (text: string, name: string): boolean =>
  text.startsWith(name) && !/^[\p{L}\d]/u.test(text.slice(name.length))
