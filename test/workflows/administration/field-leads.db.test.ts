import { beforeEach, expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { getReferenceChange } from "#models/reference-change/reference-change.repository.server.ts"
import { ROWS_CSV, registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { changeEffects } from "#workflows/administration/change-effects.server.ts"
import { takeForce } from "#workflows/administration/take-force.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { administrationOf, savePeople } from "./an-administration.ts"

const office = officeForEach()
const admin = administrationOf(office)
beforeEach(savePeople)

/** Criminal records of the province, with justice by the ministry's prefix. */
const lead = {
  fieldCode: "G15-LLTP01",
  adminLevel: "PROVINCE",
  agencyId: "cong-an-tinh",
  validFrom: "2023-03-20",
  validTo: null,
}
const RECORDS = "2.000488"

test("the effect names the services and running registrations that go over, and that no deadline restarts", async () => {
  const id = await admin.draft("linh-vuc", "ADD", lead)
  const { shown, notes } = await changeEffects(office.d, await getReferenceChange(id))
  const count = Object.fromEntries(shown.map(({ kind, count }) => [kind, count]))
  expect(count).toMatchObject({ services: 1, registrations: 1, deadlines: 0, documents: 0 })
  expect(shown[1]?.items).toEqual([
    { text: expect.stringContaining("lý lịch tư pháp"), registrationId: expect.any(String) },
  ])
  expect(notes.join(" ")).toContain("không tính lại")
})

test("on the day, and not before, running registrations go over with their work; the campaign's days stay", async () => {
  const [campaign] = await findCampaigns()
  const before = await registrationOf(RECORDS)
  expect(before.agencyId).toBe("so-tu-phap")
  const { id } = await admin.take("linh-vuc", "ADD", lead)
  expect((await registrationOf(RECORDS)).agencyId).toBe("so-tu-phap")
  office.clock.set("2023-03-20T01:00:00Z")
  expect(await takeForce(office.d)).toBe(1)
  const after = await registrationOf(RECORDS)
  expect(after).toMatchObject({
    id: before.id,
    serviceId: before.serviceId,
    agencyId: "cong-an-tinh",
    unit: { id: "cong-an-tinh" },
    revision: before.revision,
  })
  expect((await findCampaigns())[0]?.deadlines).toEqual(campaign?.deadlines)
  expect((await getReferenceChange(id)).workflow.value).toBe("inForce")
  const log = await findAuditTrail("registration", before.id)
  expect(log.at(-1)).toMatchObject({
    type: "lead.changed",
    payload: { from: "so-tu-phap", to: "cong-an-tinh" },
  })
  expect(await takeForce(office.d)).toBe(0)
  expect((await verifyStore()).findings).toEqual([])
})

test("the register read again on that day knows the service by its id and keeps it in place", async () => {
  await admin.take("linh-vuc", "ADD", lead)
  office.clock.set("2023-03-20T01:00:00Z")
  await takeForce(office.d)
  const ids = (await findActiveServices()).map(({ id }) => id)
  const { headings, rows } = ROWS_CSV
  const report = await importProcedures(office.d, {
    fileName: "lai.csv",
    bytes: new TextEncoder().encode(`${headings}\r\n${rows.join("\r\n")}\r\n`),
    partial: false,
    by: "thamdinh",
  })
  expect(report).toMatchObject({ servicesAdded: 0, servicesRetired: 0 })
  expect((await findActiveServices()).map(({ id }) => id)).toEqual(ids)
})

test("a field has one lead on a day, an agency that exists, and nothing reaches back into an issued catalogue", async () => {
  await admin.take("linh-vuc", "ADD", lead)
  const twice = await refusalOf(admin.draft("linh-vuc", "ADD", { ...lead, validFrom: "2023-06-01" }))
  expect(twice.message).toContain("đã có cơ quan đầu mối «cong-an-tinh»")
  const nobody = await refusalOf(
    admin.draft("linh-vuc", "ADD", { ...lead, fieldCode: "X", agencyId: "so-khong-co" }),
  )
  expect(nobody.message).toContain("không có cơ quan «so-khong-co»")
})
