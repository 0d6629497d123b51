import { diffWordsWithSpace } from "diff"
import type { RegistrationContext } from "#models/registration/context.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import { EMPTY_PLACE } from "#models/shared/field-conflict.ts"
import { describeProposal, differences } from "./describe-proposal.ts"

/** How a place of a proposal reads now against when it was returned; null where it said nothing. */
export type RoundChange = {
  field: string
  kind: "ADDED" | "GONE" | "CHANGED"
  parts: { text: string; change: "SAME" | "GONE" | "NEW" }[]
}

/** What a proposal said when it was returned, beside what it says now. */
export type Round = {
  /** 1 for the first return. */
  number: number
  returned: RegistrationContext["returns"][number]
  /** When and by whom it was last written since; null: not since. */
  revised: { by: string; at: string } | null
  changes: RoundChange[]
  /** Places that say the same. */
  unchanged: number
}

type Written = { proposal: Proposal | null; returns: number; by: string; at: string }

/**
 * The rounds between returns and now, the last first: of each, what changed in level, reason, citation, criteria and notes. Pure.
 * @param written what the proposal said after each step, in order, with how often it had been returned by then
 */
export const roundsOf = (returns: RegistrationContext["returns"], written: readonly Written[]): Round[] =>
  returns
    .map((returned, index): Round => {
      const before = written.findLast(({ returns: times }) => times <= index)?.proposal ?? null
      const later = written.filter(({ returns: times }) => times > index)
      const now = written.at(-1)?.proposal ?? null
      const said = [describeProposal(before), describeProposal(now)] as const
      const changes = differences(...said).map(changeOf)
      const revised = later.findLast(({ proposal }, at) => proposal !== (later[at - 1]?.proposal ?? before))
      return {
        number: index + 1,
        returned,
        revised: revised ? { by: revised.by, at: revised.at } : null,
        changes,
        unchanged: new Set(said.flatMap(Object.keys)).size - changes.length,
      }
    })
    .reverse()

const changeOf = ({ field, before, now }: { field: string; before: string; now: string }): RoundChange => {
  if (before === EMPTY_PLACE) return { field, kind: "ADDED", parts: [{ text: now, change: "NEW" }] }
  if (now === EMPTY_PLACE) return { field, kind: "GONE", parts: [{ text: before, change: "GONE" }] }
  return {
    field,
    kind: "CHANGED",
    parts: diffWordsWithSpace(before, now).map(({ value, added, removed }) => ({
      text: value,
      change: added ? "NEW" : removed ? "GONE" : "SAME",
    })),
  }
}
