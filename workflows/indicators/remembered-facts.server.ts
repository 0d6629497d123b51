import { numberOf } from "#models/legal-basis/act-name.ts"
import { findSnapshotsByHash } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { type ProcedureFacts, procedureFacts } from "./procedure-facts.ts"

/** By hash: the same content says the same for ever, so what was read from it is kept; a few hundred bytes each. */
const known = new Map<string, ProcedureFacts>()
const MOST_KNOWN = 20_000
const BATCH = 200

/** What the records of these contents say, by hash; unknown hashes are left out. */
export const factsOfContents = async (hashes: readonly string[]): Promise<Map<string, ProcedureFacts>> => {
  const asked = [...new Set(hashes)]
  const missing = asked.filter((hash) => !known.has(hash))
  if (known.size + missing.length > MOST_KNOWN) known.clear()
  for (let from = 0; from < missing.length; from += BATCH)
    for (const { hash, procedure } of await findSnapshotsByHash(missing.slice(from, from + BATCH)))
      known.set(
        hash,
        procedureFacts(
          procedure,
          procedure.legalBases.flatMap((basis) => numberOf(basis) ?? []),
        ),
      )
  return new Map(
    asked.flatMap((hash) => (known.has(hash) ? [[hash, known.get(hash) as ProcedureFacts]] : [])),
  )
}
