import { isDeepStrictEqual } from "node:util"
import type { ClientSession } from "mongoose"
import type { UnitDirectory } from "#models/agency/unit-directory.ts"
import { type DerivedService, deriveServices } from "#models/online-service/derive-services.ts"
import {
  findServicesOf,
  type ServiceChanges,
  saveServiceChanges,
} from "#models/online-service/online-service.repository.server.ts"
import { type OnlineService, onlineServiceId } from "#models/online-service/online-service.ts"
import type { ImportReport } from "#models/procedure/import-report.ts"
import type { ProcedureSnapshot } from "#models/procedure/procedure.ts"
import {
  findCurrentHashes,
  findCurrentSnapshots,
  putInForce,
} from "#models/procedure/procedure-snapshot.repository.server.ts"
import { findRepeals } from "#models/procedure-repeal/procedure-repeal.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { noteChanges } from "#workflows/intake/note-changes.server.ts"

export type WriteCounts = Pick<
  ImportReport,
  "added" | "changed" | "unchanged" | "servicesAdded" | "servicesChanged" | "servicesRetired"
>

type Content = Pick<ProcedureSnapshot, "code" | "hash" | "procedure">
type Taken = { importId: string; at: Date }

/** What bringing the register to contents comes to, and its codes in parts that each fit into one transaction. */
export type Planned = { counts: WriteCounts; pieces: string[][] }

/** Documents that a part may write, its log and the act's own progress left aside. */
const MOST = 450
/** Of a procedure that differs: what was in force, what is, the change and the one it overtakes. */
const PER_PROCEDURE = 4

/** What `writeRegister` will do with these contents; nothing is written. */
export const planWrites = async (
  contents: readonly Content[],
  directory: UnitDirectory,
  { at }: Taken,
  session: ClientSession,
): Promise<Planned> => {
  const codes = contents.map(({ code }) => code)
  const inForce = await findCurrentHashes(codes, session)
  const stored = Map.groupBy(await findServicesOf(codes, session), ({ procedureCode }) => procedureCode)
  const ended = await endedCodes(codes, session)
  const counts: WriteCounts = {
    added: 0,
    changed: 0,
    unchanged: 0,
    servicesAdded: 0,
    servicesChanged: 0,
    servicesRetired: 0,
  }
  const pieces: string[][] = []
  let weight = MOST
  for (const { code, hash, procedure } of contents) {
    const before = inForce.get(code)
    const kind = before === undefined ? "added" : before === hash ? "unchanged" : "changed"
    counts[kind] += 1
    const { added, changed, retiredIds } = compareServices(
      stored.get(code) ?? [],
      kind === "unchanged" && ended.has(code) ? [] : deriveServices(procedure, directory, dayOf(at)),
    )
    counts.servicesAdded += added.length
    counts.servicesChanged += changed.length
    counts.servicesRetired += retiredIds.length
    const services = added.length + changed.length + retiredIds.length
    const own = (kind === "unchanged" ? 0 : PER_PROCEDURE) + services
    if (own === 0) continue
    if (weight + own > MOST) {
      pieces.push([])
      weight = 0
    }
    pieces.at(-1)?.push(code)
    weight += own
  }
  return { counts, pieces }
}

/**
 * Brings the register to the given contents, which are kept in it: what is new or different is put in force, with a note of each
 * change and the services these contents and the directory of the day give. Writes only what differs; codes not given are not
 * touched. Needs a transaction.
 */
export const writeRegister = async (
  snapshots: readonly Content[],
  directory: UnitDirectory,
  taken: Taken,
  session: ClientSession,
): Promise<void> => {
  const day = dayOf(taken.at)
  const codes = snapshots.map(({ code }) => code)
  const inForce = await findCurrentHashes(codes, session)
  const differing = snapshots.filter(({ code, hash }) => inForce.get(code) !== hash)
  const changed = differing.filter(({ code }) => inForce.has(code))
  const before = await findCurrentSnapshots(
    changed.map(({ code }) => code),
    session,
  )
  const ended = await endedCodes(codes, session)
  await noteChanges(new Map(before.map((snapshot) => [snapshot.code, snapshot])), changed, taken, session)
  await putInForce(differing, session)

  const derived = snapshots.flatMap(({ code, hash, procedure }) =>
    ended.has(code) && inForce.get(code) === hash ? [] : deriveServices(procedure, directory, day),
  )
  const changes = compareServices(await findServicesOf(codes, session), derived)
  await saveServiceChanges(changes, session)
}

/**
 * Procedures that were repealed with the content the register has of them: a list that still holds them as they were does not
 * bring their services back, another content does.
 */
async function endedCodes(codes: readonly string[], session: ClientSession): Promise<ReadonlySet<string>> {
  const asked = new Set(codes)
  const repeals = (await findRepeals({}, session)).filter(({ code }) => asked.has(code))
  if (repeals.length === 0) return new Set()
  const held = await findCurrentSnapshots(
    repeals.map(({ code }) => code),
    session,
  )
  return new Set(
    held
      .filter(({ code, takenAt }) => repeals.some((repeal) => repeal.code === code && takenAt <= repeal.at))
      .map(({ code }) => code),
  )
}

/** What has to be written so that the stored services are the derived ones; a service listed again comes back. */
export const compareServices = (
  stored: readonly OnlineService[],
  derived: readonly DerivedService[],
): ServiceChanges => {
  // A service keeps its id when its unit changes; what a register derives is told by the unit of today.
  const storedById = new Map(
    stored
      .toSorted((one, other) => Number(one.active) - Number(other.active))
      .map((service) => [onlineServiceId(service.serviceCode, service.unit.id), service]),
  )
  const derivedIds = new Set(derived.map(({ id }) => id))
  return {
    added: derived.filter(({ id }) => !storedById.has(id)),
    changed: derived.flatMap((service) => {
      const before = storedById.get(service.id)
      const now = before && { ...service, id: before.id }
      return now && !isDeepStrictEqual(withoutAnnouncement(before), now) ? [now] : []
    }),
    retiredIds: [...storedById]
      .filter(([derivedId, { active }]) => active && !derivedIds.has(derivedId))
      .map(([, { id }]) => id),
  }
}

function withoutAnnouncement(service: OnlineService): DerivedService {
  const { announcedLevel: _level, announcedEditionId: _edition, announcedOn: _on, ...derived } = service
  return derived
}
