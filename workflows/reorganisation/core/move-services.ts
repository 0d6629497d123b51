import { agencyNameOn } from "#models/agency/agency.ts"
import { placementOn, type UnitDirectory } from "#models/agency/unit-directory.ts"
import { placeProcedure } from "#models/online-service/derive-services.ts"
import type { OnlineService, ServiceUnit } from "#models/online-service/online-service.ts"
import type { Reckoning } from "./heirs.ts"
import { BY_FIELD } from "./questions.ts"
import { type Patch, type RunningRegistration, rowsOf } from "./world.ts"

type Owner = Pick<OnlineService, "unit" | "adminLevel" | "proposingAgencyId" | "assignedBy">

/**
 * Services go to the successor of their agency, and those of a level that ends to where its work goes. A service keeps its id:
 * what was announced of it and what the portals hold stays the same thing. Two that come to one unit under one code are one
 * there, and the other ends. `after`: the directory as it stands on the day.
 */
export const moveServices = (
  r: Reckoning,
  after: UnitDirectory,
): { patches: Patch<"services">[]; mergedInto: ReadonlyMap<string, string> } => {
  const before = rowsOf(r.world, "services").filter(({ active }) => active)
  const owners = new Map(before.map((service) => [service.id, ownerOf(r, service, after)]))
  const kept = new Map<string, string>()
  // Whoever stays where it was goes before whoever comes.
  const order = [...before].sort(
    (a, b) =>
      Number(isMoved(a, owners.get(a.id))) - Number(isMoved(b, owners.get(b.id))) || (a.id < b.id ? -1 : 1),
  )
  const mergedInto = new Map<string, string>()
  const patches = order.flatMap((service): Patch<"services">[] => {
    const owner = owners.get(service.id)
    if (!owner) return []
    const place = `${service.serviceCode}@${owner.unit.id}`
    const first = kept.get(place)
    const patch = { table: "services" as const, key: service.id, before: service }
    if (first !== undefined) {
      mergedInto.set(service.id, first)
      return [{ ...patch, after: { ...service, active: false }, why: `Nhập vào dịch vụ cùng mã (${first})` }]
    }
    kept.set(place, service.id)
    return isMoved(service, owner)
      ? [{ ...patch, after: { ...service, ...owner }, why: whyOf(service, owner) }]
      : []
  })
  return { patches, mergedInto }
}

const whyOf = (before: OnlineService, after: Owner): string =>
  before.adminLevel !== after.adminLevel
    ? "Cấp chính quyền kết thúc"
    : before.proposingAgencyId !== after.proposingAgencyId
      ? "Cơ quan kế thừa"
      : "Tên đơn vị thay đổi"

const isMoved = (service: OnlineService, owner: Owner | null | undefined): boolean =>
  owner !== null &&
  owner !== undefined &&
  (service.unit.id !== owner.unit.id ||
    service.unit.name !== owner.unit.name ||
    service.adminLevel !== owner.adminLevel ||
    service.proposingAgencyId !== owner.proposingAgencyId)

/** Who has the service on the day; null while a question about it is open. */
function ownerOf(r: Reckoning, service: OnlineService, after: UnitDirectory): Owner | null {
  const { adminLevel, procedureCode, field } = service
  const placement = placementOn(
    after.placements ?? [],
    { procedureCode, fieldCode: field.code, level: adminLevel },
    r.day,
  )
  if (placement) return placed(r, service, after)
  if (r.plan.endedLevels.includes(adminLevel))
    return r.questions.ask({ kind: "LEVEL", about: adminLevel, options: [], suggested: null }, "dịch vụ")
  const proposingAgencyId = agencyAfter(r, service.proposingAgencyId, service, after)
  if (proposingAgencyId === null) return null
  const unit = unitAfter(r, service, proposingAgencyId, after)
  return unit && { unit, adminLevel, proposingAgencyId, assignedBy: service.assignedBy }
}

/** The agency itself while it goes on, else whoever comes after it. */
function agencyAfter(
  r: Reckoning,
  agencyId: string,
  service: OnlineService,
  after: UnitDirectory,
): string | null {
  const onEve = r.ends(agencyId) ? r.onEve(agencyId) : agencyId
  // Nobody stood for it on the eve: said with what is left without an owner.
  if (onEve === null) return agencyId
  const receiver = r.receiverOf(onEve, "dịch vụ")
  if (receiver !== BY_FIELD) return receiver
  return placed(r, service, after)?.proposingAgencyId ?? agencyId
}

/** As the directory of the day says for the procedure; by its field alone where its record is not known. */
function placed(r: Reckoning, service: OnlineService, after: UnitDirectory): Owner | null {
  const procedure = r.world.procedures.get(service.procedureCode) ?? {
    code: service.procedureCode,
    fields: [service.field],
    agencies: { executing: [], competent: [], authorised: [], coordinating: [] },
  }
  return placeProcedure(procedure, service.adminLevel, after, r.day)
}

function unitAfter(
  r: Reckoning,
  { unit, proposingAgencyId }: OnlineService,
  proposerAfter: string,
  after: UnitDirectory,
): ServiceUnit | null {
  if (unit.kind === "GROUP") return unit
  const onEve = r.ends(unit.id) ? r.onEve(unit.id) : unit.id
  const receiver =
    unit.id === proposingAgencyId || onEve === null ? proposerAfter : r.receiverOf(onEve, "dịch vụ")
  if (receiver === null) return null
  const id = receiver === BY_FIELD ? proposerAfter : receiver
  const isCalledOtherwise = id !== unit.id || r.plan.renamings.some(({ agencyId }) => agencyId === id)
  const agency = after.agencies.find((one) => one.id === id)
  return { kind: "AGENCY", id, name: agency && isCalledOtherwise ? agencyNameOn(agency, r.day) : unit.name }
}

/** Running registrations go with their service, with all their history: nothing in them begins anew. */
export const moveRegistrations = (
  r: Reckoning,
  services: ReadonlyMap<string, OnlineService>,
  mergedInto: ReadonlyMap<string, string>,
): Patch<"registrations">[] =>
  rowsOf(r.world, "registrations").flatMap((before): Patch<"registrations">[] => {
    const own = services.get(mergedInto.get(before.serviceId) ?? before.serviceId)
    const was = r.world.tables.services.get(before.serviceId)
    const after =
      own && was?.proposingAgencyId === before.agencyId ? follow(before, own) : byAgency(r, before)
    return isSameOwner(before, after)
      ? []
      : [
          {
            table: "registrations",
            key: before.id,
            before,
            after,
            why: "Chuyển cùng dịch vụ, giữ nguyên thời hạn",
          },
        ]
  })

const follow = (before: RunningRegistration, service: OnlineService): RunningRegistration => ({
  ...before,
  agencyId: service.proposingAgencyId,
  unit: service.unit,
  adminLevel: service.adminLevel,
})

/** Another agency proposes for it than for its service: it goes to that agency's successor. */
function byAgency(r: Reckoning, before: RunningRegistration): RunningRegistration {
  const onEve = r.ends(before.agencyId) ? r.onEve(before.agencyId) : before.agencyId
  const receiver = onEve && r.receiverOf(onEve, "đăng ký đang rà soát")
  return receiver && receiver !== BY_FIELD ? { ...before, agencyId: receiver } : before
}

const isSameOwner = (a: RunningRegistration, b: RunningRegistration): boolean =>
  a.agencyId === b.agencyId &&
  a.unit.id === b.unit.id &&
  a.unit.name === b.unit.name &&
  a.adminLevel === b.adminLevel
