import type { Procedure, SubmissionChannel } from "#models/procedure/procedure.ts"
import { ADMIN_LEVELS, type AdminLevel } from "#models/shared/levels.ts"
import { foldText, normaliseText } from "#models/shared/text.ts"
import { shorten } from "./check-code.ts"
import { cleanLine } from "./clean-text.ts"
import { FieldFault } from "./field-fault.ts"
import { adminLevelOf } from "./level-words.ts"
import { type Fee, saysNone } from "./national-fee.ts"
import { SHEET_HEADINGS } from "./sheet-headings.ts"

type ProcessingTime = Procedure["submissionMethods"][number]["processingTime"]
type DossierComponent = Procedure["cases"][number]["dossierComponents"][number]

/** `a; b; c` without empty parts and repeats. */
export const listOf = (cell: string): string[] => [
  ...new Set(
    cell
      .split(";")
      .map(cleanLine)
      .filter((part) => part !== ""),
  ),
]

/** Names people list by semicolons, lines or commas: none of them has a comma of its own. */
export const namesOf = (cell: string): string[] => listOf(cell.replace(/[\n,]/gu, ";"))

/** Parts of a cell in which people list things: lines, commas, strokes, `và`. */
const partsOf = (cell: string): string[] => listOf(cell.replace(/[\n,/]|\s+(?:và|hoặc)\s+/gu, ";"))

/** `Cấp tỉnh; Cấp xã`, `Tỉnh/Huyện/Xã`, `UBND cấp xã`, `Sở Tư pháp`, in the order of the levels. @throws FieldFault */
export const adminLevelsOf = (cell: string): AdminLevel[] => {
  const found = partsOf(cell).map((part) => {
    const level = adminLevelOf(part)
    if (!level)
      throw new FieldFault(
        SHEET_HEADINGS.adminLevels,
        `Cấp thực hiện "${shorten(part)}" không nói rõ cấp chính quyền nào. Ghi Cấp Bộ, Cấp tỉnh, Cấp huyện hoặc Cấp xã.`,
      )
    return level
  })
  if (found.length === 0) throw new FieldFault(SHEET_HEADINGS.adminLevels, "Thiếu cấp thực hiện.")
  return ADMIN_LEVELS.filter((level) => found.includes(level))
}

const CHANNELS: Record<string, SubmissionChannel> = {
  "truc tiep": "IN_PERSON",
  "truc tuyen": "ONLINE",
  "buu chinh cong ich": "POST",
  "dich vu buu chinh": "POST",
  "dich vu buu chinh cong ich": "POST",
  "buu chinh": "POST",
  bcci: "POST",
  "dich vu bcci": "POST",
  "buu dien": "POST",
  "dich vu buu chinh cong": "POST",
  tt: "IN_PERSON",
  ttuyen: "ONLINE",
  online: "ONLINE",
  "qua mang": "ONLINE",
  "dich vu cong truc tuyen": "ONLINE",
  "cong dich vu cong": "ONLINE",
  "cong dich vu cong quoc gia": "ONLINE",
}

/** Words around a channel that say no more of it: `Nộp trực tiếp`, `qua dịch vụ bưu chính`. */
const AROUND = /^(?:nop (?:ho so )?|gui |tiep nhan |qua |tai |bang |hinh thuc |thong qua |tren )+/u

/** `Trực tiếp; Trực tuyến; Bưu chính công ích`. @throws FieldFault */
export const channelsOf = (cell: string): SubmissionChannel[] =>
  unique(
    partsOf(cell).map((part) => {
      const channel = CHANNELS[foldText(part).replace(AROUND, "")] ?? CHANNELS[foldText(part)]
      if (!channel)
        throw new FieldFault(
          SHEET_HEADINGS.channels,
          `Cách thức thực hiện "${shorten(part)}" không rõ (chỉ nhận Trực tiếp, Trực tuyến, Bưu chính công ích).`,
        )
      return channel
    }),
  )

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

const TIME =
  /^(?:(?:trong )?(?:thoi (?:han|gian) )?(?:khong qua|toi da|trong vong|trong) )?(\d+(?:[.,]\d+)?) ?(?:\([^()]*\) )?(ngay lam viec|ngay|gio lam viec|gio|thang|nam)\W*$/
