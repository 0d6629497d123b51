import type { Agency, UnitGroup } from "#models/agency/agency.ts"
import type { Assignments, Placement, UnitDirectory } from "#models/agency/unit-directory.ts"
import type { Signatory } from "#models/official-document/official-document.ts"
import type { OnlineService, ServiceUnit } from "#models/online-service/online-service.ts"
import type { PortalTarget } from "#models/outbox/portal-target.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import type { DocumentTemplate } from "#models/reference/document-template.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import type { Website } from "#models/reference/website.ts"
import type { RegisterChange } from "#models/register-change/register-change.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { AdminLevel } from "#models/shared/levels.ts"
import type { Assignment } from "#models/user/user.ts"

export type Person = { id: string; fullName: string; assignments: Assignment[] }
type DatedIssuer = { validFrom: IsoDay; validTo: IsoDay | null; issuer: EditionIssuer }
type NumberSeries = { year: number; symbol: string; last: number }

/** A registration that is still being decided, without its evidence; `dueOn`: an opinion is awaited until then. */
export type RunningRegistration = {
  id: string
  campaignId: string
  serviceId: string
  serviceCode: string
  procedureName: string
  state: string
  dueOn: IsoDay | null
  agencyId: string
  unit: ServiceUnit
  adminLevel: AdminLevel
}

/** A change of a procedure that waits for whoever proposes for it. */
type WaitingChange = Pick<RegisterChange, "id" | "code" | "procedureName" | "agencyIds">

/** The rows a reorganisation may move, by table. */
export type Rows = {
  agencies: Agency
  groups: UnitGroup
  fieldLeads: Assignments["fieldLeads"][number]
  ministryDepartments: Assignments["ministryDepartments"][number]
  placements: Placement
  office: { provincialOfficeId: string }
  issuers: DatedIssuer
  series: NumberSeries
  templates: DocumentTemplate
  portals: PortalTarget
  websites: Website
  capacities: Signatory
  people: Person
  services: OnlineService
  registrations: RunningRegistration
  registerChanges: WaitingChange
}
export type TableName = keyof Rows

/** In the order they are written: what others refer to comes first. */
export const TABLES = [
  "agencies",
  "groups",
  "fieldLeads",
  "ministryDepartments",
  "placements",
  "office",
  "issuers",
  "series",
  "templates",
  "portals",
  "websites",
  "capacities",
  "people",
  "services",
  "registrations",
  "registerChanges",
] as const satisfies readonly TableName[]

const KEYS: { [T in TableName]: (row: Rows[T]) => string } = {
  agencies: ({ id }) => id,
  groups: ({ id }) => id,
  fieldLeads: (row) => `${row.fieldCode}|${row.adminLevel}|${row.agencyId}|${row.validFrom}`,
  ministryDepartments: (row) => `${row.ministryPrefix}|${row.agencyId}|${row.validFrom}`,
  placements: (row) => `${row.fromLevel}|${row.procedureCode}|${row.fieldCode}|${row.validFrom}`,
  office: () => "office",
  issuers: ({ validFrom }) => validFrom,
  series: ({ year, symbol }) => `${year}:${symbol}`,
  templates: ({ id, version }) => `${id}:${version}`,
  portals: (row) => `${row.id}|${row.validFrom}`,
  websites: (row) => `${row.id}|${row.validFrom}`,
  capacities: (row) => `${row.personId}|${row.capacity}|${row.heldFrom}`,
  people: ({ id }) => id,
  services: ({ id }) => id,
  registrations: ({ id }) => id,
  registerChanges: ({ id }) => id,
}

export const keyOf = <T extends TableName>(table: T, row: Rows[T]): string => KEYS[table](row)

/** What a reorganisation is worked out on: the tables, and what is only read. */
export type World = {
  tables: { [T in TableName]: ReadonlyMap<string, Rows[T]> }
  /** The records of the procedures, by code. */
  procedures: ReadonlyMap<string, Pick<Procedure, "code" | "agencies" | "fields">>
  /** Catalogues that are frozen and not issued: their documents name the units as they were. */
  frozen: readonly { id: string; name: string }[]
}

/** One row before and after (null: it is not there), and why in Vietnamese. */
export type Patch<T extends TableName = TableName> = {
  [K in T]: { table: K; key: string; before: Rows[K] | null; after: Rows[K] | null; why: string }
}[T]

/** Patches as they were kept, under the keys of today: earlier releases named a website by its id alone. */
export const keptPatches = (patches: readonly unknown[]): Patch[] =>
  (patches as Patch[]).map((patch) => {
    const row = patch.after ?? patch.before
    return row === null ? patch : ({ ...patch, key: keyOf(patch.table, row) } as Patch)
  })

export const tableOf = <T extends TableName>(
  rows: readonly Rows[T][],
  table: T,
): ReadonlyMap<string, Rows[T]> => new Map(rows.map((row) => [keyOf(table, row), row]))

export const rowsOf = <T extends TableName>(world: World, table: T): Rows[T][] => [
  ...world.tables[table].values(),
]

/** The world with these patches taken; the given one stays as it is. */
export const applyPatches = (world: World, patches: readonly Patch[]): World =>
  withRows(
    world,
    patches.map(({ table, key, after }) => ({ table, key, row: after })),
  )

/** The world as it stood before these patches were taken. */
export const undoPatches = (world: World, patches: readonly Patch[]): World =>
  withRows(
    world,
    [...patches].reverse().map(({ table, key, before }) => ({ table, key, row: before })),
  )

type Put = { table: TableName; key: string; row: Rows[TableName] | null }

function withRows(world: World, puts: readonly Put[]): World {
  const tables: Record<string, ReadonlyMap<string, unknown>> = { ...world.tables }
  for (const [table, own] of Map.groupBy(puts, (put) => put.table)) {
    const rows = new Map(tables[table])
    for (const { key, row } of own) {
      if (row === null) rows.delete(key)
      else rows.set(key, row)
    }
    tables[table] = rows
  }
  return { ...world, tables: tables as World["tables"] }
}

/** The directory as the rules for services read it. */
export const directoryOf = (world: World): UnitDirectory => ({
  agencies: rowsOf(world, "agencies"),
  groups: rowsOf(world, "groups"),
  fieldLeads: rowsOf(world, "fieldLeads"),
  ministryDepartments: rowsOf(world, "ministryDepartments"),
  placements: rowsOf(world, "placements"),
  provincialOfficeId: world.tables.office.get("office")?.provincialOfficeId ?? "",
})
