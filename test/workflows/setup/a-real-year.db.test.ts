import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parse } from "csv-parse/sync"
import { stringify } from "csv-stringify/sync"
import { afterAll, beforeAll, expect, test } from "vitest"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { findCampaigns, getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { countByStatus } from "#models/outbox/outbox.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { getReferenceChange } from "#models/reference-change/reference-change.repository.server.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { fixedClock } from "#models/shared/clock.ts"
import { addDays, dayOf, instantOf } from "#models/shared/dates.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { actorOn } from "#models/user/user.ts"
import { readNation } from "#seeds/nation/nation.ts"
import { twoLevelTable } from "#seeds/nation/two-level-table.ts"
import type { OfficeStaff } from "#seeds/scenarios/office-staff.ts"
import { planCalendar } from "#seeds/scenarios/plan-calendar.ts"
import { runWholeYear } from "#seeds/scenarios/whole-year.server.ts"
import { textAsDrawn } from "#test/setup/pdf-tools.ts"
import { draftRowChange, seenDigest } from "#workflows/administration/draft-change.server.ts"
import { type StepType, stepReferenceChange } from "#workflows/administration/step-change.server.ts"
import { completePublications } from "#workflows/campaign/complete-publication.server.ts"
import { currentDecision, currentEdition } from "#workflows/campaign/decision-bytes.server.ts"
import { type Config, readConfig } from "#workflows/config.server.ts"
import { runDeliveries } from "#workflows/delivery/run-deliveries.server.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { portalClients } from "#workflows/gateways/portals/portal-clients.server.ts"
import { startPortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import { TRAINING_TOKEN } from "#workflows/gateways/portals/simulator/training-token.ts"
import { readAuthorities } from "#workflows/gateways/signing/authorities.server.ts"
import { keyFileSigning } from "#workflows/gateways/signing/key-file-signing.server.ts"
import { addUser } from "#workflows/identity/add-user.server.ts"
import { openOfficeStore } from "#workflows/office-store.server.ts"
import { readinessOn } from "#workflows/readiness/readiness.server.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { COMMITTEE_ID, OFFICE_ID } from "#workflows/setup/province-directory.ts"
import { addFirstAdministrator, setUpProvince } from "#workflows/setup/set-up-province.server.ts"
import { anAuthority } from "../gateways/signing/an-authority.ts"

// Keys made now hold from now: the year that is issued lies ahead, whenever this runs.
const YEAR = Math.max(2027, new Date().getFullYear() + 1)
const SIGNED_ON = planCalendar(YEAR).sign
const PASSWORD = "mật khẩu khóa"
const BY = "npm run user"
const nation = readNation()

let folder: string
let config: Config
let store: Store
let portals: Awaited<ReturnType<typeof startPortalSimulator>>
let authority: ReturnType<typeof anAuthority>
const clock = fixedClock(instantOf(`${YEAR}-02-22`, "08:00:00"))
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "da-nang-"))
  authority = anAuthority()
  authority.keyFile("chu-tich", "Lê Văn Chủ", "rsa", PASSWORD)
  authority.keyFile("con-dau", "Ủy ban nhân dân thành phố Đà Nẵng", "ec", PASSWORD)
  mkdirSync(join(folder, "trust"))
  writeFileSync(join(folder, "trust/ca.crt"), authority.certificate)
  portals = await startPortalSimulator({ port: 0 })
  config = readConfig({
    TRAINING_MODE: "false",
    PUBLIC_URL: "https://danhmuc.danang.example",
    DATA_DIR: join(folder, "data"),
    SIGNING_KEYS: authority.folder,
    SIGNING_KEYS_PASSWORD: PASSWORD,
    TRUSTED_CERTIFICATES: join(folder, "trust"),
    PORTAL_TOKENS: JSON.stringify({ "cong-quoc-gia": TRAINING_TOKEN, "du-lieu-mo": TRAINING_TOKEN }),
  })
  store = await openOfficeStore(config)
}, 120_000)
afterAll(async () => {
  await store.close()
  await portals.close()
  authority.close()
  rmSync(folder, { recursive: true, force: true })
})

const kindsMissing = async () => [
  ...new Set(
    (await readinessOn({ config, reference: storedReference }, SIGNED_ON, dayOf(clock.now()))).missing.map(
      ({ kind }) => kind,
    ),
  ),
]
const person = async (id: string): Promise<Actor> => {
  const user = await findUser(id)
  if (!user) throw new Error(id)
  return actorOn(user, `${YEAR}-03-01`)
}
const add = (id: string, fullName: string, role: Role, agencyId: string) =>
  addUser({ store, clock }, { id, fullName, role, agencyId, by: BY })

/** A row added on the screens of administration: drafted by one administrator, confirmed by the chief of office. */
const addRow = async (table: string, row: Row) => {
  const [admin, chief] = [await person("quan.tri"), await person("chanh.van.phong")]
  const input = {
    table,
    key: null,
    act: "ADD" as const,
    row,
    seen: seenDigest(null),
    reason: "Bắt đầu làm việc",
    actor: admin,
  }
  const changeId = await draftRowChange({ store, clock }, input)
  const step = async (type: StepType, actor: Actor) => {
    const { revision } = await getReferenceChange(changeId)
    await stepReferenceChange({ store, clock }, { changeId, revision, type, reason: "", actor })
  }
  await step("change.submitted", admin)
  await step("change.confirmed", chief)
}

