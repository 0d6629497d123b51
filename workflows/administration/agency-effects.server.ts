import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { ROLE_LABELS } from "#models/shared/workflow.ts"
import type { Effects } from "./effects.ts"
import type { OfficeData } from "./office-data.server.ts"
import { openRegistrations, registrationItem } from "./open-registrations.server.ts"
import type { TableChange } from "./reference-table.ts"

/** What hangs on the agencies a change touches: their services, running registrations and people, whole. */
export const agencyEffects = async (
  { rows, effectiveFrom }: TableChange,
  { people, campaigns }: OfficeData,
): Promise<Effects> => {
  const touched = new Set(
    rows.flatMap(({ before, after }) => (before ? [String((after ?? before).agencyId ?? before.id)] : [])),
  )
  const concerns = (agencyId: string, unit: { id: string }) => touched.has(agencyId) || touched.has(unit.id)
  const services = (await findActiveServices()).filter((one) => concerns(one.proposingAgencyId, one.unit))
  const registrations = (await openRegistrations(campaigns)).filter((one) => concerns(one.agencyId, one.unit))
  const roles = [...people.values()].flatMap(({ id, fullName, assignments }) =>
    assignments
      .filter(
        ({ agencyId, validTo }) => touched.has(agencyId) && (validTo === null || validTo >= effectiveFrom),
      )
      .map(({ role }) => ({ text: `${fullName} (${id}), ${ROLE_LABELS[role]}` })),
  )
  const isEnding = rows.some(({ before, after }) => after && before && after.validTo !== before.validTo)
  return {
    moved: {
      services: services.map(({ serviceCode, serviceName }) => ({ text: `${serviceCode} ${serviceName}` })),
      registrations: registrations.map(registrationItem),
      roles,
    },
    notes: [
      "Danh mục đã ban hành, văn bản đã ký giữ tên và mã lúc đó.",
      ...(isEnding && services.length + registrations.length + roles.length > 0
        ? [
            "Ngày kết thúc ở đây không tự chuyển dịch vụ, đăng ký và người của cơ quan; việc đó làm bằng sắp xếp tổ chức, hoặc đổi cơ quan đầu mối và phân công trước ngày này.",
          ]
        : []),
    ],
  }
}
