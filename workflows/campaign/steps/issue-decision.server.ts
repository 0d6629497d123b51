import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { takeRegisterTurn } from "#models/long-act/register-turn.server.ts"
import { recordAnnouncedLevels } from "#models/online-service/online-service.repository.server.ts"
import { addMissingMessages, latestVersions } from "#models/outbox/outbox.repository.server.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { messagesForEdition } from "#workflows/delivery/messages-for-edition.ts"
import { inPieces, PIECE, type Piece } from "#workflows/long-act/pieces.server.ts"
import { findScopeFault } from "#workflows/scope/scope-faults.server.ts"
import { announceInPieces, supersedeInPieces } from "../announce-edition.server.ts"
import { defineStep } from "../campaign-step.ts"
import { comparingDays, effectOf } from "../compare-days.server.ts"
import { currentEdition } from "../decision-bytes.server.ts"
import { editionEffect } from "../edition-effect.server.ts"

/**
 * Issues the sealed decision: one message per record and portal is put into the outbox, its registrations are announced, the
 * replaced edition's superseded, the services' levels set, piece by piece; the last makes it issued.
 */
const issue = defineStep({
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
  preview: async (d, { campaign, at }) => {
    const barred = await findScopeFault(codesIn(await currentEdition(campaign)), dayOf(at), ISSUING)
    return {
      effect: await editionEffect(d, campaign, at),
      says: barred === null ? [] : [barred],
    }
  },
  act: async (d, { campaign, actor, at }) => {
    const today = dayOf(at)
    const edition = await currentEdition(campaign)
    const targets = await d.reference.portalTargetsOn(today)
    if (targets.length === 0)
      throw new RuleBrokenError(
        `Chưa khai báo cổng nào nhận bản ghi vào ngày ${formatDay(today)}. Quản trị viên cần khai báo trước khi phát hành.`,
      )
    const { numbered, sealed } = campaign.workflow.context
    if (!numbered) throw new RuleBrokenError("Quyết định chưa có số.")
    const { number, symbol, day } = numbered
    const messages = messagesForEdition({
      edition,
      decision: { number, symbol, day, ...effectOf(campaign, edition) },
      annexes: sealed?.annexes ?? [],
      targets,
      priorVersions: await latestVersions(null, { before: { editionId: edition.editionId } }),
      at,
    })
    const levels = [
      ...edition.entries,
      ...edition.removed.map(({ serviceId }) => ({ serviceId, level: null })),
    ]
    const announced = { id: edition.editionId, on: day }
    return {
      event: { type: "decision.issued", issuedOn: today },
      assertBegins: async (session) => {
        await takeRegisterTurn(session)
        const barred = await findScopeFault(codesIn(edition), today, ISSUING, session)
        if (barred !== null) throw new RuleBrokenError(barred)
      },
      // Records wait for the last: nothing is sent while the act is under way.
      pieces: [
        ...inPieces(messages, PIECE).map(
          (part): Piece =>
            (session) =>
              addMissingMessages(part, session),
        ),
        ...(await announceInPieces(campaign, edition, { actor, at })),
        ...(await supersedeInPieces(edition, at)),
        ...inPieces(levels, PIECE).map(
          (part): Piece =>
            (session) =>
              recordAnnouncedLevels(part, announced, session),
        ),
      ],
    }
  },
})

const ISSUING = {
  act: "phát hành",
  mend: "Quyết định đã ký số cơ quan nên không sửa được: Chánh Văn phòng chọn «Dừng đợt», rồi mở đợt rà soát mới.",
}
const codesIn = ({ entries }: FrozenEdition): string[] => entries.map(({ procedure }) => procedure.code)

export const issueDecision = comparingDays("ISSUE", issue)
