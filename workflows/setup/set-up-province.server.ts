import type { ClientSession } from "mongoose"
import { findUnitDirectory, saveUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { addLegalActs } from "#models/legal-basis/legal-act.repository.server.ts"
import { addLegalRegimes } from "#models/legal-regime/legal-regime.repository.server.ts"
import type { PortalTarget } from "#models/outbox/portal-target.ts"
import { findCurrentNames } from "#models/procedure/procedure-snapshot.repository.server.ts"
import {
  findSeededScenario,
  getReference,
  saveReference,
} from "#models/reference/reference.repository.server.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { hasSessions } from "#models/user/sign-in-session.repository.server.ts"
import { findUser, hasUsers, saveUsers } from "#models/user/user.repository.server.ts"
import { ONE_TIME_MS } from "#models/user/user.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { addUser, newPassword } from "#workflows/identity/add-user.server.ts"
import { hashPassword } from "#workflows/identity/password.server.ts"
import type { NationTables, OfferedAgency, ProvinceRow } from "./nation-tables.ts"
import { OFFICE_ID, provinceDirectory, provinceInWords } from "./province-directory.ts"
import { provinceIssuers } from "./province-issuers.ts"
import { withTrainingCodes } from "./training-codes.ts"

export type SetUpProvince = {
  /** The statistics office's number: `68`. */
  code: string
  /** Agencies ticked and corrected; those usually ticked unless given. */
  agencies?: readonly OfferedAgency[]
  /** Where records are sent; none unless given: addresses and tokens are the office's. */
  portalTargets?: readonly PortalTarget[]
  /** Agencies without a public code get a made-up one: for a training province and a rehearsal only. */
  trainingCodes?: boolean
  /** Who sets it up, as the log names them. */
  by: string
}

/**
 * Fills an empty store for one of the 34 provinces: agencies, communes, leads of fields, issuing facts, days off, law, texts and
 * targets, all or nothing in one commit. The same province again changes nothing.
 * @throws InvalidInputError for an unknown code, naming those there are; RuleBrokenError when the store is not empty
 */
export const setUpProvince = async (
  d: OfficeDependencies,
  nation: NationTables,
  input: SetUpProvince,
): Promise<ProvinceRow> => {
  const province = provinceOf(nation, input.code)
  const chosen = input.agencies ?? nation.agenciesOf(province).filter(({ isTicked }) => isTicked)
  const own = provinceDirectory(nation, province, chosen)
  const directory = input.trainingCodes ? withTrainingCodes(own, province) : own
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const known = await provinceSetUp(session)
    if (known === province.code) return
    if (known !== null || (await isInUse(session)))
      throw new RuleBrokenError(
        `Kho dữ liệu không trống${known ? ` (đã thiết lập cho tỉnh, thành phố mã ${known})` : ""} nên không thiết lập nữa. Để bắt đầu một tỉnh, thành phố mới: đặt DATA_DIR (hoặc MONGODB_URI) tới kho trống.`,
      )
    await saveUnitDirectory(directory, session)
    await addLegalRegimes(nation.regimes, session)
    await addLegalActs(nation.legalActs, session)
    await saveReference("issuers", provinceIssuers(province, nation.since), session)
    await saveReference("holidays", [...nation.holidays], session)
    await saveReference("levelTargets", [...nation.levelTargets], session)
    await saveReference("indicators", [...nation.indicators], session)
    await saveReference("indicatorTargets", [...nation.indicatorTargets], session)
    await saveReference("searchTerms", [...nation.searchTerms], session)
    await saveReference("personalData", [...nation.personalData], session)
    await saveReference("criterionHelp", [...nation.criterionHelp], session)
    await saveReference("escalations", [...nation.escalations], session)
    await saveReference("reminderChains", [...nation.reminderChains], session)
    await saveReference("digestHours", [...nation.digestHours], session)
    await saveReference("siteWatchRules", [...nation.siteWatchRules], session)
    await saveReference("documentTemplates", [...nation.templates], session)
    await saveReference("portalTargets", [...(input.portalTargets ?? [])], session)
    await saveReference("seeded", [{ scenario: "province", province: province.code }], session)
    const payload = {
      name: provinceInWords(province),
      agencies: chosen.length,
      communes: nation.communesOf(province.code).length,
    }
    await appendAuditEntries(
      [
        auditDraft(
          { subject: { kind: "province", id: province.code }, type: "province.setUp", payload },
          { id: input.by, name: input.by },
          at,
        ),
      ],
      session,
    )
  })
  return province
}

/**
 * Adds the first administrator of a province just set up. Asked again, as after a start that was cut off, it gives the same
 * person a new password as long as they have never signed in and nobody else was added.
 * @param input.password their own choice; else a random one, which opens only the page that changes it, for a week
 * @returns the password in the clear, kept nowhere
 * @throws InvalidInputError with one issue per bad field; RuleBrokenError when the office has its people
 */
export const addFirstAdministrator = async (
  d: OfficeDependencies,
  input: { id: string; fullName: string; password?: string | undefined; by: string },
): Promise<{ userId: string; password: string }> => {
  const id = input.id.trim().toLowerCase()
  // Told by a command, it is known to more than one person until they change it.
  const oneTimeUntil = input.password ? undefined : new Date(d.clock.now().getTime() + ONE_TIME_MS)
  const known = await findUser(id)
  if (known && (await isOnlyAdministrator(id))) {
    const password = input.password ?? newPassword()
    const passwordHash = await hashPassword(password)
    const again = { ...known, passwordHash, oneTimeUntil: oneTimeUntil ?? null }
    await d.store.inTransaction((session) => saveUsers([again], session))
    return { userId: id, password }
  }
  if (known || (await hasUsers("real")))
    throw new RuleBrokenError(
      "Hệ thống đã có người dùng. Quản trị viên thêm người ở mục Quản trị, hoặc dùng «npm run user».",
    )
  const { user, password } = await addUser(d, {
    ...input,
    id,
    role: "ADMIN",
    agencyId: OFFICE_ID,
    oneTimeUntil,
  })
  return { userId: user.id, password: password ?? "" }
}

/** The province the store was set up for; null where it was not, or for training. */
export const provinceSetUp = async (session: ClientSession | null = null): Promise<string | null> =>
  (await findSeededScenario(session)) === "province"
    ? ((await getReference("seeded", session))[0]?.province ?? null)
    : null

/** Whether anything of an office stands in the store. */
export const isInUse = async (session: ClientSession | null = null): Promise<boolean> =>
  (await findSeededScenario(session)) !== null ||
  (await findUnitDirectory(session ?? undefined)) !== null ||
  (await hasUsers("real", session)) ||
  (await hasUsers("made-up", session)) ||
  (await findCampaigns(session, { withPlanned: true })).length > 0 ||
  (await findCurrentNames()).length > 0

async function isOnlyAdministrator(id: string): Promise<boolean> {
  return (await provinceSetUp()) !== null && !(await hasUsers("real", null, id)) && !(await hasSessions())
}

/** @throws InvalidInputError naming every code there is */
export const provinceOf = (nation: NationTables, code: string): ProvinceRow => {
  const found = nation.provinces.find((one) => one.code === code)
  if (found) return found
  const codes = nation.provinces.map((one) => `${one.code} ${one.name}`).join(", ")
  throw new InvalidInputError(`Không có tỉnh, thành phố mã «${code}». Các mã: ${codes}.`, [
    { field: "province", message: `Không có mã «${code}».` },
  ])
}
