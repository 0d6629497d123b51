import { parse } from "csv-parse/sync"
import { expect, test } from "vitest"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { readOutbox } from "#models/outbox/outbox.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"
import { runWholeYear } from "#seeds/scenarios/whole-year.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { getEditionDownload } from "#workflows/public-catalogue/edition-downloads.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getProcedurePage } from "#workflows/screens/procedure-page.server.ts"

const office = officeForEach({ stage: "issued" })
/** The service whose like are all toàn trình, so that rules propose it whole. */
const HOUSEHOLD_BUSINESS = "1.001612"
const day = "2024-05-02"

/** The office under a law that has proactive levels. */
const withLevels = (regime: LegalRegime): LegalRegime => ({
  ...regime,
  proactiveLevels: REGIME_B.proactiveLevels,
})
const underNewLaw = () => {
  const { reference, getRegime } = office.d
  return {
    ...office.d,
    getRegime: async (...asked: Parameters<typeof getRegime>) => withLevels(await getRegime(...asked)),
    reference: { ...reference, regime: async (id: string) => withLevels(await reference.regime(id)) },
  }
}

/** The specialist of its agency proposes what the rules suggest, with the proactive level given. */
const propose = async (campaignId: string, proactiveLevel: number) => {
  const found = (await findAllRegistrations(campaignId, ["drafting"])).find(
    ({ procedureCode }) => procedureCode === HOUSEHOLD_BUSINESS,
  )
  if (!found) throw new Error(HOUSEHOLD_BUSINESS)
  return moveRegistration(underNewLaw(), {
    registrationId: found.id,
    event: {
      type: "proposal.submitted",
      proposal: { ...proposalConfirming(found.suggestion), proactiveLevel },
    },
    actor: office.staff.specialistOf(found.agencyId),
  })
}

test("the proactive level an officer records stands in the frozen row, the files, the portals' records and the public page; old editions stay as they were", async () => {
  const before = await getEditionDownload("2023-1", "catalogue.csv", office.d)
  await runWholeYear(underNewLaw(), {
    year: 2024,
    staff: office.staff,
    clock: office.clock,
    calendar: {
      open: day,
      propose: day,
      signOff: day,
      appraise: day,
      freeze: day,
      checkContent: day,
      checkForm: day,
      submit: day,
      sign: day,
    },
    stage: async (name, work) => {
      if (name === "propose") {
        await expect(propose("2024-1", 5)).rejects.toMatchObject({ issues: [{ field: "proactiveLevel" }] })
        await propose("2024-1", 2)
      }
      return work()
    },
  })
  const second = REGIME_B.proactiveLevels[1]
  const edition = await getFrozenEdition("2024-1/1")
  expect(edition.proactiveLevels).toEqual(REGIME_B.proactiveLevels)
  expect(
    edition.entries.map(({ procedure, proactiveLevel }) => [procedure.code, proactiveLevel]).sort(),
  ).toEqual([
    ["1.000894", undefined],
    [HOUSEHOLD_BUSINESS, second],
    ["2.000488", undefined],
  ])
  const csv = parse(Buffer.from((await getEditionDownload("2024-1", "catalogue.csv", office.d)).bytes), {
    bom: true,
    columns: true,
  }) as Record<string, string>[]
  expect(csv.map((row) => [row.ma_tthc, row.muc_do_chu_dong]).sort()).toEqual([
    ["1.000894", ""],
    [HOUSEHOLD_BUSINESS, "Mức độ 2: nhắc và chuẩn bị hồ sơ"],
    ["2.000488", ""],
  ])
  const told: Record<string, string> = {}
  for await (const batch of readOutbox())
    for (const { editionId, target, recordId, payloadText } of batch)
      if (editionId === "2024-1" && recordId.startsWith(HOUSEHOLD_BUSINESS)) told[target] = payloadText
  expect(JSON.parse(told["cong-tinh"] ?? "")).toMatchObject({ proactiveLevel: second })
  expect(JSON.parse(told["cong-quoc-gia"] ?? "")).toMatchObject({
    MUCDOCHUDONG: "Mức độ 2: nhắc và chuẩn bị hồ sơ",
  })
  expect((await getProcedurePage(office.d, HOUSEHOLD_BUSINESS)).services[0]?.proactiveLevel).toEqual(second)
  const old = (await findIssuedEditions()).find(({ editionId }) => editionId === "2023-1")
  expect((await old?.load())?.proactiveLevels).toBeUndefined()
  expect((await getEditionDownload("2023-1", "catalogue.csv", office.d)).sha256).toBe(before.sha256)
  expect((await verifyStore()).findings).toEqual([])
})
