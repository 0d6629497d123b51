import { z } from "zod"
import type { Decided } from "./decided-by.ts"

/** The fields of a proposal a remark may be pinned to. */
export const REMARK_FIELD_LABELS = {
  level: "Mức độ đề xuất",
  partialReason: "Lý do chỉ thực hiện một phần",
  citation: "Căn cứ pháp luật chuyên ngành",
  overruleReason: "Lý do khác gợi ý",
  proactiveLevel: "Mức độ chủ động",
  caseName: "Tên trường hợp",
  note: "Ghi chú chung",
} as const

/**
 * Where a remark is pinned: `general`, `criterion:đ`, `field:citation`, or a row of the facts the suggestion rests on,
 * `fact:presence.required`.
 */
export const RemarkPlace = z
  .string()
  .regex(
    /^(general|criterion:[\p{L}\p{N}.]{1,10}|field:[A-Za-z]{1,30}|fact:[\w.:-]{1,100})$/u,
    "Hãy chọn nơi cần nhận xét.",
  )

/** What a remark, an answer or a reopening says, in characters. */
export const REMARK_TEXT = { min: 5, max: 2000 } as const
/** How many remarks one registration takes. */
export const MOST_REMARKS = 50

/** ANSWERED: the unit said what it did. CLOSED: the appraiser found it settled. REOPENED: the appraiser found it is not. */
export type RemarkTurn = Decided & { kind: "ANSWERED" | "CLOSED" | "REOPENED"; words: string }

/** Nhận xét (khi thẩm định): pinned to a place, open until it is answered or closed. */
export type RegistrationRemark = Decided & {
  /** "1", "2" … in the order they were made. */
  id: string
  place: string
  text: string
  turns: RemarkTurn[]
}

export const isOpenRemark = ({ turns }: Pick<RegistrationRemark, "turns">): boolean => {
  const last = turns.at(-1)
  return last === undefined || last.kind === "REOPENED"
}

type Facts = readonly { id: string; value: string }[]

/** A place in words: `Tiêu chí đ`, `Căn cứ pháp luật chuyên ngành`, `Dữ kiện «Phải có mặt»`. */
export const placeInWords = (place: string, facts: Facts = []): string => {
  const [kind = "", what = ""] = place.split(/:(.*)/s)
  if (kind === "criterion") return `Tiêu chí ${what}`
  if (kind === "field") return REMARK_FIELD_LABELS[what as keyof typeof REMARK_FIELD_LABELS] ?? what
  if (kind === "fact") return `Dữ kiện «${facts.find(({ id }) => id === what)?.value ?? what}»`
  return "Chung"
}

type Pinnable = { answers: readonly { letter: string }[]; facts: Facts }

/** Every place of a registration a remark may be pinned to, in words, in the order of its page. */
export const remarkPlaces = ({ answers, facts }: Pinnable): { value: string; label: string }[] =>
  [
    "general",
    ...answers.map(({ letter }) => `criterion:${letter}`),
    ...Object.keys(REMARK_FIELD_LABELS).map((name) => `field:${name}`),
    ...facts.map(({ id }) => `fact:${id}`),
  ].map((value) => ({ value, label: placeInWords(value, facts) }))
