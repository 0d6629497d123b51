import type { OnlineService } from "../online-service/online-service.ts"
import { caseNameOf } from "../procedure/case-name.ts"
import type { Procedure } from "../procedure/procedure.ts"
import { compareVietnamese } from "../shared/text.ts"
import type { BranchRow, EntryUnit } from "./catalogue-edition.ts"
import { entryNameInText } from "./entry-name.ts"

/** A service of a central branch with what its record says. */
export type BranchService = {
  service: OnlineService
  procedure: Pick<Procedure, "code" | "name" | "services" | "announcementDecision">
}

/** The rows of the annex of central branches in print order: agency → field → name. Pure. */
export const branchRowsOf = (
  services: readonly BranchService[],
  unitOf: (service: OnlineService) => EntryUnit,
): BranchRow[] =>
  services
    .map(({ service, procedure }) => ({
      serviceId: service.id,
      serviceCode: service.serviceCode,
      serviceName: service.serviceName,
      caseName: caseNameOf(procedure, service.serviceCode),
      agency: unitOf(service),
      field: service.field,
      procedure: { code: procedure.code, name: procedure.name },
      announcementDecision: procedure.announcementDecision,
    }))
    .sort(
      (a, b) =>
        compareVietnamese(a.agency.name, b.agency.name) ||
        compareVietnamese(a.field.name, b.field.name) ||
        compareVietnamese(entryNameInText(a), entryNameInText(b)) ||
        (a.serviceId < b.serviceId ? -1 : 1),
    )
