import { z } from "zod"
import { formatDay, type IsoDay } from "../shared/dates.ts"
import type { InputIssue } from "../shared/errors.ts"
import { actName, type ListedAct, numberOf } from "./act-name.ts"
import { actNumberIn, lacksArticle, parseCitation } from "./citation.ts"

const DayOrNot = z.iso.date().nullable()

/** Where a row comes from: a procedure's record, the dated table of a release, or the office's own hand. */
export const ACT_ORIGINS = ["RECORD", "TABLE", "OFFICE"] as const

/**
 * Văn bản of the register of legal bases. Taken over from the acts that procedures' records list; days and successors come
 * from a dated table or from the office.
 */
export const LegalAct = z.object({
  /** `60/2014/QH13`; acts are told apart by it. */
  number: z.string().min(1),
  /** As it is cited: `Luật Hộ tịch số 60/2014/QH13`. */
  name: z.string().min(1),
  /** Null: nobody said; the year in the number then bounds it. */
  validFrom: DayOrNot.default(null),
  validTo: DayOrNot.default(null),
  /** Number of the act that took its place; empty while none has. */
  replacedBy: z.string().default(""),
  /** Numbers of the acts it amends. */
  amends: z.array(z.string()).default([]),
  /** Codes of the fields whose records list it. */
  fieldCodes: z.array(z.string()).default([]),
  origin: z.enum(ACT_ORIGINS),
  /** What is still to be checked against the official gazette; empty where nothing is. */
  unverified: z.string().default(""),
})
export type LegalAct = z.infer<typeof LegalAct>

/** The acts a record lists, as the register takes them: one per number, those without a number left out. */
export const actsOfRecord = (bases: readonly ListedAct[], fieldCodes: readonly string[]): LegalAct[] =>
  bases.flatMap((basis) => {
    const number = numberOf(basis)
    if (!number) return []
    return [
      LegalAct.parse({
        number,
        name: actName(basis),
        amends: amendedIn(basis.title, number),
        fieldCodes: [...fieldCodes],
        origin: "RECORD",
      }),
    ]
  })

/** "… sửa đổi, bổ sung một số điều của Nghị định số 61/2018/NĐ-CP" → that number. */
function amendedIn(title: string, own: string): string[] {
  const from = title.search(/sửa đổi|bổ sung/iu)
  if (from < 0) return []
  const named = title.slice(from).match(/\d+\/\d{4}\/[\p{Lu}\d-]+/gu) ?? []
  return [...new Set(named.flatMap((one) => actNumberIn(one) ?? []))].filter((one) => one !== own)
}

/** `60/2014/QH13` → 2014; undefined where the number carries no year: an individual act, or one of before 1997. */
const yearOf = (number: string): number | undefined => {
  const year = /\/((?:19|20)\d{2})\//u.exec(number)?.[1]
  return year === undefined ? undefined : Number(year)
}

type Validity = Pick<LegalAct, "number" | "validFrom" | "validTo">

/** Whether an act is in force on a day, as far as the register knows: by its days, else not before the year of its number. */
export const isActInForce = ({ number, validFrom, validTo }: Validity, day: IsoDay): boolean =>
  (validFrom === null ? (yearOf(number) ?? 0) <= Number(day.slice(0, 4)) : validFrom <= day) &&
  (validTo === null || day <= validTo)

/** Decisions that announce procedures are individual acts: their numbers carry no year (Luật Ban hành VBQPPL 2015 Điều 2, NĐ 63/2010 Điều 13). */
export const isIndividualDecision = (number: string): boolean =>
  /\/QĐ-/u.test(number) && yearOf(number) === undefined

/** The register of legal bases, asked of one day. */
export type ActRegister = { find(number: string): LegalAct | undefined; day: IsoDay }

/**
 * Why a citation may not stand under a partial service, in words; none where it may: act and article named, the act in the
 * register and in force on the day, and no individual decision.
 * @param register absent where only the words can be judged
 */
export const citationFaults = (citation: string, register?: ActRegister): InputIssue[] => {
  const fault = (message: string): InputIssue[] => [{ field: "citation", message }]
  const act = parseCitation(citation)?.act ?? ""
  const number = actNumberIn(act)
  if (!number)
    return fault(
      "Căn cứ chưa nêu số, ký hiệu văn bản. Hãy chọn văn bản trong sổ căn cứ pháp lý, rồi ghi điều, khoản.",
    )
  if (isIndividualDecision(number))
    return fault(
      `Quyết định số ${number} công bố thủ tục, không phải quy định của pháp luật chuyên ngành. Hãy dẫn luật, nghị định hoặc thông tư và điều, khoản.`,
    )
  if (lacksArticle(citation))
    return fault(
      `Căn cứ «${act}» chưa nêu điều, khoản. Hãy ghi điều, khoản, điểm buộc dịch vụ chỉ thực hiện một phần.`,
    )
  if (!register) return []
  const { day } = register
  const known = register.find(number)
  if (!known)
    return fault(
      `Văn bản số ${number} chưa có trong sổ căn cứ pháp lý. Hãy chọn một văn bản của sổ, cập nhật bản ghi thủ tục có nêu văn bản này, hoặc nhờ quản trị thêm ở «Quản trị › Sổ căn cứ pháp lý».`,
    )
  if (isActInForce(known, day)) return []
  const instead = known.replacedBy ? `; thay bằng văn bản số ${known.replacedBy}` : ""
  const when =
    known.validTo !== null && known.validTo < day
      ? `hết hiệu lực sau ngày ${formatDay(known.validTo)}${instead}`
      : "chưa có hiệu lực"
  return fault(
    `${known.name} ${when}. Ngày ${formatDay(day)} không dẫn được; hãy chọn văn bản đang có hiệu lực.`,
  )
}
