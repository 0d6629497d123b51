import { agencyNameOn } from "#models/agency/agency.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { registeredCaseName } from "#models/registration/case-name.ts"
import {
  countFound,
  countRegistrations,
  findCampaignFields,
  findRegistrations,
} from "#models/registration/registration-list.repository.server.ts"
import { FINISHED_STATES, REGISTRATION_STATES, type RegistrationState } from "#models/registration/states.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { AdminLevel, ServiceLevel } from "#models/shared/levels.ts"
import { readOrder } from "#models/shared/list-order.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { type BulkAction, bulkActionsFor } from "#workflows/bulk/bulk-actions.ts"
import { holdersOf } from "#workflows/registration/holders.server.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import { visibleAgencyIds, visibleFilter } from "#workflows/registration/visible-registrations.server.ts"
import { type AppraisalQueues, appraisalQueues } from "./appraisal-queues.server.ts"

export type RegistrationListDependencies = OfficeDependencies & {
  reference: Pick<ReferenceReader, "agencies">
}

export type RegistrationListRow = {
  id: string
  revision: number
  serviceCode: string
  procedureName: string
  /** Which of the procedure's services; empty where there is none to tell apart. */
  caseName: string
  agencyName: string
  adminLevel: AdminLevel
  fieldName: string
  state: RegistrationState
  suggestedLevel: ServiceLevel
  sure: boolean
  proposedLevel: ServiceLevel | null
  previousLevel: ServiceLevel | null
  /** Who has its appraisal in hand and since when; null: nobody. */
  holder: { name: string; at: string } | null
}

export type RegistrationList = {
  campaign: { id: string; name: string }
  rows: RegistrationListRow[]
  total: number
  page: number
  pageSize: number
  /** Whether this person sees their own agencies only. */
  isOwnOnly: boolean
  agencies: { id: string; name: string }[]
  fields: { code: string; name: string }[]
  bulkActions: BulkAction[]
  /** Registrations still on their way whose case nobody named: a number alone tells them apart. */
  numbered: number
  /** For who appraises. */
  queues: AppraisalQueues | null
}

const LIST_PAGE_SIZE = 50

/**
 * One page of a campaign's registrations under a query, as far as this person may see them.
 * @throws ForbiddenError, NotFoundError while no campaign exists
 */
export const getRegistrationList = async (
  d: RegistrationListDependencies,
  input: { query: RegistrationQuery; actor: Actor },
): Promise<RegistrationList> => {
  const { query, actor } = input
  const { filter, campaign } = await visibleFilter(d, actor, query)
  const { campaignId, agencyId } = filter
  const onTheirWay = REGISTRATION_STATES.filter((state) => !FINISHED_STATES.includes(state))
  const [found, fields, names, present, numbered] = await Promise.all([
    findRegistrations(filter, { number: query.page, size: LIST_PAGE_SIZE }, readOrder(query.sort ?? "")),
    findCampaignFields(campaign.id),
    agencyNames(d),
    countRegistrations(campaign.id),
    countFound({ campaignId, ...(agencyId ? { agencyId } : {}), states: onTheirWay, numbered: true }),
  ])
  const holders = await holdersOf(found.rows)
  const own = visibleAgencyIds(actor)
  const agencyIds = [...new Set(present.map(({ agencyId }) => agencyId))].filter(
    (id) => own === null || own.includes(id),
  )
  return {
    campaign: { id: campaign.id, name: campaign.name },
    rows: found.rows.map((row) => ({
      id: row.id,
      revision: row.revision,
      serviceCode: row.serviceCode,
      procedureName: row.procedureName,
      caseName: registeredCaseName(row),
      agencyName: names.get(row.agencyId) ?? row.agencyId,
      adminLevel: row.adminLevel,
      fieldName: row.field.name,
      state: row.workflow.value,
      suggestedLevel: row.suggestedLevel,
      sure: row.sure,
      proposedLevel: row.proposedLevel,
      previousLevel: row.previousLevel,
      holder: holders(row),
    })),
    total: found.total,
    page: query.page,
    pageSize: LIST_PAGE_SIZE,
    isOwnOnly: own !== null,
    agencies: agencyIds
      .map((id) => ({ id, name: names.get(id) ?? id }))
      .sort((a, b) => compareVietnamese(a.name, b.name)),
    fields,
    bulkActions: bulkActionsFor(actor),
    numbered,
    queues: await appraisalQueues(campaign.id, { query, actor, names }),
  }
}

/** What every agency is called today, by id. */
export const agencyNames = async (
  d: Pick<RegistrationListDependencies, "reference" | "clock">,
): Promise<Map<string, string>> => {
  const today = dayOf(d.clock.now())
  return new Map((await d.reference.agencies()).map((agency) => [agency.id, agencyNameOn(agency, today)]))
}
