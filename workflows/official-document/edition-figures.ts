import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { ADMIN_LEVELS, type AdminLevel, type ServiceLevel } from "#models/shared/levels.ts"
import { formatCount, numberInWords } from "#models/shared/numbers.ts"

export const ADMIN_LEVEL_IN_TEXT: Record<AdminLevel, string> = {
  MINISTRY: "cơ quan ngành dọc, cấp Bộ",
  PROVINCE: "cấp tỉnh",
  DISTRICT: "cấp huyện",
  COMMUNE: "cấp xã",
}

/** The two online levels, in the order of the annexes. */
const ONLINE_LEVELS = ["FULL", "PARTIAL"] as const
export type OnlineLevel = (typeof ONLINE_LEVELS)[number]

export const LEVEL_IN_TEXT: Record<OnlineLevel, string> = {
  FULL: "dịch vụ công trực tuyến toàn trình",
  PARTIAL: "dịch vụ công trực tuyến một phần",
}

/** `06 (Sáu)`, `1.234 (Một nghìn hai trăm ba mươi tư)`. */
export const countInWords = (count: number): string => {
  const words = numberInWords(count)
  return `${formatCount(count)} (${words.charAt(0).toLocaleUpperCase("vi")}${words.slice(1)})`
}

/** Online levels that have rows. */
export const levelsWithRows = (edition: CarriedEdition): OnlineLevel[] =>
  ONLINE_LEVELS.filter((level) => edition.totals.levels[level] > 0)

/** `cấp tỉnh 600 (Sáu trăm), cấp xã 12 (Mười hai)`: only levels of government that have rows. */
export const perAdminLevel = (edition: CarriedEdition, level: ServiceLevel): string =>
  ADMIN_LEVELS.map((admin) => ({ admin, count: edition.totals.byAdminLevel[admin][level] }))
    .filter(({ count }) => count > 0)
    .map(({ admin, count }) => `${ADMIN_LEVEL_IN_TEXT[admin]} ${countInWords(count)}`)
    .join(", ")
