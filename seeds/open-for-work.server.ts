import { findSeededScenario } from "#models/reference/reference.repository.server.ts"
import type { Store } from "#models/store/connection.server.ts"
import type { Config } from "#workflows/config.server.ts"
import { openOfficeStore } from "#workflows/office-store.server.ts"
import { addNewerReference } from "./seed-reference.server.ts"

/**
 * Opens the office's store for a command that works on it. One filled by an earlier release gets the tables that came since, as
 * it does at a start: whichever comes first after the new release is installed.
 * @throws RuleBrokenError when it is a training store outside training mode, or the other way round
 */
export const openForWork = async (config: Config): Promise<Store> => {
  const store = await openOfficeStore(config)
  if (await findSeededScenario()) await addNewerReference()
  return store
}
