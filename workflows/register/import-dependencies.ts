import type { Clock } from "#models/shared/clock.ts"
import type { LongActDependencies } from "#workflows/long-act/pieces.server.ts"
import type { ImportLimits } from "#workflows/uploads/import-limits.ts"

export type ImportDependencies = LongActDependencies & {
  clock: Clock
  /** Smaller in tests. */
  limits?: ImportLimits
}
