import {
  ADMIN_LEVELS,
  type AdminLevel,
  isOnlineLevel,
  SERVICE_LEVELS,
  type ServiceLevel,
} from "#models/shared/levels.ts"
import { formatCount, formatNumber, numberInWords } from "#models/shared/numbers.ts"
import type { CarriedEdition } from "../catalogue-edition.ts"
import { branchFiguresOf } from "./branch-figures.ts"
import { FIGURES, type FigureName, PROCEDURE_FIGURES, SERVICE_FIGURES } from "./figures.ts"
import type { RowFigures } from "./row-lists.ts"

type ProcedureFigure = (typeof PROCEDURE_FIGURES)[ServiceLevel]

export const ADMIN_LEVEL_IN_TEXT: Record<AdminLevel, string> = {
  MINISTRY: "cơ quan ngành dọc, cấp Bộ",
  PROVINCE: "cấp tỉnh",
  DISTRICT: "cấp huyện",
  COMMUNE: "cấp xã",
}

/** The two online levels, in the order of the annexes. */
const ONLINE_LEVELS = SERVICE_LEVELS.filter(isOnlineLevel)
export type OnlineLevel = (typeof ONLINE_LEVELS)[number]

/** Services of a level, as a sentence counts them. */
export const LEVEL_IN_TEXT = Object.fromEntries(
  SERVICE_LEVELS.map((level) => [level, FIGURES[SERVICE_FIGURES[level]].noun]),
) as Record<ServiceLevel, string>

/** `132 dịch vụ công trực tuyến`: a count never stands without its name. */
export const sayFigure = (name: FigureName, count: number): string =>
  `${formatNumber(count)} ${FIGURES[name].noun}`

/** `06 (Sáu)`, `1.234 (Một nghìn hai trăm ba mươi tư)`. */
export const countInWords = (count: number): string => {
  const words = numberInWords(count)
  return `${formatCount(count)} (${words.charAt(0).toLocaleUpperCase("vi")}${words.slice(1)})`
}

/** `07 (Bảy) dịch vụ công của cơ quan ngành dọc`; empty where none is listed. */
export const branchesInText = (edition: CarriedEdition): string => {
  const { branchServices } = branchFiguresOf(edition)
  return branchServices > 0 ? `${countInWords(branchServices)} ${FIGURES.branchServices.noun}` : ""
}

/** Online levels that have rows. */
export const levelsWithRows = (edition: CarriedEdition): OnlineLevel[] =>
  ONLINE_LEVELS.filter((level) => edition.totals.levels[level] > 0)

/** `02 (Hai) dịch vụ công chỉ cung cấp thông tin trực tuyến, 01 (Một) …`: levels that are not online and have rows. */
export const otherLevelsInText = ({ totals: { levels } }: CarriedEdition): string =>
  SERVICE_LEVELS.filter((level) => !isOnlineLevel(level) && levels[level] > 0)
    .map((level) => `${countInWords(levels[level])} ${LEVEL_IN_TEXT[level]}`)
    .join(", ")

/** `cấp tỉnh 600 (Sáu trăm), cấp xã 12 (Mười hai)`: only levels of government that have rows. */
export const perAdminLevel = (edition: CarriedEdition, level: ServiceLevel): string =>
  ADMIN_LEVELS.map((admin) => ({ admin, count: edition.totals.byAdminLevel[admin][level] }))
    .filter(({ count }) => count > 0)
    .map(({ admin, count }) => `${ADMIN_LEVEL_IN_TEXT[admin]} ${countInWords(count)}`)
    .join(", ")

/** `06 (Sáu) thủ tục hành chính ở mức toàn trình, 01 (Một) …`: procedures by their highest level, levels that have any. */
export const procedureLevelsInText = (figures: Pick<RowFigures, ProcedureFigure>): string =>
  SERVICE_LEVELS.map((level) => PROCEDURE_FIGURES[level])
    .filter((name) => figures[name] > 0)
    .map((name) => `${countInWords(figures[name])} ${FIGURES[name].noun}`)
    .join(", ")
