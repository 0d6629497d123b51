import type { Standing } from "#models/deadline/deadline.ts"
import type { InboxMessage } from "#models/inbox-message/inbox-message.ts"
import { ROLE_LABELS, type Role } from "#models/shared/workflow.ts"
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

/** Whose work a deadline is: the role, and the unit where it is one's own. */
export const doerInWords = ({ role, agencyName }: { role: Role | null; agencyName: string | null }): string =>
  [role ? ROLE_LABELS[role] : "Chưa đặt người được nhắc", ...(agencyName ? [agencyName] : [])].join(" · ")

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
    case "reportingPeriod":
      return paths.reportingPeriod(id)
    case "unitReport":
      return paths.unitReport(id)
    case "delegation":
      return paths.delegation(id)
    case "unitReturn":
      return paths.returnPartById(id)
    case "unitWebsites":
      return paths.websites({ unit: id })
    case "personalData":
      return paths.personalFile(id)
    case "account":
      return paths.account()
    case "office":
      return null
  }
}
