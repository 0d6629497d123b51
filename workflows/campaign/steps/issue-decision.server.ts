import { recordAnnouncedLevels } from "#models/online-service/online-service.repository.server.ts"
import { addMessages, latestVersions } from "#models/outbox/outbox.repository.server.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { messagesForEdition } from "#workflows/delivery/messages-for-edition.ts"
import { announceRegistrations, supersedeReplaced } from "../announce-edition.server.ts"
import { defineStep } from "../campaign-step.ts"
import { currentEdition } from "../decision-bytes.server.ts"

/**
 * Issues the sealed decision: in one transaction the campaign is issued, its registrations announced, the replaced
 * edition's superseded, the services' levels set, and one message per record and portal put into the outbox.
 */
export const issueDecision = defineStep({
  intent: "issue",
  event: "decision.issued",
  permission: { action: "edition.issue", label: "Phát hành", roles: ["RECORDS_CLERK"], scope: "ANY_AGENCY" },
  label: "Phát hành",
  title: "Phát hành quyết định",
  place: "NEXT",
  working: "Đang phát hành và chuẩn bị bản ghi gửi các cổng…",
  fields: [
    {
      kind: "CONFIRMATION",
      name: "confirmed",
      label: "Phát hành quyết định: công bố danh mục và gửi bản ghi lên các cổng.",
      description:
        "Việc phát hành không hoàn tác được; sai sót sau đó xử lý bằng điều chỉnh, đính chính hoặc thu hồi.",
      missing: "Hãy xác nhận phát hành.",
    },
  ],
  act: async (d, { campaign, actor, at }) => {
    const today = dayOf(at)
    const edition = await currentEdition(campaign)
    const targets = await d.reference.portalTargetsOn(today)
    if (targets.length === 0)
      throw new RuleBrokenError(
        `Chưa khai báo cổng nào nhận bản ghi vào ngày ${formatDay(today)}. Quản trị viên cần khai báo trước khi phát hành.`,
      )
    return {
      event: { type: "decision.issued", issuedOn: today },
      write: async (session, moved) => {
        const { signed, numbered, sealed } = moved.workflow.context
        if (!signed || !numbered) throw new RuleBrokenError("Quyết định chưa có chữ ký hoặc chưa có số.")
        await announceRegistrations(moved, edition, actor, at, session)
        await supersedeReplaced(edition, at, session)
        await recordAnnouncedLevels(
          [...edition.entries, ...edition.removed.map(({ serviceId }) => ({ serviceId, level: null }))],
          { id: edition.editionId, on: numbered.day },
          session,
        )
        const { number, symbol, day } = numbered
        const decision = { number, symbol, day }
        const annexes = sealed?.annexes ?? []
        const priorVersions = await latestVersions(session)
        await addMessages(
          messagesForEdition({ edition, decision, annexes, targets, priorVersions, at }),
          session,
        )
      },
    }
  },
})
