import { expect, test } from "vitest"
import type { Agency } from "#models/agency/agency.ts"
import type { UnitDirectory } from "#models/agency/unit-directory.ts"
import { assignUnit } from "#models/online-service/assign-unit.ts"
import { deriveServices } from "#models/online-service/derive-services.ts"
import { executingAgency } from "#models/online-service/executing-agency.ts"
import { aNationalRecord, readOne } from "#test/workflows/register/register-files.ts"

const anAgency = (id: string, name: string, shortName = name, overrides: Partial<Agency> = {}): Agency => ({
  id,
  kind: "DEPARTMENT",
  adminLevel: "PROVINCE",
  parentId: "ubnd-tinh",
  validFrom: "2004-01-01",
  validTo: null,
  names: [{ name, shortName, validFrom: "2004-01-01", validTo: null }],
  codes: [],
  successorIds: [],
  ...overrides,
})

const SINCE_2004 = { validFrom: "2004-01-01", validTo: null }

const directory: UnitDirectory = {
  agencies: [
    anAgency("ubnd-tinh", "Ủy ban nhân dân tỉnh Đắk Nông", "UBND tỉnh", { kind: "PEOPLE_COMMITTEE" }),
    anAgency("van-phong", "Văn phòng UBND tỉnh Đắk Nông", "VP UBND tỉnh", { kind: "PROVINCIAL_OFFICE" }),
    anAgency("so-tu-phap", "Sở Tư pháp"),
    anAgency("so-van-hoa", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTT&DL"),
    anAgency("so-tt-tt", "Sở Thông tin và Truyền thông", "Sở TT&TT", {
      validTo: "2025-02-28",
      successorIds: ["so-kh-cn"],
    }),
    anAgency("so-kh-cn", "Sở Khoa học và Công nghệ", "Sở KH&CN"),
    anAgency("cong-an", "Công an tỉnh", "Công an tỉnh", { kind: "CENTRAL_BRANCH" }),
  ],
  groups: [
    {
      id: "nhom-huyen",
      name: "Ủy ban nhân dân cấp huyện",
      agencyKind: "DISTRICT_COMMITTEE",
      adminLevel: "DISTRICT",
      validFrom: "2004-01-01",
      validTo: "2025-06-30",
    },
    {
      id: "nhom-xa",
      name: "Ủy ban nhân dân cấp xã",
      agencyKind: "COMMUNE_COMMITTEE",
      adminLevel: "COMMUNE",
      validFrom: "2004-01-01",
      validTo: null,
    },
  ],
  ministryDepartments: [
    { ministryPrefix: "G15", agencyId: "so-tu-phap", ...SINCE_2004 },
    { ministryPrefix: "G14", agencyId: "so-tt-tt", ...SINCE_2004 },
  ],
  fieldLeads: [
    { fieldCode: "G15-TP99", adminLevel: "COMMUNE", agencyId: "so-van-hoa", ...SINCE_2004 },
    // Given from one department to another on 01/10/2026.
    {
      fieldCode: "G10-TN13",
      adminLevel: "PROVINCE",
      agencyId: "so-tu-phap",
      validFrom: "2004-01-01",
      validTo: "2026-09-30",
    },
    {
      fieldCode: "G10-TN13",
      adminLevel: "PROVINCE",
      agencyId: "so-van-hoa",
      validFrom: "2026-10-01",
      validTo: null,
    },
  ],
  provincialOfficeId: "van-phong",
}

const aProcedure = (executing: string[], fieldCode = "G15-TP04") => ({
  fields: [{ code: fieldCode, name: "Lĩnh vực" }],
  agencies: {
    executing: executing.map((name) => ({ code: "", name, kind: "UNIT" as const })),
    competent: [],
    authorised: [],
    coordinating: [],
  },
})
const DAY = "2023-03-06"
const assigned = (executing: string[], fieldCode?: string, day = DAY) =>
  assignUnit(aProcedure(executing, fieldCode), "PROVINCE", directory, day)

test.each([
  ["Sở Tư pháp tỉnh Tuyên Quang", "so-tu-phap"],
  ["SỞ TƯ PHÁP", "so-tu-phap"],
  ["Sở VHTT&DL", "so-van-hoa"],
  ["Sở Văn hóa Thể thao và Du lịch - tỉnh Đắk Lắk", "so-van-hoa"],
  ["Công an cấp tỉnh", "cong-an"],
  ["Văn phòng Ủy ban nhân dân tỉnh", "van-phong"],
])("%s is carried out by %s here", (name, id) => {
  expect(assigned([name], "G99")).toMatchObject({
    unit: { kind: "AGENCY", id },
    proposingAgencyId: id,
    assignedBy: "EXECUTING_AGENCY",
  })
})

test("the first executing agency this province has counts", () => {
  expect(assigned(["Chi cục Hải quan khu vực", "Sở Tư pháp", "Công an tỉnh"])?.unit.id).toBe("so-tu-phap")
})

test("a ministry is not mistaken for its branch in the province", () => {
  expect(assigned(["Bộ Công an", "Sở Tư pháp"])?.unit.id).toBe("so-tu-phap")
})

test("the people's committee of the province acts through the department of the field", () => {
  expect(assigned(["Ủy ban nhân dân cấp tỉnh", "Sở"])).toMatchObject({
    unit: { id: "so-tu-phap", name: "Sở Tư pháp" },
    assignedBy: "FIELD",
  })
})

test("what no agency and no field claims goes to the provincial office", () => {
  expect(assigned([], "782290570")).toMatchObject({ unit: { id: "van-phong" }, assignedBy: "FALLBACK" })
  expect(assigned([], "G150-X")).toMatchObject({ assignedBy: "FALLBACK" })
})

test("a department that was merged hands its fields to its successor", () => {
  expect(assigned([], "G14-TT10", "2025-02-28")?.unit.id).toBe("so-tt-tt")
  expect(assigned([], "G14-TT10", "2025-03-01")?.unit).toEqual({
    kind: "AGENCY",
    id: "so-kh-cn",
    name: "Sở Khoa học và Công nghệ",
  })
  // A record that still names the department by its former name means its successor.
  expect(assigned(["Sở Thông tin và Truyền thông"], "G15-X", "2025-03-01")).toMatchObject({
    unit: { id: "so-kh-cn" },
    assignedBy: "EXECUTING_AGENCY",
  })
})

test("committees stand as a group, the lead of the field proposes for them", () => {
  expect(assignUnit(aProcedure(["Sở Tư pháp"], "G15-TP99"), "COMMUNE", directory, DAY)).toEqual({
    unit: { kind: "GROUP", id: "nhom-xa", name: "Ủy ban nhân dân cấp xã" },
    proposingAgencyId: "so-van-hoa",
    assignedBy: "FIELD",
  })
  expect(assignUnit(aProcedure([], "G15-TP04"), "COMMUNE", directory, DAY)?.proposingAgencyId).toBe(
    "so-tu-phap",
  )
})

test("there is no district level after 30/6/2025, and ministries are not ours", () => {
  expect(assignUnit(aProcedure([]), "DISTRICT", directory, "2025-06-30")?.unit.id).toBe("nhom-huyen")
  expect(assignUnit(aProcedure([]), "DISTRICT", directory, "2025-07-01")).toBeNull()
  expect(assignUnit(aProcedure([]), "MINISTRY", directory, DAY)).toBeNull()
})

test("each service number is a service at each level of government", async () => {
  const cases = ["01", "02"].map((number) => ({ code: `1.000110.${number}`, name: `Dịch vụ ${number}` }))
  const { procedure } = await readOne(aNationalRecord({ isMinistry: true, isWard: true, cases }))
  expect(deriveServices(procedure, directory, DAY).map(({ id }) => id)).toEqual([
    "1.000110.01@so-tu-phap",
    "1.000110.01@nhom-xa",
    "1.000110.02@so-tu-phap",
    "1.000110.02@nhom-xa",
  ])
})

test("a procedure that is not public, or only a ministry's, has no service here", async () => {
  const hidden = await readOne(aNationalRecord({ state: "CANCELLED" }))
  expect(deriveServices(hidden.procedure, directory, DAY)).toEqual([])
  const ministry = await readOne(aNationalRecord({ isMinistry: true, isProvince: false }))
  expect(deriveServices(ministry.procedure, directory, DAY)).toEqual([])
})

test("a field given to another department has its new lead from that day on, and the old one until then", () => {
  expect(assigned([], "G10-TN13", "2026-09-30")?.proposingAgencyId).toBe("so-tu-phap")
  expect(assigned([], "G10-TN13", "2026-10-01")?.proposingAgencyId).toBe("so-van-hoa")
})

const BRANCHES: UnitDirectory = {
  ...directory,
  agencies: [
    ...directory.agencies,
    anAgency("cong-an-xa", "Công an cấp xã", "Công an xã", {
      kind: "CENTRAL_BRANCH",
      adminLevel: "COMMUNE",
      parentId: "cong-an",
    }),
    anAgency("thue", "Thuế tỉnh Lâm Đồng", "Thuế tỉnh", { kind: "CENTRAL_BRANCH", parentId: null }),
    anAgency("thue-co-so", "Thuế cơ sở", "Thuế cơ sở", {
      kind: "CENTRAL_BRANCH",
      adminLevel: "COMMUNE",
      parentId: "thue",
    }),
    anAgency("hai-quan", "Chi cục Hải quan khu vực XIV", "Chi cục HQKV XIV", {
      kind: "CENTRAL_BRANCH",
      parentId: null,
    }),
    anAgency("van-phong-dat", "Văn phòng Đăng ký đất đai tỉnh Lâm Đồng", "VPĐKĐĐ", {
      kind: "OTHER",
      parentId: "so-tu-phap",
    }),
    anAgency("bien-phong", "Bộ đội Biên phòng", "BĐBP", { kind: "CENTRAL_BRANCH", validTo: "2025-06-30" }),
  ],
  fieldLeads: [
    ...directory.fieldLeads,
    ...(["PROVINCE", "COMMUNE"] as const).flatMap((adminLevel) => [
      { fieldCode: "G12-TC18", adminLevel, agencyId: "thue", ...SINCE_2004 },
      { fieldCode: "G01-CA05", adminLevel, agencyId: "cong-an", ...SINCE_2004 },
      { fieldCode: "G11-QP11", adminLevel, agencyId: "bien-phong", ...SINCE_2004 },
    ]),
  ],
}
const DAY_2027 = "2027-03-06"
const inCommune = (executing: string[], fieldCode: string) =>
  assignUnit(aProcedure(executing, fieldCode), "COMMUNE", BRANCHES, DAY_2027)

test.each([
  ["Công an cấp Xã", "G01-CA05", "cong-an-xa", "cong-an"],
  ["Công an xã", "G15-TP04", "cong-an-xa", "cong-an"],
  ["Công an tỉnh", "G15-TP04", "cong-an", "cong-an"],
  ["Thuế cơ sở", "G12-TC18", "thue-co-so", "thue"],
  ["Chi cục Hải quan khu vực", "G15-TP04", "hai-quan", "hai-quan"],
  ["Chi nhánh Văn phòng đăng ký đất đai khu vực", "G15-TP04", "van-phong-dat", "so-tu-phap"],
  ["Cơ quan khác", "G12-TC18", "thue-co-so", "thue"],
  // Its own rules name the branch too: tax is the tax office's wherever the papers are handed in.
  ["Ủy ban nhân dân cấp xã;Thuế cơ sở", "G12-TC18", "thue-co-so", "thue"],
])("in the communes %s (%s) is %s, and %s proposes", (names, fieldCode, id, proposes) => {
  expect(inCommune(names.split(";"), fieldCode)).toMatchObject({
    unit: { kind: "AGENCY", id },
    proposingAgencyId: proposes,
  })
})

test("what a record gives to the communes' committees stays theirs, whoever leads the field", () => {
  expect(inCommune(["Ủy ban nhân dân cấp xã"], "G01-CA05")).toMatchObject({
    unit: { kind: "GROUP", id: "nhom-xa" },
    proposingAgencyId: "cong-an",
  })
  const land = inCommune(["Chi nhánh Văn phòng đăng ký đất đai khu vực", "UBND cấp xã"], "G15-TP04")
  expect(land?.unit.id).toBe("nhom-xa")
})

test("in the province tax is the tax office's by its one word, and a body under a department is proposed for by it", () => {
  const ofProvince = (name: string, fieldCode: string) =>
    assignUnit(aProcedure([name], fieldCode), "PROVINCE", BRANCHES, DAY_2027)
  expect(ofProvince("Thuế tỉnh, thành phố", "G15-TP04")?.unit.id).toBe("thue")
  expect(ofProvince("Thuế thu nhập", "G15-TP04")?.unit.id).toBe("so-tu-phap")
  expect(ofProvince("Văn phòng Đăng ký Đất đai Thành phố Đồng Nai", "G13-TN02")).toMatchObject({
    unit: { id: "van-phong-dat" },
    proposingAgencyId: "so-tu-phap",
  })
})

test("nobody who has ended proposes: without a successor it is the office", () => {
  for (const level of ["PROVINCE", "COMMUNE"] as const)
    expect(assignUnit(aProcedure([], "G11-QP11"), level, BRANCHES, DAY_2027)).toMatchObject({
      proposingAgencyId: "van-phong",
      assignedBy: "FALLBACK",
    })
})

test("one unit at two levels is one service", async () => {
  const { procedure } = await readOne(aNationalRecord({ isWard: true }))
  const executing = [{ code: "", name: "Chi cục Hải quan khu vực", kind: "UNIT" as const }]
  const services = deriveServices(
    { ...procedure, agencies: { ...procedure.agencies, executing } },
    BRANCHES,
    DAY_2027,
  )
  expect(services.map(({ unit, adminLevel }) => `${unit.id} ${adminLevel}`)).toEqual(["hai-quan PROVINCE"])
})

test("a former name stands for whoever bears another since or took its bearer over; one that several took over stands for none", () => {
  const branch = { kind: "CENTRAL_BRANCH" as const }
  const ended = (id: string, name: string, successorIds: string[]) =>
    anAgency(id, name, name, { validTo: "2025-06-30", successorIds })
  const agencies = [
    anAgency("thue", "Thuế tỉnh Lâm Đồng", "Thuế tỉnh", {
      ...branch,
      names: [
        { name: "Thuế tỉnh Lâm Đồng", shortName: "Thuế tỉnh", validFrom: "2025-07-01", validTo: null },
        { name: "Cục Thuế tỉnh", shortName: "Cục Thuế", validFrom: "2004-01-01", validTo: "2025-02-28" },
      ],
    }),
    anAgency("so-tai-chinh", "Sở Tài chính"),
    anAgency("so-noi-vu", "Sở Nội vụ"),
    anAgency("so-y-te", "Sở Y tế"),
    ended("so-ke-hoach", "Sở Kế hoạch và Đầu tư", ["so-tai-chinh"]),
    ended("so-lao-dong", "Sở Lao động - Thương binh và Xã hội", ["so-noi-vu", "so-y-te"]),
  ]
  const found = (names: string[], day = "2027-03-01") =>
    executingAgency(names, "PROVINCE", agencies, day)?.id ?? null
  expect(found(["Cục Thuế tỉnh"])).toBe("thue")
  expect(found(["Cục Thuế tỉnh", "Sở Y tế"])).toBe("thue")
  expect(found(["Sở Kế hoạch và Đầu tư tỉnh Lâm Đồng"])).toBe("so-tai-chinh")
  expect(found(["Sở Lao động - Thương binh và Xã hội"])).toBeNull()
  // While it was so called it was no former name, and its successor was not yet it.
  expect(found(["Sở Kế hoạch và Đầu tư"], "2024-03-01")).toBe("so-ke-hoach")
  expect(found(["Thuế tỉnh"])).toBe("thue")
})
