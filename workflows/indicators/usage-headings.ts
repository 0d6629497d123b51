import {
  USAGE_COLUMN_NAMES,
  USAGE_COLUMNS,
  type UsageColumn,
  type UsageKind,
} from "#models/indicator/usage-column.ts"
import { foldText } from "#models/shared/text.ts"

/** Columns that say what a line is about. */
export const PLACE_HEADINGS = {
  month: "Tháng",
  unit: "Đơn vị",
  procedure: "Mã thủ tục",
  service: "Mã dịch vụ công",
} as const
export type PlaceColumn = keyof typeof PLACE_HEADINGS

const PLACE_WORDS: Record<PlaceColumn, readonly string[]> = {
  month: ["thang", "ky", "thang bao cao"],
  unit: ["don vi", "co quan", "ma don vi", "ten don vi", "co quan giai quyet"],
  procedure: ["ma thu tuc", "ma tthc", "ma thu tuc hanh chinh"],
  service: ["ma dich vu cong", "ma dvc", "ma dich vu"],
}

/** What a heading is for. NAME: read by people alone. SHARE: a percentage, held against 100. PERSON: none of our business. */
export type Heading =
  | { is: "PLACE"; column: PlaceColumn }
  | { is: "NUMBER"; column: UsageColumn }
  | { is: "NAME" | "SHARE" | "PERSON" | "UNKNOWN" }

const PERSON =
  /\bho ten\b|\bho va ten\b|\bnguoi nop\b|\bchu ho so\b|\bten cong dan\b|\bcccd\b|\bcmnd\b|\bcan cuoc\b|\bdinh danh ca nhan\b|\bdien thoai\b|\bsdt\b|\be ?mail\b|\bdia chi\b|\bngay sinh\b|\bma ho so\b|\bso ho so\b|\btai khoan\b/u
const NAME = /^(?:ten thu tuc|ten tthc|ten thu tuc hanh chinh|linh vuc|stt|tt|ghi chu)\b/u

const wordsOf = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}%]+/gu, " ")
    .trim()

const NUMBERS: ReadonlyMap<string, UsageColumn> = new Map(
  USAGE_COLUMN_NAMES.flatMap((name) => {
    const { label, also = [] } = USAGE_COLUMNS[name] as { label: string; also?: readonly string[] }
    return [label, ...also, name].map((words) => [wordsOf(words), name] as const)
  }),
)

export const headingOf = (text: string): Heading => {
  const words = wordsOf(text)
  for (const [column, known] of Object.entries(PLACE_WORDS) as [PlaceColumn, readonly string[]][])
    if (known.includes(words)) return { is: "PLACE", column }
  const number = NUMBERS.get(words)
  if (number) return { is: "NUMBER", column: number }
  if (PERSON.test(words)) return { is: "PERSON" }
  if (words.includes("%") || words.startsWith("ty le")) return { is: "SHARE" }
  return NAME.test(words) || words === "" ? { is: "NAME" } : { is: "UNKNOWN" }
}

/** The kind of table its numbers make it; null where they are of both kinds, or none. */
export const kindOfColumns = (columns: readonly UsageColumn[]): UsageKind | null => {
  const kinds = [...new Set(columns.map((name) => USAGE_COLUMNS[name].kind))]
  return kinds.length === 1 ? (kinds[0] ?? null) : null
}
