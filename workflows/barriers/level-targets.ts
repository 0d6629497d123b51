import type { LevelTarget } from "#models/reference/level-target.ts"
import { INDICATOR_NAMES, type Share } from "./barriers.ts"

/** Targets of indicators this product computes, in the order of the indicators. */
export const targetsFor = (targets: readonly LevelTarget[]): LevelTarget[] =>
  INDICATOR_NAMES.flatMap((name) => targets.filter(({ indicator }) => indicator === name))

/** Whether a share reaches a target; with nothing to count there is nothing to miss. */
export const isReached = ({ numerator, denominator }: Share, { share }: LevelTarget): boolean =>
  numerator >= share * denominator
