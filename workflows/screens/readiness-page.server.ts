import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { MENDED_AT, MISSING_KINDS, MISSING_LABELS } from "#workflows/readiness/missing.ts"
import { readinessOn } from "#workflows/readiness/readiness.server.ts"
import type { Runtime } from "#workflows/runtime.server.ts"

export type ReadinessPage = {
  date: IsoDay
  count: number
  /** What is missing, by kind, in the order it is best done. */
  groups: { kind: string; label: string; mend: { name: string; path: string | null }; what: string[] }[]
}

/** What is missing before a decision can be issued on a day, today unless another is asked for. @throws ForbiddenError */
export const getReadinessPage = async (
  d: Runtime,
  { actor, on }: { actor: Actor; on: IsoDay | undefined },
): Promise<ReadinessPage> => {
  await authorise(d, actor, "readiness.view", { kind: "page", id: "san-sang" })
  const today = dayOf(d.clock.now())
  const { date, missing } = await readinessOn(d, on ?? today, today)
  return {
    date,
    count: missing.length,
    groups: MISSING_KINDS.flatMap((kind) => {
      const what = missing.filter((one) => one.kind === kind).map((one) => one.what)
      return what.length > 0 ? [{ kind, label: MISSING_LABELS[kind], mend: MENDED_AT[kind], what }] : []
    }),
  }
}
