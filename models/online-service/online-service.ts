import type { IsoDay } from "../shared/dates.ts"
import type { AdminLevel, ServiceLevel } from "../shared/levels.ts"

/** Who offers the service: one agency, or a group standing for every unit of a kind. */
export type ServiceUnit = { kind: "AGENCY" | "GROUP"; id: string; name: string }

/** Dịch vụ công (trực tuyến): procedure × service number × unit or unit group; the thing that has a level. */
export type OnlineService = {
  /** `1.000110.01@so-tu-phap`. */
  id: string
  procedureCode: string
  procedureName: string
  serviceCode: string
  serviceName: string
  unit: ServiceUnit
  adminLevel: AdminLevel
  field: { code: string; name: string }
  /** The agency that reviews and proposes for it (đơn vị đầu mối). */
  proposingAgencyId: string
  /** How the proposing agency was found, so that an officer can judge it. */
  assignedBy: "EXECUTING_AGENCY" | "FIELD" | "FALLBACK"
  active: boolean
  /** Level in the last issued edition, null when it stood in none. */
  announcedLevel: ServiceLevel | null
  announcedEditionId: string | null
  announcedOn: IsoDay | null
}

export const onlineServiceId = (serviceCode: string, unitId: string): string => `${serviceCode}@${unitId}`
