import type { EvidenceMatch, Usage } from "#models/evidence-list/evidence-list.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"

/** What others say of a procedure: each issuer once, by its latest list. */
export type Tally = {
  /** Peers that give a level. */
  voters: number
  counts: Partial<Record<ServiceLevel, number>>
  peers: { issuer: string; publishedOn: string; level: ServiceLevel }[]
  ministries: { issuer: string; publishedOn: string }[]
  /** What each source counted, by its latest list. */
  usage: (Usage & { issuer: string; publishedOn: string })[]
}

/** Counts confirmed matches. A row without a level does not vote; of a list with several rows the lowest level stands, and their dossiers add up. Pure. */
export const tallyOf = (matches: readonly EvidenceMatch[]): Tally => {
  const confirmed = matches.filter(({ state }) => state === "CONFIRMED")
  const peers = [
    ...latestByIssuer(confirmed.filter(({ kind, level }) => kind === "PEER_LEVELS" && level !== null)),
  ].flatMap(([issuer, rows]) => {
    const level = LOWEST_FIRST.find((one) => rows.some((row) => row.level === one))
    return level ? [{ issuer, publishedOn: rows[0]?.publishedOn ?? "", level }] : []
  })
  const counts: Tally["counts"] = {}
  for (const { level } of peers) counts[level] = (counts[level] ?? 0) + 1
  const eligible = confirmed.filter(
    ({ kind, level }) => kind === "MINISTRY_ELIGIBLE" && (level === null || level === "FULL"),
  )
  return {
    voters: peers.length,
    counts,
    peers: peers.sort((a, b) => a.issuer.localeCompare(b.issuer, "vi")),
    ministries: [...latestByIssuer(eligible)].map(([issuer, rows]) => ({
      issuer,
      publishedOn: rows[0]?.publishedOn ?? "",
    })),
    usage: [...latestByIssuer(confirmed.filter(({ usage }) => usage))].map(([issuer, rows]) => ({
      issuer,
      publishedOn: rows[0]?.publishedOn ?? "",
      received: rows.reduce((sum, row) => sum + (row.usage?.received ?? 0), 0),
      online: rows.reduce((sum, row) => sum + (row.usage?.online ?? 0), 0),
    })),
  }
}

const LOWEST_FIRST: readonly ServiceLevel[] = ["NOT_PROVIDED", "INFORMATION_ONLY", "PARTIAL", "FULL"]

/** The rows of the latest list of each issuer. */
function latestByIssuer(matches: readonly EvidenceMatch[]): Map<string, EvidenceMatch[]> {
  const latest = new Map<string, EvidenceMatch[]>()
  for (const [issuer, rows] of Map.groupBy(matches, ({ issuer: name }) => name)) {
    const day = rows
      .map(({ publishedOn }) => publishedOn)
      .sort()
      .at(-1)
    latest.set(
      issuer,
      rows.filter(({ publishedOn }) => publishedOn === day),
    )
  }
  return latest
}
