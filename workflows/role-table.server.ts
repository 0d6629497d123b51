import { CAMPAIGN_STEPS } from "./campaign/steps/index.server.ts"
import { PERMISSIONS, type Permission, type Rule } from "./permissions.ts"

const rightsOf = (steps: readonly { permission: string | Permission }[]): [string, Rule][] =>
  steps.flatMap(({ permission }) => (typeof permission === "string" ? [] : [[permission.action, permission]]))

/** Who may do what: the whole role × action table, the rights that stand with their steps included. */
export const ROLE_TABLE: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...Object.entries(PERMISSIONS),
  ...rightsOf(CAMPAIGN_STEPS),
])
