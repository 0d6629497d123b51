import type { LevelTarget } from "#models/reference/level-target.ts"

/** Targets of the years; they change with the plans, so each carries its days and its source. */
export const LEVEL_TARGETS: LevelTarget[] = [
  {
    indicator: "fullOfEligible",
    share: 1,
    validFrom: "2022-08-15",
    validTo: null,
    source: "100 % thủ tục đủ điều kiện được cung cấp toàn trình",
  },
  {
    indicator: "onlineOfAll",
    share: 0.8,
    validFrom: "2022-08-15",
    validTo: null,
    source: "80 % thủ tục được cung cấp trực tuyến",
  },
]
