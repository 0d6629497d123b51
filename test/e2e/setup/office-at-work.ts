import { randomUUID } from "node:crypto"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { findChangePage } from "#models/register-change/register-change.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { dayOf } from "#models/shared/dates.ts"
import { type Actor, ROLES, type Role } from "#models/shared/workflow.ts"
import { actorOn } from "#models/user/user.ts"
import { REGIME_A } from "#seeds/reference/regimes/regime-a.ts"
import { PLAN_122, seedPlan } from "#seeds/scenarios/training-plan.server.ts"
import { openSmallOffice, ROWS_CSV, registrationOf } from "#test/setup/office.ts"
import { proposeBulkJob } from "#workflows/bulk/propose-bulk-job.server.ts"
import type { CampaignDependencies } from "#workflows/campaign/dependencies.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import { makeDelegation } from "#workflows/delegation/make-delegation.server.ts"
import { saveRegimeDraft } from "#workflows/regimes/propose-regime.server.ts"
import { bodyOf } from "#workflows/regimes/read-pack.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { draftReorganisation } from "#workflows/reorganisation/draft-plan.server.ts"
import { openReportingPeriods } from "#workflows/reporting-period/open-periods.server.ts"
import { aStoredUser, openOffice } from "../../app/setup/open-office.ts"
import { type StartedApp, startApp } from "./start-app.ts"

/** Who signs edition 2023-1, and holds every other role besides: nothing is refused for want of a role. */
const EVERYONE = "phochutich"
const PASSWORD = "đúng mật khẩu"
const PLACES: Partial<Record<Role, string>> = {
  LEADER: "ubnd-tinh",
  COORDINATOR: "so-thong-tin-va-truyen-thong",
}

export type OfficeAtWork = {
  app: StartedApp
  /** The signed-in person's cookie. */
  cookie: string
  /** One of everything an address may name, by the parameter's name in the route. */
  params: Record<string, string>
}

/**
 * The built app over HTTP with something of everything in it: edition 2023-1 waiting for its signature, a registration of
 * 2023-2 being answered, a changed procedure, a law pack being drafted, a bulk job; and one person who may do anything, signed in.
 */
export const openOfficeAtWork = async (): Promise<OfficeAtWork> => {
  const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
  const params = await fillOffice(dataDir)
  const app = await startApp({ dataDir })
  const answer = await fetch(`${app.url}/dang-nhap`, {
    method: "POST",
    headers: { Origin: app.url },
    body: new URLSearchParams({ userId: EVERYONE, password: PASSWORD }),
    redirect: "manual",
  })
  return { app, cookie: answer.headers.get("Set-Cookie")?.split(";")[0] ?? "", params }
}

