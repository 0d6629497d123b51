import { findRepeals } from "#models/procedure-repeal/procedure-repeal.repository.server.ts"
import { findRegistrationsByIds } from "#models/registration/registration.repository.server.ts"
import type { Finding } from "./check-audit-chain.server.ts"

/** The registrations behind the rows a repeal ended must have ended by it. What it told the portals is the outbox's to check. */
export const checkRepeals = async (): Promise<{ findings: Finding[] }> => {
  const findings: Finding[] = []
  for (const { id, rows } of await findRepeals()) {
    const registrations = await findRegistrationsByIds(
      rows.map(({ editionId, serviceId }) => `${editionId}:${serviceId}`),
    )
    const left = registrations.filter(({ workflow }) => workflow.value !== "repealed")
    if (left.length > 0)
      findings.push({
        check: "Bãi bỏ",
        where: id,
        message: `${left.length} đăng ký của thủ tục đã bãi bỏ không ghi là đã bãi bỏ.`,
      })
  }
  return { findings }
}
