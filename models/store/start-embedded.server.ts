import { systemClock } from "../shared/clock.ts"
import { OfficeError } from "../shared/errors.ts"
import { StoreFolderError } from "./embedded/errors.ts"
import { type EmbeddedStore, startEmbeddedStore } from "./embedded/start.server.ts"

/**
 * The embedded store on the office's clock. @throws OfficeError when the folder cannot be used, in the store's own words
 */
export const startOwnStore = async (
  options: Omit<Parameters<typeof startEmbeddedStore>[0], "now">,
): Promise<EmbeddedStore> => {
  try {
    return await startEmbeddedStore({ ...options, now: () => systemClock.now() })
  } catch (error) {
    if (error instanceof StoreFolderError)
      throw new OfficeError("RULE_BROKEN", error.message, {}, { cause: error.cause })
    throw error
  }
}
