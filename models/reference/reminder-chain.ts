import { type IsoDay, isValidOn } from "../shared/dates.ts"
import type { Role } from "../shared/workflow.ts"
import type { Rung } from "./escalation.ts"

/** Người được nhắc: who is reminded of deadlines of a kind, rung by rung, as the office has set it for a span of days. */
export type ReminderChain = {
  /** A kind of clock. */
  kind: string
  /** Whose work it is. */
  officer: Role
  /** Who is above. */
  head: Role
  /** Who leads. */
  leader: Role
  validFrom: IsoDay
  validTo: IsoDay | null
}

/** Of a kind of clock the role of each rung; a kind nobody set reminds nobody. */
export type Chains = ReadonlyMap<string, Readonly<Record<Rung, Role>>>

/** The chains in force on a day. */
export const chainsOn = (rows: readonly ReminderChain[], day: IsoDay): Chains =>
  new Map(
    rows
      .filter((row) => isValidOn(row, day))
      .map(({ kind, officer, head, leader }) => [kind, { OFFICER: officer, HEAD: head, LEADER: leader }]),
  )
