import type { Held, WorkArea } from "#models/shared/workflow.ts"

/** The kind of work of every right that goes over to a deputy, by how its name begins; any other stays with the person. */
const AREAS: Record<string, WorkArea> = {
  registration: "REGISTRATION",
  remark: "REGISTRATION",
  bulk: "REGISTRATION",
  campaign: "EDITION",
  edition: "EDITION",
  template: "EDITION",
  register: "REGISTER",
  procedure: "REGISTER",
  evidence: "REGISTER",
  delivery: "REGISTER",
  deadline: "DEADLINE",
  plan: "PLAN",
  planTask: "PLAN",
  indicator: "PLAN",
  report: "PLAN",
  readiness: "ADMINISTRATION",
  administration: "ADMINISTRATION",
  regime: "ADMINISTRATION",
  reorganisation: "ADMINISTRATION",
  audit: "ADMINISTRATION",
}

/** What a deputy is given of a right is given for its kind of work; to look at registrations is part of every kind. */
export const goesOver = (name: string, { areas }: NonNullable<Held["delegated"]>): boolean => {
  const area = AREAS[name.split(".")[0] ?? ""]
  if (area === undefined) return false
  return areas === null || areas.includes(area) || name.includes(".view")
}
