import type { ClientSession } from "mongoose"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import {
  changeAssignments,
  writeAgency,
  writeUnitGroup,
} from "#models/agency/agency-rows.repository.server.ts"
import type { Assignments } from "#models/agency/unit-directory.ts"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { setLastNumber } from "#models/document-number/document-number.repository.server.ts"
import { saveServiceOwners } from "#models/online-service/move-services.repository.server.ts"
import { getReference, saveReference } from "#models/reference/reference.repository.server.ts"
import { saveChangeAgencies } from "#models/register-change/register-change.repository.server.ts"
import { findRegistrationsByIds } from "#models/registration/registration.repository.server.ts"
import { saveUnits } from "#models/registration/running.repository.server.ts"
import { canonicalJson } from "#models/shared/digest.server.ts"
import { ConcurrentEditError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { removeCapacity, writeAssignments } from "#models/user/roles.repository.server.ts"
import { saveCapacities } from "#models/user/signing-capacity.repository.server.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import { registrationChart } from "#workflows/registration/chart.ts"
import { keyOf, type Patch, type Rows, type TableName } from "./core/world.ts"
import { readRows } from "./read-world.server.ts"

/** What a piece is written for: whose act it is, on which day, forwards or back. */
export type Writing = { act: string; day: string; actor: Actor; at: Date; back: boolean }

type Writers = {
  [T in TableName]: (patches: readonly Patch<T>[], w: Writing, session: ClientSession) => Promise<void>
}

/** Tables that stand in one document each: any number of their rows is one. */
export const WHOLE_TABLES: ReadonlySet<TableName> = new Set([
  "fieldLeads",
  "ministryDepartments",
  "placements",
  "office",
  "issuers",
  "templates",
  "portals",
  "websites",
])

/**
 * Writes rows of one table as the act leaves them. Each must stand as it was read.
 * @throws ConcurrentEditError when somebody changed one meanwhile: nothing of the piece is written
 */
export const writePatches = async (
  patches: readonly Patch[],
  w: Writing,
  session: ClientSession,
): Promise<void> => {
  for (const [table, own] of Map.groupBy(patches, (patch) => patch.table)) {
    await assertAsRead(table, own, w.back, session)
    await (WRITERS[table] as Writers["agencies"])(own as Patch<"agencies">[], w, session)
  }
}

/** The row the act leaves, or going back the one it found. */
const target = <T extends TableName>(patch: Patch<T>, { back }: Writing): Rows[T] | null =>
  (back ? patch.before : patch.after) as Rows[T] | null

async function assertAsRead(
  table: TableName,
  patches: readonly Patch[],
  back: boolean,
  session: ClientSession,
): Promise<void> {
  const now = await readRows(
    table,
    patches.map(({ key }) => key),
    session,
  )
  const other = patches.find(
    ({ key, before, after }) =>
      canonicalJson(plain(now.get(key))) !== canonicalJson(plain(back ? after : before)),
  )
  if (other)
    throw new ConcurrentEditError(
      `Mục «${other.key}» vừa được thay đổi trong lúc chuyển theo việc sắp xếp; việc chuyển sẽ đọc lại và làm tiếp.`,
      { changed: [] },
    )
}

const plain = (row: unknown): unknown =>
  row === undefined || row === null ? null : JSON.parse(JSON.stringify(row))

const rewriteRows = <T extends "fieldLeads" | "ministryDepartments" | "placements">(table: T): Writers[T] =>
  (async (patches: readonly Patch<T>[], w: Writing, session: ClientSession) => {
    await changeAssignments((assignments) => {
      const rows = new Map(
        ((assignments[table] ?? []) as Rows[T][]).map((row) => [keyOf(table, row), row] as const),
      )
      putAll(rows, patches, w)
      return { ...assignments, [table]: [...rows.values()] } as Assignments
    }, session)
  }) as Writers[T]

const rewriteReference = <T extends "issuers" | "templates" | "portals" | "websites">(
  table: T,
  name: "issuers" | "documentTemplates" | "portalTargets" | "websites",
): Writers[T] =>
  (async (patches: readonly Patch<T>[], w: Writing, session: ClientSession) => {
    const rows = new Map(
      ((await getReference(name, session)) as Rows[T][]).map((row) => [keyOf(table, row), row] as const),
    )
    putAll(rows, patches, w)
    await saveReference(name, [...rows.values()] as never, session)
  }) as Writers[T]

function putAll<T extends TableName>(
  rows: Map<string, Rows[T]>,
  patches: readonly Patch<T>[],
  w: Writing,
): void {
  for (const patch of patches) {
    const row = target<T>(patch, w)
    if (row === null) rows.delete(patch.key)
    else rows.set(patch.key, row)
  }
}

const WRITERS: Writers = {
  agencies: async (patches, w, session) => {
    for (const patch of patches) await writeAgency(patch.key, target<"agencies">(patch, w), session)
  },
  groups: async (patches, w, session) => {
    for (const patch of patches) {
      const group = target<"groups">(patch, w)
      if (group) await writeUnitGroup(group, session)
    }
  },
  fieldLeads: rewriteRows("fieldLeads"),
  ministryDepartments: rewriteRows("ministryDepartments"),
  placements: rewriteRows("placements"),
  office: async ([patch], w, session) => {
    const office = patch && target<"office">(patch, w)
    if (office) await changeAssignments((assignments) => ({ ...assignments, ...office }), session)
  },
  issuers: rewriteReference("issuers", "issuers"),
  templates: rewriteReference("templates", "documentTemplates"),
  portals: rewriteReference("portals", "portalTargets"),
  websites: rewriteReference("websites", "websites"),
  series: async (patches, w, session) => {
    for (const patch of patches) {
      const series = target<"series">(patch, w)
      if (series) await setLastNumber(series, session)
    }
  },
  capacities: async (patches, w, session) => {
    for (const patch of patches) {
      const held = target<"capacities">(patch, w)
      const other = (w.back ? patch.after : patch.before) as Rows["capacities"] | null
      if (held) await saveCapacities([held], session)
      else if (other) await removeCapacity(other, session)
    }
  },
  people: async (patches, w, session) => {
    for (const patch of patches)
      await writeAssignments(patch.key, target<"people">(patch, w)?.assignments ?? [], session)
  },
  services: async (patches, w, session) => {
    const rows = patches.flatMap((patch) => target<"services">(patch, w) ?? [])
    await saveServiceOwners(rows, session)
  },
  registrations: moveRegistrations,
  registerChanges: async (patches, w, session) => {
    for (const patch of patches) {
      const change = target<"registerChanges">(patch, w)
      if (change) await saveChangeAgencies(change, session)
    }
  },
}

/** Each takes a step of its own: its log says where it went, and whoever has it open is told. */
async function moveRegistrations(
  patches: readonly Patch<"registrations">[],
  w: Writing,
  session: ClientSession,
): Promise<void> {
  const found = await findRegistrationsByIds(
    patches.map(({ key }) => key),
    session,
  )
  const targets = new Map(patches.map((patch) => [patch.key, target<"registrations">(patch, w)]))
  const agencies = new Map((await findAgencies(session)).map((agency) => [agency.id, agency]))
  const moved = found.flatMap((registration) => {
    const to = targets.get(registration.id)
    if (!to) return []
    const { agencyId, unit, adminLevel } = to
    const agency = agencies.get(agencyId)
    const agencyName = agency ? agencyNameOn(agency, w.day) : agencyId
    const event = { type: "unit.moved" as const, act: w.act, agencyId, agencyName, back: w.back }
    const step = advance(registrationChart, registration.workflow, event, w.actor, w.at)
    return [{ registration, step, to: { agencyId, unit, adminLevel } }]
  })
  await appendAuditEntries(
    moved.map(({ registration, step }) =>
      entryOf(step, { kind: "registration", id: registration.id }, w.actor),
    ),
    session,
  )
  await saveUnits(
    moved.map(({ registration, step, to }) => ({
      ...registration,
      readRevision: registration.revision,
      workflow: step.snapshot,
      to,
    })),
    session,
  )
}
