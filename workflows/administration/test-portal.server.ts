import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { savePortalTest } from "#models/portal-test/portal-test.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { type PortalClient, PortalFailure } from "#workflows/gateways/portals/portal-client.ts"
import type { PortalClients } from "#workflows/gateways/portals/portal-clients.server.ts"

/** A record no portal has: asking for it shows whether the portal answers and takes our key, and changes nothing. */
const NO_RECORD = "kiem-tra-ket-noi"

/**
 * Asks a portal of today for a record it does not have, and keeps what came of it for «Sẵn sàng ban hành».
 * @returns what came of it, in words
 * @throws ForbiddenError
 */
export const testPortal = async (
  d: OfficeDependencies & { portals(): Promise<PortalClients> },
  { portalId, actor: asker }: { portalId: string; actor: Actor },
): Promise<{ ok: boolean; message: string }> => {
  const actor = await authorise(d, asker, "administration.draft", {
    kind: "referenceChange",
    id: `cong ${portalId}`,
  })
  const client = (await d.portals())[portalId]
  if (!client)
    return { ok: false, message: `Hôm nay không có cổng «${portalId}» đang dùng nên không thử kết nối được.` }
  const found = await asked(client)
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    await savePortalTest({ portalId, ...found, at, by: actor.id }, session)
    const tested = {
      subject: { kind: "portal", id: portalId },
      type: "portal.tested",
      payload: found,
    } as const
    await appendAuditEntries([auditDraft(tested, actor, at)], session)
  })
  return found
}

async function asked(client: PortalClient): Promise<{ ok: boolean; message: string }> {
  try {
    await client.read(NO_RECORD)
    return { ok: true, message: "Cổng trả lời và nhận khóa truy cập của hệ thống." }
  } catch (error) {
    if (!(error instanceof PortalFailure)) throw error
    return { ok: false, message: `Chưa kết nối được: ${error.message}` }
  }
}
