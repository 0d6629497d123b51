import { readFile } from "node:fs/promises"
import { basename } from "node:path"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { ImportReport } from "#models/procedure/import-report.ts"
import { getReference, saveReference } from "#models/reference/reference.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import { addDays, type IsoDay, instantOf } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Store } from "#models/store/connection.server.ts"
import { saveCapacities } from "#models/user/signing-capacity.repository.server.ts"
import { completePublications } from "#workflows/campaign/complete-publication.server.ts"
import { runDeliveries } from "#workflows/delivery/run-deliveries.server.ts"
import { portalClients } from "#workflows/gateways/portals/portal-clients.server.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { OFFICE_ID } from "#workflows/setup/province-directory.ts"
import { setUpProvince } from "#workflows/setup/set-up-province.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"
import { readNation } from "../nation/nation.ts"
import { simulatedPortals } from "../reference/portal-targets.ts"
import { seedReference } from "../seed-reference.server.ts"
import { type OfficeStaff, rehearsalStaff } from "./office-staff.ts"
import { planCalendar } from "./plan-calendar.ts"
import type { RefusedMove } from "./propose-by-rules.server.ts"
import { type RehearsedScope, settleRehearsalScope } from "./settle-rehearsal-scope.server.ts"
import { runWholeYear } from "./whole-year.server.ts"

export type RehearsalInput = {
  store: Store
  signing: SigningService
  /** Those the signing service's certificates come from. */
  authorities: KnownAuthorities
  /** Address of the portals, one folder per target. */
  portalsUrl: string
  files: string[]
  year: number
  /** The statistics office's number of the province; null: the training province of the year. */
  province: string | null
  /** Whether the office lists central branches in an annex of their own. */
  branchAnnex?: boolean
  stage: <T>(name: string, work: () => Promise<T>) => Promise<T>
}

export type RehearsalResult = {
  imports: ImportReport[]
  scope: RehearsedScope
  campaign: ReviewCampaign
  refused: RefusedMove[]
}

/** The two levels of government began on 01/7/2025: May 2026 is the first catalogue of such a province. */
export const FIRST_YEAR_OF_TWO_LEVELS = 2026
/** Lâm Đồng, which Đắk Nông became part of. */
const TRAINING_PROVINCE_OF_TODAY = "68"

const LEADER = { personId: "lanhdao.ubnd-tinh", fullName: "Nguyễn Văn Tập Huấn" }

/**
 * One year headless, from the files to records read back from the portals, by the same use-cases the screens call. Good rows
 * of a file are taken, the others stand in its report.
 * @throws RuleBrokenError when no file gave a single procedure
 */
export const rehearseYear = async (input: RehearsalInput): Promise<RehearsalResult> => {
  const { store, year, stage } = input
  const clock = fixedClock(instantOf(`${year}-03-03`, "08:00:00"))
  const d = {
    store,
    clock,
    reference: storedReference,
    getRegime: storedReference.regime,
    signing: input.signing,
    authorities: input.authorities,
  }
  await stage("reference", async () => {
    await fillProvince(d, input)
    if (input.branchAnnex) await listBranches()
    await saveCapacities([rehearsalCapacity(year)])
  })
  const staff = rehearsalStaff(OFFICE_ID, LEADER)
  const imports = await stage("import", () => importAll(d, input.files, staff))
  const scope = await stage("scope", () => settleRehearsalScope(d, staff))
  const { campaign, refused } = await runWholeYear(d, { year, staff, clock, stage })
  const day = planCalendar(year).sign
  clock.set(instantOf(addDays(day, 20), "08:00:00"))
  await stage("deliver", async () => {
    const targets = await storedReference.portalTargetsOn(addDays(day, 20))
    await runDeliveries({ store, clock, portals: portalClients(targets) }, { until: "IDLE" })
    await completePublications(d)
  })
  return { imports, scope, campaign, refused }
}

/** The province as it was until the mergers, or one of today by the same use-case as a real office's. */
async function fillProvince(
  d: { store: Store; clock: { now(): Date } },
  { year, province, portalsUrl }: RehearsalInput,
): Promise<void> {
  if (province === null && year < FIRST_YEAR_OF_TWO_LEVELS) return seedReference(d.store, portalsUrl)
  await setUpProvince(d, readNation(), {
    code: province ?? TRAINING_PROVINCE_OF_TODAY,
    portalTargets: simulatedPortals(portalsUrl),
    trainingCodes: true,
    by: "npm run rehearse",
  })
}

async function listBranches(): Promise<void> {
  const issuers = await getReference("issuers")
  await saveReference(
    "issuers",
    issuers.map((row) => ({ ...row, issuer: { ...row.issuer, centralBranches: "ANNEX" } })),
  )
}

async function importAll(
  d: { store: Store; clock: { now(): Date } },
  files: string[],
  staff: OfficeStaff,
): Promise<ImportReport[]> {
  const reports: ImportReport[] = []
  for (const file of files)
    reports.push(
      await importProcedures(d, {
        fileName: basename(file),
        bytes: await readFile(file),
        partial: true,
        by: staff.reviewer.id,
      }),
    )
  if (reports.every((report) => report.outcome === "REFUSED"))
    throw new RuleBrokenError(
      `Không nhập được thủ tục nào: ${reports.flatMap((report) => report.refused.map((row) => row.reason))[0] ?? "tệp không có dòng nào"}`,
    )
  return reports
}

const rehearsalCapacity = (year: number) => ({
  ...LEADER,
  position: "PHÓ CHỦ TỊCH",
  capacity: "KT" as const,
  heldFrom: `${year}-01-01` as IsoDay,
  heldTo: `${year}-12-31` as IsoDay,
})
