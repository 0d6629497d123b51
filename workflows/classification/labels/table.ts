import { formatNumber, formatPercent } from "#models/shared/numbers.ts"
import type { LabelReport } from "./measure.server.ts"

/** The report as lines: of each fact how often it is right, and how much of what the labels hold it finds; then the level. */
export const labelTable = ({ records, facts, level }: LabelReport): string[] => [
  `So với nhãn do người đọc (${formatNumber(records)} thủ tục):`,
  ...facts.map(
    ({ title, right, found, labelled, precision, recall }) =>
      `  ${percent(precision).padStart(7)} đúng (${right} trên ${found}), ${percent(recall).padStart(7)} tìm được (${right} trên ${labelled})  ${title}`,
  ),
  `  ${percent(level.share).padStart(7)} đúng mức (${level.right} trên ${level.of})`,
]

const percent = (share: number): string => (Number.isNaN(share) ? "–" : formatPercent(share))
