import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { CarriedEntry } from "#models/catalogue-edition/catalogue-edition.ts"
import { entryNameInText } from "#models/catalogue-edition/entry-name.ts"
import {
  type CatalogueChange,
  type ChangeCounts,
  changeCountsOf,
  changedRowsOf,
  changeOf,
} from "#models/catalogue-edition/figures/change-lists.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { currentEdition } from "#workflows/campaign/decision-bytes.server.ts"
import type { CockpitFacts } from "./cockpit-facts.server.ts"

type Row = Pick<CarriedEntry, "serviceId" | "serviceCode" | "level" | "change"> & {
  name: string
  unitName: string
  before: ServiceLevel | null
}
export type ChangedService = Omit<Row, "change" | "level"> & { level: ServiceLevel | null }

/** A catalogue beside the one before it: as frozen, else as freezing it now would make it. */
export type ComparedCatalogue = {
  kind: ReviewCampaign["kind"]
  isFrozen: boolean
  /** The decision it is compared with; null where none is in force. */
  beforeNumber: string | null
  entries: Row[]
  removed: ChangedService[]
}

/** Null for a review that was stopped before it came to a catalogue. */
export const readCompared = async (
  d: OfficeDependencies,
  facts: CockpitFacts,
): Promise<ComparedCatalogue | null> => {
  const { campaign } = facts
  if (campaign.workflow.context.frozen) return asFrozen(campaign)
  return campaign.workflow.value === "stopped" ? null : ifFrozenNow(d, facts)
}

async function asFrozen(campaign: ReviewCampaign): Promise<ComparedCatalogue> {
  const { kind, entries, removed, replaces } = await currentEdition(campaign)
  return {
    kind,
    isFrozen: true,
    beforeNumber: replaces?.decisionNumber ?? null,
    entries: entries.map((entry) => ({
      serviceId: entry.serviceId,
      serviceCode: entry.serviceCode,
      level: entry.level,
      change: entry.change,
      name: entryNameInText(entry),
      unitName: entry.unit.name,
      before: entry.previousLevel,
    })),
    removed: removed.map(({ level, ...one }) => ({ ...one, before: level, level: null })),
  }
}

/** Only what is approved would be in it. */
async function ifFrozenNow(
  { clock }: OfficeDependencies,
  { campaign, registrations, names }: CockpitFacts,
): Promise<ComparedCatalogue> {
  const issued = (await findIssuedEditions()).filter(({ editionId }) => editionId !== campaign.id)
  const inForce = await readInForceOn(issued, dayOf(clock.now()))
  const before = inForce?.rows.map(({ entry }) => entry) ?? []
  const levels = new Map(before.map(({ serviceId, level }) => [serviceId, level]))
  const entries = registrations.flatMap(({ state, level, serviceId, serviceCode, ...one }): Row[] => {
    if (state !== "approved" || level === null) return []
    const was = levels.get(serviceId) ?? null
    const unitName = names.get(one.agencyId) ?? one.agencyId
    return [
      {
        serviceId,
        serviceCode,
        level,
        change: changeOf(was, level),
        name: one.procedureName,
        unitName,
        before: was,
      },
    ]
  })
  const present = new Set(entries.map(({ serviceId }) => serviceId))
  const { number, symbol } = inForce?.base.decision ?? {}
  return {
    kind: campaign.kind,
    isFrozen: false,
    beforeNumber: inForce ? `${number}/${symbol}` : null,
    entries,
    removed: (campaign.kind === "ANNUAL" ? before : [])
      .filter(({ serviceId }) => !present.has(serviceId))
      .map((entry) => ({
        serviceId: entry.serviceId,
        serviceCode: entry.serviceCode,
        name: entryNameInText(entry),
        unitName: entry.unit.name,
        before: entry.level,
        level: null,
      })),
  }
}

/** How many services changed in each way. */
export const changesOf = (compared: ComparedCatalogue): ChangeCounts => changeCountsOf(compared)

/** The services behind one of these counts. */
export const changedServices = (compared: ComparedCatalogue, change: CatalogueChange): ChangedService[] => [
  ...changedRowsOf(compared, change),
  ...(change === "WITHDRAWN" ? compared.removed : []),
]
