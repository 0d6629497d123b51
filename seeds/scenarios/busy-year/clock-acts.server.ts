import type { IsoDay } from "#models/shared/dates.ts"
import { changeDeadline } from "#workflows/clocks/change-deadline.server.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { recordDeadline } from "#workflows/clocks/record-deadline.server.ts"
import type { BusyOffice } from "./busy-office.server.ts"

/** Notes that the open clocks of a kind are done today, by the coordinator whose they are. */
export const noteDone = async (
  { d, who, today }: BusyOffice,
  kind: "QUARTERLY_REPORT" | "BEFORE_EFFECT",
  reason: string,
): Promise<void> => {
  const actor = await who("dieuphoi")
  const open = (await clockLedger(d)).filter((row) => row.kind === kind && row.state === "RUNNING")
  for (const { id, revision } of open)
    await changeDeadline(d, { id, revision, act: { type: "deadline.done", on: today() }, reason, actor })
}

/** A document takes effect on a day; what it changes for people must be announced some days before. */
export const expectEffect = async ({ d, who }: BusyOffice, name: string, day: IsoDay): Promise<void> => {
  await recordDeadline(d, { kind: "BEFORE_EFFECT", name, day, actor: await who("dieuphoi") })
}
