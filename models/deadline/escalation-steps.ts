/** Days from the due day at which people are reminded, as officials write them. */
export const ESCALATION_STEPS = ["T-10", "T-3", "T+0", "T+3"] as const
export type EscalationStep = (typeof ESCALATION_STEPS)[number]
