import { BARRIER_KINDS, type BarrierKind } from "#workflows/barriers/barrier-kinds.ts"
import type { JudgedService } from "#workflows/barriers/barriers.ts"

export type ParetoRow = {
  kind: BarrierKind
  /** Services this keeps back. */
  services: number
  /** Services kept back by this one or by one above it; each once. */
  reached: number
}

/** Barriers by how many services each keeps back, most first; the last row reaches every service that is kept back. */
export const paretoOf = (services: readonly Pick<JudgedService, "barriers">[]): ParetoRow[] => {
  const ranked = BARRIER_KINDS.map((kind) => ({
    kind,
    services: services.filter(({ barriers }) => barriers.includes(kind)).length,
  }))
    .filter((row) => row.services > 0)
    .sort((a, b) => b.services - a.services)
  return ranked.map((row, place) => {
    const above = new Set(ranked.slice(0, place + 1).map(({ kind }) => kind))
    return {
      ...row,
      reached: services.filter(({ barriers }) => barriers.some((one) => above.has(one))).length,
    }
  })
}
