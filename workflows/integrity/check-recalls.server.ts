import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import type { Finding } from "./check-audit-chain.server.ts"

const IN_FORCE: readonly string[] = ["announced", "published"]

/** No registration may still be announced by a decision that was recalled; recalls of earlier days left them and are not asked. */
export const checkRecalls = async (): Promise<{ findings: Finding[] }> => {
  const findings: Finding[] = []
  for (const { id, workflow } of await findCampaigns()) {
    if (workflow.context.recalled?.records === undefined) continue
    const left = (await countRegistrations(id))
      .filter(({ state }) => IN_FORCE.includes(state))
      .reduce((sum, { count }) => sum + count, 0)
    if (left > 0)
      findings.push({
        check: "Thu hồi",
        where: id,
        message: `${left} đăng ký còn ghi là đã công bố theo quyết định đã thu hồi.`,
      })
  }
  return { findings }
}
