import { countQueue, type QueueCount } from "#models/registration/queue-counts.repository.server.ts"
import { LEVEL_CHANGES, type LevelChange, levelChange } from "#models/shared/level-change.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { isAllowed } from "#workflows/permissions.ts"
import {
  HOLDER_CHOICES,
  type HolderChoice,
  type RegistrationQuery,
} from "#workflows/registration/registration-query.ts"

type Part<Key> = { key: Key; name: string; count: number }

/** What waits for appraisal, by whose it is, and of those chosen by kind of change, unit and field. */
export type AppraisalQueues = {
  holders: { key: HolderChoice; count: number }[]
  changes: { key: LevelChange; count: number }[]
  /** The fullest first. */
  agencies: Part<string>[]
  fields: Part<string>[]
}

/** The queues of a campaign for who appraises or gives appraisals out; null for everybody else. */
export const appraisalQueues = async (
  campaignId: string,
  { query, actor, names }: { query: RegistrationQuery; actor: Actor; names: ReadonlyMap<string, string> },
): Promise<AppraisalQueues | null> => {
  if (!isAllowed(actor, "registration.assign")) return null
  const all = await countQueue(campaignId)
  // Without a choice the list shows what waits for the person's role: for whoever does not appraise that is something else.
  const isChosen = (row: QueueCount) =>
    query.holder === undefined
      ? isAllowed(actor, "registration.appraise")
      : holderChoiceOf(row.holderId, actor) === query.holder
  const chosen = all.filter(isChosen)
  return {
    holders: HOLDER_CHOICES.map((key) => ({
      key,
      count: sumOf(all.filter(({ holderId }) => holderChoiceOf(holderId, actor) === key)),
    })),
    changes: LEVEL_CHANGES.map((key) => ({
      key,
      count: sumOf(chosen.filter(({ previousLevel, level }) => levelChange(previousLevel, level) === key)),
    })),
    agencies: partsOf(chosen, ({ agencyId }) => ({
      key: agencyId,
      name: names.get(agencyId) ?? agencyId,
    })),
    fields: partsOf(chosen, ({ field }) => ({ key: field.code, name: field.name })),
  }
}

const holderChoiceOf = (holderId: string | null, { id }: Actor): HolderChoice =>
  holderId === null ? "nobody" : holderId === id ? "mine" : "others"

const sumOf = (rows: readonly QueueCount[]): number => rows.reduce((sum, { count }) => sum + count, 0)

const partsOf = (
  rows: readonly QueueCount[],
  of: (row: QueueCount) => { key: string; name: string },
): Part<string>[] =>
  [...Map.groupBy(rows, (row) => of(row).key)]
    .flatMap(([key, [first, ...rest]]) =>
      first ? [{ key, name: of(first).name, count: sumOf([first, ...rest]) }] : [],
    )
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, "vi"))
