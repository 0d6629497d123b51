import { agencyNameOn } from "#models/agency/agency.ts"
import { deadlinesOf, isRunning } from "#models/campaign/deadlines.ts"
import { formatDay } from "#models/shared/dates.ts"
import { ROLE_LABELS } from "#models/shared/workflow.ts"
import type { Effects } from "./effects.ts"
import { findLeadMoves } from "./find-lead-moves.server.ts"
import { type LeadTable, withLeads } from "./lead-moves.ts"
import type { OfficeData } from "./office-data.server.ts"
import { openRegistrations, registrationItem } from "./open-registrations.server.ts"
import type { TableChange } from "./reference-table.ts"

/** Who goes over to another lead: services and running registrations, with the people who take over; deadlines run on. */
export const leadEffects = async (
  table: LeadTable,
  { before, after, effectiveFrom }: TableChange,
  { directory, agencies, people, campaigns }: OfficeData,
): Promise<Effects> => {
  const moves = await findLeadMoves(
    withLeads(table, directory, before),
    withLeads(table, directory, after),
    effectiveFrom,
  )
  const nameOf = (id: string) => {
    const agency = agencies.get(id)
    return agency ? agencyNameOn(agency, effectiveFrom) : id
  }
  const byService = new Map(moves.map((move) => [move.service.id, move]))
  const moving = (await openRegistrations(campaigns)).filter(
    ({ serviceId, agencyId }) => byService.get(serviceId)?.from === agencyId,
  )
  const parties = new Map(moves.flatMap(({ from, to }) => [[from, "thôi"] as const, [to, "nhận"] as const]))
  const roles = [...people.values()].flatMap(({ id, fullName, active, assignments }) =>
    assignments
      .filter(
        ({ agencyId, validFrom, validTo }) =>
          active &&
          parties.has(agencyId) &&
          validFrom <= effectiveFrom &&
          (validTo === null || validTo >= effectiveFrom),
      )
      .map(({ role, agencyId }) => ({
        text: `${fullName} (${id}), ${ROLE_LABELS[role]}, ${nameOf(agencyId)}: ${parties.get(agencyId)} việc của lĩnh vực`,
      })),
  )
  const running = campaigns.filter(isRunning)
  return {
    moved: {
      services: moves.map(({ service, from, to }) => ({
        text: `${service.serviceCode} ${service.serviceName}: ${nameOf(from)} → ${nameOf(to)}`,
      })),
      registrations: moving.map(registrationItem),
      roles,
    },
    notes: [
      `Đăng ký đang chạy chuyển sang cơ quan mới vào ngày ${formatDay(effectiveFrom)}, giữ nguyên bước đang làm và người đã đề xuất.`,
      ...running.flatMap((campaign) => {
        const next = deadlinesOf(campaign).filter(({ isMet }) => !isMet)
        return next.length === 0
          ? []
          : [
              `Thời hạn của «${campaign.name}» không tính lại: ${next.map(({ label, day }) => `${label.toLocaleLowerCase("vi")} ${formatDay(day)}`).join("; ")}.`,
            ]
      }),
      ...(moves.length > 0 && roles.every(({ text }) => !text.endsWith("nhận việc của lĩnh vực"))
        ? ["Cơ quan nhận chưa có ai được phân công: hãy phân công trước ngày này."]
        : []),
    ],
  }
}