const TIME_UNITS: Record<string, ProcessingTime["unit"]> = {
  "ngay lam viec": "WORKING_DAY",
  ngay: "DAY",
  "gio lam viec": "HOUR",
  gio: "HOUR",
  thang: "MONTH",
  nam: "YEAR",
}

/** `05 ngày làm việc`, `24 giờ`; any other wording stays in words (OTHER). */
export const processingTimeOf = (cell: string): ProcessingTime => {
  const text = cleanLine(cell)
  const match = TIME.exec(foldText(text))
  const unit = TIME_UNITS[match?.[2] ?? ""]
  return match && unit
    ? { quantity: Number((match[1] ?? "").replace(",", ".")), unit, text }
    : { quantity: 0, unit: "OTHER", text }
}

const AMOUNT =
  /^(\d{1,3}(?:[.,]\d{3})+|\d+) ?(?:dong|d|vnd|vnđ)?(?: ?\/ ?(?:1 )?(?:ho so|truong hop|lan|ban|giay phep|thu tuc|nguoi))?\W*$/

/** An amount in đồng (`50.000`), "Không", or a description whose amount stays null; nothing for an empty cell. */
export const feesOf = (cell: string, kind: Fee["kind"]): Fee[] => {
  const text = cleanLine(cell)
  if (text === "") return []
  if (saysNone(text)) return [{ kind, amount: 0, text }]
  const amount = AMOUNT.exec(foldText(text))?.[1]
  return [{ kind, amount: amount ? Number(amount.replace(/[.,]/g, "")) : null, text }]
}

/** `Tờ khai [chính: 1; sao: 0; mẫu; mẫu điện tử] | Giấy chứng nhận [chính: 0; sao: 1]`. */
export const dossierComponentsOf = (cell: string): DossierComponent[] =>
  cell
    .split(/\s\|\s|^\|\s|\s\|$/)
    .map(normaliseText)
    .filter((item) => item !== "")
    .map(dossierComponentOf)

function dossierComponentOf(item: string): DossierComponent {
  const [, head = "", inside = ""] = /^(.*?)\s*\[([^[\]]*)\]$/.exec(item) ?? []
  const marks = inside.split(";").map((mark) => foldText(mark))
  const isSpecified =
    head !== "" && marks.every((mark) => /^(chinh: ?\d+|sao: ?\d+|mau|mau dien tu|)$/.test(mark))
  const name = cleanLine(isSpecified ? head : item)
  const countAfter = (word: string, otherwise: number): number => {
    const mark = isSpecified ? marks.find((one) => one.startsWith(`${word}:`)) : undefined
    return mark ? Number(mark.slice(word.length + 1)) : otherwise
  }
  return {
    code: "",
    name,
    originalCount: countAfter("chinh", isSpecified ? 0 : 1),
    copyCount: countAfter("sao", 0),
    hasElectronicForm: isSpecified && marks.includes("mau dien tu"),
    forms: isSpecified && marks.includes("mau") ? [{ name, url: "" }] : [],
  }
}

const PUBLIC =
  /^(da )?cong khai$|^con hieu luc$|^dang (ap dung|thuc hien)$|^moi( ban hanh)?$|^sua doi,? bo sung$|^thay the$|^$/
const NOT_PUBLIC = /^(khong|chua) cong khai$|^het hieu luc$|^(da )?(bai bo|huy bo|het hieu luc)$/

/** @throws FieldFault for words that do not say whether the procedure is in force and public */
export const stateOf = (cell: string): Procedure["state"] => {
  const text = foldText(cell)
  if (PUBLIC.test(text)) return "PUBLIC"
  if (NOT_PUBLIC.test(text)) return "NOT_PUBLIC"
  throw new FieldFault(
    SHEET_HEADINGS.state,
    `Tình trạng "${shorten(cell)}" không rõ (ghi Công khai, Sửa đổi, bổ sung, Không công khai hoặc Bãi bỏ).`,
  )
}

/** Có / Không; null for an empty cell. @throws FieldFault */
export const yesNoOf = (cell: string, field: string): boolean | null => {
  const text = foldText(cell)
  if (text === "") return null
  if (["co", "x", "true", "1"].includes(text)) return true
  if (["khong", "false", "0"].includes(text)) return false
  throw new FieldFault(field, `Ô "${field}" chỉ nhận Có hoặc Không, không nhận "${shorten(cell)}".`)
}
