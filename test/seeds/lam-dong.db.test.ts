import { parse } from "csv-parse/sync"
import { stringify } from "csv-stringify/sync"
import { afterAll, beforeAll, expect, test } from "vitest"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { prepareFirstStart } from "#seeds/first-start.server.ts"
import { twoLevelTable } from "#seeds/nation/two-level-table.ts"
import { readinessOn } from "#workflows/readiness/readiness.server.ts"
import { type OpenOffice, openOffice } from "../app/setup/open-office.ts"

let office: OpenOffice
beforeAll(async () => {
  office = await openOffice({ TRAINING_PROVINCE: "lam-dong" })
  const rows: Record<string, string>[] = parse(Buffer.from(twoLevelTable()), { columns: true })
  const few = rows.filter((_, index) => index % 12 === 0)
  await prepareFirstStart(office.runtime, () => {}, { table: Buffer.from(stringify(few, { header: true })) })
}, 120_000)
afterAll(() => office.close())

test("the newcomer finds Lâm Đồng on 22/3/2027: an edition of May 2026 under the law of then, a review under the law of now", async () => {
  expect(dayOf(office.runtime.clock.now())).toBe("2027-03-22")
  expect((await findCampaigns(null)).map(({ id }) => id).sort()).toEqual(["2026-1", "2027-1"])
  const edition = await getFrozenEdition("2026-1/1")
  expect(edition.issuer.provinceUpper).toBe("TỈNH LÂM ĐỒNG")
  expect((await storedReference.regimeOn("2026-05-12")).name).toContain("42/2022")
  expect((await storedReference.regimeOn("2027-03-22")).name).toContain("224/2026")
  const communes = (await findAgencies()).filter(({ kind }) => kind === "COMMUNE_COMMITTEE")
  expect(communes).toHaveLength(124)
})

test("nothing is missing there to issue the edition of May 2027", async () => {
  const { config, reference } = office.runtime
  expect((await readinessOn({ config, reference }, "2027-05-12", "2027-05-12")).missing).toEqual([])
})
