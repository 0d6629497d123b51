import { randomUUID } from "node:crypto"
import { campaignAtWork } from "#models/campaign/at-work.ts"
import { findCampaigns, getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import {
  findAllRegistrations,
  findRegistrationsByIds,
} from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { ForbiddenError, NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { getUnitSheet, insertUnitSheet } from "#models/unit-sheet/unit-sheet.repository.server.ts"
import { recordDenials } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import {
  moveRegistrations,
  type RegistrationDependencies,
  type RegistrationMove,
} from "#workflows/registration/move-registrations.server.ts"
import { apart } from "#workflows/uploads/apart.server.ts"
import { IMPORT_LIMITS, MEGABYTE } from "#workflows/uploads/import-limits.ts"
import { compareRow, withNotes } from "./compare-unit-sheet.ts"
import type { ComparedRow } from "./compared-row.ts"
import type { readUnitSheetFile } from "./read-unit-sheet-file.server.ts"
import { writeUnitSheet } from "./write-unit-sheet.server.ts"

/** A filled-in list is a few hundred rows. */
const LIMITS = { ...IMPORT_LIMITS, unpackedBytes: 50 * MEGABYTE }
const readApart = apart<typeof readUnitSheetFile>("readUnitSheet")

const PROPOSE = "registration.propose"
const mayPropose = (actor: Actor, { agencyId }: Pick<Registration, "agencyId">): boolean =>
  isAllowed(actor, PROPOSE, agencyId)

/** @throws ForbiddenError (with its audit line) for who proposes for nobody */
async function assertProposes(d: RegistrationDependencies, actor: Actor): Promise<void> {
  if (actor.assignments.some(({ agencyId }) => isAllowed(actor, PROPOSE, agencyId))) return
  await recordDenials(d, actor, [{ subject: { kind: "unitSheet", id: actor.id }, action: PROPOSE }])
  throw new ForbiddenError("Chỉ chuyên viên của đơn vị mới tải và nộp danh sách đăng ký của đơn vị.", {
    action: PROPOSE,
  })
}

async function latestCampaign(): Promise<ReviewCampaign> {
  const campaign = campaignAtWork(await findCampaigns())
  if (!campaign) throw new NotFoundError("Chưa có đợt rà soát nào được mở.")
  return campaign
}

/**
 * The list of what this person may propose on in the latest campaign, as a workbook.
 * @throws ForbiddenError, NotFoundError while nothing is to be filled in
 */
export const getUnitSheetFile = async (
  d: RegistrationDependencies,
  actor: Actor,
  isTraining = false,
): Promise<{ name: string; bytes: Uint8Array }> => {
  await assertProposes(d, actor)
  const campaign = await latestCampaign()
  const own = (await findAllRegistrations(campaign.id, ["drafting", "returned"])).filter((registration) =>
    mayPropose(actor, registration),
  )
  if (own.length === 0)
    throw new NotFoundError("Đơn vị không còn dịch vụ nào đang soạn hoặc bị trả lại để điền.")
  const regime = await d.getRegime(campaign.regimeId)
  return { name: `dang-ky-${campaign.id}.xlsx`, bytes: await writeUnitSheet(own, regime, isTraining) }
}

/**
 * Reads a filled-in list and keeps it for confirmation; nothing is taken yet.
 * @returns the id to compare and confirm it by
 * @throws ForbiddenError, InvalidInputError for a file that cannot be read
 */
export const receiveUnitSheet = async (
  d: RegistrationDependencies,
  input: { fileName: string; bytes: Uint8Array; actor: Actor },
): Promise<string> => {
  const { actor } = input
  await assertProposes(d, actor)
  const campaign = await latestCampaign()
  const regime = await d.getRegime(campaign.regimeId)
  const rows = await readApart(input.bytes, regime, LIMITS)
  const id = randomUUID()
  await insertUnitSheet({
    id,
    userId: actor.id,
    campaignId: campaign.id,
    fileName: input.fileName.slice(0, 255),
    rows,
  })
  return id
}

/** A kept list beside what stands now, row by row. @throws NotFoundError, ForbiddenError */
export const getUnitSheetComparison = async (
  d: RegistrationDependencies,
  { sheetId, actor }: { sheetId: string; actor: Actor },
): Promise<{ fileName: string; rows: ComparedRow[] }> => {
  await assertProposes(d, actor)
  const { sheet, byId, regime } = await sheetWithRegistrations(d, sheetId, actor)
  return {
    fileName: sheet.fileName,
    rows: sheet.rows.map((row) => compareRow(row, byId.get(row.registrationId) ?? null, regime)),
  }
}

export type SheetOutcome = {
  saved: number
  submitted: number
  refused: { line: number; serviceCode: string; reason: string }[]
}

/**
 * Takes the rows of a kept list that are new, each on the revision its file was made at: as drafts, or where `submit` is set
 * and nothing is missing straight to the head of the unit. Row by row done or refused; taking it again changes nothing.
 * @throws NotFoundError, ForbiddenError
 */
export const takeUnitSheet = async (
  d: RegistrationDependencies,
  { sheetId, submit, actor }: { sheetId: string; submit: boolean; actor: Actor },
): Promise<SheetOutcome> => {
  await assertProposes(d, actor)
  const { sheet, byId, regime } = await sheetWithRegistrations(d, sheetId, actor)
  const taken = sheet.rows.flatMap((row) => {
    const registration = byId.get(row.registrationId) ?? null
    const compared = compareRow(row, registration, regime)
    if (compared.kind !== "NEW" || !registration || !row.proposal) return []
    const proposal = withNotes(row.proposal, registration.workflow.context.proposal as Proposal | null)
    const isSubmitted = submit && compared.remarks.length === 0
    const type = isSubmitted ? ("proposal.submitted" as const) : ("draft.saved" as const)
    const { registrationId, revision, line } = row
    const move: RegistrationMove = { registrationId, revision, event: { type, proposal } }
    return [{ line, serviceCode: registration.serviceCode, isSubmitted, move }]
  })
  const outcomes = await moveRegistrations(d, { moves: taken.map(({ move }) => move), actor })
  const refused = taken.flatMap(({ line, serviceCode }, index) => {
    const outcome = outcomes[index]
    return outcome && !outcome.ok ? [{ line, serviceCode, reason: outcome.error.message }] : []
  })
  const done = taken.filter((_, index) => outcomes[index]?.ok)
  const submitted = done.filter(({ isSubmitted }) => isSubmitted).length
  return { saved: done.length - submitted, submitted, refused }
}

async function sheetWithRegistrations(d: RegistrationDependencies, sheetId: string, actor: Actor) {
  const sheet = await getUnitSheet(sheetId, actor.id)
  const { regimeId } = await getCampaign(sheet.campaignId)
  const found = await findRegistrationsByIds(sheet.rows.map(({ registrationId }) => registrationId))
  const own = found.filter(
    (registration) => registration.campaignId === sheet.campaignId && mayPropose(actor, registration),
  )
  return {
    sheet,
    regime: await d.getRegime(regimeId),
    byId: new Map(own.map((registration) => [registration.id, registration])),
  }
}