test("Đà Nẵng starts on an empty folder and issues the catalogue of its first year under NĐ 224", {
  timeout: 600_000,
}, async () => {
  expect(await kindsMissing()).toContain("province")

  // Set up as on screen: the codes the office knows are typed in.
  const province = nation.provinces.find(({ code }) => code === "48")
  if (!province) throw new Error("48")
  const chosen = nation.agenciesOf(province).filter(({ isTicked }) => isTicked)
  const agencies = chosen.map((one, index) => ({ ...one, orgCode: one.orgCode || `H17.${200 + index}` }))
  await setUpProvince({ store, clock }, nation, { code: "48", agencies, by: BY })
  await addFirstAdministrator({ store, clock }, { id: "quan.tri", fullName: "Trần Văn Quản", by: BY })

  // The list, and people for whoever has to propose.
  const rows: Record<string, string>[] = parse(Buffer.from(twoLevelTable()), { columns: true })
  const list = stringify(
    rows.filter((_, index) => index % 8 === 0),
    { header: true },
  )
  const bytes = Buffer.from(list)
  const report = await importProcedures(
    { store, clock },
    { fileName: "danh-sach.csv", bytes, partial: false, by: "quan.tri" },
  )
  expect(report.outcome).toBe("TAKEN")
  await add("chanh.van.phong", "Vũ Thị Chánh", "CHIEF_OF_OFFICE", OFFICE_ID)
  await add("tham.dinh", "Ngô Văn Thẩm", "REVIEWER", OFFICE_ID)
  await add("van.thu", "Hồ Thị Văn", "RECORDS_CLERK", OFFICE_ID)
  await add("chu.tich", "Lê Văn Chủ", "LEADER", COMMITTEE_ID)
  const proposers = [
    ...new Set((await findActiveServices()).map(({ proposingAgencyId }) => proposingAgencyId)),
  ]
  for (const agencyId of proposers) {
    await add(`cv.${agencyId}`, `Chuyên viên ${agencyId}`, "SPECIALIST", agencyId)
    await add(`ld.${agencyId}`, `Lãnh đạo ${agencyId}`, "UNIT_HEAD", agencyId)
  }
  expect((await kindsMissing()).sort()).toEqual(["portal", "signatory"])

  const since = `${YEAR}-03-01`
  const held = {
    personId: "chu.tich",
    capacity: "HEAD",
    position: "CHỦ TỊCH",
    fullName: "",
    ground: "Nghị quyết số 10/NQ-HĐND",
  }
  await addRow("tham-quyen-ky", { ...held, heldFrom: since, heldTo: null })
  for (const [id, record] of [
    ["cong-quoc-gia", "NATIONAL_SERVICE"],
    ["du-lieu-mo", "DATASET"],
  ] as const)
    await addRow("cong", {
      id,
      name: `Cổng ${id}`,
      record,
      url: `${portals.url}/${id}`,
      validFrom: since,
      validTo: null,
    })
  expect((await kindsMissing()).filter((kind) => kind !== "holidays" || YEAR === 2027)).toEqual([])

  // A whole year by the use-cases of the screens, with the office's own keys.
  const staff: OfficeStaff = {
    ...(await staffOf(proposers)),
    reviewer: await person("tham.dinh"),
    chief: await person("chanh.van.phong"),
    clerk: await person("van.thu"),
    leader: await person("chu.tich"),
  }
  const authorities = readAuthorities(config.trustedCertificates)
  const signing = await keyFileSigning({ folder: authority.folder, password: PASSWORD, timestampUrl: null })
  const getRegime = storedReference.regime
  const d = {
    store,
    clock,
    reference: storedReference,
    getRegime,
    signing,
    authorities,
    publicUrl: config.publicUrl,
  }
  const { campaign } = await runWholeYear(d, { year: YEAR, staff, clock })
  expect(campaign.workflow.value).toBe("issued")

  clock.set(instantOf(addDays(SIGNED_ON, 5), "08:00:00"))
  const targets = await storedReference.portalTargetsOn(SIGNED_ON)
  await runDeliveries({ store, clock, portals: portalClients(targets) }, { until: "IDLE" })
  await completePublications(d)

  // Out, trusted, live, and nothing of training on the way.
  const issued = await getCampaign(campaign.id)
  const edition = await currentEdition(issued)
  const decision = await currentDecision(issued)
  expect(await findCampaigns(null)).toHaveLength(1)
  expect(issued.workflow.value).toBe("published")
  expect(edition.issuer).toMatchObject({ provinceUpper: "THÀNH PHỐ ĐÀ NẴNG" })
  expect((await countByStatus(campaign.id)).every(({ status }) => status === "live")).toBe(true)
  const verified = await verifyDecision(decision, { digest: edition.digest, authorities })
  expect(verified.checks.filter(({ ok }) => !ok)).toEqual([])
  expect(verified.signatures.map(({ signer }) => signer)).toEqual([
    "Lê Văn Chủ",
    "Ủy ban nhân dân thành phố Đà Nẵng",
  ])
  const text = textAsDrawn(decision).join("\n")
  expect(text).toContain("224/2026/NĐ-CP")
  expect(text).not.toMatch(/TẬP HUẤN|Đắk Nông|tỉnh Đà Nẵng/u)
  expect((await findAgencies()).flatMap(({ codes }) => codes).filter(({ training }) => training)).toEqual([])
})

async function staffOf(agencyIds: readonly string[]) {
  const people = new Map<string, Actor>()
  for (const id of agencyIds.flatMap((agencyId) => [`cv.${agencyId}`, `ld.${agencyId}`]))
    people.set(id, await person(id))
  const known = (id: string): Actor => {
    const found = people.get(id)
    if (!found) throw new Error(id)
    return found
  }
  return {
    specialistOf: (agencyId: string) => known(`cv.${agencyId}`),
    headOf: (agencyId: string) => known(`ld.${agencyId}`),
  }
}
