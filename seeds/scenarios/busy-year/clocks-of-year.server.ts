import type { Deadline } from "#models/deadline/deadline.ts"
import { isOpenDeadline } from "#models/deadline/deadline.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import type { BusyOffice } from "./busy-office.server.ts"

/** One clock of the ledger: what it asked for, by when, and when that was done. */
export type ClockOfYear = Pick<Deadline, "kind" | "agencyId" | "due" | "originalDue" | "state" | "basis"> & {
  about: string
  done: IsoDay | null
  reminders: { step: string; on: IsoDay; to: number; passedOver: boolean }[]
}

/** `open`: still running when the year was over, and not late yet. */
export type ClockFigures = { kept: number; missed: number; cancelled: number; open: number }

/** The ledger at the end of the year. */
export const clocksOfYear = async ({
  d,
  today,
}: BusyOffice): Promise<{ figures: ClockFigures; clocks: ClockOfYear[] }> => {
  const rows = await clockLedger(d)
  const count = (is: (row: Deadline) => boolean) => rows.filter(is).length
  const isOverdue = (row: Deadline) => isOpenDeadline(row) && row.due < today()
  const clocks = rows.map(
    ({ kind, agencyId, due, originalDue, state, basis, subject, endedOn, fired }): ClockOfYear => ({
      kind,
      about: subject.name,
      agencyId,
      due,
      originalDue,
      state,
      done: endedOn,
      basis,
      reminders: fired.map(({ step, on, to, isPassedOver = false }) => ({
        step,
        on,
        to,
        passedOver: isPassedOver,
      })),
    }),
  )
  return {
    figures: {
      kept: count(({ state }) => state === "KEPT"),
      missed: count((row) => row.state === "LATE" || isOverdue(row)),
      cancelled: count(({ state }) => state === "CANCELLED"),
      open: count((row) => isOpenDeadline(row) && !isOverdue(row)),
    },
    clocks: clocks.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)),
  }
}

const keyOf = ({ due, kind, about, originalDue }: ClockOfYear) => [due, kind, about, originalDue].join("\n")
