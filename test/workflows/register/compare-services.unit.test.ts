import { expect, test } from "vitest"
import type { DerivedService } from "#models/online-service/derive-services.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
import { compareServices } from "#workflows/register/write-register.server.ts"

const aService = (overrides: Partial<DerivedService> = {}): DerivedService => ({
  id: "1.000110.01@so-tu-phap",
  procedureCode: "1.000110",
  procedureName: "Đăng ký khai sinh",
  serviceCode: "1.000110.01",
  serviceName: "Đăng ký khai sinh",
  unit: { kind: "AGENCY", id: "so-tu-phap", name: "Sở Tư pháp" },
  adminLevel: "PROVINCE",
  field: { code: "G15-TP04", name: "Hộ tịch" },
  proposingAgencyId: "so-tu-phap",
  assignedBy: "FIELD",
  active: true,
  ...overrides,
})
const stored = (overrides: Partial<OnlineService> = {}): OnlineService => ({
  ...aService(overrides),
  announcedLevel: "FULL",
  announcedEditionId: "2022-1",
  announcedOn: "2022-12-01",
  ...overrides,
})

test("a service that is as it was is not written, whatever editions said of it", () => {
  expect(compareServices([stored()], [aService()])).toEqual({ added: [], changed: [], retiredIds: [] })
})

test("a service no longer listed is retired once", () => {
  expect(compareServices([stored()], []).retiredIds).toEqual(["1.000110.01@so-tu-phap"])
  expect(compareServices([stored({ active: false })], []).retiredIds).toEqual([])
})

test("a retired service that is listed again comes back", () => {
  expect(compareServices([stored({ active: false })], [aService()]).changed).toEqual([aService()])
})

test("a new name or another lead is a change, a new number a new service", () => {
  const renamed = aService({ serviceName: "Khai sinh" })
  const second = aService({ id: "1.000110.02@so-tu-phap", serviceCode: "1.000110.02" })
  expect(compareServices([stored()], [renamed, second])).toEqual({
    added: [second],
    changed: [renamed],
    retiredIds: [],
  })
})
