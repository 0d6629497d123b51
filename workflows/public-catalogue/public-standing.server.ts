import { getAuditHead } from "#models/audit/audit-entry.repository.server.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { findUsageStamps } from "#models/indicator/usage-sheet.repository.server.ts"
import { findKnownRepeals } from "#models/procedure-repeal/repeals-in-effect.server.ts"
import { findIndicators } from "#models/reference/reference.repository.server.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { shareNext } from "#models/shared/share-next.ts"

type Standing = { clock: Clock; reference: ReferenceReader; trainingMode: boolean }

/**
 * A digest over everything the public pages say besides their address and the frozen editions, words that are searched for
 * aside: while it stays the same, so does every page. It is asked before each page, so it costs one small read unless an act
 * of the office, each of which ends the audit log anew, or the day changed.
 */
export const publicStanding = ({ clock, reference, trainingMode }: Standing): (() => Promise<string>) => {
  let known = { head: "", day: "", digest: "" }
  return shareNext(async () => {
    const day = dayOf(clock.now())
    // Read first: what is written meanwhile ends the log anew, and is seen the next time.
    const { hash: head } = await getAuditHead()
    if (known.head !== head || known.day !== day)
      known = { head, day, digest: await standingOn(day, reference, trainingMode) }
    return known.digest
  })
}

const standingOn = async (
  day: IsoDay,
  reference: ReferenceReader,
  trainingMode: boolean,
): Promise<string> => {
  const issued = await findIssuedEditions()
  return digestOf({
    day,
    trainingMode,
    issued: issued.map(({ load: _, ...edition }) => edition),
    repeals: await findKnownRepeals(),
    indicators: await findIndicators(),
    usage: await findUsageStamps(),
    // An office without issuing facts has pages, too.
    issuer: await reference.issuerOn(day).catch(() => null),
  })
}
