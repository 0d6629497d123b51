import { formatNumber } from "#models/shared/numbers.ts"
import {
  RETURN_STATE_LABELS,
  type ReturnStanding,
  type ReturnState,
} from "#models/unit-return/return-standing.ts"
import { StatusBadge, type Tone } from "../badges.tsx"

const TONES: Record<ReturnState, Tone> = {
  OPEN: "quiet",
  PARTLY: "busy",
  UNSENT: "partial",
  COMPLETE: "good",
}

/** How a unit's return stands, and by how many days it is late. */
export function ReturnStandingBadge({ standing: { state, daysLate } }: { standing: ReturnStanding }) {
  return (
    <>
      <StatusBadge label={RETURN_STATE_LABELS[state]} tone={TONES[state]} />{" "}
      {daysLate > 0 ? <StatusBadge label={`trễ ${formatNumber(daysLate)} ngày`} tone="bad" /> : null}
    </>
  )
}
