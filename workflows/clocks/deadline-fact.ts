import type { Deadline } from "#models/deadline/deadline.ts"
import type { IsoDay } from "#models/shared/dates.ts"

/** What the store says today of something that has a deadline. */
export type DeadlineFact = Pick<
  Deadline,
  "id" | "kind" | "subject" | "campaignId" | "agencyId" | "rule" | "basis" | "startsOn"
> & {
  due: IsoDay
  /** Why the day is another than before, where it is. */
  movedBecause: string
  /** `RUNS`: to be done yet. `DONE`: on that day, or null where nothing tells when. `FELL_AWAY`: nobody needs do it any more. */
  state: { is: "RUNS" } | { is: "DONE"; on: IsoDay | null } | { is: "LAPSED" } | { is: "FELL_AWAY" }
}
