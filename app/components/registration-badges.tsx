import { REGISTRATION_STATE_LABELS, type RegistrationState } from "#models/registration/states.ts"
import { StatusBadge, type Tone } from "./badges.tsx"

const TONES: Partial<Record<RegistrationState, Tone>> = {
  awaitingUnitHead: "busy",
  registered: "busy",
  underAppraisal: "busy",
  consulting: "partial",
  returned: "bad",
  appraised: "busy",
  approved: "good",
  announced: "good",
  published: "good",
}

const SHORT_LABELS: Partial<Record<RegistrationState, string>> = {
  awaitingUnitHead: "Chờ ký duyệt",
  returned: "Trả lại",
  approved: "Đã phê duyệt",
  published: "Đã công khai",
}

/** Trạng thái of a registration; `short` for tables. */
export function RegistrationStateBadge({ state, short }: { state: RegistrationState; short?: boolean }) {
  const label = (short && SHORT_LABELS[state]) || REGISTRATION_STATE_LABELS[state]
  return <StatusBadge label={label} tone={TONES[state] ?? "quiet"} />
}

/** Marks a suggestion the rules are not sure of. */
export function NeedsLookBadge() {
  return <StatusBadge label="Cần xem xét" tone="partial" />
}
