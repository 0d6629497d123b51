import type { DeadlineSubject } from "../deadline/deadline.ts"
import type { NoticeKind } from "./notice-kinds.ts"

/** Whether a mail tells of a message too: not asked yet, in the next digest, planned, or none. */
export const MAILINGS = ["WAITING", "DIGEST", "PLANNED", "NONE"] as const
export type Mailing = (typeof MAILINGS)[number]

/** Thông báo (trong hệ thống): what one person is told of. Names people by name and their task, nothing else. */
export type InboxMessage = {
  /** Made of what it tells and whom, so that nobody is told twice. */
  id: string
  userId: string
  kind: NoticeKind
  title: string
  text: string
  /** The thing it is about: where its link leads. */
  about:
    | DeadlineSubject
    | {
        /** `personalData`: of the person with that id; `unitWebsites`: of the unit. */
        kind: "delegation" | "unitReturn" | "unitReport" | "unitWebsites" | "account" | "personalData"
        id: string
        name: string
      }
  /** Does not wait for the day's digest. */
  isUrgent: boolean
  /** By the office's clock. */
  at: Date
  readAt: Date | null
  mail: Mailing
}
