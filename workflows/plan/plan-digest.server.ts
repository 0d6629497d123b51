import type { KeptPlan } from "#models/plan/kept-plan.ts"
import { digestOf } from "#models/shared/digest.server.ts"

/** SHA-256 of what a version says and how its tasks come to their end. */
export const planDigest = ({
  title,
  documentNumber,
  issuedOn,
  endsOn,
  content,
  ways,
}: Pick<KeptPlan, "title" | "documentNumber" | "issuedOn" | "endsOn" | "content" | "ways">): string =>
  digestOf({ title, documentNumber, issuedOn, endsOn, content, ways })
