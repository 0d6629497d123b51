import type { Standing } from "#models/deadline/deadline.ts"
import type { InboxMessage } from "#models/inbox-message/inbox-message.ts"
import { paths } from "../../http/paths.ts"
import type { Tone } from "../badges.tsx"

const TONES: Record<Standing, Tone> = {
  OVERDUE: "bad",
  NEAR: "partial",
  AHEAD: "busy",
  PAUSED: "quiet",
  KEPT: "good",
  LATE: "partial",
  CANCELLED: "quiet",
}

export const standingTone = (standing: Standing): Tone => TONES[standing]

/** The page of what a deadline or a message is about; null where it has none of its own. */
export const subjectPath = ({ kind, id }: InboxMessage["about"]): string | null => {
  switch (kind) {
    case "campaign":
      return paths.campaign(id)
    case "edition":
      return paths.issuing(id)
    case "registration":
      return paths.registration(id)
    case "remark":
      return paths.remark(id)
    case "plan":
      return paths.plan(id)
    case "planTask":
      return paths.planTask(id)
    case "delegation":
      return paths.delegation(id)
    case "unitReturn":
      return paths.returnPartById(id)
    case "office":
      return null
  }
}
