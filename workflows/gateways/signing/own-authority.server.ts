import { join } from "node:path"
import type { Config } from "#workflows/config.server.ts"
import { readTrainingAuthority } from "./training-keys.server.ts"

/**
 * The authority whose key is kept here, DER: in training mode that of the made-up people, once it was made. Nobody needs to say
 * that it is trusted.
 */
export const ownAuthorityOf = async ({
  trainingMode,
  dataDir,
}: Pick<Config, "trainingMode" | "dataDir">): Promise<Uint8Array | null> => {
  const own = trainingMode ? await readTrainingAuthority(join(dataDir, "keys")) : null
  return own && new Uint8Array(own.rawData)
}
