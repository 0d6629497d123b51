import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import type { CampaignEventType } from "#models/campaign/events.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { CATALOGUE_CHANGES, CHANGE_FIGURES } from "#models/catalogue-edition/figures/change-lists.ts"
import { editionEffectFigures } from "#models/catalogue-edition/figures/edition-effect.ts"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { formatNumber } from "#models/shared/numbers.ts"

/** Acts upon a whole frozen catalogue. */
const UPON_CATALOGUE: readonly CampaignEventType[] = [
  "edition.consolidated",
  "submission.made",
  "decision.signed",
  "decision.issued",
  "edition.recalled",
]

/**
 * Upon how much a grave act was done, each number with its noun: the catalogue that was frozen when it was done, or the rows of a bulk
 * act. Empty for every other act.
 */
export const receiptFigures = async (entry: AuditEntry): Promise<string[]> => {
  const { subject, type, payload } = entry
  if (subject.kind === "bulkJob" && typeof payload.rows === "number")
    return [`${formatNumber(payload.rows)} mục`]
  if (subject.kind !== "campaign" || !UPON_CATALOGUE.some((one) => one === type)) return []
  const freeze = (await findAuditTrail("campaign", subject.id)).findLast(
    (one) => one.type === "edition.consolidated" && one.sequence <= entry.sequence,
  )
  if (!freeze) return []
  const { figures } = editionEffectFigures(
    await getFrozenEdition(`${subject.id}/${Number(freeze.payload.draft)}`),
  )
  const changes = type === "edition.recalled" ? [] : CATALOGUE_CHANGES
  return [
    sayFigure("services", figures.services),
    ...changes
      .map((change) => CHANGE_FIGURES[change])
      .filter((name) => figures[name] > 0)
      .map((name) => sayFigure(name, figures[name])),
    ...(type === "edition.consolidated" && Number(payload.leftOut) > 0
      ? [sayFigure("leftOutServices", Number(payload.leftOut))]
      : []),
  ]
}
