import type { Agency } from "#models/agency/agency.ts"
import type { Signatory } from "#models/official-document/official-document.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
import type { PortalTarget } from "#models/outbox/portal-target.ts"
import type { PortalTest } from "#models/portal-test/portal-test.repository.server.ts"
import type { DocumentTemplate } from "#models/reference/document-template.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"

/** How documents are signed here: made-up keys of training, keys the office keeps (with whose they are), or people's own software. */
export type SigningWays =
  | { kind: "TRAINING" }
  | { kind: "KEYS"; keys: readonly { name: string; from: IsoDay; to: IsoDay }[]; fault: string | null }
  | { kind: "OWN_SOFTWARE" }

/** What stands on a day, as far as issuing a decision needs it. */
export type ReadinessFacts = {
  day: IsoDay
  /** The office's day now: only a portal of today can be tested. */
  today: IsoDay
  hasRegime: boolean
  issuer: EditionIssuer | null
  templates: readonly Pick<DocumentTemplate, "purpose" | "blocks">[]
  /** Years whose days off are known, and how many of them from the day on are not decided. */
  holidayYears: ReadonlyMap<number, { undecided: number }>
  portals: readonly PortalTarget[]
  /** Portals whose key the machine has; null in training, whose portals are played within the process. */
  portalTokens: ReadonlySet<string> | null
  /** The last time each portal was asked whether it answers. */
  portalTests: ReadonlyMap<string, Pick<PortalTest, "ok" | "message" | "at">>
  /** Leaders who may sign the decision on the day. */
  signatories: readonly Pick<Signatory, "personId" | "fullName">[]
  /** Everyone who may sign in, with what they may do on the day. */
  people: readonly Actor[]
  /** Open work nobody may act on that day, each in words. */
  ownerless: readonly string[]
  /** Null while nobody has set the office up. */
  agencies: readonly Agency[] | null
  services: readonly Pick<OnlineService, "proposingAgencyId" | "assignedBy" | "field" | "unit">[]
  /** Procedures nobody has said the scope of. */
  unsettled: number
  signing: SigningWays
  /** Trusted authorities; null in training, which trusts its own. */
  authorities: number | null
  /** Whether the office's address is one the public can trust; training and test beds need none. */
  isPublic: boolean
}

/** What stands in a store nobody has touched. */
export const NOTHING_YET: Omit<
  ReadinessFacts,
  "day" | "today" | "signing" | "authorities" | "isPublic" | "portalTokens"
> = {
  hasRegime: false,
  issuer: null,
  templates: [],
  holidayYears: new Map(),
  portals: [],
  portalTests: new Map(),
  signatories: [],
  people: [],
  ownerless: [],
  agencies: null,
  services: [],
  unsettled: 0,
}
