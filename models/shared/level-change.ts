import { SERVICE_LEVEL_RANK, type ServiceLevel } from "./levels.ts"

/** How a level stands to the one announced last: new, raised, lowered or kept. */
export const LEVEL_CHANGES = ["NEW", "RAISED", "LOWERED", "KEPT"] as const
export type LevelChange = (typeof LEVEL_CHANGES)[number]

/** `before` null: it was in no catalogue. */
export const levelChange = (before: ServiceLevel | null, now: ServiceLevel): LevelChange => {
  if (before === null) return "NEW"
  const step = SERVICE_LEVEL_RANK[now] - SERVICE_LEVEL_RANK[before]
  return step > 0 ? "RAISED" : step < 0 ? "LOWERED" : "KEPT"
}
