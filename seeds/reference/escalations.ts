import type { Escalation } from "#models/reference/escalation.ts"

const ALWAYS = { validFrom: "2022-08-15", validTo: null }

/** Reminders as an office begins with them; it sets its own under Quản trị. */
export const ESCALATIONS: Escalation[] = [
  { days: -10, to: ["OFFICER"], isUrgent: false, ...ALWAYS },
  { days: -3, to: ["OFFICER"], isUrgent: false, ...ALWAYS },
  { days: 0, to: ["OFFICER", "HEAD"], isUrgent: true, ...ALWAYS },
  { days: 3, to: ["HEAD", "LEADER"], isUrgent: true, ...ALWAYS },
]
