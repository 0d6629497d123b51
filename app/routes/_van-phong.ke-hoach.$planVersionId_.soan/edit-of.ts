import type { z } from "zod"
import type { PlanEdit } from "#workflows/plan/edit-plan.server.ts"
import type { DRAFT_FORMS, DraftForm } from "../../components/plans/draft-schemas.ts"

/** A form of the draft with what it sent. */
export type DraftEdit = {
  [Kind in DraftForm]: { kind: Kind; values: z.output<(typeof DRAFT_FORMS)[Kind]> }
}[DraftForm]

/** What a form asks to be changed. */
export const editOf = (sent: DraftEdit): PlanEdit => {
  switch (sent.kind) {
    case "head":
      return { what: "HEAD", ...sent.values }
    case "part":
      return { what: "PART", ...sent.values }
    case "renamePart":
      return { what: "RENAME_PART", ...sent.values }
    case "removePart":
      return { what: "REMOVE_PART", ...sent.values }
    case "task": {
      const { place, part, act, needs, measure, ...cells } = sent.values
      const way = { act: act === "" ? null : act, needs, measure: measure === "" ? null : measure }
      return { what: "TASK", place: place === "" ? null : place, part, cells, way }
    }
    case "removeTask":
      return { what: "REMOVE_TASK", ...sent.values }
    case "up":
      return { what: "MOVE_TASK", ...sent.values, to: "UP" }
    case "down":
      return { what: "MOVE_TASK", ...sent.values, to: "DOWN" }
    case "renumber":
      return { what: "RENUMBER" }
  }
}
