import type { RegistrationContext } from "#models/registration/context.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { TypedText, WorkingCopy } from "#models/working-copy/working-copy.ts"
import { proposalFromSuggestion } from "#workflows/classification/proposal-from-suggestion.ts"
import { describeProposal, differences, type FieldChange } from "./describe-proposal.ts"

/** What was typed on an older revision, beside what is saved now: `before` is what is saved, `now` what was typed. */
export type OlderCopy = TypedText & { changed: FieldChange[] }

/** What a person left half done, by whether it was typed on what is saved now: only that may stand in the form by itself. */
export const copiesOf = (
  copy: WorkingCopy | null,
  { revision, suggestion }: Pick<Registration, "revision" | "suggestion">,
  { proposal }: Pick<RegistrationContext, "proposal">,
): { workingCopy: WorkingCopy | null; olderCopy: OlderCopy | null; copyVersion: string } => {
  const isCurrent = copy?.revision === revision
  const older = isCurrent ? copy.older : copy
  const saved = describeProposal(proposal ?? proposalFromSuggestion(suggestion))
  const changed = older ? differences(saved, describeProposal(older.fields)) : []
  return {
    workingCopy: isCurrent ? copy : null,
    olderCopy: older && changed.length > 0 ? { ...older, changed } : null,
    copyVersion: copy?.version ?? "",
  }
}
