import { BARRIER_KINDS, type BarrierKind } from "./barrier-kinds.ts"
import { fallsAt, type JudgedService } from "./barriers.ts"

/** What taking one barrier away at one unit asks for, and what comes of it. */
export type Effort = {
  kind: BarrierKind
  agencyId: string
  /** Services and procedures it has to be taken away from. */
  services: number
  procedures: number
  /** Procedures of these with a service that becomes full, once all chosen barriers have fallen. */
  raisedProcedures: number
}

/** The work behind a what-if: a line to each barrier and unit, in the order of the register, the most work first. Pure. */
export const effortOf = (
  services: readonly JudgedService[],
  raisedIds: ReadonlySet<string>,
  fallen: ReadonlySet<BarrierKind>,
  at: ReadonlySet<string> | null = null,
): Effort[] =>
  BARRIER_KINDS.filter((kind) => fallen.has(kind)).flatMap((kind) => {
    const behind = services.filter((one) => fallsAt(at, one) && one.barriers.includes(kind))
    return [...Map.groupBy(behind, ({ agencyId }) => agencyId)]
      .map(([agencyId, rows]) => ({
        kind,
        agencyId,
        services: rows.length,
        procedures: proceduresOf(rows),
        raisedProcedures: proceduresOf(rows.filter(({ id }) => raisedIds.has(id))),
      }))
      .sort((a, b) => b.procedures - a.procedures || a.agencyId.localeCompare(b.agencyId))
  })

const proceduresOf = (rows: readonly Pick<JudgedService, "procedureCode">[]): number =>
  new Set(rows.map(({ procedureCode }) => procedureCode)).size
