import type { Procedure } from "#models/procedure/procedure.ts"
import type { Marked } from "./level-evidence.ts"

/** What a procedure is grouped by when others are asked about it, with the nation's flag where its record carries one. */
export const markedProcedure = (
  procedure: Pick<
    Procedure,
    "code" | "name" | "fields" | "announcer" | "announcementDecision" | "nationalFlags"
  >,
): Marked => ({
  code: procedure.code,
  name: procedure.name,
  announcer: procedure.announcer.name,
  field: procedure.fields[0] ?? { code: "", name: "" },
  decision: procedure.announcementDecision,
  fullProcess: procedure.nationalFlags?.isFullProcess ?? null,
})