async function fillOffice(dataDir: string): Promise<Record<string, string>> {
  const office = await openOffice({ DATA_DIR: dataDir })
  const { store, signing } = office.runtime
  const { d, clock, staff } = await openSmallOffice(store, { stage: "submittedForSignature", signing })
  const open = await anAnswered(d, staff.reviewer)
  const user = await aStoredUser({
    id: EVERYONE,
    assignments: ROLES.flatMap((role) =>
      (role === "SPECIALIST" || role === "UNIT_HEAD"
        ? [open.agencyId]
        : [PLACES[role] ?? "van-phong-ubnd-tinh"]
      ).map((agencyId) => ({ role, agencyId, validFrom: "2022-08-15", validTo: null })),
    ),
  })
  const actor = actorOn(user, dayOf(clock.now()))
  // Whoever did something is a person of the directory, where the log finds what they are called.
  await aStoredUser({ id: staff.reviewer.id, fullName: "Lê Thị Thẩm Định", assignments: [] })
  for (const { id, name } of [staff.chief, staff.clerk])
    await aStoredUser({ id, fullName: name, assignments: [] })
  const [row = ""] = ROWS_CSV.rows
  await importProcedures(
    { store, clock },
    {
      fileName: "lan-hai.csv",
      bytes: new TextEncoder().encode(
        `${ROWS_CSV.headings}\r\n${row.replace("Hai bên nam nữ phải có mặt", "Trả kết quả")}\r\n`,
      ),
      partial: false,
      by: staff.reviewer.id,
    },
  )
  const job = await proposeBulkJob(d, {
    jobId: randomUUID(),
    action: "suggestion.accepted",
    target: { kind: "ROWS", rows: [{ registrationId: open.id, revision: 7 }] },
    reason: "",
    listAddress: "/tham-dinh",
    actor,
  })
  const proposalId = await saveRegimeDraft(d, {
    proposalId: null,
    revision: 0,
    form: {
      id: "nd-42-2022-sd1",
      name: "Nghị định sửa đổi",
      validFrom: "2023-05-10",
      validTo: "2023-05-24",
      body: bodyOf(REGIME_A),
    },
    actor,
  })
  const reorganisationId = await draftReorganisation(d, {
    plan: {
      kind: "MERGE",
      title: "Hợp nhất hai sở",
      day: "2023-07-01",
      norm: { number: "1/NQ-HĐND", day: "2023-03-01", title: "Nghị quyết", clause: "Điều 1" },
      successions: [{ fromId: "so-giao-thong-van-tai", toId: "so-xay-dung", extent: "WHOLE" }],
    },
    actor,
  })
  await aStoredUser({
    id: "lam.thay",
    fullName: "Người làm thay",
    assignments: [
      { role: "REVIEWER", agencyId: "van-phong-ubnd-tinh", validFrom: "2022-08-15", validTo: null },
    ],
  })
  const delegationId = await makeDelegation(d, {
    draft: {
      principalId: EVERYONE,
      deputyId: "lam.thay",
      grants: [{ role: "RECORDS_CLERK", agencyId: "van-phong-ubnd-tinh" }],
      areas: null,
      from: "2023-06-10",
      to: "2023-06-20",
      document: "",
      reason: "nghỉ phép năm",
      position: "",
    },
    actor,
  })
  await aStoredUser({
    id: "chanh.van.phong",
    fullName: "Người duyệt kế hoạch",
    assignments: [
      { role: "CHIEF_OF_OFFICE", agencyId: "van-phong-ubnd-tinh", validFrom: "2022-08-15", validTo: null },
    ],
  })
  await seedPlan(d, PLAN_122)
  await openReportingPeriods(d)
  const [change] = (await findChangePage("OPEN", { number: 1, size: 1 })).rows
  // Tells the first start that there is data already.
  await saveReference("seeded", [{ scenario: "training" }])
  await office.close()
  return {
    editionId: "2023-1",
    campaignId: "2023-1",
    agencyId: open.agencyId,
    sequence: "1",
    registrationId: open.id,
    serviceId: open.serviceId,
    code: open.procedureCode,
    changeId: change?.id ?? "",
    jobId: job.id,
    proposalId,
    reorganisationId,
    regimeId: REGIME_A.id,
    templateId: "quyet-dinh-cong-bo",
    delegationId,
    planVersionId: "kh-122-2023.1",
    taskId: "kh-122-2023:2.4:mot-lan:so-thong-tin-va-truyen-thong",
    periodId: "2023-2",
    reportId: "2023-2:so-tu-phap",
    fileId: "khong-co",
    userId: EVERYONE,
    messageId: "khong-co",
    attachmentId: "khong-co",
    key: "khong-co",
    table: "ngay-nghi",
    portalId: "cong-tinh",
    stagedId: "khong-co",
    importId: "khong-co",
    indicatorId: "766-1.1",
    period: "2023-2",
    entries: "khong-co",
    deadlineId: "khong-co",
    dispatchId: "khong-co",
    remarkId: "khong-co",
    page: "1",
    file: "quyet-dinh.pdf",
    format: "pdf",
  }
}

/** A registration that units still answer: the edition waiting for its signature takes nothing any more. */
async function anAnswered(d: CampaignDependencies, actor: Actor): Promise<Registration> {
  const { serviceId } = await registrationOf("1.000894")
  const { id } = await openCampaign(d, {
    year: 2023,
    sequence: 2,
    kind: "ANNUAL",
    name: "Năm 2023, đợt hai",
    deadlines: {
      registerBy: "2023-08-31",
      appraiseBy: "2023-09-29",
      announceBy: "2023-10-31",
      publishBy: "2023-11-30",
    },
    numberFirst: false,
    amends: null,
    serviceIds: [serviceId],
    actor,
  })
  const [open] = await findAllRegistrations(id, ["drafting"])
  if (!open) throw new Error("the second campaign holds no registration")
  return open
}
