import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { saveScopeAnswers } from "#models/procedure-scope/scope-answer.repository.server.ts"
import { getReference, saveReference } from "#models/reference/reference.repository.server.ts"
import { listBranches, takeInCustoms } from "#test/setup/central-branches.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { readElsewhere } from "#test/setup/read-csv.ts"
import { takeTo } from "#test/setup/stages.ts"
import { readOfficeData } from "#workflows/administration/office-data.server.ts"
import { issuers } from "#workflows/administration/tables/issuers.server.ts"
import { currentDecision, currentEdition } from "#workflows/campaign/decision-bytes.server.ts"
import { openOffersOf } from "#workflows/campaign/offers.server.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { CatalogueQuery } from "#workflows/public-catalogue/catalogue-query.ts"
import { getEditionDownload } from "#workflows/public-catalogue/edition-downloads.server.ts"
import { countBranchServices } from "#workflows/scope/branch-services.server.ts"
import { getBranchPage } from "#workflows/screens/branch-page.server.ts"
import { getCataloguePage } from "#workflows/screens/catalogue-page.server.ts"

const office = officeForEach({ stage: "appraising" })
const DAY = "2023-05-12"

const frozen = async () => currentEdition(await getCampaign(office.campaignId))

test.each([["nobody decided", null] as const, ["the office wants none", "NONE"] as const])(
  "central branches stand nowhere where %s",
  async (_, said) => {
    await takeInCustoms(office)
    if (said) await listBranches(said)
    await takeTo(office, "consolidated")
    expect(await frozen()).not.toHaveProperty("branches")
  },
)

test("where the office wants it they are frozen beside the catalogue, said before, and in none of its rows or totals", async () => {
  await takeInCustoms(office)
  await listBranches("ANNEX")
  const { next } = await openOffersOf(office.d, {
    campaign: await getCampaign(office.campaignId),
    actor: office.staff.reviewer,
    at: office.clock.now(),
  })
  expect(next?.says.join(" ")).toContain("1 dịch vụ công của cơ quan ngành dọc sẽ ghi ở phụ lục riêng")
  await takeTo(office, "issued")
  const edition = await frozen()
  expect(edition.branches).toMatchObject([
    {
      serviceId: "1.009998.01@cuc-hai-quan",
      procedure: { code: "1.009998" },
      agency: { id: "cuc-hai-quan" },
      announcementDecision: "163/QĐ-BTP",
    },
  ])
  expect(edition.entries.map(({ procedure }) => procedure.code)).not.toContain("1.009998")
  expect(edition.totals.entries).toBe(3)
  const report = await verifyDecision(await currentDecision(await getCampaign(office.campaignId)))
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([])
  expect((await verifyStore()).findings).toEqual([])

  const page = await getCataloguePage(office.d, { query: CatalogueQuery.parse({}) })
  expect(page?.branches).toEqual({ branchServices: 1, branchProcedures: 1, branchAgencies: 1 })
  expect(page?.figures.services).toBe(3)
  const listed = await getBranchPage(office.campaignId, { q: "hai quan", agency: "", page: 1 })
  expect(listed).toMatchObject({ total: 1, rows: [{ serviceCode: "1.009998.01" }] })
  expect((await getBranchPage(office.campaignId, { q: "khai sinh", agency: "", page: 1 })).total).toBe(0)
  const file = await getEditionDownload(office.campaignId, "co-quan-nganh-doc.csv", office.d)
  const [headings, ...rows] = readElsewhere(file.bytes)
  expect(headings).not.toContain("muc_do")
  expect(rows).toEqual([
    expect.arrayContaining(["1.009998", "1.009998.01", "Thủ tục của hải quan", "163/QĐ-BTP"]),
  ])
})

test("what a person doubts or calls none of ours is no branch's row", async () => {
  await takeInCustoms(office)
  expect(await countBranchServices(DAY)).toMatchObject({ branchServices: 1 })
  await office.d.store.inTransaction((session) =>
    saveScopeAnswers(
      [
        {
          code: "1.009998",
          answer: "NOT_OURS",
          reason: "Không thực hiện trên địa bàn",
          doubt: null,
          facts: JSON.stringify(["G15", "Bộ Tư pháp", ["Cục Hải quan"], [], ["PROVINCE", "COMMUNE"]]),
          by: "a",
          byName: "A",
          at: office.clock.now(),
        },
      ],
      session,
    ),
  )
  expect(await countBranchServices(DAY)).toMatchObject({ branchServices: 0 })
})

test("whoever turns the annex on is told how much it lists, and what the decision's text lacks for it", async () => {
  await takeInCustoms(office)
  const office_ = await readOfficeData(DAY)
  const [row] = await issuers.read(null)
  if (!row) throw new Error("no issuer")
  const change = {
    before: [row],
    after: [row],
    rows: [{ key: String(row.validFrom), before: row, after: { ...row, centralBranches: "ANNEX" } }],
    effectiveFrom: DAY,
  }
  const said = (await issuers.effects(change, office_)).notes.join(" ")
  expect(said).toContain("1 dịch vụ công của cơ quan ngành dọc, do 1 cơ quan ngành dọc thực hiện")
  expect(said).not.toContain("branchAnnex")
  const templates = await getReference("documentTemplates")
  await saveReference(
    "documentTemplates",
    templates.map((one) => ({ ...one, blocks: one.blocks.filter(({ when }) => when !== "WITH_BRANCHES") })),
  )
  expect((await issuers.effects(change, office_)).notes.join(" ")).toContain("{{branches}}, {{branchAnnex}}")
})
