import type { ClientSession } from "mongoose"
import { NotFoundError } from "#models/shared/errors.ts"
import { findOpenRecovery } from "#models/store-recovery/store-recovery.repository.server.ts"
import type { StoreRecovery } from "#models/store-recovery/store-recovery.ts"

/** @throws NotFoundError when nothing is to be settled */
export const getOpenRecovery = async (session: ClientSession | null = null): Promise<StoreRecovery> => {
  const recovery = await findOpenRecovery(session)
  if (!recovery)
    throw new NotFoundError("Không có lần phục hồi nào cần đối chiếu. Có thể người khác vừa hoàn thành.")
  return recovery
}
