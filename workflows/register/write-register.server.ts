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
import {
  findCurrentHashes,
  findCurrentSnapshots,
  type NewSnapshot,
  putInForce,
} from "#models/procedure/procedure-snapshot.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { noteChanges } from "#workflows/intake/note-changes.server.ts"

export type WriteCounts = Pick<
  ImportReport,
  "added" | "changed" | "unchanged" | "servicesAdded" | "servicesChanged" | "servicesRetired"
>

/**
 * Brings the register to the given contents: new snapshots for what is new or different, a note of each change, services as these contents and
 * the directory of the day give them. Writes only what differs. Codes not given are not touched. Needs a transaction.
 */
export const writeRegister = async (
  snapshots: readonly NewSnapshot[],
  directory: UnitDirectory,
  taken: { importId: string; at: Date },
  session: ClientSession,
): Promise<WriteCounts> => {
  const day = dayOf(taken.at)
  const codes = snapshots.map(({ code }) => code)
  const inForce = await findCurrentHashes(codes, session)
  const differing = snapshots.filter(({ code, hash }) => inForce.get(code) !== hash)
  const changed = differing.filter(({ code }) => inForce.has(code))
  const added = differing.length - changed.length
  const before = await findCurrentSnapshots(
    changed.map(({ code }) => code),
    session,
  )
  await noteChanges(new Map(before.map((snapshot) => [snapshot.code, snapshot])), changed, taken, session)
  await putInForce(differing, session)

  const derived = snapshots.flatMap(({ procedure }) => deriveServices(procedure, directory, day))
  const changes = compareServices(await findServicesOf(codes, session), derived)
  await saveServiceChanges(changes, session)
  return {
    added,
    changed: differing.length - added,
    unchanged: snapshots.length - differing.length,
    servicesAdded: changes.added.length,
    servicesChanged: changes.changed.length,
    servicesRetired: changes.retiredIds.length,
  }
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
