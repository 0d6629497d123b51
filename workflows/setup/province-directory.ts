import type { Agency } from "#models/agency/agency.ts"
import type { UnitDirectory } from "#models/agency/unit-directory.ts"
import { addDays, type IsoDay } from "#models/shared/dates.ts"
import { slugOf } from "#models/shared/text.ts"
import type { NationTables, OfferedAgency, ProvinceRow } from "./nation-tables.ts"

export const COMMITTEE_ID = "ubnd-tinh"
export const OFFICE_ID = "van-phong-ubnd-tinh"

/**
 * Agencies, groups and leads of a province of two levels (Luật Tổ chức chính quyền địa phương 72/2025/QH15): its committee, the
 * agencies chosen, and every commune.
 * @param chosen agencies the province has, of those offered
 */
export const provinceDirectory = (
  nation: NationTables,
  province: ProvinceRow,
  chosen: readonly OfferedAgency[],
): UnitDirectory => {
  const life = { validFrom: nation.since, validTo: null }
  const has = new Set(chosen.map(({ id }) => id))
  const inCharge = (agencyId: string): string => standInFor(agencyId, has, nation.standIns)
  return {
    agencies: [
      committeeOf(province, nation.since),
      ...chosen
        // A branch's unit in the communes is nothing without the branch.
        .filter(({ under, kind }) => kind !== "CENTRAL_BRANCH" || under === null || has.has(under))
        .map((one) =>
          agencyOf({ ...one, under: one.under && has.has(one.under) ? one.under : null }, nation.since),
        ),
      ...communesOf(nation, province),
    ],
    groups: [
      {
        id: "nhom-ubnd-cap-xa",
        name: "Ủy ban nhân dân cấp xã",
        agencyKind: "COMMUNE_COMMITTEE",
        adminLevel: "COMMUNE",
        ...life,
      },
    ],
    ministryDepartments: Object.entries(nation.ministryDepartments).map(([ministryPrefix, agencyId]) => ({
      ministryPrefix,
      agencyId: inCharge(agencyId),
      ...life,
    })),
    fieldLeads: nation.fieldLeads.flatMap(({ fieldCode, agencyId, insteadWhereIs, validFrom, validTo }) =>
      (["PROVINCE", "COMMUNE"] as const).map((adminLevel) => ({
        fieldCode,
        adminLevel,
        agencyId: insteadWhereIs && has.has(insteadWhereIs) ? insteadWhereIs : inCharge(agencyId),
        validFrom: validFrom ?? nation.since,
        validTo,
      })),
    ),
    provincialOfficeId: OFFICE_ID,
  }
}

/** `tỉnh Lâm Đồng`, `thành phố Đà Nẵng`: as it stands in names. */
export const provinceInWords = ({ kind, name }: Pick<ProvinceRow, "kind" | "name">): string =>
  `${kind} ${name}`

const standInFor = (agencyId: string, has: ReadonlySet<string>, standIns: NationTables["standIns"]): string =>
  [agencyId, ...(standIns[agencyId] ?? [])].find((id) => has.has(id)) ?? OFFICE_ID

/** One name per kind the province has had, the last without end. */
export const namesSince = <Name>(
  { before, ...province }: ProvinceRow,
  since: IsoDay,
  nameOf: (province: Pick<ProvinceRow, "kind" | "name">) => Name,
): (Name & { validFrom: IsoDay; validTo: IsoDay | null })[] => {
  const now = nameOf(province)
  if (!before || before.until < since) return [{ ...now, validFrom: since, validTo: null }]
  return [
    { ...nameOf({ ...province, kind: before.kind }), validFrom: since, validTo: before.until },
    { ...now, validFrom: addDays(before.until, 1), validTo: null },
  ]
}

const committeeOf = (province: ProvinceRow, since: IsoDay): Agency => ({
  id: COMMITTEE_ID,
  kind: "PEOPLE_COMMITTEE",
  adminLevel: "PROVINCE",
  parentId: null,
  validFrom: since,
  validTo: null,
  names: namesSince(province, since, (of) => ({
    name: `Ủy ban nhân dân ${provinceInWords(of)}`,
    shortName: `UBND ${provinceInWords(of)}`,
  })),
  codes: [
    { scheme: "QD20_2020", code: province.orgCode, training: false, validFrom: since, validTo: null },
    { scheme: "GSO", code: province.code, training: false, validFrom: since, validTo: null },
  ],
  successorIds: [],
  ...(province.formedFrom.length > 1 ? { formedFrom: province.formedFrom } : {}),
})

const agencyOf = (offered: OfferedAgency, since: IsoDay): Agency => {
  const life = { validFrom: since, validTo: null }
  return {
    id: offered.id,
    kind: offered.kind,
    adminLevel: offered.adminLevel,
    parentId: offered.under ?? (offered.kind === "CENTRAL_BRANCH" ? null : COMMITTEE_ID),
    ...life,
    names: [{ name: offered.name, shortName: offered.shortName, ...life }, ...(offered.formerNames ?? [])],
    codes: offered.orgCode ? [{ scheme: "QD20_2020", code: offered.orgCode, training: false, ...life }] : [],
    successorIds: [],
  }
}

function communesOf(nation: NationTables, province: ProvinceRow): Agency[] {
  const rows = nation.communesOf(province.code)
  const bySlug = Map.groupBy(rows, ({ name }) => slugOf(name))
  const life = { validFrom: nation.since, validTo: null }
  return rows.map(({ code, name }) => {
    const slug = slugOf(name)
    // Two communes of one kind and name: the number tells them apart.
    const isAlone = bySlug.get(slug)?.length === 1
    const inWords = name.replace(/^\p{Lu}/u, (letter) => letter.toLocaleLowerCase("vi"))
    return {
      id: `ubnd-${slug}${isAlone ? "" : `-${code}`}`,
      kind: "COMMUNE_COMMITTEE",
      adminLevel: "COMMUNE",
      parentId: COMMITTEE_ID,
      ...life,
      names: [{ name: `Ủy ban nhân dân ${inWords}`, shortName: `UBND ${inWords}`, ...life }],
      codes: [{ scheme: "GSO", code, training: false, ...life }],
      successorIds: [],
    }
  })
}
