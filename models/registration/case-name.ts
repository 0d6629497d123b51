import type { Registration } from "./registration.ts"

/** Tên trường hợp of a registered service: as its unit calls it, else as the record does; empty where there is none to tell. */
export const registeredCaseName = ({
  caseName,
  workflow,
}: Pick<Registration, "caseName" | "workflow">): string =>
  workflow.context.proposal?.caseName?.trim() || caseName || ""
